"""What is worth a look in the plan, beside it: each finding leads to the row that it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cspwidgets.journey.checks import check
from cspwidgets.pictures.findings import fragments, html
from cspwidgets.plan.findings import Finding
from cspwidgets.widgets.base import Drawn, PlanView
from cspwidgets.widgets.esm import module, styles
from cspwidgets.widgets.session import PlanSession


def _unknown() -> date | None:
    return None


class PlanFindings(PlanView):
    """Findings of the plan; a click leads to the row.

    Parameters
    ----------
    last_edit_on
        Gives the day on which somebody changed the plan last; none when it is not known.
    """

    name = "findings"
    _esm = module("findings.js")
    css = styles("../pictures/card.css", "leading.css")

    def __init__(
        self,
        session: PlanSession,
        *,
        last_edit_on: Callable[[], date | None] = _unknown,
        read_only: bool = False,
    ) -> None:
        self._last_edit_on = last_edit_on
        super().__init__(session, read_only=read_only)

    def draw(self) -> Drawn:
        """The findings, each a fragment of HTML."""
        return Drawn(dict(fragments(self._findings())))

    def static_html(self) -> str:
        """The findings as a list."""
        return f'<div class="csp csp-card"><style>{self._css}</style>{html(self._findings())}</div>'

    def _findings(self) -> tuple[Finding, ...]:
        return check(self.plan, self.today, self.standing.schedule, self._last_edit_on())
