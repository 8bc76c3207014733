"""What changed since the last touch point."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from cspwidgets.journey.changes import Since, late
from cspwidgets.journey.reportcard import ReportCard
from cspwidgets.journey.schedule import schedule
from cspwidgets.journey.standing import stand
from cspwidgets.plan.model import Plan, Risk
from cspwidgets.plan.words import ActivityState
from support.odd import plan_strategy
from support.outcomes import DAYS
from support.plans import TODAY, small_plan

THEN = date(2026, 6, 19)


def plan_then() -> Plan:
    """Northwind on 19 June, before wave 2 was begun and the rota was a risk."""
    plan = small_plan()
    rows = tuple(
        replace(row, state=ActivityState.IN_PROGRESS, finished_on=None)
        if row.id == "wave1"
        else replace(row, state=ActivityState.NOT_STARTED, started_on=None)
        if row.id == "wave2"
        else row
        for row in plan.activities
    )
    return replace(plan, activities=rows, risks=())


def card_since(plan: Plan, before: Plan, on: date = TODAY, then: date = THEN) -> ReportCard:
    return stand(plan, on, draws=0, before=(before, then, "qbr")).card


def test_each_subject_says_how_many_points_it_gained() -> None:
    card = card_since(small_plan(), plan_then())
    before = stand(plan_then(), THEN, draws=0).card
    for now, then in zip(card.subjects, before.subjects, strict=True):
        assert now.letter_before == then.letter
        if now.points is None or then.points is None:
            assert now.change is None
        else:
            assert now.change == now.points - then.points
    changes = {subject.key: subject.change for subject in card.subjects}
    assert changes["customer_promises"] == -50
    assert changes["vendor_promises"] == 0


def test_the_card_tells_what_was_done_what_is_new_and_what_is_late() -> None:
    plan = small_plan()
    closed = Risk(id="r2", name="Old", closed_on=date(2026, 7, 1))
    card = card_since(replace(plan, risks=(*plan.risks, closed)), plan_then())
    assert card.since == Since(
        touch_point_kind="qbr",
        on=THEN,
        steps_done=("wave1",),
        new_risks=("r1",),
        newly_late=("wave2", "wave3"),
    )


def test_without_a_touch_point_nothing_is_compared() -> None:
    card = stand(small_plan(), TODAY, draws=0).card
    assert card.since is None
    assert {subject.change for subject in card.subjects} == {None}


def test_a_step_is_late_from_the_day_after_it_was_due() -> None:
    plan = small_plan()
    planned = schedule(plan)
    due = planned.slots["wave2"].finish_on
    assert due is not None
    assert "wave2" not in late(plan, due, planned)
    assert late(plan, date(2026, 7, 17), planned)["wave2"] == due
    assert "wave1" not in late(plan, date(2027, 7, 17), planned)


def test_a_plan_without_a_start_has_nothing_late() -> None:
    undated = replace(small_plan(), start_on=None)
    assert late(undated, TODAY, schedule(undated)) == {}


@given(plan_strategy(max_steps=6), DAYS)
@settings(deadline=None)
def test_a_plan_compared_with_itself_has_not_changed(plan: Plan, on: date) -> None:
    card = card_since(plan, plan, on, on)
    assert {subject.change for subject in card.subjects} <= {None, 0.0}
    assert card.since == Since(
        touch_point_kind="qbr", on=on, steps_done=(), new_risks=(), newly_late=()
    )
