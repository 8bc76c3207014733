"""A review as the plain data that the PDF's template reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from textwrap import shorten
from typing import Any

from cspwidgets.pictures.theme import Colours
from cspwidgets.reports.brand import Brand, Tell
from cspwidgets.reports.document import (
    Block,
    Cell,
    Chart,
    Figures,
    Items,
    Picture,
    ReviewHead,
    Section,
    Table,
)
from cspwidgets.reports.pdfcolumns import broken, rooms, shares
from cspwidgets.reports.pdfdrawings import chart_on_paper, picture_svg
from cspwidgets.reports.plaintext import fit, fit_language, fit_link

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

WHOLE_ROWS = 8
"""A table of no more rows stands on one page."""

_FIRST = ("cover", "summary")
_DRAWN_OR_LAID_OUT = ("svg", "spec", "narrow", "columns", "rows")
_RUNNING = 100
# Languages of long words, which Typst hyphenates in narrow columns.
_HYPHENATED = ("da", "de", "fi", "nb", "nl", "nn", "sv")
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi")
# How many letters a line of running text holds, at least, and one of a figure's tile.
_ROOM = 46
_FIGURE_ROOMS = {"label": 18, "now": 9, "note": 20}


def pdf_data(
    sections: Sequence[Section],
    head: ReviewHead,
    brand: Brand,
    families: Sequence[str],
    tell: Tell,
) -> dict[str, Any]:
    """Everything that `review.typ` reads: letters made fit, drawings with their colours."""
    language = fit_language(head.language).split("-")[0].lower()
    breaks = language not in _HYPHENATED
    colours = brand.theme.light
    shown = [_section(section, colours, tell, breaks=breaks) for section in sections]
    title = " · ".join((head.name, head.title, head.period_in_words))
    footing = " · ".join((head.vendor, head.as_of_in_words))
    return {
        "head": {
            **_fitted(asdict(head)),
            "name": _fitted(head.name) or _fitted(head.account) or "–",
        },
        "title": _fitted(title),
        "running": shorten(_fitted(title), _RUNNING, placeholder=" …"),
        "footing": shorten(_fitted(footing), _RUNNING, placeholder=" …"),
        "language": language,
        "hyphenate": not breaks,
        "right_to_left": language in _RIGHT_TO_LEFT,
        "paper": brand.paper,
        "fonts": list(families),
        "colours": asdict(colours),
        "tones": TONES,
        "logo": list(brand.logo.data) if brand.logo else None,
        "first": [each for each in shown if each["kind"] in _FIRST],
        "rest": [each for each in shown if each["kind"] not in _FIRST],
    }


def _section(section: Section, colours: Colours, tell: Tell, *, breaks: bool) -> dict[str, Any]:
    data = section.to_data()["blocks"]
    blocks = [
        _block(block, plain, colours, tell, breaks=breaks)
        for block, plain in zip(section.blocks, data, strict=True)
    ]
    groups = groupby(blocks, lambda block: block["block"] == "items")
    return {
        "kind": section.kind,
        "title": _fitted(section.title),
        "groups": [list(group) for _, group in groups],
    }


def _block(
    block: Block, plain: Mapping[str, Any], colours: Colours, tell: Tell, *, breaks: bool
) -> dict[str, Any]:
    rooms_here = _FIGURE_ROOMS if isinstance(block, Figures) and breaks else None
    made: dict[str, Any] = {
        key: _fitted(value, rooms_here, key)
        for key, value in plain.items()
        if key not in _DRAWN_OR_LAID_OUT
    }
    if isinstance(block, Picture | Chart):
        made["alt"] = made["alt"] or "–"
    if isinstance(block, Table):
        _lay_out(made, plain, shares(block), breaks=breaks)
    elif isinstance(block, Items):
        made["items"] = [{**item, "long": _is_long(item)} for item in made["items"]]
    elif isinstance(block, Picture):
        made["svg"] = picture_svg(block, colours, tell)
    elif isinstance(block, Chart):
        made["svg"], made["width"] = chart_on_paper(block, tell)
    return made


def _lay_out(
    table: dict[str, Any], plain: Mapping[str, Any], given: Sequence[float], *, breaks: bool
) -> None:
    fitting = rooms(given) if breaks else [_ROOM] * len(given)
    table["columns"] = [
        {**_fitted(column, {"label": room}), "share": share}
        for column, room, share in zip(plain["columns"], fitting, given, strict=True)
    ]
    table["rows"] = [_row(row, fitting) for row in plain["rows"]]
    letters = sum(len(cell["text"] + cell["note"]) for row in table["rows"] for cell in row)
    table["whole"] = len(table["rows"]) <= WHOLE_ROWS and letters < LONG_CELL * 2


def _row(row: Sequence[dict[str, Any]], fitting: Sequence[int]) -> list[dict[str, Any]]:
    cells = [*row, *([asdict(Cell(text=""))] * len(fitting))]
    return [
        {
            **_fitted(cell, {"text": room, "note": room}),
            "long": _is_long(cell),
        }
        for cell, room in zip(cells, fitting, strict=False)
    ]


def _is_long(cell: Mapping[str, str]) -> bool:
    return len(cell["text"] + cell["note"]) > LONG_CELL


def _fitted(value: Any, room_of: Mapping[str, int] | None = None, key: str = "") -> Any:
    # Text in one line, with places to break words that would not fit.
    if isinstance(value, str):
        room = (room_of or {}).get(key, _ROOM)
        return fit_link(value) if key == "link" else broken(fit(value), room)
    if isinstance(value, dict):
        return {name: _fitted(each, room_of, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_fitted(each, room_of) for each in value]
    return value
