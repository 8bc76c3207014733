"""When the journey arrives at the pace that each side really has, and what would win days back.

The projection walks the plan once, with every open step as long as its side's pace makes it. The
range walks it with 1,000 lengths for each step at once. A length is drawn from a log-normal
distribution whose mean is the projected length. Two things scatter: the step itself (`spread`),
and the side's pace, which is only estimated and which all its steps share (`doubt`); see
`pace.py`. The same plan, day and seed always give the same range.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import ceil, inf
from typing import Any

from cspwidgets.journey.agreement import latest
from cspwidgets.journey.calendar import NEARLY
from cspwidgets.journey.pace import Pace, paces, side_pace
from cspwidgets.journey.projection import Way, slots, walk, way
from cspwidgets.journey.schedule import Schedule, Slot, last_due, ruler
from cspwidgets.journey.schedule import schedule as schedule_of
from cspwidgets.journey.steps import TURNS
from cspwidgets.plan.model import Agreement, Plan
from cspwidgets.plan.words import Side

__all__ = ["Forecast", "SlipWord", "finish_before_renewal", "forecast", "side_pace"]

ON_ROUTE_DAYS = 5
ON_ROUTE_SHARE = 0.05
BEHIND_SHARE = 0.15
LIKELY_PERCENT = 50
SAFE_PERCENT = 85
_ROWS = 64

_SIDES = (Side.CUSTOMER, Side.VENDOR, Side.PARTNER)


class SlipWord(StrEnum):
    """How the projected finish compares with the agreed one."""

    ON_ROUTE = "on_route"
    BEHIND = "behind"
    OFF = "off"
    NOT_AGREED = "not_agreed"
    NO_DATES = "no_dates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When the journey arrives.

    Attributes
    ----------
    slots
        When each step is really worked on, by id: done steps as they were, open ones projected.
    finish, finish_on
        The projected finish. Slip and days won back are reckoned from this one.
    likely, likely_on, safe, safe_on
        The median and the 85th percentile of the draws; without draws `likely` is the projected
        finish and `safe` is none.
    paces
        Real over planned days of each side.
    agreed_on
        The finish both sides agreed on last.
    slip_days, slip_share
        Projected finish minus the agreed one: working days, and share of the agreed journey.
    past_renewal
        Whether work that belongs before the renewal is projected to end after it.
    wins_back
        For customer, vendor and partner: the working days that the finish would come nearer if
        all their open steps went back to their planned length. Steps of "both" are in two of the
        figures, so sides need not add up. Never below 0.
    """

    slots: Mapping[str, Slot]
    finish: float
    finish_on: date | None
    likely: float
    likely_on: date | None
    safe: float | None
    safe_on: date | None
    paces: Mapping[Side, float]
    agreed_on: date | None
    slip_days: int | None
    slip_share: float | None
    word: SlipWord
    past_renewal: bool
    wins_back: Mapping[Side, int]


def forecast(
    plan: Plan, on: date, *, schedule: Schedule | None = None, draws: int = 1000, seed: int = 0
) -> Forecast:
    """Project when the plan's journey arrives, as seen on a day.

    Parameters
    ----------
    schedule
        The plan's schedule, when it is at hand already.
    draws
        How many journeys the range is drawn from; 0 for no range (and no numpy).
    seed
        Of the draws.

    Notes
    -----
    A begun step ends at max(today + half its planned days x f, start + planned x f); a step not
    begun at max(today, predecessors, window) + planned x f, where f is its side's pace. A pinned
    day holds a step back and never pulls it forward. (The domain's rules "Projected finish",
    "Slip" and "What wins days back".)
    """
    planned = schedule if schedule is not None else schedule_of(plan)
    known = paces(plan, planned.days)
    agreement = latest(plan)
    if plan.start_on is None:
        return _without_dates(planned, known, agreement)
    scale = ruler(plan)
    ahead = way(planned, scale, on)
    factors = {side: pace.factor for side, pace in known.items()}
    lengths = [leg.days * factors[leg.activity.side] for leg in ahead.legs]
    walked = slots(ahead, lengths, walk(ahead, lengths), scale)
    finish = max([slot.finish for slot in walked.values()], default=planned.finish)
    finish_on = last_due(walked) or planned.finish_on
    likely, safe = finish, (finish if draws > 0 else None)
    has_open = len(walked) > len(ahead.done)
    if draws > 0 and has_open:
        likely, safe = _range(plan, ahead, lengths, known, draws, seed)
    earliest = ahead.today if has_open else 0.0
    past_renewal = _is_past_renewal(plan, walked, finish_on)
    slip_days, slip_share, word = _slip(plan, agreement, finish_on, past_renewal=past_renewal)
    return Forecast(
        slots={name: walked[name] for name in planned.slots},
        finish=finish,
        finish_on=finish_on,
        likely=likely,
        likely_on=scale.last_day(likely, earliest),
        safe=safe,
        safe_on=None if safe is None else scale.last_day(safe, earliest),
        paces=factors,
        agreed_on=agreement.finish_on if agreement else None,
        slip_days=slip_days,
        slip_share=slip_share,
        word=word,
        past_renewal=past_renewal,
        wins_back={side: _wins_back(ahead, lengths, finish, side) for side in _SIDES},
    )


