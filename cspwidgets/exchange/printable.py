"""Text that files can hold: control characters and half characters are marked, never dropped.

A plan may hold any text that somebody pasted; a cell, a line of CSV or of a calendar may not. Each
character that a file cannot hold is written as "\ufffd". When a sheet of ours comes back, a cell
that is what the plan's own text looks like there is that text.
"""

from __future__ import annotations

import re

LONGEST_CELL = 32_767
"""What a cell of Excel holds; openpyxl cuts longer text without a word."""

_CUT = " … (cut here: a cell holds no more; the CSV has it all)"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """The text as a file can hold it.

    Examples
    --------
    >>> printable(f"one{chr(7)}two") == f"one{chr(0xFFFD)}two"
    True
    """
    return _UNPRINTABLE.sub("\ufffd", text)


def fitting(text: str) -> str:
    """The text as a cell can hold it: printable, and cut where a cell ends."""
    kept = printable(text)
    return kept if len(kept) <= LONGEST_CELL else kept[: LONGEST_CELL - len(_CUT)] + _CUT


def is_shown_as(text: str, written: str) -> bool:
    """Whether a cell with `written` is how a file of ours holds `text`."""
    return written == text or written in (printable(text), fitting(text))
