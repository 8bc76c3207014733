"""The review as a PDF: for everybody to read, with every letter, and the same each time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from cspwidgets.reports.brand import Brand, Logo
from cspwidgets.reports.document import Cell, Column, Items, Section, Table
from cspwidgets.reports.pdf import pdf_of
from support.picture_cases import case
from support.reviewed import notebook_of, with_text
from support.reviewing import review_of
from support.reviews import HEAD, sections
from support.sheets import theme
from support.strangers import STRANGERS
from support.structure import actions_of, links_of, nodes, parts_of

pytestmark = pytest.mark.slow


def pages_of(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def printed(*shown: Section) -> bytes:
    return pdf_of(notebook_of(shown or sections()))


def named(text: str) -> bytes:
    """The PDF of the sample review with `text` in every field that a stranger can fill."""
    return pdf_of(notebook_of(with_text(sections(), lambda _: text)), tell=lambda _: None)


@cache
def plain_parts() -> Counter[str]:
    return parts_of(named("word"))


def test_the_pdf_is_tagged_and_says_its_title_author_and_language():
    with pikepdf.open(BytesIO(printed())) as opened:
        root = opened.Root
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(root.Lang) == "en"
        assert str(opened.docinfo["/Title"]).startswith("Northwind Freight · Quarterly review")
        assert str(opened.docinfo["/Author"]) == "RouteWise"
        with opened.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"


def test_every_figure_says_what_it_shows():
    with pikepdf.open(BytesIO(printed())) as opened:
        found = [node for node in nodes(opened.Root.StructTreeRoot) if str(node.S) == "/Figure"]
        told = [str(node.Alt) for node in found]
    assert len(told) == 3
    assert told[0].startswith("Route. You are in")
    assert all(told)


def test_tables_lists_and_headings_are_what_they_look_like():
    parts = parts_of(printed())
    assert parts["/H1"] == 1
    assert parts["/Table"] == 3
    assert parts["/LI"] > 6
    assert links_of(printed()) == {"https://example.com/retire", "mailto:priya@example.com"}


def test_the_same_review_is_the_same_file():
    assert printed() == printed()


def test_page_one_stands_alone():
    assert pages_of(printed(*sections()[:2])) == 1
    many = tuple(
        Cell(text=f"{'A longer sentence about what went well. ' * 2}{n}") for n in range(9)
    )
    summary = sections()[1]
    long = replace(summary, blocks=(*summary.blocks, Items(id="more", title="More", items=many)))
    assert pages_of(printed(sections()[0], long)) == 1


def test_a_long_table_goes_on_with_its_heading_on_the_next_page():
    columns = (Column(label="What"), Column(label="When"))
    rows = tuple((Cell(text=f"Step {n}", note="and why"), Cell(text="July")) for n in range(90))
    table = Table(id="t", caption="Steps", columns=columns, rows=rows)
    made = printed(*sections()[:2], Section(kind="worked", title="Worked", blocks=(table,)))
    assert pages_of(made) > 3
    assert parts_of(made)["/TR"] == 91


@pytest.mark.slow
@pytest.mark.parametrize("text", STRANGERS)
def test_what_strangers_write_stays_letters(text: str):
    made = named(text)
    assert set(parts_of(made)) <= set(plain_parts())
    assert links_of(made) == set()
    assert actions_of(made) == set()


def test_letters_in_arabic_and_hebrew_are_drawn_and_none_is_missing():
    told: list[str] = []
    notebook = notebook_of(with_text(sections(), lambda text: f"مرحبا {text} שלום ▲ − ✓"))
    assert pdf_of(notebook, tell=told.append).startswith(b"%PDF")
    assert told == []


def test_a_letter_that_no_font_has_is_replaced_and_told_of():
    told: list[str] = []
    notebook = notebook_of(with_text(sections(), lambda text: text + " 漢字"))
    assert pdf_of(notebook, tell=told.append).startswith(b"%PDF")
    assert len(told) == 1
    assert "漢 (U+6F22)" in told[0]


def test_a_cell_that_no_page_could_hold_goes_on_over_pages():
    long = Cell(text="words and words " * 800)
    table = Table(id="t", caption="c", columns=(Column(label="What"),), rows=((long,),))
    made = printed(*sections()[:2], Section(kind="risks", title="Risks", blocks=(table,)))
    assert pages_of(made) > 3


def test_a_broken_logo_is_left_out_and_told_of():
    told: list[str] = []
    logo = Logo(data=b"\x89PNG\r\n\x1a\nnot a picture", kind="image/png")
    brand = Brand(theme=theme(), logo=logo)
    assert pdf_of(notebook_of(sections()), brand=brand, tell=told.append).startswith(b"%PDF")
    assert len(told) == 1
    assert "logo" in told[0]


def test_the_firms_logo_stands_on_page_one():
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="3"><path d="M0 0h9"/></svg>'
    brand = Brand(theme=theme(), logo=Logo(data=drawn, kind="image/svg+xml"))
    made = pdf_of(notebook_of(sections()), brand=brand)
    with pikepdf.open(BytesIO(made)) as opened:
        told = [str(n.Alt) for n in nodes(opened.Root.StructTreeRoot) if "/Alt" in n]
    assert told[0] == "RouteWise"


def test_a_theme_whose_font_is_not_there_is_set_in_the_font_that_comes_along(tmp_path: Path):
    told: list[str] = []
    brand = Brand(theme=replace(theme(), font=("Acme Sans",)), fonts=tmp_path)
    assert pdf_of(notebook_of(sections()), brand=brand, tell=told.append).startswith(b"%PDF")
    assert "Acme Sans" in told[0]
    assert "Noto Sans" in told[0]


def test_the_words_that_a_csm_added_are_in_and_what_is_not_is_told_of():
    told: list[str] = []
    notebook = notebook_of(sections())
    plain = parts_of(pdf_of(notebook))
    data = {"text/html": "<table></table>"}
    notebook.cells[2:2] = [
        new_markdown_cell("# A word from us\n\nThank *you*, #eval(1).\n\n- one\n- two"),
        new_code_cell(outputs=[new_output("display_data", data=data)]),
    ]
    made = parts_of(pdf_of(notebook, tell=told.append))
    assert made["/H2"] == plain["/H2"] + 1
    assert made["/LI"] == plain["/LI"] + 2
    assert len(told) == 1


def test_a_german_review_says_that_it_is_german():
    cover = replace(sections()[0], head=replace(HEAD, language="de"))
    with pikepdf.open(BytesIO(printed(cover, *sections()[1:]))) as opened:
        assert str(opened.Root.Lang) == "de"


@pytest.mark.parametrize("name", ["Arabic", "Hebrew", "German"])
def test_a_route_in_letters_of_another_script_can_be_printed(name: str):
    standing = case(name)
    told: list[str] = []
    pdf = pdf_of(notebook_of(review_of(standing.plan, standing.on).sections), tell=told.append)
    assert pages_of(pdf) > 2
    assert told == []
