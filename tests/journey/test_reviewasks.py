"""The decisions that a review asks for: what matters most, and never more than two."""

from dataclasses import replace
from datetime import date

from cspwidgets.journey.agreement import agree
from cspwidgets.journey.reviewasks import asks
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import ActivityState, Evidence, Side
from support.demo import demo_plan, ugly_plan
from support.plans import TODAY, plan_of, step
from support.reviewing import OUTCOME, facts_of, measured

WAITING = ActivityState.WAITING


def asked(plan: Plan) -> list[str]:
    return [ask.kind for ask in asks(facts_of(plan, TODAY))]


def agreed(plan: Plan) -> Plan:
    first = agree(plan, schedule(plan), by=("A", "B"), on=date(2026, 3, 2), id="g")
    return replace(plan, agreements=(first,))


def test_there_are_never_more_than_two_decisions():
    for name in ("northwind", "aldhelm", "lumen", "castellan"):
        assert 0 < len(asked(demo_plan(name))) <= 2


def test_an_empty_plan_asks_for_an_objective_and_first_steps():
    assert asked(ugly_plan("empty")) == ["objective", "first_steps"]


def test_who_has_arrived_is_asked_what_comes_next():
    assert asked(ugly_plan("all-done")) == ["next_objective"]


def test_a_step_of_the_customer_that_waits_is_asked_for_before_one_that_is_late():
    plan = agreed(
        plan_of(
            step("late", side=Side.CUSTOMER, due_on=date(2026, 7, 1)),
            step("waits", side=Side.BOTH, state=WAITING, due_on=date(2026, 9, 1)),
            step("ours", side=Side.VENDOR, due_on=date(2026, 6, 1)),
            objective="Fewer",
        )
    )
    found = asks(facts_of(plan, TODAY))
    assert [(ask.kind, ask.step and ask.step.id) for ask in found] == [
        ("waiting", "waits"),
        ("late", "late"),
    ]


def test_one_step_that_waits_and_is_late_is_asked_for_once():
    plan = plan_of(
        step("a", side=Side.CUSTOMER, state=WAITING, due_on=date(2026, 7, 1)), objective="Fewer"
    )
    assert asked(plan) == ["waiting", "agree"]


def test_a_slip_asks_for_a_new_finish():
    plan = agreed(plan_of(step("a", side=Side.VENDOR, due_on=date(2026, 4, 1)), objective="Fewer"))
    found = asks(facts_of(plan, TODAY))
    assert found[0].kind == "finish"
    assert found[0].agreed_on == date(2026, 4, 1)


def test_gaps_of_an_outcome_are_asked_for():
    def gap(**fields: object) -> str:
        outcome = replace(OUTCOME, volume_a_year=10.0, unit_value=3.0, **fields)
        plan = replace(measured(30.0, 29.0, 28.0, outcome=outcome), activities=(_far(),))
        return asked(agreed(plan))[0]

    assert gap(target=None) == "target"
    assert gap(by=None) == "target"
    assert gap(evidence=Evidence.C) == "sign"
    assert gap() == "confirm"


def test_a_measure_without_fresh_data_asks_who_measures_it():
    plan = replace(measured(30.0), activities=(_far(),))
    assert asked(agreed(plan))[0] == "measure"


def test_a_plan_without_a_start_may_be_given_its_first_day():
    plan = plan_of(step("a"), start_on=None, objective="Fewer")
    assert asked(plan) == ["start"]


def _far():
    return step("far", side=Side.CUSTOMER, due_on=date(2026, 9, 30))
