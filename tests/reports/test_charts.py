"""The charts of a review: the same figures for pages and for slides, words in the language."""

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from cspwidgets.language.language import Language
from cspwidgets.plan.model import Plan
from cspwidgets.reports.document import Chart
from cspwidgets.reports.vega import time_chart
from support.demo import demo_plan, ugly_plan
from support.plans import TODAY
from support.reviewing import measured, review_of, theme

LIGHT = theme().light


def charts_of(plan: Plan, **given: str) -> dict[str, Chart]:
    return {
        block.id: block
        for section in review_of(plan, TODAY, **given).sections
        for block in section.blocks
        if isinstance(block, Chart)
    }


def test_a_chart_has_its_figures_as_plain_series_too():
    way = charts_of(demo_plan("northwind"))["way"]
    assert way.categories[0] == "Cost per delivered stop"
    assert [round(value, 3) for value in way.series[0].values] == [0.347, 0.667, 0.397, 0.482]
    assert [row["share"] for row in way.spec["data"]["values"]] == list(way.series[0].values)


def test_the_lead_chart_is_of_what_matters_most_and_was_measured_twice():
    assert charts_of(demo_plan("lumen"))["lead"].categories[0] == "30 May"
    assert "lead" not in charts_of(measured(30.0))
    assert charts_of(measured(30.0, 28.0))["lead"].series[0].values == (30.0, 28.0)


def test_without_usage_there_is_no_chart_of_it():
    assert "adoption" not in charts_of(measured(30.0, 28.0))
    assert "adoption" in charts_of(demo_plan("lumen"))


def test_what_lost_more_than_its_whole_way_leaves_room_for_the_others():
    way = charts_of(ugly_plan("regress"))["way"]
    assert way.series[0].values == (-0.75, -1.0)
    assert "under -100%" in way.alt


def test_text_of_a_plan_is_data_and_never_part_of_an_expression():
    plan = demo_plan("northwind")
    hostile = '"];alert(1)//'
    plan = replace(
        plan, outcomes=tuple(replace(row, name=hostile, unit=hostile) for row in plan.outcomes)
    )
    for chart in charts_of(plan).values():
        assert "alert" not in json.dumps([*_expressions(chart.spec)])


@pytest.mark.parametrize(("language", "month"), [("en", "Oct"), ("de", "Okt")])
def test_the_axis_speaks_the_language(language: str, month: str):
    days = (date(2026, 9, 14), date(2026, 12, 20))
    assert month in [row["label"] for row in _ticks(days, language)]


@pytest.mark.parametrize("years", [0.02, 0.1, 0.3, 1, 2, 5, 30])
def test_an_axis_has_a_few_ticks_in_order_whatever_its_length(years: float):
    first = date(2026, 2, 17)
    last = date.fromordinal(first.toordinal() + round(365 * years))
    ticks = [row["day"] for row in _ticks((first, last), "en")]
    assert 1 <= len(ticks) <= 7
    assert all(one < other for one, other in pairwise(ticks))
    assert first.isoformat() <= ticks[0] <= ticks[-1] <= last.isoformat()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["northwind", "lumen"])
def test_every_chart_can_be_drawn(name: str):
    from cspwidgets.reports.chartsvg import chart_svg

    for chart in charts_of(demo_plan(name), language="de").values():
        drawn = chart_svg(chart.spec)
        assert LIGHT.customer in drawn
        assert "NaN" not in drawn


@pytest.mark.slow
def test_start_and_goal_are_lines_across_the_whole_chart():
    from cspwidgets.reports.chartsvg import chart_svg

    lead = charts_of(demo_plan("northwind"))["lead"]
    drawn = chart_svg(lead.spec)
    levels = re.findall(r"mark-rule role-mark.*?<line [^>]*x2=\"([^\"]*)\" y2=\"([^\"]*)\"", drawn)
    assert levels[:2] == [(str(lead.spec["width"]), "0")] * 2


@pytest.mark.slow
def test_a_chart_says_nothing_in_another_language_to_who_cannot_see_it():
    from cspwidgets.reports.chartsvg import chart_svg

    for chart in charts_of(demo_plan("northwind"), language="de").values():
        assert "aria-label=" not in chart_svg(chart.spec)


def _ticks(days: tuple[date, ...], language: str) -> list[dict[str, str]]:
    *_, words = time_chart([], days, Language.of(language), LIGHT)["layer"]
    assert words["mark"]["type"] == "text"
    return words["data"]["values"]


def _expressions(value: object):
    if isinstance(value, dict):
        for name, each in value.items():
            if name.lower().endswith(("expr", "filter", "signal", "calculate")):
                yield each
            yield from _expressions(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _expressions(each)
