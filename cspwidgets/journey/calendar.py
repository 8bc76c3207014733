"""Working days: how many lie between two days, and which day a number of them leads to.

Every working day has a number (its *index*, counted from the year 1), so that all arithmetic is
on integers: days between are a difference, days ahead a sum. A weekend or holiday has the index
of the next working day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import ceil, floor

DAYS_A_WEEK = 5
"""Working days of a week: a stage of one week lasts five."""

NEARLY = 1e-9
"""What sums of fractions of days may be off by without making a new day."""

_LAST_ORDINAL = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Monday to Friday, but for the given holidays.

    Examples
    --------
    >>> easter = Calendar((date(2026, 4, 3), date(2026, 4, 6)))
    >>> easter.between(date(2026, 4, 2), date(2026, 4, 7))
    1
    >>> easter.day(date(2026, 4, 2), 1)
    datetime.date(2026, 4, 7)
    """

    holidays: tuple[date, ...] = ()
    _marks: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _shifts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Number the holidays once: weekdays before each, and the working days before it."""
        weekdays = {day.toordinal() for day in self.holidays if day.weekday() < DAYS_A_WEEK}
        marks = sorted(map(_weekdays_before, weekdays))
        object.__setattr__(self, "_marks", tuple(marks))
        object.__setattr__(self, "_shifts", tuple(mark - n for n, mark in enumerate(marks)))

    def is_working(self, day: date) -> bool:
        """Whether `day` is neither a weekend nor a holiday."""
        return day.weekday() < DAYS_A_WEEK and day not in self.holidays

    def index(self, day: date) -> int:
        """The number of working days before `day`."""
        weekdays = _weekdays_before(day.toordinal())
        return weekdays - bisect_left(self._marks, weekdays) if self._marks else weekdays

    def through(self, day: date) -> int:
        """The number of working days before `day`, and itself if it is one."""
        weekdays = _weekdays_before(day.toordinal() + 1)
        return weekdays - bisect_left(self._marks, weekdays) if self._marks else weekdays

    def at(self, index: int) -> date:
        """The working day of that index; beyond the years 1 to 9999, the first or last day."""
        weeks, rest = divmod(index + bisect_right(self._shifts, index), DAYS_A_WEEK)
        return date.fromordinal(min(max(weeks * 7 + rest + 1, 1), _LAST_ORDINAL))

    def offset(self, start: date, day: date) -> int:
        """Working days from `start` to `day`; negative when `day` is earlier."""
        return self.index(day) - self.index(start)

    def day(self, start: date, offset: int) -> date:
        """The working day that lies `offset` working days after `start`."""
        return self.at(self.index(start) + offset)

    def between(self, earlier: date, later: date) -> int:
        """Working days between two days; negative when they stand the other way round."""
        return self.offset(earlier, later)


@dataclass(frozen=True, slots=True)
class Ruler:
    """A plan's own scale: working-day offsets from its start, where it has one.

    Offset 0 is the morning of the first working day on or after `start_on`, 1 the morning after.
    Without a start there are offsets and no days.
    """

    calendar: Calendar
    start_on: date | None
    _zero: int = field(init=False, repr=False, compare=False)
    _days: _Days = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the index of the start once."""
        zero = 0 if self.start_on is None else self.calendar.index(self.start_on)
        object.__setattr__(self, "_zero", zero)
        object.__setattr__(self, "_days", _Days(self.calendar, zero))

    def morning(self, day: date) -> int:
        """The offset of the morning of `day`, or of the next working day."""
        return self.calendar.index(day) - self._zero

    def evening(self, day: date) -> int:
        """The offset of the evening of `day`, or of the working day before."""
        return self.calendar.through(day) - self._zero

    def span(
        self, start: float, finish: float, not_before: float = 0.0
    ) -> tuple[date, date] | tuple[None, None]:
        """The first and the last day worked (both inclusive) between two offsets.

        What takes no time is due on the evening before, but never before the day of the offset
        `not_before`: on that morning its stage opens.
        """
        if self.start_on is None:
            return None, None
        last = ceil(finish - NEARLY) - 1
        if last < not_before:
            last = max(last, floor(not_before))
        days = self._days
        return days[min(floor(start), last)], days[last]

    def last_day(self, finish: float, not_before: float = 0.0) -> date | None:
        """The last day worked of work that finishes at an offset; see `span`."""
        return self.span(finish, finish, not_before)[1]


class _Days(dict[int, date]):
    # The day of each offset, remembered: while a plan is changed the same few hundred are asked
    # for again and again.
    __slots__ = ("calendar", "zero")

    def __init__(self, calendar: Calendar, zero: int) -> None:
        super().__init__()
        self.calendar = calendar
        self.zero = zero

    def __missing__(self, offset: int) -> date:
        day = self[offset] = self.calendar.at(self.zero + offset)
        return day


@lru_cache(maxsize=8192)
def _weekdays_before(ordinal: int) -> int:
    # Day 1 of the calendar of `date` (1 January of the year 1) is a Monday.
    weeks, rest = divmod(ordinal - 1, 7)
    return weeks * DAYS_A_WEEK + min(rest, DAYS_A_WEEK)
