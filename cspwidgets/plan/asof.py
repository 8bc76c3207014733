"""A plan as it was on an earlier day, as far as the plan itself remembers.

It remembers days: when steps began and ended, when values were measured, promises moved, risks
raised. It does not remember which rows were there, nor since when a step waits: for that there is
the history (`store/`). It is what makes the touch points of a plan that came from a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cspwidgets.plan.model import Activity, Plan, Risk
from cspwidgets.plan.words import ActivityState, PlanState

_ENDED = (PlanState.ACHIEVED, PlanState.CLOSED)


def plan_as_of(plan: Plan, on: date) -> Plan:
    """The plan as it stood on the evening of `on`.

    What was recorded later is left out; a step's state follows from its days. Steps that wait or
    are blocked are not begun again unless they had a first day. On or after the newest day that
    the plan knows, it is the plan itself.

    Examples
    --------
    >>> from cspwidgets.plan.model import Account
    >>> done = Activity(id="a", title="A", stage="s", state=ActivityState.DONE,
    ...                 started_on=date(2026, 3, 2), finished_on=date(2026, 3, 9))
    >>> plan = Plan(id="a", account=Account(name="A"), activities=(done,))
    >>> plan_as_of(plan, date(2026, 3, 4)).activities[0].state.value
    'in_progress'
    """
    if on >= max(_recorded(plan), default=on):
        return plan
    agreements = tuple(row for row in plan.agreements if row.on <= on)
    agreed = bool(agreements) or not plan.agreements
    return replace(
        plan,
        state=_plan_state(plan, agreed),
        result=None,
        override=plan.override if plan.override and plan.override.on <= on else None,
        measurements=tuple(row for row in plan.measurements if row.on <= on),
        usage=tuple(row for row in plan.usage if row.on <= on),
        activities=tuple(_activity(row, on, agreed=agreed) for row in plan.activities),
        risks=tuple(_risk(row, on) for row in plan.risks if not _is_after(row.raised_on, on)),
        touch_points=tuple(row for row in plan.touch_points if row.on <= on),
        agreements=agreements,
    )


def _recorded(plan: Plan) -> Iterator[date]:
    # Every day that says "this has happened by then".
    yield from (row.on for row in plan.measurements)
    yield from (row.on for row in plan.usage)
    yield from (row.on for row in plan.touch_points)
    yield from (row.on for row in plan.agreements)
    if plan.override:
        yield plan.override.on
    for risk in plan.risks:
        yield from (day for day in (risk.raised_on, risk.closed_on) if day)
    for activity in plan.activities:
        yield from (day for day in (activity.started_on, activity.finished_on) if day)
        yield from (promise.moved_on for promise in activity.broken_promises)


def _plan_state(plan: Plan, agreed: bool) -> PlanState:
    if not agreed:
        return PlanState.DRAFT
    return PlanState.ACTIVE if plan.state in _ENDED else plan.state


def _activity(activity: Activity, on: date, *, agreed: bool) -> Activity:
    started_on = None if _is_after(activity.started_on, on) else activity.started_on
    finished_on = None if _is_after(activity.finished_on, on) else activity.finished_on
    kept = tuple(promise for promise in activity.broken_promises if promise.moved_on <= on)
    moved = activity.broken_promises[len(kept) :]
    promised_on = moved[0].promised_on if moved else activity.promised_on
    return replace(
        activity,
        state=_state(activity, started_on, finished_on),
        started_on=started_on,
        finished_on=finished_on,
        promised_on=promised_on if agreed else None,
        broken_promises=kept,
        waiting_on="",
    )


def _state(activity: Activity, started_on: date | None, finished_on: date | None) -> ActivityState:
    undated = activity.started_on is None and activity.finished_on is None
    if activity.state is ActivityState.SKIPPED:
        return activity.state
    if finished_on or (undated and activity.state is ActivityState.DONE):
        return ActivityState.DONE
    if started_on or (undated and activity.state is ActivityState.IN_PROGRESS):
        return ActivityState.IN_PROGRESS
    return ActivityState.NOT_STARTED


def _risk(risk: Risk, on: date) -> Risk:
    return replace(risk, closed_on=None) if _is_after(risk.closed_on, on) else risk


def _is_after(day: date | None, on: date) -> bool:
    return day is not None and day > on
