"""What a step waits for, as tools write it: "3", "3FS+2 days", "4,5;6", "['P2-01']", or titles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cspwidgets.exchange.vocabulary import plain

FINISH_TO_START = "FS"

_KINDS = {
    "": "FS",
    "FS": "FS",
    "SS": "SS",
    "FF": "FF",
    "SF": "SF",
    "EA": "FS",  # Ende-Anfang
    "AA": "SS",
    "EE": "FF",
    "AE": "SF",
}
_LINK = re.compile(
    r"(?P<ref>.+?)\s*(?P<kind>FS|SS|FF|SF|EA|AA|EE|AE)?\s*"
    r"(?P<lag>[+-]\s*\d+(?:[.,]\d+)?\s*(?:%|e?[a-zäöü]+\.?)?)?",
    re.IGNORECASE,
)
_LONGEST = 5_000
_BRACKETS = re.compile(r"^\s*\[(.*)\]\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that a step waits for: the row, the kind of link, and the lag in words."""

    row: int
    kind: str = FINISH_TO_START
    lag: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """What a cell says: the links that were understood, and the words that were not."""

    links: tuple[Link, ...] = ()
    not_found: tuple[str, ...] = ()


def read_links(words: str, find: Callable[[str], int | None]) -> Links:
    """The links of one cell.

    Parameters
    ----------
    find
        Gives the row of an id, a number or a title; nothing where there is none.

    Examples
    --------
    >>> rows = {"3": 0, "4": 1, "Kick-off, part 1": 2}
    >>> [link.row for link in read_links("4;3FS+2d", rows.get).links]
    [1, 0]
    >>> read_links("3SS", rows.get).links[0].kind, read_links("9", rows.get).not_found
    ('SS', ('9',))
    >>> read_links("Kick-off, part 1, 3", rows.get).links[0].row
    2
    """
    if len(words) > _LONGEST:
        return Links(not_found=(words[:60] + "…",))
    inside = _BRACKETS.match(words)
    text = inside[1] if inside else words
    if plain(text) in ("", "none", "na", "keine"):
        return Links() if find(text.strip()) is None else _whole(text, find)
    links: list[Link] = []
    lost: list[str] = []
    for part in re.split(r"[;\n|]", text):
        found, missing = _comma_parts(part, find)
        links += found
        lost += missing
    return Links(tuple(dict.fromkeys(links)), tuple(dict.fromkeys(lost)))


def _whole(text: str, find: Callable[[str], int | None]) -> Links:
    link = _one(text, find)
    return Links((link,) if link else ())


# Titles have commas too: from each place the longest run of pieces that is known is one name.
def _comma_parts(part: str, find: Callable[[str], int | None]) -> tuple[list[Link], list[str]]:
    pieces = part.split(",")
    links: list[Link] = []
    lost: list[str] = []
    position = 0
    while position < len(pieces):
        for end in range(min(len(pieces), position + 12), position, -1):
            link = _one(",".join(pieces[position:end]), find)
            if link is not None:
                links.append(link)
                position = end
                break
        else:
            if name := _bare(pieces[position]):
                lost.append(name)
            position += 1
    return links, lost


def _one(text: str, find: Callable[[str], int | None]) -> Link | None:
    name = _bare(text)
    if not name:
        return None
    row = find(name)
    if row is not None:
        return Link(row)
    match = _LINK.fullmatch(name)
    if match is None or not (match["kind"] or match["lag"]):
        return None
    row = find(match["ref"].strip())
    if row is None:
        return None
    lag = re.sub(r"\s+", " ", match["lag"] or "")
    return Link(row, _KINDS[(match["kind"] or "").upper()], lag)


def _bare(text: str) -> str:
    return text.strip().strip("'\"“”‘’").strip()
