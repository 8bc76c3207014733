"""The review as a page: whole, small, harmless, and the same each time."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.document import Cell, Items, Picture, Section
from cspwidgets.reports.html import html_of, section_html
from support.reviewed import notebook_of, with_text
from support.reviews import HEAD, chart, sections
from support.strangers import STRANGERS
from support.structure import Outline


def page(*shown: Section) -> str:
    return html_of(notebook_of(shown or sections())).decode()


def named(text: str) -> str:
    """The page of the sample review with `text` in every field that a stranger can fill."""
    told: list[str] = []
    made = html_of(notebook_of(with_text(sections(), lambda _: text)), tell=told.append).decode()
    assert told == []
    return made


@cache
def plain_elements() -> list[tuple[str, tuple[str, ...]]]:
    return Outline(named("word")).elements


@pytest.mark.slow
def test_the_page_shows_every_word_of_the_review():
    told: list[str] = []
    with_text(sections()[1:], lambda text: told.append(text) or text)
    shown = " ".join(Outline(page()).words)
    unseen = {"cost", "plan", "otif", "seats", "General", *(block for block in ("route", "wins"))}
    notes = {section.notes for section in sections()}
    said = {text for text in told if " " in text} - notes - unseen
    missing = {text for text in said if text not in shown and text not in page()}
    assert missing == set()


def test_the_page_is_one_small_file_that_asks_for_nothing_and_runs_nothing():
    made = page()
    outline = Outline(made)
    tags = {tag for tag, _ in outline.elements}
    assert len(made.encode()) < 250_000
    assert not tags & {"script", "link", "iframe", "object", "embed", "form", "base", "img"}
    assert set(outline.addresses) == {"https://example.com/retire", "mailto:priya@example.com"}
    assert "default-src 'none'" in made
    assert "@import" not in made


def test_the_page_has_landmarks_headings_in_order_a_title_and_a_language():
    made = page()
    tags = [tag for tag, _ in Outline(made).elements]
    levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"header", "main", "footer"} <= set(tags)
    assert '<html lang="en">' in made
    assert "<title>Northwind Freight · Quarterly review · Third quarter of 2026</title>" in made


def test_the_same_review_is_the_same_page():
    assert page() == page()


@pytest.mark.parametrize("text", STRANGERS)
def test_what_strangers_write_stays_letters(text: str):
    made = Outline(named(text))
    assert made.elements == plain_elements()
    assert set(made.addresses) <= {""}


@pytest.mark.parametrize(
    ("link", "is_open"),
    [
        ("https://example.com/a?b=c", True),
        ("http://example.com", True),
        ("mailto:a@example.com", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.com", False),
        ("https://exa mple.com/", False),
        ("https:", False),
        ("java\nscript:alert(1)", False),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_are_links(link: str, is_open: bool):
    shown = Items(id="x", title="", items=(Cell(text="here", link=link),))
    made = page(sections()[0], Section(kind="next", title="Next", blocks=(shown,)))
    assert Outline(made).addresses == ([link] if is_open else [])


def test_a_drawing_that_is_more_than_a_drawing_is_told_of_and_shown_in_words():
    told: list[str] = []
    bad = Picture(id="route", svg="<svg><script/></svg>", alt="Week 5 of 9", width=9, height=9)
    shown = Section(kind="summary", title="Where we are", blocks=(bad,))
    made = html_of(notebook_of((sections()[0], shown)), tell=told.append).decode()
    assert "Week 5 of 9" in made
    assert "<script" not in made
    assert len(told) == 1


def test_a_cell_shows_its_section_without_drawing_charts_and_the_cover_brings_the_looks():
    cells = [section_html(section) for section in sections()]
    assert cells[0].count("<style>") == 1
    assert not any("<style>" in cell for cell in cells[1:])
    assert "$10.88" in cells[2]
    assert "–" in cells[4]  # a quarter without a figure
    assert not any("<svg" in cell for cell in cells[2:])
    # Else JupyterLab takes "$1.98m to $2.33m" for a formula.
    assert all("mathjax_ignore" in cell for cell in cells)


def test_a_chart_of_many_values_is_told_in_words_in_a_cell():
    many = tuple(f"week {n}" for n in range(40))
    shown = replace(chart("c", "Cost", (1.0, 2.0, 3.0)), categories=many, alt="It falls slowly.")
    cell = section_html(Section(kind="value", title="Value", blocks=(shown,)))
    assert "It falls slowly." in cell
    assert "<table" not in cell


def test_what_a_csm_added_is_shown_where_it_stands_and_harmless():
    notebook = notebook_of(sections())
    table = "<table onclick='x'><tr><td>42</td></tr></table><script>alert(1)</script>"
    data: dict[str, Any] = {"text/html": table, "text/plain": "42"}
    notebook.cells[2:2] = [
        new_markdown_cell("# A word\n\n<script>alert(1)</script>\n\n*Thank you* for [it](data:x)."),
        new_code_cell(outputs=[new_output("display_data", data=data)]),
        new_code_cell(outputs=[new_output("stream", text="printed <b>")]),
        new_markdown_cell("How to run this", metadata={"tags": ["remove_cell"]}),
    ]
    made = html_of(notebook).decode()
    outline = Outline(made)
    assert "<h2>A word</h2>" in made
    assert "<em>Thank you</em>" in made
    assert "<td>42</td>" in made
    assert "printed &lt;b&gt;" in made
    assert "How to run this" not in made
    assert made.index("A word") < made.index("Value against the reason for buying")
    assert "script" not in {tag for tag, _ in outline.elements}
    assert "onclick" not in {name for _, names in outline.elements for name in names}


def test_a_chart_that_a_csm_added_is_drawn():
    notebook = notebook_of(sections())
    spec = {"mark": "bar", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a"}}}
    data = {"application/vnd.vegalite.v6+json": spec}
    notebook.cells.append(new_code_cell(outputs=[new_output("display_data", data=data)]))
    assert html_of(notebook).decode().count("<svg") == 4


def test_a_cell_that_failed_is_named_and_no_page_is_made():
    notebook = notebook_of(sections())
    failed = new_output("error", ename="KeyError", evalue="'cost'", traceback=[])
    notebook.cells[3].outputs = [failed]
    with pytest.raises(UnreadableFile, match=r"Cell 4 .*KeyError"):
        html_of(notebook)


def test_a_review_without_its_cover_says_so():
    with pytest.raises(UnreadableFile, match="whose it is"):
        html_of(notebook_of(sections()[1:]))


def test_the_language_of_the_page_is_that_of_the_review():
    cover = replace(sections()[0], head=replace(HEAD, language="de"))
    assert '<html lang="de">' in page(cover)
