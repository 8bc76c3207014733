"""Which finished customers are like this one, and why one says so.

Successful are those that renewed, or renewed and grew. Of these the closest group is taken that
has at least `LEAST_ALIKE`: alike in as many of product, segment, industry and tier as possible;
where there is none, all of them. Whoever knows better chooses another of the groups there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from cspwidgets.journey.learn import LEAST_PLANS
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import Result

LEAST_ALIKE = 8
"""From so many successful plans in a group on, something is said of it."""

FIELDS = ("product", "segment", "industry", "tier")
"""What customers may have in common; the first weighs most."""

_SUCCESSFUL = (Result.GREW, Result.RENEWED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """Customers like one, whose plans are finished and were successful.

    Attributes
    ----------
    by
        What they have in common with it; empty for all there are.
    """

    by: tuple[str, ...]
    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a plan can be compared with.

    Attributes
    ----------
    finished, successful
        How many other plans say how they ended, and how many of these were successful.
    groups
        The groups to choose from, the closest first; none where there are too few plans.
    """

    finished: int
    successful: int
    groups: tuple[Peers, ...]

    def group(self, by: tuple[str, ...] | None) -> Peers | None:
        """The group by these fields, else the closest."""
        closest = self.groups[0] if self.groups else None
        return next((each for each in self.groups if each.by == by), closest)


def compared(plan: Plan, others: Iterable[Plan]) -> Compared:
    """The finished customers that a plan can be compared with."""
    finished = sorted(
        (each for each in others if each.result and each.id != plan.id), key=lambda each: each.id
    )
    successful = tuple(each for each in finished if each.result in _SUCCESSFUL)
    enough = len(finished) >= LEAST_PLANS
    groups = tuple(_groups(plan, successful)) if enough else ()
    return Compared(finished=len(finished), successful=len(successful), groups=groups)


def _groups(plan: Plan, successful: tuple[Plan, ...]) -> Iterator[Peers]:
    known = [name for name in FIELDS if _told(plan, name)]
    seen = set()
    for count in range(len(known), -1, -1):
        for by in combinations(known, count):
            plans = tuple(
                each
                for each in successful
                if all(_told(each, name) == _told(plan, name) for name in by)
            )
            if len(plans) >= LEAST_ALIKE and plans not in seen:
                seen.add(plans)
                yield Peers(by=by, plans=plans)


def _told(plan: Plan, name: str) -> str:
    return " ".join(str(getattr(plan.account, name)).casefold().split())
