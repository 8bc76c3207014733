"""New numbers in a deck that a CSM has edited: what they did to it survives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.document import Cell, Paragraph, Section, Table
from cspwidgets.reports.slides import pptx_of, refresh
from support import reviews
from support.decks import opened, outside, sample, saved, shapes, titles, words
from support.laterreview import later
from support.reviewed import notebook_of

pytestmark = pytest.mark.slow


def edited(change: Callable[[Any, dict[str, Any]], None]) -> bytes:
    deck = opened(sample())
    change(deck, shapes(deck))
    return saved(deck)


def fresh(deck: bytes, shown: tuple[Section, ...] = ()) -> tuple[Any, list[str]]:
    told: list[str] = []
    return opened(refresh(deck, notebook_of(shown or later()), tell=told.append)), told


def test_figures_words_rows_charts_and_notes_get_what_the_review_says_now():
    deck, told = fresh(sample())
    drawn = shapes(deck)
    assert told == []
    assert drawn["summary:figure:plan"].text_frame.paragraphs[0].text == "19 min"
    assert drawn["value:table:value"].table.cell(2, 3).text == "19 min"
    assert [*drawn["value:chart:cost"].chart.plots[0].series[0].values][-1] == 9.95
    assert "Win four" in drawn["summary:items:wins"].text_frame.text
    assert "by all depots" in drawn["summary:items:wins"].text_frame.text
    assert "late already" in words(deck)
    said = [each.text_frame.text for each in drawn["summary:picture:route"].shapes]
    assert "You stand here" in said
    notes = [s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide]
    assert notes == ["Thank them for the trust. Again.", "Pause after the headline. Again."]


def test_a_refresh_with_the_same_review_changes_nothing():
    deck, told = fresh(sample(), reviews.sections())
    assert told == []
    assert words(deck) == words(opened(sample()))
    assert list(shapes(deck)) == list(shapes(opened(sample())))


def test_what_a_csm_moved_and_restyled_stays_so_with_new_words_in_it():
    def change(deck: Any, drawn: dict[str, Any]) -> None:
        figure = drawn["summary:figure:plan"]
        figure.left += Inches(1)
        figure.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(1, 2, 3)
        drawn["value:chart:cost"].chart.plots[0].series[0].format.line.width = Pt(9)
        cell = drawn["value:table:value"].table.cell(1, 3)
        cell.text_frame.paragraphs[0].runs[0].font.size = Pt(33)
        drawn["summary:picture:route"].width = Inches(6)

    before = shapes(opened(edited(change)))
    deck, told = fresh(edited(change))
    drawn = shapes(deck)
    assert told == []
    figure = drawn["summary:figure:plan"]
    assert figure.left == before["summary:figure:plan"].left
    assert figure.text_frame.paragraphs[0].runs[0].font.color.rgb == RGBColor(1, 2, 3)
    assert figure.text_frame.paragraphs[0].text == "19 min"
    assert drawn["value:chart:cost"].chart.plots[0].series[0].format.line.width == Pt(9)
    run = drawn["value:table:value"].table.cell(1, 3).text_frame.paragraphs[0].runs[0]
    assert (run.text, run.font.size) == ("$9.95", Pt(33))
    assert abs(drawn["summary:picture:route"].width - Inches(6)) < Inches(0.1)


def test_what_a_csm_reworded_is_kept_and_told():
    def change(deck: Any, drawn: dict[str, Any]) -> None:
        wins = drawn["summary:items:wins"].text_frame
        wins.paragraphs[2].runs[0].text = "Seven depots, says Maya."
        drawn["value:table:value"].table.cell(1, 3).text_frame.text = "$10.80 (ours)"
        drawn["risks:title"].text_frame.text = "Risks, as we see them"
        deck.slides[1].notes_slide.notes_text_frame.text = "My own notes"

    deck, told = fresh(edited(change))
    drawn = shapes(deck)
    lines = [each.text for each in drawn["summary:items:wins"].text_frame.paragraphs]
    assert lines == ["What went well", "Win one", "Seven depots, says Maya.", "Win three",
                     "Win four", "by all depots"]  # fmt: skip
    assert drawn["value:table:value"].table.cell(1, 3).text == "$10.80 (ours)"
    assert drawn["value:table:value"].table.cell(2, 3).text == "19 min"
    assert drawn["risks:title"].text_frame.text == "Risks, as we see them"
    assert deck.slides[1].notes_slide.notes_text_frame.text == "My own notes"
    assert sorted(told) == [
        "The title “Risks, as we see them” is kept as somebody wrote it; the review says “Risks”.",
        "Value against the reason for buying: “$10.80 (ours)” is kept as somebody wrote it; "
        "the review says “$9.95”.",
        "Where we are: “Seven depots, says Maya.” is kept as somebody wrote it; "
        "the review says “Win two”.",
    ]


@pytest.mark.slow
def test_what_was_reworded_once_is_kept_for_ever():
    def change(deck: Any, drawn: dict[str, Any]) -> None:
        drawn["summary:items:wins"].text_frame.paragraphs[2].runs[0].text = "Mine."

    once = refresh(edited(change), notebook_of(later()), tell=lambda _: None)
    deck, told = fresh(once, reviews.sections())
    assert "Mine." in words(deck)
    assert "Planning a day takes 24 minutes instead of 42." in words(deck)
    assert len(told) == 1


def test_what_a_csm_added_stays():
    def change(deck: Any, drawn: dict[str, Any]) -> None:
        drawn["summary:items:wins"].text_frame.add_paragraph().text = "And one of mine."
        mine = deck.slides.add_slide(deck.slide_layouts[1])
        mine.shapes.title.text = "A slide of my own"
        box = deck.slides[1].shapes.add_textbox(0, 0, Inches(1), Inches(1))
        box.text_frame.text = "A box of mine"

    deck, told = fresh(edited(change))
    assert told == []
    assert {"And one of mine.", "A box of mine"} <= set(words(deck))
    assert "A slide of my own" in titles(deck)


@pytest.mark.slow
def test_what_a_csm_deleted_stays_deleted():
    def change(deck: Any, drawn: dict[str, Any]) -> None:
        for name in ("summary:items:asks", "value:chart:cost"):
            drawn[name]._element.getparent().remove(drawn[name]._element)
        table = drawn["reportcard:table:reportcard"].table._tbl
        table.remove(table.tr_lst[2])
        _drop_slide(deck, "Adoption")

    once = refresh(edited(change), notebook_of(later()), tell=lambda _: None)
    deck, told = fresh(once)
    assert told == []
    assert not {"summary:items:asks", "value:chart:cost"} & set(shapes(deck))
    assert "Progress" not in words(deck)
    assert "Adoption" not in titles(deck)


@pytest.mark.slow
def test_new_rows_come_last_and_go_on_over_slides_where_they_do_not_fit():
    def more(table: Table) -> Table:
        rows = tuple(
            (Cell(text=f"Extra {k}", link=f"https://example.com/{k}"), *table.rows[1][1:])
            for k in range(30)
        )
        return replace(table, rows=table.rows[2:] + rows)

    deck, told = fresh(sample(), later(worked=more))
    said = words(deck)
    assert told == []
    assert [text for text in said if text.startswith("Extra ")] == [f"Extra {k}" for k in range(30)]
    assert "Wave 1: live" not in said
    assert "Wave 2: live" in said
    parts = [title for title in titles(deck) if title.startswith("What both sides did")]
    assert parts[0].endswith(f"(1 of {len(parts)})")
    assert parts[-1].endswith(f"({len(parts)} of {len(parts)})")
    assert titles(deck).index(parts[-1]) == titles(deck).index(parts[0]) + len(parts) - 1
    assert outside(deck) == []
    again, _ = fresh(saved(deck), later(worked=more))
    assert words(again) == said


def test_a_table_that_shrinks_takes_its_empty_slide_away():
    deck, told = fresh(sample(), later(worked=lambda table: replace(table, rows=table.rows[:2])))
    assert told == []
    assert [title for title in titles(deck) if title.startswith("What both")] == [
        "What both sides did, and owe"
    ]


def test_what_the_review_has_anew_comes_at_the_end():
    new = Section(kind="renewal", title="Renewal", blocks=(Paragraph(text="On 28 February."),))
    deck, told = fresh(sample(), (*later(), new))
    assert told == []
    assert titles(deck)[-1] == "Renewal"
    assert "On 28 February." in words(deck)


def test_what_the_review_has_no_longer_goes_unless_somebody_changed_it():
    def change(deck: Any, drawn: dict[str, Any]) -> None:
        drawn["lessons:items:lessons"].text_frame.paragraphs[0].runs[0].text = "Mine."

    kept = tuple(each for each in later() if each.kind not in ("lessons", "reportcard"))
    deck, told = fresh(edited(change), kept)
    assert "Mine." in words(deck)
    assert "Report card" not in titles(deck)
    assert len(told) == 1


def test_a_drawing_that_was_changed_by_hand_is_kept():
    def change(deck: Any, drawn: dict[str, Any]) -> None:
        route = drawn["summary:picture:route"]
        here = next(s for s in route.shapes if s.has_text_frame and "here" in s.text_frame.text)
        here.text_frame.paragraphs[0].runs[0].text = "Here we are"

    deck, told = fresh(edited(change))
    said = [s.text_frame.text for s in shapes(deck)["summary:picture:route"].shapes]
    assert "Here we are" in said
    assert told == [
        "Where we are: “The drawing was changed” is kept; it is not what the review wrote last."
    ]


@pytest.mark.slow
def test_a_chart_may_have_become_one_of_another_kind():
    def change(deck: Any, drawn: dict[str, Any]) -> None:
        slide = next(s for s in deck.slides if s.shapes.title.text_frame.text == "Adoption")
        old = drawn["adoption:chart:active"]
        data = old.chart.part.chart_workbook  # the workbook stays with the old one
        assert data is not None
        from pptx.chart.data import XyChartData

        xy = XyChartData()
        xy.add_series("mine").add_data_point(1, 2)
        made = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, 0, 0, Inches(3), Inches(3), xy)
        made.name = old.name
        old._element.getparent().remove(old._element)

    deck, told = fresh(edited(change))
    assert len(told) == 1
    assert shapes(deck)["adoption:chart:active"].chart.chart_type == XL_CHART_TYPE.XY_SCATTER


@pytest.mark.slow
def test_the_same_refresh_gives_the_same_bytes():
    first, second = (refresh(sample(), notebook_of(later())) for _ in range(2))
    assert first == second


def test_a_deck_that_is_not_ours_is_refused():
    empty = saved(_emptied(opened(sample())))
    with pytest.raises(UnreadableFile, match="not made here"):
        refresh(empty, notebook_of(later()))
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        refresh(b"no deck", notebook_of(later()))


@pytest.mark.slow
def test_a_deck_of_another_account_is_refused():
    cover, *rest = reviews.sections()
    head = replace(reviews.HEAD, account="castellan", name="Castellan Castings")
    other = pptx_of(notebook_of((replace(cover, head=head), *rest)))
    with pytest.raises(UnreadableFile, match="another account"):
        refresh(other, notebook_of(later()))


def _emptied(deck: Any) -> Any:
    package = deck.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype.endswith("/custom-properties"):
            package._rels.pop(key)
    return deck


def _drop_slide(deck: Any, title: str) -> None:
    listed = deck.slides._sldIdLst
    for each, slide in zip(list(listed), list(deck.slides), strict=True):
        if slide.shapes.title.text_frame.text == title:
            deck.part.drop_rel(each.rId)
            listed.remove(each)
