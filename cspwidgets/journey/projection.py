"""One walk over what is still open, with given lengths: when each step ends, as seen on a day.

The same walk serves one projection (lengths are numbers, `later` is `max`) and the range (lengths
are arrays of draws, `later` is numpy's `maximum`), so that the rule stands here once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any, NamedTuple

from cspwidgets.journey.calendar import Ruler
from cspwidgets.journey.schedule import Schedule, Slot, dated
from cspwidgets.journey.steps import is_begun
from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import ActivityState

_DONE = ActivityState.DONE


class Leg(NamedTuple):
    """An open step, or something that passes on what it waits for.

    A tuple, because dozens are made at each change of a plan. Times are working-day offsets.

    Attributes
    ----------
    days
        Its planned length; 0 of what passes on.
    start
        When it began; for what has not begun the earliest that it may: today, its stage's window,
        the finish of all that it waits for and is done.
    opens
        The later of today and its stage's window: it is due on no day before.
    waits
        What it waits for and is not done, as positions among the legs.
    pin
        The pinned finish: it holds a step back and never pulls it forward.
    """

    activity: Activity
    days: float
    start: float
    opens: float
    waits: list[int]
    is_step: bool = True
    is_begun: bool = False
    pin: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What lies behind and what lies ahead, on a day.

    Attributes
    ----------
    today
        The offset of the morning of that day.
    done
        The slots of done steps, by id.
    legs
        What the walk goes over, in its order.
    """

    today: float
    done: Mapping[str, Slot]
    legs: list[Leg]


def way(planned: Schedule, scale: Ruler, on: date) -> Way:
    """The activities of a schedule as they stand on a day."""
    today = float(scale.morning(on))
    evening = float(scale.evening(on))
    windows = {name: max(window.start, today) for name, window in planned.windows.items()}
    due, waits = planned.slots, planned.network.waits
    done: dict[str, Slot] = {}
    legs: list[Leg] = []
    position: dict[str, int] = {}
    for row in planned.network.order:
        slot = due.get(row.id)
        if slot is not None and row.state is _DONE:
            done[row.id] = slot if slot.finish <= evening else _past(slot, evening, scale)
            continue
        position[row.id] = len(legs)
        if slot is not None and is_begun(row):
            legs.append(_begun(row, slot, planned.days[row.id], scale, today))
            continue
        days, opens = 0.0, -inf
        if slot is not None:
            days = planned.days[row.id]
            opens = today if slot.pinned else windows.get(row.stage, today)
        start = opens
        still: list[int] = []
        for name in waits[row.id]:
            if name in done:
                start = max(start, done[name].finish)
            else:
                still.append(position[name])
        pin = slot.finish if slot is not None and slot.pinned else None
        legs.append(Leg(row, days, start, opens, still, slot is not None, False, pin))
    return Way(today=today, done=done, legs=legs)


def walk(way: Way, lengths: Iterable[Any], later: Callable[[Any, Any], Any] = max) -> list[Any]:
    """When each leg ends, where `lengths` are the lengths of the legs.

    A begun step ends at max(today + half its length, start + length); a step not begun at
    max(today, predecessors, window) + length. (The domain's rule "Projected finish".)
    """
    finishes: list[Any] = []
    for (_, _, start, _, waits, _, begun, pin), length in zip(way.legs, lengths, strict=True):
        if begun:
            finish = later(way.today + length / 2, start + length)
        else:
            finish = start
            for other in waits:
                finish = later(finish, finishes[other])
            finish = finish + length
        finishes.append(finish if pin is None else later(finish, pin))
    return finishes


def slots(
    way: Way, lengths: Iterable[float], finishes: Iterable[float], scale: Ruler
) -> dict[str, Slot]:
    """The slots of done steps as they were and of open steps as one walk has them, by id."""
    walked = dict(way.done)
    for leg, length, finish in zip(way.legs, lengths, finishes, strict=True):
        if leg.is_step:
            start = leg.start if leg.is_begun else finish - length
            pinned = leg.pin is not None
            walked[leg.activity.id] = dated(scale, start, finish, leg.opens, pinned=pinned)
    return walked


def _begun(row: Activity, slot: Slot, days: float, scale: Ruler, today: float) -> Leg:
    began = scale.morning(row.started_on) if row.started_on else slot.start
    pin = slot.finish if slot.pinned else None
    return Leg(row, days, min(began, today), today, [], is_begun=True, pin=pin)


def _past(slot: Slot, evening: float, scale: Ruler) -> Slot:
    # Done work lies in the past, also where its real days are not known.
    return dated(scale, min(slot.start, evening), evening, evening - 1)
