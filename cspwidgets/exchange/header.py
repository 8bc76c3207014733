"""Where a table begins and ends: its header line, and the footer that a report adds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.table import Line, Table, words_of
from cspwidgets.exchange.vocabulary import UNKNOWN, Vocabulary

HEADER_WITHIN = 15
"""Within how many lines the header must stand."""

KNOWN_NAMES = 3
"""How many known names make a line the header."""

_FOOTER = re.compile(
    r"confidential information|copyright\b|©|\(c\) ?\d{4}|generated (by|on)\b|"
    r"(grand )?(total|count|summe|gesamt)s?\s*([:(,]|$)|erstellt (von|am)\b",
    re.IGNORECASE,
)


def header_of(
    table: Table, vocabulary: Vocabulary, line_number: int | None = None
) -> tuple[Line, bool]:
    """The header of a table, and whether that is certain.

    Raises
    ------
    UnreadableFile
        A person said which line it is, and that line is blank.
    """
    if line_number is not None:
        for line in table.lines:
            if line.number == line_number:
                return line, True
        raise UnreadableFile(
            f"Line {line_number} is blank or not there; the header is a line with names.",
            file=table.file,
            place=f"line {line_number}",
        )
    first = [line for line in table.lines if line.number <= HEADER_WITHIN] or [table.lines[0]]
    for line in first:
        if known_names(line, vocabulary) >= KNOWN_NAMES:
            return line, True
    return max(first, key=lambda line: (known_names(line, vocabulary), len(line.cells))), False


def best_table(tables: Iterable[Table], vocabulary: Vocabulary, *, sheet: str = "") -> Table:
    """The table that knows the most names of a vocabulary, or the sheet that was asked for.

    Raises
    ------
    UnreadableFile
        There is no sheet of that name.
    """
    tables = list(tables)
    if not sheet:
        return max(tables, key=lambda table: acquaintance(table, vocabulary))
    for table in tables:
        if table.sheet == sheet:
            return table
    known = ", ".join(table.sheet for table in tables if table.sheet) or "none"
    raise UnreadableFile(
        f"There is no sheet {sheet!r}. The sheets are: {known}.", file=tables[0].file
    )


def acquaintance(table: Table, vocabulary: Vocabulary) -> int:
    """How many names of a vocabulary the header of a table has."""
    return known_names(header_of(table, vocabulary)[0], vocabulary)


def known_names(line: Line, vocabulary: Vocabulary) -> int:
    """How many cells of a line are names that a vocabulary knows."""
    fields = vocabulary.fields([words_of(cell) for cell in line.cells])
    return sum(field != UNKNOWN for field in fields)


def body(table: Table, header_line: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The rows below the header, and the footer lines that a report ends with."""
    rows = [line for line in table.lines if line.number > header_line]
    first = len(rows)
    while first and sum(bool(words_of(cell)) for cell in rows[first - 1].cells) <= 2:
        first -= 1
    given_away = next((n for n in range(first, len(rows)) if _is_footer(rows[n])), len(rows))
    # The name of the report, or of the firm, gives nothing away, but stands behind a blank line.
    begin = given_away
    if given_away < len(rows):
        after_blank = (n for n in range(given_away, first - 1, -1) if _follows_blank(rows, n))
        begin = next(after_blank, given_away)
    return tuple(rows[:begin]), tuple(rows[begin:])


def _follows_blank(rows: list[Line], n: int) -> bool:
    return n > 0 and rows[n].record > rows[n - 1].record + 1


def _is_footer(line: Line) -> bool:
    return bool(_FOOTER.match(next(filter(None, map(words_of, line.cells)))))
