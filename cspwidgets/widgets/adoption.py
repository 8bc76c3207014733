"""Adoption beside the plan: how much of the product is used, against its targets."""

from __future__ import annotations

from cspwidgets.pictures.adoption import fragments, html
from cspwidgets.widgets.base import Drawn, PlanView
from cspwidgets.widgets.esm import module, styles


class PlanAdoption(PlanView):
    """Each measure today, its way and its target; the features; or how to bring usage in."""

    name = "adoption"
    _esm = module("adoption.js")
    css = styles("../pictures/card.css", "../pictures/adoption.css")

    def draw(self) -> Drawn:
        """The panel's parts, each a fragment of HTML."""
        return Drawn(dict(fragments(self.standing)))

    def static_html(self) -> str:
        """The whole panel."""
        return f'<div class="csp csp-card"><style>{self._css}</style>{html(self.standing)}</div>'
