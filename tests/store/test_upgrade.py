"""A store grows with the program and loses nothing on the way."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from cspwidgets.errors import StoreError, StoreUnavailable, StoreVersion
from cspwidgets.plan.words import ActivityState
from cspwidgets.store.engine import Database, open_database, sqlite_address
from cspwidgets.store.steps import STEPS
from cspwidgets.store.store import Store
from cspwidgets.store.upgrade import prepare, upgrade
from support.changes import created, saved_times
from support.plans import small_plan
from support.shared_pages import publish

DATA = Path(__file__).parent / "data"
NEXT = len(STEPS) + 1


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A database that nothing is in."""
    opened = open_database(url)
    yield opened
    opened.close()


@pytest.fixture
def version_1(database: Database) -> Database:
    """A store as version 1 wrote it."""
    script = (DATA / f"version-1.{database.engine.dialect.name}.sql").read_text()
    if database.is_sqlite:
        with closing(sqlite3.connect(database.file)) as connection:
            connection.executescript(script)
    else:
        database.write(lambda connection: connection.exec_driver_sql(script))
    return database


def test_a_store_of_version_1_is_read_as_it_was_written(version_1: Database, url: str) -> None:
    assert Store.upgrade(url).found == 1
    with Store.open(url) as store:
        (line,) = store.accounts()
        assert (line.name, line.revision, line.changed_by) == ("Northwind Frächt", 3, "priya")
        saved = store.load("northwind")
        assert saved.changed_at == datetime(2026, 7, 17, 14, 0, tzinfo=UTC)
        assert [one.id for one in saved.plan.activities] == ["a1"]
        assert store.plan_at("northwind", 3) == saved.plan
        assert [one.id for one in store.plan_at("northwind", 1).activities] == ["a1", "a2"]
        assert store.plan_at("northwind", 2).activities[0].state is ActivityState.DONE
        entries = store.history("northwind")
        assert [entry.change.words for entry in entries] == ["", "signed by Ruth", "created"]
        (snapshot,) = store.snapshots("northwind")
        assert (snapshot.on, snapshot.results["letter"]) == (date(2026, 7, 17), "B")
        assert snapshot.sha256.startswith("d0fc91fd")
        assert [stone.who for stone in store.tombstones()] == ["dpo"]
        assert saved_times(store, saved, 1).revision == 4
        assert publish(store, "first") == store.pages.newest("northwind").sha256


def test_an_upgrade_keeps_all_data_and_a_copy_of_an_sqlite_file(version_1: Database) -> None:
    before = _rows(version_1)
    done = upgrade(version_1, (*STEPS, _new_column))
    assert (done.found, done.now) == (1, NEXT)
    assert _rows(version_1) == before
    assert version_1.read(lambda c: c.execute(text("SELECT colour FROM plans")).scalar()) == "red"
    if not version_1.is_sqlite:
        assert done.copy is None
        return
    assert done.copy == version_1.file.with_name("store.version-1.sqlite")
    with closing(sqlite3.connect(done.copy)) as copy:
        assert copy.execute("SELECT version FROM store_version").fetchall() == [(1,)]
        assert copy.execute("SELECT count(*) FROM history").fetchall() == [(3,)]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_no_copy_is_written_over_an_earlier_one(version_1: Database) -> None:
    earlier = version_1.file.with_name("store.version-1.sqlite")
    earlier.write_text("dear to somebody")
    copy = upgrade(version_1, (*STEPS, _new_column)).copy
    assert copy == version_1.file.with_name("store.version-1-2.sqlite")
    assert earlier.read_text() == "dear to somebody"


def test_an_upgrade_that_fails_half_way_changes_nothing(version_1: Database) -> None:
    before = _rows(version_1)
    with pytest.raises(StoreError):
        upgrade(version_1, (*STEPS, _new_column, _broken))
    assert _rows(version_1) == before
    with pytest.raises(StoreError, match="colour"):
        version_1.read(lambda c: c.execute(text("SELECT colour FROM plans")))
    prepare(version_1, STEPS[:1])


def test_upgrading_twice_does_nothing_the_second_time(version_1: Database) -> None:
    steps = (*STEPS, _new_column)
    upgrade(version_1, steps)
    again = upgrade(version_1, steps)
    assert (again.found, again.now, again.copy) == (NEXT, NEXT, None)


def test_a_brand_new_store_needs_no_upgrade(url: str, database: Database) -> None:
    with Store.open(url) as store:
        created(store, small_plan())
    done = Store.upgrade(url)
    assert (done.found, done.now, done.copy) == (len(STEPS), len(STEPS), None)


def test_an_older_store_is_not_touched_until_it_is_upgraded(version_1: Database) -> None:
    with pytest.raises(StoreVersion, match="run “csp upgrade”") as e:
        prepare(version_1, (*STEPS, _new_column))
    assert (e.value.found, e.value.known) == (1, NEXT)


def test_a_newer_store_is_left_alone(version_1: Database, url: str) -> None:
    upgrade(version_1, (*STEPS, _new_column))
    for ask in (Store.open, Store.upgrade):
        with pytest.raises(StoreVersion, match="install the newer workbook") as e:
            ask(url)
        assert (e.value.found, e.value.known) == (NEXT, len(STEPS))


def test_a_program_that_is_still_open_does_not_write_into_an_upgraded_store(
    version_1: Database, url: str
) -> None:
    Store.upgrade(url)
    with Store.open(url) as store:
        saved = store.load("northwind")
        upgrade(version_1, (*STEPS, _new_column))
        with pytest.raises(StoreVersion):
            saved_times(store, saved, 1)
        with pytest.raises(StoreVersion):
            publish(store, "never published")
        with pytest.raises(StoreVersion):
            store.backup(Path("never written"))
        assert store.revision("northwind") == 3


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "songs.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
    with pytest.raises(StoreUnavailable, match="is a database of another program"):
        Store.open(sqlite_address(tmp_path / "songs.sqlite"))
    with closing(sqlite3.connect(tmp_path / "songs.sqlite")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert names == [("songs",)]


def test_several_programs_may_open_a_new_store_at_once(url: str) -> None:
    troubles: list[Exception] = []

    def open_it() -> None:
        try:
            Store.open(url).close()
        except Exception as error:
            troubles.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    with Store.open(url) as store:
        created(store, small_plan())


def _new_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE plans ADD COLUMN colour TEXT DEFAULT 'red'")


def _broken(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE no_such_table ADD COLUMN colour TEXT")


def _rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    columns = {
        "plans": "account, name, revision, plan, changed_at, changed_by",
        "history": "change_id, account, revision, who, at, edits, words, plan",
        "snapshots": "sha256, account, kind, taken_on, plan, results, rules_version, made_at",
        "tombstones": "account_sha256, at, who",
    }

    def read(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
        return {
            table: [tuple(row) for row in connection.execute(text(f"SELECT {names} FROM {table}"))]
            for table, names in columns.items()
        }

    return database.read(read)
