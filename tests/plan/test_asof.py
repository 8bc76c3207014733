"""A plan as it was: what was recorded later is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.model import (
    Account,
    Activity,
    Agreement,
    BrokenPromise,
    Measurement,
    Plan,
    Risk,
    TouchPoint,
    UsagePoint,
)
from cspwidgets.plan.scales import GradeOverride
from cspwidgets.plan.words import ActivityState, PlanState, Result, TouchPointKind
from support.plans import plan_strategy

DAY = date(2026, 4, 9)
BEFORE, AFTER = date(2026, 4, 1), date(2026, 4, 20)
LAST = date(2026, 6, 1)


def _plan(**changes: object) -> Plan:
    # The measurement of June makes DAY an earlier day.
    newest = Measurement(id="newest", outcome="o", on=LAST, value=3.0)
    plan = Plan(id="a", account=Account(name="A"), state=PlanState.ACTIVE, measurements=(newest,))
    return replace(plan, **changes)  # type: ignore[arg-type]


def _step(**fields: object) -> Activity:
    step = Activity(id="a", title="A", stage="s")
    return replace(step, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (
            _step(state=ActivityState.DONE, started_on=BEFORE, finished_on=DAY),
            _step(state=ActivityState.DONE, started_on=BEFORE, finished_on=DAY),
        ),
        (
            _step(state=ActivityState.DONE, started_on=BEFORE, finished_on=AFTER),
            _step(state=ActivityState.IN_PROGRESS, started_on=BEFORE),
        ),
        (_step(state=ActivityState.DONE, started_on=AFTER, finished_on=AFTER), _step()),
        (_step(state=ActivityState.DONE), _step(state=ActivityState.DONE)),
        (_step(state=ActivityState.IN_PROGRESS, started_on=AFTER), _step()),
        (_step(state=ActivityState.SKIPPED), _step(state=ActivityState.SKIPPED)),
        (_step(state=ActivityState.WAITING, waiting_on="the partner"), _step()),
        (
            _step(state=ActivityState.BLOCKED, started_on=BEFORE),
            _step(state=ActivityState.IN_PROGRESS, started_on=BEFORE),
        ),
    ],
)
def test_the_state_of_a_step_follows_from_its_days(now: Activity, then: Activity) -> None:
    assert plan_as_of(_plan(activities=(now,)), DAY).activities == (then,)


def test_a_promise_that_moved_later_is_as_it_was_promised() -> None:
    first, second, third = (BEFORE + timedelta(days=n) for n in (0, 12, 40))
    moved = (
        BrokenPromise(promised_on=first, moved_on=BEFORE + timedelta(days=2), reason="Late"),
        BrokenPromise(promised_on=second, moved_on=AFTER, reason="Late again"),
    )
    now = _plan(activities=(_step(promised_on=third, broken_promises=moved),))
    then = plan_as_of(now, DAY).activities[0]
    assert then.promised_on == second
    assert then.broken_promises == moved[:1]


def test_nothing_was_promised_before_the_first_agreement() -> None:
    agreement = Agreement(id="g", on=AFTER, by=("A", "B"), finish_on=LAST)
    now = _plan(activities=(_step(promised_on=LAST),), agreements=(agreement,))
    then = plan_as_of(now, DAY)
    assert then.agreements == ()
    assert then.activities[0].promised_on is None
    assert then.state is PlanState.DRAFT
    assert plan_as_of(now, AFTER).activities[0].promised_on == LAST


def test_what_was_recorded_later_is_left_out() -> None:
    now = _plan(
        state=PlanState.CLOSED,
        result=Result.RENEWED,
        override=GradeOverride(letter="B", reason="They said so", by="A", on=AFTER),
        measurements=(Measurement(id="old", outcome="o", on=DAY, value=1.0), *_plan().measurements),
        usage=(UsagePoint(id="u", metric="seats", on=AFTER, value=1.0),),
        risks=(
            Risk(id="open", name="R", raised_on=BEFORE, closed_on=AFTER),
            Risk(id="new", name="R", raised_on=AFTER),
            Risk(id="undated", name="R"),
        ),
        touch_points=(
            TouchPoint(id="kept", kind=TouchPointKind.QBR, on=DAY),
            TouchPoint(id="next", kind=TouchPointKind.QBR, on=AFTER),
        ),
    )
    then = plan_as_of(now, DAY)
    assert [row.id for row in then.measurements] == ["old"]
    assert then.usage == ()
    assert [(row.id, row.closed_on) for row in then.risks] == [("open", None), ("undated", None)]
    assert [row.id for row in then.touch_points] == ["kept"]
    assert (then.state, then.result, then.override) == (PlanState.ACTIVE, None, None)


def test_on_its_newest_day_a_plan_is_itself() -> None:
    waiting = _step(state=ActivityState.WAITING, waiting_on="the partner")
    plan = _plan(activities=(waiting,), result=Result.LOST, state=PlanState.CLOSED)
    assert plan_as_of(plan, LAST) is plan


@given(plan_strategy(), st.dates(date(2025, 1, 1), date(2028, 1, 1)))
def test_nothing_in_a_plan_as_it_was_is_of_a_later_day(plan: Plan, on: date) -> None:
    then = plan_as_of(plan, on)
    if then is plan:
        return
    assert all(row.on <= on for row in (*then.measurements, *then.usage))
    assert all(row.finished_on is None or row.finished_on <= on for row in then.activities)
    assert [row.id for row in then.activities] == [row.id for row in plan.activities]
    assert plan_as_of(then, on) == then
