"""The report card in a notebook: each grade opens its why, each reason leads to its row."""

from __future__ import annotations

from cspwidgets.pictures.reportcard import fragments, html
from cspwidgets.widgets.base import Drawn, PlanView
from cspwidgets.widgets.esm import module, styles


class ReportCard(PlanView):
    """How well the plan goes, by subject, and what changed since the last touch point."""

    name = "reportcard"
    _esm = module("reportcard.js")
    css = styles("../pictures/card.css", "leading.css")

    def draw(self) -> Drawn:
        """The card's lines, each a fragment of HTML."""
        return Drawn(dict(fragments(self.standing)))

    def static_html(self) -> str:
        """The whole card."""
        return f'<div class="csp csp-card"><style>{self._css}</style>{html(self.standing)}</div>'
