"""One of our drawings as native shapes: crisp at any size, and a CSM can edit every word of it.

Shapes, lines and words of the SVG become shapes, lines and text boxes of one group, with the
styles that `route.css` gives them. Shapes take their names from the drawing's titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, fromstring

from cspwidgets.pictures.markup import esc, one_line
from cspwidgets.pictures.text import Font, measure
from cspwidgets.reports.slides.elements import EMU, Box
from cspwidgets.reports.slides.letters import NAMESPACES, runs_left
from cspwidgets.reports.slides.svgpath import Step, extent_of, path_xml, steps_of
from cspwidgets.reports.slides.svgstyle import Ancestors, Sheet, kin

_SKIPPED = {"title", "desc", "style", "defs", "linearGradient"}
_ASCENT, _LINE = 0.97, 1.21
_ANCHORS = {"start": "l", "middle": "ctr", "end": "r"}
_BOLD = 550
_LONGEST_NAME = 120


class UnknownDrawingError(Exception):
    """A drawing uses what is not known here."""


@dataclass(slots=True)
class _Drawing:
    sheet: Sheet
    left: float
    top: float
    scale: float
    number: int
    language: str
    gradients: dict[str, str] = field(default_factory=dict)

    def next_number(self) -> int:
        self.number += 1
        return self.number


Style = Mapping[str, str]


def group_xml(
    svg: str, sheet: Sheet, box: Box, *, key: str, alt: str, number: int, language: str
) -> str:
    """A drawing as a `p:grpSp` in a box; `number` is the id of the group.

    Raises
    ------
    UnknownDrawingError
        It has something that our drawings never have.
    """
    root = fromstring(svg)
    width = float(root.get("width") or 0)
    if not width:
        raise UnknownDrawingError("no width")
    drawing = _Drawing(sheet, box.x, box.y, box.width / width, number, language)
    shapes = "".join(_shapes(root, (), {}, "", drawing))
    x, y, w, h = box.emu
    return (
        f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name="{esc(key)}" '
        f'descr="{esc(alt)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/></a:xfrm></p:grpSpPr>'
        f"{shapes}</p:grpSp>"
    )


def _shapes(
    element: Element, ancestors: Ancestors, inherited: Style, name: str, drawing: _Drawing
) -> Iterator[str]:
    style = drawing.sheet.style(element, ancestors, inherited)
    tag = kin(element)[0]
    if "transform" in element.attrib:
        raise UnknownDrawingError("transform")
    titled = next((child.text or "" for child in element if kin(child)[0] == "title"), name)
    match tag:
        case "svg" | "g":
            inner = (*ancestors, kin(element))
            _learn_gradients(element, inner, style, drawing)
            for child in element:
                if kin(child)[0] not in _SKIPPED:
                    yield from _shapes(child, inner, style, titled, drawing)
        case "rect" | "circle":
            yield _solid(_box(element, tag), _rounding(element, tag), style, titled, drawing)
        case "path":
            yield _path(element, style, titled, drawing)
        case "text":
            yield _text(element, (*ancestors, kin(element)), style, drawing)
        case _:
            raise UnknownDrawingError(tag)


def _learn_gradients(
    element: Element, ancestors: Ancestors, style: Style, drawing: _Drawing
) -> None:
    for child in element.iter():
        if kin(child)[0] != "linearGradient":
            continue
        inner = (*ancestors, kin(child))
        stops = []
        for stop in child:
            given = drawing.sheet.style(stop, inner, style)
            place = round(float(stop.get("offset", "0")) * 100_000)
            share = given.get("stop-opacity", "1")
            stops.append(f'<a:gs pos="{place}">{_colour(given["stop-color"], share)}</a:gs>')
        made = f'<a:gradFill><a:gsLst>{"".join(stops)}</a:gsLst><a:lin ang="0"/></a:gradFill>'
        drawing.gradients[f"url(#{child.get('id')})"] = made


def _box(element: Element, tag: str) -> Box:
    if tag == "circle":
        x, y, r = (float(element.get(name, "0")) for name in ("cx", "cy", "r"))
        return Box(x - r, y - r, 2 * r, 2 * r)
    return Box(*(float(element.get(name, "0")) for name in ("x", "y", "width", "height")))


def _rounding(element: Element, tag: str) -> str:
    if tag == "circle":
        return '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
    box, radius = _box(element, tag), float(element.get("rx", "0"))
    short = min(box.width, box.height)
    share = round(min(radius / short, 0.5) * 100_000) if short else 0
    if not share:
        return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    guide = f'<a:gd name="adj" fmla="val {share}"/>'
    return f'<a:prstGeom prst="roundRect"><a:avLst>{guide}</a:avLst></a:prstGeom>'


def _path(element: Element, style: Style, name: str, drawing: _Drawing) -> str:
    steps = steps_of(element.get("d", ""))
    if not steps:
        raise UnknownDrawingError("path")
    left, top, right, bottom = extent_of(steps)
    box = Box(left, top, right - left, bottom - top)
    if [step.kind for step in steps] == ["move", "line"]:
        return _solid(box, '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>', style, name, drawing)
    return _solid(box, _free(steps, left, top, style, drawing), style, name, drawing)


def _free(steps: list[Step], left: float, top: float, style: Style, drawing: _Drawing) -> str:
    filled = style.get("fill", "#000000") != "none"
    drawn = path_xml(steps, left, top, drawing.scale * EMU, filled=filled)
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{drawn}</a:pathLst></a:custGeom>'
    )


def _solid(box: Box, geometry: str, style: Style, name: str, drawing: _Drawing) -> str:
    label = esc(one_line(name)[:_LONGEST_NAME] or "Shape")
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{drawing.next_number()}" name="{label}"/><p:cNvSpPr/>'
        f"<p:nvPr/></p:nvSpPr><p:spPr>{_frame(box, drawing)}{geometry}"
        f"{_fill(style, drawing)}{_stroke(style, drawing)}</p:spPr></p:sp>"
    )


def _text(element: Element, ancestors: Ancestors, style: Style, drawing: _Drawing) -> str:
    pieces = [(element.text or "", style)]
    for child in element:
        pieces.append((child.text or "", drawing.sheet.style(child, ancestors, style)))
        pieces.append((child.tail or "", style))
    whole = one_line("".join(text for text, _ in pieces))
    size = float(style.get("font-size", "12.5px").removesuffix("px"))
    wide = measure(whole, Font(size, _is_bold(style))) + 2
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    anchor = _ANCHORS[style.get("text-anchor", "start")]
    left = {"l": x, "ctr": x - wide / 2, "r": x - wide}[anchor]
    box = Box(left, y - _ASCENT * size, wide, _LINE * size)
    runs = "".join(_run(text, given, drawing) for text, given in pieces if text.strip())
    turned = ' rtl="1"' if runs_left(whole) else ""
    rim = style.get("stroke", "none")
    ground = f"<a:solidFill>{_colour(rim)}</a:solidFill>" if rim != "none" else "<a:noFill/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{drawing.next_number()}" '
        f'name="{esc(whole[:_LONGEST_NAME])}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'{_frame(box, drawing)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}</p:spPr>'
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/>'
        f'</a:bodyPr><a:lstStyle/><a:p><a:pPr algn="{anchor}"{turned}/>{runs}</a:p></p:txBody>'
        "</p:sp>"
    )


def _run(text: str, style: Style, drawing: _Drawing) -> str:
    size = float(style.get("font-size", "12.5px").removesuffix("px")) * drawing.scale
    # What stands between pieces of one line keeps the space at its ends.
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() else ""
    return (
        f'<a:r><a:rPr lang="{esc(drawing.language)}" sz="{round(size * 10) * 10}" '
        f'b="{int(_is_bold(style))}" dirty="0"><a:solidFill>{_colour(style["fill"])}'
        f"</a:solidFill></a:rPr><a:t>{start}{esc(text)}{end}</a:t></a:r>"
    )


def _is_bold(style: Style) -> bool:
    return float(style.get("font-weight", "400")) > _BOLD


def _fill(style: Style, drawing: _Drawing) -> str:
    fill = style.get("fill", "#000000")
    if fill == "none":
        return "<a:noFill/>"
    if fill.startswith("url("):
        return drawing.gradients[fill]
    return f"<a:solidFill>{_colour(fill, style.get('fill-opacity', '1'))}</a:solidFill>"


def _stroke(style: Style, drawing: _Drawing) -> str:
    width = float(style.get("stroke-width", "1").removesuffix("px")) * drawing.scale
    colour = style.get("stroke", "none")
    if colour == "none" or not width:
        return "<a:ln><a:noFill/></a:ln>"
    dashes = _dashes(style)
    cap = ' cap="rnd"' if style.get("stroke-linecap") == "round" else ' cap="flat"'
    return (
        f'<a:ln w="{round(width * EMU)}"{cap}><a:solidFill>'
        f"{_colour(colour, style.get('stroke-opacity', '1'))}</a:solidFill>"
        f"{dashes}<a:round/></a:ln>"
    )


def _dashes(style: Style) -> str:
    # Lengths of dashes and gaps are shares of the line's width.
    array = style.get("stroke-dasharray", "none")
    if array == "none":
        return '<a:prstDash val="solid"/>'
    width = float(style.get("stroke-width", "1").removesuffix("px"))
    dash, gap = (round(float(each) / width * 100_000) for each in array.split())
    return f'<a:custDash><a:ds d="{dash}" sp="{gap}"/></a:custDash>'


def _colour(colour: str, opacity: str = "1") -> str:
    if not colour.startswith("#") or len(colour) != 7:
        raise UnknownDrawingError(colour)
    share = float(opacity)
    alpha = f'<a:alpha val="{round(share * 100_000)}"/>' if share < 1 else ""
    return f'<a:srgbClr val="{colour[1:].upper()}">{alpha}</a:srgbClr>'


def _frame(box: Box, drawing: _Drawing) -> str:
    scale = drawing.scale
    x, y = drawing.left + box.x * scale, drawing.top + box.y * scale
    return (
        f'<a:xfrm><a:off x="{round(x * EMU)}" y="{round(y * EMU)}"/>'
        f'<a:ext cx="{round(box.width * scale * EMU)}" cy="{round(box.height * scale * EMU)}"/>'
        "</a:xfrm>"
    )
