"""The journey of the best, learned from finished plans."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cspwidgets.errors import NotFound
from cspwidgets.journey.alike import kin_of
from cspwidgets.journey.learn import LEAST_PLANS, Learned, learn, pace_of
from cspwidgets.journey.lift import Share, chance, lift, surely
from cspwidgets.plan.codec import plan_from_yaml
from cspwidgets.plan.model import Activity, Plan, Stage
from cspwidgets.plan.template import plan_from_template, template_from_yaml, template_to_yaml
from cspwidgets.plan.words import ActivityState, Side
from cspwidgets.settings import shared_folder
from support.journeys import NOISE, STEPS, finished_plans
from support.plans import TODAY

TITLES = [title for title, _, _ in STEPS]


def demo_finished() -> list[Plan]:
    folder = shared_folder("templates") / "demo" / "finished"
    return [plan_from_yaml(file.read_text("utf-8")) for file in sorted(folder.glob("*.yaml"))]


def learned_titles(learned: Learned) -> list[str]:
    return [row.title for row in learned.template.activities]


def plan_of(place: int, *titles: str, template: str = "") -> Plan:
    rows = tuple(
        Activity(id=f"a{k}", title=title, stage="s", state=ActivityState.DONE)
        for k, title in enumerate(titles)
    )
    plan = finished_plans(1, 0)[0]
    return replace(plan, id=f"p{place}", template=template, activities=rows)


def test_what_the_best_of_the_demo_did_is_their_journey():
    learned = learn(demo_finished())
    assert len(learned.best) == 8
    assert learned.rest == 16
    titles = learned_titles(learned)
    assert {"Kick-off", "Baseline measured and signed by finance"} <= set(titles)
    assert "Discount offered" not in titles
    order = [titles.index(each) for each in ("Kick-off", "First team live", "All teams live")]
    assert order == sorted(order)
    assert learned.template.stages[0].name == "Onboard"
    assert "no proof of its cause" in learned.template.source
    assert learned.template.pace_prior.customer > 1.0


def test_the_journey_is_a_template_like_any_other():
    learned = learn(demo_finished()).template
    assert template_from_yaml(template_to_yaml(learned)) == learned
    plan = plan_from_template(learned, id="new", account=finished_plans(1, 0)[0].account)
    assert len(plan.activities) == len(learned.activities)


def test_too_few_plans_are_no_lesson():
    plans = finished_plans(LEAST_PLANS - 1, 1)
    unfinished = [replace(plan, result=None) for plan in finished_plans(20, 1)]
    with pytest.raises(NotFound, match="from 12 finished plans on; here are 11"):
        learn([*plans, *unfinished])
    assert learn(finished_plans(LEAST_PLANS, 1)).template.activities


def test_the_same_plans_in_another_order_teach_the_same():
    plans = finished_plans(30, 3)
    assert learn(plans) == learn(plans[::-1])


@pytest.mark.parametrize("seed", range(5))
def test_a_known_journey_is_found_again(seed: int):
    learned = learned_titles(learn(finished_plans(60, seed)))
    plain = [re.sub(r"[\W_]+", "", title).casefold() for title in learned]
    known = [title for title in TITLES if re.sub(r"[\W_]+", "", title).casefold() in plain]
    assert len(known) >= len(TITLES) - 1
    assert not set(learned) & {title for title, _, _ in NOISE}


@pytest.mark.slow
def test_where_there_is_no_lift_none_is_found():
    falsely = sum(
        any(lesson.is_sure for lesson in learn(finished_plans(30, seed, has_lift=False)).lessons)
        for seed in range(60)
    )
    assert falsely <= 0.05 * 60


def test_the_pace_of_finished_plans_is_what_new_ones_start_with():
    prior = pace_of(finished_plans(40, 4))
    assert prior.customer == pytest.approx(1.5, abs=0.1)
    assert prior.partner == 1.0


def test_a_stage_keeps_the_measure_by_which_most_were_over_but_no_accounts_own_outcome():
    ties = (("stickiness", 0.3), ("licence_utilisation", 0.6), ("outcome:theirs", 0.5))
    for usual, wanted in ((ties[1], ties[1]), (ties[2], ties[0])):
        plans = [
            replace(plan, stages=(replace(plan.stages[0], exit_measure=m, exit_goal_share=goal),))
            for k, plan in enumerate(finished_plans(20, 1))
            for m, goal in (ties[0] if k % 5 == 0 else usual,)
        ]
        (stage,) = learn(plans).template.stages
        assert (stage.exit_measure, stage.exit_goal_share) == wanted


def test_titles_that_differ_little_are_one_step_and_one_may_say_otherwise():
    plans = [plan_of(0, "Data loaded", "Go live"), plan_of(1, "Data is loaded", "Live at last")]
    assert sorted(kin.titles for kin in kin_of(plans)) == [
        ("Data is loaded", "Data loaded"), ("Go live",), ("Live at last",)
    ]  # fmt: skip
    same = kin_of(plans, {"Live at last": "Go live", "Data is loaded": "Data is loaded"})
    assert sorted(kin.titles for kin in same) == [
        ("Data is loaded",), ("Data loaded",), ("Go live", "Live at last")
    ]  # fmt: skip


def test_steps_of_one_plan_are_never_one_step():
    twice = [plan_of(0, "Training", "Training"), plan_of(1, "Training")]
    assert sorted(len(kin.members) for kin in kin_of(twice)) == [1, 2]


def test_plans_of_one_template_know_a_step_by_its_id():
    plans = [plan_of(0, "Kick-off", template="saas"), plan_of(1, "Hello", template="saas")]
    assert [kin.titles for kin in kin_of(plans)] == [("Hello", "Kick-off")]


def test_what_is_of_another_side_is_another_step():
    plan = plan_of(1, "Training")
    ours = replace(plan.activities[0], side=Side.VENDOR)
    assert len(kin_of([plan_of(0, "Training"), replace(plan, activities=(ours,))])) == 2


@pytest.mark.parametrize(
    ("best", "rest", "low", "high"),
    [
        # Newcombe (1998), table II, method 10.
        (Share(56, 70), Share(48, 80), 0.0524, 0.3339),
        (Share(9, 10), Share(3, 10), 0.1705, 0.8090),
        (Share(10, 10), Share(0, 20), 0.6791, 1.0),
    ],
)
def test_the_interval_of_a_difference_is_the_published_one(best, rest, low, high):
    found = lift(best, rest)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_chances_are_fishers_and_many_looks_ask_for_more():
    assert chance(Share(3, 4), Share(1, 4)) == pytest.approx(0.4857, abs=1e-4)  # the lady's tea
    assert chance(Share(0, 0), Share(3, 4)) == 1.0
    assert surely([0.04]) == (True,)
    assert surely([0.04, 0.5, 0.001]) == (False, False, True)


def test_plans_without_stages_and_names_without_latin_letters_give_a_whole_template():
    plans = finished_plans(15, 2)
    bare = [replace(plan, stages=()) for plan in plans]
    learned = learn(bare).template
    assert [stage.name for stage in learned.stages] == ["Journey"]
    assert template_from_yaml(template_to_yaml(learned)) == learned
    stages = (Stage(id="a", name="שלב ראשון"), Stage(id="b", name="שלב שני"))
    named = {"Kick-off": "פגישה", "Terms agreed": "סיום"}
    hebrew = [
        replace(
            plan,
            stages=stages,
            activities=tuple(
                replace(row, title=named.get(row.title, row.title), stage="ab"[place > 5])
                for place, row in enumerate(plan.activities)
            ),
        )
        for plan in plans
    ]
    learned = learn(hebrew).template
    assert [stage.name for stage in learned.stages] == ["שלב ראשון", "שלב שני"]
    assert template_from_yaml(template_to_yaml(learned)) == learned


def test_what_differs_in_a_number_is_another_step():
    plans = [plan_of(0, "Wave 1: depots live"), plan_of(1, "Wave 2: depots live")]
    assert len(kin_of(plans)) == 2
    ours = ("Train team 12", "Train team  12!", "Train team 21", "Train team two")
    assert len(kin_of([plan_of(place, title) for place, title in enumerate(ours)])) == 3


def test_an_outcome_is_called_what_most_of_the_best_call_it():
    plans = finished_plans(15, 2)
    odd = learn(plans).best[0]
    called = [
        replace(
            plan,
            outcomes=tuple(
                replace(row, name="Lost hours" if plan.account.name == odd else row.name)
                for row in plan.outcomes
            ),
        )
        for plan in plans
    ]
    assert [row.name for row in learn(called).template.outcomes] == ["Hours"]


def test_what_is_said_holds_against_the_id_that_a_template_gave():
    plans = [plan_of(0, "Kick-off", template="saas"), plan_of(1, "Hello", template="saas")]
    said = kin_of(plans, {"Hello": "Hello"})
    assert sorted(kin.titles for kin in said) == [("Hello",), ("Kick-off",)]


def test_what_was_taken_as_one_step_can_be_given_back_as_it_is():
    plans = finished_plans(30, 3)
    lessons = learn(plans).lessons
    same = {title: each.titles[0] for each in lessons for title in each.titles[1:]}
    assert same
    assert learn(plans, same=same).lessons == lessons


def test_a_step_without_days_is_a_lesson_too():
    plans = [
        replace(
            plan,
            activities=tuple(
                replace(row, started_on=None, finished_on=None, days=None)
                for row in plan.activities
            ),
        )
        for plan in finished_plans(15, 2)
    ]
    learned = learn(plans)
    assert {lesson.days for lesson in learned.lessons} == {None}
    assert plan_from_template(
        learned.template, id="x", account=plans[0].account, start_on=TODAY
    ).activities
