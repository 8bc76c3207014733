"""Days, lengths and numbers, read as people type them. Day and month are never guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import isfinite

from cspwidgets.plan.model import Plan

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WEEK = re.compile(r"(?:w|wk|week)\s*\+?(\d{1,3})|(\d{1,3})\s*(?:w|wk|wks|weeks?)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:(\d{1,2})\.?\s*([^\W\d_]{3,})|([^\W\d_]{3,})\s*(\d{1,2}))\.?,?\s*(\d{4})?", re.IGNORECASE
)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_LENGTH = re.compile(r"([\d.,]+)\s*(d|days?|w|wks?|weeks?)?", re.IGNORECASE)
_SIZES = {"k": 1e3, "m": 1e6}
_MONTHS = (
    ("jan",),
    ("feb",),
    ("mar", "mär", "mrz"),
    ("apr",),
    ("may", "mai"),
    ("jun",),
    ("jul",),
    ("aug",),
    ("sep",),
    ("oct", "okt"),
    ("nov",),
    ("dec", "dez"),
)


def read_day(plan: Plan, typed: str, *, first: bool = False) -> date:
    """A day: "2026-03-31", "31 Mar 2026", "31.03.2026", or "w3", the third week of the plan.

    Parameters
    ----------
    first
        A week means its first working day; else its last.

    Raises
    ------
    ValueError
        With the sentence to show.
    """
    if match := _WEEK.fullmatch(typed):
        return _week_day(plan, int(match[1] or match[2]), first=first)
    if match := _ISO.fullmatch(typed):
        return _date(typed, int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(typed):
        return _numbers(typed, match)
    if match := _NAMED.fullmatch(typed):
        month = _month(match[2] or match[3])
        if month:
            day = int(match[1] or match[4])
            year = int(match[5]) if match[5] else _year(plan, typed, month, day)
            return _date(typed, year, month, day)
    raise ValueError(f"“{typed}” is no day. Type 2026-03-31, 31 Mar 2026, or w3 for week 3.")


def show_day(day: date) -> str:
    """A day as `read_day` takes it back: "31 Mar 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1][0].capitalize()} {day.year:04d}"


def read_days(typed: str) -> float:
    """A length in working days: "5", "5 days", "2w" (ten days).

    Raises
    ------
    ValueError
        With the sentence to show.
    """
    match = _LENGTH.fullmatch(typed)
    if match is None:
        raise ValueError(f"“{typed}” is no length. Type days or weeks: 5, 5 days, 2w.")
    number = read_number(match[1])
    return number * 5 if (match[2] or "").lower().startswith("w") else number


def read_number(typed: str) -> float:
    """A number with thousands, percent or currency signs around it: "1,200.50", "1.200,5", "12k".

    Raises
    ------
    ValueError
        With the sentence to show.
    """
    text = re.sub(r"[\s\u00a0\u202f'’$€£¥%]", "", typed)
    size = _SIZES.get(text[-1:].lower(), 1.0)
    text = text[:-1] if size != 1.0 else text
    try:
        number = float(_plain(text)) * size
        if isfinite(number):
            return number
        raise ValueError(typed)
    except ValueError:
        raise ValueError(f"“{typed}” is no number. Type it like 1200 or 1200.5.") from None


def show_number(number: float) -> str:
    """A number as `read_number` takes it back, without needless decimals."""
    return f"{number:.0f}" if number == round(number) and abs(number) < 1e15 else repr(number)


def _plain(text: str) -> str:
    # One comma before three last digits means thousands, any other single comma is a decimal one.
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        return text.replace(",", "")
    if re.fullmatch(r"[+-]?(\d{1,3}(\.\d{3})+|\d+),\d+", text):
        return text.replace(".", "").replace(",", ".")
    return text


def _week_day(plan: Plan, week: int, *, first: bool) -> date:
    if plan.start_on is None:
        raise ValueError("The plan has no start yet, so weeks have no dates. Set its start first.")
    if week < 1:
        raise ValueError("The first week of the plan is w1.")
    offset = 5 * (week - 1) if first else 5 * week - 1
    day = plan.start_on
    while offset or not _is_working(plan, day):
        offset -= _is_working(plan, day)
        day += timedelta(days=1)
    return day


def _is_working(plan: Plan, day: date) -> bool:
    return day.weekday() < 5 and day not in plan.holidays


def _numbers(typed: str, match: re.Match[str]) -> date:
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or one > 12:
        return _date(typed, year, other, one)
    if other > 12:
        return _date(typed, year, one, other)
    if one == other:
        return _date(typed, year, one, one)
    readings = " or ".join(
        show_day(_date(typed, year, *pair)) for pair in ((other, one), (one, other))
    )
    raise ValueError(f"“{typed}” may be {readings}. Type the month as a word, or {year}-MM-DD.")


def _month(word: str) -> int | None:
    start = word.casefold()[:3]
    return next((number for number, names in enumerate(_MONTHS, 1) if start in names), None)


def _year(plan: Plan, typed: str, month: int, day: int) -> int:
    # A day without a year lies in the plan's first twelve months.
    if plan.start_on is None:
        raise ValueError(f"“{typed}” of which year? Type it with the year.")
    start = plan.start_on
    return start.year if (month, day) >= (start.month, start.day) else start.year + 1


def _date(typed: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"“{typed}” is not in the calendar. Type a day like 31 Mar 2026."
        ) from None
