"""When each step is due: from pace and predecessors, with pinned days where somebody set one.

Everything is reckoned in *working-day offsets from the plan's start*: 0 is the morning of its
first working day, a finish is exclusive, a week is five days. So a plan without a start has a
whole schedule too, only without days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache

from cspwidgets.journey.calendar import DAYS_A_WEEK, Calendar, Ruler
from cspwidgets.journey.network import Network, network
from cspwidgets.journey.steps import LONGEST, is_live, planned_days
from cspwidgets.plan.model import Activity, Plan, Stage
from cspwidgets.plan.words import ActivityState

_DONE = ActivityState.DONE


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
    days
        The planned length of every activity, by id, in working days.
    network
        Who waits for whom.
    """

    slots: Mapping[str, Slot]
    windows: Mapping[str, Window]
    finish: float
    finish_on: date | None
    weeks: float
    days: Mapping[str, float]
    network: Network

    @property
    def cut(self) -> tuple[tuple[str, str], ...]:
        """Dependencies ignored as they close a cycle: (the activity, what it would wait for)."""
        return self.network.cut


def ruler(plan: Plan) -> Ruler:
    """The plan's scale of working days."""
    return _ruler(plan.holidays, plan.start_on)


@lru_cache(maxsize=256)
def _ruler(holidays: tuple[date, ...], start_on: date | None) -> Ruler:
    return Ruler(Calendar(holidays), start_on)


def schedule(plan: Plan) -> Schedule:
    """When each step of a plan is due.

    A step starts at the later of its predecessors' finish and the start of its stage's window,
    and lasts its planned days. A pinned day wins over both. A done step stands at its real days.
    What is skipped or a cadence passes on what it waits for. (The domain's rule "Schedule".)
    """
    scale = ruler(plan)
    windows = _windows(plan.stages, scale)
    opens = {name: window.start for name, window in windows.items()}
    days = planned_days(plan)
    steps = network(plan.activities)
    slots: dict[str, Slot] = {}
    finishes: dict[str, float] = {}
    for activity in steps.order:
        name = activity.id
        ready = 0.0
        for one in steps.waits[name]:
            ready = max(ready, finishes[one])
        if is_live(activity):
            slots[name] = _slot(activity, days[name], ready, opens.get(activity.stage, 0.0), scale)
            ready = slots[name].finish
        finishes[name] = ready
    closes = max([window.finish or window.start for window in windows.values()], default=0.0)
    finish = max([slot.finish for slot in slots.values()], default=closes)
    return Schedule(
        slots={row.id: slots[row.id] for row in plan.activities if row.id in slots},
        windows=windows,
        finish=finish,
        finish_on=last_due(slots) or scale.last_day(closes),
        weeks=max(finish, closes) / DAYS_A_WEEK,
        days=days,
        network=steps,
    )


def last_due(slots: Mapping[str, Slot]) -> date | None:
    """The day on which the last of all is due."""
    return max([slot.finish_on for slot in slots.values() if slot.finish_on], default=None)


def dated(
    scale: Ruler,
    start: float,
    finish: float,
    not_before: float,
    *,
    pinned: bool = False,
    began_on: date | None = None,
    ended_on: date | None = None,
) -> Slot:
    """The slot of two offsets, with its days, or the real ones where they are given.

    See `Ruler.span` for `not_before`.
    """
    starts_on, finish_on = scale.span(start, finish, not_before)
    # A frozen dataclass sets its fields by name: 2.8 microseconds a slot, and half of the time of
    # a schedule. Through the slots' own descriptors it is 1.0.
    slot = _new(Slot)
    _set_start(slot, start)
    _set_finish(slot, finish)
    _set_starts_on(slot, began_on or starts_on)
    _set_finish_on(slot, ended_on or finish_on)
    _set_pinned(slot, pinned)
    return slot


_new = object.__new__
_set_start, _set_finish, _set_starts_on, _set_finish_on, _set_pinned = (
    vars(Slot)[field.name].__set__ for field in fields(Slot)
)


def _windows(stages: tuple[Stage, ...], scale: Ruler) -> dict[str, Window]:
    windows: dict[str, Window] = {}
    start = 0.0
    for stage in stages:
        finish = None if stage.weeks is None else start + _length(stage.weeks)
        starts_on, finish_on = scale.span(start, finish or start, start)
        windows[stage.id] = Window(
            stage=stage.id,
            start=start,
            finish=finish,
            starts_on=starts_on,
            finish_on=None if finish is None else finish_on,
        )
        start = start if finish is None else finish
    return windows


def _length(weeks: float) -> float:
    days = weeks * DAYS_A_WEEK
    return days if 0 <= days <= LONGEST else 0.0


def _slot(activity: Activity, days: float, ready: float, opens: float, scale: Ruler) -> Slot:
    if scale.start_on is not None:
        if activity.state is _DONE and (activity.started_on or activity.finished_on):
            return _real_slot(activity, days, scale)
        if activity.due_on is not None:
            finish = float(scale.evening(activity.due_on))
            return dated(scale, finish - days, finish, finish - 1, pinned=True)
    start = max(ready, opens)
    return dated(scale, start, start + days, opens)


def _real_slot(activity: Activity, days: float, scale: Ruler) -> Slot:
    begun, ended = activity.started_on, activity.finished_on
    if begun and ended and begun > ended:
        begun = None  # A typing error: the last day is the one that others wait for.
    finish = float(scale.evening(ended)) if ended else 0.0
    start = float(scale.morning(begun)) if begun else finish - days
    finish = max(finish, start) if ended else start + days
    not_before = finish - 1 if ended else start
    return dated(scale, start, finish, not_before, began_on=begun, ended_on=ended)
