"""How much the product is used, from the usage that a plan carries.

A measure is a share between two usage metrics on a day; the newest values up to that day count,
those of people's activity for 60 days. What is good depends on how old the account is: targets
are curves over its age, not one number.

Metrics are known by these names: `seats` (bought), `assigned` (seats given to people),
`active_28d` (people active in 28 days), `daily_active` (people active on that day), and
`feature:<name>` (people who used a feature in 28 days). Measures have the names of
`plan/measures.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from cspwidgets.journey.gain import gain, movement
from cspwidgets.journey.money import FRESH_DAYS
from cspwidgets.journey.usage import Usage
from cspwidgets.journey.value import SMALL_GAIN
from cspwidgets.plan.measures import FEATURE, STICKINESS, UTILISATION
from cspwidgets.plan.model import Plan

SEATS, ASSIGNED, ACTIVE, DAILY = "seats", "assigned", "active_28d", "daily_active"
WINDOW_DAYS = 28

Curve = Sequence[tuple[int, float]]
"""Pairs of age in days and share, in the order of age."""

UTILISATION_CURVE: Curve = ((0, 0.0), (90, 0.5), (180, 0.7), (365, 0.8))
STICKINESS_CURVE: Curve = ((0, 0.0), (90, 0.2), (180, 0.3), (365, 0.4))
FEATURE_CURVE: Curve = ((0, 0.0), (90, 0.2), (180, 0.4), (365, 0.6))
"""Where customers stand at an age; conventions, which a plan's own curves replace."""

Point = tuple[date, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureUse:
    """One feature's adoption now and before; shares of the licensed users."""

    feature: str
    share: float | None
    share_before: float | None


def licence_utilisation(plan: Plan, on: date) -> float | None:
    """Users active in 28 days (where not known: assigned seats) over the seats bought."""
    return share(Usage(plan), UTILISATION, on)


def feature_adoption(plan: Plan, feature: str, on: date) -> float | None:
    """Users of the feature in 28 days over licensed users (assigned; else the seats bought)."""
    return share(Usage(plan), FEATURE + feature, on)


def stickiness(plan: Plan, on: date) -> float | None:
    """Mean daily active users over the last 28 days, over users active in these 28 days."""
    return share(Usage(plan), STICKINESS, on)


def share(usage: Usage, measure: str, on: date) -> float | None:
    """A measure (`licence_utilisation`, `stickiness`, `feature:<name>`) on a day."""
    if measure == UTILISATION:
        users = _recent(usage, ACTIVE, on)
        taken = usage.newest(ASSIGNED, on) if users is None else users
        return _ratio(taken, usage.newest(SEATS, on))
    if measure == STICKINESS:
        daily = usage.between(DAILY, on - timedelta(days=WINDOW_DAYS), on)
        return _ratio(sum(daily) / len(daily), _recent(usage, ACTIVE, on)) if daily else None
    licensed = usage.newest(ASSIGNED, on)
    if licensed is None:
        licensed = usage.newest(SEATS, on)
    return _ratio(_recent(usage, measure, on), licensed)


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
    usage = Usage(plan)
    names = {
        row.metric: None for row in plan.usage if row.metric.startswith(FEATURE) and row.on <= on
    }
    uses = [
        FeatureUse(
            feature=name.removeprefix(FEATURE),
            share=share(usage, name, on),
            share_before=share(usage, name, before),
        )
        for name in names
    ]
    return tuple(sorted(uses, key=lambda use: -(use.share or 0.0)))


def trend(plan: Plan, measure: str, on: date) -> tuple[Point, ...]:
    """A measure on every day of which usage is known, and on which it can be told."""
    return series(Usage(plan), measure, on)


def series(usage: Usage, measure: str, on: date) -> tuple[Point, ...]:
    """The same, of usage that was put in order before."""
    points = ((day, share(usage, measure, day)) for day in usage.days(on))
    return tuple((day, value) for day, value in points if value is not None)


def curve_of(plan: Plan, measure: str) -> Curve:
    """The targets of a measure over the age of the account: the plan's own, else the usual ones."""
    own = plan.adoption_curves
    if measure == UTILISATION:
        return own.licence_utilisation or UTILISATION_CURVE
    if measure == STICKINESS:
        return own.stickiness or STICKINESS_CURVE
    return own.feature or FEATURE_CURVE


def target(plan: Plan, measure: str, on: date) -> float | None:
    """The share that a measure's curve asks of the account at its age; None without a start."""
    age = age_days(plan, on)
    return None if age is None else _at(curve_of(plan, measure), age)


def age_days(plan: Plan, on: date) -> int | None:
    """How old the account is: since the start of its term, else since the plan's start."""
    born = plan.account.term_start_on or plan.start_on
    return None if born is None else (on - born).days


def newest(plan: Plan, metric: str, on: date, since: date = date.min) -> float | None:
    """The newest value of a usage metric from `since` to `on`; None when there is none."""
    return Usage(plan).newest(metric, on, since)


def _at(curve: Curve, age: int) -> float:
    for (young, low), (old, high) in pairwise(curve):
        if young <= age < old:
            return low + (age - young) / (old - young) * (high - low)
    return curve[-1][1] if age >= curve[-1][0] else curve[0][1]


def _recent(usage: Usage, metric: str, on: date) -> float | None:
    # Seats stay bought, but how many people are active is soon out of date.
    return usage.newest(metric, on, on - timedelta(days=FRESH_DAYS))


def _ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole or whole < 0 else part / whole
