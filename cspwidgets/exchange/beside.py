"""The other sheets of a workbook that hold such a list too: one is read, the others are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cspwidgets.exchange.columns import Columns, find_columns
from cspwidgets.exchange.header import body, header_of
from cspwidgets.exchange.table import Line, Table
from cspwidgets.exchange.vocabulary import LEFT_OUT, UNKNOWN, Vocabulary

MOST_COMPARED = 20_000
"""The longest sheet whose rows are compared."""


def sheets_beside(
    tables: Sequence[Table],
    table: Table,
    columns: Columns,
    vocabulary: Vocabulary,
    main: Sequence[str],
) -> Iterator[str]:
    """A sentence for each sheet that could have been read as well.

    Parameters
    ----------
    table, columns
        The one that is read.
    main
        The fields one of which every such list has; by them rows of two sheets are one.
    """
    key = next((name for name in main if columns.has(name)), "")
    for other in tables:
        if other is table or not key or not header_of(other, vocabulary)[1]:
            continue
        theirs = find_columns(other, vocabulary)
        if theirs.has(key):
            rows, differing = _compared(table, columns, other, theirs, key)
            told = f", and {differing} of its {rows} rows say otherwise" if differing else ""
            yield (
                f"The sheet “{other.sheet}” is such a list too and is not read{told}; "
                f"“{table.sheet}” is read. Choose the other sheet to read it instead."
            )


# A row whose key stands twice in a sheet is not compared.
def _compared(
    table: Table, columns: Columns, other: Table, theirs: Columns, key: str
) -> tuple[int, int]:
    rows, _ = body(other, theirs.header_line)
    if max(len(table.lines), len(other.lines)) > MOST_COMPARED:
        return len(rows), 0
    mine = _by_key(body(table, columns.header_line)[0], columns, key)
    fields = [
        one.field
        for one in columns.columns
        if one.field not in (UNKNOWN, LEFT_OUT) and theirs.has(one.field)
    ]
    differing = 0
    for words, line in _by_key(rows, theirs, key).items():
        here = mine.get(words)
        differing += here is not None and any(
            columns.words(here, field) != theirs.words(line, field) for field in fields
        )
    return len(rows), differing


def _by_key(rows: Sequence[Line], columns: Columns, key: str) -> dict[str, Line]:
    found: dict[str, Line] = {}
    twice = set()
    for line in rows:
        words = columns.words(line, key).casefold()
        if words in found:
            twice.add(words)
        found[words] = line
    return {words: line for words, line in found.items() if words and words not in twice}
