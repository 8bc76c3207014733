"""The card “The customer's page”: whether it is published, behind, and opened."""

from __future__ import annotations

from typing import Any

from cspwidgets.errors import CspError
from cspwidgets.pictures.markup import esc
from cspwidgets.widgets.base import Drawn, Message, PlanView, Ticket
from cspwidgets.widgets.customerpage import PageDesk, state
from cspwidgets.widgets.esm import module
from cspwidgets.widgets.session import PlanSession


class PageCard(PlanView):
    """What the customer can see now, and whether they looked.

    The store is asked when a page comes on screen, and a moment after the plan has changed.
    """

    name = "pagecard"
    _esm = module("pagecard.js")

    def __init__(self, session: PlanSession, desk: PageDesk, *, read_only: bool = False) -> None:
        self._desk = desk
        super().__init__(session, read_only=read_only)

    def draw(self) -> Drawn:
        """Nothing but the plan's version: after a change the page asks what it means."""
        return Drawn({}, {"revision": self.session.revision})

    def static_html(self) -> str:
        """The card in words."""
        told = self._told()
        said = told.get("error") or " ".join(
            told["state"][name] for name in ("published", "opened", "behind") if told["state"][name]
        )
        words = f"<h2>The customer’s page</h2><p>{esc(said)}</p>"
        return f'<div class="csp csp-card"><style>{self._css}</style>{words}</div>'

    def handle(self, kind: str, message: Message, ticket: Ticket) -> None:
        """Say what customers are shown."""
        if kind != "page":
            super().handle(kind, message, ticket)
            return
        self.tell({"kind": "page", "act": "news", "account": self.plan.id, **self._told()})

    def _told(self) -> dict[str, Any]:
        try:
            return state(self._desk, self.plan.id)
        except CspError as error:
            return {"error": error.sentence}
