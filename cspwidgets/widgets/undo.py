"""What can be taken back and done again: a stack of changes with their inverses.

An undo is a change like any other, made on the plan as it is now. When somebody else has changed
the same thing since, taking ours back would overwrite theirs: then it is refused and forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cspwidgets.errors import EditRejected
from cspwidgets.plan.edits import Edit, rebase
from cspwidgets.plan.model import Plan

DEPTH = 500
"""How many changes are kept; older ones are in the history and can be brought back there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change that can be taken back; `title` says in words what it was."""

    change: str
    title: str
    edits: tuple[Edit, ...]
    back: tuple[Edit, ...]


class UndoStack:
    """The changes of this session, across all its views."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undo_title(self) -> str:
        """What the next undo takes back; empty when there is nothing."""
        return _next_title(self._done)

    @property
    def redo_title(self) -> str:
        """What the next redo does again; empty when there is nothing."""
        return _next_title(self._undone)

    def push(self, step: Step) -> None:
        """Remember a new change; what was undone before it can no longer be redone."""
        self._done = [*self._done, step][-DEPTH:]
        self._undone.clear()

    def undo(self, plan: Plan) -> tuple[Edit, ...]:
        """The edits that take the last change back. Call `undone` when they are made."""
        return self._fitting(self._done, plan, back=True)

    def redo(self, plan: Plan) -> tuple[Edit, ...]:
        """The edits that do the last undone change again. Call `redone` when they are made."""
        return self._fitting(self._undone, plan, back=False)

    def undone(self) -> None:
        """The last change was taken back."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """The last undone change was done again."""
        self._done.append(self._undone.pop())

    def replace(self, change: str, edits: tuple[Edit, ...], back: tuple[Edit, ...]) -> None:
        """A change became another (part of it gave way to somebody else's)."""
        for stack in (self._done, self._undone):
            for index, step in enumerate(stack):
                if step.change == change:
                    stack[index] = Step(change=change, title=step.title, edits=edits, back=back)

    def forget(self, change: str) -> None:
        """A change could not be done at all."""
        self._done = [step for step in self._done if step.change != change]

    def _fitting(self, stack: list[Step], plan: Plan, *, back: bool) -> tuple[Edit, ...]:
        verb = "undo" if back else "redo"
        while stack and not stack[-1].edits:
            stack.pop()  # all of it gave way to somebody else's change
        if not stack:
            raise EditRejected(f"There is nothing to {verb}.")
        edits: Sequence[Edit] = stack[-1].back if back else stack[-1].edits
        kept, conflicts = rebase(edits, plan)
        if not conflicts:
            return kept
        clash, step = conflicts[0].mine, stack.pop()
        raise EditRejected(
            f"“{step.title}” cannot be {verb}ne any more: somebody changed the same thing since. "
            "Their change was left as it is.",
            table=clash.table,
            row=clash.row,
            field=clash.field,
        )


def _next_title(stack: Sequence[Step]) -> str:
    return next((step.title for step in reversed(stack) if step.edits), "")
