"""The database itself keeps from being changed what is kept for good."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Integer, MetaData, UniqueConstraint, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from cspwidgets.errors import StoreError
from cspwidgets.store.engine import open_database
from cspwidgets.store.store import Store
from cspwidgets.store.tables import metadata
from support.changes import NOON, created, saved_times
from support.plans import small_plan
from support.shared_pages import new_link, publish

HISTORY = "('change-x', 'northwind', 1, 'x', 'x', '[]', '', NULL)"
SNAPSHOT = "(sha256, 'northwind', 'qbr', 'x', '{}', '{}', 1, 'x')"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET who = 'nobody'",
        "UPDATE history SET edits = '[]' WHERE revision = 2",
        "DELETE FROM history",
        "DELETE FROM history WHERE revision = 2",
        "UPDATE snapshots SET results = '{}'",
        "DELETE FROM snapshots",
        pytest.param("TRUNCATE history", id="postgresql"),
        pytest.param("TRUNCATE snapshots", id="postgresql-snapshots"),
        "UPDATE pages SET page = 'other'",
        "DELETE FROM pages",
        "UPDATE publications SET sha256 = NULL",
        "DELETE FROM publications",
        "UPDATE links SET expires_on = NULL",
        "UPDATE links SET secret_sha256 = '0'",
        "DELETE FROM links",
        "UPDATE revocations SET link = 'l2'",
        "DELETE FROM revocations",
        pytest.param("TRUNCATE pages CASCADE", id="postgresql-pages"),
        pytest.param("TRUNCATE revocations", id="postgresql-revocations"),
        "INSERT OR REPLACE INTO pages SELECT * FROM pages",
        "INSERT OR REPLACE INTO publications SELECT * FROM publications",
        "INSERT OR REPLACE INTO links SELECT * FROM links",
        "INSERT OR REPLACE INTO revocations SELECT * FROM revocations",
        f"INSERT OR REPLACE INTO history VALUES {HISTORY}",
        f"INSERT OR REPLACE INTO snapshots SELECT {SNAPSHOT[1:-1]} FROM snapshots",
    ],
)
def test_no_statement_changes_what_was_kept(url: str, store: Store, statement: str) -> None:
    saved_times(store, created(store, small_plan()), 2)
    _freeze(store)
    publish(store, "first")
    for link_id in ("l1", "l2"):
        store.links.add(new_link(link_id), who="priya", at=NOON)
    store.links.revoke("l1", who="priya", at=NOON)
    before = _kept(store)
    engine = create_engine(url)
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
    assert _kept(store) == before


def test_an_account_with_a_history_cannot_be_deleted_past_the_store(url: str, store: Store) -> None:
    created(store, small_plan())
    database = open_database(url)
    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        database.write(lambda connection: connection.execute(text("DELETE FROM plans")))
    database.close()
    assert store.load("northwind").plan == small_plan()


def test_the_steps_make_the_tables_that_the_queries_know(url: str, store: Store) -> None:
    engine = create_engine(url)
    found = MetaData()
    found.reflect(engine)
    keys = {name: inspect(engine).get_pk_constraint(name) for name in found.tables}
    engine.dispose()
    assert set(found.tables) == set(metadata.tables)
    for name, table in metadata.tables.items():
        for column in table.columns:
            there = found.tables[name].columns[column.name]
            assert there.nullable == column.nullable, (name, column.name)
            kind = "INTEGER" if isinstance(column.type, Integer) else "TEXT"
            assert str(there.type) == kind, (name, column.name)
        assert keys[name]["constrained_columns"] == [c.name for c in table.primary_key.columns]
        assert _unique(found.tables[name]) == _unique(table)
        assert {key.target_fullname for key in found.tables[name].foreign_keys} == {
            key.target_fullname for key in table.foreign_keys
        }
        assert {index.name for index in found.tables[name].indexes} == {
            index.name for index in table.indexes
        }


def _kept(store: Store) -> tuple[object, ...]:
    account = "northwind"
    return (
        store.history(account),
        store.snapshots(account),
        store.pages.newest(account),
        store.pages.publications(account),
        store.links.all(account),
    )


def _unique(table: object) -> set[tuple[str, ...]]:
    constraints = getattr(table, "constraints", ())
    return {
        tuple(column.name for column in one.columns)
        for one in constraints
        if isinstance(one, UniqueConstraint)
    }


def _freeze(store: Store) -> None:
    store.add_snapshot(
        "northwind",
        kind="qbr",
        on=date(2026, 7, 17),
        plan=small_plan(),
        results={"points": 1},
        rules_version=1,
        made_at=NOON,
    )
