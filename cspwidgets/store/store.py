"""The store's door: every method is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection

from cspwidgets.errors import AlreadyThere, NotFound
from cspwidgets.plan.model import Plan
from cspwidgets.store import backup, forget, history, plans, snapshots, upgrade
from cspwidgets.store.backup import Restored
from cspwidgets.store.contents import Content, contents
from cspwidgets.store.engine import PATIENCE_SECONDS, Database, open_database
from cspwidgets.store.links import Links
from cspwidgets.store.pages import Pages
from cspwidgets.store.records import (
    AccountLine,
    Change,
    HistoryEntry,
    Saved,
    Snapshot,
    Stored,
    Tombstone,
    utc,
)
from cspwidgets.store.upgrade import Upgrade

T = TypeVar("T")

CREATED = "created"
"""The words of a plan's first history entry."""


class Store:
    """The plans of all accounts, in one database; its `pages` and `links` are for customers.

    Threads may share it; each process opens its own. Whatever the database cannot do is raised as
    `StoreError` with one sentence, and nothing is half-written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.pages = Pages(database)
        self.links = Links(database)

    @classmethod
    def open(cls, url: str, *, patience_seconds: float = PATIENCE_SECONDS) -> Self:
        """Open the store at an address; a brand-new one is made.

        Raises
        ------
        StoreVersion
            It was written by another version: an older one needs `Store.upgrade`.
        StoreUnavailable
            It cannot be reached, or is no store.
        """
        database = open_database(url, patience_seconds=patience_seconds)
        try:
            upgrade.prepare(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @staticmethod
    def upgrade(url: str) -> Upgrade:
        """Bring an older store up to this version; an SQLite file is copied beside itself first."""
        database = open_database(url)
        try:
            return upgrade.upgrade(database)
        finally:
            database.close()

    def close(self) -> None:
        """Let the database go."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def accounts(self) -> tuple[AccountLine, ...]:
        """Every account by its id, without its plan."""
        return self._read(plans.lines)

    def is_empty(self) -> bool:
        """Whether there is no account yet; as cheap with a thousand."""
        return not self._read(plans.is_any)

    def revisions(self) -> dict[str, int]:
        """Every account's revision."""
        return self._read(plans.revisions)

    def revision(self, account: str) -> int:
        """The account's revision; cheap enough to ask every second."""
        return self._read(lambda connection: plans.revision(connection, account))

    def load(self, account: str) -> Saved:
        """The plan as it is stored now.

        Raises
        ------
        NotFound
            There is no such account; `known` lists those that are there.
        """
        return plans.as_saved(self._read(lambda connection: plans.find(connection, account)))

    def load_all(self) -> Iterator[Saved]:
        """Every plan, a few hundred at a time; each is whole as of the moment it is read."""
        last = ""
        while rows := self._read(partial(plans.after, last=last)):
            yield from map(plans.as_saved, rows)
            last = rows[-1]["account"]

    def finished(self) -> dict[str, int]:
        """The revision of every account whose plan says how it ended; no plan is read for it."""
        return self._read(plans.finished)

    def load_some(self, accounts: Sequence[str]) -> Iterator[Saved]:
        """The plans of these accounts, a few hundred at a time, as far as they are there."""
        return (stored.read() for stored in self.texts(accounts))

    def texts(self, accounts: Sequence[str]) -> Iterator[Stored]:
        """The same without reading the plans."""
        for start in range(0, len(accounts), plans.CHUNK):
            chunk = accounts[start : start + plans.CHUNK]
            yield from map(plans.as_stored, self._read(partial(plans.some, accounts=chunk)))

    def contents(self, only: Iterable[str] | None = None) -> Iterator[Content]:
        """Every account (or those in `only`) as it is stored, with its snapshots' lines."""
        return contents(self._database, only=None if only is None else frozenset(only))

    def create(self, plan: Plan, *, who: str, at: datetime, change_id: str) -> Saved:
        """Keep a new plan, as revision 1.

        Raises
        ------
        AlreadyThere
            The account has a plan. (Sending the same `change_id` again gives that plan back.)
        """
        change = Change(id=change_id, edits=(), who=who, at=at, words=CREATED)
        new = [plans.new_plan(plan, change)]

        def work(connection: Connection) -> Saved:
            plans.create(connection, new)
            return plans.as_saved(plans.find(connection, plan.id))

        return self._write(work)

    def create_many(self, many: Iterable[Plan], *, who: str, at: datetime, change_id: str) -> int:
        """Keep many new plans, all of them or none; gives how many are new.

        Raises
        ------
        AlreadyThere
            An account has a plan, or is in `many` twice. (The same `change_id` again is harmless.)
        """
        new: dict[str, plans.NewPlan] = {}
        for plan in many:
            if plan.id in new:
                raise AlreadyThere(f"The account {plan.id!r} is there twice.", name=plan.id)
            own_id = f"{change_id}/{plan.id}"
            change = Change(id=own_id, edits=(), who=who, at=at, words=CREATED)
            new[plan.id] = plans.new_plan(plan, change)
        return self._write(lambda connection: plans.create(connection, list(new.values())))

    def save(self, account: str, change: Change, *, base: int) -> Saved:
        """Apply a change that was made on revision `base`.

        A change whose id was saved before is not applied again: what is stored is given back.

        Raises
        ------
        PlanChanged
            Someone saved first; it carries the change, what they saved, and the plan as it is now.
        EditRejected, PlanError
            An edit does not fit the plan; nothing was saved.
        NotFound
            There is no such account (any more).
        """
        return self._write(lambda connection: plans.save(connection, account, change, base=base))

    def is_saved(self, change_id: str) -> bool:
        """Whether a change of that id was saved, for whatever account."""
        return bool(self._read(lambda connection: history.owners(connection, [change_id])))

    def history(
        self, account: str, *, limit: int | None = None, since: int = 0
    ) -> tuple[HistoryEntry, ...]:
        """The changes after revision `since`, newest first."""

        def work(connection: Connection) -> tuple[HistoryEntry, ...]:
            plans.revision(connection, account)
            return history.entries(connection, account, since=since, limit=limit)

        return self._read(work)

    def plan_at(self, account: str, revision: int) -> Plan:
        """The plan as it stood at a revision; `NotFound` when it never had it."""

        def work(connection: Connection) -> Plan:
            plans.revision(connection, account)
            return history.plan_at(connection, account, revision)

        return self._read(work)

    def add_snapshot(
        self,
        account: str,
        *,
        kind: str,
        on: date,
        plan: Plan,
        results: dict[str, Any],
        rules_version: int,
        made_at: datetime,
    ) -> Snapshot:
        """Freeze a plan for good; the same snapshot again gives back the one that is kept."""
        said: dict[str, Any] = {
            "kind": kind,
            "on": on,
            "plan": plan,
            "results": results,
            "rules_version": rules_version,
        }
        sha256 = snapshots.digest(account, **said)
        snapshot = Snapshot(sha256=sha256, account=account, made_at=utc(made_at), **said)

        def work(connection: Connection) -> Snapshot:
            plans.find(connection, account, lock=True)
            return snapshots.add(connection, snapshot)

        return self._write(work)

    def snapshots(self, account: str) -> tuple[Snapshot, ...]:
        """The account's snapshots, the newest day first."""

        def work(connection: Connection) -> tuple[Snapshot, ...]:
            plans.revision(connection, account)
            return snapshots.of_account(connection, account)

        return self._read(work)

    def forget(self, account: str, *, who: str, at: datetime) -> None:
        """Erase an account with all that was kept of it; only a tombstone stays.

        Copies made before (backups, the copy beside an upgraded store) still have it.

        Raises
        ------
        NotFound
            There is no such account.
        """

        def work(connection: Connection) -> None:
            try:
                plans.find(connection, account, lock=True)
            except NotFound:
                if not forget.is_forgotten(connection, account, at=at):
                    raise
            else:
                forget.forget(connection, account, who=who, at=at)

        self._write(work)
        forget.shred(self._database)

    def tombstones(self) -> tuple[Tombstone, ...]:
        """What is left of the accounts that were forgotten, oldest first."""
        return self._read(forget.all_tombstones)

    def backup(self, path: Path) -> None:
        """Write a safe copy of everything to one file, while others work."""
        self._read(upgrade.require_version)
        backup.backup(self._database, path)

    def restore(self, path: Path, *, overwrite: bool = False) -> Restored:
        """Put a backup's content into the store, all of it or nothing.

        Raises
        ------
        StoreError
            The file is no backup, or the store holds accounts and `overwrite` was not given.
        """
        self._read(upgrade.require_version)
        return backup.restore(self._database, path, overwrite=overwrite)

    def _read(self, work: Callable[[Connection], T]) -> T:
        return self._database.read(work)

    def _write(self, work: Callable[[Connection], T]) -> T:
        return upgrade.write_checked(self._database, work)
