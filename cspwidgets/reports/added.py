"""What a CSM added to the notebook of a review: words, tables, pictures, made harmless HTML.

Markdown may hold no HTML of its own; HTML (a table by pandas) keeps its tables and its letters;
pictures become part of the page; nothing keeps a script, a style or an address to ask.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

import mistune
import nh3
from markupsafe import Markup

from cspwidgets.reports.plaintext import SCHEMES, fit, fit_link

VEGA_LITE = re.compile(r"application/vnd\.vegalite\.v[56](\.\d+)?\+json")

_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_WORDS = {"p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "a"}
_LETTERS = {"b", "strong", "i", "em", "s", "sub", "sup", "code", "pre", "blockquote", "span", "div"}
_ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
_PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
}


def markdown_html(source: str) -> Markup:
    """A markdown cell as HTML, its headings one level lower, its pictures as their words."""
    return Markup(_cleaned(str(_markdown()(fit(source)))))


def output_html(data: Mapping[str, Any]) -> Markup:
    """An output that is no section and no chart, by the richest form that can be shown."""
    for kind, start in _PICTURES.items():
        if kind in data and (picture := _picture(kind, start, _text(data[kind]))):
            return picture
    if "text/html" in data:
        return Markup(_cleaned(fit(_text(data["text/html"]))))
    if "text/markdown" in data:
        return markdown_html(_text(data["text/markdown"]))
    return letters_html(_text(data.get("text/plain", "")))


def directions_html(drawn: str) -> Markup:
    """A picture's list for a phone, which is drawn in Python: its words, classes and heights."""
    attributes = {"*": {"class"}, "li": {"aria-current"}, "u": {"style"}}
    return Markup(
        nh3.clean(
            fit(drawn),
            tags={"ol", "li", "b", "i", "u", "em", "span", "bdi"},
            attributes=attributes,
            filter_style_properties={"height"},
        )
    )


def letters_html(text: str) -> Markup:
    """What a cell printed, as it was printed."""
    shown = fit(text).strip("\n")
    return Markup(f'<pre dir="auto">{escape(shown)}</pre>') if shown else Markup()


def _text(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else str(value)


def _picture(kind: str, start: bytes, letters: str) -> Markup:
    try:
        data = b64decode("".join(letters.split()), validate=True)
    except (NoBase64, ValueError):
        return Markup()
    if not data.startswith(start):
        return Markup()
    return Markup(f'<img alt="" src="data:{kind};base64,{b64encode(data).decode()}">')


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TABLES | _WORDS | _LETTERS,
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
        attribute_filter=lambda _, name, value: (
            fit_link(value) or None if name == "href" else value
        ),
    )


@cache
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(renderer=_Renderer(escape=True), plugins=["table"])


class _Renderer(mistune.HTMLRenderer):
    def heading(self, text: str, level: int, **attrs: Any) -> str:
        return super().heading(text, min(level + 1, 6), **attrs)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text
