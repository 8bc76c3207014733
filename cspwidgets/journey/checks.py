"""Everything that is worth a look in a plan: what `plan.checks` finds, and what the pace shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import ceil

from cspwidgets.journey.calendar import DAYS_A_WEEK, NEARLY
from cspwidgets.journey.exitchecks import check_criteria
from cspwidgets.journey.schedule import Schedule, Slot, ruler
from cspwidgets.journey.steps import falls_to, is_begun, is_open
from cspwidgets.language import ENGLISH
from cspwidgets.plan.checks import check as check_plan
from cspwidgets.plan.findings import Finding, finding
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import Side

__all__ = ["Finding", "check"]

MOST_ASKS = 5
_SIDES = {
    Side.CUSTOMER: "the customer’s",
    Side.VENDOR: "the vendor’s",
    Side.PARTNER: "the partner’s",
}


def check(
    plan: Plan, on: date, schedule: Schedule, last_edit_on: date | None = None
) -> tuple[Finding, ...]:
    """All findings of a plan on a day; see `plan.findings.CODES` for what there is.

    Parameters
    ----------
    last_edit_on
        The day on which somebody changed the plan last; the history knows it.
    """
    return (
        *check_plan(plan, on, last_edit_on=last_edit_on),
        *_check_cycles(plan, schedule),
        *_check_pins(plan, on, schedule),
        *_check_asks(plan, on, schedule),
        *check_criteria(plan, on),
    )


def _check_cycles(plan: Plan, schedule: Schedule) -> Iterator[Finding]:
    titles = {activity.id: activity.title for activity in plan.activities}
    for name, waits_for in schedule.cut:
        told = f"“{titles[name]}” and “{titles[waits_for]}” wait for each other."
        if name == waits_for:
            told = f"“{titles[name]}” waits for itself."
        yield finding("cycle", told, "activities", name)


def _check_pins(plan: Plan, on: date, schedule: Schedule) -> Iterator[Finding]:
    titles = {activity.id: activity.title for activity in plan.activities}
    for activity in plan.activities:
        slot = schedule.slots.get(activity.id)
        if slot is None or not slot.pinned or not is_open(activity) or is_begun(activity):
            continue
        against = _too_soon(activity, slot, schedule, titles, on) or _outside(
            plan, activity, slot, schedule
        )
        if against and slot.finish_on:
            told = f"“{activity.title}” is due on {ENGLISH.day(slot.finish_on, on)}, {against}."
            yield finding("against-pace", told, "activities", activity.id)


def _too_soon(
    activity: Activity, slot: Slot, schedule: Schedule, titles: dict[str, str], on: date
) -> str:
    for name in activity.after:
        before = schedule.slots.get(name)
        if before is None or (activity.id, name) in schedule.cut or not before.finish_on:
            continue
        if slot.start < before.finish - NEARLY:
            day = ENGLISH.day(before.finish_on, on)
            return f"too soon after “{titles[name]}”, which ends on {day}"
    return ""


def _outside(plan: Plan, activity: Activity, slot: Slot, schedule: Schedule) -> str:
    window = schedule.windows.get(activity.stage)
    if window is None:
        return ""
    stage = next(stage.name for stage in plan.stages if stage.id == activity.stage)
    if slot.start < window.start - NEARLY:
        return f"so it begins before “{stage}” does"
    if window.finish is not None and slot.finish > window.finish + NEARLY:
        return f"after “{stage}” is over by its pace"
    return ""


def _check_asks(plan: Plan, on: date, schedule: Schedule) -> Iterator[Finding]:
    scale = ruler(plan)
    this_week = 0 if plan.start_on is None else scale.morning(on) // DAYS_A_WEEK
    asks: dict[tuple[Side, int], list[Activity]] = {}
    for activity in plan.activities:
        if not is_open(activity):
            continue
        week = max(ceil(schedule.slots[activity.id].finish - NEARLY) - 1, 0) // DAYS_A_WEEK
        for side in _SIDES:
            if week >= this_week and falls_to(activity, side):
                asks.setdefault((side, week), []).append(activity)
    for (side, week), rows in asks.items():
        if len(rows) > MOST_ASKS:
            told = f"{len(rows)} steps of {_SIDES[side]} are due in week {week + 1}."
            yield finding("too-many-asks", told, "activities", rows[0].id)
