"""Ahead of an exit criterion that data decides, behind it, or without figures: a finding tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cspwidgets.journey.checks import check
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.model import Plan, Stage, UsagePoint
from cspwidgets.plan.words import ActivityState, PlanState
from support.plans import MONDAY, plan_of, step

DONE, GOING, TO_COME = ActivityState.DONE, ActivityState.IN_PROGRESS, ActivityState.NOT_STARTED
ON = date(2026, 4, 13)
STAGES = (
    Stage(id="adopt", name="Adopt", exit_measure="licence_utilisation", exit_goal_share=0.6),
    Stage(id="grow", name="Grow"),
)


def plan(adopt: ActivityState, grow: ActivityState, *active: tuple[date, float]) -> Plan:
    rows = [("seats", MONDAY, 100.0), *(("active_28d", on, value) for on, value in active)]
    usage = tuple(
        UsagePoint(id=f"u{k}", metric=metric, on=on, value=value)
        for k, (metric, on, value) in enumerate(rows)
    )
    steps = (step("a", stage="adopt", state=adopt), step("b", stage="grow", state=grow))
    return plan_of(*steps, stages=STAGES, usage=usage)


def found(one: Plan, on: date = ON) -> list[tuple[str, str]]:
    rows = check(one, on, schedule(one))
    return [(row.code, row.sentence) for row in rows if row.code.startswith("exit-")]


@pytest.mark.parametrize(
    ("adopt", "grow", "active", "codes"),
    [
        (GOING, TO_COME, [], ["exit-no-data"]),
        (TO_COME, TO_COME, [], []),
        (TO_COME, GOING, [], ["exit-no-data"]),
        (GOING, TO_COME, [(MONDAY, 40.0)], []),
        (GOING, GOING, [(MONDAY, 40.0)], ["exit-unmet"]),
        (DONE, DONE, [(MONDAY, 40.0)], ["exit-unmet"]),
        (DONE, TO_COME, [(MONDAY, 40.0)], []),
        (GOING, TO_COME, [(MONDAY, 70.0)], ["exit-met"]),
        (GOING, GOING, [(MONDAY, 70.0)], ["exit-met"]),
        (TO_COME, TO_COME, [(MONDAY, 70.0)], []),
        (DONE, GOING, [(MONDAY, 70.0)], []),
    ],
)
def test_a_criterion_is_worth_a_look_where_work_and_data_disagree(adopt, grow, active, codes):
    assert [code for code, _ in found(plan(adopt, grow, *active))] == codes


def test_each_is_told_in_a_sentence_with_its_figures():
    assert found(plan(GOING, GOING, (MONDAY, 59.9)))[0][1] == (
        "“Grow” has begun, but “Adopt” is not over: seats in use 59%, goal 60%."
    )
    assert found(plan(GOING, GOING, (MONDAY, 40.0)), date(2026, 7, 1))[0][1] == (
        "“Grow” has begun, but “Adopt” is not over: no fresh figures of seats in use, goal 60%."
    )
    assert found(plan(GOING, TO_COME, (MONDAY, 70.0)))[0][1] == (
        "“Adopt” met its exit criterion on 2 March, and 1 of its steps is still open."
    )
    assert found(plan(GOING, TO_COME))[0][1] == (
        "“Adopt” is over by a measure without figures: seats in use."
    )


def test_a_plan_that_is_over_is_left_in_peace():
    assert found(replace(plan(GOING, GOING, (MONDAY, 40.0)), state=PlanState.CLOSED)) == []
