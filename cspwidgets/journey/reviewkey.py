"""A quarterly review as a touch point of the plan: one for each period and audience.

`csp qbr` records the reviews that it makes. A report must not change because it was recorded, so
nothing of a review's own period, or of a later one, is part of what it is made of.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cspwidgets.journey.period import Period
from cspwidgets.plan.model import Plan

_ID = re.compile(r"qbr-([0-9]{4}Q[1-4])-[a-z]+")


def touch_point_id(period: Period, audience: str) -> str:
    """The id of a review's touch point, the same each time.

    Examples
    --------
    >>> touch_point_id(Period(2026, 3), "customer")
    'qbr-2026Q3-customer'
    """
    return f"qbr-{period}-{audience}"


def reviewed_period(touch_point: str) -> Period | None:
    """The period of a review's touch point, by its id; none of any other touch point.

    Examples
    --------
    >>> str(reviewed_period("qbr-2026Q3-internal")), reviewed_period("a1b2c3")
    ('2026Q3', None)
    """
    found = _ID.fullmatch(touch_point)
    return Period.of(found[1]) if found else None


def is_recorded_later(touch_point: str, period: Period) -> bool:
    """Whether it is a recorded review of `period` itself, or of a later one."""
    recorded = reviewed_period(touch_point)
    return recorded is not None and recorded >= period


def as_reviewed(plan: Plan, period: Period) -> Plan:
    """The plan without drafts, and without what reviews of `period` and later ones left in it."""
    rows = plan.touch_points
    kept = tuple(row for row in rows if not (row.draft or is_recorded_later(row.id, period)))
    return plan if len(kept) == len(rows) else replace(plan, touch_points=kept)
