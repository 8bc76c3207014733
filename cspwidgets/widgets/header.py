"""The head of the plan notebook: which account, whether it is saved, its objective, its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from cspwidgets.errors import EditRejected
from cspwidgets.journey.standing import headline
from cspwidgets.pictures.headline import html, kicker
from cspwidgets.pictures.sheet import STYLES
from cspwidgets.plan.difference import difference
from cspwidgets.plan.edits import Edit
from cspwidgets.plan.model import Plan, TouchPoint
from cspwidgets.widgets.base import Drawn, Message, PlanView, Ticket
from cspwidgets.widgets.customerpage import PageDesk, PagePanel
from cspwidgets.widgets.esm import module, styles
from cspwidgets.widgets.meeting import MeetingPanel
from cspwidgets.widgets.newplan import Beginnings, NewPlanPanel
from cspwidgets.widgets.proposals import PeerDesk
from cspwidgets.widgets.review import ReviewDesk, ReviewPanel
from cspwidgets.widgets.session import PlanSession
from cspwidgets.widgets.telling import tell
from cspwidgets.widgets.trial import TRIAL_FIRST, Trial

MOST_ENTRIES = 200
"""How many changes the history shows; `csp` and the store have all of them."""


class SavedChange(Protocol):
    """A change as the history has it."""

    @property
    def edits(self) -> tuple[Edit, ...]: ...
    @property
    def who(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def words(self) -> str: ...


class Entry(Protocol):
    """A saved change, and the revision that it made."""

    @property
    def change(self) -> Any: ...
    @property
    def revision(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the header asks of the portfolio.

    Attributes
    ----------
    accounts
        The id and the name of every account, in the order of the picker.
    open
        The session of an account.
    history
        The newest changes of an account, newest first.
    plan_at
        An account's plan as it was at a revision.
    freeze
        Keeps a plan as it was shown at a touch point, after that was saved.
    beginnings
        How plans begin; without it the header offers no new ones.
    reviews
        How quarterly reviews are made; without it the header offers none.
    pages
        How customers' pages are published; without it the header publishes none.
    peers
        How a plan is compared with finished ones; without it nothing is proposed.
    """

    accounts: Callable[[], Sequence[tuple[str, str]]]
    open: Callable[[str], PlanSession]
    history: Callable[[str], Sequence[Entry]]
    plan_at: Callable[[str, int], Plan]
    freeze: Callable[[Plan, TouchPoint], object]
    beginnings: Beginnings | None = None
    reviews: ReviewDesk | None = None
    pages: PageDesk | None = None
    peers: PeerDesk | None = None


