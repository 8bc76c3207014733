"""Adoption as people look at it: measures against their targets, and why one is not known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.journey.adoption import licence_utilisation, stickiness
from cspwidgets.journey.adoptionlines import MOST_POINTS, AdoptionLine, adoption_on
from cspwidgets.plan.model import Account, Plan, UsagePoint

START = date(2026, 1, 5)
METRICS = ("seats", "assigned", "active_28d", "daily_active", "feature:x", "feature:y", "logins")


def after(days: int) -> date:
    return START + timedelta(days=days)


def used(*rows: tuple[str, int, float], **fields: Any) -> Plan:
    usage = tuple(
        UsagePoint(id=f"u{k}", metric=metric, on=after(day), value=value)
        for k, (metric, day, value) in enumerate(rows)
    )
    return Plan(id="p", account=Account(name="P"), usage=usage, **{"start_on": START, **fields})


SEATS, PEOPLE, DAILY = ("seats", 0, 100.0), ("active_28d", 60, 40.0), ("daily_active", 60, 10.0)


@pytest.mark.parametrize(
    ("rows", "days", "gaps"),
    [
        ([SEATS, PEOPLE, DAILY], 60, ("", "")),
        ([SEATS], 60, ("no_users", "no_days")),
        ([PEOPLE], 60, ("no_seats", "no_days")),
        ([("seats", 0, 0.0), PEOPLE, DAILY], 60, ("no_seats", "")),
        ([SEATS, DAILY], 60, ("no_users", "no_users")),
        ([SEATS, PEOPLE, DAILY], 120, ("", "stale")),  # the days of 28 are gone first
        ([SEATS, PEOPLE, DAILY], 121, ("stale", "stale")),
    ],
)
def test_what_is_not_known_says_why(rows: list[Any], days: int, gaps: tuple[str, str]) -> None:
    told = adoption_on(used(*rows), after(days))
    assert tuple(line.gap for line in told.measures) == gaps
    assert all((line.share is None) == bool(line.gap) for line in told.measures)


def test_without_usage_there_is_nothing_but_the_age() -> None:
    told = adoption_on(used(), after(13))
    assert (told.measures, told.features, told.newest_on, told.age_weeks) == ((), (), None, 2)
    assert not told.is_stale
    assert adoption_on(used(start_on=None), after(13)).age_weeks is None
    assert adoption_on(used(), after(-1)).age_weeks is None


def test_figures_grow_old_by_what_people_do_not_by_seats() -> None:
    plan = used(SEATS, PEOPLE, ("seats", 130, 90.0))
    told = adoption_on(plan, after(135))
    assert (told.newest_on, told.is_stale) == (after(60), True)
    assert not adoption_on(plan, after(120)).is_stale
    assert adoption_on(used(SEATS), after(3)).newest_on == after(0)


def test_features_stand_by_their_use_with_what_they_were_28_days_ago() -> None:
    plan = used(
        SEATS, ("feature:x", 10, 5.0), ("feature:y", 10, 50.0), ("feature:x", 40, 20.0),
        ("feature:later", 90, 1.0),
    )  # fmt: skip
    lines = adoption_on(plan, after(45)).features
    assert [(line.measure, line.share, line.before) for line in lines] == [
        ("feature:y", 0.5, 0.5),
        ("feature:x", 0.2, 0.05),
    ]
    assert [line.change for line in lines] == [0, 15]
    assert [line.is_below for line in lines] == [False, False]


def test_below_is_what_reads_as_below() -> None:
    def line(share: float | None, target: float | None) -> AdoptionLine:
        return AdoptionLine(measure="stickiness", share=share, target=target)

    assert line(0.494, 0.5).is_below
    assert not line(0.496, 0.5).is_below
    assert not line(None, 0.5).is_below
    assert not line(0.1, None).is_below


def test_a_long_series_is_looked_at_here_and_there_and_always_at_its_end() -> None:
    rows = [("active_28d", day, float(day % 90)) for day in range(1000)]
    (line, _) = adoption_on(used(SEATS, *rows), after(999)).measures
    assert len(line.points) <= MOST_POINTS
    assert line.points[-1] == (after(999), (999 % 90) / 100)
    assert len(line.targets) == len(line.points)


@given(
    st.lists(
        st.tuples(st.sampled_from(METRICS), st.integers(0, 99), st.integers(-3, 9)), max_size=10
    ),
    st.integers(0, 200),
)
def test_whatever_came_in_today_is_what_the_measures_say(rows, days) -> None:
    plan = used(*((metric, day, float(value)) for metric, day, value in rows))
    told = adoption_on(plan, after(days))
    known = [row for row in plan.usage if row.on <= after(days)]
    assert len(told.measures) == (2 if known else 0)
    for line, measure in zip(told.measures, (licence_utilisation, stickiness), strict=False):
        assert line.share == measure(plan, after(days))
        assert bool(line.gap) == (line.share is None)
        assert [day for day, _ in line.points] == sorted({day for day, _ in line.points})
        assert all(day <= after(days) for day, _ in line.points)
