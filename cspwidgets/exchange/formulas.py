"""Text that a spreadsheet would run: made harmless on the way out, and restored on the way in.

A cell that begins with one of = + - @ (or a tab, or a line end before one) is a formula to a
spreadsheet that opens a CSV. An apostrophe before it makes it text, for Excel, LibreOffice and
Google Sheets alike. What begins with an apostrophe and such a sign gets one more, so that
`as_written` always gives the same text back.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def harmless(text: str) -> str:
    """Text that no spreadsheet runs when it opens it from a CSV.

    Examples
    --------
    >>> harmless("=1+1"), harmless("Kick-off"), as_written(harmless("'=1"))
    ("'=1+1", 'Kick-off', "'=1")
    """
    return f"'{text}" if _RUNS.match(text) else text


def as_text_cell(text: str) -> str:
    """Text for a cell that is typed as text: it needs an apostrophe only where it has one."""
    return f"'{text}" if _ESCAPED.match(text) else text


def as_written(text: str) -> str:
    """The text that `harmless` or `as_text_cell` was given."""
    return text[1:] if _ESCAPED.match(text) else text
