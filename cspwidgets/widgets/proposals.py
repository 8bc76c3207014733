"""“Customers like this one” beside the editor: what they had done, to be taken over by a click.

The finished plans are read and compared in a thread, a moment after the page has come on screen,
so that nobody waits for them. What is proposed follows every change of the plan at once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from threading import Thread

from cspwidgets.errors import CspError, EditRejected
from cspwidgets.journey.peers import FIELDS
from cspwidgets.journey.proposals import PeerHabits, Proposal, is_finished, proposals
from cspwidgets.journey.proposalwords import ProposalWords, taken_over
from cspwidgets.pictures.markup import esc
from cspwidgets.pictures.proposals import fragments, html
from cspwidgets.plan.edits import set_field
from cspwidgets.plan.model import Plan
from cspwidgets.widgets.base import Drawn, Message, PlanView, Ticket
from cspwidgets.widgets.esm import module, styles
from cspwidgets.widgets.session import PlanSession

_log = logging.getLogger(__name__)

Groups = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerDesk:
    """How the portfolio compares a plan with finished ones; it hands this in.

    Attributes
    ----------
    compare
        With those that are alike in these fields, else with the closest. It may take seconds, and
        is called in a thread.
    """

    compare: Callable[[Plan, Groups | None], PeerHabits]


class PlanProposals(PlanView):
    """What most customers like this one had done, and this plan lacks or does later."""

    name = "proposals"
    _esm = module("proposals.js")
    css = styles("leading.css", "proposals.css")

    def __init__(self, session: PlanSession, desk: PeerDesk, *, read_only: bool = False) -> None:
        self._desk = desk
        self._found: PeerHabits | None = None
        self._trouble = ""
        self._by: Groups | None = None
        self._of: object = None
        self._under_way: object = None
        self._thread: Thread | None = None
        super().__init__(session, read_only=read_only)

    def draw(self) -> Drawn:
        """Each proposal a fragment of HTML, and the words around them."""
        is_fresh = self._of == self._subject()
        known = self._found if is_fresh else None
        found = self._proposals() if known else ()
        words = ProposalWords(language=self.standing.language)
        say, peers = self.standing.language.say, known.peers if known else None
        names = sorted(plan.account.name for plan in peers.plans) if peers else []
        meta = {
            "ask": not is_fresh,
            "title": say("Customers like this one"),
            "told": self._told(known, len(found)),
            "compare": say("Compare with"),
            "groups": [["|".join(one.by), words.group(one)] for one in known.known.groups]
            if known
            else [],
            "group": "|".join(peers.by) if peers else "",
            "who": say("Who they are"),
            "names": names,
            "caveat": say("What they have in common is no proof of its cause.") if peers else "",
            "declined": len(self.plan.declined_steps),
            "again": say("Propose again what was left out ({n})", n=len(self.plan.declined_steps)),
            "show": say("Show it"),
            "more": say("Show all {n}", n=len(found)),
        }
        parts = fragments(self.standing, found, peers) if peers else {}
        return Drawn(dict(parts), meta)

    def static_html(self) -> str:
        """The proposals as a list, as far as they are known."""
        say = self.standing.language.say
        peers = self._found.peers if self._found else None
        listed = html(self.standing, self._proposals(), peers) if peers else ""
        told = self._told(self._found, len(self._proposals()))
        words = f"<h2>{esc(say('Customers like this one'))}</h2><p>{esc(told)}</p>{listed}"
        return (
            f'<div class="csp csp-card"><style>{self._css}</style>'
            f'<section class="csp-proposals">{words}</section></div>'
        )

    def attach(self, session: PlanSession) -> None:
        """Show another plan from now on; what others did is looked at anew."""
        self._of = None
        super().attach(session)

    def handle(self, kind: str, message: Message, ticket: Ticket) -> None:
        """Compare, take over, leave out, or propose again."""
        if kind == "compare":
            self._compare(message.get("by"))
            return
        handlers: dict[str, Callable[[Message, str, Ticket], None]] = {
            "take": self._take,
            "decline": self._decline,
            "again": self._again,
        }
        if kind not in handlers:
            super().handle(kind, message, ticket)
            return
        self.require_writable()
        change = str(message.get("id") or self.session.doors.new_id())
        handlers[kind](message, change, ticket)

    def wait(self) -> None:
        """Wait until the comparison that was begun last is drawn."""
        if self._thread is not None:
            self._thread.join()

    def _compare(self, by: object) -> None:
        if isinstance(by, str):
            self._by = tuple(name for name in by.split("|") if name in FIELDS)
        self._under_way = about = self._subject()
        plan = self.plan

        def work() -> None:
            found, trouble = self._compared(plan)
            with self.lock:
                if self._under_way == about:
                    self._found, self._trouble, self._of = found, trouble, about
                    self.redraw()

        # The thread answers in the name of the message that began it: Jupyter keeps that in the
        # context.
        self._thread = Thread(target=copy_context().run, args=(work,), daemon=True)
        self._thread.start()

    def _compared(self, plan: Plan) -> tuple[PeerHabits | None, str]:
        try:
            return self._desk.compare(plan, self._by), ""
        except CspError as error:
            return None, error.sentence
        except Exception as error:
            _log.exception("A plan could not be compared with finished ones.")
            return None, f"The finished plans cannot be read ({type(error).__name__}: {error})."

    def _subject(self) -> tuple[object, ...]:
        # What the group depends on: when it changes, one asks anew.
        account = self.plan.account
        return (self.plan.id, self._by, *(getattr(account, name) for name in FIELDS))

    def _proposals(self) -> tuple[Proposal, ...]:
        return proposals(self.standing, self._found.habits) if self._found else ()

    def _told(self, known: PeerHabits | None, count: int) -> str:
        language = self.standing.language
        if self._trouble:
            return self._trouble
        if known is None:
            return language.say("Reading the finished plans …")
        if known.peers is None:
            told = ProposalWords(language=language).too_few(known.known)
            hint = language.say("How a plan ended is said in its tab “Plan”, at “It ended”.")
            return f"{told} {hint}"
        if is_finished(self.plan):
            return language.say("This plan is finished.")
        if not count:
            return language.say("Nothing to propose: this plan has what most of them did, in time.")
        return ""

    def _take(self, message: Message, change: str, ticket: Ticket) -> None:
        proposal, found = self._wanted(message)
        words = ProposalWords(language=self.standing.language)
        assert found.peers is not None
        told = taken_over(proposal, found.peers)
        done = words.done(proposal, self.plan)
        self.session.submit(proposal.edits, change=change, words=told, ticket=ticket)
        place = {"table": "activities", "row": proposal.row.id}
        self.tell({"kind": "done", "words": done, **place})

    def _decline(self, message: Message, change: str, ticket: Ticket) -> None:
        title = self._wanted(message)[0].habit.title
        left = (*self.plan.declined_steps, title)
        edit = set_field(self.plan, "plan", "", "declined_steps", left)
        self.session.submit((edit,), change=change, words=f"Not here: “{title}”", ticket=ticket)
        told = self.standing.language.say(
            "“{title}” is no longer proposed for this plan.", title=title
        )
        self.tell({"kind": "done", "words": told})

    def _again(self, message: Message, change: str, ticket: Ticket) -> None:
        edit = set_field(self.plan, "plan", "", "declined_steps", ())
        self.session.submit((edit,), change=change, ticket=ticket)

    def _wanted(self, message: Message) -> tuple[Proposal, PeerHabits]:
        key = str(message.get("key"))
        for proposal in self._proposals():
            if proposal.key == key and self._found is not None:
                return proposal, self._found
        raise EditRejected(
            "That is no longer proposed: the plan, or what it is compared with, has changed."
        )
