"""What becomes of words that a CSM may have changed: what was written last decides.

A word that is still as it was written gets its new text; one that was changed by hand stays as it
is; what was added stays, what was deleted stays deleted.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2s

from cspwidgets.pictures.markup import one_line


def print_of(text: str) -> str:
    """Four letters by which a text is known again; spaces and line breaks do not count.

    Examples
    --------
    >>> print_of("24 min") == print_of(" 24  min ") != print_of("25 min")
    True
    """
    plain = " ".join(one_line(text).split())
    return urlsafe_b64encode(blake2s(plain.encode(), digest_size=3).digest()).decode()


def aligned(written: Sequence[str], found: Sequence[str]) -> list[int | None]:
    """For each text found, the place of the one written that it is, or was before it was changed.

    Examples
    --------
    >>> aligned(["a", "b", "c"], ["a", "B", "c", "mine"])
    [0, 1, 2, None]
    """
    made: list[int | None] = [None] * len(found)
    matcher = SequenceMatcher(None, written, found, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a <= d - c):
            for step in range(b - a):
                made[c + step] = a + step
        elif kind == "replace":
            for step in range(d - c):
                made[c + step] = a + step
    return made


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one paragraph found: new text (an id), kept as it is, or dropped.

    `id` is what it was written as; "" for what a CSM added.
    """

    id: str
    kind: str  # "renew", "keep", "drop"


def fates_of(
    written: Sequence[tuple[str, str]], found: Sequence[str], new: Sequence[str]
) -> tuple[list[Fate], list[tuple[int, str]]]:
    """What becomes of each paragraph found, and which new ones come in before which of them.

    Parameters
    ----------
    written
        Ids and prints of what was written last, in order.
    found
        The texts that are there now.
    new
        The ids of what is to be written.
    """
    prints = [print_of(text) for text in found]
    places = aligned([mark for _, mark in written], prints)
    fates = []
    for place, mark in zip(places, prints, strict=True):
        if place is None:
            fates.append(Fate("", "keep"))
            continue
        name, was = written[place]
        kind = "keep" if was != mark else "renew" if name in new else "drop"
        fates.append(Fate(name, kind))
    return fates, _coming(fates, {name for name, _ in written}, new)


def _coming(fates: Sequence[Fate], known: set[str], new: Sequence[str]) -> list[tuple[int, str]]:
    made: list[tuple[int, str]] = []
    place = 0
    for name in new:
        here = next((k for k, fate in enumerate(fates) if fate.id == name), None)
        if here is not None:
            place = here + 1
        elif name not in known:
            made.append((place, name))
    return made
