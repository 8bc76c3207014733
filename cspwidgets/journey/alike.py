"""Which steps of different plans are the same step, and why one thinks so.

Plans made from one template know it by the step's id. Else titles decide: equal but for case,
signs and spaces; or as good as equal (`ALIKE`) and of the same side. Whoever knows better says so
(`same`): a title that is named there counts as what it is said to be, and as nothing else. Steps
of one plan are never taken as one, unless somebody says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Side

ALIKE = 0.8
"""From this likeness on, 0 to 1, two titles are taken as one."""

_SIGNS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Kin:
    """The steps that are taken as one: the place of each plan, and its step there."""

    members: dict[int, Activity] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    @property
    def title(self) -> str:
        """The title that most plans give it."""
        return _most(row.title for row in self.members.values())

    @property
    def side(self) -> Side:
        """The side that most plans give it to."""
        return Side(_most(row.side.value for row in self.members.values()))

    @property
    def titles(self) -> tuple[str, ...]:
        """All titles that were taken as one, the most common first."""
        count = Counter(row.title for row in self.members.values())
        return tuple(title for title, _ in sorted(count.items(), key=lambda each: (-each[1], each)))


def kin_of(plans: Sequence[Plan], same: Mapping[str, str] | None = None) -> tuple[Kin, ...]:
    """The steps that were done in several plans, each as one; in the order of the first plan.

    Parameters
    ----------
    same
        Titles, and what each counts as.
    """
    made: list[Kin] = []
    families: dict[tuple[str, str], Kin] = {}
    corrected = {_letters(title): name for title, name in (same or {}).items()}
    fixed = {_letters(name) for name in corrected.values()}
    for place, row in _done(plans):
        title = corrected.get(_letters(row.title), row.title)
        by_id = ("" if title != row.title else plans[place].template, row.id)
        by_title = (row.side.value, _letters(title))
        found = families.get(by_id) if by_id[0] else None
        found = found or families.get(by_title)
        if found and place in found.members and title != row.title:
            continue  # said to be one with a step that the plan has as well
        if found is None or place in found.members:
            found = Kin()
            made.append(found)
        found.members[place] = row
        found.names.add(_letters(title))
        families.setdefault(by_title, found)
        if by_id[0]:
            families.setdefault(by_id, found)
    return tuple(_joined(made, fixed))


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1: by their words, or by their letters.

    Examples
    --------
    >>> likeness("Kick-off meeting", "Kickoff meeting"), likeness("Kick-off", "Go live") < ALIKE
    (1.0, True)
    """
    words, others = set(_words(one)), set(_words(other))
    shared = len(words & others) / max(len(words | others), 1)
    return max(shared, SequenceMatcher(None, _letters(one), _letters(other), False).ratio())


def _joined(kin: Iterable[Kin], fixed: set[str]) -> Iterator[Kin]:
    # The most common first, so that rare spellings join the usual one.
    taken: list[Kin] = []
    for each in sorted(kin, key=lambda one: -len(one.members)):
        near = None if each.names & fixed else _nearest(each, taken, fixed)
        if near is None:
            taken.append(each)
        else:
            near.members.update(each.members)
            near.names |= each.names
    yield from sorted(taken, key=lambda one: min(one.members))


def _nearest(kin: Kin, taken: Sequence[Kin], fixed: set[str]) -> Kin | None:
    possible = [
        other
        for other in taken
        if other.side is kin.side
        and not other.names & fixed
        and not other.members.keys() & kin.members.keys()
    ]
    best = max(possible, key=lambda other: likeness(other.title, kin.title), default=None)
    return best if best and likeness(best.title, kin.title) >= ALIKE else None


def _done(plans: Sequence[Plan]) -> Iterator[tuple[int, Activity]]:
    for place, plan in enumerate(plans):
        for row in plan.activities:
            if row.state is ActivityState.DONE and row.kind is not ActivityKind.CADENCE:
                yield place, row


def _words(title: str) -> list[str]:
    return [word for word in _SIGNS.split(title.casefold()) if word]


def _letters(title: str) -> str:
    return "".join(_words(title))


def _most(values: Iterable[str]) -> str:
    count = Counter(values)
    return min(count, key=lambda value: (-count[value], value))
