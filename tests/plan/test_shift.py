"""A plan moved by weeks keeps every length."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.codec import plan_to_yaml
from cspwidgets.plan.model import Plan
from cspwidgets.plan.shift import STORY_ON, shift, weeks_between
from support.plans import TODAY, plan_strategy, small_plan


@given(plan_strategy(), st.integers(-500, 500))
def test_a_plan_moved_there_and_back_is_the_same(plan: Plan, weeks: int) -> None:
    assert shift(shift(plan, weeks), -weeks) == plan


def test_every_day_in_the_file_moves() -> None:
    plan = small_plan()
    before, after = plan_to_yaml(plan), plan_to_yaml(shift(plan, 53))
    days = _days(before)
    assert days
    assert _days(after) == [day + timedelta(weeks=53) for day in days]


def test_a_moved_plan_has_the_same_schedule_in_working_days() -> None:
    plan = small_plan()
    before, after = schedule(plan), schedule(shift(plan, 18))
    assert {name: slot.finish for name, slot in before.slots.items()} == {
        name: slot.finish for name, slot in after.slots.items()
    }


@pytest.mark.parametrize(
    ("today", "weeks"),
    [
        (STORY_ON, 0),
        (date(2026, 7, 13), 0),
        (date(2026, 7, 19), 0),
        (date(2026, 7, 20), 1),
        (date(2026, 7, 12), -1),
        (date(2027, 7, 16), 52),
    ],
)
def test_weeks_are_counted_from_monday_to_monday(today: date, weeks: int) -> None:
    assert weeks_between(STORY_ON, today) == weeks


def _days(text: str) -> list[date]:
    words = text.replace(",", " ").replace("}", " ").replace("]", " ").replace("[", " ").split()
    return [date.fromisoformat(word) for word in words if word[:2] == "20" and word.count("-") == 2]


def test_the_story_is_told_on_the_day_that_other_tests_use() -> None:
    assert TODAY == STORY_ON
