"""What the best have more often than the others, with how sure that is. It never proves a cause."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, sqrt
from typing import NamedTuple

_Z = 1.959963984540054
SURE = 0.05
"""The most that the chance of any false find may be, over all steps together."""


class Share(NamedTuple):
    """How many of how many."""

    done: int
    of: int

    @property
    def share(self) -> float:
        """0 to 1; 0 of none."""
        return self.done / self.of if self.of else 0.0


class Lift(NamedTuple):
    """A share among the best less that among the others, with its 95 % interval; -1 to 1."""

    value: float
    low: float
    high: float


def lift(best: Share, rest: Share) -> Lift:
    """The difference of two shares.

    Notes
    -----
    The interval is Newcombe's hybrid score interval (Newcombe 1998, Statistics in Medicine 17,
    method 10), which holds for few plans too.

    Examples
    --------
    >>> [round(each, 2) for each in lift(Share(8, 8), Share(4, 16))]
    [0.75, 0.34, 0.9]
    """
    value = best.share - rest.share
    low, high = _wilson(best)
    other_low, other_high = _wilson(rest)
    down = sqrt((best.share - low) ** 2 + (other_high - rest.share) ** 2)
    up = sqrt((high - best.share) ** 2 + (rest.share - other_low) ** 2)
    return Lift(value, max(value - down, -1.0), min(value + up, 1.0))


def chance(best: Share, rest: Share) -> float:
    """How likely so large a difference is if there is none (Fisher's exact test, two-sided).

    Examples
    --------
    >>> round(chance(Share(8, 8), Share(4, 16)), 4)
    0.0013
    """
    total, done = best.of + rest.of, best.done + rest.done
    ways = comb(total, best.of)
    least, most = max(done - rest.of, 0), min(done, best.of)
    each = [comb(done, k) * comb(total - done, best.of - k) for k in range(least, most + 1)]
    seen = each[best.done - least] if each else ways
    return sum(one for one in each if one <= seen) / ways if each else 1.0


def surely(chances: Sequence[float]) -> tuple[bool, ...]:
    """Which differences are no accident, though so many were looked at (Holm's method)."""
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    found = [False] * len(chances)
    for rank, place in enumerate(order):
        if chances[place] > SURE / (len(chances) - rank):
            break
        found[place] = True
    return tuple(found)


def _wilson(share: Share) -> tuple[float, float]:
    if not share.of:
        return 0.0, 1.0
    n, p = share.of, share.share
    middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    reach = _Z / (1 + _Z**2 / n) * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
    return middle - reach, middle + reach
