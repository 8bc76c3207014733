"""What a side promised, step by step: open, kept, and not kept with the reason of each move.

The counts are those of the report card (see `promises.py`). A step that is late is open and not
kept at once, so it stands in both lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspwidgets.journey.promises import Promises, is_kept, promises
from cspwidgets.journey.reviewwork import Moved, broken, is_named
from cspwidgets.journey.schedule import ruler
from cspwidgets.journey.steps import falls_to, is_open
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, Side

SIDES = (Side.CUSTOMER, Side.VENDOR)
"""Who promises; a step of "both" is promised by each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPromise:
    """A promised day that is still to be kept; `days_late` working days ago, when it has passed."""

    activity: Activity
    promised_on: date
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseList:
    """A side's promises as of a day.

    Attributes
    ----------
    counted
        What the report card counts, by the ids of steps.
    open
        What is still to be done, soonest promised first.
    kept
        What was done by its day, newest first.
    broken
        The days that passed or were moved after they were due, newest first.
    """

    side: Side
    counted: Promises
    open: tuple[OpenPromise, ...]
    kept: tuple[Activity, ...]
    broken: tuple[Moved, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was promised that may be named."""
        return not (self.open or self.kept or self.broken)


def promise_list(plan: Plan, side: Side, on: date) -> PromiseList:
    """A side's promises; steps that may not be named are counted and not listed.

    Examples
    --------
    >>> from cspwidgets.plan.model import Account
    >>> step = Activity(id="a", title="Send the list", stage="s", promised_on=date(2026, 7, 10))
    >>> plan = Plan(id="p", account=Account(name="P"), activities=(step,))
    >>> found = promise_list(plan, Side.VENDOR, date(2026, 7, 17))
    >>> found.open[0].days_late, len(found.broken), len(found.counted.broken)
    (5, 1, 1)
    """
    rows = [
        row
        for row in plan.activities
        if row.kind is not ActivityKind.CADENCE and falls_to(row, side) and is_named(row)
    ]
    kept = [row for row in rows if is_kept(row)]
    missed = [moved for row in rows for moved in broken(row, on)]
    return PromiseList(
        side=side,
        counted=promises(plan, side, on),
        open=_open(plan, rows, on),
        kept=tuple(sorted(kept, key=lambda row: row.promised_on or on, reverse=True)),
        broken=tuple(sorted(missed, key=lambda moved: moved.promised_on, reverse=True)),
    )


def _open(plan: Plan, rows: list[Activity], on: date) -> tuple[OpenPromise, ...]:
    calendar = ruler(plan).calendar
    found = [
        OpenPromise(
            activity=row,
            promised_on=row.promised_on,
            days_late=max(calendar.between(row.promised_on, on), 0),
        )
        for row in rows
        if row.promised_on is not None and is_open(row)
    ]
    return tuple(sorted(found, key=lambda each: each.promised_on))
