"""What went well: the best first, and never more than three."""

from dataclasses import replace
from datetime import date

from cspwidgets.journey.reviewwins import wins
from cspwidgets.plan.model import Plan, UsagePoint
from cspwidgets.plan.words import ActivityState, Direction
from support.demo import demo_plan, ugly_plan
from support.plans import TODAY, plan_of, step
from support.reviewing import OUTCOME, earlier, facts_of, measured

DONE = ActivityState.DONE


def won(plan: Plan, then: date | None = date(2026, 5, 28)) -> list[str]:
    return [win.kind for win in wins(facts_of(plan, TODAY, earlier(plan, then) if then else None))]


def test_a_goal_that_was_reached_since_is_the_first_win():
    assert won(measured(30.0, 22.0, 19.0)) == ["reached"]


def test_a_goal_that_was_reached_before_is_no_news():
    assert won(measured(19.0, 19.0, 18.0)) == []


def test_what_moved_towards_its_goal_is_a_win_and_a_regress_is_none():
    assert won(measured(30.0, 29.0, 28.0)) == ["moved"]
    assert won(measured(30.0, 31.0, 32.0)) == []
    assert won(ugly_plan("regress")) == []


def test_what_is_kept_where_it_should_be_comes_last():
    kept = replace(OUTCOME, direction=Direction.KEEP, target=40.0)
    assert won(measured(40.0, 40.0, 40.0, outcome=kept)) == ["held"]


def test_work_that_was_done_is_told_as_a_stage_where_one_ended():
    done = step("a", state=DONE, finished_on=date(2026, 6, 8))
    assert won(plan_of(done, step("b"))) == ["steps"]
    assert won(plan_of(done)) == ["stage"]


def test_seats_in_use_and_promises_that_were_all_kept_are_wins():
    usage = tuple(
        UsagePoint(id=f"{metric}{k}", metric=metric, on=date(2026, 5 + 2 * k, 10), value=value)
        for metric, values in (("seats", (10, 10)), ("active_28d", (2, 7)))
        for k, value in enumerate(values)
    )
    kept = step("b", state=DONE, finished_on=date(2026, 6, 8), promised_on=date(2026, 6, 8))
    assert won(plan_of(kept, step("a"), usage=usage)) == ["steps", "adoption", "promises"]
    broken = step("a", promised_on=date(2026, 6, 9))
    assert won(plan_of(kept, broken, usage=usage)) == ["steps", "adoption"]


def test_there_are_never_more_than_three_wins():
    assert len(won(demo_plan("northwind"))) == 3
    assert len(won(demo_plan("castellan"), None)) == 3
