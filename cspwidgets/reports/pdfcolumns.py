"""How wide a table's columns are on paper, and where their long words may be broken.

Typst breaks lines between words only (and by syllables, where it knows a language's), and a column
as wide as its words would push the others off the page. So columns are given shares by the
letters that they hold, and words too long for their column get places where they may be broken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cspwidgets.reports.document import Cell, Table

LINE = 96
"""How many letters a line of a table holds."""

_LEAST, _MOST = 6, 46
_GAP = 3
# Up to how many letters a text is kept in one line and a word whole; how much wider than a letter
# one in bold and one of a note is; what a grade's tile adds.
_SHORT, _WORD = 10, 13
_BOLD, _SMALL = 1.1, 0.87
_TILE = 2
_GRADE = re.compile(r"[A-E] \d")


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
    words = text.split()
    if max(map(len, words), default=0) > room:
        words = [
            "\u200b".join(word[place : place + room] for place in range(0, len(word), room))
            for word in words
        ]
    return " ".join(words)


def _least(table: Table) -> list[float]:
    # The share that a column's longest word asks for; a short text counts as one word.
    return [
        (max([_SMALL * _longest(column.label), *map(_unbroken, cells)]) + _GAP) / LINE
        for column, cells in zip(table.columns, _by_column(table), strict=True)
    ]


def _unbroken(cell: Cell) -> float:
    text = len(cell.text) if len(cell.text) <= _SHORT else _longest(cell.text)
    note = len(cell.note) if len(cell.note) <= _WORD else _longest(cell.note)
    tile = _TILE if _GRADE.match(cell.text) else 0
    return max(_BOLD * text + tile, _SMALL * note)


def _longest(text: str) -> int:
    return min(max(map(len, text.split()), default=0), _WORD)


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
