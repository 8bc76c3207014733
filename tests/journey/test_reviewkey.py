"""A review that is recorded is no part of what it is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspwidgets.journey.period import Period
from cspwidgets.journey.reviewkey import as_reviewed, touch_point_id
from cspwidgets.plan.model import TouchPoint
from cspwidgets.plan.words import TouchPointKind
from support.plans import small_plan


def test_a_review_sees_the_touch_points_of_earlier_reviews_and_of_people_only():
    second, third, fourth = (Period(2026, quarter) for quarter in (2, 3, 4))
    ids = [touch_point_id(period, "customer") for period in (second, third, fourth)]
    ids += [touch_point_id(third, "internal"), "call-of-july"]
    rows = tuple(TouchPoint(id=name, kind=TouchPointKind.QBR, on=date(2026, 7, 1)) for name in ids)
    plan = replace(small_plan(), touch_points=rows)
    assert [row.id for row in as_reviewed(plan, third).touch_points] == [ids[0], "call-of-july"]
    assert [row.id for row in as_reviewed(plan, second).touch_points] == ["call-of-july"]


def test_a_review_knows_no_touch_point_that_is_still_being_written():
    begun = TouchPoint(id="d", kind=TouchPointKind.CALL, on=date(2026, 7, 17), draft=True)
    plan = replace(small_plan(), touch_points=(begun,))
    assert as_reviewed(plan, Period(2026, 3)).touch_points == ()


def test_a_plan_without_recorded_reviews_is_given_as_it_is():
    plan = small_plan()
    assert as_reviewed(plan, Period(2026, 3)) is plan
