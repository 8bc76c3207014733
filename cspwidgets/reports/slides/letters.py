"""Paragraphs as DrawingML: style, colour, direction, language, links that may be followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import bidirectional

from cspwidgets.pictures.markup import esc
from cspwidgets.reports.plaintext import fit_link
from cspwidgets.reports.slides.elements import BULLET_INDENT, EMU, Line
from cspwidgets.reports.slides.look import Look

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_ALIGNS = {"start": "l", "end": "r", "center": "ctr"}
_TURNED = {"start": "r", "end": "l", "center": "ctr"}


@dataclass(frozen=True, slots=True)
class Pen:
    """What writes paragraphs: the look, the language, and how a slide is told of a link."""

    look: Look
    language: str
    relate: Callable[[str], str]

    def paragraph(self, line: Line, *, first: bool = False) -> str:
        """A line as an `a:p` element."""
        return f"<a:p>{self._shape(line, first)}{self._run(line)}</a:p>"

    def paragraphs(self, lines: tuple[Line, ...]) -> str:
        """Lines, one under the other."""
        return "".join(self.paragraph(line, first=not k) for k, line in enumerate(lines))

    def _shape(self, line: Line, first: bool) -> str:
        turned = runs_left(line.text)
        align = (_TURNED if turned else _ALIGNS)[line.align]
        indent, bullet = "", "<a:buNone/>"
        if line.bullet:
            left = round(BULLET_INDENT * EMU)
            hangs = -left if not line.id.startswith("note") else 0
            # "Left" is where a paragraph begins, on whichever side that is.
            indent = f' marL="{left}" indent="{hangs}"'
            if hangs:
                bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
        above = 0 if first else round(line.above * 100)
        space = f'<a:spcBef><a:spcPts val="{above}"/></a:spcBef>'
        rtl = ' rtl="1"' if turned else ""
        return f'<a:pPr algn="{align}"{indent}{rtl}>{space}{bullet}</a:pPr>'

    def _run(self, line: Line) -> str:
        colour = self.look.word(line.tone)
        fill = f"<a:solidFill>{colour}</a:solidFill>" if colour else ""
        link = ""
        if address := fit_link(line.link):
            link = f'<a:hlinkClick r:id="{self.relate(address)}"/>'
        weight = ' b="1"' if line.bold else ' b="0"'
        style = f'lang="{esc(self.language)}" sz="{round(line.size * 100)}"{weight} dirty="0"'
        if not line.text.strip():
            return f"<a:endParaRPr {style}/>"
        return f"<a:r><a:rPr {style}>{fill}{link}</a:rPr><a:t>{esc(line.text)}</a:t></a:r>"


def runs_left(text: str) -> bool:
    """Whether a paragraph of `text` runs from right to left: its first letter does.

    Examples
    --------
    >>> runs_left("Depot"), runs_left("מרלו"), runs_left("2026")
    (False, True, False)
    """
    strong = (bidirectional(sign) for sign in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"
