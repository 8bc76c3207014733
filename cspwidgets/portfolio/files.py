"""Files in and out: each is read into what it would change first, and taken only then.

What an import wrote is known from the history (its change ids say so): importing a newer export
updates what only the file changed, and keeps what was edited here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal
from uuid import uuid4

from cspwidgets.errors import NotFound, PlanError, UnreadableFile
from cspwidgets.exchange.accounts import import_accounts
from cspwidgets.exchange.accountwords import ACCOUNTS
from cspwidgets.exchange.calendarfile import to_ics
from cspwidgets.exchange.export import to_csv, to_xlsx
from cspwidgets.exchange.guess import kind_of
from cspwidgets.exchange.imported import Answers, Imported, ImportedAccounts, ImportedUsage
from cspwidgets.exchange.merge import Said
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.exchange.table import Table
from cspwidgets.exchange.tasks import import_tasks
from cspwidgets.exchange.taskwords import TASKS
from cspwidgets.exchange.usage import import_usage
from cspwidgets.exchange.usagewords import USAGE
from cspwidgets.exchange.vocabulary import Vocabulary
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.codec import plan_from_yaml, plan_to_yaml
from cspwidgets.plan.difference import difference
from cspwidgets.plan.edits import Edit, rebase
from cspwidgets.plan.model import Account, Plan
from cspwidgets.plan.slug import slug
from cspwidgets.portfolio.changes import Changes
from cspwidgets.portfolio.mappings import Mappings, Remembered

Kind = Literal["plan", "tasks", "accounts", "usage"]

VOCABULARIES: Mapping[str, Vocabulary] = {"tasks": TASKS, "accounts": ACCOUNTS, "usage": USAGE}
"""What the columns of each kind of table may mean."""

SUFFIXES = (".yaml", ".xlsx", ".csv", ".ics")

_OURS = "import-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that was read, and what it would change; nothing is saved yet.

    Attributes
    ----------
    new
        Plans that are not there yet.
    updates
        The edits of those that are, by account; none of an account that stays as it is.
    read
        How the table was read: mapping, rows not taken, questions. None for a plan of our own.
    target
        The plan that a plan or a task list goes into, as it is now; without rows where it is new.
    tables
        What the file holds, cell by cell; nothing for a plan of our own.
    remembered
        What was said about its columns, now and before; kept when the file is taken.
    """

    file: str
    kind: Kind
    new: tuple[Plan, ...] = ()
    updates: Mapping[str, tuple[Edit, ...]]
    read: Imported | ImportedAccounts | ImportedUsage | None = None
    target: Plan | None = None
    tables: tuple[Table, ...] = ()
    remembered: Remembered = field(default_factory=Remembered)

    @property
    def is_open(self) -> bool:
        """Whether a question must be answered before anything is taken."""
        return self.read is not None and self.read.is_open


