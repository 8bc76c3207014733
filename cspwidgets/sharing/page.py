"""The customer's page as pieces: what each cell of `customer.ipynb` shows.

Everything is reckoned and drawn here, from a `PublicView` and nothing else. A piece is escaped HTML
without a script; it looks the same in JupyterLab, in Voila and on the published page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cspwidgets.journey.drawable import drawable
from cspwidgets.language import Language
from cspwidgets.pictures import headline, nextsteps, reportcard, value
from cspwidgets.pictures.page import route_block
from cspwidgets.pictures.sides import SideNames
from cspwidgets.settings import Settings
from cspwidgets.sharing.decided import decided
from cspwidgets.sharing.demoview import demo_view
from cspwidgets.sharing.glance import glance
from cspwidgets.sharing.masthead import foot, masthead
from cspwidgets.sharing.people import people
from cspwidgets.sharing.promised import promised
from cspwidgets.sharing.steplist import step_list
from cspwidgets.sharing.stylesheet import stylesheet
from cspwidgets.sharing.view import PublicView
from cspwidgets.sharing.worth import worth

WIDTHS = (640, 760, 900, 1030)
"""The widths of the route, in px; the page is never wider than the last one needs."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the page, as HTML for a notebook's cell."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return "A part of the customer’s page"


class CustomerPage:
    """What a customer sees of a plan, piece by piece.

    Examples
    --------
    >>> page = CustomerPage.of()
    >>> page.title
    'Northwind Freight: success plan'
    """

    def __init__(self, view: PublicView) -> None:
        self.view = view
        self.standing = view.standing()
        self._drawn = drawable(self.standing)
        self._names = SideNames.for_customer(self.standing.plan, self.standing.language)

    @classmethod
    def of(cls, view: str = "") -> CustomerPage:
        """The page of a view as text (see `PublicView.to_json`); without one, of the demo plan."""
        return cls(PublicView.from_json(view) if view else demo_view())

    @property
    def title(self) -> str:
        """What the browser's tab says."""
        return title_of(self.view)

    @cached_property
    def style(self) -> Piece:
        """The style sheet, for where the page stands alone; a published page links to it."""
        return Piece(f"<style>{stylesheet(Settings.from_environment())}</style>")

    @cached_property
    def masthead(self) -> Piece:
        """Whose plan it is, with whom, and as of which day."""
        return self._piece(masthead(self.standing))

    @cached_property
    def objective(self) -> Piece:
        """The objective, where it stands in three sentences, and what it has brought."""
        return self._piece(headline.html(self.standing) + glance(self.standing, self._names))

    @cached_property
    def route(self) -> Piece:
        """The route, with "you are here"."""
        drawn = route_block(self._drawn, names=self._names, widths=WIDTHS, keyed=True)
        said = self.standing.language.say("Route")
        return self._piece(
            f'<section class="csp-card csp-road" aria-label="{said}">{drawn}</section>'
        )

    @cached_property
    def next(self) -> Piece:
        """The next three things for each side."""
        return self._piece(nextsteps.html(self._drawn, names=self._names))

    @cached_property
    def value(self) -> Piece:
        """Each outcome from its start to its goal, what it is worth, and how sure that is."""
        tiles = value.html(self.standing, names=self._names)
        return self._piece(tiles + worth(self.standing))

    @cached_property
    def card(self) -> Piece:
        """The report card, with what changed since the last touch point."""
        card = reportcard.html(self._drawn, names=self._names)
        return self._piece(f'<div class="csp-card">{card}</div>')

    @cached_property
    def promises(self) -> Piece:
        """What both sides promised, what became of it, and what was decided last."""
        return self._piece(promised(self.standing, self._names) + decided(self.standing))

    @cached_property
    def steps(self) -> Piece:
        """Every step by stage, to be filtered and opened."""
        return self._piece(step_list(self._drawn, self._names))

    @cached_property
    def people(self) -> Piece:
        """Who is in it on both sides, and how to reach them."""
        return self._piece(people(self.standing, self._names))

    @cached_property
    def foot(self) -> Piece:
        """What the reader can take along: dates, a PDF, an address to write to."""
        return self._piece(foot(self._drawn))

    def _piece(self, html: str) -> Piece:
        # Below an element of class `csp` everywhere, and in the reader's own order of letters.
        return Piece(f'<div class="csp csp-piece">{html}</div>' if html else "")


def title_of(view: PublicView) -> str:
    """What the browser's tab says of a view."""
    language = Language.of(view.language)
    return language.say("{name}: success plan", name=view.plan.account.name)
