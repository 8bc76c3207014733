"""Days, weeks, months and quarters, each as the day on which it is over.

What was counted in a month is known on its last day; so that is the day of its figure.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from cspwidgets.exchange.dates import DayOrder, Week, month_named, read_day
from cspwidgets.exchange.table import Cell, words_of

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_SHORT_YEAR = r"(?P<year>(?:(?:19|20)\d{2})|['’]?\d{2})"
_MONTH = (
    re.compile(rf"{_YEAR}\s*[-/._ ]?\s*M?(?P<number>0[1-9]|1[0-2])(?:[-/.]?00)?"),
    re.compile(rf"{_YEAR}\s*[-/. ]\s*M?(?P<number>[1-9])"),
    re.compile(rf"(?P<number>0?[1-9]|1[0-2])\s*[-/.]\s*{_YEAR}"),
    re.compile(rf"(?P<name>[^\W\d_]{{3,9}})\.?\s*[-/ ,]*\s*{_SHORT_YEAR}"),
    re.compile(rf"{_YEAR}\s*[-/ ]\s*(?P<name>[^\W\d_]{{3,9}})\.?"),
)
_QUARTER = (
    re.compile(rf"Q\s?(?P<number>[1-4])\s*[-/ ]*\s*{_SHORT_YEAR}", re.IGNORECASE),
    re.compile(rf"{_YEAR}\s*[-/ ]*\s*Q(?P<number>[1-4])", re.IGNORECASE),
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})")
_LONGEST = 40


def is_period(name: str) -> bool:
    """Whether a column's name is a time.

    Examples
    --------
    >>> [is_period(name) for name in ("Jan 2026", "2026-01", "2026-Q1", "Seats", "2026")]
    [True, True, True, False, False]
    """
    return len(name) <= _LONGEST and bool(_DAY.fullmatch(name) or _months_end(name))


def read_period(cell: Cell, order: DayOrder, *, in_months: bool = False) -> date | None:
    """The day on which the time of a cell is over; nothing for an empty cell.

    Parameters
    ----------
    in_months
        Whether a day stands for its month, as where a program writes each month as its first day.

    Raises
    ------
    ValueError
        With the sentence to show.

    Examples
    --------
    >>> read_period("Feb 2026", DayOrder(None)), read_period("2026-W05", DayOrder(None))
    (datetime.date(2026, 2, 28), datetime.date(2026, 2, 1))
    """
    words = words_of(cell)
    if not isinstance(cell, date) and len(words) <= _LONGEST and (end := _months_end(words)):
        return end
    day = read_day(_iso_week(words) if isinstance(cell, str) else cell, order)
    if isinstance(day, Week):
        if day.year is None:
            raise ValueError(f"“{words}” is a week of no year")
        return _week_end(words, day.year, day.last)
    return month_end(day.year, day.month) if day and in_months else day


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _months_end(words: str) -> date | None:
    for pattern in _MONTH:
        if match := pattern.fullmatch(words):
            said = match.groupdict()
            number = int(said["number"]) if said.get("number") else month_named(said["name"])
            if number:
                return month_end(_year(said["year"]), number)
    for pattern in _QUARTER:
        if match := pattern.fullmatch(words):
            return month_end(_year(match["year"]), 3 * int(match["number"]))
    return None


def _year(digits: str) -> int:
    digits = digits.strip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _iso_week(words: str) -> str:
    return re.sub(r"^(\d{4})W(\d{2})$", r"\1-W\2", words)


def _week_end(words: str, year: int, week: int) -> date:
    try:
        return date.fromisocalendar(year, week, 1) + timedelta(days=6)
    except (ValueError, OverflowError):
        raise ValueError(f"“{words}” is not in the calendar") from None