def _without_dates(
    planned: Schedule, known: Mapping[Side, Pace], agreement: Agreement | None
) -> Forecast:
    return Forecast(
        slots=planned.slots,
        finish=planned.finish,
        finish_on=None,
        likely=planned.finish,
        likely_on=None,
        safe=None,
        safe_on=None,
        paces={side: pace.factor for side, pace in known.items()},
        agreed_on=agreement.finish_on if agreement else None,
        slip_days=None,
        slip_share=None,
        word=SlipWord.NO_DATES,
        past_renewal=False,
        wins_back=dict.fromkeys(_SIDES, 0),
    )


def _range(
    plan: Plan,
    ahead: Way,
    lengths: Sequence[float],
    known: Mapping[Side, Pace],
    draws: int,
    seed: int,
) -> tuple[float, float]:
    import numpy as np

    # One row of draws for each side and for each activity of the plan, whatever its state: so an
    # edit moves the range by what it means, never by other draws.
    normal = _normal(len(_SIDES) + len(plan.activities), draws, seed)
    shared = {side: known[side].doubt * normal[row] for row, side in enumerate(_SIDES)}
    slower = Side.CUSTOMER if known[Side.BOTH] is known[Side.CUSTOMER] else Side.VENDOR
    shared[Side.BOTH] = shared[slower]
    for side, pace in known.items():
        shared[side] = np.exp(shared[side] - (pace.spread**2 + pace.doubt**2) / 2)
    rows = {row.id: k for k, row in enumerate(plan.activities, start=len(_SIDES))}
    own = normal[[rows[leg.activity.id] for leg in ahead.legs]]
    own *= np.array([[known[leg.activity.side].spread] for leg in ahead.legs])
    np.exp(own, out=own)
    drawn: list[Any] = []
    for leg, length, scatter in zip(ahead.legs, lengths, own, strict=True):
        if length > 0:
            scatter *= shared[leg.activity.side]
            scatter *= length
            drawn.append(scatter)
        else:
            drawn.append(0.0)
    arrivals = np.full(draws, _last_done(ahead))
    for finish in walk(ahead, drawn, np.maximum):
        np.maximum(arrivals, finish, out=arrivals)
    likely, safe = np.percentile(arrivals, (LIKELY_PERCENT, SAFE_PERCENT))
    return float(likely), float(safe)


def _normal(rows: int, draws: int, seed: int) -> Any:
    # The first rows are the same however many there are.
    return _normals(-(-rows // _ROWS) * _ROWS, draws, seed)[:rows]


@lru_cache(maxsize=8)
def _normals(rows: int, draws: int, seed: int) -> Any:
    import numpy as np

    made = np.random.default_rng(seed).standard_normal((rows, draws))
    made.flags.writeable = False
    return made


def _wins_back(ahead: Way, lengths: list[float], finish: float, side: Side) -> int:
    turns = TURNS[side]
    planned = [
        leg.days if leg.activity.side in turns else length
        for leg, length in zip(ahead.legs, lengths, strict=True)
    ]
    if planned == lengths:
        return 0
    nearer: float = max(*walk(ahead, planned), _last_done(ahead))
    return max(ceil(finish - NEARLY) - ceil(nearer - NEARLY), 0)


def _last_done(ahead: Way) -> float:
    return max([slot.finish for slot in ahead.done.values()], default=-inf)


def finish_before_renewal(plan: Plan, slots: Mapping[str, Slot]) -> date | None:
    """The day on which the work ends that belongs before the renewal.

    Stages that are marked as renewal, and those after them, are left out. None without dates.
    """
    later: set[str] = set()
    for stage in plan.stages:
        if stage.renewal or later:
            later.add(stage.id)
    finishes = (
        slot.finish_on
        for row in plan.activities
        if row.stage not in later and (slot := slots.get(row.id)) is not None
    )
    return max((day for day in finishes if day is not None), default=None)


def _is_past_renewal(plan: Plan, walked: Mapping[str, Slot], finish_on: date | None) -> bool:
    renewal_on = plan.account.renewal_on
    if renewal_on is None or finish_on is None or finish_on <= renewal_on:
        return False
    before = finish_before_renewal(plan, walked)
    return before is not None and before > renewal_on


def _slip(
    plan: Plan, agreement: Agreement | None, finish_on: date | None, *, past_renewal: bool
) -> tuple[int | None, float | None, SlipWord]:
    if agreement is None or finish_on is None:
        return None, None, SlipWord.NOT_AGREED
    calendar = ruler(plan).calendar
    days = calendar.between(agreement.finish_on, finish_on)
    starts = [step.start_on for step in agreement.steps]
    first = min(starts, default=plan.start_on or agreement.on)
    share = days / max(calendar.between(first, agreement.finish_on) + 1, 1)
    if past_renewal or (days > ON_ROUTE_DAYS and share > BEHIND_SHARE):
        return days, share, SlipWord.OFF
    if days > ON_ROUTE_DAYS and share > ON_ROUTE_SHARE:
        return days, share, SlipWord.BEHIND
    return days, share, SlipWord.ON_ROUTE
