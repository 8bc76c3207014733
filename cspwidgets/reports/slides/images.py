"""Pictures on slides: a drawing of ours as native shapes, any other as a crisp PNG."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide

from cspwidgets.errors import UnreadableFile
from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.theme import Colours, resolved
from cspwidgets.reports.brand import Logo, Tell
from cspwidgets.reports.document import Picture
from cspwidgets.reports.slides.drawing import UnknownDrawingError, group_xml
from cspwidgets.reports.slides.elements import Image
from cspwidgets.reports.slides.letters import Pen
from cspwidgets.reports.slides.merge import print_of
from cspwidgets.reports.slides.svgstyle import Sheet, sheet_of
from cspwidgets.reports.svgcheck import is_safe_svg

_PIXELS, _LOGO_PIXELS = 2.0, 4.0
_OPENED = re.compile(r"<svg\b[^>]*>")


def draw_image(slide: Slide, image: Image, pen: Pen, number: int) -> Any:
    """Draw a picture into its box, with its words for who cannot see it.

    Returns
    -------
    GroupShape or Picture
        What was drawn, after all that the slide has.

    Raises
    ------
    UnreadableFile
        The picture holds more than a drawing.
    """
    picture, colours = image.picture, pen.look.colours
    if not is_safe_svg(picture.svg):
        told = f"The picture {picture.id!r} holds more than a drawing; make the review anew."
        raise UnreadableFile(told)
    key = f"csp:{image.key}"
    try:
        group = group_xml(
            resolved(picture.svg, colours),
            _sheet(colours),
            image.box,
            key=key,
            alt=picture.alt,
            number=number,
            language=pen.language,
        )
    except UnknownDrawingError:
        shapes: Any = slide.shapes
        shape = shapes.add_picture(io.BytesIO(_png(picture, colours)), *image.box.emu)
        shape.name = key
        shape._element._nvXxPr.cNvPr.set("descr", one_line(picture.alt))
    else:
        slide.shapes._spTree.insert_element_before(parse_xml(group), "p:extLst")
    return list(slide.shapes)[-1]


def signature_of(element: Any) -> str:
    """How a drawing looks, in four letters: what it says, its shapes and their colours.

    It is given as the element of its shape; where it stands and how large it is does not count.
    """
    texts = [each.text or "" for each in element.iter(qn("a:t"))]
    # Only the colours of shapes and of letters: other programs write more of the rest than we do.
    fills = [
        fill[0].get("val", "").upper()
        for holder in element.iter(qn("p:spPr"), qn("a:rPr"))
        for fill in holder.findall(qn("a:solidFill"))
    ]
    shapes = [each.tag for each in element.iter(qn("p:sp"), qn("p:pic"), qn("p:cxnSp"))]
    return print_of(json.dumps([texts, sorted(fills), len(shapes)]))


def logo_of(logo: Logo | None, tell: Tell) -> bytes | None:
    """A logo as slides can show it; one that cannot be shown is told of and left out."""
    if logo is None or logo.kind != "image/svg+xml":
        return logo.data if logo else None
    svg = logo.data.decode("utf-8", "replace")
    try:
        if is_safe_svg(svg):
            import vl_convert

            return bytes(vl_convert.svg_to_png(svg, scale=_LOGO_PIXELS))
    except ValueError as error:
        tell(f"The logo is left out of the slides: it cannot be drawn ({error}).")
        return None
    tell("The logo is left out of the slides: it holds more than a drawing.")
    return None


def _png(picture: Picture, colours: Colours) -> bytes:
    import vl_convert

    svg = resolved(picture.svg, colours)
    if svg.count("<style") == 0:
        css = resolved(_css(), colours, ("Inter", "DejaVu Sans"))
        svg = _OPENED.sub(lambda opened: f"{opened[0]}<style>{css}</style>", svg, count=1)
    return bytes(vl_convert.svg_to_png(svg, scale=_PIXELS))


@cache
def _css() -> str:
    return files("cspwidgets.pictures").joinpath("route.css").read_text("utf-8")


@cache
def _sheet(colours: Colours) -> Sheet:
    return sheet_of(resolved(_css(), colours))
