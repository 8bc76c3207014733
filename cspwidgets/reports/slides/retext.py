"""New words in paragraphs that somebody may have styled: the words change, their style stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from cspwidgets.pictures.markup import one_line
from cspwidgets.reports.plaintext import fit_link
from cspwidgets.reports.slides.elements import Line
from cspwidgets.reports.slides.letters import NAMESPACES, Pen
from cspwidgets.reports.slides.merge import fates_of


def paragraph_text(paragraph: Any) -> str:
    """The words of an `a:p` element."""
    return "".join(
        " " if each.tag == qn("a:br") else each.text or ""
        for each in paragraph.iter(qn("a:t"), qn("a:br"))
    )


def renew_lines(
    body: Any, written: Sequence[tuple[str, str]], lines: Sequence[Line], pen: Pen
) -> list[tuple[str, str]]:
    """Give a text body its new lines; what a CSM changed stays.

    Returns
    -------
    list
        What was kept: the words there, and the words that the review has now ("" for none).
    """
    new = {line.id: line for line in lines}
    paragraphs = [each for each in body.findall(qn("a:p")) if paragraph_text(each).strip()]
    texts = [paragraph_text(each) for each in paragraphs]
    fates, coming = fates_of(written, texts, list(new))
    kept = []
    for paragraph, text, fate in zip(paragraphs, texts, fates, strict=True):
        if fate.kind == "renew":
            rewrite(paragraph, new[fate.id], pen)
        elif fate.kind == "drop":
            body.remove(paragraph)
        elif fate.id:
            kept.append((text, new[fate.id].text if fate.id in new else ""))
    last: dict[int, Any] = {}
    for place, name in coming:
        made = parse_xml(pen.paragraph(new[name]).replace("<a:p>", f"<a:p {NAMESPACES}>", 1))
        before = [each for each in paragraphs[:place] if each.getparent() is body]
        _insert(body, last.get(place, before[-1] if before else None), made)
        last[place] = made
    if body.find(qn("a:p")) is None:
        body.append(parse_xml(f"<a:p {NAMESPACES}/>"))
    return kept


def rewrite(paragraph: Any, line: Line, pen: Pen) -> None:
    """Give a paragraph the words of a line, in the style that it has."""
    runs = paragraph.findall(qn("a:r"))
    if not runs:
        fresh = parse_xml(pen.paragraph(line).replace("<a:p>", f"<a:p {NAMESPACES}>", 1))
        paragraph.getparent().replace(paragraph, fresh)
        return
    first = runs[0]
    for other in paragraph.findall(qn("a:br")) + paragraph.findall(qn("a:fld")) + runs[1:]:
        paragraph.remove(other)
    first.find(qn("a:t")).text = one_line(line.text)
    style = first.find(qn("a:rPr"))
    if style is None:
        style = parse_xml(f"<a:rPr {NAMESPACES}/>")
        first.insert(0, style)
    _tone(style, line.tone, pen)
    _link(style, line.link, pen)


def _insert(body: Any, before: Any, made: Any) -> None:
    if before is not None:
        before.addnext(made)
        return
    first = body.find(qn("a:p"))
    if first is None:
        body.append(made)
    else:
        first.addprevious(made)


def _tone(style: Any, tone: str, pen: Pen) -> None:
    # A colour that is none of ours is somebody's choice, and stays.
    ours = {_value(parse_xml(_whole(colour))) for colour in pen.look.words.values() if colour}
    fill = style.find(qn("a:solidFill"))
    if fill is not None and (len(fill) != 1 or _value(fill[0]) not in ours):
        return
    if fill is not None:
        style.remove(fill)
    if colour := pen.look.word(tone):
        made = parse_xml(f"<a:solidFill {NAMESPACES}>{colour}</a:solidFill>")
        line = style.find(qn("a:ln"))
        style.insert(0 if line is None else 1, made)


def _link(style: Any, link: str, pen: Pen) -> None:
    for old in style.findall(qn("a:hlinkClick")):
        style.remove(old)
    if address := fit_link(link):
        made = parse_xml(f'<a:hlinkClick {NAMESPACES} r:id="{pen.relate(address)}"/>')
        ending = style.find(qn("a:extLst"))
        style.append(made) if ending is None else ending.addprevious(made)


def _value(colour: Any) -> tuple[str, str]:
    return colour.tag, (colour.get("val") or "").upper()


def _whole(colour: str) -> str:
    return colour.replace("/>", f" {NAMESPACES}/>", 1)
