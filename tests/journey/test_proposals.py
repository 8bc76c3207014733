"""What customers like this one did, proposed for a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cspwidgets.journey.habits import Habit, habits_of
from cspwidgets.journey.peers import LEAST_ALIKE, compared
from cspwidgets.journey.proposals import Proposal, proposals
from cspwidgets.journey.proposalwords import ProposalWords
from cspwidgets.journey.standing import stand
from cspwidgets.language import ENGLISH, Language
from cspwidgets.plan.edits import apply_all
from cspwidgets.plan.model import Account, Plan
from cspwidgets.plan.words import ActivityState, PlanState, Result, Side
from support.customers import customer, customers, newcomer
from support.plans import MONDAY, step

ON = MONDAY + timedelta(weeks=5)


def proposed(plan: Plan, habits: Sequence[Habit], on: date = ON) -> tuple[Proposal, ...]:
    return proposals(stand(plan, on, draws=0), habits)


@pytest.fixture(scope="module")
def habits() -> tuple[Habit, ...]:
    peers = compared(newcomer(), customers()).group(None)
    assert peers is not None
    return habits_of(peers.plans)


def test_a_step_that_most_had_done_is_told_with_its_figures():
    found = compared(
        newcomer(account=Account(name="We", segment="Bank")), customers(segment="bank")
    )
    peers = found.group(None)
    (proposal,) = proposed(newcomer(), habits_of(peers.plans))
    assert peers.by == ("segment",)
    assert ProposalWords(language=ENGLISH).sentence(proposal, peers) == (
        "6 of 10 customers like this one had done “Train the planners” by week 5 (median week 5)."
    )
    german = ProposalWords(language=Language.of("de")).sentence(proposal, peers)
    assert german == (
        "6 von 10 Kunden wie diesem hatten „Train the planners“ bis Woche 5 erledigt "
        "(Median: Woche 5)."
    )


def test_taking_it_over_adds_it_where_the_others_had_it(habits: tuple[Habit, ...]):
    plan = newcomer()
    (proposal,) = proposed(plan, habits)
    plan = apply_all(plan, proposal.edits)
    row = plan.activities[-1]
    assert (row.title, row.stage, row.side, row.days) == (
        "Train the planners", "s2", Side.VENDOR, 3.0
    )  # fmt: skip
    assert row.after == ("k",)
    assert row.serves == ("x",)
    assert len(proposal.edits) == 1
    assert proposed(plan, habits) == ()


def test_nothing_comes_onto_a_day_that_has_passed(habits: tuple[Habit, ...]):
    (proposal,) = proposed(newcomer(), habits, MONDAY + timedelta(weeks=20))
    assert proposal.row.due_on == MONDAY + timedelta(weeks=20, days=2)
    (proposal,) = proposed(newcomer(start_on=None), habits)
    assert proposal.row.due_on is None


def test_a_step_that_is_later_than_others_had_it_is_moved(habits: tuple[Habit, ...]):
    late = step("t", 3.0, side=Side.VENDOR, stage="s2", due_on=MONDAY + timedelta(weeks=10, days=4))
    plan = newcomer(replace(late, title="Train the planners"))
    (proposal,) = proposed(plan, habits)
    assert proposal.week == 11
    words = ProposalWords(language=ENGLISH)
    peers = compared(plan, customers()).group(None)
    assert words.sentence(proposal, peers).endswith("(median week 5); here it comes in week 11.")
    moved = apply_all(plan, proposal.edits)
    assert moved.activities[-1].due_on == ON + timedelta(days=2)
    assert words.effect(proposal, plan, "") == "Due on 8 April instead"
    assert proposed(moved, habits) == ()


def test_what_cannot_come_a_week_sooner_is_not_proposed(habits: tuple[Habit, ...]):
    first = step("f", 30.0, stage="s2", side=Side.CUSTOMER)
    then = replace(step("t", 3.0, "f", stage="s2", side=Side.VENDOR), title="Train the planners")
    assert proposed(newcomer(first, then), habits) == ()
    begun = replace(then, state=ActivityState.IN_PROGRESS, started_on=ON, days=40.0, after=())
    assert proposed(newcomer(begun), habits) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": PlanState.CLOSED},
        {"result": Result.LOST},
        {"declined_steps": ("train the Planners",)},
    ],
)
def test_what_is_finished_or_declined_is_not_proposed(fields: dict, habits: tuple[Habit, ...]):
    assert proposed(newcomer(**fields), habits) == ()


def test_a_step_under_another_spelling_or_another_side_is_there(habits: tuple[Habit, ...]):
    row = step("t", 3.0, stage="s2", side=Side.CUSTOMER)
    assert proposed(newcomer(replace(row, title="Train THE planners!")), habits) == ()


def test_a_plan_without_stages_or_outcomes_takes_a_step_over_too(habits: tuple[Habit, ...]):
    plan = newcomer(stages=(), outcomes=())
    (proposal,) = proposed(plan, habits)
    assert apply_all(plan, proposal.edits).activities[-1].serves == ()


def test_too_few_plans_say_nothing_and_how_many_are_needed():
    words = ProposalWords(language=ENGLISH)
    few = compared(newcomer(), customers()[:3])
    assert few.group(None) is None
    assert words.too_few(few) == "3 finished plans; 12 are needed."
    lost = [replace(plan, result=Result.LOST) for plan in customers()]
    assert words.too_few(compared(newcomer(), lost)) == (
        f"0 of 12 finished plans were successful; {LEAST_ALIKE} are needed."
    )


def test_who_is_like_this_one_is_the_closest_group_that_is_large_enough():
    known = {"segment": "Bank", "product": "Desk", "tier": "Gold"}
    plan = newcomer(account=Account(name="We", **known))
    some = [customer(n, 5, segment="Bank", product="Desk", tier="Tin") for n in range(9)]
    others = [customer(30 + n, 5, segment="Shop", product="Desk") for n in range(5)]
    found = compared(plan, [*some, *others, plan])
    assert [(each.by, len(each.plans)) for each in found.groups] == [
        (("product", "segment"), 9), (("product",), 14)
    ]  # fmt: skip
    assert found.group(("product",)).by == ("product",)
    assert found.group(("tier",)).by == ("product", "segment")


def test_what_they_did_twice_under_one_title_is_proposed_once():
    twice = [
        replace(plan, activities=(*plan.activities, replace(plan.activities[1], id="again")))
        for plan in customers()[:10]
    ]
    assert [habit.title for habit in habits_of(twice)] == ["Kick-off", "Train the planners"]


@pytest.mark.parametrize("title", ["Train Customer {}", "Train Customer 1", "Train team {}"])
def test_a_title_of_one_customer_or_with_the_name_of_one_is_not_proposed_to_others(title: str):
    called = [title.format(place) for place in range(10)]
    plans = [
        replace(plan, activities=(replace(plan.activities[1], title=name),))
        for plan, name in zip(customers(), called, strict=False)
    ]
    assert habits_of(plans, dict.fromkeys(called, "Training")) == ()


def test_later_than_others_is_later_than_four_of_five(habits: tuple[Habit, ...]):
    on = MONDAY + timedelta(weeks=1)
    for week, count in ((6, 0), (7, 1)):
        due = MONDAY + timedelta(weeks=week - 1, days=4)
        row = step("t", 3.0, side=Side.VENDOR, stage="s2", due_on=due)
        plan = newcomer(replace(row, title="Train the planners"))
        assert len(proposed(plan, habits, on)) == count


def test_nothing_comes_into_a_stage_that_is_walked(habits: tuple[Habit, ...]):
    begun = step("b", stage="s2", state=ActivityState.IN_PROGRESS, started_on=ON)
    plan = newcomer(begun)
    (_, kick_off) = proposed(replace(plan, activities=plan.activities[1:]), habits)
    assert (kick_off.row.title, kick_off.row.stage) == ("Kick-off", "s2")


def test_plans_of_one_template_know_a_step_by_its_id_here_too():
    plans = [replace(plan, template="desk") for plan in customers()[:10]]
    row = replace(step("b", stage="s2", side=Side.VENDOR), title="School the dispatch")
    assert proposed(newcomer(row, template="desk"), habits_of(plans)) == ()
    assert len(proposed(newcomer(row, template="other"), habits_of(plans))) == 1


def test_what_somebody_says_is_one_step_or_is_not_is_believed(habits: tuple[Habit, ...]):
    plans = customers()[:10]
    row = replace(step("t", 3.0, stage="s2", side=Side.VENDOR), title="School the dispatch")
    told = {"School the dispatch": "Train the planners"}
    assert len(proposed(newcomer(row), habits)) == 1
    assert proposed(newcomer(row), habits_of(plans, told)) == ()
    near = replace(row, title="Train the planner")
    assert proposed(newcomer(near), habits) == ()
    told = {"Train the planner": "Train the planner"}
    assert len(proposed(newcomer(near), habits_of(plans, told))) == 1
