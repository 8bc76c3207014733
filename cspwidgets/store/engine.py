"""A database and its transactions: SQLite in a file, or PostgreSQL when it is shared.

SQLAlchemy's default transactions on SQLite lose concurrent updates silently, because they begin
to lock at the first write only. So Python's own transactions are off (`isolation_level=None`),
and each writing transaction begins with BEGIN IMMEDIATE. WAL lets people read meanwhile, and
synchronous=FULL makes a save survive a power cut.
"""

from __future__ import annotations

import os
import sqlite3
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError

from cspwidgets.errors import StoreUnavailable
from cspwidgets.store.troubles import explained, is_passing

T = TypeVar("T")

PATIENCE_SECONDS = 10.0
"""For how long a lock or a server that restarts is waited for, before it is told."""

RETRY_EVERY_SECONDS = 0.1

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")

_READING = "csp_reading"

_TURN_MILLISECONDS = 20

# Statements of SQLite that were compiled once in this process, for whatever file.
_COMPILED: dict[Any, Any] = {}


class OneDialect(SQLiteDialect_pysqlite):
    """Python's own SQLite: equal for every file, so that a statement is compiled once for all.

    SQLAlchemy keeps what it compiled by dialect, and makes a dialect for each engine.
    """

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.csp", __name__, OneDialect.__name__)


@dataclass(frozen=True, slots=True)
class Database:
    """Runs work in transactions, and explains what goes wrong in one sentence.

    `place` is how the sentence begins; `reached` tells that the database has answered once.
    """

    engine: Engine
    place: str
    patience_seconds: float = PATIENCE_SECONDS
    reached: Event = field(default_factory=Event)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file on this machine."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path:
        """The file of an SQLite database."""
        return Path(self.engine.url.database or "")

    def read(self, work: Callable[[Connection], T]) -> T:
        """What `work` finds; all its queries see the database as of one moment."""
        options: dict[str, Any] = {_READING: True}
        if not self.is_sqlite:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        return self._run(work, options)

    def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` gives, with all that it wrote kept, or nothing of it.

        `work` may run again when the connection was dropped: it must find its own traces.

        Raises
        ------
        StoreError
            With one sentence for a person; nothing was half-written.
        """
        return self._run(work, {})

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    def _run(self, work: Callable[[Connection], T], options: dict[str, Any]) -> T:
        deadline = time.monotonic() + self.patience_seconds
        while True:
            try:
                with self.engine.connect() as connection:
                    self.reached.set()
                    connection = connection.execution_options(**options)
                    with connection.begin():
                        return work(connection)
            except (DBAPIError, sqlite3.Error) as error:
                passing = is_passing(error, reached=self.reached.is_set())
                if not passing or time.monotonic() > deadline:
                    raise explained(error, self.place) from error
            time.sleep(RETRY_EVERY_SECONDS)


def open_database(address: str, *, patience_seconds: float = PATIENCE_SECONDS) -> Database:
    """The database at an address (`sqlite:///file` or `postgresql+psycopg://…`).

    A file that is not there yet is made, empty.

    Raises
    ------
    StoreUnavailable
        The address cannot be read, or the file cannot be made.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreUnavailable(
            "CSP_DATABASE_URL is no address of a database; write sqlite:///file "
            "or postgresql+psycopg://user@host/name."
        ) from error
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, patience_seconds)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url, patience_seconds)
    raise StoreUnavailable(
        f"A store cannot be kept in {url.get_backend_name()!r}; use SQLite or PostgreSQL "
        "(CSP_DATABASE_URL=sqlite:///file or postgresql+psycopg://user@host/name)."
    )


def sqlite_address(file: Path) -> str:
    """The address of an SQLite file."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def _sqlite(url: URL, patience_seconds: float) -> Database:
    if not url.database or url.database == ":memory:":
        raise StoreUnavailable("A store needs a file to live in; write sqlite:///file.")
    file = Path(url.database).expanduser().absolute()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=0o600)
    except OSError as error:
        raise StoreUnavailable(
            f"The store {file} cannot be opened: {error.strerror}; "
            "ask for the right to write there, or set CSP_HOME to a folder of your own."
        ) from error

    def connect() -> sqlite3.Connection:
        # mode=rw: a file that has gone is told, not made anew and empty.
        connection = sqlite3.connect(
            f"file:{quote(str(file))}?mode=rw",
            uri=True,
            timeout=patience_seconds,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine(
        url.set(drivername="sqlite+csp", database=str(file)),
        creator=connect,
        poolclass=QueuePool,
        execution_options={"compiled_cache": _COMPILED},
    )
    event.listen(engine, "begin", lambda connection: _begin(connection, patience_seconds))
    event.listen(engine, "connect", lambda _, record: record.info.update(file=_identity(file)))
    event.listen(engine, "checkout", lambda _, record, __: _still_there(file, record.info))
    _leave_to_parent(engine)
    return Database(engine, f"The store {file}", patience_seconds)


def _begin(connection: Connection, patience_seconds: float) -> None:
    driver: Any = connection.connection.driver_connection
    if connection.get_execution_options().get(_READING):
        driver.execute("BEGIN DEFERRED")
        return
    # SQLite sleeps the longer the longer it waited, so newcomers overtake: of 8 programs saving
    # at once one waited 4.2 s. Short waits, again and again, give all the same chance.
    driver.execute(f"PRAGMA busy_timeout={_TURN_MILLISECONDS}")
    try:
        _begin_immediate(driver, time.monotonic() + patience_seconds)
    finally:
        driver.execute(f"PRAGMA busy_timeout={int(patience_seconds * 1000)}")


def _begin_immediate(driver: Any, deadline: float) -> None:
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not is_passing(error, reached=True) or time.monotonic() > deadline:
                raise
        else:
            return


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _still_there(file: Path, info: dict[str, Any]) -> None:
    # SQLite goes on writing into a deleted file, and all of it would be lost.
    if _identity(file) != info["file"]:
        raise DisconnectionError("The file was moved, deleted or replaced.")


def _postgresql(url: URL, patience_seconds: float) -> Database:
    def limit_waiting(connection: Any, _: object) -> None:
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = {int(patience_seconds * 1000)}")
        connection.autocommit = False

    url = url.set(drivername="postgresql+psycopg")
    timeout = {"connect_timeout": max(2, int(patience_seconds))}
    engine = create_engine(url, pool_pre_ping=True, connect_args=timeout)
    event.listen(engine, "connect", limit_waiting)
    _leave_to_parent(engine)
    shown = url.render_as_string(hide_password=True)
    return Database(engine, f"The store {shown}", patience_seconds)


def _leave_to_parent(engine: Engine) -> None:
    # A connection must never be used on both sides of a fork: the child opens its own.
    kept = weakref.ref(engine)

    def forget_connections() -> None:
        inherited = kept()
        if inherited is not None:
            inherited.dispose(close=False)

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=forget_connections)
