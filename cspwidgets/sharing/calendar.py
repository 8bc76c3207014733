"""The customer's dates as a calendar file: what is still theirs to do, and the meetings to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from cspwidgets.exchange.calendarfile import to_ics
from cspwidgets.journey.schedule import schedule
from cspwidgets.journey.steps import falls_to
from cspwidgets.language import Language
from cspwidgets.plan.words import Side
from cspwidgets.sharing.view import PublicView, model_of


def calendar_of(view: PublicView) -> bytes:
    """The calendar file (.ics) of a view; the same view always gives the same.

    Importing a later one moves the entries, since each keeps its UID. A plan without a start has
    no dates, and its file no entries.
    """
    plan = model_of(view.plan)
    planned = schedule(plan)
    theirs = replace(
        plan,
        activities=tuple(row for row in plan.activities if falls_to(row, Side.CUSTOMER)),
        touch_points=tuple(row for row in plan.touch_points if row.on >= view.on),
    )
    return to_ics(
        theirs,
        planned,
        at=datetime.combine(view.on, time(), UTC),
        shared_only=True,
        language=Language.of(view.language),
    )
