"""The words below the lanes: months at their days, never two in one place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspwidgets.journey.standing import stand
from cspwidgets.pictures.route import draw, fragments
from support.boxes import boxes
from support.picture_cases import case
from support.plans import TODAY, small_plan


def words_of(name: str, width: int = 1080) -> list[str]:
    found = [box for box in boxes(draw(case(name), width=width)) if box.kind in ("tick", "mark")]
    return [box.said for box in sorted(found, key=lambda box: (box.top, box.left))]


def test_months_stand_in_order_and_the_year_is_told_when_there_are_two():
    assert words_of("ordinary")[:4] == ["Mar", "Apr", "May", "Jun"]
    years = [words for words in words_of("three years") if words.startswith("Jan")]
    assert years == ["Jan 2026", "Jan 2027", "Jan 2028"] or len(years) >= 2


def test_a_long_plan_in_little_room_names_fewer_months():
    assert len(words_of("three years", 640)) < len(words_of("three years", 1600))


def test_without_a_start_there_are_weeks():
    assert words_of("no start")[:3] == ["week 1", "week 4", "week 8"]


def test_a_renewal_beyond_the_picture_is_told_with_an_arrow_and_one_within_has_a_line():
    assert "renewal 28 Feb 2027 →" in words_of("ordinary")
    assert 'class="gate"' not in fragments(case("ordinary"))["renewal"]
    assert 'class="gate"' in fragments(case("300 steps"))["renewal"]


def test_no_renewal_or_one_long_past_is_not_drawn():
    plan = small_plan()
    for day in (None, date(2025, 1, 1)):
        changed = replace(plan, account=replace(plan.account, renewal_on=day))
        assert fragments(stand(changed, TODAY, draws=0))["renewal"] == "<g></g>"


def test_a_renewal_beside_today_takes_a_line_of_its_own():
    plan = small_plan()
    near = replace(plan, account=replace(plan.account, renewal_on=date(2027, 2, 2)))
    drawing = draw(stand(near, date(2027, 1, 29), draws=0), width=640)
    tops = {box.kind: box.top for box in boxes(drawing) if box.key in ("today-word", "renewal")}
    assert len(tops) == 2


def test_the_last_days_there_are_do_not_break_the_row():
    plan = replace(small_plan(), start_on=date(9999, 11, 1), agreements=())
    assert fragments(stand(plan, TODAY, draws=0))
