"""Who is refused waits for as long as everybody who is refused; who is let in does not wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cspwidgets.settings import Settings
from cspwidgets.sharing.doorway import REFUSAL_SECONDS, Doorway
from cspwidgets.sharing.links import Ticket
from cspwidgets.store.engine import sqlite_address
from cspwidgets.store.store import Store
from support.serving import Book, book_of_links


@pytest.fixture
def doorway(tmp_path: Path) -> Iterator[tuple[Doorway, Book]]:
    """A door, and the links to what is behind it."""
    with Store.open(sqlite_address(tmp_path / "plans.sqlite")) as store:
        settings = Settings.from_environment({"CSP_HOME": str(tmp_path), "CSP_TODAY": "2026-07-17"})
        door = Doorway(store, settings)
        yield door, book_of_links(store)
        door.close()


def taken(door: Doorway, ticket: Ticket, *, seconds_ago: float) -> float:
    """For how long somebody was at the door who came so long ago."""
    since = time.perf_counter() - seconds_ago
    asyncio.run(door.admit(ticket.id, ticket.secret, since=since))
    return time.perf_counter() - since


def test_a_refusal_takes_a_whole_number_of_the_same_time(doorway: tuple[Doorway, Book]):
    door, book = doorway
    for kind, ticket in book.kinds.items():
        for seconds_ago in (0.0, 0.004, 0.0123):
            whole = [taken(door, ticket, seconds_ago=seconds_ago) for _ in range(9)]
            over = [each % REFUSAL_SECONDS for each in whole]
            assert sorted(over)[4] < REFUSAL_SECONDS / 4, kind
            assert min(whole) >= REFUSAL_SECONDS


def test_who_is_let_in_does_not_wait(doorway: tuple[Doorway, Book]):
    door, book = doorway
    assert min(taken(door, book.hers, seconds_ago=0.0) for _ in range(20)) < REFUSAL_SECONDS
