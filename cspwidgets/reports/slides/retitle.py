"""Titles, footers, notes and the cover of a deck that is refreshed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from cspwidgets.reports.brand import Tell
from cspwidgets.reports.document import ReviewHead, Section
from cspwidgets.reports.plaintext import fit
from cspwidgets.reports.slides.arrange import title_of
from cspwidgets.reports.slides.canvas import Canvas
from cspwidgets.reports.slides.deck import cover_lines, footers_of, language_of, pen_of
from cspwidgets.reports.slides.elements import Line
from cspwidgets.reports.slides.holders import TITLES, foot_text, holder_of
from cspwidgets.reports.slides.memory import Memory
from cspwidgets.reports.slides.merge import print_of
from cspwidgets.reports.slides.retext import renew_lines


def renew_places(
    canvas: Canvas,
    head: ReviewHead,
    sections: Iterable[Section],
    old: Memory,
    new: Memory,
    tell: Tell,
) -> None:
    """Renew what stands in placeholders, where it is still as it was written."""
    for section in sections:
        slides = [slide for slide in canvas.deck.slides if section_of(slide, old) == section.kind]
        if section.kind == "cover":
            _cover(canvas, slides, head, old, tell)
            _notes(slides, section, old)
            continue
        marks = old.prints.get(f"{section.kind}!title", [])
        for place, slide in enumerate(slides, 1):
            title = title_of(section.title, place, len(slides), language_of(head))
            new.prints.setdefault(f"{section.kind}!title", []).append(print_of(title))
            _renew(canvas, slide, holder_of(slide, TITLES), marks, title, head, tell)
        _notes(slides, section, old)
    for slide in canvas.deck.slides:
        _foot(canvas, slide, head, old)


def section_of(slide: Any, memory: Memory) -> str:
    """Which section's slide it is, by the names of its shapes; "" for one that a CSM added."""
    for shape in slide.shapes:
        if shape.name.startswith("csp:"):
            return str(shape.name[4:].partition(":")[0])
    title = holder_of(slide, TITLES)
    marks = memory.prints.get("cover!title", [])
    return "cover" if title is not None and print_of(title.text_frame.text) in marks else ""


def _cover(
    canvas: Canvas, slides: Sequence[Any], head: ReviewHead, old: Memory, tell: Tell
) -> None:
    for slide in slides[:1]:
        title, about = cover_lines(head)
        marks = old.prints.get("cover!title", [])
        _renew(canvas, slide, holder_of(slide, TITLES), marks, title, head, tell)
        if (holder := holder_of(slide, (KIND.SUBTITLE,))) is None:
            continue
        lines = [Line(id=str(place), text=text, size=20) for place, text in enumerate(about)]
        written = [(str(k), mark) for k, mark in enumerate(old.prints.get("cover!text", []))]
        pen = pen_of(canvas, slide, head)
        for was, now in renew_lines(holder._element.txBody, written, lines, pen):
            tell(f"{title}: “{was}” is kept as somebody wrote it; the review says “{now}”.")


def _renew(
    canvas: Canvas,
    slide: Any,
    holder: Any,
    marks: Sequence[str],
    text: str,
    head: ReviewHead,
    tell: Tell,
) -> None:
    if holder is None:
        return
    was = holder.text_frame.text
    if print_of(was) not in marks:
        if print_of(was) != print_of(text):
            tell(f"The title “{was}” is kept as somebody wrote it; the review says “{text}”.")
        return
    written = [("text", print_of(was))]
    line = Line(id="text", text=text, size=canvas.places.title_size)
    renew_lines(holder._element.txBody, written, [line], pen_of(canvas, slide, head))


def _notes(slides: Sequence[Any], section: Section, old: Memory) -> None:
    marks = old.prints.get(f"{section.kind}!notes", [])
    noted = [slide for slide in slides if slide.has_notes_slide]
    for slide in noted:
        frame = slide.notes_slide.notes_text_frame
        if frame is not None and section.notes and print_of(frame.text) in marks:
            frame.text = fit(section.notes)
    if not noted and not marks and section.notes and slides:
        slides[0].notes_slide.notes_text_frame.text = fit(section.notes)


def _foot(canvas: Canvas, slide: Any, head: ReviewHead, old: Memory) -> None:
    holder = holder_of(slide, (KIND.FOOTER,))
    if holder is None or print_of(holder.text_frame.text) not in old.prints.get("!feet", []):
        return
    texts = footers_of(head)
    was = holder.text_frame.text
    text = next(
        (foot_text(texts, foot) for foot in canvas.places.feet if not foot.is_number), texts[0]
    )
    line = Line(id="text", text=text, size=10)
    renew_lines(
        holder._element.txBody, [("text", print_of(was))], [line], pen_of(canvas, slide, head)
    )
