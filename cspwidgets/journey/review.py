"""The facts of a quarterly review: what changed, what it brought, who did and owes what.

Facts are values and rows; the words for them are said elsewhere. "Before" is the last review: the
plan as it was then. Without one, everything since the start of the plan is new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspwidgets.journey.gain import movement
from cspwidgets.journey.period import Period
from cspwidgets.journey.reviewwork import (
    Moved,
    SidePromises,
    commitments,
    done_since,
    moved_since,
    owed,
    promised,
    stages_done,
)
from cspwidgets.journey.standing import Standing
from cspwidgets.journey.value import Gain, OutcomeWord
from cspwidgets.plan.model import Activity, Outcome, Plan, Stage

BAD = (OutcomeWord.BEHIND, OutcomeWord.OFF)
"""The words of an outcome that is not where it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """One outcome now and at the last review.

    Attributes
    ----------
    before
        Its gain then; none when there was no review, or no outcome yet.
    better_by
        Its movement since, in its unit, positive when it is better. Where nothing was measured
        then, it counts from the baseline. None while nothing is measured.
    """

    outcome: Outcome
    gain: Gain
    before: Gain | None
    better_by: float | None

    @property
    def value_before(self) -> float | None:
        """Its value at the last review."""
        return self.before.current if self.before else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A review's facts.

    Attributes
    ----------
    now, before
        Where the plan stands, and where it stood at the last review (`before_kind` says what
        that was: `qbr`, `call`, …); none when this is the first.
    lines
        Every outcome, what matters most first: must-haves, then by weight.
    done
        Steps done since the last review, in the plan's order.
    stages_done
        The stages that ended since.
    owed
        Steps that are late, wait or are blocked, the latest first.
    promised
        What the customer and the vendor promised.
    moved
        The promised days that were moved or missed since, with their reasons.
    next
        What is to be done until `until`, the end of the quarter after this one, soonest first.
    """

    period: Period
    now: Standing
    before: Standing | None
    before_kind: str
    lines: tuple[OutcomeLine, ...]
    done: tuple[Activity, ...]
    stages_done: tuple[Stage, ...]
    owed: tuple[Activity, ...]
    promised: tuple[SidePromises, ...]
    moved: tuple[Moved, ...]
    next: tuple[Activity, ...]
    until: date

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.now.plan

    @property
    def on(self) -> date:
        """The day that everything is told of."""
        return self.now.on


def review_facts(
    now: Standing, period: Period, before: Standing | None = None, before_kind: str = ""
) -> Facts:
    """Gather the facts of a review.

    Parameters
    ----------
    now, before
        For a customer's review, of the plan as the customer may know it (see `plan.shared`).
    """
    plan, plan_before = now.plan, before.plan if before else None
    since_on = before.on if before else None
    until = max(period.next.last_on, Period.around(now.on).next.last_on)
    return Facts(
        period=period,
        now=now,
        before=before,
        before_kind=before_kind,
        lines=_lines(now, before),
        done=done_since(plan, plan_before),
        stages_done=stages_done(plan, plan_before),
        owed=owed(now),
        promised=promised(plan, now.on, since_on),
        moved=moved_since(plan, now.on, since_on),
        next=commitments(now, until),
        until=until,
    )


def _lines(now: Standing, before: Standing | None) -> tuple[OutcomeLine, ...]:
    then = {gain.outcome: gain for gain in before.value.gains} if before else {}
    lines = [
        _line(outcome, gain, then.get(outcome.id))
        for outcome, gain in zip(now.plan.outcomes, now.value.gains, strict=True)
    ]
    return tuple(
        sorted(lines, key=lambda line: (-line.outcome.must_have, -max(line.outcome.weight, 0.0)))
    )


def _line(outcome: Outcome, gain: Gain, before: Gain | None) -> OutcomeLine:
    better_by = None
    if gain.current is not None:
        was = before.current if before and before.current is not None else outcome.baseline
        better_by = None if was is None else movement(outcome, gain.current)
        if better_by is not None and was is not None:
            better_by -= movement(outcome, was)
    return OutcomeLine(outcome=outcome, gain=gain, before=before, better_by=better_by)
