"""What counts as a step, whose it is, whether it was begun, and how long it is."""

from __future__ import annotations

from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Side

# Looked up once: on Python 3.11 `ActivityState.DONE` takes ten times as long as a plain name.
_IN_PROGRESS, _SKIPPED = ActivityState.IN_PROGRESS, ActivityState.SKIPPED
_HALTED = frozenset((ActivityState.WAITING, ActivityState.BLOCKED))
_OVER = frozenset((ActivityState.DONE, ActivityState.SKIPPED))
_STEP, _MILESTONE, _CADENCE = ActivityKind.STEP, ActivityKind.MILESTONE, ActivityKind.CADENCE

LONGEST = 10_000.0
"""What is longer (40 years of working days) or negative is a typing error and counts as missing."""

TURNS: dict[Side, tuple[Side, ...]] = {
    Side.CUSTOMER: (Side.CUSTOMER, Side.BOTH),
    Side.VENDOR: (Side.VENDOR, Side.BOTH),
    Side.BOTH: (Side.BOTH,),
    Side.PARTNER: (Side.PARTNER,),
}
"""Whose steps fall to a side: those of "both" are the customer's and the vendor's."""


def is_live(activity: Activity) -> bool:
    """Whether it is part of the route: not skipped, and no cadence."""
    return activity.state is not _SKIPPED and activity.kind is not _CADENCE


def is_open(activity: Activity) -> bool:
    """Whether it is part of the route and still to be done."""
    return activity.kind is not _CADENCE and activity.state not in _OVER


def is_begun(activity: Activity) -> bool:
    """Whether work on it has begun; waiting and blocked steps need a started date for that."""
    if activity.state in _HALTED:
        return activity.started_on is not None
    return activity.state is _IN_PROGRESS


def falls_to(activity: Activity, side: Side) -> bool:
    """Whether it is that side's turn; a step of "both" is the customer's and the vendor's."""
    return activity.side in TURNS[side]


def mean_days(plan: Plan) -> float:
    """The mean length of the plan's steps, in working days; 0 when no step has one.

    Skipped steps are part of the mean, so that skipping one changes the length of no other.
    """
    lengths = [
        row.days
        for row in plan.activities
        if row.days is not None and row.kind is _STEP and 0 <= row.days <= LONGEST
    ]
    return sum(lengths) / len(lengths) if lengths else 0.0


def planned_days(plan: Plan) -> dict[str, float]:
    """The planned length of each activity, by id, in working days.

    A milestone lasts 0 days; a step without a length counts the plan's mean (see `mean_days`).
    (The domain's rule "Route share".)
    """
    days: dict[str, float] = {}
    mean: float | None = None
    for row in plan.activities:
        length = row.days
        if row.kind is _MILESTONE:
            length = 0.0
        elif length is None or not 0 <= length <= LONGEST:
            length = mean = mean_days(plan) if mean is None else mean
        days[row.id] = length
    return days
