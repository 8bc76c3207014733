"""What is worth a look where data decides: ties to measures, and targets for adoption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from cspwidgets.language import ENGLISH
from cspwidgets.plan.findings import Finding, finding
from cspwidgets.plan.labels import field_label
from cspwidgets.plan.measures import is_known
from cspwidgets.plan.model import Plan, Stage


def check_adoption(plan: Plan) -> Iterator[Finding]:
    """The findings of curves, and of exit criteria that are tied to a measure."""
    yield from _check_curves(plan)
    for stage in plan.stages:
        yield from _check_exit(plan, stage)


def _check_exit(plan: Plan, stage: Stage) -> Iterator[Finding]:
    measure, goal = stage.exit_measure, stage.exit_goal_share
    if measure and not is_known(plan, measure):
        told = f"“{stage.name}” is over by “{measure}”, which is no measure of this plan."
        yield finding("exit-unknown", told, "stages", stage.id)
    elif measure and goal is None:
        told = f"“{stage.name}” is over by a measure, but by no goal of it."
        yield finding("exit-goal", told, "stages", stage.id)
    elif goal is not None and not measure:
        told = f"“{stage.name}” has a goal for its exit criterion, but no measure."
        yield finding("exit-goal", told, "stages", stage.id)
    elif goal is not None and not 0 < goal <= 1:
        told = f"“{stage.name}” is over at {ENGLISH.percent(goal)} of a measure."
        yield finding("exit-goal", told, "stages", stage.id)


def _check_curves(plan: Plan) -> Iterator[Finding]:
    for field in fields(plan.adoption_curves):
        curve = getattr(plan.adoption_curves, field.name)
        ages = [age for age, _ in curve]
        if ages != sorted(set(ages)) or any(not 0 <= share <= 1 for _, share in curve):
            told = f"The targets of {field_label(field.name)} are no curve over the age."
            yield finding("odd-curve", told, "plan")
