"""One plan under several hands: every view of it in a notebook works on one session.

A change goes: read and checked, put on the screen, saved durably, acknowledged, drawn in all live
views. The session is the only writer. What is not saved yet waits in the `Outbox`; what can be
taken back lies on the `UndoStack`; the `Pulse` looks once a second whether somebody else saved.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from threading import RLock
from typing import Any, Literal

from cspwidgets.errors import StoreError
from cspwidgets.journey.standing import Standing
from cspwidgets.plan.consequences import with_consequences
from cspwidgets.plan.edits import Conflict, Edit, inverse_all, rebase
from cspwidgets.plan.model import Plan
from cspwidgets.widgets.alone import alone
from cspwidgets.widgets.doors import Doors
from cspwidgets.widgets.outbox import NewChange, Outbox, Stored, Waiting
from cspwidgets.widgets.pulse import Pulse
from cspwidgets.widgets.telling import question_data, refuse_gone, title_of
from cspwidgets.widgets.tickets import Program, Ticket
from cspwidgets.widgets.undo import Step, UndoStack
from cspwidgets.widgets.views import View, Views


class PlanSession:
    """One plan, many views: takes edits, saves them, and keeps every view in step.

    Attributes
    ----------
    version : int
        Counts what was shown: two fronts with the same version show the same.
    views : Views
        Everything that shows this plan.
    lock : RLock
        Held while the plan is read or changed: JupyterLab brings what a page sends to another
        thread (a subshell) than the one that runs the cells.
    """

    def __init__(self, stored: Stored, doors: Doors) -> None:
        self.doors = doors
        self.lock = RLock()
        self.version = 0
        self._undo = UndoStack()
        self._outbox = Outbox(stored, doors.save, failed=self._failed)
        self.views = Views()
        self._known: set[str] = set()
        self._standing: tuple[tuple[int, date], Standing] | None = None
        self._shown_on = doors.today()
        self._pulse = Pulse(self)

    @property
    def plan(self) -> Plan:
        """The plan as it is on the screen."""
        return self._outbox.plan

    @property
    def revision(self) -> int:
        """The newest revision in the store that this session has seen."""
        return self._outbox.stored.revision

    @property
    def changed_at(self) -> datetime:
        """When the plan was last saved, in the user's own time zone."""
        return self._outbox.stored.changed_at.astimezone(self.doors.now().tzinfo)

    @property
    def today(self) -> date:
        """The day that everything is measured on."""
        return self.doors.today()

    @property
    @alone
    def standing(self) -> Standing:
        """Where the plan stands today; computed once for all views."""
        key = (self.version, self.today)
        if self._standing is None or self._standing[0] != key:
            self._standing = (key, self.doors.stand(self.plan, key[1]))
        return self._standing[1]

    @property
    def is_unsaved(self) -> bool:
        """Whether something waits for the store (a question that waits for a person does not)."""
        return self._outbox.next() is not None

    @property
    def is_watched(self) -> bool:
        """Whether anybody sees a view."""
        return self.views.is_any_live

    @alone
    def submit(
        self,
        edits: Sequence[Edit],
        *,
        change: str = "",
        reason: str = "",
        words: str = "",
        ticket: Ticket | None = None,
        is_exact: bool = False,
    ) -> None:
        """Make a change, all of it or nothing.

        Parameters
        ----------
        change
            Its id, when whoever makes it has one already.
        reason
            Why a promise moves.
        words
            What the history says of it, when its edits alone do not.
        is_exact
            Nothing follows from it: the edits are all there is, as when an old plan comes back.

        Raises
        ------
        CspError
            It does not fit the plan, or the store refuses it; nothing was done.
        """
        kept, conflicts = rebase(edits, self.plan)
        refuse_gone(conflicts)
        full = kept
        if not is_exact:
            full = with_consequences(self.plan, kept, on=self.today, reason=reason)
        new = NewChange(id=change or self.doors.new_id(), edits=full, words=words)
        title = title_of(self.plan, (*kept, *(conflict.mine for conflict in conflicts)))
        back = inverse_all(self.plan, full)
        self._undo.push(Step(change=new.id, title=title, edits=full, back=back))
        self._make(new, ticket, conflicts)

    @alone
    def join(self, change: str, ticket: Ticket) -> bool:
        """Whether the change of that id was taken before, here or by an earlier kernel.

        If so, the ticket hears of it as the first one does: now if it is saved, else when it is.
        """
        item = self._outbox.find(change)
        if item is not None:
            item.tickets.append(ticket)
        elif change in self._known or self.doors.is_saved(change):
            ticket.ack(self.revision)
        else:
            return False
        return True

    @alone
    def undo(self, ticket: Ticket | None = None, *, change: str = "") -> None:
        """Take the last change back. `EditRejected`: there is none, or it no longer fits."""
        words = f"Undone: {self._undo.undo_title}"
        edits = self._undo.undo(self.plan)
        new = NewChange(id=change or self.doors.new_id(), edits=edits, words=words)
        self._undo.undone()
        self._make(new, ticket)

    @alone
    def redo(self, ticket: Ticket | None = None, *, change: str = "") -> None:
        """Do the last undone change again. `EditRejected`: there is none, or it no longer fits."""
        words = f"Done again: {self._undo.redo_title}"
        edits = self._undo.redo(self.plan)
        new = NewChange(id=change or self.doors.new_id(), edits=edits, words=words)
        self._undo.redone()
        self._make(new, ticket)

    @alone
    def resolve(self, choices: Sequence[tuple[int, Literal["mine", "theirs"]]]) -> None:
        """Answer questions about what two people changed: mine is saved, theirs stays."""
        for number, take in choices:
            self._outbox.answer(number, take)
        self._renew_undo()
        self._deliver()

    def poll(self) -> None:
        """Look whether somebody else saved, and show it."""
        if self.doors.revision() > self.revision:
            self._catch_up(self.doors.load())

    @alone
    def retry(self) -> None:
        """Try now to save what is not saved yet."""
        self._outbox.trouble = ""
        self._deliver()

    async def look(self) -> None:
        """As `poll`, without holding up the kernel; a new day is shown as well."""
        try:
            if await asyncio.to_thread(self.doors.revision) > self.revision:
                self._catch_up(await asyncio.to_thread(self.doors.load))
        except StoreError:
            return  # nothing waits to be saved: the next edit, or the next look, will tell
        if self.today != self._shown_on:
            self.refresh()

    async def try_again(self) -> None:
        """As `retry`, without holding up the kernel."""
        item = self._outbox.next()
        if item is not None:
            self._settle(item, await asyncio.to_thread(self._outbox.send, item))

    @alone
    def hand_over(self, other: PlanSession) -> None:
        """Move every view to another plan; what waits here is saved all the same."""
        for view in self.views:
            view.attach(other)

    def wake(self) -> None:
        """A view came on screen: look at the store from now on."""
        self._pulse.start()

    @alone
    def reveal(self, table: str, row: str) -> None:
        """Ask the views to show a row."""
        self.views.tell({"kind": "reveal", "table": table, "row": row})

    @alone
    def refresh(self) -> None:
        """Draw again, because something beside the plan changed: the day, or a touch point."""
        self.version += 1
        self._shown_on = self.today
        self.views.each(  # posted one by one: the first is on the screen while the next is drawn
            lambda view: view.refresh(),
            lambda view: view.tell(self.state()),
            lambda view: view.tell(self.conflicts(view)),
            lambda view: view.post(),
        )

    @alone
    def state(self) -> dict[str, Any]:
        """Whether all is saved, since when, and what can be undone, for the views."""
        box = self._outbox
        saved = "conflict" if box.has_questions else "not_saved" if box.waiting else "saved"
        return {
            "kind": "state",
            "saved": "not_saved" if box.trouble else saved,
            "at": f"{self.changed_at:%H:%M}",
            "message": box.trouble,
            "undo": self._undo.undo_title,
            "redo": self._undo.redo_title,
        }

    @alone
    def conflicts(self, view: View | None = None) -> dict[str, Any]:
        """The questions that wait for a choice in a view: those of the changes made there.

        Where that view is gone, any view asks; without a view, all there are.
        """
        items = [
            question_data(self.plan, question)
            for item in self._outbox.waiting
            if view in (None, item.view) or not (item.view and item.view.is_live)
            for question in item.questions
        ]
        return {"kind": "conflict", "items": items}

    def _make(
        self, change: NewChange, ticket: Ticket | None, conflicts: Sequence[Conflict] = ()
    ) -> None:
        ticket = ticket or Program()
        if not change.edits and not conflicts:
            ticket.ack(self.revision)
            return
        item = Waiting(change=change, tickets=[ticket], seen=self.plan, base=self.plan)
        self._outbox.add(item, conflicts)
        self._known.add(change.id)
        self._deliver()

    def _failed(self, change: str) -> None:
        self._undo.forget(change)
        self._known.discard(change)

    def _deliver(self) -> None:
        with self.views.together():
            try:
                if not (self._outbox.trouble and self._pulse.is_beating):
                    self._outbox.flush()
            finally:
                self._renew_undo()
                self.refresh()
                if self.is_unsaved:
                    self._pulse.start()

    @alone
    def _settle(self, item: Waiting, answer: Stored | Exception) -> None:
        self._outbox.settle(item, answer)
        self._deliver()

    @alone
    def _catch_up(self, newer: Stored) -> None:
        if newer.revision > self.revision:
            self._outbox.adopt(newer)
            self._deliver()

    def _renew_undo(self) -> None:
        for item in self._outbox.waiting:
            edits = item.change.edits
            self._undo.replace(item.change.id, edits, inverse_all(item.base, edits))
