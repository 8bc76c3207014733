"""What the outside world does to a database, and what a person is told."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.sql.compiler import SQLCompiler

from cspwidgets.errors import StoreUnavailable
from cspwidgets.store.engine import open_database, sqlite_address
from cspwidgets.store.store import Store
from support.changes import change, created, objective, saved_times
from support.child import in_a_child
from support.plans import small_plan

pytestmark = pytest.mark.slow

NOBODY = 65534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where an SQLite store will be."""
    return tmp_path / "store.sqlite"


def test_an_sqlite_store_is_kept_the_way_that_loses_nothing(file: Path) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    database = open_database(sqlite_address(file), patience_seconds=3)
    for run in (database.read, database.write):
        found = run(lambda c: [c.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas])
        assert found == ["wal", 2, 1, 1, 3000]
    database.close()


def test_a_statement_is_compiled_once_for_every_file(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    begin = SQLCompiler.__init__

    def counted(self: SQLCompiler, dialect: Any, statement: Any, *args: Any, **more: Any) -> None:
        begin(self, dialect, statement, *args, **more)
        compiled.append(str(self))

    monkeypatch.setattr(SQLCompiler, "__init__", counted)
    for number, place in enumerate((file, tmp_path / "other.sqlite", file)):
        with Store.open(sqlite_address(place)) as store:
            if number < 2:
                created(store, replace(small_plan(), id=f"account-{number}"))
            found = [saved.plan.id for saved in store.load_all()]
        assert found == [f"account-{number % 2}"]  # nothing of one file is told of another
        assert not number or not compiled
        compiled.clear()


def test_a_store_is_private_and_its_folder_is_made(tmp_path: Path) -> None:
    file = tmp_path / "new folder é%20?#" / "store.sqlite"
    with Store.open(sqlite_address(file)) as store:
        created(store, small_plan())
    assert [found.name for found in file.parent.iterdir()] == ["store.sqlite"]
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("nonsense", "CSP_DATABASE_URL is no address of a database"),
        ("mysql://user:secret@host/db", "cannot be kept in 'mysql'"),
        ("sqlite://", "needs a file to live in"),
        ("sqlite:////proc/no/store.sqlite", "ask for the right to write there"),
        ("postgresql+psycopg://user:secret@127.0.0.1:1/db", "Connection refused"),
        ("postgresql+psycopg://user:secret@/db?host=/no/such/folder", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_at_once_and_without_its_password(
    url: str, why: str
) -> None:
    begun = time.monotonic()
    with pytest.raises(StoreUnavailable, match=why) as e:
        Store.open(url)
    assert "secret" not in e.value.sentence
    assert "\n" not in e.value.sentence
    assert time.monotonic() - begun < 2


def test_what_is_not_a_database_is_told_and_left_alone(file: Path) -> None:
    file.write_text("Dear customer, " * 100)
    with pytest.raises(StoreUnavailable, match="is not a database"):
        Store.open(sqlite_address(file))
    assert file.read_text().startswith("Dear customer")


def test_a_damaged_store_is_told(file: Path) -> None:
    with Store.open(sqlite_address(file)) as store:
        created(store, small_plan())
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xff" * 20 * 4096)
    with pytest.raises(StoreUnavailable, match="is damaged; keep the file and restore"):
        Store.open(sqlite_address(file)).load("northwind")


def test_a_store_that_another_program_locks_for_too_long_is_told(url: str) -> None:
    with Store.open(url, patience_seconds=0.5) as store:
        saved = created(store, small_plan())
        with (
            _Locked(url),
            pytest.raises(StoreUnavailable, match="was locked by another program for too long"),
        ):
            saved_times(store, saved, 1)
        assert store.load("northwind") == saved
        assert saved_times(store, saved, 1).revision == 2


def test_a_lock_that_passes_is_waited_for_and_reading_needs_no_wait(url: str) -> None:
    with Store.open(url) as store:
        saved = created(store, small_plan())
        with _Locked(url) as release:
            begun = time.monotonic()
            assert store.load("northwind") == saved
            assert time.monotonic() - begun < 0.5
            threading.Timer(0.7, release).start()
            saved_times(store, saved, 1)
        assert time.monotonic() - begun > 0.6


def test_a_file_that_is_gone_is_told_and_not_made_anew(file: Path) -> None:
    with Store.open(sqlite_address(file)) as store:
        saved = created(store, small_plan())
        file.rename(file.with_name("moved.sqlite"))
        for ask in (store.accounts, lambda: saved_times(store, saved, 1)):
            with pytest.raises(StoreUnavailable, match="it is gone or you have no right to it"):
                ask()
        assert not file.exists()
        file.with_name("moved.sqlite").rename(file)
        assert saved_times(store, saved, 1).revision == 2


def test_a_file_that_was_put_in_its_place_is_the_store_from_then_on(
    file: Path, tmp_path: Path
) -> None:
    with Store.open(sqlite_address(file)) as store:
        saved = created(store, small_plan())
        store.backup(tmp_path / "backup")
        saved_times(store, saved, 3)
        (tmp_path / "backup").replace(file)
        for journal in ("-wal", "-shm"):
            file.with_name(file.name + journal).unlink()
        assert store.load("northwind") == saved
        assert saved_times(store, saved, 1).revision == 2


@pytest.mark.parametrize("locked", ["file", "folder"])
def test_a_store_that_may_only_be_read_is_told(file: Path, locked: str) -> None:
    with Store.open(sqlite_address(file)) as store:
        saved = created(store, small_plan())

    def save_as_a_stranger() -> str:
        file.chmod(0o644 if locked == "file" else 0o666)
        file.parent.chmod(0o777 if locked == "file" else 0o755)
        if os.geteuid() == 0:
            os.setuid(NOBODY)
        else:
            file.chmod(0o444)
            file.parent.chmod(0o555)
        try:
            with Store.open(sqlite_address(file)) as opened:
                saved_times(opened, saved, 1)
        except StoreUnavailable as error:
            return error.sentence
        return "saved"

    _open_to_all(file.parent)
    sentence = in_a_child(save_as_a_stranger)
    file.parent.chmod(0o755)
    assert "may only be read" in sentence or "cannot be opened" in sentence
    assert "right to" in sentence


def test_a_full_disk_is_told_and_what_was_saved_is_kept(file: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    with Store.open(sqlite_address(file)) as store:
        created(store, small_plan())

    def save_until_full() -> str:
        limit = file.stat().st_size + 300_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with Store.open(sqlite_address(file)) as store:
            saved = store.load("northwind")
            try:
                while True:
                    words = str(saved.revision) * 1000
                    edit = objective(saved.plan, words)
                    saved = store.save("northwind", change(edit), base=saved.revision)
            except StoreUnavailable as error:
                assert store.load("northwind") == saved
                return f"{saved.revision} {error.sentence}"

    revision, sentence = in_a_child(save_until_full).split(" ", 1)
    assert "the disk is full or failing; free some space" in sentence
    assert "Nothing was changed" in sentence
    with Store.open(sqlite_address(file)) as store:
        saved = store.load("northwind")
        assert saved.revision == int(revision) > 5
        assert store.plan_at("northwind", saved.revision) == saved.plan
        assert saved_times(store, saved, 1).revision == saved.revision + 1
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_child_of_this_process_opens_its_own_connections(url: str) -> None:
    with Store.open(url) as store:
        saved = created(store, small_plan())
        for number in range(5):

            def save_in_child(at: int = saved.revision) -> str:
                return str(saved_times(store, store.load("northwind"), 1).revision)

            assert in_a_child(save_in_child) == str(2 + 2 * number)
            saved = saved_times(store, store.load("northwind"), 1)
        assert saved.revision == 11


class _Locked:
    """Another program that is in the middle of saving."""

    def __init__(self, url: str) -> None:
        self._database = open_database(url)
        self._begun = threading.Event()
        self._release = threading.Event()
        self._thread = threading.Thread(target=self._hold)

    def _hold(self) -> None:
        def work(connection: Any) -> None:
            connection.exec_driver_sql("UPDATE plans SET name = name")
            self._begun.set()
            self._release.wait(10)

        self._database.write(work)

    def __enter__(self) -> Callable[[], None]:
        self._thread.start()
        self._begun.wait(10)
        return self._release.set

    def __exit__(self, *_: object) -> None:
        self._release.set()
        self._thread.join()
        self._database.close()


def _open_to_all(folder: Path) -> None:
    for parent in (folder, *folder.parents):
        if "pytest" in str(parent):
            parent.chmod(0o755)
