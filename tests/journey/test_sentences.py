"""The small words of every sentence."""

from __future__ import annotations

from datetime import date

import pytest

from cspwidgets.journey.sentences import (
    capital,
    counted,
    day_of,
    figure,
    length,
    named,
    number,
    owned,
    part_of,
    told_of,
)
from cspwidgets.plan.model import Activity, Outcome
from cspwidgets.plan.words import Visibility

SHOWN = Activity(id="a", title=" Wave 2 live ", stage="s")
HIDDEN = Activity(id="b", title="Discount", stage="s", visibility=Visibility.INTERNAL)


@pytest.mark.parametrize(
    ("count", "words"), [(0, "no"), (1, "one"), (20, "twenty"), (21, "21"), (1200, "1,200")]
)
def test_numbers_up_to_twenty_are_words(count: int, words: str) -> None:
    assert number(count) == words


def test_one_thing_is_one_and_others_are_many() -> None:
    assert counted(1, "working day") == "one working day"
    assert counted(5, "working day") == "five working days"
    assert figure(1, "day") == "1 day"
    assert figure(0, "day") == "0 days"


def test_from_three_weeks_on_days_are_told_in_weeks() -> None:
    assert length(14, "working day") == "fourteen working days"
    assert length(15, "working day") == "three weeks"
    assert length(113, "day") == "23 weeks"


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(19, 20, "Nineteen of twenty"), (3, 21, "3 of 21"), (2, 2, "Both"), (30, 30, "All 30")],
)
def test_a_part_of_a_whole_begins_a_sentence(part: int, whole: int, words: str) -> None:
    assert part_of(part, whole) == words


def test_one_thing_alone_is_told_as_one() -> None:
    assert told_of(0, 1, "step", "done") == "The one step is not done"
    assert told_of(1, 3, "step", "done") == "One of three steps done"


def test_a_day_has_its_year_only_when_it_is_another() -> None:
    assert day_of(date(2026, 10, 8), date(2026, 7, 17)) == "8 October"
    assert day_of(date(2027, 1, 4), date(2026, 7, 17)) == "4 January 2027"


def test_only_the_first_letter_of_a_name_is_made_a_capital() -> None:
    assert capital("routeWise’s") == "RouteWise’s"
    assert capital("") == ""
    assert owned("RouteWise") == "RouteWise’s"


def test_what_is_internal_is_counted_and_never_named() -> None:
    assert named([SHOWN], "step") == "“Wave 2 live”"
    assert named([HIDDEN, SHOWN], "step") == "“Wave 2 live” and one more step"
    assert named([HIDDEN, HIDDEN], "step") == "two steps"
    assert named([Outcome(id="o", name="Cost a stop")], "measure") == "“Cost a stop”"
