"""The lines of a large book, read by several processes."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import active_children
from time import monotonic, sleep

import pytest

from cspwidgets.portfolio import Portfolio
from cspwidgets.portfolio.bookrows import rows
from support.demo import demo_plan

COUNT = 250


@pytest.fixture
def large(book: Portfolio) -> Portfolio:
    """A book of so many accounts."""
    plan = demo_plan("northwind")
    many = [
        replace(plan, id=f"p{number:03}", account=replace(plan.account, name=f"No. {number}"))
        for number in range(COUNT)
    ]
    at = datetime(2026, 7, 1, tzinfo=UTC)
    book.store.create_many(many, who="Ada", at=at, change_id="book")
    return book


@pytest.mark.slow
def test_several_processes_read_what_one_reads_even_when_they_are_killed(large: Portfolio):
    names = frozenset(large.store.revisions())
    alone = {line["account"]: (revision, line) for revision, line in _read(large, names, many=999)}
    assert alone.keys() == names

    reading = rows(large.settings, large.store, names, many=1)
    begun = [next(reading)]
    end = monotonic() + 30
    while not (helpers := active_children()):
        assert monotonic() < end, "no process was started"
        sleep(0.01)
    for helper in helpers:
        assert helper.pid is not None
        os.kill(helper.pid, signal.SIGKILL)
    together = [*begun, *reading]
    assert len(together) == COUNT
    assert {line["account"]: (revision, line) for revision, line in together} == alone

    whole = _read(large, names, many=1)
    assert sorted(whole, key=str) == sorted(together, key=str)


def test_a_large_book_is_read_where_no_process_can_be_had(
    large: Portfolio, monkeypatch: pytest.MonkeyPatch
):
    def refused(*_: object) -> None:
        raise OSError("too many processes")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refused)
    names = frozenset(large.store.revisions())
    assert {line["account"] for _, line in _read(large, names, many=1)} == names


def test_an_account_that_went_in_the_meantime_has_no_line(demo: Portfolio):
    found = _read(demo, frozenset({"northwind", "gone"}), many=999)
    assert [line["account"] for _, line in found] == ["northwind"]


def _read(book: Portfolio, names: frozenset[str], *, many: int) -> list[tuple[int, dict]]:
    return list(rows(book.settings, book.store, names, many=many))
