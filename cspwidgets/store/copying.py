"""Copies of a store: of a whole SQLite file, or of the rows of any store into any other."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.exc import DBAPIError

from cspwidgets.errors import StoreError, StoreUnavailable
from cspwidgets.store.tables import forgetting, metadata, store_version
from cspwidgets.store.troubles import explained

CHUNK = 500
"""Rows that are held in memory at once."""

CONTENT = tuple(t for t in metadata.sorted_tables if t not in (store_version, forgetting))
"""The tables that a copy holds, those that others refer to first."""

Row = dict[str, Any]


def copy_file(source: Path, target: Path, *, shown: Path | None = None) -> None:
    """Copy an SQLite database while others write to it; a plain copy could lose every row.

    Errors name the target as `shown`, if it will have another name in the end.

    Raises
    ------
    StoreError
        It cannot be read, or there is no room for the copy; no part of one is left behind.
    """
    place = f"The file {source}"
    try:
        with closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True)) as reading:
            reading.execute("SELECT count(*) FROM sqlite_master")
            place = f"The copy {shown or target}"
            target.touch(mode=0o600)
            with closing(sqlite3.connect(target)) as writing:
                reading.backup(writing)
                _check(writing, source)
        as_one_file(target)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise explained(error, place) from error
    except StoreError:
        target.unlink(missing_ok=True)
        raise


def _check(copy: sqlite3.Connection, source: Path) -> None:
    found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreUnavailable(
            f"{source} is damaged ({found}); keep it, and restore a backup with “csp restore”."
        )


def as_one_file(database: Path) -> None:
    """Make a database that nobody has open one file, without a journal beside it."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def copy_rows(
    source: Connection, place: str, target: Connection, *, wanted: Callable[[Table, Row], bool]
) -> None:
    """Copy the wanted rows of every table; `place` is where a sentence about the source begins."""
    for table in CONTENT:
        for rows in _chunks(source, place, table):
            kept = [row for row in rows if wanted(table, row)]
            if kept:
                target.execute(insert(table), kept)


def _chunks(source: Connection, place: str, table: Table) -> Iterator[list[Row]]:
    query = select(table).execution_options(yield_per=CHUNK)
    try:
        for rows in source.execute(query).mappings().partitions():
            yield [dict(row) for row in rows]
    except DBAPIError as error:
        raise explained(error, place) from error
