"""One walk over what is still open, with given lengths: when each step ends, as seen on a day.

The same walk serves one projection (lengths are numbers, `later` is `max`) and the range (lengths
are arrays of draws, `later` is numpy's `maximum`), so that the rule stands here once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    start
        When it began; for what has not begun the earliest that it may: today, its stage's window,
        the finish of all that it waits for and is done.
    waits
        Ids of what it waits for and is not done.
    pin
        The pinned finish: it holds a step back and never pulls it forward.
    """

    activity: Activity
    start: float
    waits: list[str]
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
    steps
        The open steps among the legs.
    """

    today: float
    done: Mapping[str, Slot]
    legs: list[Leg]
    steps: list[Leg]


def way(planned: Schedule, scale: Ruler, on: date) -> Way:
    """The activities of a schedule as they stand on a day."""
    today = float(scale.morning(on))
    evening = float(scale.evening(on))
    opens = {name: max(window.start, today) for name, window in planned.windows.items()}
    done: dict[str, Slot] = {}
    legs: list[Leg] = []
    steps: list[Leg] = []
    for row in planned.network.order:
        slot = planned.slots.get(row.id)
        waits = planned.network.waits[row.id]
        if slot is None:
            legs.append(_leg(row, -inf, None, waits, done))
        elif row.state is _DONE:
            done[row.id] = slot if slot.finish <= evening else _past(slot, evening, scale)
        else:
            pin = slot.finish if slot.pinned else None
            if is_begun(row):
                began = scale.morning(row.started_on) if row.started_on else slot.start
                leg = Leg(row, min(began, today), [], True, pin)
            else:
                start = today if slot.pinned else opens.get(row.stage, today)
                leg = _leg(row, start, pin, waits, done)
            legs.append(leg)
            steps.append(leg)
    return Way(today=today, done=done, legs=legs, steps=steps)


def walk(
    way: Way, lengths: Mapping[str, Any], later: Callable[[Any, Any], Any] = max
) -> dict[str, Any]:
    """When each leg ends, by id, where `lengths` are the lengths of the open steps.

    A begun step ends at max(today + half its length, start + length); a step not begun at
    max(today, predecessors, window) + length. (The domain's rule "Projected finish".)
    """
    finishes: dict[str, Any] = {}
    for activity, start, waits, begun, pin in way.legs:
        name = activity.id
        length = lengths.get(name, 0.0)
        if begun:
            finish = later(way.today + length / 2, start + length)
        else:
            finish = start
            for other in waits:
                finish = later(finish, finishes[other])
            finish = finish + length
        finishes[name] = finish if pin is None else later(finish, pin)
    return finishes


def slots(
    way: Way, lengths: Mapping[str, float], finishes: Mapping[str, float], scale: Ruler
) -> dict[str, Slot]:
    """The slots of done steps as they were and of open steps as one walk has them, by id."""
    walked = dict(way.done)
    for leg in way.steps:
        name = leg.activity.id
        finish = finishes[name]
        start = leg.start if leg.is_begun else finish - lengths[name]
        opens = max(leg.start, way.today)
        walked[name] = dated(scale, start, finish, not_before=opens, pinned=leg.pin is not None)
    return walked


def _leg(
    row: Activity,
    start: float,
    pin: float | None,
    waits: tuple[str, ...],
    done: Mapping[str, Slot],
) -> Leg:
    still: list[str] = []
    for name in waits:
        if name in done:
            start = max(start, done[name].finish)
        else:
            still.append(name)
    return Leg(row, start, still, False, pin)


def _past(slot: Slot, evening: float, scale: Ruler) -> Slot:
    # Done work lies in the past, also where its real days are not known.
    return dated(scale, min(slot.start, evening), evening, not_before=evening - 1)
