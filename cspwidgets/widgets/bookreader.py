"""Reads the whole book in a thread, so that its first lines are on the screen at once.

Grading thousands of plans takes seconds. Lines are handed on in batches as they are ready; later
only the plans that were changed since are read again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date
from threading import Lock, Thread
from time import monotonic
from typing import Any, Protocol

from cspwidgets.errors import CspError

FIRST_SECONDS, NEXT_SECONDS = 0.2, 1.5
"""After so long the first batch is handed on, and then each next one."""

Row = dict[str, Any]
"""One account as data: `journey.bookline.line_data`, and what customers opened beside it."""

_log = logging.getLogger(__name__)


class Shelf(Protocol):
    """Where the lines come from."""

    def today(self) -> date: ...
    def revisions(self) -> Mapping[str, int]: ...
    def opened(self) -> Mapping[str, Row]: ...
    def lines(self, accounts: frozenset[str]) -> Iterator[tuple[int, Row]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new in the book: rows that changed, accounts that went, and how far reading is."""

    put: tuple[Row, ...]
    cut: tuple[str, ...] = ()
    total: int
    is_done: bool = False
    trouble: str = ""


class BookReader:
    """Keeps the lines of a book as they are stored.

    Parameters
    ----------
    hear
        Gets the news, in the reader's thread.
    """

    def __init__(self, shelf: Shelf, hear: Callable[[News], None]) -> None:
        self._shelf = shelf
        self._hear = hear
        self._lock = Lock()
        self._thread: Thread | None = None
        self._day: date | None = None
        self._known: dict[str, tuple[int, Row]] = {}  # revision and line, without what was opened
        self.rows: dict[str, Row] = {}
        self.total = 0
        self.is_done = False
        self.trouble = ""

    def start(self) -> None:
        """Begin to read what changed, unless that is going on."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            self.is_done = False
            # The thread speaks in the name of the message that began it: Jupyter keeps that in
            # the context.
            self._thread = Thread(target=copy_context().run, args=(self._work,), daemon=True)
            self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until all is read, but not longer than `seconds`."""
        if self._thread is not None:
            self._thread.join(seconds)

    def all_news(self) -> News:
        """Everything that is known now, for a page that knows nothing yet."""
        return News(
            put=tuple(self.rows.values()),
            total=self.total,
            is_done=self.is_done,
            trouble=self.trouble,
        )

    def _work(self) -> None:
        self.trouble = ""
        try:
            self._read()
        except CspError as error:
            self.trouble = error.sentence
        except Exception:
            _log.exception("The book could not be read.")
            self.trouble = "The book could not be read; run the notebook again."
        self.is_done = True
        self._tell([])

    def _read(self) -> None:
        today = self._shelf.today()
        if today != self._day:
            self._day, self._known = today, {}
        revisions, opened = self._shelf.revisions(), self._shelf.opened()
        self.total = len(revisions)
        gone = tuple(name for name in self.rows if name not in revisions)
        for name in gone:
            del self.rows[name]
            self._known.pop(name, None)
        stale = frozenset(
            name
            for name, revision in revisions.items()
            if self._known.get(name, (0,))[0] != revision
        )
        kept = {name: line for name, (_, line) in self._known.items() if name not in stale}
        batch = [row for row in self._taken(kept, opened) if row]
        self._tell(batch, gone)
        self._read_lines(stale, opened)

    def _read_lines(self, stale: frozenset[str], opened: Mapping[str, Row]) -> None:
        batch: list[Row] = []
        told_at, patience = monotonic(), FIRST_SECONDS
        for revision, line in self._shelf.lines(stale) if stale else ():
            self._known[line["account"]] = (revision, line)
            batch += self._taken({line["account"]: line}, opened)
            if monotonic() - told_at > patience:
                self._tell(batch)
                batch, told_at, patience = [], monotonic(), NEXT_SECONDS
        self._tell(batch)

    def _taken(self, lines: Mapping[str, Row], opened: Mapping[str, Row]) -> list[Row]:
        changed = []
        for name, line in lines.items():
            row = {**line, **opened.get(name, {})}
            if self.rows.get(name) != row:
                self.rows[name] = row
                changed.append(row)
        return changed

    def _tell(self, put: list[Row], cut: tuple[str, ...] = ()) -> None:
        if put or cut or self.is_done:
            news = News(
                put=tuple(put),
                cut=cut,
                total=self.total,
                is_done=self.is_done,
                trouble=self.trouble,
            )
            self._hear(news)
