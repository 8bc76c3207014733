"""The whole book in a notebook: what pages are told, and what is read again when."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cspwidgets.errors import StoreUnavailable
from cspwidgets.journey.bookline import line_data
from cspwidgets.plan.edits import set_field
from cspwidgets.portfolio import Portfolio
from cspwidgets.settings import Settings
from cspwidgets.widgets.book import Book
from support.demo import ugly_plan

TODAY = date(2026, 7, 17)


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    """The demo accounts."""
    settings = Settings.from_environment(
        {"CSP_HOME": str(tmp_path), "CSP_TODAY": TODAY.isoformat(), "CSP_USER": "Ada"}
    )
    opened = Portfolio.open(settings)
    opened.load_demo()
    yield opened
    opened.store.close()


class Page:
    """A page that shows a book: what it is told, and what it asks."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.told: list[dict[str, Any]] = []
        book.view.send = lambda message, buffers=None: self.told.append(message)  # type: ignore[method-assign]

    def ask(self, kind: str, **body: Any) -> list[dict[str, Any]]:
        """Send a message, wait until all is read, and give what came back."""
        self.told.clear()
        self.book.view.receive({"kind": kind, "front": "page", **body})
        self.book.view.reader.wait()
        return list(self.told)

    def rows(self, kind: str = "hello") -> dict[str, dict[str, Any]]:
        """The accounts that a message brought."""
        return {row["account"]: row for news in self.ask(kind) for row in news["put"]}


@pytest.fixture
def page(portfolio: Portfolio) -> Page:
    """A page on the whole book, read to its end."""
    book = portfolio.whole()
    book.view.reader.wait()
    return Page(book)


def test_a_page_is_told_every_account_as_the_shell_tells_it(portfolio: Portfolio, page: Page):
    rows = page.rows()
    for line in portfolio.accounts():
        told = line_data(line.line)
        assert {key: rows[line.saved.plan.id][key] for key in told} == told
    assert page.told[-1]["done"]
    assert page.told[-1]["total"] == len(rows) == 4


def test_the_rank_of_the_rows_is_the_order_of_the_shell(portfolio: Portfolio, page: Page):
    ranked = sorted(page.rows().values(), key=lambda row: row["rank"])
    assert [row["account"] for row in ranked] == [
        line.saved.plan.id for line in portfolio.accounts()
    ]


def test_only_what_was_changed_is_read_again(portfolio: Portfolio):
    desk, asked = portfolio.whole().desk, []

    def lines(names: frozenset[str]) -> Iterator[tuple[int, dict[str, Any]]]:
        asked.append(names)
        return desk.lines(names)

    page = Page(Book(replace(desk, lines=lines)))
    assert len(page.rows()) == 4
    assert page.rows("refresh") == {}
    portfolio.changes.make("lumen", lambda plan: [set_field(plan, "account", "", "csm", "Bo")])
    portfolio.create(replace(ugly_plan("names"), id="new"))
    portfolio.forget("castellan")

    assert set(page.rows("refresh")) == {"lumen", "new"}
    assert asked[1:] == [frozenset({"lumen", "new"})]
    assert [news["cut"] for news in page.told if news["cut"]] == [["castellan"]]


def test_who_has_not_opened_the_plan_for_long_is_named(portfolio: Portfolio, tmp_path: Path):
    portfolio.sharing.publish("northwind", lambda view: "{}")
    portfolio.sharing.link("northwind", person="COO")
    later = (datetime.now().astimezone() + timedelta(days=34)).date().isoformat()
    home = {"CSP_HOME": str(tmp_path), "CSP_TODAY": later, "CSP_USER": "Ada"}
    page = Page(Portfolio.open(Settings.from_environment(home)).whole())
    page.book.view.reader.wait()
    rows = page.rows()
    assert rows["northwind"]["silent_days"] == 34
    assert rows["northwind"]["opened"] == "1 person has a link; not opened for 34 days."
    assert "opened" not in rows["lumen"]


def test_one_click_opens_the_plan_and_another_one_shows_in_the_same_views(page: Page):
    assert page.ask("open", account="lumen") == [
        {"kind": "opened", "account": "lumen", "trouble": ""}
    ]
    board = page.book._board
    assert board is not None
    assert board.editor.plan.id == "lumen"
    page.ask("close")
    page.ask("open", account="northwind")
    assert page.book._board is board
    assert {view.plan.id for view in (board.header, board.editor, board.timeline)} == {"northwind"}


def test_an_account_that_is_gone_is_refused_with_a_sentence(page: Page):
    (answer,) = page.ask("open", account="nope")
    assert answer["trouble"].startswith("There is no account 'nope'")


def test_a_page_cannot_change_the_book(page: Page):
    page.book.view.set_state({"today": "1999-01-01", "meanings": {}})
    assert page.book.view.today == TODAY.isoformat()
    assert page.ask("no such thing") == []


def test_without_a_browser_the_book_is_a_table_of_escaped_text(portfolio: Portfolio):
    portfolio.create(replace(ugly_plan("script"), id="script"))
    book = portfolio.whole()
    book.view.reader.wait()
    told = book._repr_mimebundle_()["text/html"]
    assert "Northwind Freight" in told
    assert "5 of 5 accounts, worst first" in told
    assert "<script" not in told.partition("</style>")[2]


def test_an_empty_book_says_so(tmp_path: Path):
    settings = Settings.from_environment({"CSP_HOME": str(tmp_path), "CSP_TODAY": "2026-07-17"})
    book = Portfolio.open(settings).whole()
    book.view.reader.wait()
    assert "There are no accounts yet." in book.view.static_html()
    assert Page(book).ask("hello") == [
        {"kind": "rows", "put": [], "cut": [], "total": 0, "done": True, "trouble": ""}
    ]


def test_a_store_that_is_away_is_told_in_one_sentence_and_read_when_it_is_back(
    portfolio: Portfolio,
):
    desk = portfolio.whole().desk
    away = [True]

    def revisions() -> Mapping[str, int]:
        if away.pop():
            raise StoreUnavailable("The store cannot be reached. Try again.")
        return desk.revisions()

    page = Page(Book(replace(desk, revisions=revisions)))
    assert page.ask("hello")[-1]["trouble"] == "The store cannot be reached. Try again."
    away.append(False)
    assert page.ask("refresh")[-1]["trouble"] == ""
    assert len(page.book.view.reader.rows) == 4


@pytest.mark.slow
def test_altair_is_loaded_only_when_the_picture_is_asked_for(tmp_path: Path):
    code = (
        "import sys\n"
        "from cspwidgets import Workbook\n"
        "book = Workbook.open().portfolio()\n"
        "book._repr_mimebundle_(); book.view.reader.wait()\n"
        "loaded = lambda: [m for m in ('altair', 'vl_convert', 'pandas') if m in sys.modules]\n"
        "print(loaded())\n"
        "chart = book.desk.chart()\n"
        "print(sorted(chart['forms']), 'bookEmbed' in chart['script'], 'altair' in loaded())\n"
    )
    env = {"CSP_HOME": str(tmp_path), "PATH": "", "CSP_TODAY": "2026-07-17"}
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env
    )
    assert told.stdout.splitlines() == ["[]", "['dark', 'light'] True True"]
