"""The picture of the book is a form without data, in the theme's colours."""

from __future__ import annotations

import json

import altair as alt
import pytest

from cspwidgets.pictures.bookchart import SIDES, book_chart
from cspwidgets.pictures.theme import Theme
from cspwidgets.reports.vegascript import VERSION
from cspwidgets.settings import Settings


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme.from_data(Settings.from_environment({}).theme())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_names_its_data_and_holds_none(theme: Theme, scheme):
    form = book_chart(theme=theme, scheme=scheme)
    assert form["data"] == {"name": "book"}
    assert "values" not in json.dumps(form)
    assert "datasets" not in form
    colours = getattr(theme, scheme)
    assert colours.customer in json.dumps(form)


def test_three_selections_are_linked(theme: Theme):
    form = book_chart(theme=theme, scheme="light")
    assert {param["name"] for param in form["params"]} == {"brush", "by_side", "by_csm"}


def test_on_a_phone_the_bars_stand_beneath(theme: Theme):
    assert "hconcat" in book_chart(theme=theme, scheme="light")
    assert "vconcat" in book_chart(theme=theme, scheme="light", shape="narrow")
    assert len(SIDES) == 5


def test_the_script_is_of_the_version_that_altair_writes():
    assert alt.SCHEMA_VERSION.removeprefix("v").startswith(f"{VERSION}.")
