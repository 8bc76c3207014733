"""What the book says of an account: why it needs you, whose side slips, what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from cspwidgets.journey.bookline import BookLine, book_line, line_data, worst_first
from cspwidgets.journey.checks import check
from cspwidgets.journey.forecast import SlipWord
from cspwidgets.journey.standing import Standing, stand
from cspwidgets.journey.value import OutcomeWord
from cspwidgets.plan.model import Account, Agreement, BrokenPromise, Plan, Stage
from cspwidgets.plan.words import ActivityState, PlanState, Side
from support.demo import UGLY, demo_plan, read_plan
from support.plans import MONDAY, plan_of, small_plan, step

TODAY = date(2026, 7, 17)
DEMO = ("northwind", "aldhelm", "lumen", "castellan")


def told(plan: Plan, on: date = MONDAY, **forecast: Any) -> BookLine:
    """The line of a plan whose forecast says what the test wants."""
    standing = stand(plan, on, draws=0)
    return book_line(replace(standing, forecast=replace(standing.forecast, **forecast)))


def account(**fields: Any) -> Account:
    return Account(name="Account", **fields)


def agreed(finish_on: date) -> tuple[Agreement, ...]:
    return (Agreement(id="a", on=MONDAY, by=("Ada",), finish_on=finish_on),)


def behind(**won: int) -> dict[str, Any]:
    """What the forecast of a plan says that is 23 working days behind."""
    return {
        "word": SlipWord.BEHIND,
        "slip_days": 23,
        "wins_back": {side: won.get(side.value, 0) for side in Side},
    }


def test_an_account_on_route_needs_nobody():
    line = told(plan_of(step("one", 5)), word=SlipWord.ON_ROUTE, agreed_on=TODAY)
    assert line.why == "On route; nothing is late."
    assert (line.is_behind, line.is_at_risk, line.slips_on) == (False, False, None)


def test_a_few_days_behind_are_on_route_and_no_reason():
    few = {**behind(customer=3), "word": SlipWord.ON_ROUTE, "slip_days": 3}
    line = told(plan_of(step("one", 60)), **few, agreed_on=TODAY)
    assert line.why == "On route; nothing is late."
    assert (line.is_behind, line.slips_on) == (False, None)


@pytest.mark.parametrize(
    ("won", "side", "words"),
    [
        ({"customer": 9, "vendor": 2}, Side.CUSTOMER, "on the customer’s side"),
        ({"vendor": 2}, Side.VENDOR, "on our side"),
        ({"partner": 1}, Side.PARTNER, "on the partner’s side"),
        ({"customer": 4, "vendor": 4}, Side.BOTH, "on both sides"),
    ],
)
def test_the_side_whose_open_steps_hold_it_up_most_is_named(won, side, words):
    line = told(plan_of(step("one", 5)), **behind(**won), agreed_on=TODAY)
    assert line.slips_on is side
    assert line.why == f"23 working days behind, {words}."


def test_where_nothing_would_win_days_back_the_side_with_most_late_steps_slips():
    plan = plan_of(step("one", 1, side=Side.VENDOR), step("two", 1, side=Side.CUSTOMER, stage=""))
    late = replace(plan, activities=(plan.activities[0],))
    line = told(late, MONDAY + timedelta(days=14), **behind(), agreed_on=TODAY)
    assert line.slips_on is Side.VENDOR
    assert line.why == "23 working days behind, on our side; 1 step late."


def test_days_behind_of_nobody_are_told_without_a_side():
    line = told(plan_of(step("one", 60)), **behind(), agreed_on=TODAY)
    assert line.slips_on is None
    assert line.why == "23 working days behind."


def test_a_renewal_before_the_likely_finish_is_a_reason_and_puts_the_account_at_risk():
    plan = plan_of(step("one", 20), account=account(renewal_on=MONDAY + timedelta(days=10)))
    line = told(plan)
    assert line.slack_days == -15
    assert line.is_at_risk
    assert line.why.startswith("Renewal 15 days before the likely finish; ")


def test_steps_of_the_renewal_stage_take_no_slack():
    stages = (Stage(id="work", name="Work", weeks=1), Stage(id="renew", name="Renew", renewal=True))
    renewal_on = MONDAY + timedelta(days=30)
    plan = plan_of(step("one", 5), step("sign", 40, stage="renew"), stages=stages)
    line = told(replace(plan, account=account(renewal_on=renewal_on)))
    assert line.slack_days == 26
    assert line.finish_on is not None
    assert line.finish_on > renewal_on
    assert not line.is_at_risk


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "renewal today"), (1, "renewal in 1 day"), (90, "renewal in 90 days"), (91, ""),
     (-3, "the renewal day passed 3 days ago")],
)  # fmt: skip
def test_a_renewal_that_is_near_is_a_reason(days: int, words: str):
    plan = plan_of(step("one", 1), account=account(renewal_on=MONDAY + timedelta(days=days)))
    why = told(plan, past_renewal=False).why
    assert words.lower() in why.lower()
    assert ("renewal" in why.lower()) == bool(words)


def test_promises_and_late_steps_are_told_equally_of_both_sides():
    broken = (BrokenPromise(promised_on=MONDAY, moved_on=MONDAY),)
    plan = plan_of(
        step("one", 1, side=Side.CUSTOMER, broken_promises=broken * 2),
        step("two", 1, side=Side.VENDOR, broken_promises=broken),
    )
    line = told(plan, MONDAY + timedelta(days=7))
    assert line.why == ("2 steps late; 2 promises broken by the customer; 1 promise broken by us.")


def test_a_must_have_outcome_that_is_off_is_named():
    standing = stand(small_plan(), TODAY, draws=0)
    outcome = standing.plan.outcomes[0]
    capped = replace(standing, card=replace(standing.card, capped_by=outcome.id))
    assert f"“{outcome.name}” must be reached and is off" in book_line(capped).why


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (plan_of(), "The plan has no steps yet."),
        (plan_of(step("one"), start_on=None), "There are no dates yet."),
        (plan_of(step("one")), "Not agreed yet."),
        (plan_of(step("one", state=ActivityState.DONE)), "Arrived; nothing is open."),
        (plan_of(step("one"), state=PlanState.CLOSED), "The plan is closed."),
        (plan_of(step("one"), state=PlanState.ACHIEVED), "Arrived; nothing is open."),
    ],
)
def test_a_plan_that_lacks_something_or_is_over_says_so(plan: Plan, words: str):
    assert told(plan).why == words


def test_a_plan_that_is_over_is_neither_behind_nor_at_risk_and_comes_last():
    plan = plan_of(step("one", 90), account=account(renewal_on=MONDAY), agreements=agreed(MONDAY))
    now, over = (
        stand(one, TODAY, draws=0) for one in (plan, replace(plan, state=PlanState.CLOSED))
    )
    line = book_line(over)
    assert (line.is_behind, line.is_at_risk, line.slack_days) == (False, False, None)
    assert book_line(now).is_at_risk
    assert worst_first(now) < worst_first(over)


def test_what_is_due_from_monday_to_sunday_is_due_this_week():
    plan = plan_of(
        step("before", 1, due_on=MONDAY - timedelta(days=3)),
        step("first", 1, due_on=MONDAY, side=Side.CUSTOMER),
        step("both", 1, due_on=MONDAY + timedelta(days=2), side=Side.BOTH),
        step("last", 1, due_on=MONDAY + timedelta(days=4), side=Side.VENDOR),
        step("after", 1, due_on=MONDAY + timedelta(days=7)),
        step("done", 1, due_on=MONDAY, state=ActivityState.DONE),
    )
    line = told(plan, MONDAY + timedelta(days=3))
    names = {side: [one.activity for one in line.due_of(side)] for side in Side}
    assert names[Side.CUSTOMER] == ["first", "both"]
    assert names[Side.VENDOR] == ["both", "last"]
    assert names[Side.PARTNER] == []
    assert [one.late_days for one in line.due] == [3, 1, 0]


@pytest.mark.parametrize("name", DEMO)
def test_the_line_repeats_what_the_rules_said(name: str):
    standing = stand(demo_plan(name), TODAY, draws=0)
    found = check(standing.plan, TODAY, standing.schedule)
    line = book_line(standing, found)
    assert line.points == standing.card.points
    assert line.slip_days == standing.forecast.slip_days
    assert line.finish_on == standing.forecast.finish_on
    assert line.value_a_year == standing.value.likely
    assert line.findings == tuple(finding.code for finding in found)
    if line.slack_days is not None:
        assert (line.slack_days < 0) == standing.forecast.past_renewal


@pytest.mark.parametrize("file", sorted(UGLY.glob("*.yaml")), ids=lambda file: file.stem)
def test_an_ugly_plan_has_a_line_too(file):
    line = book_line(stand(read_plan(file), TODAY, draws=0))
    assert line.why.endswith(".")
    assert line_data(line)["account"] == line.account


def test_the_worst_comes_first():
    plan = small_plan()
    lines = [_graded(plan, points, slip) for points, slip in ((80, 0), (None, 0), (40, 2), (40, 9))]
    ranked = sorted(lines, key=worst_first)
    assert [one.forecast.slip_days for one in ranked[:2]] == [9, 2]
    assert ranked[-1].card.points is None


def _graded(plan: Plan, points: float | None, slip: int) -> Standing:
    standing = stand(plan, TODAY, draws=0)
    card = replace(standing.card, points=points)
    return replace(standing, card=card, forecast=replace(standing.forecast, slip_days=slip))


def test_outcomes_that_are_behind_are_counted():
    standing = stand(small_plan(), TODAY, draws=0)
    gains = [replace(gain, word=OutcomeWord.OFF) for gain in standing.value.gains]
    value = replace(standing.value, gains=(*gains, replace(gains[0], word=OutcomeWord.ON)))
    capped = replace(standing.card, capped_by=None)
    line = book_line(replace(standing, value=value, card=capped))
    assert f"{len(gains)} of {len(gains) + 1} outcomes behind" in line.why
