"""What a change of plan would bring, told from two standings of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.journey.comparison import Comparison, compare
from cspwidgets.journey.standing import stand
from cspwidgets.journey.steps import is_open
from cspwidgets.journey.tries import add_helper, drop, move
from cspwidgets.plan.edits import apply, apply_all, set_field
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState
from support.plans import TODAY, small_plan

PLAN = small_plan()
OPEN = tuple(row.id for row in PLAN.activities if is_open(row))


def is_long(row: Activity) -> bool:
    return row.id in OPEN and row.kind is ActivityKind.STEP and (row.days or 0) > 3


def compared(then: Plan, now: Plan = PLAN, *, draws: int = 0) -> Comparison:
    return compare(stand(now, TODAY, draws=draws), stand(then, TODAY, draws=draws))


def test_a_plan_compared_with_itself_differs_in_nothing():
    same = compared(PLAN, draws=100)
    assert (same.likely.days_won, same.safe.days_won) == (0, 0)
    assert same.whole.is_same
    assert all(mark.is_same for mark in same.subjects)
    assert same.worth.is_same
    assert (same.came, same.gone) == ((), ())


def test_days_won_are_working_days_between_the_two_arrivals():
    last = max(OPEN, key=lambda name: stand(PLAN, TODAY, draws=0).forecast.slots[name].finish)
    then = apply(PLAN, move(PLAN, last, date(2027, 6, 30)))
    found = compared(then).likely
    assert found.then_on == date(2027, 6, 30)
    assert found.now_on is not None
    assert found.now_on < found.then_on
    assert found.days_won is not None
    assert found.days_won < -100
    assert compared(PLAN, then).likely.days_won == -found.days_won


def test_a_plan_without_a_start_is_compared_in_weeks():
    now = replace(PLAN, start_on=None)
    then = replace(now, stages=(replace(now.stages[0], weeks=1), *now.stages[1:]))
    found = compared(then, now).likely
    assert (found.now_on, found.then_on) == (None, None)
    assert found.now_weeks is not None
    assert found.then_weeks is not None
    assert found.days_won == round(5 * (found.now_weeks - found.then_weeks))
    assert found.days_won > 0


def test_dates_against_no_dates_are_not_made_into_days():
    assert compared(replace(PLAN, start_on=None)).likely.days_won is None
    assert compared(PLAN, replace(PLAN, start_on=None)).likely.days_won is None


def test_without_a_range_there_is_no_safe_day_to_compare():
    assert compared(PLAN).safe.days_won is None


def test_the_card_is_compared_by_subject_and_as_a_whole():
    late = next(name for name in OPEN if name == "wave2")
    done = set_field(PLAN, "activities", late, "state", ActivityState.DONE)
    found = compared(apply(PLAN, done))
    marks = {mark.key: mark for mark in found.subjects}
    assert list(marks) == ["value", "progress", "pace", "customer_promises", "vendor_promises"]
    assert marks["progress"].change is not None
    assert marks["progress"].change > 0
    assert marks["value"].is_same
    assert found.whole.change is not None
    assert found.whole.change > 0


def test_a_subject_that_loses_its_data_has_no_change_in_points():
    empty = compared(replace(PLAN, measurements=()))
    value = empty.subjects[0]
    assert value.now is not None
    assert value.then is None
    assert value.change is None
    assert not value.is_same
    assert empty.worth.has_now
    assert not empty.worth.has_then
    assert not empty.worth.is_same


def test_findings_come_and_go_by_their_code_and_row():
    aim = set_field(PLAN, "plan", "", "objective", "")
    found = compared(apply(PLAN, aim))
    assert [row.code for row in found.came] == ["no-objective"]
    assert found.gone == ()
    back = compared(PLAN, apply(PLAN, aim))
    assert [row.code for row in back.gone] == ["no-objective"]


def test_a_finding_that_only_names_another_day_neither_comes_nor_goes():
    days = (date(2026, 7, 20), date(2026, 7, 21))
    first, second = (apply(PLAN, move(PLAN, OPEN[-1], day)) for day in days)
    assert [row.code for row in compared(first).came] == ["against-pace"]
    found = compared(second, first)
    assert (found.came, found.gone) == ((), ())


@given(
    st.lists(
        st.tuples(
            st.sampled_from(OPEN), st.sampled_from(("drop", "longer", "move")), st.integers(1, 60)
        ),
        max_size=4,
    )
)
def test_what_is_won_one_way_is_lost_the_other(tries: list[tuple[str, str, int]]):
    then = PLAN
    for name, verb, size in tries:
        edits = {
            "drop": set_field(then, "activities", name, "state", ActivityState.SKIPPED),
            "longer": set_field(then, "activities", name, "days", float(size)),
            "move": set_field(then, "activities", name, "due_on", date.fromordinal(739800 + size)),
        }
        then = apply(then, edits[verb])
    there, back = compared(then), compared(PLAN, then)
    assert there.likely.days_won == -(back.likely.days_won or 0)
    assert [mark.change for mark in there.subjects] == [
        None if mark.change is None else -mark.change for mark in back.subjects
    ]
    assert (there.came, there.gone) == (back.gone, back.came)
    assert there.worth.is_same


@pytest.mark.parametrize("name", [row.id for row in PLAN.activities if is_long(row)])
def test_a_helper_never_makes_the_arrival_later(name: str):
    won = compared(apply(PLAN, add_helper(PLAN, name))).likely.days_won
    assert won is not None
    assert won >= 0


def test_dropping_every_step_arrives_at_once():
    then = apply_all(PLAN, [drop(PLAN, name) for name in OPEN])
    won = compared(then).likely.days_won
    assert won is not None
    assert won > 0
