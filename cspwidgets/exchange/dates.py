"""Columns of days: read as they were written, and never guessed.

"01/02/2026" is the first of February to most of the world and the second of January in the
United States. One cell cannot tell; a column often can: a 13 in the first place, a weekday that
fits only one reading ("Mon 02/01/26"). All columns of a file that separate alike are one question,
since one program wrote them. Dots are day first, as in every locale that writes them. What
nothing decides is an `Ambiguity`, and the caller must settle it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cspwidgets.exchange.table import Cell, is_nothing, words_of

_MONTHS = (
    ("jan", "jän"),
    ("feb",),
    ("mar", "mär", "mrz", "mae"),
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
_WEEKDAYS = ("mo", "di|tu", "mi|we", "do|th", "fr", "sa", "so|su")
_CLOCK = (
    r"(?:[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?|uhr)?)?"
    r"\s*(?:Z|UTC|GMT|[A-Z]{3,4}|[+-]\d{2}:?\d{2})?"
)
_WEEKDAY = r"(?:([^\W\d_]{2,10})\.?,?\s+)?"
_MONTH = r"([^\W\d_]{3,9})\.?"
_YEAR = r"(\d{4}|\d{2})"
_YEAR_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{4}})([-/.])(\d{{1,2}})\3(\d{{1,2}}){_CLOCK}", re.IGNORECASE
)
_NUMBERS = re.compile(rf"{_WEEKDAY}(\d{{1,2}})([-/.])(\d{{1,2}})\3{_YEAR}{_CLOCK}", re.IGNORECASE)
_DAY_NAME = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})\.?[-/ ]*{_MONTH},?[-/ ]*{_YEAR}{_CLOCK}", re.IGNORECASE
)
_NAME_DAY = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_CLOCK}", re.IGNORECASE
)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_WEEK_WORD = r"(?:w|wks?|weeks?|wochen?|kw|cw|pw)"
_WEEK = re.compile(
    rf"(?:(?P<before>\d{{4}})[- ]*)?(?P<word>{_WEEK_WORD})\.?\s*(?P<number>\d{{1,3}})"
    rf"(?:\s*[-–]\s*{_WEEK_WORD}?\.?\s*(?P<last>\d{{1,3}}))?(?:\s*[/ -]\s*(?P<behind>\d{{4}}))?",
    re.IGNORECASE,
)
_BARE_WEEK = re.compile(
    r"(?P<before>)(?P<word>)(?P<number>\d{1,3})(?:\.0)?(?:\s*[-–]\s*(?P<last>\d{1,3}))?(?P<behind>)"
)
_LONGEST = 60
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119


@dataclass(frozen=True, slots=True)
class Week:
    """A week instead of a day, or some: of the calendar, where that is said, else of the plan."""

    number: int
    last: int
    year: int | None = None
    of_calendar: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Days that may be read in two ways; `columns` holds their names, `examples` some of them."""

    columns: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayOrder:
    """How days like 01/02/2026 are to be read, and why; `ambiguity` when nothing decides."""

    day_first: bool | None
    how: str = ""
    ambiguity: Ambiguity | None = None


def settle(columns: Mapping[str, Iterable[Cell]], *, day_first: bool | None = None) -> DayOrder:
    """Decide between day first and month first for the date columns of a file.

    Parameters
    ----------
    columns
        The cells of each date column, by the column's name.
    day_first
        The answer of a person, where there is one; it wins.

    Examples
    --------
    >>> settle({"Start": ["01/02/2026", "13/02/2026"]}).day_first
    True
    >>> settle({"Start": ["01/02/2026"]}).ambiguity.examples
    ('01/02/2026',)
    >>> settle({"Start": ["Mon 02/03/26"]}).day_first  # 3 February 2026 was no Monday
    True
    """
    if day_first is not None:
        return DayOrder(day_first, f"the {'day' if day_first else 'month'} first, as answered")
    for_day: set[str] = set()
    for_month: set[str] = set()
    open_: dict[str, list[str]] = {}
    for name, cells in columns.items():
        for words in map(words_of, cells):
            order = _order(words)
            if order is None:
                continue
            if order == "open":
                open_.setdefault(name, []).append(words)
            else:
                (for_day if order == "day" else for_month).add(words)
    if for_day and not for_month:
        return DayOrder(True, f"the day first, as “{min(for_day)}” shows")
    if for_month and not for_day:
        return DayOrder(False, f"the month first, as “{min(for_month)}” shows")
    if not open_:
        return DayOrder(None)
    if not for_day and all("." in words for found in open_.values() for words in found):
        return DayOrder(True, "the day first, as always with dots")
    examples = list(dict.fromkeys(words for found in open_.values() for words in found))
    return DayOrder(None, "", Ambiguity(tuple(open_), tuple(examples[:5])))


