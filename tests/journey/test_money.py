"""What movement is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.journey.money import Rate, sum_since, unit_worth, weigh
from cspwidgets.plan.model import Measurement, Outcome
from cspwidgets.plan.scales import EvidenceFactors
from cspwidgets.plan.words import Direction, Evidence
from support.outcomes import START

A, B, C, D = Evidence.A, Evidence.B, Evidence.C, Evidence.D
STOPS = Outcome(id="o", name="Stops", baseline=0.0, target=40.0, volume_a_year=10, unit_value=3)


def after(days: int) -> date:
    return START + timedelta(days=days)


def measured(*points: tuple[int, float]) -> list[Measurement]:
    return [Measurement(id=f"{d}", outcome="o", on=after(d), value=v) for d, v in points]


def test_evidence_decides_how_much_of_the_money_counts() -> None:
    money = weigh(
        [Rate(A, 100.0, 10.0), Rate(B, 100.0, 20.0), Rate(C, 100.0, 30.0), Rate(D, 100.0, 40.0)],
        EvidenceFactors(),
    )
    assert money.low == pytest.approx(100 + 85)
    assert money.likely == pytest.approx(100 + 85 + 70)
    assert money.high == pytest.approx(300)
    assert money.potential == pytest.approx(100)
    assert money.since_start == pytest.approx(10 + 17 + 21)
    assert money.measured_share == pytest.approx(185 / 255)
    assert money.signed_share == pytest.approx(100 / 255)


def test_money_without_evidence_is_potential() -> None:
    money = weigh([Rate(None, 100.0, 10.0)], EvidenceFactors())
    assert (money.high, money.potential, money.since_start) == (0.0, 100.0, 0.0)


def test_a_plan_may_have_factors_of_its_own() -> None:
    assert weigh([Rate(B, 100.0, None)], EvidenceFactors(B=0.5)).likely == pytest.approx(50)


def test_what_is_lost_is_reduced_nowhere() -> None:
    money = weigh([Rate(A, 100.0, 0.0), Rate(C, -60.0, -6.0)], EvidenceFactors())
    assert (money.low, money.likely, money.high) == (40.0, 40.0, 40.0)
    assert money.since_start == -6.0
    assert money.measured_share == 1.0


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Rate,
            st.none() | st.sampled_from(list(Evidence)),
            st.none() | st.floats(-1e9, 1e9),
            st.none() | st.floats(-1e9, 1e9),
        ),
        max_size=6,
    )
)
def test_low_is_never_above_likely_nor_likely_above_high(rates: list[Rate]) -> None:
    money = weigh(rates, EvidenceFactors())
    slack = 1e-3
    assert money.low <= money.likely + slack
    assert money.likely <= money.high + slack
    assert 0 <= money.signed_share <= money.measured_share <= 1 + 1e-9


def test_a_unit_is_worth_volume_times_value_times_the_share_that_is_ours() -> None:
    assert unit_worth(replace(STOPS, attributable_share=0.45), "USD") == pytest.approx(13.5)
    assert unit_worth(replace(STOPS, currency="USD"), "USD") == 30
    assert unit_worth(replace(STOPS, currency="EUR"), "USD") is None
    assert unit_worth(replace(STOPS, unit_value=None), "USD") is None
    assert unit_worth(replace(STOPS, volume_a_year=None), "USD") is None


@pytest.mark.parametrize(
    ("on", "unit_days"),
    [
        (200, 100 * 5 + 100 * 15),
        (230, 100 * 5 + 100 * 15 + 30 * 20),
        (260, 100 * 5 + 100 * 15 + 60 * 20),
        (400, 100 * 5 + 100 * 15 + 60 * 20),
    ],
)
def test_the_sum_since_the_start_follows_the_measurements(on: int, unit_days: float) -> None:
    rows = measured((100, 10.0), (200, 20.0))
    assert sum_since(STOPS, rows, START, after(on)) == pytest.approx(unit_days / 365)


def test_what_was_lost_counts_in_the_sum() -> None:
    spend = replace(STOPS, direction=Direction.LOWER, baseline=40.0, target=0.0)
    rows = measured((100, 50.0), (200, 40.0))
    assert sum_since(spend, rows, START, after(200)) == pytest.approx(-1000 / 365)


def test_measurements_before_the_start_are_not_since_the_start() -> None:
    rows = measured((-30, 10.0), (0, 20.0), (100, 10.0))
    assert sum_since(STOPS, rows, START, after(100)) == pytest.approx(500 / 365)


def test_without_a_start_or_a_measurement_there_is_no_sum() -> None:
    assert sum_since(STOPS, measured((100, 10.0)), None, after(200)) is None
    assert sum_since(STOPS, [], START, after(200)) is None
    assert sum_since(STOPS, measured((-9, 1.0)), START, after(-5)) is None


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 400), st.floats(0, 100)), min_size=1, max_size=6),
    st.integers(400, 600),
    st.integers(0, 100),
)
def test_the_sum_never_falls_because_time_passes(
    points: list[tuple[int, float]], on: int, more: int
) -> None:
    rows = measured(*sorted(points))
    now = sum_since(STOPS, rows, START, after(on))
    later = sum_since(STOPS, rows, START, after(on + more))
    assert now is not None
    assert later is not None
    assert 0 <= now <= later
