"""Charts drawn without a browser: the same letters each time, and no address asked."""

from __future__ import annotations

import re

import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports import chartsvg
from cspwidgets.reports.chartsvg import chart_svg
from cspwidgets.reports.svgcheck import is_safe_svg
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


def test_what_strangers_write_stays_letters_in_a_chart():
    rows = [{"q": text, "v": place} for place, text in enumerate(SCRIPTS)]
    drawn = chart_svg({**SPEC, "data": {"values": rows}})
    assert is_safe_svg(drawn)
    assert "<script" not in drawn
