"""Customers see their page whatever happens to a process, or to the store."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cspwidgets.sharing.doorway import HOPELESS_SECONDS
from cspwidgets.sharing.headers import headers
from cspwidgets.store.engine import open_database, sqlite_address
from cspwidgets.store.store import Store
from support.looking import VISITORS, look, many_looking
from support.processes import children_of, is_gone
from support.serving import Book, Served, book_of_links, serving

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the server's store is."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def book(folder: Path) -> Iterator[Book]:
    """Links to what it serves."""
    with Store.open(sqlite_address(folder / "plans.sqlite")) as store:
        yield book_of_links(store)


def two_children(served: Served) -> set[int]:
    """The processes that serve, when there are as many as there should be."""
    end = time.monotonic() + 10
    while len(found := children_of(served.process.pid)) != 2:
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def test_one_of_two_processes_may_be_killed_and_when_the_parent_is_both_end(
    folder: Path, book: Book
):
    with serving(folder, "--processes", "2") as served:
        hers = book.hers
        with many_looking(lambda _: look(served.port, hers.id, hers.secret)) as seen:
            first, second = two_children(served)
            time.sleep(0.3)
            os.kill(first, signal.SIGKILL)
            assert is_gone(first)
            time.sleep(1)
            assert second in two_children(served)
        counted = Counter(word for _, word in seen)
        # Only who was being answered by the process that died has to ask again.
        assert counted.pop("no answer", 0) <= VISITORS
        assert set(counted) == {"northwind"}
        assert "another one takes its place" in served.log()
        children = two_children(served)
        served.process.kill()
        for child in children:
            assert is_gone(child)
        served.process.wait()
        served.process.returncode = 0  # as the block expects


def test_who_is_being_answered_when_the_server_stops_gets_the_answer(folder: Path, book: Book):
    database = open_database(sqlite_address(folder / "plans.sqlite"))
    with serving(folder) as served, ThreadPoolExecutor(1) as pool:
        visitor = served.visitor(book.hers.secret)
        path = f"/plans/{book.hers.id}/open"

        def stop_meanwhile(_: object) -> None:
            answer = pool.submit(visitor.say, path, {"seen": True})
            time.sleep(0.5)
            served.process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            waiting.append(answer)

        waiting: list = []
        database.write(stop_meanwhile)  # meanwhile nobody else can write
        assert waiting[0].result().status == 204
        assert served.process.wait(10) == 0
    database.close()


def test_when_the_store_is_gone_the_page_says_so_and_comes_back_by_itself(
    folder: Path, book: Book, tmp_path: Path
):
    away = tmp_path / "away"
    away.mkdir()
    with serving(folder) as served:
        her = served.visitor(book.hers.secret)
        page = f"/plans/{book.hers.id}"
        assert her.ask(page).status == 200
        book.store.close()
        for file in list(folder.glob("plans.sqlite*")):
            file.rename(away / file.name)
        gone = her.ask(page)
        assert gone.status == 503
        assert gone.headers["Retry-After"] == "2"
        assert headers().items() <= gone.headers.items()
        assert b"tries again by itself" in gone.body
        assert her.say(f"{page}/open", {"secret": book.hers.secret}).status == 503
        assert her.ask("/healthz").status == 200
        assert "plans.sqlite cannot be opened" in served.log()
        for file in list(away.iterdir()):
            file.rename(folder / file.name)
        time.sleep(HOPELESS_SECONDS)
        assert her.ask(page).status == 200
