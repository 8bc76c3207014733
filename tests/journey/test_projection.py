"""When open steps are projected to end: days counted by hand, and what must hold of every plan."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cspwidgets.journey.forecast import forecast
from cspwidgets.journey.schedule import ruler, schedule
from cspwidgets.journey.steps import is_begun, is_live, is_open
from cspwidgets.plan.model import Stage
from cspwidgets.plan.words import ActivityState, Side
from support.plans import MONDAY, TODAY, plan_of, plan_strategy, small_plan, step
from support.pushed import push

DONE, GOING, WAITING = ActivityState.DONE, ActivityState.IN_PROGRESS, ActivityState.WAITING
SKIPPED = ActivityState.SKIPPED
C, V, B, P = Side
TWO_WEEKS = {"state": DONE, "started_on": date(2026, 3, 2), "finished_on": date(2026, 3, 13)}
days_around = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 1, 1))


def march(day):
    return date(2026, 3, day)


def finish_on(plan, on):
    return forecast(plan, on, draws=0).finish_on


@pytest.mark.parametrize(
    ("activities", "on", "finish"),
    [
        pytest.param([step("x", 5)], 2, 6, id="on the first day, as planned"),
        pytest.param([step("x", 5)], 4, 10, id="not begun: from today"),
        pytest.param([step("x", 5)], 7, 13, id="from the next working day"),
        pytest.param([step("x", 5, stage="use")], 4, 20, id="not before its stage opens"),
        pytest.param([step("a", 3), step("x", 2, "a")], 4, 10, id="after what is open"),
        pytest.param(
            [step("a", 9, state=DONE, finished_on=march(12)), step("x", 2, "a")],
            5,
            9,
            id="what is done lies in the past, whatever its day says",
        ),
        pytest.param(
            [step("a", 3, state=DONE, finished_on=march(5)), step("x", 0, "a")],
            5,
            5,
            id="what takes no time follows on the same day",
        ),
        pytest.param(
            [step("x", 10, state=GOING, started_on=march(9))], 16, 20, id="begun, at its pace"
        ),
        pytest.param(
            [step("x", 10, state=GOING, started_on=march(9))], 25, 31, id="begun: half is left"
        ),
        pytest.param([step("x", 10, state=GOING)], 2, 13, id="begun, nobody knows when"),
        pytest.param(
            [step("x", 10, state=WAITING, started_on=march(9))], 16, 20, id="waits, but was begun"
        ),
        pytest.param([step("x", 10, state=WAITING)], 16, 27, id="waits and was never begun"),
        pytest.param([step("x", 2, due_on=march(20))], 4, 20, id="a pin holds back"),
        pytest.param([step("x", 5, due_on=march(6))], 4, 10, id="a pin never pulls forward"),
        pytest.param(
            [step("a", 9), step("x", 2, "a", due_on=march(10))], 2, 16, id="a pin waits too"
        ),
        pytest.param(
            [step("a", 3), step("b", 9, "a", state=SKIPPED), step("x", 2, "b")],
            4,
            10,
            id="what is skipped passes through",
        ),
        pytest.param(
            # f = (10 + 4 x 5) / (5 + 4 x 5) = 1.2, so 5 days take 6.
            [step("a", 5, side=C, **TWO_WEEKS), step("x", 5, "a", side=C)],
            16,
            23,
            id="at the customer's own pace",
        ),
        pytest.param(
            [step("a", 5, side=C, **TWO_WEEKS), step("x", 5, "a", side=V)],
            16,
            20,
            id="the vendor's pace is another",
        ),
        pytest.param(
            [step("a", 5, side=C, **TWO_WEEKS), step("x", 5, "a", side=B)],
            16,
            23,
            id="both go at the slower pace",
        ),
    ],
)
def test_the_finish_is_projected_to_the_day_counted_by_hand(activities, on, finish):
    stages = (Stage(id="work", name="Work", weeks=2), Stage(id="use", name="Use"))
    assert finish_on(plan_of(*activities, stages=stages), march(on)) == march(finish)


def test_at_planned_pace_the_forecast_is_what_pushing_by_hand_gives():
    plan = small_plan()
    rows = [
        replace(row, started_on=None, finished_on=None, state=ActivityState.NOT_STARTED)
        for row in plan.activities
        if row.id != "golive"
    ]
    fresh = replace(plan, activities=tuple(rows))
    for on in (MONDAY, date(2026, 4, 3), TODAY):
        found = forecast(fresh, on, draws=0)
        pushed = push(fresh, on)
        assert {name: slot.finish_on for name, slot in found.slots.items()} == {
            name: last for name, (_, last) in pushed.items()
        }


@settings(deadline=None)
@given(plan_strategy(), days_around)
def test_the_projection_of_open_work_is_never_earlier_than_today(plan, on):
    found = forecast(plan, on, draws=10)
    assert list(found.slots) == list(schedule(plan).slots)
    assume(plan.start_on is not None)
    evening = ruler(plan).evening(on)
    for row in plan.activities:
        if row.id not in found.slots:
            continue
        slot = found.slots[row.id]
        assert slot.start <= slot.finish <= found.finish
        assert slot.starts_on <= slot.finish_on <= found.finish_on
        if is_open(row):
            assert slot.finish_on >= on
        else:
            assert slot.finish <= evening
    if any(is_open(row) for row in plan.activities):
        assert on <= found.likely_on <= found.safe_on
    assert found.likely <= found.safe


@settings(deadline=None)
@given(plan_strategy(), days_around, st.data())
def test_skipping_a_step_never_makes_the_projected_finish_later(plan, on, data):
    live = [row for row in plan.activities if is_live(row)]
    free = [row for row in live if is_open(row) and not is_begun(row) and row.due_on is None]
    assume(free and len(live) > 1)
    gone = data.draw(st.sampled_from(free))
    rows = tuple(replace(r, state=SKIPPED) if r is gone else r for r in plan.activities)
    skipped = replace(plan, activities=rows)
    assert forecast(skipped, on, draws=0).finish <= forecast(plan, on, draws=0).finish
