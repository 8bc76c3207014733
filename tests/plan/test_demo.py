"""The demo accounts tell their stories by the rules, on every day of the week.

They are told on the Friday of their week and moved by whole weeks when they are loaded, so
whatever happened in them happened by that week's Monday, and their words name no day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from cspwidgets.journey.adoption import features, licence_utilisation, time_to_first_value
from cspwidgets.journey.checks import check
from cspwidgets.journey.reportcard import Subject
from cspwidgets.journey.schedule import schedule
from cspwidgets.journey.standing import Standing, stand
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.codec import plan_from_yaml, plan_to_yaml
from cspwidgets.plan.model import Plan
from cspwidgets.plan.shift import STORY_ON, shift
from cspwidgets.plan.words import ActivityState, Evidence, PlanState, Result, Side, TouchPointKind
from support.demo import DEMO, demo_plan, read_plan, texts_of

NAMES = ("northwind", "aldhelm", "lumen", "castellan")
MONDAY = STORY_ON - timedelta(days=STORY_ON.weekday())
WEEK = tuple(MONDAY + timedelta(days=n) for n in range(7))

WANTED_FINDINGS = {
    "northwind": {("no-outcome", "branding")},
    "aldhelm": {("no-outcome", "talk"), ("against-pace", "champion")},
    "lumen": {("no-outcome", "newsletter")},
    "castellan": {("no-outcome", "reference")},
}
"""Each has its random act; one holds a pinned day against the pace."""

MONTHS = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|spring|summer|autumn|winter|20\d\d)\b"
)


@pytest.fixture(params=NAMES)
def plan(request: pytest.FixtureRequest) -> Plan:
    return demo_plan(request.param)


def test_the_four_accounts_and_no_others_are_told() -> None:
    assert {path.stem for path in DEMO.glob("*.yaml")} == set(NAMES)


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(DEMO.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_demo_file_is_read_and_written_without_a_loss(path: Path) -> None:
    plan = read_plan(path)
    assert plan_from_yaml(plan_to_yaml(plan)) == plan
    assert plan.id == path.stem


def test_there_is_nothing_to_mend_but_what_the_story_wants(plan: Plan) -> None:
    for day in WEEK:
        found = check(plan, day, schedule(plan))
        assert {(row.code, row.row) for row in found} == WANTED_FINDINGS[plan.id]


def test_all_that_happened_happened_by_monday(plan: Plan) -> None:
    assert max(_happened(plan)) <= MONDAY
    assert plan_as_of(plan, MONDAY) is plan


def test_the_words_name_no_day_because_days_are_moved(plan: Plan) -> None:
    texts = list(texts_of(plan))
    assert texts
    assert not [text for text in texts if MONTHS.search(text)]


def test_nobody_in_the_demo_can_be_written_to(plan: Plan) -> None:
    assert {row.side for row in plan.people} >= {Side.CUSTOMER, Side.VENDOR}
    addresses = [row.email for row in plan.people if row.email]
    assert len(addresses) >= 6
    assert all(address.endswith(".example") for address in addresses)


def test_every_owner_of_open_work_is_known(plan: Plan) -> None:
    people = {person.id for person in plan.people}
    for row in plan.activities:
        if row.state not in (ActivityState.DONE, ActivityState.SKIPPED):
            assert row.owner in people, row.id


def test_each_account_was_met_twice_at_least_and_agreed_first(plan: Plan) -> None:
    assert len(plan.touch_points) >= 2
    assert plan.agreements[0].on <= plan.touch_points[-1].on
    people = {person.id for person in plan.people}
    assert all(set(row.people) <= people for row in plan.touch_points)


@pytest.mark.parametrize("name", ["northwind", "aldhelm", "castellan"])
def test_the_last_review_lies_in_an_earlier_quarter_wherever_the_demo_is_moved(name: str) -> None:
    reviews = [
        row.on
        for row in demo_plan(name).touch_points
        if row.kind is TouchPointKind.QBR and (MONDAY - row.on).days >= 92
    ]
    assert reviews


def test_a_touch_point_has_a_card_of_its_own_day(plan: Plan) -> None:
    then = plan.touch_points[-1]
    before = (plan_as_of(plan, then.on), then.on, then.kind.value)
    card = stand(plan, STORY_ON, draws=0, before=before).card
    assert card.since is not None
    assert card.since.on == then.on
    assert any(subject.change for subject in card.subjects)


def test_usage_tells_adoption_and_two_features(plan: Plan) -> None:
    assert 0 < (licence_utilisation(plan, STORY_ON) or 0) <= 1
    uses = features(plan, STORY_ON, STORY_ON - timedelta(days=35))
    assert len(uses) == 2
    assert all((use.share or 0) > (use.share_before or 0) for use in uses)


def test_money_is_in_one_currency_and_the_fee_is_known(plan: Plan) -> None:
    assert plan.account.fee
    assert {row.currency for row in plan.outcomes} <= {"", plan.account.currency}
    assert _stand(plan.id).value.likely > 0


def test_northwind_is_slowed_on_the_customers_side() -> None:
    for day in WEEK:
        now = _stand("northwind", day)
        paces, won = now.forecast.paces, now.forecast.wins_back
        assert paces[Side.CUSTOMER] > 1.3 > 1.1 > paces[Side.VENDOR]
        assert won[Side.CUSTOMER] > won[Side.VENDOR]
        assert _points(now, "vendor_promises") > _points(now, "customer_promises")
        assert now.place.behind_days is not None
        assert now.place.behind_days > 0
        assert _letter(now, "value") == "A"


def test_aldhelm_arrives_after_its_renewal_and_its_card_says_so() -> None:
    for day in WEEK:
        now = _stand("aldhelm", day)
        renewal_on = now.plan.account.renewal_on
        assert renewal_on is not None
        assert now.forecast.past_renewal
        assert now.forecast.likely_on is not None
        assert now.forecast.likely_on > renewal_on
        assert now.card.letter in ("D", "E")
        assert _letter(now, "value") == "E"
        assert all(row.evidence is not Evidence.A for row in now.plan.outcomes)


def test_lumen_has_no_date_but_its_start_and_its_value_is_ahead_of_its_route() -> None:
    for day in WEEK:
        now = _stand("lumen", day)
        assert not [row for row in now.plan.activities if row.due_on or row.promised_on]
        assert _letter(now, "value") == "A"
        assert _letter(now, "progress") == "D"
        assert now.place.behind_days is not None
        assert now.place.behind_days > 15
    assert time_to_first_value(demo_plan("lumen")) == 19


def test_castellan_is_the_pattern_to_learn_from() -> None:
    for day in WEEK:
        now = _stand("castellan", day)
        letters = {subject.key: subject.letter for subject in now.card.subjects}
        assert now.card.letter == "A"
        assert set(letters.values()) <= {"A", "B"}
        assert now.value.signed_share == 1.0
        fee = now.plan.account.fee
        assert fee
        assert now.value.likely / fee == pytest.approx(8.2, abs=0.1)


@pytest.mark.parametrize("weeks", [-30, 18, 60])
def test_a_moved_story_is_the_same_story(plan: Plan, weeks: int) -> None:
    here = stand(plan, STORY_ON)
    there = stand(shift(plan, weeks), STORY_ON + timedelta(weeks=weeks))
    assert [row.points for row in here.card.subjects] == [row.points for row in there.card.subjects]
    assert here.forecast.slip_days == there.forecast.slip_days


def test_there_are_finished_plans_of_three_results_to_learn_from() -> None:
    results = Counter(plan.result for plan in _finished())
    assert results == {Result.GREW: 8, Result.RENEWED: 8, Result.LOST: 8}
    assert len({plan.id for plan in _finished()}) == 24


def test_a_finished_plan_is_over_and_its_days_stand_in_order() -> None:
    for plan in _finished():
        assert plan.state in (PlanState.ACHIEVED, PlanState.CLOSED)
        assert max(_happened(plan)) < MONDAY - timedelta(days=300)
        done = [row for row in plan.activities if row.state is ActivityState.DONE]
        assert len(done) >= 7
        for row in done:
            assert row.started_on is not None
            assert row.finished_on is not None
            assert row.started_on <= row.finished_on
        assert not {row.code for row in check(plan, STORY_ON, schedule(plan))} & {
            "dangling",
            "cycle",
            "no-outcome",
            "impossible-days",
        }


def test_those_who_grew_did_more_of_the_same_journey() -> None:
    def did(result: Result, step: str) -> int:
        return sum(
            row.id == step and row.state is ActivityState.DONE
            for plan in _finished()
            if plan.result is result
            for row in plan.activities
        )

    for step in ("baseline", "first-value", "finance"):
        assert did(Result.GREW, step) > did(Result.RENEWED, step) > did(Result.LOST, step)
    assert did(Result.LOST, "discount") > did(Result.GREW, "discount")


@cache
def _stand(name: str, day: date = STORY_ON) -> Standing:
    return stand(demo_plan(name), day)


@cache
def _finished() -> tuple[Plan, ...]:
    return tuple(read_plan(path) for path in sorted((DEMO / "finished").glob("*.yaml")))


def _subject(standing: Standing, key: str) -> Subject:
    return next(subject for subject in standing.card.subjects if subject.key == key)


def _letter(standing: Standing, key: str) -> str | None:
    return _subject(standing, key).letter


def _points(standing: Standing, key: str) -> float:
    points = _subject(standing, key).points
    assert points is not None
    return points


def _happened(plan: Plan) -> Iterator[date]:
    yield from (row.on for row in (*plan.measurements, *plan.touch_points))
    yield from (row.on for row in (*plan.usage, *plan.agreements))
    for risk in plan.risks:
        yield from (day for day in (risk.raised_on, risk.closed_on) if day)
    for row in plan.activities:
        yield from (day for day in (row.started_on, row.finished_on) if day)
        yield from (broken.moved_on for broken in row.broken_promises)
