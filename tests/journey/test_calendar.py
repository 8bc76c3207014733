"""Working days: counted, added, and read off a plan's own scale."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.journey.calendar import Calendar, Ruler

EASTER = Calendar((date(2026, 4, 3), date(2026, 4, 6)))
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 3, day) for day in (6, 7, 8, 9))

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
calendars = st.builds(Calendar, st.lists(days, max_size=6).map(tuple))


@pytest.mark.parametrize(
    ("calendar", "start", "day", "offset"),
    [
        (Calendar(), MONDAY, MONDAY, 0),
        (Calendar(), FRIDAY, MONDAY, 1),
        (Calendar(), MONDAY, FRIDAY, -1),
        (Calendar(), FRIDAY, SATURDAY, 1),
        (Calendar(), SATURDAY, MONDAY, 0),
        (Calendar(), date(2026, 3, 2), date(2026, 7, 17), 99),
        (EASTER, date(2026, 4, 2), date(2026, 4, 7), 1),
        (EASTER, date(2026, 4, 2), date(2026, 4, 3), 1),
        (EASTER, date(2026, 4, 7), date(2026, 4, 2), -1),
        (EASTER, date(2026, 3, 30), date(2026, 4, 13), 8),
    ],
)
def test_working_days_between_two_days_leave_out_weekends_and_holidays(
    calendar, start, day, offset
):
    assert calendar.offset(start, day) == offset
    assert calendar.between(start, day) == offset


@pytest.mark.parametrize(
    ("calendar", "start", "offset", "day"),
    [
        (Calendar(), MONDAY, 0, MONDAY),
        (Calendar(), FRIDAY, 1, MONDAY),
        (Calendar(), SATURDAY, 0, MONDAY),
        (Calendar(), SUNDAY, 1, date(2026, 3, 10)),
        (Calendar(), MONDAY, -1, FRIDAY),
        (EASTER, date(2026, 4, 2), 1, date(2026, 4, 7)),
        (EASTER, date(2026, 4, 3), 0, date(2026, 4, 7)),
        (EASTER, date(2026, 4, 7), -1, date(2026, 4, 2)),
    ],
)
def test_the_day_some_working_days_ahead_is_a_working_day(calendar, start, offset, day):
    assert calendar.day(start, offset) == day


def test_a_holiday_on_a_weekend_or_named_twice_changes_nothing():
    doubled = Calendar((date(2026, 4, 4), date(2026, 4, 3), date(2026, 4, 3), date(2026, 4, 6)))
    assert doubled.between(date(2026, 3, 30), date(2026, 4, 13)) == 8


def test_a_day_beyond_the_calendar_is_its_last_day():
    assert Calendar().day(MONDAY, 10**9) == date.max


@settings(deadline=None)
@given(calendars, days, days)
def test_counting_by_hand_gives_the_same(calendar, start, other):
    first, last = min(start, other), min(max(start, other), min(start, other) + timedelta(60))
    walked = [first + timedelta(n) for n in range((last - first).days)]
    assert calendar.between(first, last) == sum(calendar.is_working(day) for day in walked)


@settings(deadline=None)
@given(calendars, days, st.integers(-2000, 2000))
def test_there_and_back_is_the_same_working_day(calendar, start, offset):
    day = calendar.day(start, offset)
    assert calendar.is_working(day)
    assert calendar.offset(start, day) == offset


@settings(deadline=None)
@given(calendars, days, days)
def test_a_weekend_or_holiday_counts_as_the_next_working_day(calendar, start, day):
    later = day
    while not calendar.is_working(later):
        later += timedelta(1)
    assert calendar.day(start, calendar.offset(start, day)) == later


@pytest.mark.parametrize(
    ("start", "finish", "span"),
    [
        (0.0, 5.0, (date(2026, 3, 2), date(2026, 3, 6))),
        (0.0, 0.5, (date(2026, 3, 2), date(2026, 3, 2))),
        (0.5, 1.0, (date(2026, 3, 2), date(2026, 3, 2))),
        (0.5, 1.5, (date(2026, 3, 2), date(2026, 3, 3))),
        (0.0, 0.1 + 0.2 + 0.7, (date(2026, 3, 2), date(2026, 3, 2))),
        (0.0, 0.0, (date(2026, 3, 2), date(2026, 3, 2))),
        (5.0, 5.0, (date(2026, 3, 6), date(2026, 3, 6))),
        (-5.0, 0.0, (date(2026, 3, 2), date(2026, 3, 2))),
    ],
)
def test_a_stretch_of_work_has_a_first_and_a_last_day(start, finish, span):
    scale = Ruler(Calendar(), date(2026, 2, 28))
    found = scale.span(start, finish)
    assert found[1] == span[1]
    assert start < 0 or found == span


def test_the_evening_of_a_weekend_is_that_of_friday():
    scale = Ruler(Calendar(), date(2026, 3, 2))
    assert [scale.evening(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [5, 5, 5, 6]
    assert [scale.morning(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [4, 5, 5, 5]


def test_without_a_start_there_are_no_days():
    assert Ruler(Calendar(), None).span(0.0, 5.0) == (None, None)
