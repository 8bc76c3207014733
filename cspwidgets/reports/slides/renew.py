"""Shapes of a deck get their new words, figures and pictures; what was kept by hand is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Pt

from cspwidgets.pictures.markup import one_line
from cspwidgets.reports.brand import Tell
from cspwidgets.reports.document import ReviewHead
from cspwidgets.reports.slides.canvas import Canvas
from cspwidgets.reports.slides.charts import renew_chart
from cspwidgets.reports.slides.deck import footers_of, pen_of
from cspwidgets.reports.slides.elements import (
    CARD_INSET,
    EMU,
    Box,
    Element,
    Graph,
    Grid,
    Image,
    Words,
)
from cspwidgets.reports.slides.fit import SMALLEST, height_of
from cspwidgets.reports.slides.holders import write_feet
from cspwidgets.reports.slides.images import draw_image, signature_of
from cspwidgets.reports.slides.memory import Memory
from cspwidgets.reports.slides.merge import print_of
from cspwidgets.reports.slides.retable import Drawn, renew_rows
from cspwidgets.reports.slides.retext import paragraph_text, renew_lines
from cspwidgets.reports.slides.spill import make_room, spilled

_TOLERANCE = 1.08
_USUAL = 18.0


class Renewal:
    """Renews the shapes of one deck.

    Attributes
    ----------
    signatures
        By name, what each drawing looks like as it was drawn last.
    emptied
        Slides that may have nothing left on them.
    """

    def __init__(
        self,
        canvas: Canvas,
        head: ReviewHead,
        memory: Memory,
        titles: Mapping[str, str],
        tell: Tell,
    ) -> None:
        self._canvas, self._head, self._memory = canvas, head, memory
        self._titles, self._tell = titles, tell
        self.signatures: dict[str, str] = {}
        self.emptied: list[Any] = []

    def renew(self, slide: Any, shape: Any, element: Element) -> None:
        """Give one shape what its element says now."""
        match element:
            case Words() if shape.has_text_frame:
                self._words(slide, shape, element)
            case Graph() if getattr(shape, "has_chart", False):
                self._graph(shape, element)
            case Image():
                self._image(slide, shape, element)
            case _:
                self._kept(element.key, "What stands here now is not what was drawn", "")

    def renew_table(self, drawn: Sequence[tuple[Any, Any]], grids: Sequence[Grid]) -> None:
        """Give a table, in one part or more, its new rows."""
        key = grids[0].key
        parts = [
            Drawn(next(shape._element.iter(qn("a:tbl"))), pen_of(self._canvas, slide, self._head))
            for slide, shape in drawn
            if getattr(shape, "has_table", False)
        ]
        written = self._memory.rows(f"{key}#")
        if len(parts) != len(drawn) or not written:
            self._kept(key, "What stands here now is not the table that was drawn", "")
            return
        kept = renew_rows(parts, self._memory.rows(key), written[0], grids)
        if kept is None:
            self._kept(key, "The columns of this table were changed", "")
            return
        for was, now in kept:
            self._kept(key, was, now)
        for _, shape in drawn:
            self._alt(shape, f"{key}@", 0, grids[0].caption)
        self._fit_tables(key, drawn)

    def drop(self, slide: Any, shape: Any) -> bool:
        """Remove a shape that the review has no longer, unless somebody changed it."""
        name = shape.name.removeprefix("csp:")
        if not self._is_as_written(shape, name):
            self._kept(name, "This is no longer in the review", "")
            return False
        shape._element.getparent().remove(shape._element)
        return True

    def _is_as_written(self, shape: Any, name: str) -> bool:
        if getattr(shape, "has_chart", False):
            return True
        if getattr(shape, "has_table", False):
            base = name.rpartition("/")[0] or name
            known = {mark for row in self._memory.rows(base) for mark in row}
            known |= {mark for row in self._memory.rows(f"{base}#") for mark in row}
            texts = (cell.text for cell in shape.table.iter_cells())
            return all(print_of(text.replace("\n", " ")) in known for text in texts)
        if shape.has_text_frame:
            known = {mark for _, mark in self._memory.lines(name)}
            texts = (paragraph_text(each._p) for each in shape.text_frame.paragraphs)
            return all(print_of(text) in known for text in texts if text.strip())
        return [signature_of(shape._element)] == self._memory.prints.get(f"{name}~")

    def _words(self, slide: Any, shape: Any, words: Words) -> None:
        body = shape.text_frame._txBody
        pen = pen_of(self._canvas, slide, self._head)
        for was, now in renew_lines(body, self._memory.lines(words.key), words.lines, pen):
            self._kept(words.key, was, now)
        self._refit(shape, words)

    def _graph(self, shape: Any, graph: Graph) -> None:
        if not renew_chart(shape.chart, graph.chart):
            self._kept(graph.key, "This chart is of another kind now", "")
            return
        self._alt(shape, graph.key, 0, graph.chart.alt)
        if shape.chart.has_title:
            body = shape.chart.chart_title.text_frame
            written = self._memory.prints.get(graph.key, ["", ""])[1]
            if print_of(body.text) == written and body.paragraphs[0].runs:
                body.paragraphs[0].runs[0].text = one_line(graph.chart.title)

    def _image(self, slide: Any, shape: Any, image: Image) -> None:
        name = f"{image.key}~"
        written = self._memory.prints.get(name, [""])
        if signature_of(shape._element) != written[0]:
            self.signatures[name] = written[0]
            self._kept(image.key, "The drawing was changed", "")
            return
        picture = image.picture
        points = min(shape.width / picture.width, shape.height / picture.height) / EMU
        box = Box(
            shape.left / EMU, shape.top / EMU, picture.width * points, picture.height * points
        )
        placed = Image(key=image.key, picture=picture, box=box)
        old = shape._element
        pen = pen_of(self._canvas, slide, self._head)
        number = max(int(each) for each in slide.shapes._spTree.xpath("//p:cNvPr/@id")) + 1
        fresh = draw_image(slide, placed, pen, number)
        old.addprevious(fresh._element)
        old.getparent().remove(old)
        self.signatures[name] = signature_of(fresh._element)

    def _alt(self, shape: Any, name: str, place: int, alt: str) -> None:
        written = self._memory.prints.get(name, [])
        mark = shape._element._nvXxPr.cNvPr
        if written and print_of(mark.get("descr", "")) == written[place]:
            mark.set("descr", one_line(alt))

    def _fit_tables(self, key: str, drawn: Sequence[tuple[Any, Any]]) -> None:
        number = len(drawn)
        for slide, shape in drawn:
            bottom = make_room(slide, shape, self._canvas.places.area.bottom)
            table = next(shape._element.iter(qn("a:tbl")))
            if len(table.findall(qn("a:tr"))) == 1 and number > 1:
                shape._element.getparent().remove(shape._element)
                self.emptied.append(slide)
                continue
            here, frame = slide, shape._element
            while True:
                number += 1
                fresh = spilled(self._canvas, here, frame, bottom, f"{key}/{number}")
                if fresh is None:
                    break
                self._title_like(fresh, slide)
                here, bottom = fresh, self._canvas.places.area.bottom
                frame = next(fresh.shapes._spTree.iter(qn("p:graphicFrame")))

    def _title_like(self, fresh: Any, slide: Any) -> None:
        if slide.shapes.title is not None:
            fresh.shapes.title.text_frame.text = slide.shapes.title.text_frame.text
        pen = pen_of(self._canvas, fresh, self._head)
        write_feet(fresh, self._canvas.places.feet, footers_of(self._head), pen)

    def _refit(self, shape: Any, words: Words) -> None:
        frame = shape.text_frame
        inner = shape.width - (frame.margin_left or 0) - (frame.margin_right or 0)
        runs = [run for paragraph in frame.paragraphs for run in paragraph.runs]
        room = (shape.height - (frame.margin_top or 0) - (frame.margin_bottom or 0)) / EMU
        room = max(room, words.box.height - 2 * CARD_INSET * words.card)
        while runs:
            needed = sum(_paragraph_height(each, inner / EMU) for each in frame.paragraphs)
            sizes = [run.font.size.pt for run in runs if run.font.size]
            if needed <= room * _TOLERANCE or not sizes or max(sizes) <= SMALLEST:
                break
            for run in runs:
                if run.font.size and run.font.size.pt > SMALLEST:
                    run.font.size = Pt(max(run.font.size.pt - 1, SMALLEST))
        else:
            return
        if needed > room * _TOLERANCE:
            shape.height = round((needed + 4) * EMU)
            where = self._titles.get(words.key.partition(":")[0], words.key)
            self._tell(f"{where}: the new words are longer; look whether they have room.")

    def _kept(self, key: str, was: str, now: str) -> None:
        where = self._titles.get(key.partition(":")[0], key)
        if now:
            self._tell(f"{where}: “{was}” is kept as somebody wrote it; the review says “{now}”.")
        else:
            self._tell(f"{where}: “{was}” is kept; it is not what the review wrote last.")


def _paragraph_height(paragraph: Any, width: float) -> float:
    above = paragraph.space_before.pt if paragraph.space_before else 0.0
    return above + height_of(paragraph.text, width, _size(paragraph))


def _size(paragraph: Any) -> float:
    sizes = [run.font.size.pt for run in paragraph.runs if run.font.size]
    return max(sizes, default=_USUAL)
