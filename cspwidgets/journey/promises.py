"""Promised days: which were kept, and which were not.

A promise is a step with a promised day. It is kept when the step is done by that day. It is
broken when the day passed and the step was not done, and once for each time it was moved after it
was due: the plan carries those (`Activity.broken_promises`). A day that has not passed is neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspwidgets.journey.steps import falls_to
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """A side's promises, by the ids of its steps; a step stands in `broken` once for each time."""

    side: Side
    kept: tuple[str, ...]
    broken: tuple[str, ...]


def promises(plan: Plan, side: Side, on: date) -> Promises:
    """What a side promised up to a day. Steps of "both" count for each, a partner's for neither.

    A done step without a finished day is believed to be on time. A skipped step's promise is
    dropped, but not those that were broken before.
    """
    kept: list[str] = []
    broken: list[str] = []
    for activity in plan.activities:
        if activity.promised_on is None and not activity.broken_promises:
            continue
        if activity.kind is ActivityKind.CADENCE or not falls_to(activity, side):
            continue
        broken += [activity.id for moved in activity.broken_promises if moved.moved_on <= on]
        if is_kept(activity):
            kept.append(activity.id)
        elif is_broken(activity, on):
            broken.append(activity.id)
    return Promises(side=side, kept=tuple(kept), broken=tuple(broken))


def is_kept(activity: Activity) -> bool:
    """Whether the step was done by the day that was promised last."""
    if activity.promised_on is None or activity.state is not ActivityState.DONE:
        return False
    return activity.finished_on is None or activity.finished_on <= activity.promised_on


def is_broken(activity: Activity, on: date) -> bool:
    """Whether the day promised last has passed without the step being done by then."""
    if activity.promised_on is None or activity.state is ActivityState.SKIPPED:
        return False
    return activity.promised_on < on and not is_kept(activity)
