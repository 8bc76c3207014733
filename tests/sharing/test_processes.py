"""Customers see their page whatever happens to a process, or to the store."""

from __future__ import annotations

import http.client
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from cspwidgets.sharing.doorway import HOPELESS_SECONDS
from cspwidgets.sharing.headers import HEADERS
from cspwidgets.store.engine import open_database, sqlite_address
from cspwidgets.store.store import Store
from support.postgres import cluster
from support.processes import children_of, is_gone
from support.serving import Book, Served, Visitor, book_of_links, link, serving

pytestmark = pytest.mark.slow

VISITORS = 6


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


def look(port: int, link_id: str, secret: str) -> str:
    """What a visitor sees who comes anew: a page, the shell, that it is away, or nothing."""
    visitor = Visitor(port, secret)
    try:
        answer = visitor.ask(f"/plans/{link_id}")
    except (ConnectionError, http.client.HTTPException):
        return "no answer"
    finally:
        visitor.close()
    if answer.status == 503:
        assert b'data-state="away"' in answer.body
        return "away"
    for name in ("northwind", "other"):
        if f"This is {name}".encode() in answer.body:
            return name
    return "shell" if b'data-state="opening"' in answer.body else f"{answer.status}"


@contextmanager
def many_looking(looking: Callable[[int], str]) -> Iterator[list[tuple[float, str]]]:
    """Many who look again and again: when each saw what."""
    seen: list[tuple[float, str]] = []
    done = threading.Event()

    def keep_looking(number: int) -> None:
        while not done.is_set():
            seen.append((time.monotonic(), looking(number)))
            time.sleep(0.005)

    with ThreadPoolExecutor(VISITORS) as pool:
        looked = [pool.submit(keep_looking, number) for number in range(VISITORS)]
        try:
            yield seen
        finally:
            done.set()
    for each in looked:
        each.result()


def two_children(served: Served) -> set[int]:
    """The processes that serve, when there are as many as there should be."""
    end = time.monotonic() + 10
    while len(found := children_of(served.process.pid)) != 2:
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def test_when_one_of_two_processes_is_killed_nobody_else_notices(folder: Path, book: Book):
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


def test_when_the_parent_is_killed_its_processes_end(folder: Path, book: Book):
    with serving(folder, "--processes", "2") as served:
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
        assert HEADERS.items() <= gone.headers.items()
        assert b"tries again by itself" in gone.body
        assert her.say(f"{page}/open", {"secret": book.hers.secret}).status == 503
        assert her.ask("/healthz").status == 200
        assert "plans.sqlite cannot be opened" in served.log()
        for file in list(away.iterdir()):
            file.rename(folder / file.name)
        time.sleep(HOPELESS_SECONDS)
        assert her.ask(page).status == 200


@pytest.mark.postgres
def test_when_the_database_restarts_nobody_sees_a_wrong_page_and_all_is_well_at_once(folder: Path):
    with cluster() as running:
        url = running.new_database()
        with Store.open(url) as store:
            book = book_of_links(store)
            pinned = link(store, "other")
        people = [(book.hers, "northwind"), (pinned, "other"), (book.kinds["revoked"], "shell")]
        with serving(folder, "--processes", "2", url=url) as served:

            def looking(number: int) -> str:
                ticket, right = people[number % 3]
                saw = look(served.port, ticket.id, ticket.secret)
                return "right" if saw == right else saw

            for how, seconds in (("fast", 0.2), ("immediate", 3)):
                with many_looking(looking) as seen:
                    time.sleep(0.3)
                    running.stop(how=how)
                    time.sleep(seconds)
                    running.start()
                    back_at = time.monotonic()
                    time.sleep(1)
                    while seen[-1][1] != "right" and time.monotonic() < back_at + 5:
                        time.sleep(0.1)
                assert {word for _, word in seen} <= {"right", "away"}
                assert seen[-1][1] == "right"
            assert "away" in {word for _, word in seen}
