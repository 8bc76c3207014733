"""Decks, taken apart for tests: their shapes by name, their words, their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from cspwidgets.reports.slides import pptx_of
from support import reviews
from support.reviewed import notebook_of

SMALLEST = 12
LIMIT = 2 * 12_700
"""What a measure of words may be off by, in English metric units."""


@cache
def sample() -> bytes:
    """The deck of the sample review."""
    return pptx_of(notebook_of(reviews.sections()))


def opened(deck: bytes) -> Any:
    """The deck, as python-pptx reads it."""
    return Presentation(io.BytesIO(deck))


def saved(deck: Any) -> bytes:
    """An edited deck, as a CSM would save it."""
    made = io.BytesIO()
    deck.save(made)
    return made.getvalue()


def shapes(deck: Any) -> dict[str, Any]:
    """The shapes that the program drew, by name without its prefix."""
    return {
        shape.name.removeprefix("csp:"): shape
        for slide in deck.slides
        for shape in slide.shapes
        if shape.name.startswith("csp:")
    }


def words(deck: Any) -> list[str]:
    """Every paragraph of every slide, in reading order; a table cell by cell."""
    return [text for slide in deck.slides for text in _texts(slide.shapes)]


def titles(deck: Any) -> list[str]:
    """The titles of the slides."""
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def outside(deck: Any) -> list[str]:
    """The shapes that reach over the edge of their slide."""
    wide, high = Emu(deck.slide_width), Emu(deck.slide_height)
    return [
        f"slide {number}: {shape.name}"
        for number, slide in enumerate(deck.slides, 1)
        for shape in slide.shapes
        if shape.left is not None
        and not (
            shape.left >= -LIMIT
            and shape.top >= -LIMIT
            and shape.left + shape.width <= wide + LIMIT
            and shape.top + shape.height <= high + LIMIT
        )
    ]


def overlapping(deck: Any) -> list[str]:
    """The pairs of drawn shapes that lie over each other."""
    found = []
    for number, slide in enumerate(deck.slides, 1):
        drawn = [each for each in slide.shapes if each.name.startswith("csp:")]
        boxes = [(e.name, e.left, e.top, e.left + e.width, e.top + e.height) for e in drawn]
        for k, one in enumerate(boxes):
            found += [
                f"slide {number}: {one[0]} and {other[0]}"
                for other in boxes[k + 1 :]
                if min(one[3], other[3]) - max(one[1], other[1]) > LIMIT
                and min(one[4], other[4]) - max(one[2], other[2]) > LIMIT
            ]
    return found


def parts(package: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a package, those of nested workbooks too."""
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        for name in read.namelist():
            data = read.read(name)
            yield name, data
            if name.endswith(".xlsx"):
                yield from ((f"{name}!{inner}", held) for inner, held in parts(data))


def _texts(holder: Any) -> Iterator[str]:
    for shape in holder:
        if hasattr(shape, "shapes"):
            yield from _texts(shape.shapes)
        elif getattr(shape, "has_table", False):
            yield from (cell.text for cell in shape.table.iter_cells())
        elif shape.has_text_frame:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
