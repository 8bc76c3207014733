"""The lines of the book as data, read by several processes where there are many.

A plan takes some 2 ms, nearly all of it Python; two processes read 2,000 in half the time, and
leave this one free to show what is ready.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import date
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from cspwidgets.journey.bookline import line_data
from cspwidgets.language import ENGLISH
from cspwidgets.portfolio.grading import graded
from cspwidgets.settings import Settings, cores
from cspwidgets.store.records import Saved, Stored

if TYPE_CHECKING:  # the other processes get texts, and need no database
    from cspwidgets.store.store import Store

MANY = 400
"""From so many plans on, starting processes costs less than they save."""

_CHUNK = 100
_MOST_PROCESSES = 4

Row = tuple[int, dict[str, Any]]
"""A plan's revision, and its line as data."""


def rows(
    settings: Settings, store: Store, accounts: Set[str], *, many: int = MANY
) -> Iterator[Row]:
    """The lines of these accounts, as far as they are there, in any order."""
    names, today = sorted(accounts), settings.today()
    processes = min(cores(), _MOST_PROCESSES)
    if len(names) < many or processes < 2:
        yield from _rows(store.load_some(names), today)
        return
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
    helpers, is_helped = _Helpers(processes, store, chunks, today), False
    try:
        helpers.start()
        for _ in chunks:
            # The others need a moment to begin: until one is ready, work is done here.
            is_helped = is_helped or not helpers.done.empty()
            own = None if is_helped else helpers.next_chunk()
            chunk, found = helpers.done.get() if own is None else (own, None)
            yield from _rows(store.load_some(chunk), today) if found is None else found
    finally:
        helpers.stop()


class _Helpers:
    """Other processes; in `done`, each chunk and its rows, or none if they have to be read here."""

    def __init__(
        self, processes: int, store: Store, chunks: Sequence[Sequence[str]], today: date
    ) -> None:
        self.done = SimpleQueue[tuple[Sequence[str], list[Row] | None]]()
        self._left = deque(chunks)
        self._store = store
        self._today = today
        self._processes = processes
        self._pool = ProcessPoolExecutor(
            processes, mp_context=_context(), initializer=_end_with_parent
        )

    def start(self) -> None:
        """Begin, without waiting for the processes."""
        for _ in range(self._processes + 1):  # one more, so that no process waits for its next work
            Thread(target=self._work, daemon=True).start()

    def stop(self) -> None:
        """Let the processes go."""
        self._left.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def next_chunk(self) -> Sequence[str] | None:
        """What nobody has begun yet, if anything is left."""
        with suppress(IndexError):
            return self._left.popleft()
        return None

    def _work(self) -> None:
        while (chunk := self.next_chunk()) is not None:
            found = None
            # What another process could not do is done here, or fails here with its reason.
            with suppress(Exception):
                texts = list(self._store.texts(chunk))
                found = self._pool.submit(_rows_elsewhere, texts, self._today).result()
            self.done.put((chunk, found))


def _context() -> BaseContext:
    # Imports take longest: a fork server makes them once, and not once in each process.
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _rows(plans: Iterable[Saved], today: date) -> Iterator[Row]:
    for saved in plans:
        line = graded(saved, today).line
        value = ENGLISH.money(line.value_a_year, line.currency)
        yield saved.revision, {**line_data(line), "rank": list(line.rank), "value": value}


def _rows_elsewhere(texts: Sequence[Stored], today: date) -> list[Row]:
    return list(_rows((stored.read() for stored in texts), today))


def _end_with_parent() -> None:
    # A process of a pool would wait for ever for a parent that was killed.
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()
