"""Adoption on a day as people look at it: measures with target, way, and what is missing.

What is not known says why: an export without seats, or figures that nobody brought up to date, is
mended by a person, and a dash would not tell them how.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cspwidgets.journey.adoption import (
    ACTIVE,
    ASSIGNED,
    DAILY,
    SEATS,
    WINDOW_DAYS,
    Point,
    age_days,
    share,
    target,
    time_to_first_value,
)
from cspwidgets.journey.money import FRESH_DAYS
from cspwidgets.journey.usage import Usage
from cspwidgets.plan.measures import FEATURE, STICKINESS, UTILISATION, features
from cspwidgets.plan.model import Plan

MOST_POINTS = 60
"""So many days of a series are looked at; a line of a few hundred px has no room for more."""

Gap = Literal["no_seats", "no_users", "no_days", "stale", ""]
"""Why a measure is not known: without seats, people counted, days counted, or too old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionLine:
    """A measure on a day.

    Attributes
    ----------
    share, target
        What it is, and what its curve asks at this age of the account; either may be unknown.
    before
        What it was 28 days ago.
    points, targets
        Its way up to the day, and its curve on the same days; for features none.
    gap
        Why `share` is not known.
    """

    measure: str
    share: float | None
    target: float | None
    before: float | None = None
    points: tuple[Point, ...] = ()
    targets: tuple[Point, ...] = ()
    gap: Gap = ""

    @property
    def change(self) -> int | None:
        """The change since 28 days ago in points, as the figures beside it read."""
        if self.share is None or self.before is None:
            return None
        return round(100 * self.share) - round(100 * self.before)

    @property
    def is_below(self) -> bool:
        """Whether it is less than asked, as the figures beside it read."""
        known = self.share is not None and self.target is not None
        return known and round(100 * (self.share or 0)) < round(100 * (self.target or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """Adoption on a day.

    Attributes
    ----------
    measures
        Licence utilisation and stickiness; none while no usage is known.
    features
        Each feature, most used first.
    newest_on
        The day of the newest figure of people's activity, else of any.
    first_value_days
        Days from the start to the first outcome that moved.
    age_weeks
        In which week of the account's life the day lies, from 1 on.
    """

    on: date
    measures: tuple[AdoptionLine, ...]
    features: tuple[AdoptionLine, ...]
    newest_on: date | None
    first_value_days: int | None
    age_weeks: int | None

    @property
    def is_stale(self) -> bool:
        """Whether the newest figure is too old to count."""
        return self.newest_on is not None and (self.on - self.newest_on).days > FRESH_DAYS


def adoption_on(plan: Plan, on: date) -> Adoption:
    """What usage says of a plan on a day."""
    usage, age = Usage(plan), age_days(plan, on)
    days = usage.days(on)
    lines = tuple(_measure(plan, usage, name, days, on) for name in (UTILISATION, STICKINESS))
    used = [FEATURE + name for name in features(plan)]
    seen = [name for name in used if usage.newest_on(name, on) is not None]
    return Adoption(
        on=on,
        measures=lines if days else (),
        features=tuple(
            sorted(
                (_feature(plan, usage, name, on) for name in seen),
                key=lambda line: -(line.share or 0.0),
            )
        ),
        newest_on=_newest_on(usage, seen, days, on),
        first_value_days=time_to_first_value(plan),
        age_weeks=None if age is None or age < 0 else age // 7 + 1,
    )


def _measure(
    plan: Plan, usage: Usage, measure: str, days: Sequence[date], on: date
) -> AdoptionLine:
    chosen = _some(days)
    known = ((day, share(usage, measure, day)) for day in chosen)
    points = tuple((day, value) for day, value in known if value is not None)
    asked = ((day, _target(plan, measure, day)) for day, _ in points)
    now = share(usage, measure, on)
    return AdoptionLine(
        measure=measure,
        share=now,
        target=_target(plan, measure, on),
        before=share(usage, measure, on - timedelta(days=WINDOW_DAYS)),
        points=points,
        targets=tuple((day, value) for day, value in asked if value is not None),
        gap="" if now is not None else _gap(usage, measure, points, on),
    )


def _feature(plan: Plan, usage: Usage, measure: str, on: date) -> AdoptionLine:
    now = share(usage, measure, on)
    return AdoptionLine(
        measure=measure,
        share=now,
        target=_target(plan, measure, on),
        before=share(usage, measure, on - timedelta(days=WINDOW_DAYS)),
        gap="" if now is not None else _gap(usage, measure, (), on),
    )


def _target(plan: Plan, measure: str, on: date) -> float | None:
    # Before the account begins, nothing is asked of it.
    return target(plan, measure, on) if (age_days(plan, on) or 0) >= 0 else None


def _gap(usage: Usage, measure: str, points: Sequence[Point], on: date) -> Gap:
    if measure == STICKINESS:
        if usage.newest_on(DAILY, on) is None:
            return "no_days"
        return "stale" if points else "no_users"
    licensed = [SEATS] if measure == UTILISATION else [ASSIGNED, SEATS]
    if not any((usage.newest(metric, on) or 0) > 0 for metric in licensed):
        return "no_seats"
    counted = ACTIVE if measure == UTILISATION else measure
    return "stale" if usage.newest_on(counted, on) is not None else "no_users"


def _newest_on(
    usage: Usage, features: Sequence[str], days: Sequence[date], on: date
) -> date | None:
    # Seats are bought once and stay; what people do is what grows old.
    active = (usage.newest_on(metric, on) for metric in (ACTIVE, DAILY, *features))
    return max((day for day in active if day), default=days[-1] if days else None)


def _some(days: Sequence[date]) -> list[date]:
    # The newest, and others evenly before it.
    step = -(-len(days) // MOST_POINTS) or 1
    return list(days[::-step][::-1])
