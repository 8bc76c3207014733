"""A standing as pictures for customers draw it: with the steps that may be named, and no others."""

from __future__ import annotations

from dataclasses import replace

from cspwidgets.journey.reviewwork import is_named
from cspwidgets.journey.standing import Standing


def drawable(standing: Standing) -> Standing:
    """The same days, figures and grades, without the steps that have no name to show.

    An internal step is part of every date; in a picture it would be a bar or a line that says
    nothing.
    """
    rows = tuple(filter(is_named, standing.plan.activities))
    known = {row.id for row in rows}
    left = tuple(name for name in standing.place.left_behind if name in known)
    return replace(
        standing,
        plan=replace(standing.plan, activities=rows),
        place=replace(standing.place, left_behind=left),
    )
