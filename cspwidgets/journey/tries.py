"""The three things that one tries first, as edits: drop a step, add a helper, move a date.

What a helper wins is nowhere known: it depends on who it is. So the rule is coarse on purpose and
is told wherever it is used: half of the step's days, rounded up to whole days, and one day to
begin together; never more than without a helper. Of two days and of three nothing is won.
"""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import cast

from cspwidgets.errors import EditRejected
from cspwidgets.journey.calendar import NEARLY
from cspwidgets.journey.steps import is_open, planned_days
from cspwidgets.plan.edits import Edit, find, set_field
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState

BEGIN_DAYS = 1
"""How long it takes until a helper is of use, in working days."""


def drop(plan: Plan, step: str) -> Edit:
    """Leave a step out: it is skipped, and what waited for it waits for what it waited for.

    Raises
    ------
    EditRejected
        There is no such step, or it is over.
    """
    _open(plan, step, "dropped")
    return set_field(plan, "activities", step, "state", ActivityState.SKIPPED)


def add_helper(plan: Plan, step: str) -> Edit:
    """Let a second person work on a step; see `helped_days` for what that wins.

    Raises
    ------
    EditRejected
        There is no such step, it has no length, or a helper would win nothing.
    """
    row = _open(plan, step, "helped with")
    if row.kind is not ActivityKind.STEP:
        raise _rejected(row, f"“{row.title}” has no length, so a helper wins nothing.")
    days = planned_days(plan)[step]
    shorter = helped_days(days)
    if shorter >= days:
        raise _rejected(
            row,
            f"A helper wins nothing on “{row.title}”: it takes {days:g} days, and half of them "
            "with a day to begin together takes as long.",
        )
    return set_field(plan, "activities", step, "days", shorter)


def helped_days(days: float) -> float:
    """How long a step takes with a helper: half, rounded up, and one day to begin together.

    Never longer than alone. (Domain, "What if".)

    >>> [helped_days(days) for days in (1, 2, 3, 4, 5, 10, 15)]
    [1.0, 2.0, 3.0, 3.0, 4.0, 6.0, 9.0]
    """
    return min(float(days), float(ceil(days / 2 - NEARLY) + BEGIN_DAYS))


def move(plan: Plan, step: str, due_on: date | None) -> Edit:
    """Pin a step to a day; with none its day follows from the pace again.

    Raises
    ------
    EditRejected
        There is no such step, it is over, or the plan has no start and so no days.
    """
    row = _open(plan, step, "moved")
    if plan.start_on is None and due_on is not None:
        raise _rejected(
            row, "The plan has no start day yet, so its steps have no days. Set the start first."
        )
    return set_field(plan, "activities", step, "due_on", due_on)


def _open(plan: Plan, step: str, verb: str) -> Activity:
    row = cast(Activity, find(plan, "activities", step))
    if row.kind is not ActivityKind.CADENCE and not is_open(row):
        raise _rejected(row, f"“{row.title}” is over or dropped already; it cannot be {verb}.")
    return row


def _rejected(row: Activity, sentence: str) -> EditRejected:
    return EditRejected(sentence, table="activities", row=row.id)
