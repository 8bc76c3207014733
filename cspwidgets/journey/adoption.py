"""How much the product is used, from the usage that a plan carries.

A measure is a share between two usage metrics on a day; the newest values up to that day count,
those of people's activity for 60 days. What is good depends on how old the account is: targets
are curves over its age, not one number.

Metrics are known by these names: `seats` (bought), `assigned` (seats given to people),
`active_28d` (people active in 28 days), `daily_active` (people active on that day), and
`feature:<name>` (people who used a feature in 28 days).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from cspwidgets.journey.gain import gain, movement
from cspwidgets.journey.money import FRESH_DAYS
from cspwidgets.journey.value import SMALL_GAIN
from cspwidgets.plan.model import Plan

SEATS, ASSIGNED, ACTIVE, DAILY = "seats", "assigned", "active_28d", "daily_active"
FEATURE = "feature:"
WINDOW_DAYS = 28

Curve = Sequence[tuple[int, float]]
"""Pairs of age in days and share, in the order of age."""

UTILISATION_CURVE: Curve = ((0, 0.0), (90, 0.5), (180, 0.7), (365, 0.8))
STICKINESS_CURVE: Curve = ((0, 0.0), (90, 0.2), (180, 0.3), (365, 0.4))
FEATURE_CURVE: Curve = ((0, 0.0), (90, 0.2), (180, 0.4), (365, 0.6))
"""Where customers stand at an age; conventions, to be replaced by the firm's own curves."""

Measure = Callable[[Plan, date], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureUse:
    """One feature's adoption now and before; shares of the licensed users."""

    feature: str
    share: float | None
    share_before: float | None


def licence_utilisation(plan: Plan, on: date) -> float | None:
    """Users active in 28 days (where not known: assigned seats) over the seats bought."""
    users = _recent(plan, ACTIVE, on)
    return _ratio(newest(plan, ASSIGNED, on) if users is None else users, newest(plan, SEATS, on))


def feature_adoption(plan: Plan, feature: str, on: date) -> float | None:
    """Users of the feature in 28 days over licensed users (assigned; else the seats bought)."""
    licensed = newest(plan, ASSIGNED, on)
    if licensed is None:
        licensed = newest(plan, SEATS, on)
    return _ratio(_recent(plan, FEATURE + feature, on), licensed)


def stickiness(plan: Plan, on: date) -> float | None:
    """Mean daily active users over the last 28 days, over users active in these 28 days."""
    since = on - timedelta(days=WINDOW_DAYS)
    daily = [row.value for row in plan.usage if row.metric == DAILY and since < row.on <= on]
    return _ratio(sum(daily) / len(daily), _recent(plan, ACTIVE, on)) if daily else None


def time_to_first_value(plan: Plan) -> int | None:
    """Days from the start to the first measurement that shows an outcome moved.

    Moved means by its first measurable step: 5 % of the way to the target, the least that an
    expectation is judged by. What is only to be kept does not move. None without a start, or
    while nothing moved.
    """
    if plan.start_on is None:
        return None
    outcomes = {outcome.id: outcome for outcome in plan.outcomes}
    moved = [
        row.on
        for row in plan.measurements
        if row.on >= plan.start_on
        and (outcome := outcomes.get(row.outcome))
        and movement(outcome, row.value) > 0
        and (gain(outcome, row.value) or 0.0) >= SMALL_GAIN
    ]
    return (min(moved) - plan.start_on).days if moved else None


def features(plan: Plan, on: date, before: date) -> tuple[FeatureUse, ...]:
    """Every feature that usage is known of, with its adoption on two days, most used first."""
    names = {
        row.metric.removeprefix(FEATURE): None
        for row in plan.usage
        if row.metric.startswith(FEATURE) and row.on <= on
    }
    uses = [
        FeatureUse(
            feature=name,
            share=feature_adoption(plan, name, on),
            share_before=feature_adoption(plan, name, before),
        )
        for name in names
    ]
    return tuple(sorted(uses, key=lambda use: -(use.share or 0.0)))


def trend(plan: Plan, measure: Measure, on: date) -> tuple[tuple[date, float], ...]:
    """A measure (such as `licence_utilisation`) on every day of which usage is known."""
    days = sorted({row.on for row in plan.usage if row.on <= on})
    points = ((day, measure(plan, day)) for day in days)
    return tuple((day, share) for day, share in points if share is not None)


def target(plan: Plan, curve: Curve, on: date) -> float | None:
    """The share that a curve asks of the account at its age; None without a start.

    The age counts from the start of the term, else from the plan's start.
    """
    born = plan.account.term_start_on or plan.start_on
    if born is None or not curve:
        return None
    age = (on - born).days
    for (young, low), (old, high) in pairwise(curve):
        if young <= age < old:
            return low + (age - young) / (old - young) * (high - low)
    return curve[-1][1] if age >= curve[-1][0] else curve[0][1]


def newest(plan: Plan, metric: str, on: date, since: date = date.min) -> float | None:
    """The newest value of a usage metric from `since` to `on`; None when there is none."""
    rows = [
        (row.on, row.value) for row in plan.usage if row.metric == metric and since <= row.on <= on
    ]
    return max(rows, key=lambda row: row[0])[1] if rows else None


def _recent(plan: Plan, metric: str, on: date) -> float | None:
    # Seats stay bought, but how many people are active is soon out of date.
    return newest(plan, metric, on, on - timedelta(days=FRESH_DAYS))


def _ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole or whole < 0 else part / whole
