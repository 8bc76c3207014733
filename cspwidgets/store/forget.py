"""Erasing an account with all that was ever kept of it; a tombstone stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, select
from sqlalchemy.exc import DBAPIError

from cspwidgets.store.engine import Database
from cspwidgets.store.records import Tombstone, utc
from cspwidgets.store.tables import account_digest, forgetting, metadata, tombstones


def forget(connection: Connection, account: str, *, who: str, at: datetime) -> None:
    """Erase an account that is there, and leave its tombstone."""
    stone = {"account_sha256": account_digest(account), "at": at, "who": who}
    connection.execute(insert(tombstones), stone)
    erase(connection, [account])


def is_forgotten(connection: Connection, account: str, *, at: datetime) -> bool:
    """Whether the account was erased at that very moment: by this request, sent twice."""
    same = (tombstones.c.account_sha256 == account_digest(account)) & (tombstones.c.at == utc(at))
    return bool(connection.execute(select(exists().where(same))).scalar())


def all_tombstones(connection: Connection) -> tuple[Tombstone, ...]:
    """What is left of the forgotten, oldest first."""
    rows = connection.execute(select(tombstones).order_by(tombstones.c.at)).mappings()
    return tuple(Tombstone(**row) for row in rows)


def erase(connection: Connection, accounts: Sequence[str]) -> None:
    """Delete every row of these accounts, in every table that names an account."""
    if not accounts:
        return
    # While an account stands in `forgetting` the triggers let its history go (see steps.py).
    connection.execute(insert(forgetting), [{"account": account} for account in accounts])
    for table in reversed(metadata.sorted_tables):
        if "account" in table.c and table is not forgetting:
            going = select(forgetting.c.account)
            connection.execute(delete(table).where(table.c.account.in_(going)))
    connection.execute(delete(forgetting))


def shred(database: Database) -> None:
    """Let no erased byte linger in an SQLite file or its journal.

    SQLite overwrites what it deletes (`secure_delete`), but the journal still has the pages as
    they were until it is folded in. If that cannot be done now, it is done by a later save.
    PostgreSQL cleans up by its own vacuum.
    """
    if database.is_sqlite:
        with (
            suppress(DBAPIError, sqlite3.Error),
            closing(database.engine.raw_connection()) as connection,
        ):
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
