"""New numbers in a deck that a CSM has edited: what they did to it survives.

Shapes are found by their names; what was written last is in the deck's memory. What a CSM moved or
restyled stays so, what they reworded or added is kept, what they deleted stays deleted; what the
review has anew comes on slides at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.brand import Brand, Tell
from cspwidgets.reports.document import ReviewHead, Section
from cspwidgets.reports.pages import head_of, pieces_of
from cspwidgets.reports.slides.canvas import Canvas
from cspwidgets.reports.slides.deck import (
    canvas_for,
    draw_slide,
    memory_of,
    planned_of,
    title_size_of,
)
from cspwidgets.reports.slides.elements import Element, Grid, Slide
from cspwidgets.reports.slides.memory import Memory, read_memory, write_memory
from cspwidgets.reports.slides.merge import print_of
from cspwidgets.reports.slides.opened import open_pptx
from cspwidgets.reports.slides.package import bytes_of
from cspwidgets.reports.slides.renew import Renewal
from cspwidgets.reports.slides.retitle import renew_places
from cspwidgets.reports.slides.spill import remove_slide


def refreshed(deck: bytes, notebook: Mapping[str, Any], brand: Brand, tell: Tell) -> bytes:
    """The deck with the numbers of an executed notebook; `tell` hears what was kept by hand.

    Raises
    ------
    UnreadableFile
        It is no deck of ours, or one of another account.
    """
    pieces = pieces_of(notebook)
    head = head_of(pieces)
    sections = [piece for piece in pieces if isinstance(piece, Section)]
    opened = open_pptx(deck, "The deck")
    memory = read_memory(opened)
    _check(memory, head)
    assert memory
    canvas = canvas_for(opened, brand, is_own=memory.is_own)
    planned = [slide for each in sections for slide in planned_of(each, canvas, head)]
    new = memory_of(head, sections, planned, is_own=memory.is_own)
    _Refreshing(canvas, head, memory, new, planned, tell).run(sections)
    return bytes_of(opened, head)


class _Refreshing:
    """One deck on its way to new numbers."""

    def __init__(
        self,
        canvas: Canvas,
        head: ReviewHead,
        old: Memory,
        new: Memory,
        planned: list[Slide],
        tell: Tell,
    ) -> None:
        self._canvas, self._head, self._tell = canvas, head, tell
        self._old, self._new, self._planned = old, new, planned
        self._before = [
            (slide, shape) for slide in canvas.deck.slides for shape in _ours(slide.shapes)
        ]

    def run(self, sections: list[Section]) -> None:
        titles: dict[str, str] = {section.kind: section.title for section in sections}
        renewal = Renewal(self._canvas, self._head, self._old, titles, self._tell)
        grids: dict[str, list[Grid]] = {}
        others: dict[str, Element] = {}
        for element in (each for slide in self._planned for each in slide.elements):
            if isinstance(element, Grid):
                grids.setdefault(element.key, []).append(element)
            else:
                others[element.key] = element
        for slide, shape in self._before:
            name = shape.name.removeprefix("csp:")
            if name in others:
                renewal.renew(slide, shape, others[name])
        for key, parts in grids.items():
            drawn = [(slide, shape) for slide, shape in self._before if _base(shape) == key]
            if drawn:
                renewal.renew_table(drawn, parts)
        emptied = [
            slide
            for slide, shape in self._before
            if _base(shape) not in grids
            and shape.name.removeprefix("csp:") not in others
            and renewal.drop(slide, shape)
        ]
        self._add_new(grids)
        for slide in {id(each): each for each in (*emptied, *renewal.emptied)}.values():
            if not [each for each in slide.shapes if not each.is_placeholder]:
                remove_slide(self._canvas, slide)
        for name, mark in renewal.signatures.items():
            self._new.prints[name] = [mark]
        renew_places(self._canvas, self._head, sections, self._old, self._new, self._tell)
        write_memory(self._canvas.deck, self._new)

    def _add_new(self, grids: Mapping[str, list[Grid]]) -> None:
        largest = title_size_of(self._planned, self._canvas)
        there = {_section(shape) for _, shape in self._before}
        for slide in self._planned:
            if self._old.has(slide.section) and slide.section not in there:
                continue
            elements = tuple(
                each
                for each in slide.elements
                if each.key not in self._old.prints
                or (isinstance(each, Grid) and f"{each.key}#" not in self._old.prints)
            )
            if elements:
                draw_slide(
                    self._canvas,
                    slide.only(elements, self._canvas.places.area.y),
                    self._head,
                    largest,
                )


def _check(memory: Memory | None, head: ReviewHead) -> None:
    if memory is None:
        told = (
            "This deck was not made here, or a program that saved it dropped what tells our words "
            "from yours. Make a new one, and move your slides into it."
        )
        raise UnreadableFile(told)
    if memory.account != print_of(head.account):
        told = f"This deck is another account's, not that of {head.name}. Choose its own deck."
        raise UnreadableFile(told)


def _ours(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.name.startswith("csp:") and not shape.is_placeholder:
            yield shape
        elif hasattr(shape, "shapes"):
            yield from _ours(shape.shapes)


def _base(shape: Any) -> str:
    name: str = shape.name.removeprefix("csp:")
    start, _, number = name.rpartition("/")
    return start if start and number.isdigit() and shape.has_table else name


def _section(shape: Any) -> str:
    return str(shape.name.removeprefix("csp:").partition(":")[0])
