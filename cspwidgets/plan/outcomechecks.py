"""What is worth a look in a plan's outcomes and their measurements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspwidgets.plan.currency import currency_of
from cspwidgets.plan.findings import Finding, finding
from cspwidgets.plan.model import Outcome, Plan
from cspwidgets.plan.words import ActivityState, Direction, Evidence, PlanState

FIRST_DAYS = 30
STALE_DAYS = 30
_OVER = (PlanState.ACHIEVED, PlanState.CLOSED)


def check_outcomes(plan: Plan, on: date) -> Iterator[Finding]:
    """The findings of outcomes and measurements, in the plan's order."""
    served = {
        name
        for activity in plan.activities
        if activity.state is not ActivityState.SKIPPED
        for name in activity.serves
    }
    currency = currency_of(plan)
    newest: dict[str, date] = {}
    for row in plan.measurements:
        if row.on <= on:
            newest[row.outcome] = max(row.on, newest.get(row.outcome, row.on))
    for outcome in plan.outcomes:
        if outcome.id not in served:
            told = f"No step serves “{outcome.name}”."
            yield finding("nobody-works-for", told, "outcomes", outcome.id)
        yield from _check_aim(outcome)
        yield from _check_money(outcome, currency)
        if plan.state not in _OVER:
            yield from _check_age(outcome, newest.get(outcome.id), plan.start_on, on)
    yield from _check_measurements(plan)


def _check_aim(outcome: Outcome) -> Iterator[Finding]:
    name, target, baseline = outcome.name, outcome.target, outcome.baseline
    if baseline is None:
        told = f"“{name}” has no baseline."
        yield finding("no-baseline", told, "outcomes", outcome.id)
    if target is None:
        yield finding("no-target", f"“{name}” has no target.", "outcomes", outcome.id)
    if outcome.by is None:
        told = f"“{name}” has no day by which it is to be reached."
        yield finding("no-date", told, "outcomes", outcome.id)
    if target is None or baseline is None or outcome.direction is Direction.KEEP:
        return
    if target == baseline:
        told = f"“{name}” should get {outcome.direction.value}, but its target is its baseline."
        yield finding("no-way-to-go", told, "outcomes", outcome.id)
    elif (target > baseline) != (outcome.direction is Direction.HIGHER):
        told = f"“{name}” should get {outcome.direction.value}, but its target is the other way."
        yield finding("wrong-direction", told, "outcomes", outcome.id)


def _check_money(outcome: Outcome, currency: str) -> Iterator[Finding]:
    if outcome.evidence is Evidence.A and not outcome.signed_by.strip():
        told = f"“{outcome.name}” is said to be signed, but not by whom."
        yield finding("unsigned", told, "outcomes", outcome.id)
    if outcome.volume_a_year is None and outcome.unit_value is None:
        return
    if outcome.volume_a_year is None or outcome.unit_value is None:
        missing = "volume a year" if outcome.volume_a_year is None else "unit value"
        told = f"“{outcome.name}” has no {missing}, so it is worth no money."
        yield finding("half-a-value", told, "outcomes", outcome.id)
        return
    if outcome.evidence is None:
        told = f"The money of “{outcome.name}” has no evidence."
        yield finding("no-evidence", told, "outcomes", outcome.id)
    if outcome.currency and outcome.currency != currency:
        told = f"“{outcome.name}” is in {outcome.currency}, the account in {currency}."
        yield finding("currency-mix", told, "outcomes", outcome.id)


def _check_age(
    outcome: Outcome, newest: date | None, start_on: date | None, on: date
) -> Iterator[Finding]:
    if newest is None:
        if start_on is not None and (on - start_on).days >= FIRST_DAYS:
            told = f"“{outcome.name}” was never measured."
            yield finding("never-measured", told, "outcomes", outcome.id)
    elif (on - newest).days > STALE_DAYS:
        told = f"“{outcome.name}” was last measured {(on - newest).days} days ago."
        yield finding("stale-measurement", told, "outcomes", outcome.id)


def _check_measurements(plan: Plan) -> Iterator[Finding]:
    known = {outcome.id for outcome in plan.outcomes}
    for row in plan.measurements:
        if row.outcome not in known:
            known.add(row.outcome)
            told = f"Measurements of “{row.outcome}”, which is not in the plan."
            yield finding("dangling", told, "measurements", row.id)
