"""What movement is worth: one currency, an evidence behind every figure, nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from cspwidgets.journey.gain import movement
from cspwidgets.plan.model import Measurement, Outcome
from cspwidgets.plan.scales import EvidenceFactors
from cspwidgets.plan.words import Evidence

FRESH_DAYS = 60
"""How long a measurement speaks for its outcome."""

MEASURED = (Evidence.A, Evidence.B)
COUNTED = (Evidence.A, Evidence.B, Evidence.C)


class Rate(NamedTuple):
    """One outcome's money before evidence is weighed; None where it has none."""

    evidence: Evidence | None
    a_year: float | None
    since_start: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What a plan's outcomes are worth together: yearly rates, and one sum since the start.

    Attributes
    ----------
    low : float
        A year, evidence A and B times their factors.
    likely : float
        A year, evidence A, B and C times their factors.
    high : float
        A year, evidence A, B and C as they are.
    potential : float
        A year, evidence D and what has no evidence: apart, in none of the other figures.
    since_start : float
        Counted as `likely` is, summed over the days since the plan's start.
    measured_share : float
        The share (0 to 1) of what is positive in `likely` that was measured (A and B).
    signed_share : float
        The share of it that the customer measured and signed (A): "70% of it measured by you".
    """

    low: float
    likely: float
    high: float
    potential: float
    since_start: float
    measured_share: float
    signed_share: float


def weigh(rates: Iterable[Rate], factors: EvidenceFactors) -> Money:
    """Add up rates by how well they are shown.

    Notes
    -----
    low = A and B times their factors; likely = A, B and C times theirs; high = A, B and C raw.
    What is negative is reduced nowhere: neither by a factor nor by leaving its evidence out. D,
    and what has no evidence, is potential. (Domain, "Value in money".)
    """
    low = likely = high = potential = since_start = 0.0
    positive = dict.fromkeys(COUNTED, 0.0)
    for evidence, a_year, total in rates:
        if evidence not in positive:
            potential += a_year or 0.0
            continue
        factor: float = getattr(factors, evidence.value)
        since_start += _reduced(total or 0.0, factor)
        rate = _reduced(a_year or 0.0, factor)
        likely += rate
        high += a_year or 0.0
        low += rate if evidence in MEASURED or rate < 0 else 0.0
        positive[evidence] += max(rate, 0.0)
    whole = sum(positive.values())
    return Money(
        low=low,
        likely=likely,
        high=high,
        potential=potential,
        since_start=since_start,
        measured_share=(positive[Evidence.A] + positive[Evidence.B]) / whole if whole else 0.0,
        signed_share=positive[Evidence.A] / whole if whole else 0.0,
    )


def unit_worth(outcome: Outcome, currency: str) -> float | None:
    """What one unit of movement is worth a year; None without a value, or in another currency."""
    if outcome.volume_a_year is None or outcome.unit_value is None:
        return None
    if outcome.currency and outcome.currency != currency:
        return None
    return outcome.volume_a_year * outcome.unit_value * outcome.attributable_share


def sum_since(
    outcome: Outcome, measured: Sequence[Measurement], start_on: date | None, on: date
) -> float | None:
    """The movement so far, in units times years, since the plan's start.

    The movement is nothing at the start, runs straight from each measurement to the next, and
    stays after the newest for as long as that speaks for the outcome (60 days). So the sum never
    falls because a measurement grew old.

    Parameters
    ----------
    measured : sequence of Measurement
        The outcome's measurements up to `on`, in the order of their days.
    """
    if start_on is None or not measured or on < start_on:
        return None
    day, moved, area = start_on, 0.0, 0.0
    for row in measured:
        if row.on > start_on:
            now = movement(outcome, row.value)
            area += (row.on - day).days * (moved + now) / 2
            day, moved = row.on, now
    area += (min(on, day + timedelta(days=FRESH_DAYS)) - day).days * moved
    return area / 365


def _reduced(amount: float, factor: float) -> float:
    return amount if amount < 0 else amount * factor
