"""The road, the pin and the arrival: where they stand and what they say."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from cspwidgets.journey.standing import stand
from cspwidgets.pictures.arrival import arrival_words, has_arrived, is_late, planned_words
from cspwidgets.pictures.frame import frame
from cspwidgets.pictures.markup import num
from cspwidgets.pictures.pin import pin_words, today_x
from cspwidgets.pictures.road import pin_x, stage_sentence, stage_state
from cspwidgets.pictures.route import fragments
from cspwidgets.pictures.sides import SideNames
from support.picture_cases import case
from support.plans import TODAY, small_plan


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ordinary", "23 days behind plan"),
        ("ahead", "12 days ahead of plan"),
        ("at the start", "on plan"),
        ("before the start", "begins 2 Mar"),
        ("everything done", "every step is done"),
        ("no start", "step 13 of 20"),
        ("no steps", "no steps yet"),
    ],
)
def test_the_pin_says_how_the_work_stands(name: str, told: str):
    assert pin_words(case(name)) == told


def test_one_day_is_not_days():
    standing = case("ordinary")
    near = replace(standing, place=replace(standing.place, behind_days=1))
    assert pin_words(near) == "1 day behind plan"


def test_a_stage_says_what_data_says_of_its_exit_criterion():
    standing = case("by data")
    drawn = standing.plan.stages
    met, short, without = (stage_sentence(standing, drawn[n], n) for n in (2, 3, 4))
    assert met.endswith(". Met on 10 Jul by data: seats in use 41% (goal 40%)")
    assert "Until 12 depots live. Not met yet: seats in use 41% (goal 60%)" in short
    assert without.endswith(". No data yet: use of Ψ (goal 40%)")
    drawing = fragments(standing, width=1400)
    assert ">5 weeks · 41% ✓<" in drawing["stage:pilot"]
    assert ">9 weeks · 41%, goal 60%<" in drawing["stage:rollout"]
    assert ">8 weeks · goal 40%<" in drawing["stage:habit"]
    assert fragments(case("ordinary"), width=1400)["stage:connect"] == drawing["stage:connect"]


def test_stages_are_done_passed_now_or_ahead():
    plan = case("left behind").plan
    states = [stage_state(case("left behind"), row, place) for place, row in enumerate(plan.stages)]
    assert states == ["passed", "passed", "passed", "now", "ahead", "ahead"]
    done = [stage_state(case("ordinary"), row, place) for place, row in enumerate(plan.stages)]
    assert done == ["done", "done", "done", "now", "ahead", "ahead"]


def test_a_stage_is_told_to_those_who_cannot_see_it():
    standing = case("ordinary")
    told = stage_sentence(standing, standing.plan.stages[3], 3)
    assert told == "Roll out, 9 weeks, you are here, 2 of 4 steps done. Until 12 depots live"


def test_behind_the_goal_stand_the_likely_and_the_safe_day():
    kinds = [kind for kind, _ in arrival_words(case("ordinary"))]
    assert kinds == ["eta", "safe"]
    assert arrival_words(case("ordinary"))[0][1].startswith("likely ")
    assert planned_words(case("ordinary")) == "planned 23 Sep"
    assert is_late(case("ordinary"))


def test_a_plan_that_has_arrived_says_when():
    assert has_arrived(case("everything done"))
    assert [words for _, words in arrival_words(case("everything done"))] == ["arrived 23 Sep"]
    assert not is_late(case("everything done"))


def test_a_plan_without_days_or_steps_promises_no_arrival():
    assert arrival_words(case("no start")) == ()
    assert planned_words(case("no start")) == "30 weeks"
    assert arrival_words(case("no steps")) == ()
    assert planned_words(case("nothing at all")) == "goal"


def test_an_agreed_day_is_told_when_the_plan_has_moved_away_from_it():
    words = [told for _, told in arrival_words(case("partner and an ongoing stage"))]
    assert "agreed 23 Sep" in words


def test_today_leaves_the_picture_when_all_is_done_or_nothing_has_begun():
    for name in ("everything done", "before the start", "no start"):
        standing = case(name)
        assert today_x(standing, frame(standing, 900, SideNames())) is None
        assert fragments(standing)["today"] == "<g></g>"


def test_behind_the_hatched_stretch_runs_from_the_pin_to_today_and_ahead_there_is_none():
    standing = case("ordinary")
    layout = frame(standing, 1080, SideNames.of(standing.plan))
    lag = ElementTree.fromstring(fragments(standing)["road"]).find("path[@class='lag']")
    pin, today = pin_x(standing, layout), today_x(standing, layout)
    assert lag is not None
    assert today is not None
    assert lag.attrib["d"] == f"M{num(pin)} 92H{num(today)}"
    assert 'class="lag"' not in fragments(case("ahead"))["road"]


def test_a_finish_before_the_plan_shows_no_hatching_behind_the_goal():
    plan = small_plan()
    standing = stand(plan, TODAY, draws=0)
    early = replace(standing.forecast, likely=standing.schedule.finish - 5, agreed_on=None)
    early = replace(early, likely_on=plan.start_on, safe=standing.schedule.finish + 5)
    tail = fragments(replace(standing, forecast=early))["tail"]
    assert 'class="lag"' not in tail
    assert 'class="tail fine"' in tail
