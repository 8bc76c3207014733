"""The measures of a plan are named so that what is shown can be typed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cspwidgets.errors import CellRejected
from cspwidgets.plan.cells import read_cell, show_cell
from cspwidgets.plan.measures import is_known, measure_label, measures, read_measure
from cspwidgets.plan.model import Account, Outcome, Plan, Stage, UsagePoint
from cspwidgets.plan.scales import AdoptionCurves

DAY = date(2026, 3, 2)
PLAN = Plan(
    id="p",
    account=Account(name="P"),
    outcomes=(
        Outcome(id="otif", name="On time"),
        Outcome(id="two", name="Twice"),
        Outcome(id="three", name="Twice"),
    ),
    stages=(Stage(id="s", name="Use"),),
    usage=tuple(
        UsagePoint(id=f"u{k}", metric=metric, on=DAY, value=1.0)
        for k, metric in enumerate(["seats", "feature:Dock planner", "feature:Dock planner"])
    ),
)


def test_a_plan_has_its_features_and_its_outcomes_as_measures():
    assert measures(PLAN) == (
        "licence_utilisation",
        "stickiness",
        "feature:Dock planner",
        "outcome:otif",
        "outcome:two",
        "outcome:three",
    )


@pytest.mark.parametrize("measure", [*measures(PLAN), "feature:yet to come"])
def test_whatever_a_cell_shows_of_a_measure_can_be_typed_again(measure: str):
    plan = replace(PLAN, stages=(replace(PLAN.stages[0], exit_measure=measure),))
    shown = show_cell(plan, "stages", "s", "exit_measure")
    assert read_cell(plan, "stages", "exit_measure", shown) == measure
    assert read_measure(plan, measure_label(plan, measure).upper()).casefold() == measure.casefold()


@pytest.mark.parametrize(
    ("typed", "measure"),
    [
        ("seats in use", "licence_utilisation"),
        ("Utilisation", "licence_utilisation"),
        ("STICKINESS", "stickiness"),
        ("dock planner", "feature:Dock planner"),
        ("on time", "outcome:otif"),
        ("feature: Routes", "feature:Routes"),
        ("", ""),
    ],
)
def test_a_measure_may_be_typed_as_people_call_it(typed: str, measure: str):
    assert read_cell(PLAN, "stages", "exit_measure", typed) == measure


@pytest.mark.parametrize("typed", ["happiness", "feature:", "outcome:gone"])
def test_what_is_no_measure_is_refused_with_those_that_are(typed: str):
    with pytest.raises(CellRejected, match=r"is no measure\. There is: Licence utilisation"):
        read_cell(PLAN, "stages", "exit_measure", typed)
    assert not is_known(PLAN, typed)


@pytest.mark.parametrize(
    ("typed", "share"), [("60 %", 0.6), ("0.6", 0.6), ("60%", 0.6), ("60", 0.6), ("1", 1.0)]
)
def test_a_goal_is_typed_as_a_share(typed: str, share: float):
    assert read_cell(PLAN, "stages", "exit_goal_share", typed) == share


def test_a_curve_is_told_by_its_days():
    curves = AdoptionCurves(stickiness=((0, 0.0), (90, 0.285)))
    plan = replace(PLAN, adoption_curves=curves)
    assert show_cell(plan, "adoption_curves", "", "stickiness") == "day 0: 0 %, day 90: 28.5 %"
    assert show_cell(plan, "adoption_curves", "", "feature") == ""


@pytest.mark.parametrize("typed", ["160", "-5", "soon"])
def test_a_goal_that_is_no_share_is_refused(typed: str):
    with pytest.raises(CellRejected, match="is no "):
        read_cell(PLAN, "stages", "exit_goal_share", typed)
