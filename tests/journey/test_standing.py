"""Where a plan stands, and the three sentences that say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.journey.progress import place, route_share
from cspwidgets.journey.schedule import schedule
from cspwidgets.journey.standing import Headline, Standing, headline, stand
from cspwidgets.journey.value import assess
from cspwidgets.plan.model import Account, Activity, Measurement, Outcome, Plan, Stage
from cspwidgets.plan.words import ActivityState, PlanState, Side
from support.outcomes import DAYS, measured_plan_strategy
from support.plans import TODAY, plan_strategy, small_plan

DONE = ActivityState.DONE


def told(plan: Plan, on: date = TODAY, **forecast: Any) -> Headline:
    """The headline of a plan whose forecast says what the test wants."""
    standing = stand(plan, on, draws=0)
    return headline(replace(standing, forecast=replace(standing.forecast, **forecast)))


def finished(plan: Plan) -> Plan:
    rows = (replace(row, state=DONE, finished_on=TODAY) for row in plan.activities)
    return replace(plan, activities=tuple(rows))


def test_a_standing_holds_all_that_the_rules_say() -> None:
    plan = small_plan()
    standing = stand(plan, TODAY, seed=3)
    assert standing == stand(plan, TODAY, seed=3)
    assert standing.schedule == schedule(plan)
    assert standing.place == place(plan, standing.schedule, TODAY)
    assert standing.value == assess(plan, TODAY)
    assert standing.share == route_share(plan)
    assert standing.forecast.safe_on is not None
    assert stand(plan, TODAY, draws=0).forecast.safe_on is None
    assert stand(plan, TODAY, draws=0).card == standing.card


def test_the_headline_says_place_arrival_and_what_would_help() -> None:
    found = told(
        small_plan(),
        likely_on=date(2026, 10, 8),
        agreed_on=date(2026, 10, 1),
        wins_back={Side.CUSTOMER: 6, Side.VENDOR: 0},
    )
    assert found == Headline(
        where="You are in Roll out, week 20 of 30.",
        arrival="Arriving about 8 October, five working days after plan.",
        help="Your open steps would win 6 days back at their planned length, RouteWise’s 0.",
    )


def test_the_vendors_people_read_the_same_in_their_words() -> None:
    standing = stand(small_plan(), TODAY, draws=0)
    found = headline(standing, "vendor")
    assert found.where == "Roll out, week 20 of 30."
    assert found.help.startswith("The customer’s open steps would win 8 days back")
    assert "ours 1" in found.help


@pytest.mark.parametrize(
    ("likely_on", "words"),
    [
        (date(2026, 10, 1), "as planned"),
        (date(2026, 9, 28), "three working days before plan"),
        (date(2026, 10, 2), "one working day after plan"),
    ],
)
def test_the_arrival_is_compared_with_the_plan(likely_on: date, words: str) -> None:
    found = told(small_plan(), likely_on=likely_on, agreed_on=date(2026, 10, 1))
    assert found.arrival.endswith(f", {words}.")


def test_sides_need_not_add_up_and_the_sentence_says_so() -> None:
    won = {Side.CUSTOMER: 6, Side.VENDOR: 1, Side.PARTNER: 2}
    assert told(small_plan(), wins_back=won).help == (
        "Your open steps would win 6 days back at their planned length, RouteWise’s 1, "
        "the partner’s 2; they need not add up."
    )


def test_a_plan_without_a_named_vendor_speaks_of_the_vendor() -> None:
    plan = replace(small_plan(), account=Account(name="N"))
    assert "the vendor’s 1" in told(plan).help


def test_a_plan_without_dates_counts_steps_and_weeks() -> None:
    assert told(replace(small_plan(), start_on=None)) == Headline(
        where="You are in Roll out, step 13 of 20.",
        arrival="There are no dates yet; the pace gives the route 30 weeks.",
        help="With a first day, every step has its date.",
    )


def test_a_plan_that_nobody_agreed_on_says_so() -> None:
    plan = replace(small_plan(), agreements=())
    found = told(plan, likely_on=date(2026, 10, 8), wins_back={})
    assert found.arrival == "Arriving about 8 October; the plan is not agreed yet."
    assert found.help == "Once both sides agree on it, every day can be compared with the plan."


def test_a_plan_that_would_end_after_the_renewal_names_the_renewal() -> None:
    found = told(
        small_plan(),
        likely_on=date(2027, 3, 1),
        agreed_on=date(2027, 3, 1),
        past_renewal=True,
    )
    assert found.arrival == (
        "Arriving about 1 March 2027, as planned; the renewal is on 28 February 2027."
    )


def test_days_that_no_open_step_can_win_back_are_nobodys_fault() -> None:
    late = told(small_plan(), wins_back={}, slip_days=8)
    assert (
        late.help == "The open steps are at their planned length; new days can be agreed together."
    )
    assert told(small_plan(), wins_back={}, slip_days=0).help == (
        "The open steps are at their planned length."
    )


def test_before_the_first_day_the_start_is_told() -> None:
    plan = small_plan()
    rows = (replace(row, state=ActivityState.NOT_STARTED) for row in plan.activities)
    plan = replace(plan, activities=tuple(rows))
    assert told(plan, date(2026, 2, 20)).where == "The start is on 2 March, in Kick-off and agree."


def test_a_route_that_takes_longer_than_planned_says_so() -> None:
    assert told(small_plan(), date(2026, 11, 6)).where == (
        "You are in Roll out, week 36, planned for 30."
    )


def test_a_plan_without_stages_counts_weeks() -> None:
    plan = replace(small_plan(), stages=())
    assert told(plan).where.startswith("You are in week 20 of ")
    vendors = headline(stand(plan, TODAY, draws=0), "vendor")
    assert vendors.where.startswith("Week 20 of ")
    assert told(replace(plan, start_on=None)).where == "You are at step 13 of 20."


def test_an_empty_plan_says_that_it_has_no_steps() -> None:
    assert told(Plan(id="p", account=Account(name="P"))) == Headline(
        where="The plan has no steps yet.",
        arrival="There is no arrival to tell yet.",
        help="Its first steps will give it a route.",
    )


def walked(*words: float, start_on: date | None = date(2026, 3, 2)) -> Plan:
    """A plan whose only step is done, with an outcome from 0 to 100 measured at each value."""
    return Plan(
        id="p",
        account=Account(name="P"),
        start_on=start_on,
        stages=(Stage(id="s", name="S", weeks=2),),
        activities=(
            Activity(
                id="a", title="A", stage="s", state=DONE, days=5, finished_on=date(2026, 3, 6)
            ),
        ),
        outcomes=tuple(
            Outcome(id=f"o{k}", name="O", baseline=0.0, target=100.0, by=TODAY)
            for k in range(len(words))
        ),
        measurements=tuple(
            Measurement(id=f"m{k}", outcome=f"o{k}", on=TODAY, value=value)
            for k, value in enumerate(words)
        ),
    )


def test_the_goal_is_reached_when_all_steps_are_done_and_every_measure_is_there() -> None:
    found = told(walked(100.0, 120.0))
    assert found.where == "Goal reached."
    assert found.arrival == "Arrived on 6 March."
    assert told(walked()).where == "Goal reached."


def test_all_steps_done_is_not_yet_the_goal_while_a_measure_is_missing() -> None:
    found = told(walked(100.0, 50.0))
    assert found.where == "The one step is done."
    assert found.help == "One of two measures at the goal."
    assert told(replace(walked(50.0), state=PlanState.ACHIEVED)).where == "Goal reached."


def test_an_arrival_is_compared_with_the_plan() -> None:
    plan = finished(small_plan())
    found = told(plan, finish_on=date(2026, 10, 8), agreed_on=date(2026, 10, 1))
    assert found.where == "All twenty steps are done."
    assert found.arrival == "Arrived on 8 October, five working days after plan."


def test_a_finished_plan_without_dates_has_no_day_of_arrival() -> None:
    assert told(walked(start_on=None)).arrival == "The one step is done."


@given(st.one_of(plan_strategy(), measured_plan_strategy()), DAYS, st.booleans())
@settings(deadline=None)
def test_any_plan_has_three_whole_sentences(plan: Plan, on: date, ours: bool) -> None:
    standing: Standing = stand(plan, on, draws=0)
    found = headline(standing, "vendor" if ours else "customer")
    for sentence in (found.where, found.arrival, found.help):
        assert sentence.endswith(".")
        assert sentence[0] == sentence[0].upper()
        assert "None" not in sentence.removeprefix("None of")
        assert "  " not in sentence
