"""A week that cannot be meant: typed as the due week of a step, but before what it waits for ends.

Only a typed week is held to this ("w2" for "w22" is quickly typed); a date is taken as it is, and
what contradicts the pace becomes a finding.
"""

from __future__ import annotations

import re
from datetime import date

from cspwidgets.errors import CellRejected
from cspwidgets.journey.calendar import DAYS_A_WEEK
from cspwidgets.journey.schedule import Schedule, ruler
from cspwidgets.plan.model import Plan

_WEEK = re.compile(r"\D*(\d+)\D*")


def refuse_early_week(plan: Plan, schedule: Schedule, row: str, typed: str, due_on: date) -> None:
    """Raise `CellRejected` when the week ends before a predecessor of the activity does."""
    week = _WEEK.fullmatch(typed.strip())
    if week is None or not re.search("w", typed, re.IGNORECASE):
        return
    titles = {activity.id: activity.title for activity in plan.activities}
    after = next((activity.after for activity in plan.activities if activity.id == row), ())
    for name in after:
        slot = schedule.slots.get(name)
        if slot is None or slot.finish_on is None or slot.finish_on <= due_on:
            continue
        ends = ruler(plan).morning(slot.finish_on) // DAYS_A_WEEK + 1
        raise CellRejected(
            f"Week {week[1]} is before “{titles[name]}” ends (week {ends}). "
            f"Type w{ends + 1}, or a date.",
            field="due_on",
            typed=typed,
        )
