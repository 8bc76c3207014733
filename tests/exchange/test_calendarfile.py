"""A plan as a calendar file."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from cspwidgets.exchange.calendarfile import to_ics
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.model import Activity, Plan, TouchPoint
from cspwidgets.plan.words import ActivityKind, ActivityState, TouchPointKind, Visibility
from support.plans import small_plan
from support.tables import new_plan

AT = datetime(2026, 7, 17, 9, tzinfo=UTC)


def events(plan: Plan, **options: bool) -> dict[str, Calendar]:
    data = to_ics(plan, schedule(plan), at=AT, **options)
    return {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def test_each_open_step_and_each_touch_point_has_an_entry():
    plan = small_plan()
    open_steps = {
        f"{one.id}.northwind@csp-workbook"
        for one in plan.activities
        if one.state not in (ActivityState.DONE, ActivityState.SKIPPED)
        and one.kind is not ActivityKind.CADENCE
    }
    meetings = {f"{one.id}.touch-point.northwind@csp-workbook" for one in plan.touch_points}
    assert set(events(plan)) == open_steps | meetings


def test_an_entry_is_the_whole_day_on_which_a_step_is_due():
    step = Activity(id="a", title="Sign, seal; deliver\nall", stage="s", due_on=date(2026, 8, 3))
    event = events(new_plan(start_on=date(2026, 7, 1), activities=(step,)))["a.acme@csp-workbook"]
    assert event["summary"] == step.title
    assert event["dtstart"].dt == date(2026, 8, 3)
    assert event["dtend"].dt == date(2026, 8, 4)
    assert event["dtstamp"].dt == AT


def test_a_step_without_a_day_has_no_entry():
    assert events(new_plan(activities=(Activity(id="a", title="A", stage="s"),))) == {}


def test_making_it_again_gives_the_same_entries():
    plan = small_plan()
    assert to_ics(plan, schedule(plan), at=AT) == to_ics(plan, schedule(plan), at=AT)


def test_what_the_customer_may_not_see_can_be_left_out():
    hidden = Visibility.INTERNAL
    plan = new_plan(
        start_on=date(2026, 7, 1),
        activities=(
            Activity(id="a", title="A", stage="s", due_on=date(2026, 8, 3), notes="psst"),
            Activity(id="b", title="B", stage="s", due_on=date(2026, 8, 4), visibility=hidden),
        ),
        touch_points=(
            TouchPoint(
                id="t",
                kind=TouchPointKind.QBR,
                on=date(2026, 9, 1),
                notes="psst",
                visibility=hidden,
            ),
        ),
    )
    assert len(events(plan)) == 3
    assert list(events(plan, shared_only=True)) == ["a.acme@csp-workbook"]
    assert b"psst" not in to_ics(plan, schedule(plan), at=AT)


def test_a_touch_point_that_is_still_being_written_is_no_date():
    begun = TouchPoint(id="t", kind=TouchPointKind.CALL, on=date(2026, 9, 1), draft=True)
    assert events(new_plan(start_on=date(2026, 7, 1), touch_points=(begun,))) == {}


def test_a_link_that_is_no_page_is_left_out():
    steps = tuple(
        Activity(id=f"a{n}", title="A", stage="s", due_on=date(2026, 8, 3), link=link)
        for n, link in enumerate(("javascript:alert(1)", "https://example.com"))
    )
    found = events(new_plan(start_on=date(2026, 7, 1), activities=steps))
    assert "url" not in found["a0.acme@csp-workbook"]
    assert found["a1.acme@csp-workbook"]["url"] == "https://example.com"
