"""The route for pages that do not know how wide they will be: every form of it, one shown.

The block holds the directions and the drawing in several widths; container queries in `route.css`
show the one that fits. A drawing is stretched up to the next width and never shrunk.
"""

from __future__ import annotations

from collections.abc import Sequence

from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.directions import directions
from cspwidgets.pictures.frame import narrowest_width
from cspwidgets.pictures.route import svg
from cspwidgets.pictures.sides import SideNames

WIDTHS = (640, 760, 900, 1030, 1200, 1400)
"""The widths drawn, in px; `route.css` knows them too, and a test holds the two together."""


def route_block(
    standing: Standing,
    *,
    names: SideNames | None = None,
    widths: Sequence[int] = WIDTHS,
    keyed: bool = False,
) -> str:
    """One HTML block with the directions and the drawings, of which the container picks one.

    A plan whose stages need more room than a width has is shown as directions there too.

    Parameters
    ----------
    widths
        Those of `WIDTHS` that the container can have.
    keyed
        Bars carry their row's id, for a page that has the words of every row.
    """
    known = names or SideNames.of(standing.plan, standing.language)
    least = narrowest_width(standing, known)
    fitting = [width for width in widths if width >= least]
    first = f"csp-below-{fitting[0]}" if fitting else "csp-always"
    forms = [f'<div class="csp-form {first}">{directions(standing)}</div>']
    for width in fitting:
        drawn = svg(standing, width=width, names=known, keyed=keyed)
        forms.append(f'<div class="csp-form csp-from-{width}">{drawn}</div>')
    return f'<div class="csp-forms">{"".join(forms)}</div>'
