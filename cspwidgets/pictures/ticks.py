"""The row below the lanes: months (or weeks, without a start), today, and the renewal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import floor
from typing import NamedTuple

from cspwidgets.journey.calendar import DAYS_A_WEEK, Calendar
from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.frame import Frame
from cspwidgets.pictures.markup import esc, num
from cspwidgets.pictures.pin import today_x
from cspwidgets.pictures.text import FONTS, measure

_BELOW_LANES = 22.0
_BELOW_WORDS = 8.0
_LINE = 16.0
_APART = 10.0
_TICK = FONTS["tick"]
_MARK = FONTS["mark"]
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
_WEEK_STEPS = (1, 2, 4, 8, 13, 26, 52, 104, 260, 520)


class Tick(NamedTuple):
    """A word of the scale, and the px at which it begins."""

    key: str
    x: float
    words: str


@dataclass(slots=True)
class _Row:
    # The stretches of the row that have words already.
    taken: list[tuple[float, float]] = field(default_factory=list)

    def take(self, start: float, width: float) -> bool:
        """Whether there was room for words of that width; then it is taken."""
        end = start + width
        if any(start < other_end and end > other for other, other_end in self.taken):
            return False
        self.taken.append((start - _APART, end + _APART))
        return True


def tick_fragments(
    standing: Standing, frame: Frame, lanes_end: float
) -> tuple[dict[str, str], float]:
    """The words below the lanes, and where they end; today wins, then renewal, then months."""
    row, y = _Row(), lanes_end + _BELOW_LANES
    pieces = {"today-word": _today(standing, frame, row, y)}
    pieces["renewal"], bottom = _renewal(standing, frame, row, lanes_end, y)
    for key, x, words in _ticks(standing, frame):
        if row.take(x, measure(words, _TICK)):
            pieces[f"tick:{key}"] = _text("tick", x, y, words)
    return pieces, bottom + _BELOW_WORDS


def _today(standing: Standing, frame: Frame, row: _Row, y: float) -> str:
    x = today_x(standing, frame)
    if x is None:
        return "<g></g>"
    said = standing.language.say("today")
    width = measure(said, _MARK)
    middle = _inside(x - width / 2, width, frame) + width / 2
    row.take(middle - width / 2, width)
    return f"<g>{_text('mark', middle, y, said)}</g>"


def _renewal(
    standing: Standing, frame: Frame, row: _Row, lanes_end: float, y: float
) -> tuple[str, float]:
    # Within the picture a thin line through the lanes; beyond it, words with an arrow.
    day = standing.plan.account.renewal_on
    offset = -1 if day is None or standing.plan.start_on is None else _offset(standing, day)
    if day is None or offset < 0:
        return "<g></g>", y
    renewal = standing.language.short_day(day, standing.on)
    words = standing.language.say("renewal {day}", day=renewal)
    if offset > frame.scale.offsets[-1]:
        words += " →"
        width = measure(words, _TICK)
        line, places = "", [("end", frame.width, frame.width - width)]
    else:
        width, x = measure(words, _TICK), frame.scale.x(offset)
        before, behind = x - _APART / 2, x + _APART / 2
        middle = _inside(x - width / 2, width, frame) + width / 2
        places = [("middle", middle, middle - width / 2)]
        places += [("", behind, behind)] if behind + width <= frame.width else []
        places += [("end", before, before - width)] if before >= width else []
        line = _gate(x, frame, lanes_end)
    for anchor, x, left in places:
        if row.take(left, width):
            return f"<g>{line}{_text(f'tick {anchor}', x, y, words)}</g>", y
    anchor, x, _ = places[0]
    below = y + _LINE
    return f"<g>{line}{_text(f'tick {anchor}', x, below, words)}</g>", below


def _gate(x: float, frame: Frame, lanes_end: float) -> str:
    if x >= frame.names_x - 4:
        return ""
    return f'<path d="M{num(x)} {num(frame.lanes_y - 4)}V{num(lanes_end + 6)}" class="gate"/>'


def _ticks(standing: Standing, frame: Frame) -> Sequence[Tick]:
    # The finest step at which the words stand clear of each other.
    months = _month_starts(standing, frame)
    for step in _MONTH_STEPS if months else _WEEK_STEPS:
        ticks = _months(standing, frame, months, step) if months else _weeks(standing, frame, step)
        if all(_end(one) + _APART <= other.x for one, other in pairwise(ticks)):
            break
    return [tick for tick in ticks if _end(tick) <= frame.width]


def _end(tick: Tick) -> float:
    return tick.x + measure(tick.words, _TICK)


def _month_starts(standing: Standing, frame: Frame) -> list[date]:
    start = standing.plan.start_on
    if start is None:
        return []
    calendar = Calendar(standing.plan.holidays)
    last = calendar.day(start, floor(frame.scale.offsets[-1]))
    months = [calendar.day(start, 0).replace(day=1)]
    while (following := _next_month(months[-1])) is not None and following <= last:
        months.append(following)
    return months


def _months(standing: Standing, frame: Frame, months: Sequence[date], step: int) -> list[Tick]:
    spans_years = months[0].year != months[-1].year
    ticks = []
    for place, month in enumerate(months):
        if place and (month.year * 12 + month.month - 1) % step:
            continue
        words = standing.language.short_months[month.month - 1]
        if spans_years and (month.month == 1 or place == 0):
            words += f" {month.year}"
        x = frame.scale.x(max(_offset(standing, month), 0))
        ticks.append(Tick(f"{month.year:04}-{month.month:02}", x, words))
    # The first month is mostly over when the plan starts; it gives way to the second.
    if len(ticks) > 1 and _end(ticks[0]) + _APART > ticks[1].x:
        del ticks[0]
    return ticks


def _weeks(standing: Standing, frame: Frame, step: int) -> list[Tick]:
    count = int(frame.scale.offsets[-1] // DAYS_A_WEEK) + 1
    ticks = []
    for week in (1, *range(max(step, 2), count + 1, step)):
        words = standing.language.say("week {n}", n=week)
        ticks.append(Tick(f"w{week}", frame.scale.x((week - 1) * DAYS_A_WEEK), words))
    return ticks


def _next_month(month: date) -> date | None:
    if (month.year, month.month) == (date.max.year, 12):
        return None
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _offset(standing: Standing, day: date) -> int:
    start = standing.plan.start_on
    return Calendar(standing.plan.holidays).offset(start, day) if start else 0


def _inside(left: float, width: float, frame: Frame) -> float:
    return min(max(left, 0.0), frame.width - width)


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text x="{num(x)}" y="{num(y)}" class="{kind.strip()}">{esc(words)}</text>'
