"""How fast each side goes."""

from datetime import date
from math import log, sqrt

import pytest

from cspwidgets.journey.pace import USUAL_SPREAD, paces, side_pace
from cspwidgets.journey.steps import planned_days
from cspwidgets.plan.scales import PacePrior
from cspwidgets.plan.words import ActivityKind, ActivityState, Side
from support.plans import plan_of, small_plan, step

CUSTOMER, VENDOR, BOTH, PARTNER = Side
TWO_WEEKS = {
    "state": ActivityState.DONE,
    "started_on": date(2026, 3, 2),
    "finished_on": date(2026, 3, 13),
}


def pace_of(plan):
    return paces(plan, planned_days(plan))[CUSTOMER]


def test_a_new_plan_goes_at_its_planned_pace():
    plan = plan_of(step("a", 5), step("b", 3))
    assert [side_pace(plan, side) for side in Side] == [1.0] * 4


def test_ten_days_for_five_move_the_pace_a_fifth_of_the_way():
    plan = plan_of(step("a", 5, side=CUSTOMER, **TWO_WEEKS), step("b", 5))
    # (10 + 4 x 5) / (5 + 4 x 5)
    assert side_pace(plan, CUSTOMER) == pytest.approx(1.2)
    assert side_pace(plan, VENDOR) == 1.0
    assert side_pace(plan, BOTH) == pytest.approx(1.2)


def test_the_firms_own_pace_is_where_a_plan_begins():
    prior = PacePrior(customer=1.5, vendor=0.9, partner=1.1)
    plan = plan_of(step("a", 5, side=CUSTOMER, **TWO_WEEKS), step("b", 5), pace_prior=prior)
    # (10 + 4 x 5 x 1.5) / (5 + 4 x 5)
    assert side_pace(plan, CUSTOMER) == pytest.approx(1.6)
    assert side_pace(plan, VENDOR) == pytest.approx(0.9)
    assert side_pace(plan, PARTNER) == pytest.approx(1.1)


def test_steps_of_both_count_for_customer_and_vendor_and_not_for_the_partner():
    plan = plan_of(step("a", 5, side=BOTH, **TWO_WEEKS), step("b", 5))
    assert side_pace(plan, CUSTOMER) == side_pace(plan, VENDOR) == pytest.approx(1.2)
    assert side_pace(plan, PARTNER) == 1.0


def test_the_pace_of_both_is_the_slower_of_the_two():
    plan = plan_of(
        step("a", 5, side=VENDOR, **TWO_WEEKS), step("b", 15, side=CUSTOMER, **TWO_WEEKS)
    )
    # m = 10: vendor (10 + 40) / (5 + 40), customer (10 + 40) / (15 + 40)
    assert side_pace(plan, VENDOR) == pytest.approx(50 / 45)
    assert side_pace(plan, CUSTOMER) == pytest.approx(50 / 55)
    assert side_pace(plan, BOTH) == pytest.approx(50 / 45)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": ActivityState.IN_PROGRESS, "started_on": date(2026, 3, 2)},
        {"state": ActivityState.DONE, "finished_on": date(2026, 3, 13)},
        {"state": ActivityState.DONE, "started_on": date(2026, 3, 2)},
        {**TWO_WEEKS, "state": ActivityState.SKIPPED},
        {**TWO_WEEKS, "kind": ActivityKind.CADENCE},
        {**TWO_WEEKS, "kind": ActivityKind.MILESTONE},
        {**TWO_WEEKS, "started_on": date(2026, 3, 16)},
    ],
)
def test_only_done_steps_with_two_possible_dates_count(fields):
    assert side_pace(plan_of(step("a", 5, side=CUSTOMER, **fields)), CUSTOMER) == 1.0


def test_a_plan_without_any_length_has_a_pace_of_one():
    assert side_pace(plan_of(step("a", None, side=CUSTOMER, **TWO_WEEKS)), CUSTOMER) == 1.0
    assert side_pace(plan_of(), CUSTOMER) == 1.0


def test_a_step_done_on_a_holiday_took_a_day():
    done = {**TWO_WEEKS, "started_on": date(2026, 3, 7), "finished_on": date(2026, 3, 7)}
    plan = plan_of(step("a", 1, side=CUSTOMER, **done))
    assert side_pace(plan, CUSTOMER) == 1.0


def test_every_done_step_makes_the_pace_less_doubtful():
    new = pace_of(plan_of(step("a", 5)))
    known = pace_of(small_plan())
    assert new.spread == pytest.approx(USUAL_SPREAD)
    assert new.doubt == pytest.approx(USUAL_SPREAD / 2)
    assert known.doubt < new.doubt


def test_the_spread_is_that_of_the_done_steps_drawn_towards_the_usual():
    plan = plan_of(step("a", 5, side=CUSTOMER, **TWO_WEEKS), step("b", 5))
    pace = pace_of(plan)
    variance = (log(2 / 1.2) ** 2 + 4 * USUAL_SPREAD**2) / 5
    assert pace.spread == pytest.approx(sqrt(variance))
    assert pace.doubt == pytest.approx(sqrt(variance / 5))