class Files:
    """What goes into the book from files, and out of it."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._store = changes.store
        self._mappings = Mappings(changes.settings.home / "mappings.json")

    def read(
        self,
        source: Path | bytes,
        *,
        name: str = "",
        kind: Kind | None = None,
        account: str = "",
        answers: Answers | None = None,
    ) -> Incoming:
        """Read a file into what it would change.

        Parameters
        ----------
        source
            Where the file lies, or what is in it.
        name
            What the file is called (default: the name of the path).
        kind
            What the file holds; found out if it is not said.
        account
            For a task list: the id or the name of the account; else the file's name is its name.
            For usage: whose it is, where no column says so.

        Raises
        ------
        UnreadableFile
            It cannot be read, with the place and what to do.
        """
        file = source if isinstance(source, Path) else Path(name)
        name = name or file.name
        if kind == "plan" or (kind is None and file.suffix.lower() in (".yaml", ".yml")):
            return self._plan(source, name)
        tables = read_tables(source, file=name)
        kind = kind or kind_of(tables)
        remembered = self._mappings.recall(tables, VOCABULARIES[kind], answers or Answers())
        answers = remembered.answers
        if kind == "accounts":
            incoming = self._accounts(name, tables, answers)
        elif kind == "usage":
            incoming = self._usage(name, tables, account, answers)
        else:
            incoming = self._tasks(name, tables, account or _name_of(file), answers)
        read = incoming.read
        if read is not None and remembered.remarks:
            read = replace(read, remarks=(*read.remarks, *remembered.remarks))
        return replace(incoming, read=read, remembered=remembered)

    def take(self, incoming: Incoming) -> None:
        """Save what a file would change: all new plans at once, then each update.

        Raises
        ------
        PlanError
            A question is open, or somebody changed the same field since the file was read;
            nothing was saved.
        """
        if incoming.is_open:
            raise PlanError(f"{incoming.file} cannot be taken before its question is answered.")
        for account, edits in incoming.updates.items():
            _fitting(edits, self._store.load(account).plan)
        if incoming.new:
            self._store.create_many(
                incoming.new,
                who=self._changes.settings.user,
                at=datetime.now(UTC),
                change_id=f"{_OURS}{uuid4().hex}",
            )
        for account, edits in incoming.updates.items():
            self._changes.make(
                account,
                partial(_fitting, edits),
                words=f"Imported from {incoming.file}",
                change_id=f"{_OURS}{uuid4().hex}",
                is_exact=True,
            )
        self._mappings.remember(incoming.remembered)

    def export(self, account: str, suffix: str) -> bytes:
        """An account's plan as a file of that suffix (see `SUFFIXES`)."""
        plan = self._store.load(account).plan
        if suffix in (".yaml", ".yml"):
            return plan_to_yaml(plan).encode()
        if suffix == ".csv":
            return to_csv(plan, schedule(plan))
        if suffix == ".xlsx":
            return to_xlsx(plan, schedule(plan))
        if suffix == ".ics":
            return to_ics(plan, schedule(plan), at=datetime.now(UTC))
        raise PlanError(
            f"A plan cannot be written as {suffix or 'a file without a suffix'!r}; "
            f"there are {', '.join(SUFFIXES)}."
        )

    def _plan(self, source: Path | bytes, file: str) -> Incoming:
        try:
            data = source if isinstance(source, bytes) else source.read_bytes()
            text = data.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableFile(
                f"{file} cannot be read ({error}). Check its name, or save it as UTF-8.", file=file
            ) from error
        return self._incoming(file, "plan", plan_from_yaml(text, file=file))

    def _tasks(
        self, file: str, tables: tuple[Table, ...], account: str, answers: Answers
    ) -> Incoming:
        into = self._known(account)
        said = None if into is None else self._said(into.id)
        if into is None:
            ids = {line.id for line in self._store.accounts()}
            into = Plan(
                id=slug(account, taken=ids),
                account=Account(name=account),
                start_on=answers.start_on,
            )
        read = import_tasks(tables, into=into, answers=answers, said=said)
        if read.is_open:
            incoming = Incoming(file=file, kind="tasks", updates={}, target=into)
        else:
            incoming = self._incoming(file, "tasks", read.plan)
        return replace(incoming, read=read, tables=tables)

    def _accounts(self, file: str, tables: tuple[Table, ...], answers: Answers) -> Incoming:
        existing = [saved.plan for saved in self._store.load_all()]
        said = {plan.id: self._said(plan.id) for plan in existing}
        read = import_accounts(tables, existing=existing, answers=answers, said=said)
        return Incoming(
            file=file,
            kind="accounts",
            new=() if read.is_open else read.new,
            updates={} if read.is_open else dict(read.updates),
            read=read,
            tables=tables,
        )

    def _usage(
        self, file: str, tables: tuple[Table, ...], account: str, answers: Answers
    ) -> Incoming:
        only = self._known(account) if account else None
        if account and only is None:
            raise PlanError(f"There is no account {account!r}; import or make its plan first.")
        existing = [only] if only else [saved.plan for saved in self._store.load_all()]
        said = {plan.id: self._said(plan.id) for plan in existing if plan.usage}
        read = import_usage(tables, existing=existing, only=only, answers=answers, said=said)
        updates = dict(read.updates)
        return Incoming(file=file, kind="usage", updates=updates, read=read, tables=tables)

    def _incoming(self, file: str, kind: Kind, plan: Plan) -> Incoming:
        try:
            now = self._store.load(plan.id).plan
        except NotFound:
            new = Plan(id=plan.id, account=plan.account)
            return Incoming(file=file, kind=kind, new=(plan,), updates={}, target=new)
        edits = difference(now, plan)
        updates = {plan.id: edits} if edits else {}
        return Incoming(file=file, kind=kind, updates=updates, target=now)

    def _known(self, account: str) -> Plan | None:
        names = {line.id: line.name.casefold() for line in self._store.accounts()}
        found = [name for name in (account, slug(account)) if name in names]
        if slug(account) == slug(""):  # without Latin letters, an id says nothing about a name
            found = [name for name in found if name == account]
        found += [one for one, name in names.items() if name == account.casefold()]
        return self._store.load(found[0]).plan if found else None

    def _said(self, account: str) -> Said:
        history = self._store.history(account)[::-1]
        ours = [entry for entry in history if entry.change.id.startswith(_OURS)]
        made_here = bool(ours) and ours[0].revision == 1
        first = self._store.plan_at(account, 1) if made_here else None
        return Said.by([entry.change.edits for entry in ours], first=first)


def _fitting(edits: tuple[Edit, ...], plan: Plan) -> tuple[Edit, ...]:
    kept, conflicts = rebase(edits, plan)
    if conflicts:
        raise PlanError(
            f"Somebody changed the plan for {plan.account.name} since the file was read, so "
            "nothing was taken. Read the file once more."
        )
    return kept


def _name_of(file: Path) -> str:
    words = re.sub(r"[_\-\s]+", " ", file.stem).strip()
    return words[:1].upper() + words[1:] or "Imported plan"
