"""Which steps of different plans are the same step, and why one thinks so.

Plans made from one template know it by the step's id. Else titles decide: equal but for case,
signs and spaces; or as good as equal (`ALIKE`) and of the same side. Titles with other numbers in
them ("Wave 1", "Wave 2") are never alike. Whoever knows better says so (`same`): a title that is
named there counts as what it is said to be, and as nothing else. Steps of one plan are never taken
as one, unless somebody says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from cspwidgets.journey.pace import worked_days
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Side

ALIKE = 0.8
"""From this likeness on, 0 to 1, two titles are taken as one."""

RARE = 50
"""A title that fewer than one of so many plans use is compared with the more usual ones only."""

_SIGNS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_ELSEWHERE = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")


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

    def days(self, plans: Sequence[Plan]) -> float | None:
        """Its median length in those of its plans that are in `plans`, in working days."""
        known = [
            length
            for place, row in self.members.items()
            if place < len(plans) and (length := worked_days(plans[place], row)) is not None
        ]
        return round(2 * median(known)) / 2 if known else None


def kin_of(plans: Sequence[Plan], same: Mapping[str, str] | None = None) -> tuple[Kin, ...]:
    """The steps that were done in several plans, each as one; in the order of the first plan.

    Parameters
    ----------
    same
        Titles, and what each counts as.
    """
    made: list[Kin] = []
    families: dict[tuple[str, str], Kin] = {}
    corrected = {letters(title): name for title, name in (same or {}).items()}
    fixed = {letters(name) for name in corrected.values()}
    for place, row in _done(plans):
        is_said = letters(row.title) in corrected
        title = corrected[letters(row.title)] if is_said else row.title
        by_id = ("" if is_said else plans[place].template, row.id)
        by_title = (row.side.value, letters(title))
        found = families.get(by_id) if by_id[0] else None
        found = found or families.get(by_title)
        if found and place in found.members and title != row.title:
            continue  # said to be one with a step that the plan has as well
        if found is None or place in found.members:
            found = Kin()
            made.append(found)
        found.members[place] = row
        found.names.add(letters(title))
        families.setdefault(by_title, found)
        if by_id[0]:
            families.setdefault(by_id, found)
    return tuple(_joined(made, fixed, least=len(plans) // RARE))


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1: by their words, or by their letters.

    Examples
    --------
    >>> likeness("Kick-off meeting", "Kickoff meeting"), likeness("Kick-off", "Go live") < ALIKE
    (1.0, True)
    >>> likeness("Wave 1 live", "Wave 2 live")
    0.0
    """
    if _numbers(one) != _numbers(other):
        return 0.0
    by_letters = SequenceMatcher(None, letters(one), letters(other), False).ratio()
    return max(_shared(one, other), by_letters)


@lru_cache(maxsize=65_536)
def are_alike(one: str, other: str) -> bool:
    """Whether two titles are as good as equal."""
    # Most pairs end at the cheap bound: likeness by letters is at most that of the letters' counts.
    count, counts = _count(one), _count(other)
    bound = 2 * (count & counts).total() / max(count.total() + counts.total(), 1)
    return max(bound, _shared(one, other)) >= ALIKE and likeness(one, other) >= ALIKE


@lru_cache(maxsize=65_536)
def letters(title: str) -> str:
    """A title without case, signs and spaces; numbers stay apart.

    Examples
    --------
    >>> letters("Kick-off!"), letters("Waves 1, 2")
    ('kickoff', 'waves1 2')
    """
    apart = _BETWEEN_DIGITS.sub(" ", title.casefold())
    return _ELSEWHERE.sub("", apart)


def _shared(one: str, other: str) -> float:
    words, others = _words(one), _words(other)
    return len(words & others) / max(len(words | others), 1)


@lru_cache(maxsize=65_536)
def _count(title: str) -> Counter[str]:
    return Counter(letters(title))


@lru_cache(maxsize=65_536)
def _words(title: str) -> frozenset[str]:
    return frozenset(word for word in _SIGNS.split(title.casefold()) if word)


def _numbers(title: str) -> list[int]:
    return sorted(int(digits) for digits in _DIGITS.findall(title))


def _joined(kin: Iterable[Kin], fixed: set[str], *, least: int) -> Iterator[Kin]:
    # The most common first, so that rare spellings join the usual one; rare ones are not compared
    # with each other: of hundreds of plans that would be hundreds of thousands of pairs.
    taken: dict[int, _Known] = {}
    for each in sorted(kin, key=lambda one: -len(one.members)):
        known = _Known(each, each.title, each.side)
        usual = [one for one in taken.values() if len(one.kin.members) >= least]
        near = None if each.names & fixed else _nearest(known, usual, fixed)
        if near is not None:
            near.members.update(each.members)
            near.names |= each.names
            known = _Known(near, near.title, near.side)
        taken[id(known.kin)] = known
    yield from sorted((one.kin for one in taken.values()), key=lambda one: min(one.members))


class _Known(NamedTuple):
    # A kin with what is asked of it hundreds of times.
    kin: Kin
    title: str
    side: Side


def _nearest(one: _Known, taken: Iterable[_Known], fixed: set[str]) -> Kin | None:
    possible = [
        (likeness(other.title, one.title), other.kin)
        for other in taken
        if other.side is one.side
        and other.kin.members.keys().isdisjoint(one.kin.members)
        and not other.kin.names & fixed
        and are_alike(other.title, one.title)
    ]
    return max(possible, key=lambda each: each[0])[1] if possible else None


def _done(plans: Sequence[Plan]) -> Iterator[tuple[int, Activity]]:
    for place, plan in enumerate(plans):
        for row in plan.activities:
            if row.state is ActivityState.DONE and row.kind is not ActivityKind.CADENCE:
                yield place, row


def _most(values: Iterable[str]) -> str:
    count = Counter(values)
    return min(count, key=lambda value: (-count[value], value))
