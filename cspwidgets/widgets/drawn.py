"""What a view shows, as keyed parts, and what to send when it shows something else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Drawn:
    """A view, drawn: `parts` by key in their order, and `meta` beside them. All of it JSON."""

    parts: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)


def difference(old: Drawn, new: Drawn) -> dict[str, Any]:
    """What to send so that a front that shows `old` shows `new`; empty when they are the same.

    Returns
    -------
    dict
        `put`: parts by key; `cut`: keys that went; where there is any, `some`: the items of a list
        that changed, as pairs of place and value by key; `moves`: see `moves`; `meta`: what is new
        in it; `forget`: the keys of `meta` that went.
    """
    changed = {key: part for key, part in new.parts.items() if old.parts.get(key) != part}
    some = {key: items for key in changed if (items := _items(old.parts.get(key), changed[key]))}
    put = {key: part for key, part in changed.items() if key not in some}
    cut = [key for key in old.parts if key not in new.parts]
    others = {
        "some": some,
        "moves": moves(list(old.parts), list(new.parts)),
        "meta": {
            k: fact for k, fact in new.meta.items() if k not in old.meta or old.meta[k] != fact
        },
        "forget": [key for key in old.meta if key not in new.meta],
    }
    made = {key: part for key, part in others.items() if part}
    return {"put": put, "cut": cut, **made} if put or cut or made else {}


def moves(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """How to bring keys from one order into another, by moving as few as can be.

    Returns
    -------
    list of (key, after)
        To be done one after the other: take the key out, where it is there, and put it behind the
        other ("" for the first place). Keys that went are not named.

    Examples
    --------
    >>> moves(["a", "b", "c", "gone"], ["c", "a", "b", "new"])
    [('c', ''), ('new', 'b')]
    """
    if old == new:
        return []
    places = {key: place for place, key in enumerate(old)}
    kept = [key for key in new if key in places]
    staying = _longest_rising([places[key] for key in kept])
    resting = {kept[index] for index in staying}
    befores = ("", *new)
    return [(key, befores[index]) for index, key in enumerate(new) if key not in resting]


def _items(old: Any, new: Any) -> list[tuple[int, Any]]:
    if not (isinstance(old, list) and isinstance(new, list) and len(old) == len(new)):
        return []
    changed = [
        (place, item) for place, (was, item) in enumerate(zip(old, new, strict=True)) if was != item
    ]
    return changed if len(changed) * 3 < len(new) else []


def _longest_rising(places: Sequence[int]) -> list[int]:
    # Patience sorting: the indices of a longest rising run, in O(n log n).
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place)
            piles.append(index)
        else:
            tops[pile], piles[pile] = place, index
    found = []
    index = piles[-1] if piles else -1
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]
