"""The customer's dates for their own calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from cspwidgets.plan.model import TouchPoint
from cspwidgets.plan.words import Side, TouchPointKind
from cspwidgets.sharing.calendar import calendar_of
from support.canaries import CANARY, with_canaries
from support.demo import UGLY, demo_plan, ugly_plan
from support.plans import TODAY
from support.views import pieces_of, view_of


def entries(content: bytes) -> dict[str, date]:
    calendar = Calendar.from_ical(content)
    return {str(event["SUMMARY"]): event["DTSTART"].dt for event in calendar.walk("VEVENT")}


def test_the_calendar_has_what_is_the_customers_to_do_and_the_meetings_to_come():
    plan = demo_plan("northwind")
    meeting = TouchPoint(id="next", kind=TouchPointKind.QBR, on=TODAY + timedelta(days=20))
    view = view_of(replace(plan, touch_points=(*plan.touch_points, meeting)))
    found = entries(calendar_of(view))
    assert found["Wave 2 live: four depots"] == date(2026, 7, 10)
    assert found["Quarterly review: Northwind Freight"] == meeting.on
    titles = {row.title: row for row in plan.activities}
    steps = [titles[name] for name in found if name in titles]
    assert {row.side for row in steps} == {Side.CUSTOMER, Side.BOTH}
    assert len(found) == len(steps) + 1


def test_the_same_view_gives_the_same_calendar_without_anything_internal():
    view = view_of(with_canaries(demo_plan("northwind")))
    assert calendar_of(view) == calendar_of(view)
    assert CANARY not in calendar_of(view).decode()


def test_the_calendar_speaks_the_language_of_the_page():
    told = calendar_of(view_of("northwind", language="de")).decode()
    assert "Northwind Freight: Erfolgsplan" in told
    assert "Phase: " in told


def test_a_plan_without_a_start_has_a_calendar_without_entries():
    assert entries(calendar_of(view_of(ugly_plan("no-start")))) == {}


@pytest.mark.parametrize("name", ["northwind", *sorted(file.stem for file in UGLY.glob("*.yaml"))])
def test_the_page_offers_a_calendar_only_if_it_has_an_entry(name: str):
    view = view_of(name if name == "northwind" else ugly_plan(name))
    offered = "csp-calendar" in pieces_of(view)["foot"]
    assert offered == bool(entries(calendar_of(view)))
