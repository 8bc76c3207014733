"""Charts drawn without a browser: the same letters each time, and no address asked."""

from __future__ import annotations

import json
import re

import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports import chartsvg
from cspwidgets.reports.chartsvg import chart_svg
from cspwidgets.reports.document import Chart
from cspwidgets.reports.svgcheck import is_safe_svg
from support.demo import demo_plan
from support.plans import TODAY
from support.reviewing import review_of
from support.reviews import chart
from support.strangers import SCRIPTS

SPEC = chart("cost", "Cost", (11.4, 11.02, 10.88)).spec
CLIPPED = {**SPEC, "mark": {"type": "line", "clip": True, "color": {"gradient": "linear", "stops": [
    {"offset": 0, "color": "red"}, {"offset": 1, "color": "blue"}]}}}  # fmt: skip


@pytest.mark.parametrize("spec", [SPEC, CLIPPED])
def test_a_chart_drawn_again_is_the_same_letters(spec):
    first = chart_svg(spec)
    chartsvg._drawn.cache_clear()
    assert chart_svg(spec) == first


@pytest.mark.slow
@pytest.mark.parametrize("name", ["northwind", "lumen"])
def test_a_chart_of_other_data_is_what_vega_itself_draws_of_it(name: str):
    import vl_convert

    shown = [block for section in review_of(demo_plan(name), TODAY).sections
             for block in section.blocks if isinstance(block, Chart)]  # fmt: skip
    for each in shown:
        config = {**each.spec["config"], "font": chartsvg.FONT}
        drawn = vl_convert.vegalite_to_svg(json.dumps({**each.spec, "config": config}))
        assert _without_ids(chart_svg(each.spec)) == _without_ids(drawn)


def test_two_charts_in_one_page_share_no_id():
    first = set(re.findall(r'\bid="([^"]+)"', chart_svg(CLIPPED)))
    second = set(re.findall(r'\bid="([^"]+)"', chart_svg({**CLIPPED, "width": 300})))
    assert first
    assert not first & second


@pytest.mark.parametrize(
    "data",
    [
        {"url": "http://127.0.0.1:9/x.json"},
        {"url": "file:///etc/passwd", "format": {"type": "csv"}},
        {"url": "data.csv"},
    ],
)
def test_a_chart_that_asks_an_address_is_not_drawn(data):
    with pytest.raises(UnreadableFile, match="left out"):
        chart_svg({**SPEC, "data": data})


def test_what_is_no_chart_says_so():
    with pytest.raises(UnreadableFile, match="left out"):
        chart_svg({"mark": "nothing"})


def _without_ids(svg: str) -> str:
    named = re.sub(r"""(id="|url\(#|href="#)[\w-]+""", r"\1", svg)
    return re.sub(r"\d+\.\d{6,}", lambda figure: f"{float(figure[0]):.3f}", named)


def test_what_strangers_write_stays_letters_in_a_chart():
    rows = [{"q": text, "v": place} for place, text in enumerate(SCRIPTS)]
    drawn = chart_svg({**SPEC, "data": {"values": rows}})
    assert is_safe_svg(drawn)
    assert "<script" not in drawn
