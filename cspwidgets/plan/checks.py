"""What is worth a look in a plan, without its schedule.

Two kinds of finding need the schedule (a cycle, and days against the pace); `journey/checks.py`
adds them and is what the outside calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspwidgets.plan.activitychecks import check_activities
from cspwidgets.plan.adoptionchecks import check_adoption
from cspwidgets.plan.findings import Finding, finding
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.outcomechecks import check_outcomes
from cspwidgets.plan.scales import GradeOverride
from cspwidgets.plan.words import ActivityKind, ActivityState, PlanState, Side

__all__ = ["Finding", "check", "is_explained"]

MOST_STAGES = 7
MOST_STEPS = 40
UNTOUCHED_DAYS = 30
LETTERS = ("A", "B", "C", "D", "E")
_OVER = (PlanState.ACHIEVED, PlanState.CLOSED)
_CUSTOMERS = (Side.CUSTOMER, Side.BOTH)


def check(plan: Plan, on: date, *, last_edit_on: date | None = None) -> tuple[Finding, ...]:
    """The findings of a plan on a day, the plan's own first, then by table.

    Parameters
    ----------
    last_edit_on
        The day on which somebody changed the plan last; the history knows it.
    """
    return (
        *_check_whole(plan, on, last_edit_on),
        *check_adoption(plan),
        *_check_stages(plan),
        *check_outcomes(plan, on),
        *check_activities(plan, on),
    )


def is_explained(given: GradeOverride) -> bool:
    """Whether a grade given by hand counts: it needs a letter that there is, and a reason."""
    return given.letter in LETTERS and bool(given.reason.strip())


def _check_whole(plan: Plan, on: date, last_edit_on: date | None) -> Iterator[Finding]:
    steps = sum(_is_step(activity) for activity in plan.activities)
    if not plan.objective.strip():
        yield finding("no-objective", "The plan has no objective.", "plan")
    if not plan.outcomes:
        yield finding("no-outcomes", "The plan has no outcome to measure.", "outcomes")
    if not steps:
        yield finding("no-steps", "The plan has no steps.", "activities")
    if len(plan.stages) > MOST_STAGES:
        told = f"The plan has {len(plan.stages)} stages; {MOST_STAGES} are easy to follow."
        yield finding("too-many-stages", told, "stages", plan.stages[MOST_STAGES].id)
    if steps > MOST_STEPS:
        told = f"The plan has {steps} steps; {MOST_STEPS} are easy to follow."
        yield finding("too-many-steps", told, "activities")
    given = plan.override
    if given is not None and not is_explained(given):
        told = f"The grade {given.letter!r} was given by hand, but without a letter and a reason."
        yield finding("override-unexplained", told, "plan")
    if last_edit_on is not None and plan.state not in _OVER:
        idle = (on - last_edit_on).days
        if idle > UNTOUCHED_DAYS:
            yield finding("untouched", f"Nobody changed the plan for {idle} days.", "plan")


def _check_stages(plan: Plan) -> Iterator[Finding]:
    theirs = {row.stage for row in plan.activities if row.side in _CUSTOMERS and _is_part(row)}
    for stage in plan.stages:
        if stage.id not in theirs:
            told = f"“{stage.name}” has no step of the customer’s."
            yield finding("no-customer-part", told, "stages", stage.id)
        if not stage.exit_criterion.strip() and not stage.exit_measure:
            told = f"“{stage.name}” does not say when it is over."
            yield finding("no-exit", told, "stages", stage.id)


def _is_part(activity: Activity) -> bool:
    return activity.state is not ActivityState.SKIPPED


def _is_step(activity: Activity) -> bool:
    return _is_part(activity) and activity.kind is not ActivityKind.CADENCE
