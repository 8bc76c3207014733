"""The deployment page says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

from cspwidgets.store.store import Store
from support.plans import TODAY
from support.postgres import cluster
from support.serving import book_of_links, serving

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "deployment.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.postgres
def test_a_database_user_with_the_rights_of_the_page_serves_and_can_read_no_plan(tmp_path: Path):
    (rights,) = re.findall(r"```sql\n(.+?)```", PAGE, re.DOTALL)
    with cluster() as running:
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
