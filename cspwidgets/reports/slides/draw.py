"""Elements as shapes on a slide: named by their keys, so that a refresh finds them again."""

from __future__ import annotations

from pptx.oxml import parse_xml
from pptx.slide import Slide as DeckSlide

from cspwidgets.pictures.markup import esc
from cspwidgets.reports.slides.charts import draw_chart
from cspwidgets.reports.slides.elements import (
    CARD_INSET,
    CELL_INSET_X,
    CELL_INSET_Y,
    EMU,
    Box,
    Element,
    Graph,
    Grid,
    Image,
    Line,
    Row,
    Words,
    row_height,
)
from cspwidgets.reports.slides.holders import next_id
from cspwidgets.reports.slides.images import draw_image
from cspwidgets.reports.slides.letters import NAMESPACES, Pen

PREFIX = "csp:"
_LIKELY = 1.1
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"


def draw(slide: DeckSlide, element: Element, pen: Pen) -> None:
    """Draw an element after all that the slide has."""
    match element:
        case Words():
            _append(slide, _words(element, pen, next_id(slide)))
        case Grid():
            _append(slide, _grid(element, pen, next_id(slide)))
        case Graph():
            draw_chart(slide, element, pen.look)
        case Image():
            draw_image(slide, element, pen, next_id(slide))


def row_xml(row: Row, height: float, pen: Pen, *, is_head: bool = False) -> str:
    """A row of a table as an `a:tr` element."""
    # The words of the outer columns stand under the edges of the title.
    cells = "".join(
        cell_xml(cell, pen, is_head=is_head, edges=(place == 0, place == len(row) - 1))
        for place, cell in enumerate(row)
    )
    return f'<a:tr h="{_emu(height)}">{cells}</a:tr>'


def cell_xml(
    lines: tuple[Line, ...], pen: Pen, *, is_head: bool = False, edges: tuple[bool, bool]
) -> str:
    """A cell of a table as an `a:tc` element, with a hairline under it.

    `edges` says whether it is the first and the last one of its row.
    """
    width = EMU * 5 // 4 if is_head else EMU * 3 // 4
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    line = f'<a:lnB w="{width}"><a:solidFill>{pen.look.line}</a:solidFill></a:lnB>'
    left, right = (0 if edge else _emu(CELL_INSET_X) for edge in edges)
    y = _emu(CELL_INSET_Y)
    anchor = "b" if is_head else "t"
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{pen.paragraphs(lines)}</a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{y}" marB="{y}" anchor="{anchor}">'
        f"{none}{line}<a:noFill/></a:tcPr></a:tc>"
    )


def _words(words: Words, pen: Pen, shape_id: int) -> str:
    inset = _emu(CARD_INSET) if words.card else 0
    shape, fill = "rect", "<a:noFill/>"
    if words.card:
        shape, fill = "roundRect", f"<a:solidFill>{pen.look.card}</a:solidFill>"
    rounding = '<a:gd name="adj" fmla="val 7000"/>' if words.card else ""
    kind = "" if words.card else ' txBox="1"'
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{shape_id}" name="{_name(words.key)}"/>'
        f"<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr><p:spPr>{_frame(words.box)}"
        f'<a:prstGeom prst="{shape}"><a:avLst>{rounding}</a:avLst></a:prstGeom>{fill}'
        f'<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="{inset}" '
        f'tIns="{inset}" rIns="{inset}" bIns="{inset}" anchor="t"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{pen.paragraphs(words.lines)}</p:txBody></p:sp>"
    )


def _grid(grid: Grid, pen: Pen, shape_id: int) -> str:
    columns = "".join(f'<a:gridCol w="{_emu(width)}"/>' for width in grid.widths)
    rows = [(grid.header, True), *((row, False) for row in grid.rows)]
    # Rows grow with their words but never shrink: the upper bound is for planning, not for show.
    least = [width * _LIKELY for width in grid.widths]
    drawn = "".join(row_xml(row, row_height(row, least), pen, is_head=head) for row, head in rows)
    return (
        f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr>"
        f'<p:cNvPr id="{shape_id}" name="{_name(grid.name)}" descr="{esc(grid.caption)}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f"</p:nvGraphicFramePr>{_frame(grid.box, 'p')}"
        f'<a:graphic><a:graphicData uri="{_TABLE}"><a:tbl><a:tblPr firstRow="1" firstCol="1">'
        f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>"
        f"{drawn}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _frame(box: Box, prefix: str = "a") -> str:
    return (
        f'<{prefix}:xfrm><a:off x="{_emu(box.x)}" y="{_emu(box.y)}"/>'
        f'<a:ext cx="{_emu(box.width)}" cy="{_emu(box.height)}"/></{prefix}:xfrm>'
    )


def _append(slide: DeckSlide, xml: str) -> None:
    slide.shapes._spTree.insert_element_before(parse_xml(xml), "p:extLst")


def _name(key: str) -> str:
    return esc(PREFIX + key)


def _emu(points: float) -> int:
    return round(points * EMU)
