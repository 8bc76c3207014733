"""The route under a finger: bars can be dragged, walked and opened; Python draws every picture."""

from __future__ import annotations

from typing import Any

from cspwidgets.pictures.directions import directions
from cspwidgets.pictures.page import route_block
from cspwidgets.pictures.route import Drawing, draw
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.codec import value_to_data
from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import ActivityKind, ActivityState
from cspwidgets.widgets.base import Drawn, PlanView
from cspwidgets.widgets.esm import module, styles

USUAL_WIDTH = 1080
"""Drawn for this width, in px, until a page has said how wide it is."""

_ENDED = (ActivityState.DONE, ActivityState.SKIPPED)
_PLACE = ("x", "y", "width", "row", "start", "finish")
_LASTING = ("lane", "height", "after")


class JourneyTimeline(PlanView):
    """The route of a plan: where it stands, whose turn it is, when it arrives.

    Dragging a bar sets the day by which its activity is due, dragging its end sets its length.
    A column too narrow for the road shows directions, from top to bottom.
    """

    name = "timeline"
    _esm = module("timeline.js")
    css = styles("../pictures/route.css", "timeline.css")

    def draw(self) -> Drawn:
        """The road as keyed fragments of SVG, and the facts about each bar; or the directions."""
        width = self.width or USUAL_WIDTH
        names = SideNames.of(self.plan, self.standing.language)
        drawing = draw(self.standing, width=width, names=names, interactive=True)
        if width < drawing.meta["narrowest"]:
            return Drawn({"directions": directions(self.standing)}, {"form": "directions"})
        facts = {key: value for key, value in drawing.meta.items() if key != "bars"}
        return Drawn(self._parts(drawing), {**facts, "form": "road"})

    def static_html(self) -> str:
        """The route in every width, of which the page picks one."""
        return f'<div class="csp"><style>{self._css}</style>{route_block(self.standing)}</div>'

    def _parts(self, drawing: Drawing) -> dict[str, Any]:
        # What a bar is and where it lies are parts of their own: a bar that makes room for another
        # sends its place alone. They come in the plan's order, which moving a bar leaves as it is.
        bars = drawing.meta["bars"]
        facts: dict[str, Any] = {}
        for row in self.plan.activities:
            if row.id in bars:
                bar = bars[row.id]
                facts[f"at:{row.id}"] = [bar[name] for name in _PLACE]
                facts[f"bar:{row.id}"] = {name: bar[name] for name in _LASTING} | _step(row)
        return {**drawing.fragments, **facts}


def _step(activity: Activity) -> dict[str, Any]:
    return {
        "title": activity.title,
        "due_on": value_to_data("activities", "due_on", activity.due_on),
        "days": activity.days,
        "ended": activity.state in _ENDED,
        "milestone": activity.kind is ActivityKind.MILESTONE,
    }
