"""Who is refused waits for as long as everybody who is refused; who is let in does not wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cspwidgets.errors import StoreUnavailable
from cspwidgets.settings import Settings
from cspwidgets.sharing.doorway import (
    ASKING_AT_ONCE,
    HOPELESS_SECONDS,
    REFUSAL_SECONDS,
    Doorway,
)
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
            whole = [taken(door, ticket, seconds_ago=seconds_ago) for _ in range(15)]
            over = [each % REFUSAL_SECONDS for each in whole]
            assert min(over) < REFUSAL_SECONDS / 4, kind
            assert min(whole) >= REFUSAL_SECONDS


def test_who_is_let_in_does_not_wait(doorway: tuple[Doorway, Book]):
    door, book = doorway
    assert min(taken(door, book.hers, seconds_ago=0.0) for _ in range(20)) < REFUSAL_SECONDS


def test_when_the_store_is_out_of_reach_few_wait_for_it_and_the_others_are_told_at_once(
    doorway: tuple[Doorway, Book],
):
    door, book = doorway
    asked = []

    def in_vain() -> None:
        asked.append(time.monotonic())
        time.sleep(0.3)
        raise StoreUnavailable("The store is out of reach.")

    async def many() -> list[object]:
        return await asyncio.gather(*(door.ask(in_vain) for _ in range(80)), return_exceptions=True)

    began = time.monotonic()
    told = asyncio.run(many())
    assert {str(each) for each in told} == {"The store is out of reach."}
    assert len(asked) <= ASKING_AT_ONCE
    assert time.monotonic() - began < 1
    time.sleep(HOPELESS_SECONDS)
    hers = book.hers
    assert asyncio.run(door.admit(hers.id, hers.secret, since=time.perf_counter())).page
