"""The review as one page: no script, no request; light and dark; phone, screen and paper.

`section_html` is what a notebook's cell shows of a section; `html_of` makes the whole page out of
an executed notebook. Text is escaped by the template, drawings are checked, and what a CSM added to
the notebook (words, tables, charts) is cleaned and kept where it stands.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from cspwidgets.pictures.theme import Theme, css_variables
from cspwidgets.reports.added import directions_html
from cspwidgets.reports.brand import Brand, Tell
from cspwidgets.reports.document import Block, Cell, Chart, Items, Picture, Section
from cspwidgets.reports.drawings import PageDrawings
from cspwidgets.reports.numbers import number_text
from cspwidgets.reports.pages import head_of, pieces_of
from cspwidgets.reports.plaintext import fit, fit_language, fit_link
from cspwidgets.reports.svgcheck import is_safe_svg
from cspwidgets.settings import Settings, shared_folder

_GRADE = re.compile(r"([A-E])(?: (.*))?")


def section_html(section: Section) -> str:
    """A section for a notebook's cell: escaped HTML; a chart is a table of its values.

    The cover brings the style sheet for all of them.
    """
    sheet = _own_sheet() if section.kind == "cover" else ""
    return _template("cell.html.j2").render(section=section, sheet=Markup(sheet), draw=_undrawn)


def html_of(
    notebook: Mapping[str, Any], *, brand: Brand | None = None, tell: Tell = warnings.warn
) -> bytes:
    """The page of an executed notebook, as UTF-8.

    Raises
    ------
    UnreadableFile
        The notebook shows no review, a cell of it failed, or its data are broken.
    """
    look = brand or Brand.of(tell=tell)
    drawings = PageDrawings(look.theme.light, tell)
    pieces = pieces_of(notebook)
    shown = [piece if isinstance(piece, Section) else drawings.added(piece) for piece in pieces]
    made = _template("page.html.j2").render(
        pieces=shown,
        head=head_of(pieces),
        brand=look,
        sheet=Markup(_sheet(look.theme) + _file("page.css")),
        draw=drawings.draw,
    )
    return made.encode()


def _undrawn(block: Picture | Chart) -> Markup:
    # A cell runs where the next review is forked off, and V8 does not survive a fork.
    if isinstance(block, Picture) and is_safe_svg(block.svg):
        return Markup(block.svg)
    return Markup()


def _grouped(blocks: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    # Lists that follow each other stand side by side.
    return [
        ("lists" if is_list else "", list(group))
        for is_list, group in groupby(blocks, lambda block: isinstance(block, Items))
    ]


def _grade(cell: Cell) -> tuple[str, str] | None:
    # A grade is a letter, or a letter and its points.
    found = _GRADE.fullmatch(cell.text)
    return (found[1], found[2] or "") if found else None


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(shared_folder("templates") / "qbr" / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_fitting,
    )
    made.filters |= {
        "grouped": _grouped,
        "directions": directions_html,
        "grade": _grade,
        "kind": lambda block: type(block).__name__.lower(),
        "language": fit_language,
        "link": fit_link,
        "number": number_text,
    }
    return made


def _fitting(value: Any) -> Any:
    # Markup is text of our own; all other text is a stranger's.
    return fit(value) if type(value) is str else value


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def _own_sheet() -> str:
    return _sheet(Theme.from_data(Settings.from_environment().theme()))


@lru_cache(maxsize=8)
def _sheet(theme: Theme) -> str:
    route = files("cspwidgets.pictures").joinpath("route.css").read_text("utf-8")
    return css_variables(theme) + route + _file("review.css")


@cache
def _file(name: str) -> str:
    return (shared_folder("templates") / "qbr" / "html" / name).read_text("utf-8")
