"""A review as a deck: a cover, then the slides of each section, on a master."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation
from pptx.slide import Slide as DeckSlide

from cspwidgets.errors import NotFound, UnreadableFile
from cspwidgets.language import ENGLISH, Language
from cspwidgets.reports.brand import Brand, Tell
from cspwidgets.reports.document import ReviewHead, Section
from cspwidgets.reports.pages import head_of, pieces_of
from cspwidgets.reports.slides.arrange import slides_of
from cspwidgets.reports.slides.canvas import Canvas, Places, places_of
from cspwidgets.reports.slides.draw import draw
from cspwidgets.reports.slides.elements import Slide
from cspwidgets.reports.slides.holders import (
    TITLES,
    holder_of,
    title_size,
    write_feet,
    write_lines,
    write_notes,
    write_title,
)
from cspwidgets.reports.slides.images import logo_of
from cspwidgets.reports.slides.letters import Pen
from cspwidgets.reports.slides.look import firm_look, own_look
from cspwidgets.reports.slides.master import master_of
from cspwidgets.reports.slides.memory import Memory, write_memory
from cspwidgets.reports.slides.merge import print_of
from cspwidgets.reports.slides.opened import drop_slides, grounds_of, open_pptx
from cspwidgets.reports.slides.package import bytes_of, deck_from

_COVER_TEXT = 20.0
_LEAST_SHARE = 0.6


def deck_of(notebook: Mapping[str, Any], brand: Brand, master: bytes | None, tell: Tell) -> bytes:
    """The deck of an executed notebook."""
    pieces = pieces_of(notebook)
    head = head_of(pieces)
    if master is None:
        own = _master(brand, tell)
        empty = deck_from(own)
        canvas = canvas_for(empty, brand, is_own=True, places=_own_places(own))
    else:
        empty = open_pptx(master, "The master")
        drop_slides(empty)
        canvas = canvas_for(empty, brand, is_own=False)
    sections = [piece for piece in pieces if isinstance(piece, Section)]
    if len(sections) < len(pieces):
        tell(
            "What was added to the notebook is in the page, not in the slides. Put it into the "
            "deck; csp qbr --refresh keeps it there."
        )
    planned = [slide for section in sections for slide in planned_of(section, canvas, head)]
    for section in sections:
        if section.kind == "cover":
            _cover(canvas, section, head)
    largest = title_size_of(planned, canvas)
    for slide in planned:
        draw_slide(canvas, slide, head, largest)
    memory = memory_of(head, sections, planned, is_own=master is None)
    memory.draw(canvas.deck)
    write_memory(canvas.deck, memory)
    return bytes_of(canvas.deck, head)


def canvas_for(
    deck: Presentation, brand: Brand, *, is_own: bool, places: Places | None = None
) -> Canvas:
    """What to draw on: a deck on our master, or on a firm's; its `places` if they are known.

    Raises
    ------
    UnreadableFile
        The firm's master has no layout that a slide could stand on.
    """
    look = own_look(brand.theme) if is_own else firm_look(brand.theme, **grounds_of(deck))
    found = places or places_of(deck)
    if found is None:
        told = "The master has no layout with a title and room under it. Add one, as “Title Only”."
        raise UnreadableFile(told)
    return Canvas(deck, look, found)


@lru_cache(maxsize=8)
def _own_places(master: bytes) -> Places | None:
    return places_of(deck_from(master))


def planned_of(section: Section, canvas: Canvas, head: ReviewHead) -> list[Slide]:
    """The slides of a section; of the cover, those for what else it holds."""
    if section.kind == "cover" and not section.blocks:
        return []
    return slides_of(section, canvas.places.area, language_of(head))


def memory_of(
    head: ReviewHead, sections: Sequence[Section], planned: Sequence[Slide], *, is_own: bool
) -> Memory:
    """What a deck will have been given when all planned is drawn."""
    memory = Memory(print_of(head.account), is_own)
    for slide in planned:
        memory.add(slide)
    for section in sections:
        if section.notes:
            memory.prints[f"{section.kind}!notes"] = [print_of(section.notes)]
    title, about = cover_lines(head)
    memory.prints["cover!title"] = [print_of(title)]
    memory.prints["cover!text"] = [print_of(text) for text in about]
    memory.prints["!feet"] = [print_of(text) for text in footers_of(head)]
    return memory


def title_size_of(planned: Sequence[Slide], canvas: Canvas) -> float:
    """The size that the titles of a deck share, so that they do not change from slide to slide.

    A title that is far longer than the others is smaller alone.
    """
    usual = canvas.places.title_size
    sizes = (title_size(slide.title, canvas.places.title, usual) for slide in planned)
    return min((size for size in sizes if size >= _LEAST_SHARE * usual), default=usual)


def draw_slide(canvas: Canvas, planned: Slide, head: ReviewHead, largest: float) -> None:
    """Draw one planned slide after all others; `largest` is the largest size of a title."""
    slide, places = canvas.add(), canvas.places
    pen = pen_of(canvas, slide, head)
    title = _title_of(slide, planned.section)
    write_title(title, planned.title, places.title, (places.title_size, largest), pen)
    for element in planned.elements:
        draw(slide, element, pen)
    write_feet(slide, places.feet, footers_of(head), pen)
    write_notes(slide, planned.notes)


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


def cover_lines(head: ReviewHead) -> tuple[str, tuple[str, ...]]:
    """The title of the cover, and what stands under it."""
    words = language_of(head)
    as_of = words.say("{vendor}, as of {day}", vendor=head.vendor, day=head.as_of_in_words)
    return head.name, (f"{head.title} · {head.period_in_words}", as_of)


def pen_of(canvas: Canvas, slide: Any, head: ReviewHead) -> Pen:
    """What writes on a slide."""

    def relate(link: str) -> str:
        return str(slide.part.relate_to(link, RT.HYPERLINK, is_external=True))

    return Pen(canvas.look, head.language, relate)


def _master(brand: Brand, tell: Tell) -> bytes:
    logo = logo_of(brand.logo, tell)
    try:
        return master_of(brand.theme, logo)
    except (OSError, ValueError) as error:  # as Pillow says that it is no picture
        tell(f"The logo is left out of the slides: it cannot be read ({error}).")
        return master_of(brand.theme)


def _cover(canvas: Canvas, section: Section, head: ReviewHead) -> None:
    slide = canvas.add_cover()
    pen = pen_of(canvas, slide, head)
    title, about = cover_lines(head)
    places = canvas.places
    size = places.cover_size
    write_title(_title_of(slide, "cover"), title, places.cover_title, (size, size), pen)
    if places.cover_text and (holder := holder_of(slide, (KIND.SUBTITLE,))):
        write_lines(holder, about, places.cover_text, _COVER_TEXT, pen)
    write_notes(slide, section.notes)


def _title_of(slide: DeckSlide, section: str) -> Any:
    holder = holder_of(slide, TITLES)
    holder.name = f"csp:{section}:title"
    return holder
