"""What the plan brought: each outcome's word, and its value in money.

An outcome is judged against where it should be today, never against the final target. Its money
is the measured movement times what a unit is worth; how much of it counts depends on how well it
is shown (evidence). An outcome is counted once, whatever number of steps serve it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from cspwidgets.journey.gain import expected_gain, expected_value, gain, movement
from cspwidgets.journey.money import FRESH_DAYS, Money, Rate, sum_since, unit_worth, weigh
from cspwidgets.plan.currency import currency_of
from cspwidgets.plan.model import Measurement, Outcome, Plan

EARLY_DAYS = 30
"""The first days of a plan, in which nothing is judged."""

SMALL_GAIN = 0.05
"""An expectation below this share of the way is too small to judge by."""


class OutcomeWord(StrEnum):
    """How an outcome stands today."""

    ACHIEVED = "achieved"
    AHEAD = "ahead"
    ON = "on"
    BEHIND = "behind"
    OFF = "off"
    TOO_EARLY = "too_early"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """Where one outcome stands.

    Attributes
    ----------
    outcome : str
        The outcome's id.
    current, measured_on
        The newest measurement, however old it is; `word` says whether it still counts.
    gain : float or None
        The share of the way that `current` has come, unclamped.
    expected : float or None
        The share of the way that it should have come today; `expected_value` in its unit.
    points : float or None
        0 to 100 for the report card; None when there is nothing to judge.
    money_a_year, money_since_start : float or None
        In `Value.currency`, before evidence is weighed: the yearly rate, and the sum since the
        plan's start. None without a unit value, in another currency, or with no data.
    """

    outcome: str
    current: float | None
    measured_on: date | None
    gain: float | None
    expected: float | None
    expected_value: float | None
    word: OutcomeWord
    points: float | None
    money_a_year: float | None
    money_since_start: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Money):
    """The value of a plan: each outcome's gain, and the money (see `Money`) in one currency."""

    gains: tuple[Gain, ...]
    currency: str


def assess(plan: Plan, on: date) -> Value:
    """Every outcome's gain and word on a day, and what they are worth together.

    Notes
    -----
    Money a year = (target - baseline) x g, positive when better, x volume a year x unit value x
    attributable share. Factors by evidence are the plan's own (`plan.factors`); what is negative
    counts in full in all three figures, whatever its evidence. (Domain, "Value in money".)
    """
    currency = currency_of(plan)
    measured: dict[str, list[Measurement]] = {outcome.id: [] for outcome in plan.outcomes}
    for row in plan.measurements:
        if row.on <= on and row.outcome in measured:
            measured[row.outcome].append(row)
    for rows in measured.values():
        rows.sort(key=lambda row: row.on)
    gains = tuple(
        _assessed(outcome, measured[outcome.id], plan.start_on, on, currency)
        for outcome in plan.outcomes
    )
    evidence = (outcome.evidence for outcome in plan.outcomes)
    rates = [
        Rate(known, gained.money_a_year, gained.money_since_start)
        for known, gained in zip(evidence, gains, strict=True)
    ]
    return Value(gains=gains, currency=currency, **asdict(weigh(rates, plan.factors)))


def judge(gain: float, expected: float | None) -> OutcomeWord:
    """The word for a gain, given the gain that was expected by today.

    Without an expectation, as with one too small to judge by, only an achievement or a regress
    can be told; everything else is too early.
    """
    gain = round(gain, 9)
    if gain >= 1:
        return OutcomeWord.ACHIEVED
    if expected is None or expected < SMALL_GAIN:
        lost = gain < min(0.0, expected or 0.0)
        return OutcomeWord.OFF if lost else OutcomeWord.TOO_EARLY
    ratio = round(gain / expected, 9)
    for limit, word in _LIMITS:
        if ratio >= limit:
            return word
    return OutcomeWord.OFF


def is_early(start_on: date | None, on: date) -> bool:
    """Whether these are the first days of a plan, in which nothing is judged."""
    return start_on is not None and (on - start_on).days < EARLY_DAYS


def worth_at_goal(plan: Plan) -> float:
    """What the plan is likely worth a year once every outcome is at its goal."""
    currency = currency_of(plan)
    rates = [
        Rate(outcome.evidence, worth * movement(outcome, outcome.target), None)
        for outcome in plan.outcomes
        if outcome.target is not None and (worth := unit_worth(outcome, currency)) is not None
    ]
    return weigh(rates, plan.factors).likely


def return_on_cost(plan: Plan, value: Value) -> float | None:
    """(likely value a year - yearly fee) / yearly fee. Internal: it reveals the fee."""
    fee = plan.account.fee
    if not fee or fee < 0:
        return None
    return (value.likely - fee) / fee


_LIMITS = ((1.1, OutcomeWord.AHEAD), (0.9, OutcomeWord.ON), (0.75, OutcomeWord.BEHIND))


def _assessed(
    outcome: Outcome,
    measured: Sequence[Measurement],
    start_on: date | None,
    on: date,
    currency: str,
) -> Gain:
    newest = measured[-1] if measured else None
    share = gain(outcome, newest.value) if newest else None
    should_be = expected_value(outcome, start_on, on)
    expected = expected_gain(outcome, should_be)
    word = _word(outcome, newest, share, expected, start_on, on)
    worth = unit_worth(outcome, currency)
    a_year = total = None
    if worth is not None and share is not None:
        total = sum_since(outcome, measured, start_on, on)
        if newest and word is not OutcomeWord.NO_DATA:
            a_year = movement(outcome, newest.value) * worth
    return Gain(
        outcome=outcome.id,
        current=newest.value if newest else None,
        measured_on=newest.on if newest else None,
        gain=share,
        expected=expected,
        expected_value=should_be,
        word=word,
        points=_points(word, share, expected),
        money_a_year=a_year,
        money_since_start=None if worth is None or total is None else total * worth,
    )


def _word(
    outcome: Outcome,
    newest: Measurement | None,
    share: float | None,
    expected: float | None,
    start_on: date | None,
    on: date,
) -> OutcomeWord:
    if gain(outcome, 0.0) is None:
        return OutcomeWord.NO_DATA
    if is_early(start_on, on):
        return OutcomeWord.TOO_EARLY
    if newest is None or share is None or (on - newest.on).days > FRESH_DAYS:
        return OutcomeWord.NO_DATA
    return judge(share, expected)


def _points(word: OutcomeWord, share: float | None, expected: float | None) -> float | None:
    if share is None or word in (OutcomeWord.TOO_EARLY, OutcomeWord.NO_DATA):
        return None
    if word is OutcomeWord.ACHIEVED:
        return 100.0
    if expected is None or expected < SMALL_GAIN:
        return 0.0
    return 100.0 * min(1.0, max(0.0, share / expected))
