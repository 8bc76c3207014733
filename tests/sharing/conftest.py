"""One server for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cspwidgets.store.engine import sqlite_address
from cspwidgets.store.store import Store
from support.serving import Book, Served, Visitor, book_of_links, serving


@pytest.fixture(scope="package")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Book]]:
    folder = tmp_path_factory.mktemp("served")
    with Store.open(sqlite_address(folder / "plans.sqlite")) as store:
        book = book_of_links(store)
        with serving(folder) as served:
            yield served, book


@pytest.fixture
def served(_running: tuple[Served, Book]) -> Served:
    """The server."""
    return _running[0]


@pytest.fixture
def links(_running: tuple[Served, Book]) -> Book:
    """The links to what it serves."""
    return _running[1]


@pytest.fixture
def nobody(served: Served) -> Visitor:
    """Somebody without a cookie."""
    return served.visitor()


@pytest.fixture
def her(served: Served, links: Book) -> Visitor:
    """The customer, who has opened her link."""
    return served.visitor(links.hers.secret)
