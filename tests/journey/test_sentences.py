"""The pieces that sentences share."""

from __future__ import annotations

import pytest

from cspwidgets.journey.parts import STEPS_ARE_DONE, STEPS_DONE, part_of
from cspwidgets.journey.sentences import capital, length, named, small, working_length
from cspwidgets.language import ENGLISH, Language
from cspwidgets.plan.model import Activity, Outcome
from cspwidgets.plan.words import Visibility

GERMAN = Language.of("de")
SHOWN = Activity(id="a", title=" Wave 2 live ", stage="s")
HIDDEN = Activity(id="b", title="Discount", stage="s", visibility=Visibility.INTERNAL)
SECRET = Outcome(id="o", name="Margin", visibility=Visibility.INTERNAL)


def test_one_thing_is_one_and_others_are_many() -> None:
    assert working_length(ENGLISH, 1) == "one working day"
    assert working_length(ENGLISH, 5) == "five working days"
    assert length(ENGLISH, 0) == "no days"


def test_from_three_weeks_on_days_are_told_in_weeks() -> None:
    assert working_length(ENGLISH, 14) == "fourteen working days"
    assert working_length(ENGLISH, 15) == "three weeks"
    assert length(ENGLISH, 113) == "23 weeks"
    assert length(GERMAN, 113) == "23 Wochen"


@pytest.mark.parametrize(
    ("part", "whole", "words", "german"),
    [
        (
            *(19, 20, "Nineteen of twenty steps done"),
            "Neunzehn von zwanzig Schritten erledigt",
        ),
        (3, 21, "3 of 21 steps done", "3 von 21 Schritten erledigt"),
        (2, 2, "Both steps done", "Beide Schritte erledigt"),
        (30, 30, "All 30 steps done", "Alle 30 Schritte erledigt"),
        (0, 2, "None of two steps done", "Keiner der zwei Schritte erledigt"),
        (1, 3, "One of three steps done", "Einer von drei Schritten erledigt"),
        (0, 1, "The one step is not done", "Der eine Schritt ist noch offen"),
        (1, 1, "The one step is done", "Der eine Schritt ist erledigt"),
    ],
)
def test_a_part_of_a_whole_is_a_sentence(part: int, whole: int, words: str, german: str) -> None:
    assert part_of(ENGLISH, part, whole, STEPS_DONE) == words
    assert part_of(GERMAN, part, whole, STEPS_DONE) == german


def test_all_that_there_is_may_be_one() -> None:
    assert part_of(ENGLISH, 1, 1, STEPS_ARE_DONE) == "The one step is done"
    assert part_of(ENGLISH, 12, 12, STEPS_ARE_DONE) == "All twelve steps are done"


def test_only_the_first_letter_of_a_name_is_made_a_capital() -> None:
    assert capital("routeWise’s") == "RouteWise’s"
    assert capital("") == ""
    assert small("In Arbeit") == "in Arbeit"


def test_what_is_internal_is_counted_and_never_named() -> None:
    assert named(ENGLISH, [SHOWN]) == "“Wave 2 live”"
    assert named(ENGLISH, [HIDDEN, SHOWN]) == "“Wave 2 live” and one more step"
    assert named(ENGLISH, [HIDDEN, HIDDEN]) == "two steps"
    assert named(ENGLISH, [Outcome(id="o", name="Cost a stop")]) == "“Cost a stop”"
    assert named(ENGLISH, [SECRET]) == "one measure"
    assert named(GERMAN, [HIDDEN, SHOWN, SHOWN]) == "„Wave 2 live“ und zwei weitere Schritte"