def read_day(cell: Cell, order: DayOrder, *, in_weeks: bool = False) -> date | Week | None:
    """The day or week of a cell; nothing for an empty one.

    Parameters
    ----------
    in_weeks
        Whether the column counts weeks, so that "3" is the third one.

    Raises
    ------
    ValueError
        With the sentence to show: it is no day, or may be two.

    Examples
    --------
    >>> read_day("Mon 05/01/26", DayOrder(True))
    datetime.date(2026, 1, 5)
    >>> read_day("W12", DayOrder(None))
    Week(number=12, last=12, year=None, of_calendar=False)
    """
    words = words_of(cell)
    if isinstance(cell, date):
        return _reached(words, cell.date() if isinstance(cell, datetime) else cell)
    if is_nothing(words):
        return None
    if len(words) > _LONGEST:
        raise ValueError(f"“{words[:_LONGEST]}…” is no day")
    if week := _week(words, in_weeks):
        return week
    return _reached(words, _written(words, order))


# Tools write "never" as 31 December 9999, and "nothing" as a day of 1899.
def _reached(words: str, day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"“{words}” is a day that no plan reaches")
    return day


def _written(words: str, order: DayOrder) -> date:
    if match := _YEAR_FIRST.fullmatch(words):
        return _date(words, int(match[2]), int(match[4]), int(match[5]))
    if match := _COMPACT.fullmatch(words):
        return _date(words, int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(words):
        return _numbers(words, match, order)
    if (match := _DAY_NAME.fullmatch(words)) and (month := month_named(match[3])):
        return _date(words, _year(match[4]), month, int(match[2]))
    if (match := _NAME_DAY.fullmatch(words)) and (month := month_named(match[2])):
        return _date(words, _year(match[4]), month, int(match[3]))
    if _SERIAL.fullmatch(words):
        serial = float(words.replace(",", "."))
        if _FIRST_SERIAL <= serial < _LAST_SERIAL:
            return date(1899, 12, 30) + timedelta(days=int(serial))
    raise ValueError(f"“{words}” is no day")


def _numbers(words: str, match: re.Match[str], order: DayOrder) -> date:
    one, other, year = int(match[2]), int(match[4]), _year(match[5])
    if one == other:
        return _date(words, year, one, one)
    if order.day_first is None:
        if _order(words) == "open":
            raise ValueError(f"“{words}” may be two days: say whether the day stands first")
        return _date(words, year, *((other, one) if _order(words) == "day" else (one, other)))
    month, day = (other, one) if order.day_first else (one, other)
    return _date(words, year, month, day)


# What a cell says about the order of its column: day or month first, open (both would do), or
# nothing at all (it is no such day, or both readings are the same day).
def _order(words: str) -> str | None:
    match = _NUMBERS.fullmatch(words) if len(words) <= _LONGEST else None
    if match is None:
        return None
    one, other, year = int(match[2]), int(match[4]), _year(match[5])
    readings = {}
    for name, month, day in (("day", other, one), ("month", one, other)):
        try:
            readings[name] = date(year, month, day)
        except ValueError:
            continue
    weekday = _weekday(match[1])
    if weekday is not None and len(set(readings.values())) == 2:
        fitting = {name for name, day in readings.items() if day.weekday() == weekday}
        if len(fitting) == 1:
            return fitting.pop()
    if len(readings) == 1:
        return next(iter(readings))
    return "open" if len(set(readings.values())) == 2 else None


def _week(words: str, in_weeks: bool) -> Week | None:
    match = _WEEK.fullmatch(words) or (_BARE_WEEK.fullmatch(words) if in_weeks else None)
    if match is None:
        return None
    year = match["before"] or match["behind"]
    of_calendar = bool(year) or match["word"].lower() in ("kw", "cw")
    number = int(match["number"])
    last = max(int(match["last"] or number), number)
    return Week(number, last, int(year) if year else None, of_calendar)


def _weekday(word: str | None) -> int | None:
    start = (word or "").casefold()[:2]
    return next((n for n, starts in enumerate(_WEEKDAYS) if start in starts.split("|")), None)


def month_named(word: str) -> int | None:
    """The number of the month that a word names, in English or German."""
    start = word.casefold()[:3]
    return next((number for number, names in enumerate(_MONTHS, 1) if start in names), None)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _date(words: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{words}” is not in the calendar") from None
