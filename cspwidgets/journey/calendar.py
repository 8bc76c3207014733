"""Working days: how many lie between two days, and which day a number of them leads to.

Every working day has a number (its *index*, counted from the year 1), so that all arithmetic is
on integers: days between are a difference, days ahead a sum. A weekend or holiday has the index
of the next working day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
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
        marks = sorted({_weekdays_before(day) for day in self.holidays if day.weekday() < 5})
        object.__setattr__(self, "_marks", tuple(marks))
        object.__setattr__(self, "_shifts", tuple(mark - n for n, mark in enumerate(marks)))

    def is_working(self, day: date) -> bool:
        """Whether `day` is neither a weekend nor a holiday."""
        return day.weekday() < 5 and day not in self.holidays

    def index(self, day: date) -> int:
        """The number of working days before `day`."""
        weekdays = _weekdays_before(day)
        return weekdays - bisect_left(self._marks, weekdays) if self._marks else weekdays

    def at(self, index: int) -> date:
        """The working day of that index; beyond the years 1 to 9999, the first or last day."""
        weekdays = index + bisect_right(self._shifts, index)
        weeks, rest = divmod(weekdays, DAYS_A_WEEK)
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

    def __post_init__(self) -> None:
        """Find the index of the start once."""
        zero = 0 if self.start_on is None else self.calendar.index(self.start_on)
        object.__setattr__(self, "_zero", zero)

    def morning(self, day: date) -> int:
        """The offset of the morning of `day`, or of the next working day."""
        return self.calendar.index(day) - self._zero

    def evening(self, day: date) -> int:
        """The offset of the evening of `day`, or of the working day before."""
        index = self.calendar.index(day)
        return index - self._zero + (1 if self.calendar.is_working(day) else 0)

    def first_day(self, start: float) -> date | None:
        """The day on which work begins that starts at an offset."""
        return None if self.start_on is None else self.calendar.at(self._zero + floor(start))

    def last_day(self, finish: float, *, not_before: float = 0.0) -> date | None:
        """The last day worked (inclusive) of work that finishes at an offset.

        What takes no time is due on the evening before, but never before the day of the offset
        `not_before`: on that morning its stage opens.
        """
        if self.start_on is None:
            return None
        last = max(ceil(finish - NEARLY) - 1, floor(not_before))
        return self.calendar.at(self._zero + last)


def _weekdays_before(day: date) -> int:
    # Day 1 of the calendar of `date` (1 January of the year 1) is a Monday.
    weeks, rest = divmod(day.toordinal() - 1, 7)
    return weeks * DAYS_A_WEEK + min(rest, DAYS_A_WEEK)
