"""How much the product is used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cspwidgets.journey.adoption import (
    FeatureUse,
    feature_adoption,
    features,
    licence_utilisation,
    newest,
    stickiness,
    target,
    time_to_first_value,
    trend,
)
from cspwidgets.plan.measures import STICKINESS, UTILISATION
from cspwidgets.plan.model import Account, Measurement, Outcome, Plan, UsagePoint
from cspwidgets.plan.scales import AdoptionCurves
from cspwidgets.plan.words import Direction

START = date(2026, 1, 5)


def after(days: int) -> date:
    return START + timedelta(days=days)


def used(*rows: tuple[str, int, float]) -> Plan:
    usage = tuple(
        UsagePoint(id=f"u{k}", metric=metric, on=after(day), value=value)
        for k, (metric, day, value) in enumerate(rows)
    )
    return Plan(id="p", account=Account(name="P"), start_on=START, usage=usage)


def test_utilisation_is_active_users_over_the_seats_bought() -> None:
    plan = used(("seats", 0, 180.0), ("active_28d", 90, 72.0), ("active_28d", 60, 10.0))
    assert licence_utilisation(plan, after(95)) == pytest.approx(0.4)
    assert licence_utilisation(plan, after(70)) == pytest.approx(10 / 180)


def test_where_activity_is_not_known_assigned_seats_stand_for_it() -> None:
    plan = used(("seats", 0, 180.0), ("assigned", 0, 90.0), ("active_28d", 10, 45.0))
    assert licence_utilisation(plan, after(5)) == pytest.approx(0.5)
    assert licence_utilisation(plan, after(10)) == pytest.approx(0.25)
    assert licence_utilisation(plan, after(71)) == pytest.approx(0.5)


@pytest.mark.parametrize("seats", [None, 0.0, -5.0])
def test_without_seats_there_is_no_share(seats: float | None) -> None:
    rows = [("active_28d", 0, 5.0)]
    plan = used(*rows, ("seats", 0, seats)) if seats is not None else used(*rows)
    assert licence_utilisation(plan, START) is None


def test_a_feature_is_adopted_by_its_users_among_the_licensed() -> None:
    plan = used(("seats", 0, 200.0), ("feature:routes", 5, 50.0), ("assigned", 8, 100.0))
    assert feature_adoption(plan, "routes", after(6)) == pytest.approx(0.25)
    assert feature_adoption(plan, "routes", after(9)) == pytest.approx(0.5)
    assert feature_adoption(plan, "returns", after(9)) is None


def test_stickiness_is_the_mean_day_over_the_month() -> None:
    plan = used(
        ("active_28d", 30, 50.0),
        ("daily_active", 1, 900.0),
        ("daily_active", 29, 10.0),
        ("daily_active", 30, 20.0),
    )
    assert stickiness(plan, after(30)) == pytest.approx(15 / 50)
    assert stickiness(plan, after(0)) is None


def test_features_are_listed_with_how_they_were_before() -> None:
    plan = used(
        ("seats", 0, 100.0),
        ("feature:routes", 10, 20.0),
        ("feature:routes", 40, 60.0),
        ("feature:returns", 40, 80.0),
        ("feature:later", 90, 80.0),
    )
    assert features(plan, after(45), before=after(15)) == (
        FeatureUse(feature="returns", share=0.8, share_before=None),
        FeatureUse(feature="routes", share=0.6, share_before=0.2),
    )


def test_a_trend_has_a_point_for_each_day_of_which_usage_is_known() -> None:
    plan = used(("seats", 0, 100.0), ("active_28d", 10, 20.0), ("active_28d", 40, 60.0))
    assert trend(plan, UTILISATION, after(30)) == ((after(10), 0.2),)
    assert trend(plan, UTILISATION, after(40)) == ((after(10), 0.2), (after(40), 0.6))


def test_the_newest_value_counts_in_whatever_order_they_were_read() -> None:
    plan = used(("seats", 9, 2.0), ("seats", 3, 1.0))
    assert newest(plan, "seats", after(10)) == 2.0
    assert newest(plan, "seats", after(8)) == 1.0
    assert newest(plan, "seats", after(2)) is None


@pytest.mark.parametrize(
    ("age", "share"), [(-5, 0.0), (0, 0.0), (45, 0.25), (90, 0.5), (135, 0.6), (900, 0.8)]
)
def test_what_is_asked_of_an_account_grows_with_its_age(age: int, share: float) -> None:
    assert target(used(), UTILISATION, after(age)) == pytest.approx(share)


def test_the_age_counts_from_the_term_where_it_is_known() -> None:
    plan = replace(used(), account=Account(name="P", term_start_on=after(-90)))
    assert target(plan, UTILISATION, START) == pytest.approx(0.5)
    assert target(replace(used(), start_on=None), UTILISATION, START) is None


def test_the_firms_own_curve_wins_over_the_convention() -> None:
    own = AdoptionCurves(licence_utilisation=((0, 0.4), (100, 0.9)))
    plan = replace(used(), adoption_curves=own)
    assert target(plan, UTILISATION, after(50)) == pytest.approx(0.65)
    assert target(plan, STICKINESS, after(45)) == pytest.approx(0.1)
    assert target(plan, "feature:x", after(90)) == pytest.approx(0.2)


def test_first_value_is_the_first_measurable_step_of_any_outcome() -> None:
    outcomes = (
        Outcome(id="seats", name="Seats", baseline=0.0, target=100.0),
        Outcome(id="up", name="Uptime", direction=Direction.KEEP, baseline=99.0, target=99.0),
    )
    rows = [("up", 5, 99.0), ("seats", -5, 50.0), ("seats", 10, 4.9), ("seats", 19, 5.0)]
    measurements = tuple(
        Measurement(id=f"m{k}", outcome=name, on=after(day), value=value)
        for k, (name, day, value) in enumerate(rows)
    )
    plan = replace(used(), outcomes=outcomes, measurements=measurements)
    assert time_to_first_value(plan) == 19
    assert time_to_first_value(replace(plan, measurements=measurements[:3])) is None
    assert time_to_first_value(replace(plan, start_on=None)) is None
