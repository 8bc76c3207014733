"""The promise list: open with its days, kept, and not kept with the reasons; as the card counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from cspwidgets.journey.promiselist import SIDES, promise_list
from cspwidgets.journey.promises import promises
from cspwidgets.plan.model import BrokenPromise, Plan
from cspwidgets.plan.shared import shared
from cspwidgets.plan.words import ActivityKind, ActivityState, Side, Visibility
from support.canaries import with_canaries
from support.demo import demo_plan
from support.plans import TODAY, plan_of, plan_strategy, step

DUE, LATER = date(2026, 7, 10), date(2026, 7, 24)
MOVED = BrokenPromise(promised_on=date(2026, 7, 1), moved_on=date(2026, 7, 3), reason="Year-end")


def test_what_is_open_stands_by_its_day_and_says_how_late_it_is():
    plan = plan_of(
        step("later", promised_on=LATER, side=Side.VENDOR),
        step("late", promised_on=DUE, side=Side.VENDOR),
    )
    found = promise_list(plan, Side.VENDOR, TODAY)
    assert [(row.activity.id, row.days_late) for row in found.open] == [("late", 5), ("later", 0)]
    assert [row.activity.id for row in found.broken] == ["late"]


def test_a_moved_promise_keeps_its_reason_and_its_new_day():
    plan = plan_of(step("a", promised_on=LATER, side=Side.CUSTOMER, broken_promises=(MOVED,)))
    found = promise_list(plan, Side.CUSTOMER, TODAY)
    assert [(row.promised_on, row.reason) for row in found.broken] == [
        (MOVED.promised_on, "Year-end")
    ]
    assert [row.promised_on for row in found.open] == [LATER]
    assert promise_list(plan, Side.VENDOR, TODAY).is_empty


def test_what_was_done_in_time_is_kept_and_a_weekly_call_is_no_promise():
    done = {"state": ActivityState.DONE, "promised_on": DUE, "finished_on": DUE}
    plan = plan_of(step("a", **done), step("call", kind=ActivityKind.CADENCE, promised_on=DUE))
    found = promise_list(plan, Side.CUSTOMER, TODAY)
    assert ([row.id for row in found.kept], found.open, found.broken) == (["a"], (), ())


@pytest.mark.parametrize("name", ["northwind", "aldhelm", "lumen", "castellan"])
@pytest.mark.parametrize("side", SIDES)
def test_the_list_is_as_long_as_the_report_card_counts(name: str, side: Side):
    found = promise_list(demo_plan(name), side, TODAY)
    counted = promises(demo_plan(name), side, TODAY)
    assert found.counted == counted
    assert (len(found.kept), len(found.broken)) == (len(counted.kept), len(counted.broken))


@given(plan_strategy())
def test_the_list_of_any_plan_is_as_long_as_the_report_card_counts(plan: Plan):
    named = (replace(row, visibility=Visibility.SHARED) for row in plan.activities)
    plan = replace(plan, activities=tuple(named))
    for side in SIDES:
        found = promise_list(plan, side, TODAY)
        assert len(found.kept) == len(found.counted.kept)
        assert len(found.broken) == len(found.counted.broken)


def test_what_the_customer_may_not_know_is_counted_and_not_listed():
    plan = shared(with_canaries(demo_plan("northwind")))
    found = promise_list(plan, Side.CUSTOMER, TODAY)
    assert all(row.title for row in found.kept)
    assert all(row.activity.title for row in (*found.open, *found.broken))
    assert len(found.counted.broken) > len(found.broken)
