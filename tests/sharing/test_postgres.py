"""Served from PostgreSQL: with no more rights than it needs, and over its restarts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from cspwidgets.store.store import Store
from support.looking import look, many_looking
from support.plans import TODAY
from support.postgres import Cluster, cluster
from support.serving import book_of_links, link, serving

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "deployment.md").read_text("utf-8")


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    """A PostgreSQL."""
    with cluster() as started:
        yield started


def test_a_database_user_with_the_rights_of_the_page_serves_and_can_read_no_plan(
    running: Cluster, tmp_path: Path
):
    (rights,) = re.findall(r"```sql\n(.+?)```", PAGE, re.DOTALL)
    url = running.new_database()
    with Store.open(url) as store:
        book = book_of_links(store)
        plain = url.replace("+psycopg", "")
        with psycopg.connect(plain, autocommit=True) as owner:
            owner.execute(rights)
        hers = book.hers
        with serving(tmp_path / "home", url=url.replace("csp@", "csp_pages@")) as served:
            her = served.visitor(hers.secret)
            assert b"This is northwind" in her.ask(f"/plans/{hers.id}").body
            assert her.say(f"/plans/{hers.id}/open", {"seen": True}).status == 204
            assert her.ask(f"/plans/{hers.id}/calendar.ics").status == 200
        (kept,) = (each for each in store.links.all("northwind") if each.id == hers.id)
        assert [(each.on, each.times) for each in kept.opens] == [(TODAY, 1)]
    with psycopg.connect(plain.replace("csp@", "csp_pages@")) as visitor:
        for table in ("plans", "history", "snapshots"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), visitor.transaction():
                visitor.execute(f"SELECT * FROM {table}")
        with pytest.raises(psycopg.Error), visitor.transaction():
            visitor.execute("UPDATE links SET id = 'mine'")


def test_when_the_database_restarts_nobody_sees_a_wrong_page_and_all_is_well_at_once(
    running: Cluster, tmp_path: Path
):
    url = running.new_database()
    with Store.open(url) as store:
        book = book_of_links(store)
        pinned = link(store, "other")
    people = [(book.hers, "northwind"), (pinned, "other"), (book.kinds["revoked"], "shell")]
    with serving(tmp_path / "home", "--processes", "2", url=url) as served:

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
