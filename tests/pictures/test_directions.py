"""The directions and the block for pages of any width."""

from __future__ import annotations

import re

import pytest

from cspwidgets.pictures.directions import directions
from cspwidgets.pictures.page import WIDTHS, route_block
from cspwidgets.pictures.sides import SideNames
from support.expected import is_as_expected, steady
from support.picture_cases import CASES, case
from support.sheets import PICTURES


def test_the_directions_look_as_they_were_checked_in():
    assert is_as_expected("directions.html", directions(steady()))


def test_the_directions_name_every_stage_and_mark_where_we_are():
    html = directions(case("ordinary"))
    assert html.count("<li") == len(case("ordinary").plan.stages) + 1
    assert html.count('aria-current="step"') == 1
    assert "You are here · week 20 of 30 · 2 of 4 steps done · 23 days behind plan" in html
    assert "Goal reached" in html


def test_the_exit_criterion_of_a_done_stage_is_no_longer_told():
    html = directions(case("ordinary"))
    assert "12 depots live" in html
    assert "two depots plan five days running" not in html


def test_what_data_says_of_an_exit_criterion_stands_at_its_stage():
    html = directions(case("by data"))
    assert "<i>Met on 10 Jul by data: seats in use 41% (goal 40%)</i>" in html
    assert "<i>Not met yet: seats in use 41% (goal 60%)</i>" in html
    assert "<i>No data yet: use of <bdi>Ψ</bdi> (goal 40%)</i>" in html
    assert "by data" not in directions(case("ordinary"))


def test_what_is_left_behind_is_named():
    assert "Left behind: “<bdi>Export stop costs</bdi>”" in directions(case("left behind"))
    assert "and 26 more" in directions(case("60 at once"))


def test_a_plan_past_its_weeks_says_for_how_many_it_was_planned():
    assert "week 47 planned for 30" in directions(case("long overdue"))


def test_without_a_start_the_step_is_told_instead_of_a_week():
    html = directions(case("no start"))
    assert "You are here · step 13 of 20" in html
    assert "week 20" not in html


def test_nothing_in_a_field_becomes_an_element():
    assert "<script" not in directions(case("hostile"))


def test_the_block_holds_the_directions_and_every_width_that_is_good_for_the_plan():
    html = route_block(case("ordinary"), names=SideNames.for_customer(case("ordinary").plan))
    assert html.count("<svg") == len(WIDTHS)
    assert html.count("csp-directions") == 1
    cramped = route_block(case("twelve stages"))
    assert cramped.count("<svg") < len(WIDTHS)


def test_the_style_sheet_knows_every_width_of_the_block():
    css = (PICTURES / "route.css").read_text("utf-8")
    for place, width in enumerate(WIDTHS):
        assert re.search(rf"max-width: {width - 0.02:.2f}px\) {{ \.csp-below-{width} ", css)
        until = [rf" and \(max-width: {after - 0.02:.2f}px\)" for after in WIDTHS[place + 1 :][:1]]
        rule = rf"\(min-width: {width}px\){''.join(until)} {{ \.csp-from-{width} "
        assert re.search(rule, css)


@pytest.mark.slow
def test_no_case_breaks_the_block():
    for name in CASES:
        assert route_block(case(name)) == route_block(case(name))
