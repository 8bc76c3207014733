"""Drop a step, add a helper, move a date: what each does to the plan, and when it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.errors import EditRejected
from cspwidgets.journey.tries import add_helper, drop, helped_days, move
from cspwidgets.plan.edits import apply, find
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState
from support.plans import small_plan

PLAN = small_plan()


def step(plan: Plan, name: str) -> Activity:
    row = find(plan, "activities", name)
    assert isinstance(row, Activity)
    return row


def test_a_dropped_step_is_skipped_and_stays_in_the_plan():
    assert step(apply(PLAN, drop(PLAN, "wave3")), "wave3").state is ActivityState.SKIPPED


def test_a_helper_takes_half_of_the_days_and_one_to_begin():
    assert step(PLAN, "wave3").days == 10.0
    assert step(apply(PLAN, add_helper(PLAN, "wave3")), "wave3").days == 6.0


@pytest.mark.parametrize(
    ("alone", "helped"),
    [(0, 0), (0.5, 0.5), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (7.5, 5), (10, 6), (40, 21)],
)
def test_what_a_helper_wins_is_whole_days(alone: float, helped: float):
    assert helped_days(alone) == helped


@given(st.floats(0, 10_000))
def test_a_helper_wins_less_than_half_and_never_costs(days: float):
    assert days / 2 <= helped_days(days) <= days


def test_a_step_without_days_is_helped_with_as_long_as_the_plan_counts_it():
    rows = tuple(replace(row, days=None) if row.id == "wave3" else row for row in PLAN.activities)
    plan = replace(PLAN, activities=rows)
    helped = step(apply(plan, add_helper(plan, "wave3")), "wave3").days
    assert helped is not None
    assert 0 < helped < 10


def test_a_helper_who_would_win_nothing_is_refused_with_the_reason():
    rows = tuple(replace(row, days=3.0) if row.id == "wave3" else row for row in PLAN.activities)
    with pytest.raises(EditRejected, match=r"wins nothing .* it takes 3 days"):
        add_helper(replace(PLAN, activities=rows), "wave3")
    kinds = tuple(
        replace(row, kind=ActivityKind.MILESTONE) if row.id == "wave3" else row
        for row in PLAN.activities
    )
    with pytest.raises(EditRejected, match="has no length"):
        add_helper(replace(PLAN, activities=kinds), "wave3")


def test_a_moved_step_is_pinned_to_its_day_and_freed_again():
    moved = apply(PLAN, move(PLAN, "wave3", date(2026, 8, 28)))
    assert step(moved, "wave3").due_on == date(2026, 8, 28)
    assert step(apply(moved, move(moved, "wave3", None)), "wave3").due_on is None


def test_days_cannot_be_given_to_a_plan_without_a_start():
    with pytest.raises(EditRejected, match="Set the start first"):
        move(replace(PLAN, start_on=None), "wave3", date(2026, 8, 28))


@pytest.mark.parametrize("verb", [drop, add_helper, lambda plan, name: move(plan, name, None)])
def test_what_is_over_cannot_be_tried_any_more(verb):
    over = next(row for row in PLAN.activities if row.state is ActivityState.DONE)
    with pytest.raises(EditRejected, match=r"is over or dropped already"):
        verb(PLAN, over.id)
    with pytest.raises(EditRejected, match="There is no 'nothing'"):
        verb(PLAN, "nothing")
