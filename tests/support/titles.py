"""A view that shows titles: the smallest that there can be, for tests of what all views do."""

from __future__ import annotations

from cspwidgets.widgets.base import Drawn, PlanView


class Titles(PlanView):
    """A view that shows titles, for the tests; `fails` makes its drawing fail."""

    name = "titles"
    _esm = "export default { render() {} }"
    fails = False
    draws = 0

    def draw(self) -> Drawn:
        self.draws += 1
        if self.fails:
            raise RuntimeError("no ink")
        parts = {row.id: f"{row.title} {row.due_on}" for row in self.plan.activities}
        return Drawn(parts, {"objective": self.plan.objective})

    def static_html(self) -> str:
        return "<p>titles</p>"
