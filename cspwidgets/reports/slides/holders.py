"""What stands in placeholders: a slide's title, its footer and number, its notes."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.parts.slide import NotesSlidePart
from pptx.slide import Slide

from cspwidgets.pictures.markup import esc
from cspwidgets.reports.plaintext import fit
from cspwidgets.reports.slides.elements import EMU, Box
from cspwidgets.reports.slides.fit import natural_width, shrunk
from cspwidgets.reports.slides.letters import NAMESPACES, Pen, runs_left

_HOLDER = f"{qn('p:nvPr')}/{qn('p:ph')}"
_ABOUT = qn("p:cNvPr")
_NOTES = "/ppt/notesSlides/notesSlide%d.xml"
TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
_SMALLER = (0.92, 0.85, 0.77, 0.7, 0.62, 0.54, 0.46)
_LEAST_TITLE = 12.0
_INSETS = 15.0
_SMALL = 12.0
_NUMBER = 'id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"'


def box_of(shape: Any) -> Box:
    """The place of a shape, its own or inherited."""
    return Box(*(each / EMU for each in (shape.left, shape.top, shape.width, shape.height)))


def holder_of(slide: Any, kinds: tuple[Any, ...]) -> Any:
    """The first placeholder of some kinds on a slide or layout, or None."""
    for element in slide.shapes._spTree:
        mark = element[0].find(_HOLDER) if len(element) else None
        if mark is not None and mark.type in kinds:
            return slide.shapes._shape_factory(element)
    return None


def next_id(slide: Slide) -> int:
    """A number that no shape of a slide has."""
    found = slide.shapes._spTree.iter(_ABOUT)
    return max((int(each.get("id", "0")) for each in found), default=0) + 1


def title_size(text: str, box: Box, size: float) -> float:
    """The size of a title: what the master says, or as small as it must be for its place."""
    sizes = (size, *(max(round(size * smaller), _LEAST_TITLE) for smaller in _SMALLER))
    return shrunk(text, box.width - _INSETS, box.height, sizes)


def write_title(holder: Any, text: str, box: Box, sizes: tuple[float, float], pen: Pen) -> None:
    """Write a title into its placeholder.

    `sizes` are what the master says, and the largest for this deck.
    """
    fits = min(title_size(text, box, sizes[0]), sizes[1])
    _write(holder, (text,), fits if fits != sizes[0] else 0, pen)


def write_lines(holder: Any, texts: tuple[str, ...], box: Box, size: float, pen: Pen) -> None:
    """Write paragraphs into a placeholder, as small as they must be."""
    longest = max(texts, key=len)
    each = Box(box.x, box.y, box.width, box.height / len(texts))
    fits = title_size(longest, each, size)
    _write(holder, texts, fits if fits != size else 0, pen)


def _write(holder: Any, texts: tuple[str, ...], size: float, pen: Pen) -> None:
    body = holder._element.txBody
    for old in body.findall(f"{{{body.nsmap['a']}}}p"):
        body.remove(old)
    for text in texts:
        body.append(parse_xml(_plain(text, size, pen)))


@dataclass(frozen=True, slots=True)
class Foot:
    """A small placeholder of a layout: a footer or a slide's number."""

    name: str
    attributes: str
    width: float
    size: float
    is_number: bool


def feet_of(layout: Any) -> tuple[Foot, ...]:
    """The footer and the number that a layout has places for."""
    made = []
    for holder in layout.placeholders:
        kind = holder.placeholder_format.type
        if kind in (KIND.FOOTER, KIND.SLIDE_NUMBER):
            mark = holder._element.nvSpPr.nvPr.ph
            given = "".join(f' {name}="{esc(value)}"' for name, value in mark.attrib.items())
            width, size = box_of(holder).width, _size_of(layout, holder)
            made.append(Foot(holder.name, given, width, size, kind == KIND.SLIDE_NUMBER))
    return tuple(made)


def write_feet(slide: Slide, feet: tuple[Foot, ...], texts: tuple[str, ...], pen: Pen) -> None:
    """Give a slide its footer, the first of `texts` that fits, and its number."""
    for foot in feet:
        style = f'<a:rPr lang="{esc(pen.language)}" dirty="0"><a:latin typeface="+mn-lt"/></a:rPr>'
        if foot.is_number:
            words = f"<a:fld {_NUMBER}>{style}<a:t>‹#›</a:t></a:fld>"
        else:
            text = foot_text(texts, foot)
            words = f"<a:r>{style}<a:t>{esc(text)}</a:t></a:r>"
        made = parse_xml(_small(foot, words, slide))
        slide.shapes._spTree.insert_element_before(made, "p:extLst")


def foot_text(texts: tuple[str, ...], foot: Foot) -> str:
    """The first of `texts` that fits into a footer in one line; the last one if none does."""
    room = foot.width - _INSETS
    return next((each for each in texts if natural_width(each, foot.size) <= room), texts[-1])


def _size_of(layout: Any, holder: Any) -> float:
    kind = holder.placeholder_format.type
    above = holder_of(layout.slide_master, (kind,))
    for each in (holder, *([above] if above is not None else [])):
        if given := each._element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz"):
            return int(given[0]) / 100
    return _SMALL


def write_notes(slide: Slide, notes: str) -> None:
    """Write what to say about a slide; nothing if there is nothing to say."""
    if not notes:
        return
    if not slide.has_notes_slide:
        others = slide.part.package.presentation_part.presentation.slides
        noted = next((other for other in others if other.has_notes_slide), None)
        if noted is not None:
            _copy_notes_page(noted.notes_slide.part, slide)
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = fit(notes)


def _copy_notes_page(page: Any, to: Slide) -> None:
    # python-pptx makes each notes page anew from its master: a tenth of the time of a deck.
    package, element = page.package, deepcopy(page._element)
    name = package.next_partname(_NOTES)
    made = NotesSlidePart(name, page.content_type, package, element)
    made.relate_to(page.notes_master.part, RELATION.NOTES_MASTER)
    made.relate_to(to.part, RELATION.SLIDE)
    to.part.relate_to(made, RELATION.NOTES_SLIDE)


def _plain(text: str, size: float, pen: Pen) -> str:
    align = ' algn="r" rtl="1"' if runs_left(text) else ""
    given = f' sz="{round(size * 100)}"' if size else ""
    return (
        f"<a:p {NAMESPACES}><a:pPr{align}/><a:r>"
        f'<a:rPr lang="{esc(pen.language)}"{given} dirty="0"/><a:t>{esc(text)}</a:t></a:r></a:p>'
    )


def _small(foot: Foot, words: str, slide: Slide) -> str:
    align = "r" if foot.is_number else "l"
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{next_id(slide)}" name="{esc(foot.name)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{foot.attributes}/></p:nvPr>'
        "</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>"
        f'<a:p><a:pPr algn="{align}"/>{words}</a:p></p:txBody></p:sp>'
    )
