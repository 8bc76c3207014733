"""The review as a document: through JSON and back."""

import json

import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.document import (
    SECTION_MIME,
    Cell,
    Chart,
    Column,
    Figure,
    Figures,
    Items,
    Lead,
    Paragraph,
    Picture,
    ReviewHead,
    Section,
    Series,
    Table,
    sections_of,
)

SECTION = Section(
    kind="summary",
    title="Where we are",
    notes="Say it kindly.",
    head=ReviewHead(
        title="Quarterly review",
        account="northwind",
        name="Northwind Freight",
        vendor="Workbook",
        period="2026Q3",
        period_in_words="third quarter of 2026",
        audience="customer",
        language="en",
        as_of="2026-09-30",
        as_of_in_words="30 September 2026",
    ),
    blocks=(
        Lead(text="Loads are matched in an hour.", label="Objective"),
        Paragraph(text="a < b & “c”", tone="soft"),
        Figures(items=(Figure(id="cost", label="Cost", now="7 €", before="8 €", goal="6 €"),)),
        Items(id="wins", title="Wins", items=(Cell(text="Faster"),), about="wins"),
        Table(
            id="owed",
            caption="Who owes what",
            columns=(Column(label="What"), Column(label="Days", align="end")),
            rows=((Cell(text="Train"), Cell(text="5", tone="late", strong=True)),),
        ),
        Picture(id="route", svg="<svg/>", alt="Week 5 of 9", width=700, height=300),
        Chart(
            id="trend",
            title="Cost",
            alt="It falls.",
            kind="line",
            categories=("Q1", "Q2"),
            series=(Series(name="Cost", values=(8.0, None), tone="good"),),
            spec={"mark": "line"},
        ),
    ),
)


def notebook(*data):
    outputs = [{"output_type": "display_data", "data": each} for each in data]
    return {"cells": [{"cell_type": "markdown"}, {"cell_type": "code", "outputs": outputs}]}


def test_a_section_comes_back_from_its_data_as_it_was():
    data = json.loads(json.dumps(SECTION.to_data()))
    told = notebook({"text/plain": "something else"}, {SECTION_MIME: data})
    assert sections_of(told) == (SECTION,)


@pytest.mark.parametrize(
    "data",
    [{}, {"kind": "summary"}, SECTION.to_data() | {"blocks": [{"block": "script"}]}],
)
def test_a_broken_section_is_named_and_not_half_read(data):
    with pytest.raises(UnreadableFile, match="make it anew"):
        sections_of(notebook({SECTION_MIME: data}))


def test_a_notebook_without_a_review_says_what_to_run():
    with pytest.raises(UnreadableFile, match=r"qbr\.ipynb"):
        sections_of(notebook({"text/plain": "42"}))
