"""What a slide is made of before it has its place: how high it is, and how it goes on.

A part is measured at a width and a `Scale`; it is placed in a box, or split where the room ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from cspwidgets.reports.document import Chart, Picture
from cspwidgets.reports.slides.elements import (
    BULLET_INDENT,
    CARD_INSET,
    Box,
    Element,
    Graph,
    Image,
    Line,
    Words,
    lines_height,
)
from cspwidgets.reports.slides.fit import LINE_HEIGHT, SMALLEST, cut

COLUMN_GAP = 28.0
_LOWEST_CHART = 190.0
_HIGHEST_CHART = 340.0
# A picture's smallest words are 12.5 px; at this many points to the pixel they are 12 points.
_LEAST_POINTS = SMALLEST / 12.5


@dataclass(frozen=True, slots=True)
class Scale:
    """How much smaller than usual the letters are, never under the floor."""

    factor: float

    def __call__(self, size: float) -> float:
        """A size at this scale, in half points."""
        return size if self.factor == 1.0 else max(SMALLEST, round(size * self.factor * 2) / 2)

    def lines(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Lines at this scale."""
        if self.factor == 1.0:
            return lines
        return tuple(replace(line, size=self(line.size)) for line in lines)


class Part(Protocol):
    """A part of a slide; `highest` is how far it grows where there is room, 0 if it does not."""

    @property
    def highest(self) -> float:
        """The height up to which it grows."""

    def height(self, width: float, scale: Scale) -> float:
        """The least height it needs."""

    def place(self, box: Box, scale: Scale) -> list[Element]:
        """Its elements in a box."""

    def split(
        self, width: float, room: float, scale: Scale, *, must: bool
    ) -> tuple[Part, Part] | None:
        """What fits into the room, and the rest; None where nothing fits.

        Where it `must` be split, however little fits is better than nothing.
        """


@dataclass(frozen=True, slots=True)
class WordsPart:
    """Paragraphs; a line's size is its size at scale 1."""

    key: str
    lines: tuple[Line, ...]
    part: int = 1
    card: bool = False
    highest: float = 0.0

    def height(self, width: float, scale: Scale) -> float:
        """The least height it needs."""
        inset = 2 * CARD_INSET if self.card else 0.0
        return lines_height(self.lines, width - inset, scale) + inset

    def place(self, box: Box, scale: Scale) -> list[Element]:
        """Its elements in a box."""
        key = self.key if self.part == 1 else f"{self.key}/{self.part}"
        return [Words(key=key, lines=scale.lines(self.lines), box=box, card=self.card)]

    def split(
        self, width: float, room: float, scale: Scale, *, must: bool
    ) -> tuple[Part, Part] | None:
        """What fits into the room, and the rest; None where nothing fits."""
        lines, fitting = self.lines, 0
        while fitting < len(lines) and lines_height(lines[: fitting + 1], width, scale) <= room:
            fitting += 1
        # A title does not stay behind without its list, nor a line without its note.
        while 0 < fitting < len(lines) and _belong(lines[fitting - 1], lines[fitting]):
            fitting -= 1
        first, rest = self.lines[:fitting], self.lines[fitting:]
        if not fitting:
            first, rest = _halves(self.lines, width, room, scale)
            if not first:
                return None
        return replace(self, lines=first), replace(self, lines=rest, part=self.part + 1)


@dataclass(frozen=True, slots=True)
class ColumnsPart:
    """Parts side by side; `shares` are their widths, and a part that is None leaves a gap."""

    parts: tuple[Part | None, ...]
    shares: tuple[float, ...]
    gap: float = COLUMN_GAP

    @property
    def highest(self) -> float:
        """The height up to which it grows."""
        return max(part.highest for part in self.parts if part)

    def height(self, width: float, scale: Scale) -> float:
        """The least height it needs."""
        return max(
            part.height(w, scale)
            for part, w in zip(self.parts, self._widths(width), strict=True)
            if part
        )

    def place(self, box: Box, scale: Scale) -> list[Element]:
        """Its elements in a box."""
        made: list[Element] = []
        x = box.x
        for part, width in zip(self.parts, self._widths(box.width), strict=True):
            if part:
                made += part.place(Box(x, box.y, width, box.height), scale)
            x += width + self.gap
        return made

    def split(
        self, width: float, room: float, scale: Scale, *, must: bool
    ) -> tuple[Part, Part] | None:
        """What fits into the room, and the rest; None where nothing fits."""
        first: list[Part | None] = []
        rest: list[Part | None] = []
        for part, w in zip(self.parts, self._widths(width), strict=True):
            if part is None or part.height(w, scale) <= room:
                first.append(part)
                rest.append(None)
            elif halves := part.split(w, room, scale, must=must):
                first.append(halves[0])
                rest.append(halves[1])
            else:
                return None
        return replace(self, parts=tuple(first)), replace(self, parts=tuple(rest))

    def _widths(self, width: float) -> list[float]:
        free = width - self.gap * (len(self.parts) - 1)
        return [free * share / sum(self.shares) for share in self.shares]


@dataclass(frozen=True, slots=True)
class GraphPart:
    """A chart, which takes the room there is."""

    key: str
    chart: Chart
    highest: float = _HIGHEST_CHART

    def height(self, width: float, scale: Scale) -> float:
        """The least height it needs."""
        return _LOWEST_CHART

    def place(self, box: Box, scale: Scale) -> list[Element]:
        """Its elements in a box."""
        return [Graph(key=self.key, chart=self.chart, box=box)]

    def split(
        self, width: float, room: float, scale: Scale, *, must: bool
    ) -> tuple[Part, Part] | None:
        """A chart is one."""
        return None


@dataclass(frozen=True, slots=True)
class ImagePart:
    """A picture, which keeps its shape and grows until it is as wide as the slide's text."""

    key: str
    picture: Picture
    highest: float = 1000.0

    def height(self, width: float, scale: Scale) -> float:
        """The least height it needs for its words to be read."""
        return min(_LEAST_POINTS, width / self.picture.width) * self.picture.height

    def place(self, box: Box, scale: Scale) -> list[Element]:
        """Its elements in a box."""
        points = min(box.width / self.picture.width, box.height / self.picture.height)
        width, height = self.picture.width * points, self.picture.height * points
        placed = Box(box.x + (box.width - width) / 2, box.y, width, height)
        return [Image(key=self.key, picture=self.picture, box=placed)]

    def split(
        self, width: float, room: float, scale: Scale, *, must: bool
    ) -> tuple[Part, Part] | None:
        """A picture is one."""
        return None


def _belong(line: Line, following: Line) -> bool:
    return line.id == "title" or following.id.startswith("note")


def _halves(
    lines: tuple[Line, ...], width: float, room: float, scale: Scale
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    # The first line alone is higher than the room: it is cut between words and goes on as one more.
    line = lines[0]
    size = scale(line.size)
    count = int(room / size / LINE_HEIGHT)
    if count < 1 or line.height(width) <= 0:
        return (), lines
    head, tail = cut(line.text, width - BULLET_INDENT, size, lines=count, bold=line.bold)
    if not tail:
        return (), lines
    going_on = replace(line, text=tail, id=f"{line.id}+", bullet=False)
    return (replace(line, text=head),), (going_on, *lines[1:])
