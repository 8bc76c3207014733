"""The lines of the book as data, read by several processes where there are many.

A plan takes some 2 ms, nearly all of it Python; two processes read 2,000 in half the time, and
leave this one free to show what is ready.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence, Set
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any

from cspwidgets.journey.bookline import line_data
from cspwidgets.language import ENGLISH
from cspwidgets.portfolio.grading import graded
from cspwidgets.settings import Settings, cores
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
        yield from _rows(store, names, today)
        return
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_end_with_parent
    )
    try:
        asked = _submitted(pool, settings.database_url, chunks[1:], today)
        yield from _rows(store, chunks[0], today)
        for future in as_completed(asked):
            # What another process could not do is done here, or fails here with its reason.
            is_done = future.exception() is None
            yield from future.result() if is_done else _rows(store, asked[future], today)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submitted(
    pool: ProcessPoolExecutor, database_url: str, chunks: Sequence[Sequence[str]], today: date
) -> dict[Future[list[Row]], Sequence[str]]:
    asked: dict[Future[list[Row]], Sequence[str]] = {}
    for chunk in chunks:
        try:
            future = pool.submit(_rows_elsewhere, database_url, chunk, today)
        except (OSError, BrokenProcessPool) as error:  # no further process can be had
            future = Future()
            future.set_exception(error)
        asked[future] = chunk
    return asked


def _rows(store: Store, accounts: Sequence[str], today: date) -> Iterator[Row]:
    for saved in store.load_some(accounts):
        line = graded(saved, today).line
        value = ENGLISH.money(line.value_a_year, line.currency)
        yield saved.revision, {**line_data(line), "rank": list(line.rank), "value": value}


def _rows_elsewhere(database_url: str, accounts: Sequence[str], today: date) -> list[Row]:
    return list(_rows(_own_store(database_url), accounts, today))


@cache
def _own_store(database_url: str) -> Store:
    return Store.open(database_url)


def _end_with_parent() -> None:
    # A process of a pool would wait for ever for a parent that was killed.
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()
