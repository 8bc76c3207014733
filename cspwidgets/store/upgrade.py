"""The version of a store's tables: made when new, checked at every write, raised on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, insert, inspect, select, text, update

from cspwidgets.errors import StoreUnavailable, StoreVersion
from cspwidgets.store.copying import copy_file
from cspwidgets.store.engine import Database
from cspwidgets.store.steps import STEPS, Step
from cspwidgets.store.tables import store_version

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """What an upgrade did; `copy` is the file as it was before, if there was one to copy."""

    found: int
    now: int
    copy: Path | None


def prepare(database: Database, steps: Sequence[Step] = STEPS) -> None:
    """Make the tables of a brand-new store; check the version of any other.

    Raises
    ------
    StoreVersion
        The store is older or newer than this program.
    StoreUnavailable
        It is a database of something else.
    """
    found = database.read(version_of)
    if found == 0:
        found = database.write(lambda connection: _climb(connection, steps, only_new=True))
    _compare(found, len(steps))


def upgrade(database: Database, steps: Sequence[Step] = STEPS) -> Upgrade:
    """Bring an older store up to this version, in one transaction.

    An SQLite file is copied beside itself first, named after its version.

    Raises
    ------
    StoreVersion
        The store is newer than this program.
    """
    found = database.read(version_of)
    if found > len(steps):
        raise _newer(found, len(steps))
    copy = None
    if database.is_sqlite and 0 < found < len(steps):
        copy = _free_name(database.file, found)
        copy_file(database.file, copy)
    database.write(lambda connection: _climb(connection, steps, only_new=False))
    return Upgrade(found=found, now=len(steps), copy=copy)


def version_of(connection: Connection) -> int:
    """The version of the store's tables; 0 when it has none yet."""
    if inspect(connection).has_table(store_version.name):
        version: int = connection.execute(select(store_version.c.version)).scalar_one()
        return version
    if connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise StoreUnavailable(
            f"{connection.engine.url.database} is a database of another program and was left "
            "alone; set CSP_DATABASE_URL to a file of its own."
        )
    return 0


def require_version(connection: Connection) -> None:
    """Raise `StoreVersion` unless the tables are those that this program knows."""
    found: int = connection.execute(select(store_version.c.version)).scalar_one()
    _compare(found, len(STEPS))


def write_checked(database: Database, work: Callable[[Connection], T]) -> T:
    """Write, unless another program has upgraded the store since it was opened."""

    def checked(connection: Connection) -> T:
        require_version(connection)
        return work(connection)

    return database.write(checked)


def _climb(connection: Connection, steps: Sequence[Step], *, only_new: bool) -> int:
    if connection.dialect.name == "postgresql":
        # Two programs may open a new store at the same moment; the second one waits here.
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('cspwidgets.store'))"))
    found = version_of(connection)
    if found and only_new:
        return found
    if not found:
        connection.exec_driver_sql(
            "CREATE TABLE store_version (version INTEGER PRIMARY KEY NOT NULL)"
        )
        connection.execute(insert(store_version), {"version": 0})
    for step in steps[found:]:
        step(connection)
    reached = max(found, len(steps))
    connection.execute(update(store_version).values(version=reached))
    return reached


def _compare(found: int, known: int) -> None:
    if found > known:
        raise _newer(found, known)
    if found < known:
        raise StoreVersion(
            f"The store is of version {found} and this program needs version {known}; "
            "run “csp upgrade” (it keeps all data, and a copy of the file).",
            found=found,
            known=known,
        )


def _newer(found: int, known: int) -> StoreVersion:
    return StoreVersion(
        f"The store is of version {found} and this program knows only version {known}; "
        "install the newer workbook and try again. Nothing was changed.",
        found=found,
        known=known,
    )


def _free_name(file: Path, version: int) -> Path:
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        name = file.with_name(f"{file.stem}.version-{version}{more}{file.suffix}")
        if not name.exists():
            return name
        number += 1
