"""What stands on a slide, in points: words, grids, graphs and images, each in its box.

Every element has a key ("summary:wins"), by which the shape is found again when the deck is
refreshed, and lines have an id within it ("item 2").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from cspwidgets.reports.document import Chart, Picture, Tone
from cspwidgets.reports.slides.fit import height_of

Align = Literal["start", "end", "center"]
Resize: TypeAlias = Callable[[float], float]
EMU = 12_700
"""English metric units to the point."""

BULLET_INDENT = 14.0
CARD_INSET = 12.0
CELL_INSET_X = 6.0
CELL_INSET_Y = 5.0


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in points from its top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height in English metric units, for a file."""
        x, y, width, height = (
            round(each * EMU) for each in (self.x, self.y, self.width, self.height)
        )
        return x, y, width, height


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph, all in one style; `above` is the space before it."""

    id: str
    text: str
    size: float
    bold: bool = False
    tone: Tone = ""
    link: str = ""
    above: float = 0.0
    bullet: bool = False
    align: Align = "start"

    def height(self, width: float, resize: Resize = float) -> float:
        """How high it is in a column `width` wide, without the space above it."""
        room = width - (BULLET_INDENT if self.bullet else 0.0)
        return height_of(self.text, room, resize(self.size), bold=self.bold)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Paragraphs in a box; a card has a ground of its own."""

    key: str
    lines: tuple[Line, ...]
    box: Box
    card: bool = False


Row: TypeAlias = tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table, or one part of one: `part` counts from 1 where it goes on over several slides."""

    key: str
    caption: str
    header: Row
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    box: Box
    part: int = 1

    @property
    def name(self) -> str:
        """The key of this part."""
        return self.key if self.part == 1 else f"{self.key}/{self.part}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A native chart."""

    key: str
    chart: Chart
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture with its words."""

    key: str
    picture: Picture
    box: Box


Element: TypeAlias = Words | Grid | Graph | Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide: its title, what stands on it, and what to say about it."""

    section: str
    title: str
    elements: tuple[Element, ...]
    notes: str = ""

    def only(self, elements: tuple[Element, ...], top: float) -> Slide:
        """The same slide with some of its elements, moved up to `top`."""
        up = min(each.box.y for each in elements) - top
        moved = (replace(each, box=replace(each.box, y=each.box.y - up)) for each in elements)
        return replace(self, elements=tuple(moved))


def lines_height(lines: Sequence[Line], width: float, resize: Resize = float) -> float:
    """How high paragraphs are, one under the other, with their sizes as `resize` makes them."""
    height = 0.0
    for place, line in enumerate(lines):
        height += line.height(width, resize) + (line.above if place else 0.0)
    return height


def row_height(row: Row, widths: Sequence[float], resize: Resize = float) -> float:
    """How high a row of a grid is, with its sizes as `resize` makes them."""
    highest = 0.0
    for cell, wide in zip(row, widths, strict=True):
        highest = max(highest, lines_height(cell, wide - 2 * CELL_INSET_X, resize))
    return highest + 2 * CELL_INSET_Y
