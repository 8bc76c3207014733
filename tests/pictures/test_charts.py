"""The charts: theme colours, words for who cannot see them, and no text in an expression."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from cspwidgets.errors import NotFound
from cspwidgets.journey.standing import stand
from cspwidgets.pictures.charts import outcome_trend, value_chart
from cspwidgets.plan.model import Plan
from support.picture_cases import HOSTILE, case
from support.plans import TODAY, small_plan
from support.sheets import theme


def walk(spec: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(spec, dict):
        for key, value in spec.items():
            yield from walk(value, (*path, key))
    elif isinstance(spec, list):
        for value in spec:
            yield from walk(value, path)
    elif isinstance(spec, str):
        yield path, spec


def hostile_plan() -> Plan:
    plan = small_plan()
    named = tuple(replace(row, name="datum.x" + HOSTILE, unit=HOSTILE) for row in plan.outcomes)
    return replace(plan, outcomes=named)


def test_a_trend_tells_start_goal_expectation_and_the_newest_value():
    chart = outcome_trend(small_plan(), "cost", TODAY, theme=theme())
    spec = chart.to_dict()
    words = {text for path, text in walk(spec) if path[-1] == "label"}
    assert {"start $11.40", "goal $9.90", "$10.88"} <= words
    assert any(text.startswith("expected $10.") for text in words)
    assert spec["description"] == (
        "Cost per delivered stop from $11.40 at the start to a goal of $9.90 by 31 January 2027; "
        "measured $10.88 on 8 July."
    )


def test_the_value_chart_tells_each_outcome_in_words():
    spec = value_chart(case("ordinary"), theme=theme()).to_dict()
    assert "Cost per delivered stop: $10.88, behind" in spec["description"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_wear_the_colours_of_the_theme(scheme: Any):
    colours = getattr(theme(), scheme)
    for chart in (
        outcome_trend(small_plan(), "plan", TODAY, theme=theme(), scheme=scheme),
        value_chart(case("ordinary"), theme=theme(), scheme=scheme),
    ):
        spec = json.dumps(chart.to_dict())
        assert colours.customer in spec
        assert spec.count('"background": "transparent"') == 1


def test_texts_of_a_plan_are_data_and_never_code():
    plan = hostile_plan()
    charts = [
        outcome_trend(plan, "cost", TODAY, theme=theme()),
        value_chart(stand(plan, TODAY, draws=0), theme=theme()),
    ]
    for chart in charts:
        for path, text in walk(chart.to_dict()):
            if "script" in text or "datum" in text:
                assert path[0] == "datasets" or "values" in path or path == ("description",), path


def test_what_is_measured_after_the_day_is_not_shown():
    plan = small_plan()
    early = outcome_trend(plan, "cost", plan.measurements[0].on, theme=theme()).to_dict()
    assert "11.02" not in json.dumps(early)


def test_an_outcome_with_nothing_known_still_has_a_chart():
    plan = small_plan()
    bare = replace(plan.outcomes[0], baseline=None, target=None, by=None)
    plan = replace(plan, outcomes=(bare,), measurements=(), start_on=None, agreements=())
    spec = outcome_trend(plan, "cost", TODAY, theme=theme()).to_dict()
    assert spec["description"] == "Cost per delivered stop; not measured yet."
    assert value_chart(stand(plan, TODAY, draws=0), theme=theme()).to_dict()


def test_an_unknown_outcome_is_not_found():
    with pytest.raises(NotFound, match="it has cost, plan, otif, seats") as caught:
        outcome_trend(small_plan(), "nps", TODAY, theme=theme())
    assert caught.value.known == ("cost", "plan", "otif", "seats")


def test_the_same_standing_gives_the_same_chart():
    first = value_chart(case("ordinary"), theme=theme()).to_json()
    assert value_chart(case("ordinary"), theme=theme()).to_json() == first
