"""Columns on paper: none is pushed off, none is too narrow for its words."""

from __future__ import annotations

import pytest

from cspwidgets.reports.document import Cell, Column, Table
from cspwidgets.reports.pdfcolumns import broken, rooms, shares


def table(*texts: str, widths: tuple[float, ...] = ()) -> Table:
    given = widths or (0.0,) * len(texts)
    columns = tuple(Column(label="x", width=width) for width in given)
    return Table(id="t", caption="t", columns=columns, rows=(tuple(Cell(text=t) for t in texts),))


def test_narrow_columns_take_what_they_need_and_the_first_the_rest():
    assert shares(table("Train the champions", "You", "10 July")) == [1.0, 0.0, 0.0]


def test_columns_of_sentences_share_the_line_by_their_letters():
    found = shares(table("a" * 20, "word " * 20, "word " * 20))
    assert found[1] == found[2] > found[0] > 0


def test_a_column_is_wide_enough_for_its_words_whatever_it_was_given():
    found = shares(table("What", "$10.88", "words " * 9, widths=(0.4, 0.01, 0.59)))
    assert sum(found) == pytest.approx(1.0)
    assert found[1] > 0.08


def test_a_table_without_columns_has_no_shares():
    assert shares(table()) == []
    assert rooms([]) == []


def test_long_words_get_places_to_be_broken():
    assert broken("a" * 7, 3) == "aaa\u200baaa\u200ba"
    assert broken("short words stay", 5) == "short words stay"
