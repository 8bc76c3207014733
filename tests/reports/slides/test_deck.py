"""The review as slides: native, editable, with words for who cannot see them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pptx
import pytest
from nbformat.v4 import new_markdown_cell
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.package import Package

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.document import Cell, Column, Items, Paragraph, Section, Table
from cspwidgets.reports.slides import pptx_of
from cspwidgets.reports.slides.charts import number_of
from cspwidgets.reports.slides.package import deck_from
from support import reviews
from support.decks import opened, outside, overlapping, parts, sample, shapes, titles, words
from support.reviewed import notebook_of

NAME = "Gesellschaft für die gemeinsame Beschaffung von Arbeitskleidung " * 5


def deck_of(*sections: Section) -> bytes:
    return pptx_of(notebook_of((reviews.sections()[0], *sections)))


def test_the_same_review_gives_the_same_bytes_in_its_workbooks_too():
    again = pptx_of(notebook_of(reviews.sections()))
    assert again == sample()
    with zipfile.ZipFile(io.BytesIO(again)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_slide_has_a_title():
    told = titles(opened(sample()))
    assert told[:3] == ["Northwind Freight", "Where we are (1 of 2)", "Where we are (2 of 2)"]
    assert all(title.strip() for title in told)


def test_every_word_of_the_review_is_on_a_slide():
    said = " ".join(words(opened(sample())))
    for text in ("Six of twelve depots are live.", "$10.88", "▼ 4", "waits for the regional lead",
                 "last review $11.02", "goal $9.90", "Nothing owed.", "None known.",
                 "A: measured by you and signed. B: measured in the product."):  # fmt: skip
        assert text in said


def test_what_a_csm_added_to_the_notebook_is_told_of():
    told: list[str] = []
    notebook = notebook_of(reviews.sections())
    pptx_of(notebook, tell=told.append)
    assert told == []
    notebook.cells[2:2] = [new_markdown_cell("# A word from us")]
    pptx_of(notebook, tell=told.append)
    assert len(told) == 1
    assert "not in the slides" in told[0]


def test_charts_and_tables_are_native_and_hold_the_figures():
    drawn = shapes(opened(sample()))
    chart = drawn["value:chart:cost"].chart
    assert [*chart.plots[0].series[0].values] == [11.4, 11.02, 10.88]
    assert [*chart.plots[0].categories] == ["Q1 2026", "Q2 2026", "Q3 2026"]
    assert chart.part.chart_workbook.xlsx_part is not None
    assert drawn["value:table:value"].table.cell(1, 3).text == "$10.88"


def test_a_gap_in_the_figures_is_a_gap_in_the_chart():
    chart = shapes(opened(sample()))["adoption:chart:active"].chart
    assert [*chart.plots[0].series[0].values] == [0.0, None, 0.41]


def test_the_route_is_drawn_in_shapes_that_can_be_edited():
    route = shapes(opened(sample()))["summary:picture:route"]
    assert route.shape_type == MSO_SHAPE_TYPE.GROUP
    said = [each.text_frame.text for each in route.shapes if each.has_text_frame]
    assert "You are here" in said
    assert len(route.shapes) > 40


def test_pictures_charts_and_tables_say_in_words_what_they_show():
    deck = opened(sample())
    for name, shape in shapes(deck).items():
        if any(f":{kind}:" in name for kind in ("picture", "chart", "table")) and "!" not in name:
            mark = shape._element._nvXxPr.cNvPr
            if shape.has_text_frame:  # a table without rows is a sentence
                continue
            assert mark.get("descr"), name


def test_what_to_say_stands_in_the_notes():
    notes = [
        slide.notes_slide.notes_text_frame.text
        for slide in opened(sample()).slides
        if slide.has_notes_slide
    ]
    assert notes == ["Thank them for the trust.", "Pause after the headline."]


def test_a_screen_reader_hears_the_title_first_and_the_page_number_last():
    for slide in [*opened(sample()).slides][1:]:
        assert slide.shapes[0] == slide.shapes.title
        assert "Slide Number" in slide.shapes[-1].name


def test_the_file_says_what_it_is_and_is_dated_by_the_day_of_the_review():
    about = opened(sample()).core_properties
    assert about.title == "Northwind Freight: Quarterly review, Third quarter of 2026"
    assert about.author == "RouteWise"
    assert about.modified.isoformat() == "2026-07-17T00:00:00"
    assert about.language == "en"


def test_only_internal_decks_say_that_they_are_internal():
    head = replace(reviews.HEAD, audience="internal", language="de")
    inside = pptx_of(notebook_of((replace(reviews.sections()[0], head=head), *_rest())))
    assert any("Intern, nicht für den Kunden" in text for text in words(opened(inside)))
    assert not any("Internal" in text for text in words(opened(sample())))


def test_slides_speak_the_language_of_the_review():
    head = replace(reviews.HEAD, language="de")
    deck = pptx_of(notebook_of((replace(reviews.sections()[0], head=head), *_rest())))
    assert "Where we are (1 von 2)" in titles(opened(deck))
    slides = b"".join(data for name, data in parts(deck) if name.startswith("ppt/slides/slide"))
    assert b'lang="de"' in slides
    assert b'lang="en' not in slides


@pytest.mark.slow
def test_a_long_table_goes_on_over_slides_under_its_header_and_loses_no_row():
    rows = tuple((Cell(text=f"Step {k}"), Cell(text="You"), Cell(text="May")) for k in range(300))
    columns = tuple(Column(label=name) for name in ("Step", "Whose", "By"))
    table = Table(id="all", caption="All steps", columns=columns, rows=rows)
    deck = opened(deck_of(Section(kind="worked", title="All we do", blocks=(table,))))
    said = words(deck)
    assert [text for text in said if text.startswith("Step ")] == [f"Step {k}" for k in range(300)]
    assert f"All we do (2 of {len(deck.slides) - 1})" in titles(deck)
    assert said.count("Whose") == len(deck.slides) - 1
    assert outside(deck) == []


def test_names_of_300_letters_and_words_without_end_stay_on_their_slides():
    long = (NAME[:300], "x" * 300, "株式会社" * 75, "ربط البيانات مع النظام " * 12)
    columns = tuple(Column(label=each) for each in ("What", "Who", "When"))
    rows = tuple((Cell(text=each, note=each), Cell(text=each), Cell(text="May")) for each in long)
    deck = opened(
        deck_of(
            Section(
                kind="worked",
                title=NAME[:300],
                blocks=(
                    Items(id="a", title=NAME, items=tuple(Cell(text=e, note=e) for e in long)),
                    Items(id="b", title="Short", items=(Cell(text="short"),)),
                    Table(id="t", title=NAME, caption=NAME, columns=columns, rows=rows),
                ),
            )
        )
    )
    assert outside(deck) == []
    assert overlapping(deck) == []
    said = "".join(words(deck))
    assert said.count("x") >= 5 * 300
    assert said.count("株") >= 5 * 75


@pytest.mark.slow
def test_a_cell_longer_than_a_slide_goes_on_and_loses_no_word():
    told = " ".join(f"word{k}" for k in range(1500))
    columns = (Column(label="What"), Column(label="Why"))
    table = Table(id="t", caption="Long", columns=columns,
                  rows=((Cell(text="One"), Cell(text=told)),))  # fmt: skip
    for blocks in ((table,), (Paragraph(text=told),), (_list(told),)):
        deck = opened(deck_of(Section(kind="worked", title="Long", blocks=blocks)))
        said = [word for text in words(deck) for word in text.split() if word.startswith("word")]
        assert said == told.split()
        assert outside(deck) == []


def test_nothing_on_a_slide_is_smaller_than_12_points_but_the_footer():
    for shape in shapes(opened(sample())).values():
        sizes = shape._element.xpath(".//a:rPr/@sz")
        assert all(int(size) >= 1190 for size in sizes), shape.name


def test_nothing_lies_over_another_or_over_the_edge():
    deck = opened(sample())
    assert outside(deck) == []
    assert overlapping(deck) == []


def test_text_from_right_to_left_begins_at_the_right():
    items = Items(id="i", title="", items=(Cell(text="ربط البيانات"), Cell(text="Depot")))
    deck = opened(deck_of(Section(kind="worked", title="מרלו", blocks=(items,))))
    arabic, latin = shapes(deck)["worked:items:i"].text_frame.paragraphs
    assert arabic._p.pPr.get("rtl") == "1"
    assert arabic._p.pPr.get("algn") == "r"
    assert latin._p.pPr.get("rtl") is None
    assert deck.slides[1].shapes.title.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1"


def test_a_notebook_without_a_review_is_refused():
    with pytest.raises(UnreadableFile, match="no review"):
        pptx_of({"cells": []})


def _list(text: str) -> Items:
    return Items(id="i", title="A list", items=(Cell(text=text),))


def _rest() -> tuple[Section, ...]:
    return reviews.sections()[1:]


@pytest.mark.parametrize(
    ("values", "format_"),
    [((1.0, 250.0), "#,##0"), ((7.5349753, 5.1), "0.0#"), ((75.34, 1.0), "#,##0.0"),
     ((7534.9, 1.0), "#,##0"), ((None, None), "#,##0")],
)  # fmt: skip
def test_figures_of_a_chart_without_a_format_have_few_decimals(values, format_: str):
    given = reviews.chart("c", "Hours", (*values, None))
    assert number_of(given) == format_


def test_parts_get_the_names_that_python_pptx_would_give_them():
    made = io.BytesIO()
    pptx.Presentation().save(made)
    deck = deck_from(made.getvalue())
    package, template = deck.part.package, "/ppt/notesSlides/notesSlide%d.xml"
    for number in (1, 2, 3):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        expected = Package.next_partname(package, template)
        assert slide.notes_slide.part.partname == expected == template % number
