"""The bending scale: from working-day offsets to pixels and back.

Every stretch of the road (a stage, then the tail after the goal) is as wide as its days, but never
narrower than its label needs; what that costs is taken from the stretches with room to spare. The
scale is straight within a stretch and bends at its ends. A stretch without days (an ongoing stage)
still has its width: an offset there is its left end for what finishes and its right end for what
starts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Knots of a broken line: `offsets` never fall, `places` (px) rise; straight in between."""

    offsets: tuple[float, ...]
    places: tuple[float, ...]

    def x(self, offset: float, *, finish: bool = False) -> float:
        """The place of `offset`, in px; outside the knots, that of the nearest knot."""
        knot = (bisect_left if finish else bisect_right)(self.offsets, offset)
        if knot == 0:
            return self.places[0]
        if knot == len(self.offsets):
            return self.places[-1]
        return _between(offset, self.offsets, self.places, knot)

    def offset(self, x: float) -> float:
        """The working-day offset at `x` px: what a dragged bar's end means."""
        knot = min(max(bisect_right(self.places, x), 1), len(self.places) - 1)
        clamped = min(max(x, self.places[0]), self.places[-1])
        return _between(clamped, self.places, self.offsets, knot)

    @property
    def knots(self) -> list[list[float]]:
        """The pairs of offset and place, rounded, for a widget to compute with."""
        pairs = zip(self.offsets, self.places, strict=True)
        return [[round(offset, 2), round(place, 1)] for offset, place in pairs]


def bend(lengths: Sequence[float], needs: Sequence[float], width: float) -> tuple[float, ...]:
    """Share `width` px among stretches of `lengths` days, none narrower than it `needs`.

    When the needs exceed `width`, each is cut in proportion.

    Examples
    --------
    >>> bend([10, 30], [50, 50], 400)
    (100.0, 300.0)
    >>> bend([1, 39], [50, 50], 400)
    (50, 350.0)
    """
    if sum(needs) >= width:
        return tuple(need * width / sum(needs) for need in needs)
    widths = list(needs)
    short: set[int] = set()
    while len(short) < len(widths):
        roomy = [place for place in range(len(widths)) if place not in short]
        free = width - sum(needs[place] for place in short)
        days = sum(lengths[place] for place in roomy)
        for place in roomy:
            widths[place] = free * (lengths[place] / days) if days else 0.0
        newly = {place for place in roomy if widths[place] < needs[place]}
        if not newly:
            return tuple(widths)
        for place in newly:
            widths[place] = needs[place]
        short |= newly
    spare = (width - sum(needs)) / len(needs)
    return tuple(need + spare for need in needs)


def _between(value: float, froms: tuple[float, ...], tos: tuple[float, ...], knot: int) -> float:
    low, high = froms[knot - 1], froms[knot]
    if high == low:
        return tos[knot]
    return tos[knot - 1] + (value - low) / (high - low) * (tos[knot] - tos[knot - 1])
