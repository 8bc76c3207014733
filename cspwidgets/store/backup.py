"""A safe copy of a store, and back.

A backup is one SQLite file, whichever database it was made of: of an SQLite store a copy by
SQLite's own backup, of PostgreSQL the rows as of one moment. So it can be restored into either,
and opened with any tool.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Table, select, text

from cspwidgets.errors import StoreError, StoreUnavailable
from cspwidgets.store.copying import CONTENT, as_one_file, copy_file, copy_rows
from cspwidgets.store.engine import Database, open_database, sqlite_address
from cspwidgets.store.forget import erase
from cspwidgets.store.tables import account_digest, plans, tombstones
from cspwidgets.store.takenback import take_back_again, taken_back
from cspwidgets.store.troubles import explained
from cspwidgets.store.upgrade import prepare, upgrade, version_of

_SQLITE_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back; `left_out` were forgotten after the backup was made, and stay so."""

    accounts: int
    left_out: tuple[str, ...]


def backup(database: Database, path: Path) -> None:
    """Write a copy of the store to `path` while others work; an earlier backup is replaced.

    Raises
    ------
    StoreError
        There is no room, or `path` is something else than a backup; `path` is as it was before.
    """
    path = path.expanduser().absolute()
    part = path.with_name(f".{path.name}.part")
    try:
        _refuse_other_file(database, path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        if database.is_sqlite:
            copy_file(database.file, part, shown=path)
        else:
            _export(database, part)
        _keep(part, path)
    except OSError as error:
        if isinstance(error, StoreError):
            raise
        raise StoreUnavailable(
            f"The backup {path} cannot be written: {error.strerror}; choose another place."
        ) from error
    finally:
        for leftover in path.parent.glob(f"{part.name}*"):
            leftover.unlink()


def restore(database: Database, path: Path, *, overwrite: bool = False) -> Restored:
    """Put a backup's content into the store, all of it or nothing.

    An account that was forgotten after the backup was made is left out. A link that was revoked
    since stays revoked, and a page that was taken back since is not shown again.

    Raises
    ------
    StoreError
        The file is no backup, or the store holds accounts and `overwrite` was not given.
    StoreVersion
        The backup was made by a newer program.
    """
    path = path.expanduser().absolute()
    place = f"The backup {path}"
    with TemporaryDirectory() as folder:
        # A copy: an older backup is upgraded there, and the file itself stays as it is.
        copy = Path(folder) / "backup.sqlite"
        copy_file(path, copy)
        source = open_database(sqlite_address(copy))
        try:
            if source.read(version_of) == 0:
                raise StoreError(f"{path} is no backup of a store; choose another file.")
            upgrade(source)
            return source.read(
                lambda reading: database.write(
                    lambda writing: _replace(reading, place, writing, overwrite=overwrite)
                )
            )
        except ValueError as error:
            raise explained(error, place) from error
        finally:
            source.close()


def _refuse_other_file(database: Database, path: Path) -> None:
    if not path.exists():
        return
    if database.is_sqlite and path.samefile(database.file):
        raise StoreError(f"{path} is the store itself; choose another name for its backup.")
    with path.open("rb") as file:
        if file.read(len(_SQLITE_HEADER)) != _SQLITE_HEADER:
            raise StoreError(f"{path} is there already and is no backup; choose another name.")


def _export(database: Database, part: Path) -> None:
    goal = open_database(sqlite_address(part))
    try:
        prepare(goal)
        database.read(
            lambda reading: goal.write(
                lambda writing: copy_rows(
                    reading, database.place, writing, wanted=lambda _, __: True
                )
            )
        )
    finally:
        goal.close()
    as_one_file(part)


def _keep(part: Path, path: Path) -> None:
    descriptor = os.open(part, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    part.replace(path)


def _replace(reading: Connection, place: str, writing: Connection, *, overwrite: bool) -> Restored:
    if writing.dialect.name == "postgresql":
        names = ", ".join(table.name for table in CONTENT)
        writing.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))
    present = _accounts(writing)
    if present and not overwrite:
        raise StoreError(
            f"The store holds {len(present)} accounts and was left alone; "
            "restore into an empty store, or say that it may be overwritten."
        )
    buried, known = _tombstones(writing), _tombstones(reading)
    forgotten = {digest for digest, _ in buried - known}
    left_out = {a for a in _accounts(reading) if account_digest(a) in forgotten}

    def is_wanted(table: Table, row: dict[str, Any]) -> bool:
        if table is tombstones:
            return (row["account_sha256"], row["at"]) not in buried
        return row["account"] not in left_out

    taken = taken_back(writing)
    erase(writing, present)
    copy_rows(reading, place, writing, wanted=is_wanted)
    take_back_again(writing, taken)
    return Restored(accounts=len(_accounts(writing)), left_out=tuple(sorted(left_out)))


def _accounts(connection: Connection) -> list[str]:
    return list(connection.execute(select(plans.c.account)).scalars())


def _tombstones(connection: Connection) -> set[tuple[str, Any]]:
    rows = connection.execute(select(tombstones.c.account_sha256, tombstones.c.at))
    return {(row.account_sha256, row.at) for row in rows}
