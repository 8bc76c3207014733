"""Where the words and bars of a drawn route stand, by the measures it was laid out with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from cspwidgets.pictures.route import Drawing
from cspwidgets.pictures.text import FONTS, measure

_AT_THEIR_END = ("eta", "safe", "name", "more", "before", "end")
_IN_THEIR_MIDDLE = ("planned", "here", "sub", "mark", "middle")
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of a drawing: what it is, what it says, and its sides in px."""

    key: str
    kind: str
    said: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than a hair."""
        is_beside = self.right <= other.left + 0.3 or other.right <= self.left + 0.3
        return not (is_beside or self.bottom <= other.top + 0.3 or other.bottom <= self.top + 0.3)


def boxes(drawing: Drawing) -> list[Box]:
    """The words and the bars of a drawing."""
    found = []
    for key, piece in drawing.fragments.items():
        root = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{piece}</svg>')
        assert len(root) == 1, f"{key} is not one element"
        found += [_word(key, node) for node in root.iter(f"{_SVG}text")]
    for name, bar in drawing.meta["bars"].items():
        left, top = bar["x"], bar["y"]
        sides = (left, top, left + bar["width"], top + bar["height"])
        found.append(Box(name, "bar", name, *sides))
    return found


def collisions(drawing: Drawing) -> list[str]:
    """Every two pieces that overlap, and every piece that sticks out; empty when all is well."""
    return [*_overlaps(drawing), *_cuts(drawing)]


def _overlaps(drawing: Drawing) -> Iterator[str]:
    for one, other in combinations(boxes(drawing), 2):
        if one.overlaps(other):
            yield " and ".join(f"{box.kind} {box.said!r} ({box.key})" for box in (one, other))


def _cuts(drawing: Drawing) -> Iterator[str]:
    width, height = drawing.meta["width"], drawing.meta["height"]
    for box in boxes(drawing):
        if box.left < -0.3 or box.right > width + 0.3 or box.top < 0 or box.bottom > height:
            yield f"{box.kind} {box.said!r} ({box.key}) sticks out"


def _word(key: str, node: ElementTree.Element) -> Box:
    kinds = node.get("class", "").split()
    font = FONTS[kinds[0]]
    said = "".join(node.itertext())
    width, x, y = measure(said, font), float(node.get("x", "0")), float(node.get("y", "0"))
    if set(kinds) & set(_AT_THEIR_END):
        x -= width
    if set(kinds) & set(_IN_THEIR_MIDDLE):
        x -= width / 2
    return Box(key, kinds[0], said, x, y - 0.78 * font.size, x + width, y + 0.24 * font.size)
