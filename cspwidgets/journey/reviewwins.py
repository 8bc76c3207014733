"""What went well since the last review, the best first: each win with the figures behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cspwidgets.journey.adoption import licence_utilisation
from cspwidgets.journey.gain import is_held
from cspwidgets.journey.review import Facts, OutcomeLine
from cspwidgets.journey.value import OutcomeWord
from cspwidgets.plan.model import Activity, Stage

WinKind = Literal["reached", "moved", "stage", "steps", "promises", "adoption", "held"]

MOST_WINS = 3
_OUTCOMES_FIRST = 2
_SMALL_SHARE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Win:
    """One thing that went well.

    Attributes
    ----------
    line
        The outcome, of the kinds `reached` (its goal), `moved` (towards it) and `held` (where it
        should be kept).
    stages, steps
        What was ended, of the kinds `stage` and `steps`.
    count
        The promised days that were all kept (`promises`).
    share, share_before
        The seats used (`adoption`).
    """

    kind: WinKind
    line: OutcomeLine | None = None
    stages: tuple[Stage, ...] = ()
    steps: tuple[Activity, ...] = ()
    count: int = 0
    share: float = 0.0
    share_before: float | None = None


def wins(facts: Facts, most: int = MOST_WINS) -> tuple[Win, ...]:
    """At most `most` wins: two outcomes that moved, then the work, then what else went well."""
    outcomes = _outcomes(facts)
    others = [*_work(facts), *_adoption(facts), *_promises(facts)]
    held = [Win(kind="held", line=line) for line in facts.lines if _is_held(line)]
    ranked = [*outcomes[:_OUTCOMES_FIRST], *others, *outcomes[_OUTCOMES_FIRST:], *held]
    return tuple(ranked[:most])


def _outcomes(facts: Facts) -> list[Win]:
    reached = [Win(kind="reached", line=line) for line in facts.lines if _is_reached(line)]
    known = {win.line.outcome.id for win in reached if win.line}
    moved = [line for line in facts.lines if line.outcome.id not in known and _has_moved(line)]
    moved.sort(key=_step, reverse=True)
    return [*reached, *(Win(kind="moved", line=line) for line in moved)]


def _is_reached(line: OutcomeLine) -> bool:
    was_reached = line.before is not None and line.before.word is OutcomeWord.ACHIEVED
    return line.gain.word is OutcomeWord.ACHIEVED and not was_reached and not is_held(line.outcome)


def _is_held(line: OutcomeLine) -> bool:
    return line.gain.word is OutcomeWord.ACHIEVED and is_held(line.outcome)


def _has_moved(line: OutcomeLine) -> bool:
    if line.gain.word in (OutcomeWord.NO_DATA, OutcomeWord.ACHIEVED):
        return False
    return line.better_by is not None and line.better_by > 0 and (line.gain.gain or 0.0) > 0


def _step(line: OutcomeLine) -> float:
    # The share of its way that it came since the last review, by its weight.
    was = line.before.gain if line.before and line.before.gain is not None else 0.0
    return ((line.gain.gain or 0.0) - was) * max(line.outcome.weight, 0.1)


def _work(facts: Facts) -> Iterator[Win]:
    if facts.stages_done:
        yield Win(kind="stage", stages=facts.stages_done, steps=facts.done)
    elif facts.done:
        yield Win(kind="steps", steps=facts.done)


def _adoption(facts: Facts) -> Iterator[Win]:
    share = licence_utilisation(facts.plan, facts.on)
    was = licence_utilisation(facts.before.plan, facts.before.on) if facts.before else None
    if share and share - (was or 0.0) >= _SMALL_SHARE:
        yield Win(kind="adoption", share=share, share_before=was)


def _promises(facts: Facts) -> Iterator[Win]:
    kept = sum(side.kept_since for side in facts.promised)
    if kept and not any(side.broken_since for side in facts.promised):
        yield Win(kind="promises", count=kept)
