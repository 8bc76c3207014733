"""The report card: one grade out of five subjects, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.journey.forecast import forecast
from cspwidgets.journey.progress import route_share
from cspwidgets.journey.reportcard import ReportCard, grade, letter, whole_points
from cspwidgets.journey.schedule import schedule
from cspwidgets.journey.value import assess
from cspwidgets.plan.model import Account, Plan
from cspwidgets.plan.scales import GradeOverride, Weights
from cspwidgets.plan.words import ActivityState
from support.outcomes import DAYS, measured_plan_strategy
from support.plans import TODAY, plan_strategy, small_plan

ANY_PLAN = st.one_of(plan_strategy(), measured_plan_strategy())


def card_of(plan: Plan, on: date = TODAY) -> ReportCard:
    planned = schedule(plan)
    projected = forecast(plan, on, schedule=planned, draws=0)
    return grade(plan, on, schedule=planned, forecast=projected, value=assess(plan, on))


def points_of(card: ReportCard) -> dict[str, float | None]:
    return {subject.key: subject.points for subject in card.subjects}


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (100, "A"),
        (90, "A"),
        (89, "B"),
        (75, "B"),
        (74, "C"),
        (60, "C"),
        (59, "D"),
        (50, "D"),
        (49, "E"),
        (0, "E"),
        (None, None),
    ],
)
def test_points_have_letters(points: float | None, expected: str | None) -> None:
    assert letter(points) == expected


@pytest.mark.parametrize(
    ("exact", "shown"), [(89.99, 89), (90.0, 90), (100 * 0.3 / 0.4, 75), (101.0, 100), (-3.0, 0)]
)
def test_points_are_whole_so_that_a_letter_never_contradicts_them(
    exact: float, shown: float
) -> None:
    assert whole_points(exact) == shown


def test_northwind_has_the_card_that_was_reckoned_by_hand() -> None:
    # Value: cost 3 x 84.77, plan 2 x 100, otif 2 x 97.09, seats 1 x 74.64, over 8.
    # Progress: 52 of 113 days are done and 5 of wave 2; 72 were due, wave 3 among them.
    # Pace: 8 days of 146 are 5.48 % slip, so 0.48 of ten parts of 25 points below 100.
    card = card_of(small_plan())
    assert points_of(card) == {
        "value": 90,
        "progress": 79,
        "pace": 98,
        "customer_promises": 50,
        "vendor_promises": 100,
    }
    whole = 0.45 * 90.39 + 0.2 * 79.17 + 0.2 * 98.8 + 0.075 * 50 + 0.075 * 100
    assert card.points == int(whole) == 87
    assert (card.letter, card.computed_letter, card.capped_by) == ("B", "B", None)
    assert [subject.letter for subject in card.subjects] == ["A", "B", "A", "D", "A"]
    assert [subject.weight for subject in card.subjects] == [45, 20, 20, 7.5, 7.5]


def test_a_subject_without_data_gives_its_weight_to_the_others_and_says_so() -> None:
    card = card_of(replace(small_plan(), agreements=()))
    weights = {subject.key: subject.weight for subject in card.subjects}
    assert weights == {
        "value": pytest.approx(75),
        "progress": 0,
        "pace": 0,
        "customer_promises": pytest.approx(12.5),
        "vendor_promises": pytest.approx(12.5),
    }
    assert card.points == int(0.75 * 90.39 + 0.125 * 50 + 0.125 * 100)
    pace = next(subject for subject in card.subjects if subject.key == "pace")
    assert (pace.points, pace.letter) == (None, None)
    assert pace.why == "Not agreed yet; its weight goes to the others"


def test_without_data_anywhere_there_is_no_grade() -> None:
    card = card_of(Plan(id="p", account=Account(name="P")))
    assert (card.points, card.letter, card.computed_letter) == (None, None, None)
    assert not any("weight" in subject.why for subject in card.subjects)


def test_weights_may_be_tuned_and_only_their_ratio_counts() -> None:
    plan = replace(
        small_plan(),
        weights=Weights(value=0, progress=0, pace=2, customer_promises=2, vendor_promises=-5),
    )
    card = card_of(plan)
    assert [subject.weight for subject in card.subjects] == [0, 0, 50, 50, 0]
    assert card.points == int((98.8 + 50) / 2)
    none = Weights(value=0, progress=0, pace=0, customer_promises=0, vendor_promises=0)
    assert card_of(replace(plan, weights=none)).letter is None


def with_outcome(name: str, **fields: Any) -> Plan:
    plan = small_plan()
    rows = tuple(replace(row, **fields) if row.id == name else row for row in plan.outcomes)
    return replace(plan, outcomes=rows)


def test_a_must_have_outcome_that_is_off_holds_the_grade_at_c_and_is_named() -> None:
    card = card_of(with_outcome("seats", must_have=True))
    assert (card.points, card.letter, card.computed_letter) == (87, "C", "C")
    assert card.capped_by == "seats"


def test_a_must_have_outcome_that_is_only_behind_holds_nothing() -> None:
    assert card_of(with_outcome("cost", must_have=True)).capped_by is None


def test_a_cap_never_lifts_a_grade() -> None:
    plan = replace(with_outcome("seats", must_have=True), weights=Weights(customer_promises=9e9))
    card = card_of(plan)
    assert (card.letter, card.capped_by) == ("D", None)


def overridden(**fields: Any) -> ReportCard:
    given: dict[str, Any] = {"letter": "D", "reason": "Sponsor left", "by": "Priya", "on": TODAY}
    return card_of(replace(small_plan(), override=GradeOverride(**{**given, **fields})))


def test_an_override_with_a_reason_counts_and_shows() -> None:
    card = overridden()
    assert (card.letter, card.computed_letter, card.points) == ("D", "B", 87)
    assert card.overridden is not None
    assert card.overridden.reason == "Sponsor left"


@pytest.mark.parametrize(
    "fields", [{"reason": "  "}, {"letter": ""}, {"letter": "AB"}, {"on": date(2026, 7, 18)}]
)
def test_an_override_without_a_reason_a_letter_or_its_day_is_ignored(
    fields: dict[str, Any],
) -> None:
    card = overridden(**fields)
    assert (card.letter, card.overridden) == ("B", None)


@settings(deadline=None)
@given(ANY_PLAN, DAYS)
def test_the_same_input_gives_the_same_card_of_whole_points(plan: Plan, on: date) -> None:
    card = card_of(plan, on)
    assert card == card_of(plan, on)
    for subject in card.subjects:
        assert subject.points is None or 0 <= subject.points <= 100
        assert subject.letter == letter(subject.points)
        assert subject.why
    assert card.points is None or 0 <= card.points <= 100


@settings(deadline=None)
@given(ANY_PLAN, DAYS)
def test_weights_always_add_up_to_what_counts(plan: Plan, on: date) -> None:
    card = card_of(plan, on)
    counted = [subject for subject in card.subjects if subject.points is not None]
    total = sum(subject.weight for subject in card.subjects)
    assert total == pytest.approx(100 if counted else 0)
    assert (card.points is None) == (not counted)
    if counted and card.points is not None:
        known = [subject.points or 0.0 for subject in counted]
        assert min(known) <= card.points <= max(known) + 1


@settings(deadline=None)
@given(ANY_PLAN, DAYS)
def test_every_row_of_a_card_is_in_the_plan(plan: Plan, on: date) -> None:
    known = {row.id for row in (*plan.activities, *plan.outcomes)}
    for subject in card_of(plan, on).subjects:
        assert known.issuperset(subject.rows)


@settings(deadline=None)
@given(plan_strategy(), st.data())
def test_a_step_done_never_lowers_the_share_of_the_route(plan: Plan, data: st.DataObject) -> None:
    going = [row for row in plan.activities if row.state is not ActivityState.SKIPPED]
    if not going:
        return
    chosen = data.draw(st.sampled_from(going)).id
    rows = tuple(
        replace(row, state=ActivityState.DONE) if row.id == chosen else row
        for row in plan.activities
    )
    assert route_share(replace(plan, activities=rows)) >= route_share(plan) - 1e-12
