"""A backup is whole, whoever writes meanwhile, and comes back whole or not at all."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cspwidgets.errors import StoreError, StoreUnavailable, StoreVersion
from cspwidgets.store.backup import Restored
from cspwidgets.store.engine import sqlite_address
from cspwidgets.store.store import Store
from support.changes import NOON, created, saved_times
from support.plans import small_plan
from support.shared_pages import new_link, publish


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with two accounts, their history, a snapshot, a page, links and a tombstone."""
    for name in ("northwind", "other", "gone"):
        saved_times(store, created(store, replace(small_plan(), id=name)), 3)
    store.add_snapshot(
        "northwind",
        kind="qbr",
        on=date(2026, 7, 17),
        plan=small_plan(),
        results={"points": 71.5},
        rules_version=1,
        made_at=NOON,
    )
    for account in ("northwind", "gone"):
        publish(store, "first", account=account)
        store.links.add(new_link(account, account=account), who="priya", at=NOON)
        store.links.count_open(account, on=date(2026, 7, 17))
    store.links.add(new_link("revoked"), who="priya", at=NOON)
    store.links.revoke("revoked", who="priya", at=NOON)
    store.forget("gone", who="dpo", at=NOON)
    return store


@pytest.mark.postgres
@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
def test_a_backup_of_either_database_is_restored_into_either(
    filled: Store, tmp_path: Path, into: str, request: pytest.FixtureRequest
) -> None:
    filled.backup(tmp_path / "backup")
    url = sqlite_address(tmp_path / "new.sqlite")
    if into == "postgresql":
        url = request.getfixturevalue("postgres").new_schema()
    with Store.open(url) as new:
        assert new.restore(tmp_path / "backup") == Restored(accounts=2, left_out=())
        _assert_same(new, filled)
        saved_times(new, new.load("northwind"), 1)


