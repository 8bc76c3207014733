"""An exit criterion that is tied to a measure is met on the first day that data says so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.journey.criteria import Criterion, below, criteria, criterion_words, is_tied
from cspwidgets.journey.standing import stand
from cspwidgets.language import ENGLISH, Language
from cspwidgets.plan.model import Account, Measurement, Outcome, Plan, Stage, UsagePoint
from support.plans import plan_of, step

START = date(2026, 1, 5)
SERIES = st.lists(
    st.tuples(
        st.sampled_from(["seats", "assigned", "active_28d", "daily_active", "feature:x"]),
        st.integers(0, 200),
        st.integers(-1, 9),
    ),
    max_size=14,
)


def after(days: int) -> date:
    return START + timedelta(days=days)


def tied(
    *rows: tuple[str, int, float], measure: str = "licence_utilisation", goal: Any = 0.6
) -> Plan:
    usage = tuple(
        UsagePoint(id=f"u{k}", metric=metric, on=after(day), value=value)
        for k, (metric, day, value) in enumerate(rows)
    )
    stage = Stage(id="s", name="Adopt", exit_measure=measure, exit_goal_share=goal)
    return Plan(id="p", account=Account(name="P"), start_on=START, usage=usage, stages=(stage,))


def told(plan: Plan, days: int) -> str:
    (criterion,) = criteria(plan, after(days))
    return criterion_words(plan, criterion, ENGLISH, after(days))


SEATS = ("seats", 0, 100.0)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "No data yet: seats in use (goal 60%)"),
        ([("active_28d", 10, 80.0)], "No data yet: seats in use (goal 60%)"),
        ([("seats", 0, 0.0), ("active_28d", 10, 80.0)], "No data yet: seats in use (goal 60%)"),
        ([SEATS, ("active_28d", 10, 48.0)], "Not met yet: seats in use 48% (goal 60%)"),
        ([SEATS, ("active_28d", 10, 59.9)], "Not met yet: seats in use 59% (goal 60%)"),
        ([SEATS, ("active_28d", 10, 60.0)], "Met on 15 Jan by data: seats in use 60% (goal 60%)"),
        (  # it fell back, and rose again: the first day stays
            [SEATS, ("active_28d", 10, 64.0), ("active_28d", 20, 30.0), ("active_28d", 30, 90.0)],
            "Met on 15 Jan by data: seats in use 64% (goal 60%)",
        ),
        (
            [SEATS, ("active_28d", 10, 64.0), ("active_28d", 20, 30.0)],
            "Met on 15 Jan by data: seats in use 64% (goal 60%), 30% today",
        ),
        (  # fewer seats were renewed: the same people are more of them
            [SEATS, ("active_28d", 10, 48.0), ("seats", 25, 80.0)],
            "Met on 30 Jan by data: seats in use 60% (goal 60%)",
        ),
        (  # twice on one day: the later in the plan
            [SEATS, ("active_28d", 10, 90.0), ("active_28d", 10, 50.0)],
            "Not met yet: seats in use 50% (goal 60%)",
        ),
        ([SEATS, ("active_28d", 50, 90.0)], "No data yet: seats in use (goal 60%)"),
    ],
)
def test_it_is_told_what_data_says(rows: list[tuple[str, int, float]], words: str):
    assert told(tied(*rows), 45) == words


def test_a_measure_that_nobody_brought_up_to_date_is_not_what_it_was():
    plan = tied(SEATS, ("active_28d", 10, 48.0))
    assert told(plan, 70) == "Not met yet: seats in use 48% (goal 60%)"
    assert told(plan, 71) == "Not met, no fresh data: seats in use (goal 60%)"
    plan = tied(SEATS, ("active_28d", 10, 80.0))
    assert told(plan, 400).startswith("Met on 15 Jan 2026 by data: seats in use 80%")


def test_seats_that_were_given_out_do_not_meet_it_on_a_day_without_figures():
    plan = tied(SEATS, ("assigned", 0, 90.0), ("active_28d", 0, 30.0))
    (criterion,) = criteria(plan, after(90))
    assert (criterion.met_on, criterion.share) == (None, 0.3)


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("feature:Dock planner", "Met on 15 Jan by data: use of Dock planner 70% (goal 60%)"),
        ("stickiness", "Not met yet: active on an average day 50% (goal 60%)"),
        ("outcome:o", "Met on 25 Jan by data: way to “Fewer calls” 75% (goal 60%), 50% today"),
    ],
)
def test_features_stickiness_and_outcomes_decide_as_well(measure: str, words: str):
    plan = tied(
        SEATS,
        ("active_28d", 10, 40.0),
        ("daily_active", 10, 20.0),
        ("feature:Dock planner", 10, 70.0),
        measure=measure,
    )
    outcome = Outcome(id="o", name="Fewer calls", baseline=100.0, target=20.0)
    values = enumerate([100.0, 90.0, 40.0, 60.0])
    rows = tuple(
        Measurement(id=f"m{k}", outcome="o", on=after(10 * k), value=value) for k, value in values
    )
    plan = Plan(
        id="p", account=plan.account, stages=plan.stages, usage=plan.usage, outcomes=(outcome,),
        measurements=rows,
    )  # fmt: skip
    assert told(plan, 30) == words


@pytest.mark.parametrize(
    ("measure", "goal"),
    [("", 0.6), ("happiness", 0.6), ("outcome:gone", 0.6), ("feature:", 0.6)]
    + [("stickiness", goal) for goal in (None, 0.0, -1.0, 1.01)],
)
def test_what_cannot_decide_is_no_criterion(measure: str, goal: float | None):
    plan = tied(SEATS, measure=measure, goal=goal)
    assert not is_tied(plan, plan.stages[0])
    assert criteria(plan, after(9)) == ()


def test_it_is_told_in_german():
    plan = tied(SEATS, ("active_28d", 10, 48.0))
    (criterion,) = criteria(plan, after(10))
    said = criterion_words(plan, criterion, Language.of("de"), after(10))
    assert said == "Noch nicht erfüllt: Lizenzen in Gebrauch 48\u00a0% (Ziel 60\u00a0%)"


@given(SERIES, st.sampled_from(["licence_utilisation", "stickiness", "feature:x"]))
def test_the_day_it_was_met_never_moves_once_it_has_come(rows, measure):
    plan = tied(*((name, day, float(value)) for name, day, value in rows), measure=measure)
    known: Criterion | None = None
    for days in range(0, 210, 7):
        (now,) = criteria(plan, after(days))
        if known is not None and known.met_on is not None:
            assert (now.met_on, now.met_share) == (known.met_on, known.met_share)
        assert now.met_on is None or now.met_on <= after(days)
        assert (now.met_on is None) or (now.met_share or 0) >= 0.6 - 1e-9
        assert now.met_on is not None or now.share is None or now.share < 0.6
        known = now


@given(st.floats(0, 1), st.floats(0.01, 1))
def test_what_is_not_reached_never_reads_as_if_it_were(share: float, goal: float):
    if share < goal:
        assert below(share, goal) <= share
        assert round(100 * below(share, goal)) <= round(100 * goal)


def test_data_moves_neither_the_pin_nor_the_share_nor_the_card():
    stages = (Stage(id="work", name="Work", weeks=2), Stage(id="more", name="More", weeks=2))
    steps = (step("a"), step("b", stage="more"))
    plain = plan_of(*steps, stages=stages)
    usage = tied(SEATS, ("active_28d", 10, 90.0)).usage
    first = Stage(id="work", name="Work", weeks=2, exit_measure="licence_utilisation",
                  exit_goal_share=0.6)  # fmt: skip
    met = plan_of(*steps, stages=(first, stages[1]), usage=usage)
    here, there = stand(met, after(90)), stand(plain, after(90))
    assert here.criterion("work").met_on == after(10)
    assert here.criterion("more") is None
    assert (here.place, here.share, here.card) == (there.place, there.share, there.card)
