"""Drawings in a page, in the theme's variables, so that they obey light and dark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from cspwidgets.errors import UnreadableFile
from cspwidgets.pictures.theme import Colours
from cspwidgets.reports.added import VEGA_LITE, letters_html, markdown_html, output_html
from cspwidgets.reports.brand import Tell
from cspwidgets.reports.chartsvg import FONT, chart_svg
from cspwidgets.reports.document import Chart, Picture
from cspwidgets.reports.pages import Added
from cspwidgets.reports.svgcheck import is_safe_svg

_COLOUR = re.compile(r'\b(fill|stroke|stop-color)="(#[0-9a-f]{6})"')
_ROLE = re.compile(r' (?:role|aria-roledescription|aria-label|aria-hidden)="[^"]*"')


class PageDrawings:
    """Draws what a page shows, in a theme's light colours; what cannot be drawn is told of."""

    def __init__(self, colours: Colours, tell: Tell) -> None:
        self._colours = colours
        self._tell = tell

    def draw(self, block: Picture | Chart) -> Markup:
        """The drawing of a block; nothing, if it cannot be drawn."""
        if isinstance(block, Chart):
            return self._chart(block.spec)
        if is_safe_svg(block.svg):
            return Markup(block.svg)
        self._tell(f"The picture {block.id!r} holds more than a drawing; its words are shown.")
        return Markup()

    def added(self, piece: Added) -> Markup:
        """What a CSM added, made harmless."""
        if piece.data is None:
            return markdown_html(piece.markdown) + letters_html(piece.printed)
        for kind, spec in piece.data.items():
            if VEGA_LITE.fullmatch(kind):
                words = str(spec.get("description", ""))
                alt = Markup('<figure><div role="img" aria-label="{}">').format(words)
                return alt + self._chart(spec) + Markup("</div></figure>")
        return output_html(piece.data)

    def _chart(self, spec: Mapping[str, Any]) -> Markup:
        try:
            drawn = _themed(chart_svg(spec), self._colours)
        except UnreadableFile as error:
            self._tell(error.sentence)
            return Markup()
        return Markup(drawn) if is_safe_svg(drawn) else Markup()


@lru_cache(maxsize=256)
def _themed(drawn: str, colours: Colours) -> str:
    names = {getattr(colours, field.name): field.name for field in reversed(fields(colours))}

    def named(found: re.Match[str]) -> str:
        name = names.get(found[2], "").replace("_", "-")
        return f'{found[1]}="var(--csp-{name})"' if name else found[0]

    # The figure around it says what it shows; axes read out one by one would only bore.
    quiet = _ROLE.sub("", _COLOUR.sub(named, drawn))
    return quiet.replace(f'font-family="{FONT}"', 'font-family="var(--csp-font)"')
