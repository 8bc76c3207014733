"""How far an outcome has moved, and how far it should have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.journey.gain import expected_gain, expected_value, gain, movement
from cspwidgets.plan.model import Outcome
from cspwidgets.plan.words import Direction
from support.outcomes import DAYS, NUMBERS, START, outcome_strategy

HIGHER, LOWER, KEEP = Direction.HIGHER, Direction.LOWER, Direction.KEEP


def outcome(direction: Direction, baseline: float | None, target: float | None) -> Outcome:
    return Outcome(id="o", name="O", direction=direction, baseline=baseline, target=target)


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "value", "expected"),
    [
        (HIGHER, 0.0, 85.0, 34.0, 0.4),
        (LOWER, 11.4, 9.9, 10.875, 0.35),
        (LOWER, 11.4, 9.9, 11.7, -0.2),
        (HIGHER, 88.0, 95.0, 96.4, 1.2),
        (HIGHER, None, 95.0, 96.4, None),
        (HIGHER, 88.0, None, 96.4, None),
        (KEEP, None, 200.0, 210.0, 1.0),
        (KEEP, None, 200.0, 190.0, 1.0),
        (KEEP, None, 200.0, 215.0, 0.5),
        (KEEP, None, 200.0, 180.0, 0.0),
        (KEEP, None, 200.0, 230.0, -1.0),
        (KEEP, 5.0, None, 5.0, None),
        (HIGHER, 100.0, 100.0, 100.0, 1.0),
        (HIGHER, 100.0, 100.0, 130.0, 1.0),
        (HIGHER, 100.0, 100.0, 92.5, 0.5),
        (LOWER, 100.0, 100.0, 107.5, 0.5),
        (LOWER, 100.0, 100.0, 70.0, 1.0),
    ],
)
def test_a_gain_is_the_share_of_the_way_and_is_not_clamped(
    direction: Direction,
    baseline: float | None,
    target: float | None,
    value: float,
    expected: float | None,
) -> None:
    found = gain(outcome(direction, baseline, target), value)
    assert found == (None if expected is None else pytest.approx(expected))


def test_what_is_to_be_kept_has_the_tolerance_that_it_names() -> None:
    uptime = replace(outcome(KEEP, 99.9, 99.9), tolerance=0.1)
    assert gain(uptime, 99.8) == pytest.approx(1.0)
    assert gain(uptime, 99.75) == pytest.approx(0.5)


def test_a_tolerance_of_nothing_divides_by_nothing() -> None:
    complaints = outcome(KEEP, 0.0, 0.0)
    assert gain(complaints, 0.0) == 1.0
    assert gain(complaints, 0.1) == 0.0


@settings(deadline=None)
@given(outcome_strategy(), NUMBERS)
def test_every_outcome_has_a_finite_gain_or_none(odd: Outcome, value: float) -> None:
    found = gain(odd, value)
    assert found is None or isfinite(found)
    assert isfinite(movement(odd, value))


@settings(deadline=None)
@given(st.floats(-4, 4), st.sampled_from((0.0, 11.4, -3.0)), st.sampled_from((9.9, 85.0)))
def test_a_gain_says_where_on_the_way_a_value_lies(
    share: float, baseline: float, target: float
) -> None:
    value = baseline + share * (target - baseline)
    assert gain(outcome(HIGHER, baseline, target), value) == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "value", "expected"),
    [
        (LOWER, 11.4, 9.9, 10.88, 0.52),
        (LOWER, 11.4, 9.9, 11.5, -0.1),
        (HIGHER, 88.2, 95.0, 90.9, 2.7),
        (HIGHER, 95.0, 88.2, 90.9, -4.1),
        (KEEP, 90.0, 100.0, 107.5, 5.0),
        (KEEP, 100.0, 100.0, 100.0, 0.0),
        (HIGHER, 100.0, 100.0, 130.0, 0.0),
        (HIGHER, None, 100.0, 130.0, 0.0),
    ],
)
def test_movement_is_positive_when_it_is_better(
    direction: Direction, baseline: float | None, target: float, value: float, expected: float
) -> None:
    assert movement(outcome(direction, baseline, target), value) == pytest.approx(expected)


def test_a_straight_line_leads_from_the_start_to_the_day() -> None:
    seats = replace(outcome(HIGHER, 0.0, 80.0), by=START + timedelta(days=200))
    assert expected_value(seats, START, START + timedelta(days=50)) == pytest.approx(20.0)
    assert expected_gain(seats, 20.0) == pytest.approx(0.25)
    assert expected_value(seats, START, START + timedelta(days=400)) == 80.0
    assert expected_value(seats, START, START - timedelta(days=1)) is None


def test_an_outcome_with_its_own_curve_is_expected_on_the_curve() -> None:
    seats = replace(
        outcome(HIGHER, 0.0, 80.0),
        by=START + timedelta(days=300),
        curve=(
            (START + timedelta(days=200), 60.0),
            (START + timedelta(days=100), 20.0),
        ),
    )
    assert expected_value(seats, START, START + timedelta(days=50)) == pytest.approx(10.0)
    assert expected_value(seats, START, START + timedelta(days=150)) == pytest.approx(40.0)
    assert expected_value(seats, START, START + timedelta(days=250)) == pytest.approx(70.0)
    assert expected_value(seats, None, START + timedelta(days=50)) is None
    assert expected_value(seats, None, START + timedelta(days=150)) == pytest.approx(40.0)


def test_without_a_start_nothing_is_expected_before_the_day() -> None:
    seats = replace(outcome(HIGHER, 0.0, 80.0), by=START)
    assert expected_value(seats, None, START - timedelta(days=1)) is None
    assert expected_value(seats, None, START) == 80.0


def test_without_a_day_or_a_curve_nothing_is_expected() -> None:
    assert expected_value(outcome(HIGHER, 0.0, 80.0), START, date(2030, 1, 1)) is None
    assert expected_gain(outcome(HIGHER, 0.0, 80.0), None) is None


def test_what_is_to_be_held_is_expected_from_the_first_day() -> None:
    for held in (outcome(KEEP, 90.0, 100.0), outcome(HIGHER, 100.0, 100.0)):
        assert expected_value(held, None, START) == 100.0
        assert expected_gain(held, 100.0) == 1.0


@settings(deadline=None)
@given(outcome_strategy(), st.none() | st.just(START), DAYS)
def test_every_expectation_is_a_finite_number_or_none(
    odd: Outcome, start_on: date | None, on: date
) -> None:
    should_be = expected_value(odd, start_on, on)
    expected = expected_gain(odd, should_be)
    assert should_be is None or isfinite(should_be)
    assert expected is None or isfinite(expected)
