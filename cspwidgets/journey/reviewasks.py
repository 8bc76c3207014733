"""The decisions that a review asks for: what stands in the way, and only the customer can clear.

At most two, so that both are made. What has an answer already is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cspwidgets.journey.agreement import latest
from cspwidgets.journey.forecast import SlipWord
from cspwidgets.journey.review import Facts, OutcomeLine
from cspwidgets.journey.reviewwork import days_late
from cspwidgets.journey.steps import falls_to, is_live, is_open
from cspwidgets.journey.value import OutcomeWord
from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import ActivityState, Evidence, Side

AskKind = Literal[
    "objective",
    "first_steps",
    "next_objective",
    "waiting",
    "late",
    "finish",
    "agree",
    "target",
    "measure",
    "sign",
    "start",
    "confirm",
]

MOST_ASKS = 2
_HALTED = (ActivityState.WAITING, ActivityState.BLOCKED)
_SLIPPED = (SlipWord.BEHIND, SlipWord.OFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One decision.

    Attributes
    ----------
    step
        The step it is about (`waiting`, `late`, `confirm`).
    line
        The outcome it is about (`target`, `measure`, `sign`).
    day, agreed_on
        The new finish (`finish`, with the one agreed before) or the first (`agree`).
    """

    kind: AskKind
    step: Activity | None = None
    line: OutcomeLine | None = None
    day: date | None = None
    agreed_on: date | None = None


def asks(facts: Facts, most: int = MOST_ASKS) -> tuple[Ask, ...]:
    """At most `most` decisions, what matters most first, never two about one thing."""
    chosen: list[Ask] = []
    about: set[str] = set()
    for ask in _asks(facts):
        row = ask.step.id if ask.step else ask.line.outcome.id if ask.line else ask.kind
        if row not in about and len(chosen) < most:
            about.add(row)
            chosen.append(ask)
    return tuple(chosen)


def _asks(facts: Facts) -> Iterator[Ask]:
    plan = facts.plan
    if not plan.objective.strip():
        yield Ask(kind="objective")
    live = [row for row in plan.activities if is_live(row)]
    if not live:
        yield Ask(kind="first_steps")
    elif not any(map(is_open, live)):
        yield Ask(kind="next_objective")
    yield from _steps(facts)
    yield from _days(facts)
    yield from _outcomes(facts)
    if plan.start_on is None and any(map(is_open, live)):
        yield Ask(kind="start")
    yield from _confirmed(facts)


def _steps(facts: Facts) -> Iterator[Ask]:
    theirs = [row for row in facts.owed if falls_to(row, Side.CUSTOMER)]
    waiting = [Ask(kind="waiting", step=row) for row in theirs if row.state in _HALTED]
    late = [Ask(kind="late", step=row) for row in theirs if days_late(facts.now, row)]
    yield from (*waiting[:1], *late[:1])


def _days(facts: Facts) -> Iterator[Ask]:
    expected = facts.now.forecast
    if expected.likely_on is None or not any(map(is_open, facts.plan.activities)):
        return
    if latest(facts.plan) is None:
        yield Ask(kind="agree", day=expected.likely_on)
    elif expected.word in _SLIPPED:
        yield Ask(kind="finish", day=expected.likely_on, agreed_on=expected.agreed_on)


def _outcomes(facts: Facts) -> Iterator[Ask]:
    for line in facts.lines:
        outcome = line.outcome
        if outcome.target is None or outcome.by is None:
            yield Ask(kind="target", line=line)
    for line in facts.lines:
        if line.gain.word is OutcomeWord.NO_DATA and line.outcome.target is not None:
            yield Ask(kind="measure", line=line)
    estimated = [line for line in facts.lines if _is_estimated(line)]
    estimated.sort(key=lambda line: -(line.gain.money_a_year or 0.0))
    for line in estimated[:1]:
        yield Ask(kind="sign", line=line)


def _is_estimated(line: OutcomeLine) -> bool:
    weak = line.outcome.evidence in (None, Evidence.C, Evidence.D)
    return weak and (line.gain.money_a_year or 0.0) > 0


def _confirmed(facts: Facts) -> Iterator[Ask]:
    for row in facts.next:
        due_on = facts.now.schedule.slots[row.id].finish_on
        if falls_to(row, Side.CUSTOMER) and due_on and due_on >= facts.on:
            yield Ask(kind="confirm", step=row)
            return
