"""How far the work is, where the pin stands, and what comes next."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.journey.progress import next_steps, place, route_share
from cspwidgets.journey.schedule import schedule
from cspwidgets.journey.steps import falls_to, is_open
from cspwidgets.plan.model import Stage
from cspwidgets.plan.words import ActivityKind, ActivityState, Side
from support.plans import MONDAY, TODAY, plan_of, plan_strategy, small_plan, step

DONE, GOING, OPEN = ActivityState.DONE, ActivityState.IN_PROGRESS, ActivityState.NOT_STARTED
WAITING, BLOCKED, SKIPPED = ActivityState.WAITING, ActivityState.BLOCKED, ActivityState.SKIPPED
CADENCE, MILESTONE = ActivityKind.CADENCE, ActivityKind.MILESTONE
STAGES = (
    Stage(id="one", name="One", weeks=2),
    Stage(id="two", name="Two", weeks=3),
    Stage(id="live", name="Live"),
)
days_around = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 1, 1))


def place_of(plan, on=MONDAY):
    return place(plan, schedule(plan), on)


@pytest.mark.parametrize(
    ("activities", "share"),
    [
        pytest.param([], 0.0, id="nothing planned"),
        pytest.param([step("a", 3, state=DONE), step("b", 1)], 0.75, id="days, not steps"),
        pytest.param([step("a", 4, state=GOING), step("b", 4)], 0.25, id="begun counts half"),
        pytest.param(
            [step("a", 4, state=DONE), step("b", 4, state=SKIPPED), step("c", 4)],
            0.5,
            id="skipped steps are out of both",
        ),
        pytest.param(
            [step("a", 4, state=DONE, kind=CADENCE), step("c", 4)], 0.0, id="a cadence counts not"
        ),
        pytest.param(
            [step("a", 9, state=DONE, kind=MILESTONE), step("c", 4)], 0.0, id="milestones last 0"
        ),
        pytest.param(
            [step("a", None, state=DONE), step("b", 2), step("c", 4)], 1 / 3, id="the mean of all"
        ),
        pytest.param([step("a", 4, state=WAITING), step("b", 4)], 0.0, id="waits, never begun"),
        pytest.param(
            [step("a", 4, state=BLOCKED, started_on=MONDAY), step("b", 4)], 0.25, id="was begun"
        ),
        pytest.param(
            [step("a", 0, state=DONE), step("b", 0), step("c", 0, state=GOING)],
            0.5,
            id="no days at all: steps are counted",
        ),
        pytest.param([step("a", 1, state=DONE), step("b", 2, state=DONE)], 1.0, id="all done"),
        pytest.param([step("a", 1, state=SKIPPED)], 0.0, id="all skipped"),
    ],
)
def test_the_share_of_the_route_is_the_share_of_its_days(activities, share):
    assert route_share(plan_of(*activities)) == pytest.approx(share)


@pytest.mark.parametrize(
    ("activities", "stage", "share", "offset", "left"),
    [
        pytest.param([], "one", 0.0, 0.0, (), id="at the start"),
        pytest.param(
            [step("a", 4, stage="one", state=DONE), step("b", 4, stage="one")],
            "one",
            0.5,
            5.0,
            (),
            id="half of two weeks",
        ),
        pytest.param(
            [
                step("a", 4, stage="one"),
                step("b", 4, stage="two", state=GOING),
                step("c", 4, stage="two"),
            ],
            "two",
            0.0,
            10.0,
            ("a",),
            id="the front line, with what is left behind",
        ),
        pytest.param(
            [step("a", 4, stage="one", state=SKIPPED), step("b", 4, stage="two", state=DONE)],
            "two",
            1.0,
            25.0,
            (),
            id="nobody is asked for what was skipped",
        ),
        pytest.param(
            [step("a", 4, stage="one"), step("b", 4, stage="two", state=DONE, kind=CADENCE)],
            "one",
            0.0,
            0.0,
            (),
            id="a cadence moves no pin",
        ),
        pytest.param(
            [
                step("b", 4, stage="live", state=DONE),
                step("c", 4, "b", stage="live"),
            ],
            "live",
            0.5,
            29.0,
            (),
            id="an ongoing stage reaches as far as its steps",
        ),
        pytest.param([step("a", 4, stage="gone", state=DONE)], "one", 0.0, 0.0, (), id="no stage"),
    ],
)
def test_the_pin_stands_in_the_furthest_stage_at_its_share(activities, stage, share, offset, left):
    here = place_of(plan_of(*activities, stages=STAGES))
    assert (here.stage, here.stage_share, here.offset) == (stage, share, offset)
    assert here.left_behind == left


def test_you_are_in_roll_out_in_week_20_of_30():
    here = place_of(small_plan(), TODAY)
    assert (here.stage, here.stage_index) == ("rollout", 3)
    assert (here.week, here.weeks) == (20, 30)
    assert (here.step, here.steps) == (13, 20)
    assert here.today == 97
    assert here.behind_days == 23


@pytest.mark.parametrize(
    ("on", "week"),
    [
        (date(2026, 2, 27), None),
        (date(2026, 3, 2), 1),
        (date(2026, 3, 6), 1),
        (date(2026, 3, 7), 2),
        (date(2026, 3, 9), 2),
        (date(2026, 6, 1), 14),
    ],
)
def test_weeks_are_counted_from_the_start(on, week):
    here = place_of(plan_of(stages=STAGES), on)
    assert (here.week, here.weeks) == (week, 5)


def test_without_a_start_there_is_a_step_and_no_week():
    plan = plan_of(step("a", state=DONE), step("b"), step("c"), start_on=None)
    here = place_of(plan)
    assert (here.step, here.steps) == (2, 3)
    assert (here.week, here.weeks, here.today, here.behind_days) == (None, None, None, None)


def test_a_plan_without_stages_has_a_place_too():
    here = place_of(plan_of(step("a", state=DONE), stages=()))
    assert (here.stage, here.stage_index, here.step, here.steps) == ("", 0, 1, 1)


def test_who_has_arrived_is_not_behind_a_year_later():
    plan = plan_of(step("a", 10, stage="one", state=DONE), stages=STAGES[:1])
    assert place_of(plan, date(2027, 3, 1)).behind_days == 0
    still_open = replace(plan, activities=(replace(plan.activities[0], state=GOING),))
    assert place_of(still_open, date(2027, 3, 1)).behind_days == 260


def test_the_next_things_are_each_sides_own_soonest_due_first():
    plan = small_plan()
    found = schedule(plan)
    customer = next_steps(plan, found, Side.CUSTOMER, TODAY)
    assert [(row.activity, row.label) for row in customer] == [
        ("wave2", "due 30 Jun, 13 days late"),
        ("wave3", "due 14 Jul, 3 days late"),
        ("retire", "by 24 Jul"),
    ]
    assert customer[0].late_days == 13
    vendor = next_steps(plan, found, Side.VENDOR, TODAY, count=2)
    assert [(row.activity, row.label) for row in vendor] == [
        ("score", "by 27 Jul"),
        ("reroute", "by 31 Jul"),
    ]
    assert next_steps(plan, found, Side.PARTNER, TODAY) == ()


@pytest.mark.parametrize(
    ("plan", "on", "label"),
    [
        (plan_of(step("a", 7)), MONDAY, "week 2"),
        (plan_of(step("a", 7)), date(2026, 3, 11), "week 2, 1 day late"),
        (plan_of(step("a", 7), start_on=None), MONDAY, "step 1"),
        (plan_of(step("a", 7, promised_on=date(2026, 3, 12))), MONDAY, "by 10 Mar"),
        (plan_of(step("a", 7, due_on=date(2026, 3, 12))), MONDAY, "by 12 Mar"),
        (plan_of(step("a", 7, due_on=date(2026, 3, 12))), date(2026, 3, 12), "by 12 Mar"),
        (
            plan_of(step("a", 7, due_on=date(2026, 3, 12))),
            date(2026, 3, 13),
            "due 12 Mar, 1 day late",
        ),
        (plan_of(step("a", 7, due_on=date(2027, 2, 12))), MONDAY, "by 12 Feb 2027"),
        (plan_of(step("a", 7, due_on=date(2026, 2, 12))), MONDAY, "due 12 Feb, 12 days late"),
    ],
)
def test_a_label_says_when_in_dates_or_weeks_or_steps(plan, on, label):
    assert [row.label for row in next_steps(plan, schedule(plan), Side.CUSTOMER, on)] == [label]


def test_steps_are_counted_over_the_route_where_there_is_no_start():
    plan = plan_of(
        step("a", state=DONE),
        step("call", kind=CADENCE),
        step("b", side=Side.VENDOR),
        step("c", side=Side.CUSTOMER),
        start_on=None,
    )
    [only] = next_steps(plan, schedule(plan), Side.CUSTOMER, MONDAY)
    assert only.label == "step 3"


@settings(deadline=None)
@given(plan_strategy(), days_around, st.sampled_from(Side))
def test_every_odd_plan_has_a_place_and_next_steps(plan, on, side):
    found = schedule(plan)
    here = place(plan, found, on)
    assert 0.0 <= route_share(plan) <= 1.0
    assert 0.0 <= here.stage_share <= 1.0
    assert 0 <= here.step <= here.steps == len(found.slots)
    assert here.stage in {"", *(stage.id for stage in plan.stages)}
    rows = {row.id: row for row in plan.activities}
    steps = next_steps(plan, found, side, on)
    assert len(steps) <= 3
    assert all(is_open(rows[one.activity]) and falls_to(rows[one.activity], side) for one in steps)
    assert all(one.late_days == 0 or one.due_on < on for one in steps)
    finishes = [found.slots[one.activity].finish for one in steps]
    assert finishes == sorted(finishes)


@settings(deadline=None)
@given(plan_strategy(), st.data())
def test_doing_a_step_never_takes_from_the_share(plan, data):
    open_rows = [row for row in plan.activities if is_open(row)]
    if not open_rows:
        return
    row = data.draw(st.sampled_from(open_rows))
    rows = tuple(replace(r, state=DONE) if r is row else r for r in plan.activities)
    assert route_share(replace(plan, activities=rows)) >= route_share(plan) - 1e-12
