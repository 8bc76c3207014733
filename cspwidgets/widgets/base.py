"""What all views have in common: draw once, send differences, take messages, enforce read-only.

A view *draws* itself as parts with keys (a piece of picture, a row) and some facts beside them.
The browser gets the whole once and then only the parts that changed. Its pages are called fronts;
each says hello and bye, and a view without fronts costs nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date
from threading import RLock
from typing import Any

import anywidget
import traitlets

from cspwidgets.errors import CspError, EditRejected
from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.theme import css_variables
from cspwidgets.plan.model import Plan
from cspwidgets.widgets.alone import alone
from cspwidgets.widgets.answers import Message, PageTicket, rejection
from cspwidgets.widgets.drawn import Drawn, difference
from cspwidgets.widgets.esm import styles
from cspwidgets.widgets.session import PlanSession
from cspwidgets.widgets.tickets import Ticket
from cspwidgets.widgets.wire import read_choices, read_edits

__all__ = ["Drawn", "Message", "PlanView", "Ticket"]

_log = logging.getLogger(__name__)

SHEETS = ("../pictures/base.css", "base.css")
"""The style sheets of every view."""

READ_ONLY = "This view is only for looking; nothing was changed."

OTHER_PLAN = (
    "Another account was being opened when that was typed, so nothing was changed. "
    "Go back to its plan and type it again."
)

OTHER_TRIAL = (
    "A what-if was begun or ended while that was on its way, so nothing was changed. Do it again."
)


class PlanView(anywidget.AnyWidget):
    """One view of a plan in a notebook; `draw` says what it shows.

    Parameters
    ----------
    session
        The plan, with its other views.
    read_only
        Refuse whatever would change the plan. It holds in Python, not only in the browser.
    """

    name = "view"
    css = ""
    snapshot = traitlets.Dict().tag(sync=True)

    def __init__(self, session: PlanSession, *, read_only: bool = False) -> None:
        self.session = session
        self.width: int | None = None
        self._read_only = read_only
        self._fronts: set[str] = set()
        self._mail: list[Message] = []
        self._drawn = Drawn()
        self._drawn_for: object = None
        self._stated = -1  # the version of the state that was sent or saved last
        self._css = css_variables(session.doors.theme) + styles(*SHEETS) + self.css
        super().__init__()
        with session.lock:
            session.views.add(self)
        self.on_msg(lambda _widget, content, _buffers: self.receive(content))

    @property
    def plan(self) -> Plan:
        """The plan as it is on the screen."""
        return self.session.plan

    @property
    def standing(self) -> Standing:
        """Where the plan stands today."""
        return self.session.standing

    @property
    def today(self) -> date:
        """The day that everything is measured on."""
        return self.session.today

    @property
    def read_only(self) -> bool:
        """Whether this view refuses changes."""
        return self._read_only

    @property
    def is_live(self) -> bool:
        """Whether it is on somebody's screen."""
        return bool(self._fronts)

    def draw(self) -> Drawn:
        """What the view shows now. Called once for each version of the plan."""
        raise NotImplementedError

    def static_html(self) -> str:
        """The view without a browser's help: escaped HTML for saved notebooks and reports."""
        raise NotImplementedError

    def handle(self, kind: str, message: Message, ticket: Ticket) -> None:
        """Take a message of a kind of its own; it may raise, the front is told."""
        raise EditRejected(f"A message of the kind {kind!r} is not known here.")

    @property
    def lock(self) -> RLock:
        """The session's: a view draws and answers while nothing else changes the plan."""
        return self.session.lock

    @alone
    def receive(self, message: Message) -> None:
        """Take a message from a front. Nothing that goes wrong in here is lost."""
        ticket = PageTicket(self, message)
        with self.session.views.together():
            try:
                self._dispatch(str(message.get("kind")), message, ticket)
            except CspError as error:
                ticket.reject(error)
            except Exception as error:
                _log.exception("A message from the browser could not be handled.")
                ticket.reject(error)

    @alone
    def refresh(self) -> None:
        """Bring the fronts up to date with what changed since they were last told."""
        old = self._drawn
        new = self._draw()
        changes = difference(old, new)
        if changes:
            self.tell({"kind": "patch", **self._place(), **changes})

    @alone
    def redraw(self) -> None:
        """Draw again what is not made of the plan alone, and bring the fronts up to date."""
        self._drawn_for = None
        self.refresh()

    def tell(self, message: Message) -> None:
        """Send a message to all fronts, with the others of the same moment."""
        self._mail.append(message)
        if not self.session.views.are_together:
            self.post()

    def post(self) -> None:
        """Send what was told: every message of Jupyter's has 600 bytes of headers."""
        mail, self._mail = self._mail, []
        if mail:
            self.send(mail[0] if len(mail) == 1 else {"kind": "several", "messages": mail})

    def complain(self, error: Exception) -> None:
        """Tell the fronts that this view could not be drawn."""
        self.tell({"kind": "reject", "seq": 0, "id": "", **rejection(error)})

    @alone
    def attach(self, session: PlanSession) -> None:
        """Show another plan from now on."""
        self.post()
        self.session.views.remove(self)
        self.session = session
        with session.lock:
            session.views.add(self)
            self._greet(is_new=True)

    @alone
    def whole(self) -> dict[str, Any]:
        """All that a new front needs."""
        drawn = self._draw()
        return {
            "kind": "whole",
            **self._place(),
            "plan": self.plan.id,
            "account": self.plan.account.name,
            "trial": self.session.doors.trial,
            "read_only": self.read_only,
            "parts": drawn.parts,
            "order": list(drawn.parts),
            "meta": drawn.meta,
        }

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> Any:
        """The state that a new front starts from: the snapshot is made when it is asked for."""
        if key is None or "snapshot" in key:
            # set without a notification: it would be sent to fronts that have it already
            self._trait_values["snapshot"] = self.whole()
            self._stated = self.session.version
        return super().get_state(key, drop_defaults)

    def set_state(self, sync_data: Mapping[str, Any]) -> None:
        """Take nothing: Python is the only writer, a page changes the plan by messages."""

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if self._stated != self.session.version:
            # without a browser (papermill, nbclient) only what is sent is recorded
            self.send_state("snapshot")
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, "text/html": self.static_html()}, metadata

    def _dispatch(self, kind: str, message: Message, ticket: Ticket) -> None:
        if kind == "hello":
            self._fronts.add(str(message.get("front")))
            self.width = _width(message) or self.width
            self._greet(is_new=not self._is_shown_by(message))
            return
        if kind == "bye":
            self._fronts.discard(str(message.get("front")))
            return
        if kind == "width":
            self.width = _width(message) or self.width
            self.refresh()
            return
        if kind == "reveal":
            self.session.reveal(str(message.get("table")), str(message.get("row")))
            return
        if message.get("trial", self.session.doors.trial) != self.session.doors.trial:
            raise EditRejected(OTHER_TRIAL)
        writer = self._writers().get(kind)
        if writer is None:
            self.handle(kind, message, ticket)
            return
        self.require_writable()
        writer(message, ticket)

    def _is_shown_by(self, message: Message) -> bool:
        # Another plan may have the same version.
        session = self.session
        shown = (message.get("plan", self.plan.id), message.get("trial", session.doors.trial))
        is_here = shown == (self.plan.id, session.doors.trial)
        return is_here and message.get("version") == session.version

    def require_writable(self) -> None:
        """Raise `EditRejected` when this view is only for looking."""
        if self.read_only:
            raise EditRejected(READ_ONLY)

    def _writers(self) -> dict[str, Callable[[Message, Ticket], None]]:
        return {
            "edits": self._edit,
            "undo": lambda message, ticket: self.session.undo(ticket, change=str(message["id"])),
            "redo": lambda message, ticket: self.session.redo(ticket, change=str(message["id"])),
            "resolve": self._resolve,
        }

    def _edit(self, message: Message, ticket: Ticket) -> None:
        change = str(message.get("id") or self.session.doors.new_id())
        if message.get("again") and self.session.join(change, ticket):
            return
        if message.get("plan", self.plan.id) != self.plan.id:
            raise EditRejected(OTHER_PLAN)
        edits = read_edits(
            self.plan,
            message.get("edits"),
            change=change,
            schedule=lambda: self.standing.schedule,
        )
        reason = str(message.get("reason") or "")
        self.session.submit(edits, change=change, reason=reason, ticket=ticket)

    def _resolve(self, message: Message, ticket: Ticket) -> None:
        self.session.resolve(read_choices(message.get("choices")))
        ticket.ack(self.session.revision)

    def _greet(self, *, is_new: bool) -> None:
        if not self.is_live:
            return
        self.session.wake()
        if is_new:
            self.tell(self.whole())
        self.tell(self.session.state())
        self.tell(self.session.conflicts(self))

    def _draw(self) -> Drawn:
        wanted = (self.session, self.session.version, self.session.today, self.width)
        if self._drawn_for != wanted:
            self._drawn = self.draw()
            self._drawn_for = wanted
        return self._drawn

    def _place(self) -> dict[str, int]:
        return {"version": self.session.version, "revision": self.session.revision}


def _width(message: Message) -> int | None:
    width = message.get("width")
    return max(240, min(int(width), 4000)) if isinstance(width, int | float) and width else None
