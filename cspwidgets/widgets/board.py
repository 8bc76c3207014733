"""All views of one plan as the plan notebook shows them: one screen, one session."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

import ipywidgets

from cspwidgets.widgets.adoption import PlanAdoption
from cspwidgets.widgets.editor import PlanEditor
from cspwidgets.widgets.findings import PlanFindings
from cspwidgets.widgets.header import Desk, PlanHeader
from cspwidgets.widgets.pagecard import PageCard
from cspwidgets.widgets.proposals import PlanProposals
from cspwidgets.widgets.reportcard import ReportCard
from cspwidgets.widgets.session import PlanSession
from cspwidgets.widgets.timeline import JourneyTimeline
from cspwidgets.widgets.trial import Trial
from cspwidgets.widgets.whatif import WhatIf

SIDE_PX = 320
"""How wide the column beside the editor is; below about three times that it stands beneath."""


class Board:
    """A plan's header, route, editor and the cards beside it, in step with each other.

    Each view is made when it is first asked for; shown as a whole, it is the plan notebook.

    Parameters
    ----------
    me
        Who looks at it, for the filter "Mine"; without it the account's CSM.
    returns
        After a reload or a restart, go back to the plan that was open in the page.

    Attributes
    ----------
    session
        The plan as it is edited here.
    """

    def __init__(
        self, session: PlanSession, desk: Desk, *, me: str = "", returns: bool = False
    ) -> None:
        self.session = session
        self._desk = desk
        self._me = me
        self._returns = returns

    @cached_property
    def header(self) -> PlanHeader:
        """Account, saved state, history, touch points, objective and headline."""
        return PlanHeader(self.session, self._desk, returns=self._returns)

    @cached_property
    def trial(self) -> WhatIf:
        """What a what-if would bring, while there is one."""
        return WhatIf(self.session)

    @cached_property
    def timeline(self) -> JourneyTimeline:
        """The route, "you are here"."""
        return JourneyTimeline(self.session)

    @cached_property
    def editor(self) -> PlanEditor:
        """The plan as a grid."""
        return PlanEditor(self.session, me=self._me)

    @cached_property
    def report_card(self) -> ReportCard:
        """The grades, each with its why."""
        return ReportCard(self.session)

    @cached_property
    def findings(self) -> PlanFindings:
        """What is worth a look."""
        return PlanFindings(self.session, last_edit_on=self._last_edit_on)

    @cached_property
    def proposals(self) -> PlanProposals | None:
        """What customers like this one did, to be taken over; none where nothing is compared."""
        return PlanProposals(self.session, self._desk.peers) if self._desk.peers else None

    @cached_property
    def adoption(self) -> PlanAdoption:
        """How much of the product is used."""
        return PlanAdoption(self.session)

    @cached_property
    def page_card(self) -> PageCard | None:
        """Whether the customer's page is published and was opened; none where nothing can be."""
        return PageCard(self.session, self._desk.pages) if self._desk.pages else None

    @cached_property
    def whole(self) -> ipywidgets.VBox:
        """Everything on one screen; the side column moves beneath the editor where it is narrow."""
        cards = (
            self.report_card,
            self.proposals,
            self.findings,
            self.adoption,
            self.page_card,
        )
        beside = ipywidgets.VBox(
            [card for card in cards if card],
            layout=ipywidgets.Layout(
                flex=f"1 1 {SIDE_PX}px", min_width="0", max_width="100%", grid_gap="14px"
            ),
        )
        self.editor.layout.flex = f"999 1 {2 * SIDE_PX}px"
        self.editor.layout.min_width = "0"
        columns = ipywidgets.HBox(
            [self.editor, beside],
            layout=ipywidgets.Layout(
                flex_flow="row wrap", align_items="flex-start", grid_gap="14px"
            ),
        )
        return ipywidgets.VBox(
            [self.header, self.trial, self.timeline, columns],
            layout=ipywidgets.Layout(grid_gap="14px"),
        )

    def show(self, account: str) -> None:
        """Show another account's plan in the same views.

        Raises
        ------
        NotFound, StoreError
            There is no such account, or the store cannot be reached.
        EditRejected
            A what-if is open, in which something was tried.
        """
        if self.header.plan.id != account:
            if isinstance(self.header.session, Trial):
                self.header.session.leave()
            self.header.session.hand_over(self._desk.open(account))

    def what_if(self) -> Trial:
        """Begin a what-if in these views, or go on with the one that is open.

        Examples
        --------
        >>> trial = board.what_if().drop("wave-3").add_helper("wave-2")  # doctest: +SKIP
        >>> trial.comparison.likely.days_won                             # doctest: +SKIP
        12
        >>> trial.throw_away()                                           # doctest: +SKIP
        """
        _ = self.whole  # a view that is made later would not be on the trial
        session = self.header.session
        return session if isinstance(session, Trial) else Trial.begin(session)

    def _last_edit_on(self) -> date:
        return self.session.changed_at.date()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return self.whole._repr_mimebundle_(**kwargs)