def test_a_backup_is_one_private_file_that_opens_as_a_store(filled: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    filled.backup(folder / "today.backup")
    assert [file.name for file in folder.iterdir()] == ["today.backup"]
    assert (folder / "today.backup").stat().st_mode & 0o077 == 0
    with Store.open(sqlite_address(folder / "today.backup")) as opened:
        _assert_same(opened, filled)


def test_a_backup_replaces_the_one_before_but_no_other_file(filled: Store, tmp_path: Path) -> None:
    filled.backup(tmp_path / "backup")
    saved_times(filled, filled.load("other"), 1)
    filled.backup(tmp_path / "backup")
    with Store.open(sqlite_address(tmp_path / "backup")) as opened:
        assert opened.revision("other") == 5
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear customer")
    with pytest.raises(StoreError, match="is no backup; choose another name"):
        filled.backup(letter)
    assert letter.read_text() == "Dear customer"


def test_a_store_is_not_backed_up_onto_itself(tmp_path: Path) -> None:
    with Store.open(sqlite_address(tmp_path / "store.sqlite")) as store:
        created(store, small_plan())
        with pytest.raises(StoreError, match="is the store itself"):
            store.backup(tmp_path / "store.sqlite")
        assert store.load("northwind").plan == small_plan()


def test_a_backup_that_cannot_be_written_is_told(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="cannot be written: File exists"):
        filled.backup(tmp_path / "file" / "backup")
    with pytest.raises(StoreUnavailable, match="cannot be written: Is a directory"):
        filled.backup(tmp_path)


def test_a_backup_made_while_others_write_is_whole(filled: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        saved = filled.load("northwind")
        while not stop.is_set():
            saved = saved_times(filled, saved, 1)

    writers = [threading.Thread(target=write)]
    for writer in writers:
        writer.start()
    try:
        for number in range(10):
            filled.backup(tmp_path / f"backup-{number}")
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    revisions = []
    for number in range(10):
        with Store.open(sqlite_address(tmp_path / f"backup-{number}")) as copy:
            _assert_whole(copy, tmp_path / f"backup-{number}")
            revisions.append(copy.revision("northwind"))
    assert revisions == sorted(revisions)
    assert revisions[-1] > revisions[0]


def test_a_store_with_accounts_is_overwritten_only_when_told(filled: Store, tmp_path: Path) -> None:
    filled.backup(tmp_path / "backup")
    saved_times(filled, filled.load("northwind"), 2)
    created(filled, replace(small_plan(), id="later"))
    with pytest.raises(StoreError, match="holds 3 accounts and was left alone"):
        filled.restore(tmp_path / "backup")
    assert filled.revision("northwind") == 6
    filled.restore(tmp_path / "backup", overwrite=True)
    assert filled.revisions() == {"northwind": 4, "other": 4}


def test_who_was_forgotten_after_a_backup_stays_forgotten(filled: Store, tmp_path: Path) -> None:
    filled.backup(tmp_path / "backup")
    filled.forget("other", who="dpo", at=NOON + timedelta(days=1))
    restored = filled.restore(tmp_path / "backup", overwrite=True)
    assert restored == Restored(accounts=1, left_out=("other",))
    assert list(filled.revisions()) == ["northwind"]
    assert len(filled.tombstones()) == 2


def test_a_link_that_was_revoked_after_a_backup_stays_revoked(
    filled: Store, tmp_path: Path
) -> None:
    filled.backup(tmp_path / "backup")
    filled.links.add(new_link("later"), who="priya", at=NOON)
    filled.links.revoke("later", who="priya", at=NOON)
    revoked = filled.links.revoke("northwind", who="priya", at=NOON + timedelta(days=1))
    filled.restore(tmp_path / "backup", overwrite=True)
    assert filled.links.find("northwind") == revoked
    assert filled.links.find("later") is None


def test_a_page_that_was_taken_back_after_a_backup_is_not_shown_again(
    filled: Store, tmp_path: Path
) -> None:
    filled.backup(tmp_path / "before")
    filled.pages.take_back("northwind", who="priya", at=NOON + timedelta(days=1))
    publish(filled, "mended", at=NOON + timedelta(days=2))
    filled.backup(tmp_path / "mended")
    filled.pages.take_back("northwind", who="priya", at=NOON + timedelta(days=3))
    for backup in ("before", "mended"):
        filled.restore(tmp_path / backup, overwrite=True)
        assert [link.shows for link in filled.links.all("northwind")] == [None, None]
    newest = publish(filled, "last", at=NOON + timedelta(days=4))
    assert {link.shows for link in filled.links.all("northwind")} == {newest}


def test_a_backup_that_breaks_off_leaves_the_store_as_it_was(filled: Store, tmp_path: Path) -> None:
    filled.backup(tmp_path / "backup")
    with closing(sqlite3.connect(tmp_path / "backup")) as connection, connection:
        # Plans and their history are copied by the time this is met.
        row = "'x', 'other', 'qbr', '2026-07-17', '{}', '{}', 1, 'no moment'"
        connection.execute(f"INSERT INTO snapshots VALUES ({row})")
    before = filled.accounts()
    with pytest.raises(StoreError, match="no moment"):
        filled.restore(tmp_path / "backup", overwrite=True)
    assert filled.accounts() == before
    assert len(filled.history("northwind")) == 4


def test_what_is_no_backup_is_not_restored(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear customer, " * 100)
    (tmp_path / "empty").touch()
    filled.backup(tmp_path / "damaged.sqlite")
    with (tmp_path / "damaged.sqlite").open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096)
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
    for name, why in (
        ("letter.txt", "is not a database"),
        ("empty", "is no backup of a store"),
        ("damaged.sqlite", "is damaged"),
        ("other.sqlite", "is a database of another program"),
        ("missing", "is gone or you have no right"),
    ):
        with pytest.raises(StoreError, match=why):
            filled.restore(tmp_path / name, overwrite=True)
    assert len(filled.accounts()) == 2


def test_a_backup_of_a_newer_version_is_not_restored(filled: Store, tmp_path: Path) -> None:
    filled.backup(tmp_path / "backup")
    with closing(sqlite3.connect(tmp_path / "backup")) as connection, connection:
        connection.execute("UPDATE store_version SET version = 99")
    with pytest.raises(StoreVersion, match="install the newer workbook"):
        filled.restore(tmp_path / "backup", overwrite=True)


def _assert_same(one: Store, other: Store) -> None:
    assert one.accounts() == other.accounts()
    assert one.tombstones() == other.tombstones()
    for account in one.revisions():
        assert one.load(account) == other.load(account)
        assert one.history(account) == other.history(account)
        assert one.snapshots(account) == other.snapshots(account)
        assert one.pages.publications(account) == other.pages.publications(account)
    assert one.links.all() == other.links.all()
    assert one.pages.newest("northwind") == other.pages.newest("northwind")


def _assert_whole(store: Store, file: Path) -> None:
    saved = store.load("northwind")
    assert [e.revision for e in store.history("northwind")] == [*range(saved.revision, 0, -1)]
    assert store.plan_at("northwind", saved.revision) == saved.plan
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
