"""What is on the screen and not yet in the store.

Each change waits here from the moment it is made until the store has it. Normally that is a few
milliseconds. It is longer when the store is away (the change stays, and is tried again), and when
someone else saved first: then the change is replayed on the newer plan; where it touches the same
field, it waits for a choice (mine or theirs) and nothing of it is lost meanwhile. A change keeps
its id through all this, so the store can never take it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any, Literal, Protocol

from cspwidgets.errors import EditRejected, PlanChanged, StoreError
from cspwidgets.plan.edits import Conflict, Edit, add_row, apply_all, find, rebase, set_field
from cspwidgets.plan.model import Plan
from cspwidgets.widgets.tickets import Ticket
from cspwidgets.widgets.views import View


class Stored(Protocol):
    """A plan as the store has it."""

    @property
    def plan(self) -> Plan: ...
    @property
    def revision(self) -> int: ...
    @property
    def changed_at(self) -> datetime: ...
    @property
    def changed_by(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """A change on its way to the store; `words` say why, when its edits alone do not."""

    id: str
    edits: tuple[Edit, ...]
    words: str = ""


Save = Callable[[NewChange, int], Stored]
"""Saves a change made on a revision: raises `PlanChanged` or `StoreError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Two people changed one thing: `id` names the question, `by` who else it was."""

    id: int
    conflict: Conflict
    by: str


@dataclass(slots=True, kw_only=True)
class Waiting:
    """One change in the outbox, with the questions that hold it back.

    `tickets` are those who wait to hear of it, `seen` is the plan that its maker saw, `base` the
    one that it stands on now.
    """

    change: NewChange
    tickets: list[Ticket]
    seen: Plan
    base: Plan
    questions: list[Question] = field(default_factory=list)

    @property
    def view(self) -> View | None:
        """Where it was made, or sent again from."""
        return self.tickets[-1].view


class Outbox:
    """The plan on the screen = the plan in the store + the changes that wait here."""

    def __init__(self, stored: Stored, save: Save, *, failed: Callable[[str], None]) -> None:
        self.stored = stored
        self.plan = stored.plan
        self.waiting: list[Waiting] = []
        self.trouble = ""
        self._save = save
        self._failed = failed
        self._numbers = count(1)

    @property
    def has_questions(self) -> bool:
        """Whether somebody has to choose."""
        return any(item.questions for item in self.waiting)

    def find(self, change: str) -> Waiting | None:
        """The change of that id, while it waits."""
        return next((item for item in self.waiting if item.change.id == change), None)

    def add(self, item: Waiting, conflicts: Iterable[Conflict] = ()) -> None:
        """Put a change on the screen; it is not saved yet. `EditRejected`: it does not fit."""
        self.plan = apply_all(self.plan, item.change.edits)
        self._ask(item, conflicts)
        self.waiting.append(item)

    def next(self) -> Waiting | None:
        """The oldest change that no question holds back."""
        return next((item for item in self.waiting if not item.questions), None)

    def send(self, item: Waiting) -> Stored | Exception:
        """Try to save one change. Touches nothing here, so that a thread may do it."""
        try:
            return self._save(item.change, self.stored.revision)
        except Exception as refusal:
            return refusal

    def settle(self, item: Waiting, answer: Stored | Exception) -> None:
        """Take note of what the store answered to `send`."""
        if item not in self.waiting:
            return  # an earlier try came through after all
        self.trouble = answer.sentence if isinstance(answer, StoreError) else ""
        if isinstance(answer, StoreError):
            return
        if isinstance(answer, PlanChanged):
            newer: Any = answer.current
            self.adopt(newer)
            return
        self.waiting.remove(item)
        if isinstance(answer, Exception):
            self.adopt(self.stored)
            self._failed(item.change.id)
            for ticket in item.tickets:
                ticket.reject(answer)
            return
        if answer.revision > self.stored.revision:
            self.adopt(answer)
        self._acknowledge(item, answer.revision)

    def flush(self) -> None:
        """Save whatever can be saved now."""
        while (item := self.next()) is not None:
            self.settle(item, self.send(item))
            if self.trouble:
                return

    def adopt(self, newer: Stored) -> None:
        """Go on from a newer plan: replay what waits here upon it, ask where two people meet."""
        self.stored = newer
        plan = newer.plan
        for item in self.waiting:
            kept, conflicts = rebase(item.change.edits, plan)
            self._ask(item, conflicts)
            item.change = replace(item.change, edits=kept)
            item.base = plan
            plan = apply_all(plan, kept)
        self.plan = plan

    def answer(self, number: int, take: Literal["mine", "theirs"]) -> None:
        """Answer one question. `EditRejected`: it was answered already, or mine cannot be done."""
        for item in self.waiting:
            for question in item.questions:
                if question.id == number:
                    mine = self._mine(item, question.conflict) if take == "mine" else ()
                    self.plan = apply_all(self.plan, mine)
                    item.change = replace(item.change, edits=(*item.change.edits, *mine))
                    item.questions.remove(question)
                    self._drop_if_empty(item)
                    return
        raise EditRejected("That question was answered already; nothing was changed.")

    def _drop_if_empty(self, item: Waiting) -> None:
        # All of it was answered with "theirs": there is nothing left to save.
        if not item.questions and not item.change.edits:
            self.waiting.remove(item)
            self._acknowledge(item, self.stored.revision)

    @staticmethod
    def _acknowledge(item: Waiting, revision: int) -> None:
        for ticket in item.tickets:
            ticket.ack(revision)

    def _mine(self, item: Waiting, conflict: Conflict) -> tuple[Edit, ...]:
        edit = conflict.mine
        if conflict.why == "removed" and edit.kind == "set":
            row = find(item.seen, edit.table, edit.row)
            back = add_row(edit.table, row)
            edited = apply_all(self.plan, (back,))
            return (back, set_field(edited, edit.table, edit.row, edit.field, edit.value))
        if edit.kind == "set":
            return (set_field(self.plan, edit.table, edit.row, edit.field, edit.value),)
        if edit.kind == "remove":
            return (replace(edit, old=find(self.plan, edit.table, edit.row)),)
        return (edit,)

    def _ask(self, item: Waiting, conflicts: Iterable[Conflict]) -> None:
        by = self.stored.changed_by
        for conflict in conflicts:
            number = next(self._numbers)
            item.questions.append(Question(id=number, conflict=conflict, by=by))
