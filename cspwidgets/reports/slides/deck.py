"""A review as a deck: a cover, then the slides of each section, on a master."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.slide import Slide as DeckSlide

from cspwidgets.errors import NotFound
from cspwidgets.language import ENGLISH, Language
from cspwidgets.reports.brand import Brand, Tell
from cspwidgets.reports.document import ReviewHead, Section
from cspwidgets.reports.pages import head_of, pieces_of
from cspwidgets.reports.slides.arrange import slides_of
from cspwidgets.reports.slides.canvas import Canvas, canvas_of
from cspwidgets.reports.slides.draw import draw
from cspwidgets.reports.slides.elements import Slide
from cspwidgets.reports.slides.holders import (
    TITLES,
    box_of,
    holder_of,
    write_feet,
    write_lines,
    write_notes,
    write_title,
)
from cspwidgets.reports.slides.letters import Pen
from cspwidgets.reports.slides.look import own_look
from cspwidgets.reports.slides.master import master_of
from cspwidgets.reports.slides.package import bytes_of

_COVER_TEXT = 20.0


def deck_of(notebook: Mapping[str, Any], brand: Brand, master: bytes | None, tell: Tell) -> bytes:
    """The deck of an executed notebook."""
    pieces = pieces_of(notebook)
    head = head_of(pieces)
    canvas = _own_canvas(brand)
    for section in pieces:
        if isinstance(section, Section):
            draw_section(canvas, section, head)
    return bytes_of(canvas.deck, head)


def draw_section(canvas: Canvas, section: Section, head: ReviewHead) -> None:
    """Draw the slides of a section after all others."""
    if section.kind == "cover":
        _cover(canvas, section, head)
        if not section.blocks:
            return
    for slide in slides_of(section, canvas.area, language_of(head)):
        _content(canvas, slide, head)


def language_of(head: ReviewHead) -> Language:
    """The language of the few words that slides add; English if there is no catalogue."""
    try:
        return Language.of(head.language)
    except NotFound:
        return ENGLISH


def footers_of(head: ReviewHead) -> tuple[str, ...]:
    """What may stand at the foot of a slide, longest first."""
    words = language_of(head)
    inner = words.say("Internal, not for the customer") if head.audience == "internal" else ""
    short = [each for each in (head.period_in_words, inner) if each]
    return " · ".join((head.name, *short)), " · ".join(short)


def _own_canvas(brand: Brand) -> Canvas:
    deck = pptx.Presentation(io.BytesIO(master_of(brand.theme)))
    canvas = canvas_of(deck, own_look(brand.theme))
    assert canvas
    return canvas


def _cover(canvas: Canvas, section: Section, head: ReviewHead) -> None:
    slide = canvas.add(canvas.cover)
    pen = _pen(canvas, slide, head)
    words = language_of(head)
    write_title(slide, head.name, box_of(holder_of(slide, TITLES)), canvas.cover_size, pen)
    about = (
        f"{head.title} · {head.period_in_words}",
        words.say("{vendor}, as of {day}", vendor=head.vendor, day=head.as_of_in_words),
    )
    if holder := holder_of(slide, (KIND.SUBTITLE,)):
        write_lines(holder, about, box_of(holder), _COVER_TEXT, pen)
    _finish(slide, "cover", section.notes)


def _content(canvas: Canvas, planned: Slide, head: ReviewHead) -> None:
    slide = canvas.add(canvas.content)
    pen = _pen(canvas, slide, head)
    write_title(slide, planned.title, canvas.title, canvas.title_size, pen)
    for element in planned.elements:
        draw(slide, element, pen)
    write_feet(slide, canvas.feet, footers_of(head), pen)
    _finish(slide, planned.section, planned.notes)


def _finish(slide: DeckSlide, section: str, notes: str) -> None:
    holder_of(slide, TITLES).name = f"csp:{section}:title"
    if notes:
        write_notes(slide, notes)


def _pen(canvas: Canvas, slide: DeckSlide, head: ReviewHead) -> Pen:
    def relate(link: str) -> str:
        return slide.part.relate_to(link, RT.HYPERLINK, is_external=True)

    return Pen(canvas.look, head.language, relate)
