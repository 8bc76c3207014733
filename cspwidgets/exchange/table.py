"""A table as it was read: lines of cells, and how a cell reads as words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

MAX_BYTES = 25_000_000
"""The largest file that is read."""

MAX_ROWS = 100_000
"""The most rows that one file may have."""

MAX_COLUMNS = 300
"""The most columns that a row may fill."""

Cell = str | int | float | date
"""What a cell holds: text (also for nothing), a number, or a day (a moment is a `datetime`)."""

_NOTHING = {"", "na", "n/a", "#n/a", "-", "–", "—", "none", "null", "nan", "nv"}
_SPREADSHEET_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row that is not blank.

    Attributes
    ----------
    number
        The line in the file, or the row in the sheet, as people count it (from 1).
    record
        The how-manieth row it is when blank rows are counted and a row of several lines is one.
    cells
        Up to the last one that is filled.
    trouble
        Why its cells cannot be trusted; empty when they can.
    """

    number: int
    record: int
    cells: tuple[Cell, ...]
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a file or of one of its sheets; `how` says in words how it was read."""

    lines: tuple[Line, ...]
    file: str = ""
    sheet: str = ""
    how: str = ""


def words_of(cell: Cell) -> str:
    """A cell as a person would write it, on one or more lines, without blanks around it.

    Examples
    --------
    >>> words_of(3.0), words_of(date(2026, 3, 31)), words_of("  NA ")
    ('3', '2026-03-31', 'NA')
    """
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    text = str(cell).replace("\u00a0", " ").strip()
    return "" if text in _SPREADSHEET_ERRORS else text


def is_nothing(words: str) -> bool:
    """Whether words stand for "no day" or "no number". (In a column of names, NA is a name.)"""
    return words.casefold() in _NOTHING


def trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    """The cells up to the last one that holds something."""
    last = len(cells)
    while last and (cells[last - 1] == "" or words_of(cells[last - 1]) == ""):
        last -= 1
    return tuple(cells[:last])
