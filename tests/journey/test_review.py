"""The facts of a review: what changed since the last one, and what is owed."""

from dataclasses import replace
from datetime import date

from cspwidgets.plan.model import BrokenPromise, Measurement, Outcome
from cspwidgets.plan.words import ActivityKind, ActivityState, Direction, Side
from support.demo import demo_plan
from support.plans import MONDAY, TODAY, plan_of, step
from support.reviewing import earlier, facts_of

DONE, WAITING = ActivityState.DONE, ActivityState.WAITING
THEN = date(2026, 5, 28)


def test_an_outcome_is_told_with_its_value_at_the_last_review_and_its_movement():
    plan = demo_plan("northwind")
    lines = facts_of(plan, TODAY, earlier(plan, THEN)).lines
    cost = lines[0]
    assert cost.outcome.id == "cost"
    assert cost.value_before == 11.21
    assert round(cost.better_by or 0.0, 2) == 0.33


def test_must_haves_come_first_then_what_weighs_most():
    outcomes = (
        Outcome(id="light", name="Light"),
        Outcome(id="heavy", name="Heavy", weight=5.0),
        Outcome(id="must", name="Must", weight=0.5, must_have=True),
    )
    facts = facts_of(plan_of(step("a"), outcomes=outcomes), TODAY)
    assert [line.outcome.id for line in facts.lines] == ["must", "heavy", "light"]


def test_without_a_last_review_movement_counts_from_the_start():
    outcome = Outcome(id="o", name="O", direction=Direction.LOWER, baseline=10.0, target=5.0)
    measured = Measurement(id="m", outcome="o", on=TODAY, value=7.0)
    plan = plan_of(step("a"), outcomes=(outcome,), measurements=(measured,))
    assert facts_of(plan, TODAY).lines[0].better_by == 3.0


def test_what_is_not_measured_has_not_moved():
    plan = plan_of(step("a"), outcomes=(Outcome(id="o", name="O", baseline=1.0, target=2.0),))
    assert facts_of(plan, TODAY).lines[0].better_by is None


def test_only_what_was_done_since_is_told_as_done():
    plan = demo_plan("northwind")
    facts = facts_of(plan, TODAY, earlier(plan, THEN))
    assert [row.id for row in facts.done] == ["rota", "train-trainers", "wave-1", "branding"]
    assert len(facts_of(plan, TODAY).done) == 21


def test_a_stage_ends_with_its_last_step():
    rows = (
        step("a", stage="one", state=DONE, finished_on=date(2026, 3, 4)),
        step("b", stage="two", state=DONE, finished_on=date(2026, 6, 4)),
        step("c", stage="two", state=ActivityState.SKIPPED),
    )
    plan = plan_of(*rows)
    plan = replace(
        plan,
        stages=tuple(replace(plan.stages[0], id=name, name=name) for name in ("one", "two", "xx")),
    )
    facts = facts_of(plan, TODAY, earlier(plan, date(2026, 4, 1)))
    assert [stage.id for stage in facts.stages_done] == ["two"]


def test_late_and_waiting_steps_are_owed_the_latest_first():
    plan = plan_of(
        step("done", state=DONE, finished_on=MONDAY),
        step("late", due_on=date(2026, 7, 1)),
        step("later", due_on=date(2026, 6, 1)),
        step("waits", due_on=date(2026, 9, 1), state=WAITING, waiting_on="a visa"),
        step("in time", due_on=date(2026, 9, 2)),
    )
    assert [row.id for row in facts_of(plan, TODAY).owed] == ["later", "late", "waits"]


def test_promises_are_counted_for_both_sides_now_and_since():
    plan = demo_plan("northwind")
    customer, vendor = facts_of(plan, TODAY, earlier(plan, THEN)).promised
    assert (customer.side, customer.kept, customer.broken) == (Side.CUSTOMER, 10, 6)
    assert (customer.kept_since, customer.broken_since) == (2, 3)
    assert (vendor.kept, vendor.broken, vendor.kept_since, vendor.broken_since) == (9, 1, 2, 0)


def test_a_day_that_was_not_kept_is_told_with_its_reason():
    moved = BrokenPromise(
        promised_on=date(2026, 6, 1), moved_on=date(2026, 6, 2), reason="The ledger was closed"
    )
    old = BrokenPromise(promised_on=date(2026, 4, 1), moved_on=date(2026, 4, 2))
    plan = plan_of(
        step("a", promised_on=date(2026, 9, 1), broken_promises=(old, moved)),
        step("b", promised_on=date(2026, 7, 1)),
        step("c", promised_on=date(2026, 7, 1), state=DONE, finished_on=date(2026, 7, 8)),
        step("d", promised_on=date(2026, 7, 1), state=DONE, finished_on=date(2026, 7, 1)),
    )
    told = facts_of(plan, TODAY, earlier(plan, THEN)).moved
    assert [(row.activity.id, row.reason) for row in told] == [
        ("a", "The ledger was closed"),
        ("b", ""),
        ("c", ""),
    ]
    assert told[2].ended_on == date(2026, 7, 8)


def test_a_regular_call_is_no_promise():
    call = step("call", promised_on=date(2026, 7, 1), kind=ActivityKind.CADENCE)
    assert facts_of(plan_of(call), TODAY, None).moved == ()


def test_the_next_quarter_holds_what_is_due_until_its_end():
    plan = plan_of(
        step("now", due_on=date(2026, 7, 1)),
        step("soon", due_on=date(2026, 12, 31)),
        step("later", due_on=date(2027, 1, 4)),
    )
    facts = facts_of(plan, TODAY)
    assert facts.until == date(2026, 12, 31)
    assert [row.id for row in facts.next] == ["now", "soon"]


def test_a_plan_without_days_tells_all_that_is_open():
    plan = plan_of(step("a"), step("b", after="a"), start_on=None)
    assert [row.id for row in facts_of(plan, TODAY).next] == ["a", "b"]
