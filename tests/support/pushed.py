"""What people do instead of a forecast: push the dates of what is open behind today.

Written day by day with nothing but `datetime`, on purpose: it shares no line with the product, so
that it can stand against it, both for the answer and for the time that it takes.
"""

from __future__ import annotations

from datetime import date, timedelta

from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState

A_DAY = timedelta(days=1)


def push(plan: Plan, on: date) -> dict[str, tuple[date, date]]:
    """The first and last day of each step if every open one takes its planned length from now on.

    For plans in order whose steps have whole days of at least one.
    """
    assert plan.start_on is not None
    free = set(plan.holidays)
    opens = _opens(plan, free)
    days: dict[str, tuple[date, date]] = {}
    for row in plan.activities:
        if row.kind is ActivityKind.CADENCE or row.state is ActivityState.SKIPPED:
            continue
        if row.started_on and row.finished_on:
            days[row.id] = (row.started_on, row.finished_on)
            continue
        length = int(row.days or 1)
        if row.state is ActivityState.IN_PROGRESS and row.started_on:
            left = _end(_working(on, free), -(-length // 2), free)
            days[row.id] = (row.started_on, max(left, _end(row.started_on, length, free)))
            continue
        first = max(_first(row, days, free), opens.get(row.stage, on), _working(on, free))
        days[row.id] = (first, _end(first, length, free))
    return days


def _opens(plan: Plan, free: set[date]) -> dict[str, date]:
    opens: dict[str, date] = {}
    assert plan.start_on is not None
    day = _working(plan.start_on, free)
    for stage in plan.stages:
        opens[stage.id] = day
        for _ in range(int((stage.weeks or 0) * 5)):
            day = _working(day + A_DAY, free)
    return opens


def _first(row: Activity, days: dict[str, tuple[date, date]], free: set[date]) -> date:
    ends = [days[name][1] for name in row.after if name in days]
    return max((_working(end + A_DAY, free) for end in ends), default=date.min)


def _end(first: date, length: int, free: set[date]) -> date:
    day = _working(first, free)
    for _ in range(length - 1):
        day = _working(day + A_DAY, free)
    return day


def _working(day: date, free: set[date]) -> date:
    while day.weekday() > 4 or day in free:
        day += A_DAY
    return day
