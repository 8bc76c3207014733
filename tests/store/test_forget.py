"""A customer who asks to be forgotten is, and everybody else stays."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cspwidgets.errors import NotFound
from cspwidgets.store.engine import sqlite_address
from cspwidgets.store.records import Tombstone
from cspwidgets.store.store import Store
from support.changes import NOON, created, saved_times
from support.plans import small_plan
from support.shared_pages import new_link, publish


def test_forgetting_an_account_erases_all_that_was_kept_of_it(store: Store) -> None:
    _fill(store)
    page = store.pages.newest("northwind").sha256
    store.forget("northwind", who="dpo", at=NOON)
    asked = (
        *(store.load, store.history, store.snapshots),
        *(store.pages.newest, store.pages.publications, store.links.all),
    )
    for ask in asked:
        with pytest.raises(NotFound):
            ask("northwind")
    assert list(store.revisions()) == ["other"]
    assert len(store.history("other")) == 3
    assert [link.id for link in store.links.all()] == ["other"]
    assert store.links.find("northwind") is None
    assert store.pages.newest("other").page == "The page of other"
    with pytest.raises(NotFound):
        store.pages.page(page)


def test_a_tombstone_says_when_and_who_but_not_whom(store: Store) -> None:
    _fill(store)
    store.forget("northwind", who="dpo", at=NOON)
    digest = hashlib.sha256(b"northwind").hexdigest()
    assert store.tombstones() == (Tombstone(account_sha256=digest, at=NOON, who="dpo"),)


def test_a_forgotten_id_can_be_created_anew_and_forgotten_again(store: Store) -> None:
    for day in range(3):
        saved = saved_times(store, created(store, small_plan()), 2)
        assert saved.revision == 3
        store.forget("northwind", who="dpo", at=NOON + timedelta(days=day))
    assert [stone.at.day for stone in store.tombstones()] == [17, 18, 19]


def test_asking_twice_to_forget_is_harmless(store: Store) -> None:
    _fill(store)
    store.forget("northwind", who="dpo", at=NOON)
    store.forget("northwind", who="dpo", at=NOON)
    assert len(store.tombstones()) == 1
    with pytest.raises(NotFound):
        store.forget("northwind", who="dpo", at=NOON + timedelta(seconds=1))


def test_no_byte_of_a_forgotten_account_lingers_in_an_sqlite_file(tmp_path: Path) -> None:
    with Store.open(sqlite_address(tmp_path / "store.sqlite")) as store:
        _fill(store)
        for said in (b"Northwind Freight", b"The page of northwind"):
            assert said in _bytes_in(tmp_path)
        store.forget("northwind", who="dpo", at=NOON)
        for said in (b"Northwind Freight", b"The page of northwind"):
            assert said not in _bytes_in(tmp_path)
        assert b"Another" in _bytes_in(tmp_path)


def _fill(store: Store) -> None:
    plan = small_plan()
    saved_times(store, created(store, plan), 2)
    other = replace(plan, id="other", account=replace(plan.account, name="Another"))
    saved_times(store, created(store, other), 2)
    for account in ("northwind", "other"):
        store.add_snapshot(
            account,
            kind="qbr",
            on=date(2026, 7, 17),
            plan=store.load(account).plan,
            results={},
            rules_version=1,
            made_at=NOON,
        )
        publish(store, f"The page of {account}", account=account)
        store.links.add(new_link(account, account=account), who="priya", at=NOON)
        store.links.count_open(account, on=date(2026, 7, 17))
        store.links.revoke(account, who="priya", at=NOON)


def _bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))
