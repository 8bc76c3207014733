"""What customers were shown stays as it was, and can be taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cspwidgets.errors import NotFound
from cspwidgets.store.pages import Publication
from cspwidgets.store.store import Store
from support.changes import NOON, created
from support.plans import small_plan
from support.shared_pages import new_page, publish, with_page

LATER = NOON + timedelta(hours=1)


def test_the_newest_published_page_is_the_one_that_is_shown(store: Store) -> None:
    first = with_page(store)
    assert store.pages.newest("northwind").page == "first"
    second = publish(store, "second", at=LATER)
    assert store.pages.newest("northwind").page == "second"
    assert store.pages.page(first).page == "first"
    assert store.pages.publications("northwind") == (
        Publication(sha256=second, at=LATER, who="priya"),
        Publication(sha256=first, at=NOON, who="priya"),
    )


def test_a_page_is_kept_as_it_was_given(store: Store) -> None:
    created(store, small_plan())
    given = new_page(view='{"ü":"✓"}', page="שלום <b>&amp;</b>", language="de")
    sha256 = store.pages.publish(given, who="priya", at=NOON)
    kept = store.pages.page(sha256)
    assert (kept.view, kept.page, kept.language) == (given.view, given.page, given.language)
    assert (kept.taken_on, kept.made_at, kept.sha256) == (given.taken_on, NOON, sha256)


def test_publishing_the_same_page_twice_is_publishing_it_once(store: Store) -> None:
    once = with_page(store)
    assert publish(store, "first", at=LATER) == once
    assert len(store.pages.publications("northwind")) == 1
    publish(store, "second", at=LATER)
    assert publish(store, "first", at=LATER) == once
    assert store.pages.newest("northwind").page == "first"


@pytest.mark.parametrize(
    "different",
    [
        {"account": "other"},
        {"taken_on": date(2026, 7, 18)},
        {"language": "de"},
        {"view": "[]"},
        {"page": "other"},
    ],
)
def test_a_page_that_says_anything_else_is_another(different: dict[str, Any]) -> None:
    assert new_page(**different).sha256 != new_page().sha256


def test_what_was_taken_back_is_not_shown_until_something_is_published_again(store: Store) -> None:
    first = with_page(store)
    store.pages.take_back("northwind", who="priya", at=LATER)
    store.pages.take_back("northwind", who="priya", at=LATER)
    with pytest.raises(NotFound, match="publish it first"):
        store.pages.newest("northwind")
    with pytest.raises(NotFound, match="publish it first"):
        store.pages.take_back("northwind", who="priya", at=LATER + timedelta(hours=1))
    assert [line.sha256 for line in store.pages.publications("northwind")] == [None, first]
    assert publish(store, "first", at=LATER) == first
    assert store.pages.newest("northwind").page == "first"


def test_a_page_of_an_account_that_is_not_there_is_not_kept(store: Store) -> None:
    with pytest.raises(NotFound, match="no account"):
        publish(store, "first")
    with pytest.raises(NotFound, match="no account"):
        store.pages.newest("northwind")
    with pytest.raises(NotFound, match="no page"):
        store.pages.page(new_page().sha256)
