"""The work in a review: what was done, what is owed, which days were promised, what comes next.

Only what may be named is told of (see `plan.shared`); promises are counted with all that there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspwidgets.journey.promises import is_broken, is_kept, promises
from cspwidgets.journey.schedule import ruler
from cspwidgets.journey.standing import Standing
from cspwidgets.journey.steps import is_live, is_open
from cspwidgets.plan.model import Activity, Plan, Stage
from cspwidgets.plan.words import ActivityKind, ActivityState, Side, Visibility

_HALTED = (ActivityState.WAITING, ActivityState.BLOCKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SidePromises:
    """How many promised days a side kept and did not keep, in all and since the last review."""

    side: Side
    kept: int
    broken: int
    kept_since: int
    broken_since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A promised day that was not kept: moved on a later day for a reason, or simply missed.

    `ended_on` is the day on which the step was done after all; none while it is open.
    """

    activity: Activity
    promised_on: date
    moved_on: date | None
    reason: str
    ended_on: date | None


def is_named(row: Activity) -> bool:
    """Whether an activity may be named: it is shared, or nothing was taken from it."""
    return row.visibility is Visibility.SHARED or bool(row.title)


def done_since(plan: Plan, before: Plan | None) -> tuple[Activity, ...]:
    """The steps that are done and were not at the last review, in the plan's order."""
    done_before = {row.id for row in before.activities if _is_done(row)} if before else set()
    return tuple(
        row
        for row in plan.activities
        if _is_done(row) and row.id not in done_before and is_named(row)
    )


def stages_done(plan: Plan, before: Plan | None) -> tuple[Stage, ...]:
    """The stages whose last step was done since the last review."""
    ended_before = {stage.id for stage in _ended(before)} if before else set()
    return tuple(stage for stage in _ended(plan) if stage.id not in ended_before)


def owed(standing: Standing) -> tuple[Activity, ...]:
    """Open steps that are late, wait, or are blocked; the latest first."""
    rows = [
        row
        for row in standing.plan.activities
        if is_open(row) and is_named(row) and (row.state in _HALTED or days_late(standing, row) > 0)
    ]
    return tuple(sorted(rows, key=lambda row: -days_late(standing, row)))


def days_late(standing: Standing, activity: Activity) -> int:
    """Working days that an open step is past its due day; 0 when it is not."""
    slot = standing.schedule.slots.get(activity.id)
    if slot is None or slot.finish_on is None or not is_open(activity):
        return 0
    return max(ruler(standing.plan).calendar.between(slot.finish_on, standing.on), 0)


def promised(plan: Plan, on: date, since_on: date | None) -> tuple[SidePromises, ...]:
    """What the customer and the vendor promised; steps of "both" count for each."""
    return tuple(_promised(plan, side, on, since_on) for side in (Side.CUSTOMER, Side.VENDOR))


def moved_since(plan: Plan, on: date, since_on: date | None) -> tuple[Moved, ...]:
    """The promised days that were moved after they were due, or missed, since the last review."""
    found = [moved for row in plan.activities if is_named(row) for moved in broken(row, on)]
    return tuple(
        moved
        for moved in sorted(found, key=lambda moved: moved.promised_on)
        if since_on is None or (moved.moved_on or moved.promised_on) > since_on
    )


def broken(row: Activity, on: date) -> Iterator[Moved]:
    """A step’s promised days that were not kept: one for each time it was moved or missed."""
    if row.kind is ActivityKind.CADENCE:
        return
    ended_on = row.finished_on if row.state is ActivityState.DONE else None
    for promise in row.broken_promises:
        if promise.moved_on <= on:
            yield Moved(
                activity=row,
                promised_on=promise.promised_on,
                moved_on=promise.moved_on,
                reason=promise.reason,
                ended_on=ended_on,
            )
    if row.promised_on and is_broken(row, on) and not is_kept(row):
        yield Moved(
            activity=row,
            promised_on=row.promised_on,
            moved_on=None,
            reason=row.waiting_on,
            ended_on=ended_on,
        )


def commitments(standing: Standing, until: date) -> tuple[Activity, ...]:
    """The open steps that are due until a day, soonest first; without days, all that are open."""
    slots = standing.schedule.slots
    rows = [row for row in standing.plan.activities if is_open(row) and is_named(row)]
    rows.sort(key=lambda row: slots[row.id].finish)
    days = {row.id: slots[row.id].finish_on for row in rows}
    return tuple(row for row in rows if (day := days[row.id]) is None or day <= until)


def _is_done(row: Activity) -> bool:
    return is_live(row) and row.state is ActivityState.DONE


def _ended(plan: Plan) -> Iterator[Stage]:
    for stage in plan.stages:
        rows = [row for row in plan.activities if row.stage == stage.id and is_live(row)]
        if rows and not any(map(is_open, rows)):
            yield stage


def _promised(plan: Plan, side: Side, on: date, since_on: date | None) -> SidePromises:
    found = promises(plan, side, on)
    rows = {row.id: row for row in plan.activities}
    kept_on = [rows[name].finished_on or rows[name].promised_on for name in found.kept]
    broken_before = len(promises(plan, side, since_on).broken) if since_on else 0
    return SidePromises(
        side=side,
        kept=len(found.kept),
        broken=len(found.broken),
        kept_since=sum(since_on is None or day is None or day > since_on for day in kept_on),
        broken_since=max(len(found.broken) - broken_before, 0),
    )
