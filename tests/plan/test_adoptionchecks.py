"""A tie to a measure that cannot decide, and targets that are no curve, are found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cspwidgets.plan.adoptionchecks import check_adoption
from cspwidgets.plan.checks import check
from cspwidgets.plan.model import Account, Outcome, Plan, Stage
from cspwidgets.plan.scales import AdoptionCurves

STAGE = Stage(id="s", name="Connect", exit_criterion="orders flow")
PLAN = Plan(
    id="p",
    account=Account(name="P"),
    outcomes=(Outcome(id="o", name="Minutes"),),
    stages=(STAGE,),
)


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("exit-unknown", {"exit_measure": "happiness", "exit_goal_share": 0.6}),
        ("exit-unknown", {"exit_measure": "outcome:gone", "exit_goal_share": 0.6}),
        ("exit-goal", {"exit_measure": "stickiness"}),
        ("exit-goal", {"exit_goal_share": 0.6}),
        ("exit-goal", {"exit_measure": "stickiness", "exit_goal_share": 0.0}),
        ("exit-goal", {"exit_measure": "outcome:o", "exit_goal_share": 60.0}),
        ("", {"exit_measure": "outcome:o", "exit_goal_share": 1.0}),
        ("", {"exit_measure": "feature:yet to come", "exit_goal_share": 0.4}),
        ("", {"exit_measure": "stickiness", "exit_goal_share": 0.2, "exit_criterion": ""}),
    ],
)
def test_a_criterion_that_data_cannot_decide_is_found(code: str, fields: dict[str, Any]) -> None:
    rows = list(check_adoption(replace(PLAN, stages=(replace(STAGE, **fields),))))
    assert [(row.code, row.table, row.row) for row in rows] == (
        [(code, "stages", "s")] if code else []
    )


@pytest.mark.parametrize("curve", [((90, 0.5), (0, 0.1)), ((0, 0.1), (0, 0.2)), ((0, 50.0),)])
def test_targets_that_are_no_curve_are_found(curve: tuple[tuple[int, float], ...]) -> None:
    (row,) = check_adoption(replace(PLAN, adoption_curves=AdoptionCurves(stickiness=curve)))
    assert (row.code, row.table, row.row) == ("odd-curve", "plan", "")
    assert row.sentence == "The targets of stickiness are no curve over the age."
    rising = AdoptionCurves(stickiness=((0, 0.1), (90, 0.2)), feature=((30, 0.5),))
    assert list(check_adoption(replace(PLAN, adoption_curves=rising))) == []


def test_a_measure_alone_says_when_a_stage_is_over() -> None:
    tied = replace(STAGE, exit_criterion="", exit_measure="stickiness", exit_goal_share=0.2)
    for stage, is_found in ((tied, False), (replace(STAGE, exit_criterion=" "), True)):
        rows = check(replace(PLAN, stages=(stage,)), date(2026, 4, 13))
        assert ("no-exit" in [row.code for row in rows]) is is_found
