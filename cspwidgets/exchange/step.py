"""What one row of a task list says of an activity, and what it does not.

A row says something of a field only when the file has a column for it. What cannot be held (a
start that the schedule derives, a lag, an unknown column) stays in the notes, in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cspwidgets.exchange.columns import Columns
from cspwidgets.exchange.dates import Week
from cspwidgets.exchange.table import Line


@dataclass(slots=True)
class Step:
    """What a row says.

    Attributes
    ----------
    own_id, stage_id
        The ids of the activity and its stage, where the row is from one of our own exports.
    values
        Fields of an activity that the file speaks of, with what it says.
    guessed
        Fields that the row only suggests; they count for a new activity.
    after_words, after_name
        What it waits for, as it stands in the file, and the column in which it stands.
    kept_words
        Lines for the notes: what the fields cannot hold.
    unread
        Cells that were not understood: column, words, reason.
    """

    line: Line
    title: str
    own_id: str = ""
    stage_id: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    guessed: dict[str, Any] = field(default_factory=dict)
    stage: str = ""
    after_words: str = ""
    after_name: str = ""
    kept_words: list[str] = field(default_factory=list)
    unread: list[tuple[str, str, str]] = field(default_factory=list)
    start: date | None = None
    finish: date | None = None
    weeks: tuple[Week | None, Week | None] = (None, None)

    def not_read(self, columns: Columns, name: str, reason: str) -> None:
        """Remember a cell that was not understood; its words go into the notes."""
        words = columns.words(self.line, name)
        self.unread.append((columns.name(name), words, reason))
        self.kept_words.append(f"{columns.name(name)}: {words}")
