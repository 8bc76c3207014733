"""How wide a table's columns are on paper, and where their long words may be broken.

Typst breaks lines between words only (and by syllables, where it knows a language's), and a column
as wide as its words would push the others off the page. So columns are given shares by the
letters that they hold, and words too long for their column get places where they may be broken.
"""

from __future__ import annotations

from collections.abc import Sequence

from cspwidgets.reports.document import Cell, Table

LINE = 92
"""How many letters a line of a table holds."""

_LEAST, _MOST = 6, 46
_GAP = 3
_WORD = 13
_BOLD = 1.1


def shares(table: Table) -> list[float]:
    """The share of each column; 0 stands for "as wide as its words"."""
    wants = [
        min(max(_letters(column.label, cells), _LEAST), _MOST)
        for column, cells in zip(table.columns, _by_column(table), strict=True)
    ]
    given = [column.width for column in table.columns]
    if not any(given):
        narrow = [0.0 if place else 1.0 for place in range(len(wants))]
        return narrow if sum(wants) <= LINE else [float(want) for want in wants]
    left = max(1.0 - sum(given), 0.1)
    open_wants = sum(want for want, width in zip(wants, given, strict=True) if not width)
    asked = [width or left * want / open_wants for want, width in zip(wants, given, strict=True)]
    return _with_room([share / sum(asked) for share in asked], _least(table))


def rooms(given: Sequence[float]) -> list[int]:
    """How many letters a line of each column holds, by its share."""
    if 0.0 in given:
        return [_MOST] * len(given)
    return [max(int(LINE * share / sum(given)) - _GAP, 3) for share in given]


def broken(text: str, room: int) -> str:
    """`text` in one line, with places to break words of more than `room` letters.

    Examples
    --------
    >>> broken("a  very longwordindeed", 6).replace("\\u200b", "|")
    'a very longwo|rdinde|ed'
    """
    return " ".join(
        "\u200b".join(word[place : place + room] for place in range(0, len(word), room))
        for word in text.split()
    )


def _least(table: Table) -> list[float]:
    # The share that a column's longest word asks for; short texts count as one word.
    longest = [
        max(map(_unbroken, [column.label, *(t for cell in cells for t in (cell.text, cell.note))]))
        for column, cells in zip(table.columns, _by_column(table), strict=True)
    ]
    return [(min(letters, _WORD) * _BOLD + _GAP) / LINE for letters in longest]


def _unbroken(text: str) -> int:
    return len(text) if len(text) <= _WORD else max(map(len, text.split()))


def _with_room(asked: Sequence[float], least: Sequence[float]) -> list[float]:
    # What narrow columns lack is taken from the others, by what they can spare.
    lack = sum(max(low - share, 0.0) for share, low in zip(asked, least, strict=True))
    spare = sum(max(share - low, 0.0) for share, low in zip(asked, least, strict=True))
    kept = 1.0 - min(lack / spare, 1.0) if spare else 1.0
    return [
        low + (share - low) * kept if share > low else low
        for share, low in zip(asked, least, strict=True)
    ]


def _by_column(table: Table) -> list[list[Cell]]:
    return [
        [row[place] for row in table.rows if place < len(row)]
        for place in range(len(table.columns))
    ]


def _letters(label: str, cells: Sequence[Cell]) -> int:
    return max([len(label), *(max(len(cell.text), len(cell.note)) for cell in cells)])
