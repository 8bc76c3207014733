"""The pictures in other languages: whole, without a collision, and as they were looked at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from cspwidgets.journey.comparison import compare
from cspwidgets.journey.standing import Standing, stand
from cspwidgets.language import ENGLISH, Language
from cspwidgets.pictures import headline, nextsteps, reportcard, value, whatif
from cspwidgets.pictures.charts import outcome_trend, value_chart
from cspwidgets.pictures.directions import directions
from cspwidgets.pictures.frame import narrowest_width
from cspwidgets.pictures.route import draw, svg
from cspwidgets.pictures.sides import SideNames
from support.boxes import collisions
from support.expected import is_as_expected, steady
from support.marked import MARKED, untranslated
from support.picture_cases import CASES, case, nameless
from support.sheets import theme

GERMAN = Language.of("de")
WIDTHS = (640, 760, 1030, 1600)


@pytest.mark.parametrize("name", CASES)
def test_german_words_never_collide_and_are_never_cut(name: str):
    standing = case(name, GERMAN)
    for names in (
        SideNames.of(standing.plan, GERMAN),
        SideNames.for_customer(standing.plan, GERMAN),
    ):
        least = narrowest_width(standing, names)
        for width in sorted({least, *(width for width in WIDTHS if width > least)}):
            assert collisions(draw(standing, width=width, names=names)) == [], f"at {width} px"


@pytest.mark.parametrize("name", [name for name in CASES if name != "hostile"])
def test_every_word_of_every_picture_can_be_translated(name: str):
    standing = nameless(name, MARKED)
    for names in (None, SideNames.for_customer(standing.plan, MARKED)):
        for picture in _pictures(standing, names):
            for said in _said(picture):
                assert untranslated(said) == [], said


def test_every_word_of_a_chart_can_be_translated():
    standing = nameless("ordinary", MARKED)
    plan, on = standing.plan, standing.on
    charts = [value_chart(standing, theme=theme())]
    charts += [
        outcome_trend(plan, row.id, on, theme=theme(), language=MARKED) for row in plan.outcomes
    ]
    for chart in charts:
        spec = chart.to_dict()
        rows = re.findall(
            r'"(?:label|name)": "(?!data-)([^"]*)"', json.dumps(spec, ensure_ascii=False)
        )
        assert rows
        for said in [spec["description"], *rows]:
            assert untranslated(said) == [], said


def test_a_german_axis_has_german_months_and_numbers():
    standing = case("ordinary", GERMAN)
    locale = value_chart(standing, theme=theme()).to_dict()["config"]["locale"]
    assert locale["time"]["shortMonths"][2] == "Mär"
    assert locale["time"]["days"][0] == "Sonntag"
    assert (locale["number"]["decimal"], locale["number"]["thousands"]) == (",", ".")
    assert "locale" not in value_chart(case("ordinary"), theme=theme()).to_dict()["config"]


def test_the_german_route_looks_as_it_was_checked_in():
    names = SideNames.for_customer(steady(GERMAN).plan, GERMAN)
    assert is_as_expected("route.de.svg", svg(steady(GERMAN), width=1080, names=names))


@pytest.mark.parametrize("form", ["reportcard", "value", "nextsteps", "directions"])
def test_german_pages_look_as_they_were_checked_in(form: str):
    standing = steady(GERMAN)
    names = SideNames.for_customer(standing.plan, GERMAN)
    drawn = {
        "reportcard": lambda: reportcard.html(standing, names=names),
        "value": lambda: value.html(standing, names=names),
        "nextsteps": lambda: nextsteps.html(standing, names=names),
        "directions": lambda: directions(standing),
    }
    assert is_as_expected(f"{form}.de.html", drawn[form]())


def test_a_german_route_says_where_the_reader_is():
    drawn = draw(case("ordinary", GERMAN))
    words = " ".join(drawn.fragments.values())
    assert "Sie sind hier" in words
    assert "23 Tage hinter dem Plan" in words
    assert "voraussichtlich 2. Okt." in words
    assert ">Mär<" in words
    assert drawn.meta["label"].startswith("Route. Sie sind in der Phase „Roll out“, Woche 20 von")


def test_english_is_what_is_spoken_unless_told_otherwise():
    assert case("ordinary").language == ENGLISH


def _pictures(standing: Standing, names: SideNames | None) -> Iterator[str]:
    yield svg(standing, width=1030, names=names)
    yield directions(standing)
    yield reportcard.html(standing, names=names)
    yield value.html(standing, names=names)
    yield nextsteps.html(standing, names=names)
    yield nextsteps.html(standing, names=names, count=9)
    yield headline.html(standing)
    yield headline.html(standing, audience="vendor")
    for pair in _pairs(standing):  # but for the findings, which are English
        found = replace(compare(*pair), came=(), gone=())
        yield whatif.html(found, pair[1])


def _pairs(now: Standing) -> Iterator[tuple[Standing, Standing]]:
    # What a what-if makes better and worse, with days and without.
    plan, on = now.plan, now.on
    shorter = replace(plan, stages=plan.stages[:1], activities=plan.activities[:1])
    for then in (plan, shorter, replace(plan, measurements=()), replace(plan, start_on=None)):
        other = stand(then, on, draws=50, language=now.language)
        yield from ((now, other), (other, now), (other, other))


def _said(picture: str) -> Iterator[str]:
    # Everything that a reader, or a screen reader, gets to know.
    root = ElementTree.fromstring(picture)
    yield "".join(root.itertext())
    for node in root.iter():
        yield from (node.attrib[name] for name in ("aria-label", "title") if name in node.attrib)


def test_the_brackets_of_the_test_find_what_was_not_translated():
    assert untranslated("⟦week {n}, ⟦likely⟧⟧ Ψ") == []
    assert untranslated("⟦week⟧ days late") == ["days", "late"]
    assert json.dumps(MARKED.say("“{words}”", words="Ψ"), ensure_ascii=False) == '"⟦“Ψ”⟧"'
