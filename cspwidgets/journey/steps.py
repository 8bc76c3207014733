"""What counts as a step, whose it is, whether it was begun, and how long it is."""

from __future__ import annotations

from math import inf

from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Side

_BOTH_COUNT_FOR = (Side.CUSTOMER, Side.VENDOR)
_HALTED = (ActivityState.WAITING, ActivityState.BLOCKED)
_OVER = (ActivityState.DONE, ActivityState.SKIPPED)


def is_live(activity: Activity) -> bool:
    """Whether it is part of the route: not skipped, and no cadence."""
    return activity.state != ActivityState.SKIPPED and activity.kind != ActivityKind.CADENCE


def is_open(activity: Activity) -> bool:
    """Whether it is part of the route and still to be done."""
    return activity.kind != ActivityKind.CADENCE and activity.state not in _OVER


def is_begun(activity: Activity) -> bool:
    """Whether work on it has begun; waiting and blocked steps need a started date for that."""
    if activity.state in _HALTED:
        return activity.started_on is not None
    return activity.state == ActivityState.IN_PROGRESS


def falls_to(activity: Activity, side: Side) -> bool:
    """Whether it is that side's turn; a step of "both" is the customer's and the vendor's."""
    if activity.side == Side.BOTH and side in _BOTH_COUNT_FOR:
        return True
    return activity.side == side


def mean_days(plan: Plan) -> float:
    """The mean length of the plan's steps, in working days; 0 when no step has one.

    Skipped steps are part of the mean, so that skipping one changes the length of no other.
    """
    lengths = [
        activity.days
        for activity in plan.activities
        if activity.kind == ActivityKind.STEP and _is_length(activity.days)
    ]
    return sum(length for length in lengths if length) / len(lengths) if lengths else 0.0


def planned_days(plan: Plan) -> dict[str, float]:
    """The planned length of each activity, by id, in working days.

    A milestone lasts 0 days; a step without a length counts the plan's mean (see `mean_days`).
    """
    mean = mean_days(plan)
    return {activity.id: _planned(activity, mean) for activity in plan.activities}


def _planned(activity: Activity, mean: float) -> float:
    if activity.kind == ActivityKind.MILESTONE:
        return 0.0
    days = activity.days
    return float(days) if days is not None and 0 <= days < inf else mean


def _is_length(days: float | None) -> bool:
    return days is not None and 0 <= days < inf
