"""Moves all the days of a plan by whole weeks, so that a story told once stays of today.

Weekdays stay what they are, so no length in working days changes. Words are left alone: a plan
that is to be moved names no days in its texts, and lists no holidays.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, cast

from cspwidgets.plan.model import Plan

STORY_ON = date(2026, 7, 17)
"""The day on which the demo accounts, as they lie in their files, are told."""


def shift(plan: Plan, weeks: int) -> Plan:
    """The same plan with every day moved by whole weeks; negative: into the past.

    Examples
    --------
    >>> from cspwidgets.plan.model import Account
    >>> plan = Plan(id="a", account=Account(name="A"), start_on=date(2026, 3, 2))
    >>> shift(plan, 2).start_on
    datetime.date(2026, 3, 16)
    """
    return cast(Plan, _moved(plan, timedelta(weeks=weeks)))


def weeks_between(day: date, today: date) -> int:
    """How many weeks the week of `day` lies before the week of `today` (weeks begin on Monday).

    Examples
    --------
    >>> weeks_between(STORY_ON, date(2026, 7, 20))
    1
    """
    return (_monday(today) - _monday(day)).days // 7


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(_moved(item, by) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _moved(getattr(value, f.name), by) for f in fields(value)})
    return value


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
