"""Each outcome's word, and the value of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import isfinite
from typing import Any

import pytest
from hypothesis import given, settings

from cspwidgets.journey.value import (
    Gain,
    OutcomeWord,
    Value,
    assess,
    judge,
    return_on_cost,
    worth_at_goal,
)
from cspwidgets.plan.model import Account, Measurement, Outcome, Plan
from cspwidgets.plan.words import Direction, Evidence
from support.outcomes import DAYS, START, measured_plan_strategy
from support.plans import TODAY, small_plan

DAY = START + timedelta(days=100)


def plan_with(value: float | None, *, age: int = 0, **fields: Any) -> Plan:
    """A plan of one outcome, 0 to 100 in 200 days, measured `age` days before `DAY`."""
    given: dict[str, Any] = {"baseline": 0.0, "target": 100.0, "by": START + timedelta(days=200)}
    outcome = Outcome(id="o", name="O", **{**given, **fields})
    row = Measurement(id="m", outcome="o", on=DAY - timedelta(days=age), value=value or 0.0)
    return Plan(
        id="p",
        account=Account(name="P", currency="USD"),
        start_on=START,
        outcomes=(outcome,),
        measurements=() if value is None else (row,),
    )


def only(value: Value) -> Gain:
    (gain,) = value.gains
    return gain


@pytest.mark.parametrize(
    ("gain", "expected", "word"),
    [
        (1.0, 0.2, "achieved"),
        (1.3, None, "achieved"),
        (0.55, 0.5, "ahead"),
        (0.549, 0.5, "on"),
        (0.45, 0.5, "on"),
        (0.449, 0.5, "behind"),
        (0.375, 0.5, "behind"),
        (0.374, 0.5, "off"),
        (-0.1, 0.5, "off"),
        (0.3, 0.049, "too_early"),
        (0.0, 0.0, "too_early"),
        (-0.01, 0.049, "off"),
        (-0.05, -0.1, "too_early"),
        (-0.15, -0.1, "off"),
        (0.3, None, "too_early"),
        (-0.01, None, "off"),
    ],
)
def test_an_outcome_is_judged_against_where_it_should_be_today(
    gain: float, expected: float | None, word: str
) -> None:
    assert judge(gain, expected) == OutcomeWord(word)


@pytest.mark.parametrize(
    ("value", "word", "points"),
    [(120.0, "achieved", 100), (60.0, "ahead", 100), (48.0, "on", 96), (-5.0, "off", 0)],
)
def test_points_are_the_part_of_the_expectation_that_is_met(
    value: float, word: str, points: float
) -> None:
    gain = only(assess(plan_with(value), DAY))
    assert gain.word == OutcomeWord(word)
    assert gain.expected == pytest.approx(0.5)
    assert gain.expected_value == pytest.approx(50)
    assert gain.points == pytest.approx(points)


def test_the_first_thirty_days_are_too_early_for_any_word() -> None:
    plan = plan_with(90.0, age=90)
    early, late = START + timedelta(days=29), START + timedelta(days=30)
    assert only(assess(plan, early)).word is OutcomeWord.TOO_EARLY
    assert only(assess(plan, early)).points is None
    assert only(assess(plan, late)).word is OutcomeWord.AHEAD
    assert only(assess(plan_with(None), early)).word is OutcomeWord.TOO_EARLY


def test_a_measurement_speaks_for_sixty_days() -> None:
    fresh = only(assess(plan_with(50.0, age=60), DAY))
    assert fresh.word is OutcomeWord.ON
    old = only(assess(plan_with(50.0, age=61, volume_a_year=1, unit_value=1), DAY))
    assert old.word is OutcomeWord.NO_DATA
    assert (old.current, old.gain, old.points, old.money_a_year) == (50.0, 0.5, None, None)
    assert old.money_since_start is not None


@pytest.mark.parametrize("missing", ["baseline", "target"])
def test_an_outcome_that_cannot_be_reckoned_has_no_data_at_any_age(missing: str) -> None:
    plan = plan_with(50.0, volume_a_year=1, unit_value=1, **{missing: None})
    for day in (START, DAY):
        gain = only(assess(plan, day))
        assert gain.word is OutcomeWord.NO_DATA
        assert (gain.gain, gain.money_a_year, gain.money_since_start) == (None, None, None)


def test_without_a_start_only_an_achievement_or_a_regress_can_be_told() -> None:
    words = [
        only(assess(replace(plan_with(value), start_on=None), DAY)).word
        for value in (100.0, 80.0, -1.0)
    ]
    assert words == [OutcomeWord.ACHIEVED, OutcomeWord.TOO_EARLY, OutcomeWord.OFF]


def test_measurements_of_days_to_come_are_not_known_yet() -> None:
    assert only(assess(plan_with(50.0, age=-1), DAY)).current is None


def test_the_newest_measurement_counts_in_whatever_order_they_were_typed() -> None:
    plan = plan_with(50.0)
    older = Measurement(id="m0", outcome="o", on=START + timedelta(days=50), value=5.0)
    assert only(assess(replace(plan, measurements=(*plan.measurements, older)), DAY)).current == 50


def test_northwind_is_worth_what_was_reckoned_by_hand() -> None:
    value = assess(small_plan(), TODAY)
    cost, plan, otif, seats = value.gains
    assert cost.gain == pytest.approx(0.52 / 1.5)
    assert cost.expected == pytest.approx(137 / 335)
    assert cost.word is OutcomeWord.BEHIND
    assert cost.money_a_year == pytest.approx(0.52 * 3_900_000 * 0.45)
    assert plan.word is OutcomeWord.AHEAD
    assert plan.money_a_year == pytest.approx(18 * 4_284 * 31 / 60)
    assert otif.word is OutcomeWord.ON
    assert otif.money_a_year == pytest.approx(2.7 * 12 * 7_400)
    assert (seats.word, seats.money_a_year) == (OutcomeWord.OFF, None)
    assert value.currency == "USD"
    assert value.low == value.likely == pytest.approx(912_600 + 239_760 + 0.85 * 39_841.2)
    assert value.high == pytest.approx(912_600 + 239_760 + 39_841.2)
    assert value.measured_share == 1
    assert value.signed_share == pytest.approx(1_152_360 / 1_186_225.02)


def test_the_return_on_cost_is_the_value_over_the_fee() -> None:
    plan = small_plan()
    value = assess(plan, TODAY)
    assert return_on_cost(plan, value) == pytest.approx((1_186_225.02 - 216_000) / 216_000)
    free = replace(plan, account=replace(plan.account, fee=None))
    assert return_on_cost(free, value) is None


def test_money_in_another_currency_is_never_added_up() -> None:
    money: dict[str, Any] = {"volume_a_year": 1, "unit_value": 1, "evidence": Evidence.A}
    value = assess(plan_with(50.0, currency="EUR", **money), DAY)
    assert (value.currency, value.high, only(value).money_a_year) == ("USD", 0.0, None)
    plan = plan_with(50.0, currency="EUR", **money)
    unnamed = replace(plan, account=Account(name="P"))
    assert (assess(unnamed, DAY).currency, assess(unnamed, DAY).high) == ("EUR", 50.0)


def test_a_measure_that_regresses_loses_money() -> None:
    value = assess(
        plan_with(
            110.0,
            direction=Direction.LOWER,
            baseline=100.0,
            target=50.0,
            volume_a_year=2,
            unit_value=3,
            evidence=Evidence.C,
        ),
        DAY,
    )
    assert (value.low, value.likely, value.high) == (-60.0, -60.0, -60.0)


@settings(deadline=None)
@given(measured_plan_strategy(), DAYS)
def test_any_plan_can_be_assessed_and_twice_the_same(plan: Plan, on: date) -> None:
    value = assess(plan, on)
    assert value == assess(plan, on)
    for gain, outcome in zip(value.gains, plan.outcomes, strict=True):
        assert gain.outcome == outcome.id
        assert gain.points is None or 0 <= gain.points <= 100
        assert (gain.points is None) == (gain.word in ("too_early", "no_data"))
        assert gain.money_a_year is None or isfinite(gain.money_a_year)
    assert value.low <= value.likely + 1e-3 <= value.high + 2e-3


def test_the_worth_at_the_goal_is_what_the_likely_value_would_be_there():
    plan = small_plan()
    there = tuple(
        Measurement(id=row.id, outcome=row.id, on=TODAY, value=row.target or 0.0)
        for row in plan.outcomes
    )
    reached = replace(plan, measurements=there)
    assert worth_at_goal(plan) == pytest.approx(assess(reached, TODAY).likely)
    assert worth_at_goal(replace(plan, outcomes=())) == 0
