"""What a new CSM has to know of an account on the first day; internal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from cspwidgets.journey.meeting import last_touch_points
from cspwidgets.journey.promiselist import SIDES, PromiseList, promise_list
from cspwidgets.journey.review import BAD
from cspwidgets.journey.reviewwork import commitments, owed
from cspwidgets.journey.standing import Standing
from cspwidgets.journey.value import Gain
from cspwidgets.plan.findings import Finding
from cspwidgets.plan.model import Activity, Outcome, TouchPoint
from cspwidgets.plan.words import ActivityKind, ActivityState

DUE_DAYS = 14
"""How far ahead a new CSM has to look on the first day."""

MOST_TOUCH_POINTS = 3
_OVER = (ActivityState.DONE, ActivityState.SKIPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """An account, handed over.

    Attributes
    ----------
    promises
        What each side promised.
    owed
        Steps that are late, wait or are blocked, the latest first.
    off
        The outcomes that are not where they should be.
    due
        What falls due within `DUE_DAYS`, soonest first, without what is owed already.
    told
        The last touch points of which something is told, newest first.
    rhythm
        What comes again and again: the weekly call, office hours.
    findings
        What is worth a look in the plan.
    """

    now: Standing
    promises: tuple[PromiseList, ...]
    owed: tuple[Activity, ...]
    off: tuple[tuple[Outcome, Gain], ...]
    due: tuple[Activity, ...]
    told: tuple[TouchPoint, ...]
    rhythm: tuple[Activity, ...]
    findings: tuple[Finding, ...]


def handover(now: Standing, findings: Sequence[Finding]) -> Handover:
    """Gather what a new CSM has to know, from where the plan stands and what was found in it."""
    plan, late = now.plan, owed(now)
    coming = commitments(now, now.on + timedelta(days=DUE_DAYS))
    return Handover(
        now=now,
        promises=tuple(promise_list(plan, side, now.on) for side in SIDES),
        owed=late,
        off=tuple(
            (outcome, gain)
            for outcome, gain in zip(plan.outcomes, now.value.gains, strict=True)
            if gain.word in BAD
        ),
        due=tuple(row for row in coming if row not in late),
        told=last_touch_points(plan, now.on, MOST_TOUCH_POINTS),
        rhythm=tuple(
            row
            for row in plan.activities
            if row.kind is ActivityKind.CADENCE and row.state not in _OVER
        ),
        findings=tuple(findings),
    )