class PlanHeader(PlanView):
    """Account, saved state, undo and redo, history, meetings, objective and headline.

    Parameters
    ----------
    returns
        After a reload or a restart, go back to the plan that was open in the page.
    """

    name = "header"
    _esm = module("header.js")
    css = styles(
        "header.css",
        "newplan.css",
        "header_page.css",
        "header_meeting.css",
        *(f"../pictures/{name}" for name in STYLES[1:]),
    )

    def __init__(
        self,
        session: PlanSession,
        desk: Desk,
        *,
        returns: bool = False,
        read_only: bool = False,
    ) -> None:
        self._desk = desk
        self._returns = returns
        begins = desk.beginnings
        self._new_plan = NewPlanPanel(self, begins, desk.open) if begins else None
        self.review = ReviewPanel(self, desk.reviews) if desk.reviews else None
        self.meeting = MeetingPanel(self, self._freeze)
        self.page = PagePanel(self, desk.pages) if desk.pages else None
        super().__init__(session, read_only=read_only)

    def draw(self) -> Drawn:
        """The objective, the three sentences, and what the forms offer."""
        said = headline(self.standing, "vendor")
        meta = {
            "kicker": kicker(self.standing, "vendor"),
            "objective": self.plan.objective,
            "headline": [said.where, said.arrival, said.help],
            "people": [person.name for person in self.plan.people],
            "meeting": self.meeting.offers(),
            "begins": self._new_plan is not None,
            "returns": self._returns,
            "what_if": self.standing.language.say("What if …"),
            "review": self.review.choices() if self.review else None,
            "page": self.page.offers() if self.page else None,
        }
        return Drawn({}, meta)

    def static_html(self) -> str:
        """The objective and where it stands."""
        said = html(self.standing, audience="vendor", level=2)
        return f'<div class="csp"><style>{self._css}</style>{said}</div>'

    def handle(self, kind: str, message: Message, ticket: Ticket) -> None:
        """Take what only the header offers; most of it has to wait for the end of a what-if."""
        if isinstance(self.session, Trial) and kind not in ("accounts", "choose"):
            raise EditRejected(TRIAL_FIRST)
        if self._new_plan and self._new_plan.takes(kind):
            self._new_plan.handle(kind, message)
            return
        if self.review and kind == "review":
            self.review.handle(message)
            return
        if self.page and kind == "page":
            self.page.handle(message)
            return
        if kind in ("sheet", "touch_point"):
            self.meeting.handle(kind, message, ticket)
            return
        handlers: dict[str, Callable[[Message, Ticket], None]] = {
            "accounts": self._tell_accounts,
            "choose": self._choose,
            "what_if": self._begin_trial,
            "history": self._tell_history,
            "preview": self._tell_preview,
            "bring_back": self._bring_back,
        }
        if kind not in handlers:
            super().handle(kind, message, ticket)
            return
        handlers[kind](message, ticket)

    def _tell_accounts(self, message: Message, ticket: Ticket) -> None:
        self.tell({"kind": "accounts", "accounts": [list(line) for line in self._desk.accounts()]})
        ticket.ack(self.session.revision)

    def _begin_trial(self, message: Message, ticket: Ticket) -> None:
        self.require_writable()
        Trial.begin(self.session)
        ticket.ack(self.session.revision)

    def _choose(self, message: Message, ticket: Ticket) -> None:
        if isinstance(self.session, Trial):
            self.session.leave()
        self.session.hand_over(self._desk.open(str(message.get("account"))))
        ticket.ack(self.session.revision)

    def _tell_history(self, message: Message, ticket: Ticket) -> None:
        entries = self._desk.history(self.plan.id)[:MOST_ENTRIES]
        self.tell({"kind": "history", "entries": [self._entry(entry) for entry in entries]})
        ticket.ack(self.session.revision)

    def _entry(self, entry: Entry) -> dict[str, Any]:
        change: SavedChange = entry.change
        at = change.at.astimezone(self.session.doors.now().tzinfo)
        return {
            "revision": entry.revision,
            "who": change.who,
            "at": f"{at:%a} {at.day} {at:%b %Y, %H:%M}",
            "words": change.words or ("" if change.edits else "The plan was made."),
            "lines": list(tell(self.plan, change.edits)),
        }

    def _tell_preview(self, message: Message, ticket: Ticket) -> None:
        revision = _revision(message)
        then = self._desk.plan_at(self.plan.id, revision)
        lines = tell(then, difference(self.plan, then))
        self.tell({"kind": "preview", "revision": revision, "lines": list(lines)})
        ticket.ack(self.session.revision)

    def _bring_back(self, message: Message, ticket: Ticket) -> None:
        self.require_writable()
        revision = _revision(message)
        then = self._desk.plan_at(self.plan.id, revision)
        self.session.submit(
            difference(self.plan, then),
            change=str(message.get("id", "")),
            words=f"Brought back revision {revision}",
            ticket=ticket,
            is_exact=True,
        )

    def _freeze(self, account: str, row: TouchPoint, revision: int) -> None:
        self._desk.freeze(self._desk.plan_at(account, revision), row)


def _revision(message: Message) -> int:
    revision = message.get("revision")
    if not isinstance(revision, int):
        raise EditRejected("Which revision is to be brought back was not said.")
    return revision
