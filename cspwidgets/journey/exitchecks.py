"""What is worth a look where data decides an exit criterion: ahead of it, behind it, or blind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspwidgets.journey.criteria import Criterion, below, criteria, measure_name
from cspwidgets.journey.steps import is_begun, is_live, is_open
from cspwidgets.language import ENGLISH
from cspwidgets.plan.findings import Finding, finding
from cspwidgets.plan.model import Plan, Stage
from cspwidgets.plan.words import PlanState

_OVER = (PlanState.ACHIEVED, PlanState.CLOSED)


def check_criteria(plan: Plan, on: date) -> Iterator[Finding]:
    """The findings of exit criteria that are tied to a measure, in the order of the stages."""
    if plan.state in _OVER:
        return
    told = {criterion.stage: criterion for criterion in criteria(plan, on)}
    for place, stage in enumerate(plan.stages):
        if stage.id in told:
            yield from _check(plan, place, stage, told[stage.id], on)


def _check(
    plan: Plan, place: int, stage: Stage, criterion: Criterion, on: date
) -> Iterator[Finding]:
    later = next((row for row in plan.stages[place + 1 :] if _is_walked(plan, row)), None)
    if criterion.met_on is not None:
        open_steps = sum(row.stage == stage.id and is_open(row) for row in plan.activities)
        if open_steps and _is_walked(plan, stage):
            day = ENGLISH.day(criterion.met_on, on)
            steps = "1 of its steps is" if open_steps == 1 else f"{open_steps} of its steps are"
            said = f"“{stage.name}” met its exit criterion on {day}, and {steps} still open."
            yield finding("exit-met", said, "stages", stage.id)
        return
    name = measure_name(plan, criterion.measure, ENGLISH)
    if not criterion.has_data:
        if later or _is_walked(plan, stage):
            said = f"“{stage.name}” is over by a measure without figures: {name}."
            yield finding("exit-no-data", said, "stages", stage.id)
        return
    if later:
        goal, now = ENGLISH.percent(criterion.goal), f"no fresh figures of {name}"
        if criterion.share is not None:
            now = f"{name} {ENGLISH.percent(below(criterion.share, criterion.goal))}"
        said = f"“{later.name}” has begun, but “{stage.name}” is not over: {now}, goal {goal}."
        yield finding("exit-unmet", said, "stages", stage.id)


def _is_walked(plan: Plan, stage: Stage) -> bool:
    # A step of it was begun or done.
    steps = (row for row in plan.activities if row.stage == stage.id and is_live(row))
    return any(is_begun(row) or not is_open(row) for row in steps)
