"""One walk over the plan with given lengths: when each step ends, as seen on a day.

The same walk serves one projection (lengths are numbers, `later` is `max`) and the range (lengths
are arrays of draws, `later` is numpy's `maximum`), so that the rule stands here once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from cspwidgets.journey.calendar import Ruler
from cspwidgets.journey.network import network
from cspwidgets.journey.schedule import Schedule, Slot, dated
from cspwidgets.journey.steps import is_begun, is_live
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityState


class Stand(Enum):
    """How the walk treats an activity."""

    PASSED = auto()
    DONE = auto()
    BEGUN = auto()
    AHEAD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """An activity as the walk sees it; times are working-day offsets.

    Attributes
    ----------
    start
        When it began, for what is done or begun; else the earliest that it may begin: today, or
        the start of its stage's window where that is later.
    finish
        When it was finished, for what is done.
    pin
        The pinned finish of what is open: it holds a step back and never pulls it forward.
    """

    activity: Activity
    waits: tuple[str, ...]
    stand: Stand
    days: float
    start: float
    finish: float
    pin: float | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.stand is Stand.BEGUN or self.stand is Stand.AHEAD

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.stand is Stand.DONE


def legs(
    plan: Plan, planned: Schedule, days: Mapping[str, float], scale: Ruler, on: date
) -> tuple[Leg, ...]:
    """The activities in walking order, as they stand on a day."""
    today = float(scale.morning(on))
    evening = float(scale.evening(on))
    steps = network(plan.activities)
    return tuple(
        _leg(row, steps.waits[row.id], days[row.id], planned, scale, today, evening)
        for row in steps.order
    )


def walk(
    way: Iterable[Leg],
    lengths: Mapping[str, Any],
    today: float,
    later: Callable[[Any, Any], Any],
) -> dict[str, Any]:
    """When each activity ends, by id, where `lengths` are the lengths of the open ones.

    A begun step ends at max(today + half its length, start + length); a step not begun at
    max(today, predecessors, window) + length. (The domain's rule "Projected finish".)
    """
    finishes: dict[str, Any] = {}
    for leg in way:
        name = leg.activity.id
        if leg.stand is Stand.DONE:
            finishes[name] = leg.finish
            continue
        if leg.stand is Stand.BEGUN:
            length = lengths[name]
            finish = later(today + length / 2, leg.start + length)
        else:
            finish = leg.start
            for other in leg.waits:
                finish = later(finish, finishes[other])
            if leg.stand is Stand.AHEAD:
                finish = finish + lengths[name]
        finishes[name] = finish if leg.pin is None else later(finish, leg.pin)
    return finishes


def slots(
    way: Iterable[Leg],
    planned: Schedule,
    lengths: Mapping[str, float],
    finishes: Mapping[str, float],
    scale: Ruler,
    today: float,
) -> dict[str, Slot]:
    """The slots of one walk, by id, in the plan's order."""
    walked: dict[str, Slot] = {}
    for leg in way:
        name = leg.activity.id
        if leg.stand is Stand.DONE:
            walked[name] = _past(leg, planned.slots[name], scale)
        elif leg.stand is not Stand.PASSED:
            finish = finishes[name]
            start = leg.start if leg.stand is Stand.BEGUN else finish - lengths[name]
            opens = max(leg.start, today)
            pinned = leg.pin is not None
            walked[name] = dated(scale, start, finish, not_before=opens, pinned=pinned)
    return {name: walked[name] for name in planned.slots}


def _leg(
    row: Activity,
    waits: tuple[str, ...],
    days: float,
    planned: Schedule,
    scale: Ruler,
    today: float,
    evening: float,
) -> Leg:
    slot = planned.slots.get(row.id)
    pin: float | None = None
    finish = 0.0
    if slot is None or not is_live(row):
        stand, start = Stand.PASSED, 0.0
    elif row.state == ActivityState.DONE:
        # Done work lies in the past, also where its real days are not known.
        finish = min(slot.finish, evening)
        stand, start = Stand.DONE, min(slot.start, finish)
    else:
        pin = slot.finish if slot.pinned else None
        if is_begun(row):
            began = slot.start if row.started_on is None else float(scale.morning(row.started_on))
            stand, start = Stand.BEGUN, min(began, today)
        else:
            window = None if slot.pinned else planned.windows.get(row.stage)
            opens = window.start if window else 0.0
            stand, start = Stand.AHEAD, max(today, opens)
    return Leg(
        activity=row, waits=waits, stand=stand, days=days, start=start, finish=finish, pin=pin
    )


def _past(leg: Leg, slot: Slot, scale: Ruler) -> Slot:
    if slot.finish == leg.finish:
        return slot
    return dated(scale, leg.start, leg.finish, not_before=leg.finish - 1)
