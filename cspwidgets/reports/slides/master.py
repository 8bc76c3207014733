"""The master made from a theme: 16:9, real layouts with placeholders, its colours and fonts."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.util import Pt

from cspwidgets.pictures.markup import esc
from cspwidgets.pictures.theme import Theme
from cspwidgets.reports.slides.elements import EMU, Box
from cspwidgets.reports.slides.letters import NAMESPACES
from cspwidgets.reports.slides.look import SCHEME

WIDTH, HEIGHT, EDGE = 960.0, 540.0, 44.0
_INNER = WIDTH - 2 * EDGE
_GENERIC = {"system-ui", "sans-serif", "serif", "monospace", "ui-sans-serif"}
_LAYOUTS = {"Title Slide", "Title and Content", "Two Content", "Title Only"}
_PLACES = {
    KIND.TITLE: Box(EDGE, 30, _INNER, 58),
    KIND.BODY: Box(EDGE, 106, _INNER, 382),
    KIND.FOOTER: Box(EDGE, 504, 560, 18),
    KIND.DATE: Box(612, 504, 90, 18),
    KIND.SLIDE_NUMBER: Box(WIDTH - EDGE - 60, 504, 60, 18),
}
_HALVES = (
    Box(EDGE, 106, (_INNER - 28) / 2, 382),
    Box(EDGE + (_INNER + 28) / 2, 106, (_INNER - 28) / 2, 382),
)
_COVER = {
    KIND.CENTER_TITLE: Box(72, 120, WIDTH - 144, 150),
    KIND.SUBTITLE: Box(72, 282, WIDTH - 144, 76),
}
_LOGO, _COVER_LOGO = Box(712, 498, 140, 26), Box(72, 48, 240, 48)
_ROAD = 418.0

_NO_INSETS = {"lIns": "0", "rIns": "0", "tIns": "0", "bIns": "0"}


@lru_cache(maxsize=8)
def master_of(theme: Theme, logo: bytes | None = None) -> bytes:
    """A presentation without slides, whose master and layouts look like a theme.

    `logo` is a PNG or JPEG; it stands large on the cover, and small at the foot of the others.
    """
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _drop_extras(deck)
    for layout in list(deck.slide_layouts):
        if layout.name not in _LAYOUTS:
            deck.slide_layouts.remove(layout)
    master = deck.slide_master
    _style_master(master)
    for layout in deck.slide_layouts:
        _style_layout(layout)
    if logo:
        _add_logo(master, logo, _LOGO)
        cover = next(each for each in deck.slide_layouts if each.name == "Title Slide")
        cover._element.set("showMasterSp", "0")
        _add_logo(cover, logo, _COVER_LOGO)
    _theme_part(master)._blob = _theme_xml(theme).encode()
    saved = io.BytesIO()
    deck.save(saved)
    return saved.getvalue()


def _drop_extras(deck: Presentation) -> None:
    # A picture of an empty slide, and a printer of somebody's.
    for holder in (deck.part, deck.part.package):
        for key, relation in list(holder._rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/printerSettings")):
                holder._rels.pop(key)
    size = deck.element.find("./p:sldSz", deck.element.nsmap)
    size.attrib.pop("type", None)


def _style_master(master: Any) -> None:
    for holder in master.placeholders:
        kind = holder.placeholder_format.type
        _place(holder, _PLACES[kind])
        body = holder._element.txBody.bodyPr
        for name, value in _NO_INSETS.items():
            body.set(name, value)
        body.set("anchor", "b" if kind == KIND.TITLE else "ctr" if kind != KIND.BODY else "t")
        if kind in (KIND.FOOTER, KIND.DATE, KIND.SLIDE_NUMBER):
            align = "l" if kind == KIND.FOOTER else "r"
            _list_style(holder, f'<a:lvl1pPr algn="{align}">{_letters(1000, "tx2")}</a:lvl1pPr>')
    styles = master._element.find(f"{{{master._element.nsmap['p']}}}txStyles")
    title, body = styles[0], styles[1]
    _replace_children(title, _level(1, 2600, 0, "+mj", bold=True))
    sizes = (1800, 1600, 1400, 1400, 1200)
    _replace_children(body, "".join(_level(k, size, k, "+mn") for k, size in enumerate(sizes, 1)))


def _style_layout(layout: Any) -> None:
    tree = layout._element.cSld.spTree
    halves = iter(_HALVES)
    for holder in list(layout.placeholders):
        kind = holder.placeholder_format.type
        if layout.name != "Title Slide":
            if layout.name == "Two Content" and kind == KIND.OBJECT:
                _place(holder, next(halves))
                _list_style(holder, "")
            continue
        if kind not in _COVER:
            tree.remove(holder._element)
            continue
        _place(holder, _COVER[kind])
        is_title = kind == KIND.CENTER_TITLE
        body = holder._element.txBody.bodyPr
        body.set("anchor", "b" if is_title else "t")
        style = _letters(4000, "tx1", bold=True) if is_title else _letters(2000, "tx2")
        _list_style(
            holder, f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>{style}</a:lvl1pPr>'
        )
    if layout.name == "Title Slide":
        for xml in _road():
            tree.append(parse_xml(xml))


def _road() -> list[str]:
    # The road of our pictures: the part walked, and where we are.
    here = WIDTH * 0.62
    shapes = (
        ("rect", Box(0, _ROAD - 4, WIDTH, 8), "bg1", '<a:lumMod val="85000"/>', ""),
        ("rect", Box(0, _ROAD - 4, here, 8), "accent1", "", ""),
        ("ellipse", Box(here - 20, _ROAD - 20, 40, 40), "accent1", '<a:alpha val="16000"/>', ""),
        ("ellipse", Box(here - 10, _ROAD - 10, 20, 20), "accent1", "", "bg1"),
    )
    return [_drawn(900 + k, *shape) for k, shape in enumerate(shapes)]


def _drawn(number: int, kind: str, box: Box, colour: str, change: str, rim: str) -> str:
    line = "<a:ln><a:noFill/></a:ln>"
    if rim:
        line = f'<a:ln w="38100"><a:solidFill><a:schemeClr val="{rim}"/></a:solidFill></a:ln>'
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Road {number - 899}"/>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{_emu(box.x)}" y="{_emu(box.y)}"/>'
        f'<a:ext cx="{_emu(box.width)}" cy="{_emu(box.height)}"/></a:xfrm>'
        f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom><a:solidFill>'
        f'<a:schemeClr val="{colour}">{change}</a:schemeClr></a:solidFill>{line}</p:spPr></p:sp>'
    )


def _level(level: int, size: int, depth: int, font: str, *, bold: bool = False) -> str:
    left = 228_600 * depth
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if depth else "<a:buNone/>"
    indent = -228_600 if depth else 0
    return (
        f'<a:lvl{level}pPr marL="{left}" indent="{indent}" algn="l" defTabSz="914400" rtl="0" '
        f'eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:spcBef>'
        f'<a:spcPts val="{600 if depth else 0}"/></a:spcBef>{mark}'
        f"{_letters(size, 'tx1', bold=bold, font=font)}</a:lvl{level}pPr>"
    )


def _letters(size: int, colour: str, *, bold: bool = False, font: str = "") -> str:
    fonts = "".join(f'<a:{kind} typeface="{font}-{short}"/>' for kind, short in
                    (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))) if font else ""  # fmt: skip
    return (
        f'<a:defRPr sz="{size}" b="{int(bold)}" kern="1200"><a:solidFill>'
        f'<a:schemeClr val="{colour}"/></a:solidFill>{fonts}</a:defRPr>'
    )


def _list_style(holder: Any, levels: str) -> None:
    style = holder._element.txBody.find(f"{{{holder._element.nsmap['a']}}}lstStyle")
    _replace_children(style, levels)


def _replace_children(element: Any, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(f"<a:lstStyle {NAMESPACES}>{xml}</a:lstStyle>")):
        element.append(child)


def _place(holder: Any, box: Box) -> None:
    holder.left, holder.top = _emu(box.x), _emu(box.y)
    holder.width, holder.height = _emu(box.width), _emu(box.height)


def _emu(points: float) -> int:
    return round(points * EMU)


def _add_logo(holder: Any, logo: bytes, room: Box) -> None:
    image, relation = holder.part.get_or_add_image_part(io.BytesIO(logo))
    wide, high = image._px_size
    scale = min(room.width / wide, room.height / high)
    width, height = wide * scale, high * scale
    # On the foot it stands at the right, on the cover where the words begin.
    x = room.x if room is _COVER_LOGO else room.x + room.width - width
    box = Box(x, room.y + (room.height - height) / 2, width, height)
    left, top, cx, cy = box.emu
    picture = (
        f'<p:pic {NAMESPACES}><p:nvPicPr><p:cNvPr id="990" name="Logo"/><p:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</p:blipFill><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{cx}" cy="{cy}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    holder._element.cSld.spTree.append(parse_xml(picture))


def _theme_part(master: Any) -> Any:
    return master.part.part_related_by(RT.THEME)


def _theme_xml(theme: Theme) -> str:
    light = theme.light
    colours = "".join(
        f'<a:{place}><a:srgbClr val="{getattr(light, name).lstrip("#").upper()}"/></a:{place}>'
        for place, name in SCHEME.items()
    )
    family = next((name for name in theme.font if name not in _GENERIC), "Arial")
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{esc(family)}" panose="020B0604020202020204"/>'
        f'<a:ea typeface=""/><a:cs typeface="Arial"/></a:{kind}Font>'
        for kind in ("major", "minor")
    )
    flat = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{flat}</a:ln>' for width in (6350, 12700, 19050))
    plain = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    name = esc(theme.name) or "Review"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{_A}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{flat * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{plain}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{flat * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
