"""Links: who has one, what it shows, and that none comes back to life."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cspwidgets.errors import NotFound
from cspwidgets.store.links import Link, Opens
from cspwidgets.store.store import Store
from support.changes import NOON, created
from support.plans import small_plan
from support.shared_pages import SECRET_SHA256, new_link, publish, with_page

LATER = NOON + timedelta(hours=1)


def test_a_link_shows_the_newest_page_and_a_pinned_one_always_the_same(store: Store) -> None:
    first = with_page(store)
    _add(store, "newest")
    _add(store, "pinned", pinned=first)
    second = publish(store, "second", at=LATER)
    assert _found(store, "newest").shows == second
    assert _found(store, "pinned").shows == first


def test_no_link_shows_what_was_taken_back_even_when_something_newer_is_published(
    store: Store,
) -> None:
    first = with_page(store)
    _add(store, "newest")
    _add(store, "pinned", pinned=first)
    store.pages.take_back("northwind", who="priya", at=LATER)
    assert [_found(store, name).shows for name in ("newest", "pinned")] == [None, None]
    second = publish(store, "second", at=LATER)
    assert [_found(store, name).shows for name in ("newest", "pinned")] == [second, None]
    assert publish(store, "first", at=LATER) == first
    assert _found(store, "pinned").shows == first


def test_under_an_unknown_id_there_is_nothing(store: Store) -> None:
    with_page(store)
    assert store.links.find("nobody") is None


def test_a_link_is_kept_with_whom_it_is_for_and_until_when(store: Store) -> None:
    with_page(store)
    store.links.add(new_link("l1", expires_on=date(2026, 10, 15)), who="priya", at=NOON)
    link = _found(store, "l1")
    assert (link.person, link.expires_on, link.secret_sha256) == (
        "COO",
        date(2026, 10, 15),
        SECRET_SHA256,
    )
    assert (link.made_at, link.made_by, link.revoked_at) == (NOON, "priya", None)


def test_a_revoked_link_stays_revoked_as_it_was_the_first_time(store: Store) -> None:
    with_page(store)
    _add(store, "l1")
    _add(store, "l2")
    revoked = store.links.revoke("l1", who="priya", at=NOON)
    assert (revoked.revoked_at, revoked.revoked_by) == (NOON, "priya")
    assert store.links.revoke("l1", who="dana", at=LATER) == revoked
    assert _found(store, "l1") == revoked
    assert _found(store, "l2").revoked_at is None
    with pytest.raises(NotFound, match="no link"):
        store.links.revoke("nobody", who="priya", at=NOON)


def test_a_link_needs_a_published_page(store: Store) -> None:
    with pytest.raises(NotFound, match="no account"):
        _add(store, "l1")
    created(store, small_plan())
    with pytest.raises(NotFound, match="publish it first"):
        _add(store, "l1")
    publish(store, "first")
    with pytest.raises(NotFound, match="publish it first"):
        _add(store, "l1", pinned="0" * 64)
    assert store.links.all() == ()


def test_a_link_that_is_sent_twice_is_one(store: Store) -> None:
    with_page(store)
    _add(store, "l1")
    _add(store, "l1")
    assert [link.id for link in store.links.all()] == ["l1"]


def test_opens_are_counted_by_day_and_told_newest_first(store: Store) -> None:
    with_page(store)
    _add(store, "l1")
    _add(store, "l2")
    for day in (17, 19, 17, 17):
        store.links.count_open("l1", on=date(2026, 7, day))
    store.links.count_open("nobody", on=date(2026, 7, 17))
    opens = {link.id: link.opens for link in store.links.all("northwind")}
    assert opens == {
        "l1": (Opens(on=date(2026, 7, 19), times=1), Opens(on=date(2026, 7, 17), times=3)),
        "l2": (),
    }


def test_links_are_listed_by_account_the_newest_first(store: Store) -> None:
    for account in ("northwind", "acme"):
        with_page(store, account)
        for number in (1, 2):
            new = new_link(f"{account}-{number}", account=account)
            store.links.add(new, who="priya", at=NOON + timedelta(hours=number))
    listed = [link.id for link in store.links.all()]
    assert {link.shows is not None for link in store.links.all()} == {True}
    assert listed == ["acme-2", "acme-1", "northwind-2", "northwind-1"]
    assert [link.id for link in store.links.all("acme")] == ["acme-2", "acme-1"]
    with pytest.raises(NotFound, match="no account"):
        store.links.all("nobody")


def _add(store: Store, link_id: str, *, pinned: str | None = None) -> None:
    store.links.add(new_link(link_id, pinned=pinned), who="priya", at=NOON)


def _found(store: Store, link_id: str) -> Link:
    link = store.links.find(link_id)
    assert link is not None
    return link
