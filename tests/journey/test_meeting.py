"""What a meeting is about: since last time, next, promises, what to decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from cspwidgets.journey.meeting import Before, last_touch_points, meeting
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.model import Plan, TouchPoint
from cspwidgets.plan.words import TouchPointKind
from support.canaries import CANARY, with_canaries
from support.demo import demo_plan, texts_of
from support.plans import TODAY, plan_of, step


def last_time(plan: Plan) -> Before:
    past = [row for row in plan.touch_points if row.on < TODAY and not row.draft]
    then = max(past, key=lambda row: row.on)
    return plan_as_of(plan, then.on), then.on, then.kind.value


def point(name: str, days: int, **fields: object) -> TouchPoint:
    on = TODAY + timedelta(days=days)
    return TouchPoint(id=name, kind=TouchPointKind.CALL, on=on, **fields)  # type: ignore[arg-type]


def test_a_meeting_tells_what_happened_since_the_last_touch_point():
    plan = demo_plan("northwind")
    found = meeting(plan, TODAY, before=last_time(plan), is_shared=False)
    assert len(found.facts.done) == 4
    assert [row.title for row in found.newly_late] == ["Wave 2 live: four depots"]
    assert len(found.new_risks) == 2
    assert [ask.kind for ask in found.asks] == ["waiting", "late", "confirm"]
    assert found.told[0].decisions.startswith("Roll-out agreed in three waves")
    assert found.now.card.since is not None


def test_without_a_touch_point_everything_so_far_is_told():
    plan = demo_plan("northwind")
    found = meeting(plan, TODAY, is_shared=False)
    assert found.facts.before is None
    assert len(found.facts.done) > 10
    assert [row.title for row in found.newly_late] == ["Wave 2 live: four depots"]
    assert len(found.new_risks) == len([row for row in plan.risks if not row.closed_on])


def test_an_empty_plan_has_a_meeting_about_its_first_steps():
    found = meeting(plan_of(start_on=None), TODAY)
    assert (found.facts.done, found.newly_late, found.told) == ((), (), ())
    assert [ask.kind for ask in found.asks] == ["objective", "first_steps"]


def test_nothing_internal_is_in_a_meeting_with_the_customer():
    plan = with_canaries(demo_plan("northwind"))
    found = meeting(plan, TODAY, before=last_time(plan))
    assert not [text for text in texts_of(found) if CANARY in text]
    assert [text for text in texts_of(meeting(plan, TODAY, is_shared=False)) if CANARY in text]


def test_what_became_internal_since_is_not_told_of_the_last_time_either():
    plan = demo_plan("northwind")
    before = last_time(plan)
    hidden = with_canaries(before[0])
    found = meeting(with_canaries(plan), TODAY, before=(hidden, *before[1:]))
    assert not [text for text in texts_of(found) if CANARY in text]


def test_the_last_touch_point_and_todays_are_told_newest_first_and_drafts_never():
    rows = (
        point("old", -90, decisions="Old"),
        point("last", -30, decisions="Last"),
        point("silent", -10),
        point("draft", 0, decisions="Not yet", draft=True),
        point("today", 0, shared_notes="Now"),
        point("to come", 5, decisions="Later"),
    )
    plan = plan_of(step("a"), touch_points=rows)
    assert [row.id for row in last_touch_points(plan, TODAY)] == ["today", "last"]
    assert [row.id for row in last_touch_points(plan, TODAY, 2)] == ["today", "last", "old"]


def test_a_promise_is_spoken_of_when_it_is_late_or_near():
    days = {"late": -3, "near": 14, "far": 15}
    rows = [step(name, promised_on=TODAY + timedelta(days=n)) for name, n in days.items()]
    found = meeting(plan_of(*rows), TODAY)
    assert [row.activity.id for row in found.due(found.promises[0])] == ["late", "near"]


def test_a_draft_is_no_part_of_what_the_customer_may_know():
    plan = plan_of(step("a"), touch_points=(point("d", 0, decisions=CANARY, draft=True),))
    plan = replace(plan, start_on=date(2026, 3, 2))
    assert meeting(plan, TODAY).plan.touch_points == ()
