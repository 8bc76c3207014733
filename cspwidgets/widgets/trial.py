"""A what-if: a copy of a plan to try changes on, which nobody else sees before it is taken over.

A trial is a session like any other, so that the same editor, route and card work on it. Only its
store is another: a place in memory. What is taken over is one change of the real session, merged
with what others saved meanwhile as every change is. A trial lives as long as the kernel and the
page that it was begun in: a reload or a restart ends it, and nothing of it was saved.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from cspwidgets.errors import EditRejected, StoreError
from cspwidgets.journey.comparison import Comparison, compare
from cspwidgets.journey.standing import Standing
from cspwidgets.journey.tries import add_helper, drop, move
from cspwidgets.pictures.theme import css_variables
from cspwidgets.pictures.whatif import html
from cspwidgets.plan.cells import read_cell
from cspwidgets.plan.difference import difference
from cspwidgets.plan.edits import Edit, apply_all
from cspwidgets.plan.model import Plan
from cspwidgets.widgets.alone import alone
from cspwidgets.widgets.doors import Doors
from cspwidgets.widgets.esm import styles
from cspwidgets.widgets.outbox import NewChange, Stored
from cspwidgets.widgets.session import PlanSession
from cspwidgets.widgets.tickets import Program, Ticket
from cspwidgets.widgets.tried import Tried, taken_out, tried
from cspwidgets.widgets.views import View

SHEETS = ("../pictures/base.css", "../pictures/whatif.css")
TRIAL_FIRST = "A what-if is open. Take it over or throw it away first."


class Trial(PlanSession):
    """A copy of a session's plan, on which the views work until it is taken over or thrown away.

    Attributes
    ----------
    real
        The session of the plan itself.
    base
        The plan as it was when the trial began: what the copy is compared with.
    """

    def __init__(self, real: PlanSession) -> None:
        self.real = real
        self.base = real.plan
        self._is_over = False
        self._was_overtaken = False
        self._base_standing: tuple[date, Standing] = (real.today, real.standing)
        kept = _Memory(real)
        super().__init__(kept.stored, kept.doors)
        self.lock = real.lock

    @classmethod
    def begin(cls, session: PlanSession) -> Trial:
        """Begin a trial of a session's plan, and bring its views there.

        Raises
        ------
        EditRejected
            The session is a trial itself.
        """
        if isinstance(session, Trial):
            raise EditRejected(TRIAL_FIRST)
        trial = cls(session)
        session.hand_over(trial)
        return trial

    @alone
    def leave(self) -> None:
        """End a trial in which nothing was tried. `EditRejected`: something was."""
        if self.changes:
            raise EditRejected(TRIAL_FIRST)
        self.throw_away()

    @property
    @alone
    def comparison(self) -> Comparison:
        """Where the plan stands, and where the trial would."""
        if self._base_standing[0] != self.today:
            self._base_standing = (self.today, self.doors.stand(self.base, self.today))
        return compare(self._base_standing[1], self.standing)

    @property
    def changes(self) -> tuple[Tried, ...]:
        """What was tried and not taken out again, row by row."""
        return tried(self.base, self.plan)

    @property
    def promises(self) -> tuple[str, ...]:
        """The ids of the steps whose promised day would move: taking it over needs a reason."""
        edits = difference(self.base, self.plan)
        return tuple(edit.row for edit in edits if edit.field == "promised_on" and edit.old)

    @property
    def is_over(self) -> bool:
        """Whether it was taken over or thrown away."""
        return self._is_over

    @property
    def is_overtaken(self) -> bool:
        """Whether the plan itself was changed since the trial began."""
        return self._was_overtaken or self.real.plan != self.base

    def drop(self, step: str) -> Trial:
        """Try to do without a step. `EditRejected`: it is over, or there is none of that id."""
        return self._try(drop(self.plan, step))

    def add_helper(self, step: str) -> Trial:
        """Try a second person on a step: half of its days and one to begin (see `helped_days`).

        Raises
        ------
        EditRejected
            It would win nothing, or the trial has given the step another length already.
        """
        was = {row.id: row.days for row in self.base.activities}
        for row in self.plan.activities:
            if row.id == step and row.days != was.get(step, row.days):
                told = f"“{row.title}” has another length in this what-if already; "
                raise EditRejected(f"{told}set its days in the grid.", table="activities", row=step)
        return self._try(add_helper(self.plan, step))

    def move(self, step: str, due_on: date | str | None) -> Trial:
        """Try another day for a step: a date, or as it is typed in the grid ("7 Aug", "w22")."""
        day: date | None = None
        if isinstance(due_on, str):
            day = read_cell(self.plan, "activities", "due_on", due_on)
        else:
            day = due_on
        return self._try(move(self.plan, step, day))

    @alone
    def take_out(self, change: str) -> None:
        """Take one of the `changes` out again, by its id; the others stay."""
        self._require_open()
        found = next((each for each in self.changes if each.id == change), None)
        if found is None:
            raise EditRejected("That change is not in the what-if any more.")
        self.submit(taken_out(self.base, self.plan, found), is_exact=True)

    @alone
    def take_over(
        self, reason: str = "", *, ticket: Ticket | None = None, change: str = ""
    ) -> None:
        """Make the trial one change of the plan, and bring the views back to it.

        Parameters
        ----------
        reason
            Why promised days move; the history and the promises keep it.

        Raises
        ------
        EditRejected
            Nothing was tried, a promise moves without a reason, or somebody else removed what the
            trial changes; then the trial stays as it is.
        """
        self._require_open()
        edits = difference(self.base, self.plan)
        reason = reason.strip()
        if not edits:
            raise EditRejected("Nothing was tried yet, so there is nothing to take over.")
        if self.promises and not reason:
            raise EditRejected(
                "A promised day moves: say why in a few words. The history keeps it.",
                table="activities",
                row=self.promises[0],
                field="reason",
            )
        told = _Anywhere(ticket or Program())
        self.real.submit(
            _explained(edits, reason),
            change=change,
            words=f"Taken over from a what-if{': ' if reason else ''}{reason}",
            ticket=told,
            is_exact=True,
        )
        if not told.is_rejected:
            self._end()

    @alone
    def throw_away(self) -> None:
        """Forget the trial, and bring the views back to the plan."""
        self._require_open()
        self._end()

    async def look(self) -> None:
        """As every session, and whether somebody saved the plan itself meanwhile."""
        await super().look()
        try:
            newest = await asyncio.to_thread(self.real.doors.revision)
        except StoreError:
            return
        if not self._was_overtaken and newest > self.real.revision:
            self._was_overtaken = True
            self.refresh()

    @alone
    def state(self) -> dict[str, Any]:
        """As every session, but that nothing is saved."""
        told = self.doors.language.say("What if: nothing is saved.")
        return {**super().state(), "saved": "trial", "message": told}

    def _repr_html_(self) -> str:
        style = css_variables(self.doors.theme) + styles(*SHEETS)
        shown = html(self.comparison, self.standing)
        return f'<div class="csp"><style>{style}</style>{shown}</div>'

    def _try(self, edit: Edit) -> Trial:
        self._require_open()
        self.submit((edit,))
        return self

    def _end(self) -> None:
        self._is_over = True
        self.hand_over(self.real)

    def _require_open(self) -> None:
        if self._is_over:
            raise EditRejected("This what-if is over. Begin another one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    plan: Plan
    revision: int
    changed_at: datetime
    changed_by: str = ""


class _Memory:
    # The store of a trial: nothing of it leaves the kernel.
    def __init__(self, real: PlanSession) -> None:
        self.stored: Stored = _Copy(plan=real.plan, revision=0, changed_at=real.changed_at)
        self.doors: Doors = replace(
            real.doors,
            trial=real.doors.new_id(),
            save=self._save,
            load=lambda: self.stored,
            revision=lambda: self.stored.revision,
            is_saved=lambda change: False,
        )

    def _save(self, change: NewChange, base: int) -> Stored:
        self.stored = _Copy(
            plan=apply_all(self.stored.plan, change.edits),
            revision=base + 1,
            changed_at=self.stored.changed_at,
        )
        return self.stored


class _Anywhere:
    # Questions about what is taken over are asked in every view: that of the trial is gone then.
    view: View | None = None

    def __init__(self, ticket: Ticket) -> None:
        self.is_rejected = False
        self.ack = ticket.ack
        self._ticket = ticket

    def reject(self, error: Exception) -> None:
        self.is_rejected = True
        self._ticket.reject(error)


def _explained(edits: Sequence[Edit], reason: str) -> tuple[Edit, ...]:
    # A promise that was moved in the trial after it was due gets the reason now.
    return tuple(
        replace(
            edit,
            value=tuple(
                promise if promise in edit.old else replace(promise, reason=reason)
                for promise in edit.value
            ),
        )
        if edit.field == "broken_promises"
        else edit
        for edit in edits
    )
