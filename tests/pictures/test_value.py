"""The value: tiles from start to goal, words beside every colour, money in one line."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from cspwidgets.journey.standing import Standing, stand
from cspwidgets.journey.value import OutcomeWord
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.value import WORDS, fragments, html, value_words
from cspwidgets.plan.words import Direction
from support.expected import is_as_expected, steady
from support.picture_cases import CASES, case
from support.plans import TODAY, small_plan


def with_gain(**fields: object) -> Standing:
    standing = case("ordinary")
    first = replace(standing.value.gains[0], **fields)
    value = replace(standing.value, gains=(first, *standing.value.gains[1:]))
    return replace(standing, value=value)


def tile(standing: Standing, outcome: str = "cost") -> str:
    fragment = fragments(standing)[f"outcome:{outcome}"]
    return " ".join("".join(ElementTree.fromstring(fragment).itertext()).split())


def test_the_value_looks_as_it_was_checked_in():
    assert is_as_expected("value.html", html(steady()))


def test_a_tile_tells_now_start_goal_and_how_that_stands():
    assert tile(case("ordinary")) == (
        "Cost per delivered stop$10.88behind$11.40 at startgoal $9.90"
    )


@pytest.mark.parametrize("word", OutcomeWord)
def test_every_word_of_an_outcome_is_told(word: OutcomeWord):
    assert WORDS[word] in tile(with_gain(word=word))


def test_the_meter_stays_within_its_ends_and_says_the_real_share():
    fragment = fragments(with_gain(gain=1.4, expected=-0.2))["outcome:cost"]
    assert 'style="width:100%"' in fragment
    assert 'style="left:0%"' in fragment
    assert "140% of the way" in fragment
    assert 'style="width:0%"' in fragments(with_gain(gain=-0.4))["outcome:cost"]


def test_what_was_never_measured_says_so_once():
    assert tile(case("one step")).count("not measured yet") == 1


def test_what_is_to_be_kept_is_not_called_a_goal():
    plan = small_plan()
    first = replace(plan.outcomes[2], direction=Direction.KEEP)
    standing = stand(replace(plan, outcomes=(first,)), TODAY, draws=0)
    assert "keep 95%" in tile(standing, "otif")


def test_an_outcome_without_a_goal_says_so():
    plan = small_plan()
    first = replace(plan.outcomes[0], target=None, baseline=None)
    assert "no goal yet" in tile(stand(replace(plan, outcomes=(first,)), TODAY, draws=0))


def test_the_money_is_told_in_one_line_with_who_measured_it():
    standing = case("ordinary")
    names = SideNames.for_customer(standing.plan)
    assert value_words(standing, names) == "$1.19m a year, 97% of it measured by you"
    spread = replace(standing, value=replace(standing.value, low=9e5, high=2.33e6, signed_share=0))
    assert value_words(spread) == "$900k to $2.33m a year"
    assert value_words(case("one step")) == ""
    assert value_words(case("nothing at all")) == "no outcomes yet"


@pytest.mark.parametrize("name", CASES)
def test_no_case_breaks_a_tile_and_nothing_in_a_field_becomes_an_element(name: str):
    for fragment in fragments(case(name)).values():
        ElementTree.fromstring(fragment)
        assert "<script" not in fragment
