"""Drawings on paper: pictures with the colours that their page would give them, and charts."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from cspwidgets.errors import UnreadableFile
from cspwidgets.pictures.theme import Colours, resolved
from cspwidgets.reports.brand import Tell
from cspwidgets.reports.chartsvg import FONT, chart_svg
from cspwidgets.reports.document import Chart, Picture
from cspwidgets.reports.svgcheck import is_safe_svg

# Typst draws the rim of each letter over the letter before: rims are drawn as words of their own.
_LABEL = re.compile(r'<text[^>]*\bclass="lab\b.*?</text>', re.DOTALL)
_RIM = """
.csp-route .lab { stroke: none; }
.csp-route .rim.lab, .csp-route .rim.lab tspan { fill: none; stroke: var(--csp-lane); }
.csp-route .rim.lab { stroke-width: 5px; stroke-linejoin: round; }
"""
# Where a drawing's words need a second font, Typst counts their shapes against their letters: it
# loses some where lam and alef become one shape (as one letter they stay one), and where a letter
# cannot be seen.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_JOINING = "بتثجحخسشصضطظعغفقكلمنهيئپچگکیڤڭـ"
_LAM_ALEF = {"آ": "ﻵﻶ", "أ": "ﻷﻸ", "إ": "ﻹﻺ", "ا": "ﻻﻼ"}
_PAIR = re.compile(f"([{_JOINING}]?)ل([{''.join(_LAM_ALEF)}])")
_WIDTH = re.compile(r'<svg[^>]*? width="([\d.]+)"')


def picture_svg(block: Picture, colours: Colours, tell: Tell) -> str:
    """A picture that carries its own style; nothing, if it holds more than a drawing."""
    if not is_safe_svg(block.svg):
        tell(f"The picture {block.id!r} holds more than a drawing; its words are shown.")
        return ""
    start = block.svg.index(">") + 1
    drawn = _letter_by_letter(_LABEL.sub(_with_rim, block.svg[start:]))
    return f"{block.svg[:start]}<style>{_route_css(colours)}</style>{drawn}"


def chart_on_paper(block: Chart, tell: Tell) -> tuple[str, float]:
    """A chart and its width in CSS px; nothing, if it cannot be drawn."""
    try:
        drawn = chart_svg(block.spec)
    except UnreadableFile as error:
        tell(error.sentence)
        return "", 0.0
    found = _WIDTH.match(drawn)
    return _letter_by_letter(drawn), float(found[1]) if found else 0.0


def _with_rim(label: re.Match[str]) -> str:
    return label[0].replace('class="', 'class="rim ', 1) + label[0]


def _letter_by_letter(drawn: str) -> str:
    return _PAIR.sub(_one_letter, _UNSEEN.sub("", drawn))


def _one_letter(pair: re.Match[str]) -> str:
    before, alef = pair.groups()
    return before + _LAM_ALEF[alef][bool(before)]


@lru_cache(maxsize=8)
def _route_css(colours: Colours) -> str:
    rules = files("cspwidgets.pictures").joinpath("route.css").read_text("utf-8")
    # What follows is for browsers: media, containers, lists.
    drawn = rules.partition("@media")[0]
    return resolved(drawn + _RIM, colours, (FONT,)).replace("&", "").replace("<", "")
