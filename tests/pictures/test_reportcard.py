"""The report card as HTML: letters, changes in words, and every why opens to its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from cspwidgets.journey.standing import Standing, stand
from cspwidgets.pictures.reportcard import fragments, html
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.scales import GradeOverride
from support.expected import is_as_expected, steady
from support.picture_cases import CASES, case


def text_of(fragment: str) -> str:
    return " ".join("".join(ElementTree.fromstring(fragment).itertext()).split())


def changed(change: float | None, before: str | None = "B") -> Standing:
    standing = case("ordinary")
    first = replace(standing.card.subjects[0], change=change, letter_before=before, letter="A")
    card = replace(standing.card, subjects=(first, *standing.card.subjects[1:]))
    return replace(standing, card=card)


def test_the_card_looks_as_it_was_checked_in():
    names = SideNames.for_customer(steady().plan)
    assert is_as_expected("reportcard.html", html(steady(), names=names))


def test_there_is_a_fragment_for_the_grade_each_subject_and_the_notes():
    assert list(fragments(case("ordinary"))) == [
        "grade",
        *("subject:value", "subject:progress", "subject:pace"),
        *("subject:customer_promises", "subject:vendor_promises"),
        "notes",
    ]


@pytest.mark.parametrize("name", CASES)
def test_each_fragment_is_one_element(name: str):
    for fragment in fragments(case(name)).values():
        ElementTree.fromstring(fragment)


@pytest.mark.parametrize(
    ("change", "told"),
    [(6.0, "▲ 6 up, was B"), (-9.0, "▼ 9 down, was B"), (0.0, "same")],
)
def test_a_change_is_told_in_words_too(change: float, told: str):
    node = ElementTree.fromstring(fragments(changed(change))["subject:value"])
    found = [one for one in node.iter("span") if one.get("class", "").startswith("change")]
    assert " ".join("".join(found[0].itertext()).split()) == told


def test_without_an_earlier_touch_point_no_change_is_shown():
    standing = stand(case("ordinary").plan, case("ordinary").on, draws=0)
    words = html(standing)
    assert "▲" not in words
    assert 'class="change' not in words
    assert "since" not in words.replace('class="since"', "")


def test_the_card_says_since_when_things_changed():
    assert "change since the quarterly review of 8 May" in text_of(
        fragments(case("ordinary"))["grade"]
    )


def test_every_why_opens_to_the_rows_it_came_from():
    node = ElementTree.fromstring(fragments(case("ordinary"))["subject:progress"])
    assert node.tag == "details"
    rows = [(row.get("data-table"), row.get("data-row")) for row in node.iter("li")]
    assert rows[:2] == [("activities", "wave2"), ("activities", "wave3")]
    assert "late, due 30 Jun" in "".join(node.itertext())
    value = ElementTree.fromstring(fragments(case("ordinary"))["subject:value"])
    assert {row.get("data-table") for row in value.iter("li")} == {"outcomes"}


def test_a_subject_without_data_has_a_dash_and_says_where_its_weight_goes():
    fragment = fragments(case("one step"))["subject:value"]
    assert "no grade" in text_of(fragment)
    assert "its weight goes to the others" in fragment
    assert "Counts for" not in fragment


def test_without_any_data_there_is_no_grade():
    assert "no data yet" in text_of(fragments(case("nothing at all"))["grade"])


def test_an_override_shows_as_one_with_its_reason_and_what_was_computed():
    standing = case("ordinary")
    given = GradeOverride(letter="C", reason="<i>We know more</i>", by="Priya", on=date(2026, 7, 3))
    card = replace(standing.card, letter="C", computed_letter="B", overridden=given)
    pieces = fragments(replace(standing, card=card))
    assert ">C</b>" in pieces["grade"]
    assert "Override: C instead of B, by Priya on 3 July: &lt;i&gt;We know more" in pieces["notes"]


def test_a_must_have_that_holds_the_grade_down_is_named():
    standing = case("ordinary")
    capped = replace(standing, card=replace(standing.card, capped_by="cost"))
    assert "“Cost per delivered stop” has to be reached" in fragments(capped)["notes"]


def test_you_are_addressed_on_your_own_page_and_named_on_ours():
    plan = case("ordinary").plan
    ours = text_of(fragments(case("ordinary"))["subject:customer_promises"])
    yours = fragments(case("ordinary"), names=SideNames.for_customer(plan))
    assert "Northwind Freight" in ours
    assert "Promises kept by you" in text_of(yours["subject:customer_promises"])


def test_nothing_in_a_field_becomes_an_element():
    assert "<script" not in html(case("hostile"))
