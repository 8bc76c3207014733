"""What counts as a step, whose it is, and how long it is."""

from math import inf, nan

import pytest

from cspwidgets.journey.steps import falls_to, is_begun, is_live, is_open, mean_days, planned_days
from cspwidgets.plan.words import ActivityKind, ActivityState, Side
from support.plans import MONDAY, plan_of, step

SKIPPED = ActivityState.SKIPPED


@pytest.mark.parametrize(
    ("state", "started_on", "live", "is_still_open", "begun"),
    [
        ("not_started", None, True, True, False),
        ("not_started", MONDAY, True, True, False),
        ("in_progress", None, True, True, True),
        ("waiting", None, True, True, False),
        ("waiting", MONDAY, True, True, True),
        ("blocked", None, True, True, False),
        ("blocked", MONDAY, True, True, True),
        ("done", MONDAY, True, False, False),
        ("skipped", MONDAY, False, False, False),
    ],
)
def test_a_state_says_whether_a_step_is_live_open_and_begun(
    state, started_on, live, is_still_open, begun
):
    row = step("a", state=ActivityState(state), started_on=started_on)
    assert (is_live(row), is_open(row), is_begun(row)) == (live, is_still_open, begun)


def test_a_cadence_is_no_part_of_the_route():
    row = step("a", kind=ActivityKind.CADENCE)
    assert not is_live(row)
    assert not is_open(row)


@pytest.mark.parametrize(
    ("side", "turns"),
    [
        (Side.CUSTOMER, {Side.CUSTOMER}),
        (Side.VENDOR, {Side.VENDOR}),
        (Side.PARTNER, {Side.PARTNER}),
        (Side.BOTH, {Side.CUSTOMER, Side.VENDOR, Side.BOTH}),
    ],
)
def test_a_step_of_both_falls_to_customer_and_vendor(side, turns):
    assert {one for one in Side if falls_to(step("a", side=side), one)} == turns


def test_a_step_without_a_possible_length_counts_the_mean_of_all_others():
    odd = [step(f"x{k}", days) for k, days in enumerate((None, nan, inf, -3.0, 1e6))]
    plan = plan_of(
        step("a", 2),
        step("b", 6, state=SKIPPED),
        step("stone", 9, kind=ActivityKind.MILESTONE),
        step("call", 40, kind=ActivityKind.CADENCE),
        *odd,
    )
    assert mean_days(plan) == 4.0
    days = planned_days(plan)
    assert {days[row.id] for row in odd} == {4.0}
    assert (days["a"], days["b"], days["stone"]) == (2, 6, 0)


def test_without_any_length_there_is_no_mean():
    assert mean_days(plan_of(step("a", None))) == 0.0
