"""A store in memory, and sessions on it: what the widgets' tests save to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from cspwidgets.errors import PlanChanged, StoreUnavailable
from cspwidgets.pictures.theme import Theme
from cspwidgets.plan.edits import Edit, apply_all, find, set_field
from cspwidgets.plan.model import Plan
from cspwidgets.settings import shared_folder
from cspwidgets.widgets.base import PlanView
from cspwidgets.widgets.doors import Doors
from cspwidgets.widgets.outbox import NewChange
from cspwidgets.widgets.session import PlanSession
from support.plans import TODAY

NOW = datetime(2026, 7, 17, 14, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Saved:
    """A plan as the store in memory has it."""

    plan: Plan
    revision: int
    changed_at: datetime = NOW
    changed_by: str = "nobody"


@dataclass(frozen=True)
class Made:
    """A saved change as the history has it."""

    edits: tuple[Edit, ...]
    words: str
    who: str = "Priya"
    at: datetime = NOW


@dataclass(frozen=True)
class Entry:
    """A saved change, and the revision that it made."""

    change: Made
    revision: int


@dataclass
class MemoryStore:
    """Keeps one plan as the real store would: revisions, ids of changes, refusals.

    `trouble`: what to say instead of saving, as when the database is away. `changes` are the
    saved ones, oldest first.
    """

    plan: Plan
    trouble: str = ""
    changes: list[NewChange] = field(default_factory=list)
    revision: int = 0
    by: str = "nobody"

    def __post_init__(self) -> None:
        self.first = self.plan

    def load(self) -> Saved:
        """The plan as it is now."""
        self._check()
        return Saved(self.plan, self.revision, changed_by=self.by)

    def saver(self, who: str) -> Any:
        """A `save` for that person."""

        def save(change: NewChange, base: int) -> Saved:
            self._check()
            if self.has(change.id):
                return self.load()
            if base != self.revision:
                raise PlanChanged(
                    "Somebody saved first.", mine=change, theirs=(), base=base, current=self.load()
                )
            self.plan = apply_all(self.plan, change.edits)
            self.revision += 1
            self.changes.append(change)
            self.by = who
            return self.load()

        return save

    def plan_at(self, revision: int) -> Plan:
        """The plan as it was at a revision."""
        return apply_all(self.first, [e for each in self.changes[:revision] for e in each.edits])

    def history(self) -> list[Entry]:
        """Who changed what, newest first."""
        changes = list(enumerate(self.changes, start=1))
        return [Entry(Made(each.edits, each.words), number) for number, each in reversed(changes)]

    def has(self, change: str) -> bool:
        """Whether a change of that id is saved."""
        return any(saved.id == change for saved in self.changes)

    def _check(self) -> None:
        if self.trouble:
            raise StoreUnavailable(self.trouble)


def theme() -> Theme:
    """The theme that comes with the workbook."""
    return Theme.from_data(
        tomllib.loads((shared_folder("templates") / "qbr" / "theme.toml").read_text("utf-8"))
    )


_numbers = count(1)


def new_ids() -> Iterator[str]:
    """Ids that look like uuid hex and never repeat."""
    return (f"{number:032x}" for number in _numbers)


def session_on(store: MemoryStore, who: str = "Priya", *, today: date = TODAY) -> PlanSession:
    """A session of that person on the store."""
    ids = new_ids()
    doors = Doors(
        save=store.saver(who),
        load=store.load,
        revision=lambda: store.revision,
        is_saved=store.has,
        today=lambda: today,
        now=lambda: NOW,
        new_id=lambda: next(ids),
        theme=theme(),
    )
    return PlanSession(store.load(), doors)


def set_cell(session: PlanSession, row: str, field: str, value: Any) -> Edit:
    """The edit of an activity's cell, as somebody who sees that session makes it."""
    return set_field(session.plan, "activities", row, field, value)


def cell(session: PlanSession, row: str, field: str) -> Any:
    """What an activity's cell shows in that session."""
    return getattr(find(session.plan, "activities", row), field)


class Waiter:
    """A ticket that remembers its answer."""

    view = None

    def __init__(self) -> None:
        self.revision: int | None = None
        self.error: Exception | None = None

    def ack(self, revision: int) -> None:
        """It is saved."""
        self.revision = revision

    def reject(self, error: Exception) -> None:
        """It is not."""
        self.error = error


class Front:
    """A page that shows a view: collects what Python sends, and speaks as link.js does."""

    def __init__(self, view: PlanView, name: str = "front") -> None:
        self.view = view
        self.name = name
        self.sent: list[dict[str, Any]] = []
        self._numbers = count(1)
        view.send = self._take  # type: ignore[method-assign]

    def say(self, kind: str, **body: Any) -> None:
        """Send a message to Python."""
        number = next(self._numbers)
        facts = {"front": self.name, "seq": number, "id": f"{self.name}{number:028x}"}
        self.view.receive({"kind": kind, **facts, **body})

    def hello(self) -> None:
        """Come on screen with the newest state."""
        self.say("hello", version=self.view.session.version, width=1080)
        self.sent.clear()

    def kinds(self) -> list[str]:
        """The kinds of messages that came, in order."""
        return [str(message["kind"]) for message in self.sent]

    def last(self, kind: str) -> dict[str, Any]:
        """The newest message of that kind."""
        return next(message for message in reversed(self.sent) if message["kind"] == kind)

    def _take(self, content: Any, buffers: Any = None) -> None:
        self.sent.extend(content["messages"] if content["kind"] == "several" else [content])


def set_due(row: str, typed: str, **more: Any) -> dict[str, Any]:
    """The edit that a front sends when somebody types a due day."""
    return {
        "kind": "set",
        "table": "activities",
        "row": row,
        "field": "due_on",
        "typed": typed,
        **more,
    }
