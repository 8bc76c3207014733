"""When each step is due: from pace and predecessors, with pinned days where somebody set one.

Everything is reckoned in *working-day offsets from the plan's start*: 0 is the morning of its
first working day, a finish is exclusive, a week is five days. So a plan without a start has a
whole schedule too, only without days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cspwidgets.journey.calendar import DAYS_A_WEEK, Calendar, Ruler
from cspwidgets.journey.network import network
from cspwidgets.journey.steps import is_live, planned_days
from cspwidgets.plan.model import Activity, Plan, Stage
from cspwidgets.plan.words import ActivityState


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When an activity is worked on: offsets (finish exclusive), and days (finish inclusive)."""

    start: float
    finish: float
    starts_on: date | None
    finish_on: date | None
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When a stage is open by its pace; an ongoing stage has no finish."""

    stage: str
    start: float
    finish: float | None
    starts_on: date | None
    finish_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When everything is due.

    Attributes
    ----------
    slots
        By activity id, in the plan's order; skipped activities and cadences have none.
    windows
        By stage id, in the plan's order.
    finish, finish_on
        When the last step is done; where there are no steps, when the last window closes.
    weeks
        The length of the route: to the last finish or to the close of the last window.
    cut
        Dependencies ignored because they close a cycle: (the activity, what it would wait for).
    """

    slots: Mapping[str, Slot]
    windows: Mapping[str, Window]
    finish: float
    finish_on: date | None
    weeks: float
    cut: tuple[tuple[str, str], ...]


def ruler(plan: Plan) -> Ruler:
    """The plan's scale of working days."""
    return Ruler(Calendar(plan.holidays), plan.start_on)


def schedule(plan: Plan) -> Schedule:
    """When each step of a plan is due.

    A step starts at the later of its predecessors' finish and the start of its stage's window,
    and lasts its planned days. A pinned day wins over both. A done step stands at its real days.
    What is skipped or a cadence passes on what it waits for. (The domain's rule "Schedule".)
    """
    scale = ruler(plan)
    windows = _windows(plan.stages, scale)
    days = planned_days(plan)
    steps = network(plan.activities)
    slots: dict[str, Slot] = {}
    finishes: dict[str, float] = {}
    for activity in steps.order:
        ready = max([finishes[name] for name in steps.waits[activity.id]], default=0.0)
        if is_live(activity):
            window = windows.get(activity.stage)
            opens = window.start if window else 0.0
            slot = _slot(activity, days[activity.id], ready, opens, scale)
            slots[activity.id] = slot
            finishes[activity.id] = slot.finish
        else:
            finishes[activity.id] = ready
    closes = max([window.finish or window.start for window in windows.values()], default=0.0)
    finish = max([slot.finish for slot in slots.values()], default=closes)
    days_due = [slot.finish_on for slot in slots.values() if slot.finish_on]
    return Schedule(
        slots={row.id: slots[row.id] for row in plan.activities if row.id in slots},
        windows=windows,
        finish=finish,
        finish_on=max(days_due) if days_due else scale.last_day(closes),
        weeks=max(finish, closes) / DAYS_A_WEEK,
        cut=steps.cut,
    )


def _windows(stages: tuple[Stage, ...], scale: Ruler) -> dict[str, Window]:
    windows: dict[str, Window] = {}
    start = 0.0
    for stage in stages:
        finish = None if stage.weeks is None else start + max(stage.weeks, 0.0) * DAYS_A_WEEK
        windows[stage.id] = Window(
            stage=stage.id,
            start=start,
            finish=finish,
            starts_on=scale.first_day(start),
            finish_on=None if finish is None else scale.last_day(finish, not_before=start),
        )
        start = start if finish is None else finish
    return windows


def _slot(activity: Activity, days: float, ready: float, opens: float, scale: Ruler) -> Slot:
    if scale.start_on is not None:
        if activity.state == ActivityState.DONE and (activity.started_on or activity.finished_on):
            return _real_slot(activity, days, scale)
        if activity.due_on is not None:
            finish = float(scale.evening(activity.due_on))
            return dated(scale, finish - days, finish, not_before=finish - 1, pinned=True)
    start = max(ready, opens)
    return dated(scale, start, start + days, not_before=opens)


def _real_slot(activity: Activity, days: float, scale: Ruler) -> Slot:
    begun, ended = activity.started_on, activity.finished_on
    if begun is None and ended is not None:
        finish = float(scale.evening(ended))
        start = finish - days
    elif begun is not None:
        start = float(scale.morning(begun))
        finish = start + days if ended is None else max(float(scale.evening(ended)), start)
    slot = dated(scale, start, finish, not_before=finish - 1)
    return Slot(
        start=start,
        finish=finish,
        starts_on=begun or slot.starts_on,
        finish_on=ended or slot.finish_on,
    )


def dated(
    scale: Ruler, start: float, finish: float, *, not_before: float, pinned: bool = False
) -> Slot:
    """The slot of two offsets, with its days; see `Ruler.last_day` for `not_before`."""
    last = scale.last_day(finish, not_before=not_before)
    first = scale.first_day(start)
    return Slot(
        start=start,
        finish=finish,
        starts_on=min(first, last) if first and last else None,
        finish_on=last,
        pinned=pinned,
    )
