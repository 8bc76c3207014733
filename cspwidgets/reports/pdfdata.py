"""A review as the plain data that the PDF's template reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from cspwidgets.errors import UnreadableFile
from cspwidgets.pictures.theme import Colours, resolved
from cspwidgets.reports.brand import Brand, Tell
from cspwidgets.reports.chartsvg import FONT, chart_svg
from cspwidgets.reports.document import Block, Cell, Chart, Picture, ReviewHead, Section, Table
from cspwidgets.reports.plaintext import fit, fit_language, fit_link
from cspwidgets.reports.svgcheck import is_safe_svg

TONES = {
    "": "ink",
    "good": "grade_a",
    "late": "late",
    "soft": "soft",
    "customer": "customer",
    "vendor": "vendor",
    "both": "both",
    "partner": "partner",
}
"""The colour of the theme that each tone of a document has on paper."""

LONG_CELL = 900
"""A row with a text of more letters may be split between two pages; all others stay whole."""

_FIRST = ("cover", "summary")
_DRAWN = ("svg", "spec")
_LONG_WORD = re.compile(r"\S{25,}")
_TEN = re.compile(r"(\S{10})(?=\S)")
# How many letters a line of a table holds, and the least and the most that a column asks for.
_LINE, _LEAST, _MOST = 92, 6, 46


def pdf_data(
    sections: Sequence[Section],
    head: ReviewHead,
    brand: Brand,
    families: Sequence[str],
    tell: Tell,
) -> dict[str, Any]:
    """Everything that `review.typ` reads: letters made fit, drawings with their colours."""
    shown = [_section(section, brand.theme.light, tell) for section in sections]
    return {
        "head": _fitted(asdict(head)),
        "language": fit_language(head.language).split("-")[0].lower(),
        "paper": brand.paper,
        "fonts": list(families),
        "colours": asdict(brand.theme.light),
        "tones": TONES,
        "logo": list(brand.logo.data) if brand.logo else None,
        "first": [each for each in shown if each["kind"] in _FIRST],
        "rest": [each for each in shown if each["kind"] not in _FIRST],
    }


def _section(section: Section, colours: Colours, tell: Tell) -> dict[str, Any]:
    blocks = [_block(block, colours, tell) for block in section.blocks]
    groups = groupby(blocks, lambda block: block["block"] == "items")
    return {
        "kind": section.kind,
        "title": _fitted(section.title),
        "groups": [list(group) for _, group in groups],
    }


def _block(block: Block, colours: Colours, tell: Tell) -> dict[str, Any]:
    plain = {key: value for key, value in asdict(block).items() if key not in _DRAWN}
    made: dict[str, Any] = {**_fitted(plain), "block": type(block).__name__.lower()}
    if isinstance(block, Table):
        for column, share in zip(made["columns"], _shares(block), strict=True):
            column["share"] = share
        made["rows"] = [_row(row, len(block.columns)) for row in made["rows"]]
    elif isinstance(block, Picture):
        made["svg"] = _picture(block, colours, tell)
    elif isinstance(block, Chart):
        made["svg"] = _chart(block, tell)
        made["width"] = _width(made["svg"])
    return made


def _fitted(value: Any, key: str = "") -> Any:
    if isinstance(value, str):
        return fit_link(value) if key == "link" else _broken(" ".join(fit(value).split()))
    if isinstance(value, dict):
        return {name: _fitted(each, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_fitted(each) for each in value]
    return value


def _broken(text: str) -> str:
    # Typst breaks lines between words only; a long one gets places where it may be broken.
    return _LONG_WORD.sub(lambda word: _TEN.sub("\\1\u200b", word[0]), text)


def _row(row: list[dict[str, Any]], width: int) -> list[dict[str, Any]]:
    empty = {"text": "", "tone": "", "strong": False, "note": "", "link": ""}
    whole = [*row[:width], *([empty] * (width - len(row)))]
    return [{**cell, "long": len(cell["text"] + cell["note"]) > LONG_CELL} for cell in whole]


def _shares(table: Table) -> list[float]:
    # Columns without a width share what is left by the letters they hold; 0 is "as wide as its
    # words", for narrow columns of a table that fits in any case.
    wants = [
        min(max(_letters(column.label, *cells), _LEAST), _MOST)
        for column, cells in zip(table.columns, _by_column(table), strict=True)
    ]
    given = [column.width for column in table.columns]
    if not any(given):
        narrow = [0.0 if place else 1.0 for place in range(len(wants))]
        return narrow if sum(wants) <= _LINE else [float(want) for want in wants]
    left = max(1.0 - sum(given), 0.1)
    open_wants = sum(want for want, width in zip(wants, given, strict=True) if not width)
    return [width or left * want / open_wants for want, width in zip(wants, given, strict=True)]


def _by_column(table: Table) -> list[list[Cell]]:
    return [
        [row[place] for row in table.rows if place < len(row)]
        for place in range(len(table.columns))
    ]


def _letters(label: str, *cells: Cell) -> int:
    return max([len(label), *(max(len(cell.text), len(cell.note)) for cell in cells)])


def _picture(block: Picture, colours: Colours, tell: Tell) -> str:
    if not is_safe_svg(block.svg):
        tell(f"The picture {block.id!r} holds more than a drawing; its words are shown.")
        return ""
    start = block.svg.index(">") + 1
    return f"{block.svg[:start]}<style>{_route_css(colours)}</style>{block.svg[start:]}"


def _chart(block: Chart, tell: Tell) -> str:
    try:
        return chart_svg(block.spec)
    except UnreadableFile as error:
        tell(error.sentence)
        return ""


def _width(svg: str) -> float:
    found = re.match(r'<svg[^>]*? width="([\d.]+)"', svg)
    return float(found[1]) if found else 0.0


@lru_cache(maxsize=8)
def _route_css(colours: Colours) -> str:
    rules = files("cspwidgets.pictures").joinpath("route.css").read_text("utf-8")
    # What follows is for browsers: media, containers, lists.
    drawn = rules.partition("@media")[0]
    return resolved(drawn, colours, (FONT,)).replace("&", "").replace("<", "")
