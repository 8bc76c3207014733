"""Plans that people really have: the rules stand them, and they are kept exactly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cspwidgets.journey.checks import check
from cspwidgets.journey.standing import stand
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.codec import plan_from_yaml, plan_to_yaml
from cspwidgets.plan.shift import STORY_ON
from support.demo import UGLY, read_plan, texts_of, ugly_plan

ALL = pytest.mark.parametrize("path", sorted(UGLY.glob("*.yaml")), ids=lambda path: path.stem)


@ALL
def test_an_ugly_plan_is_read_and_written_without_a_loss(path: Path) -> None:
    plan = read_plan(path)
    assert plan_from_yaml(plan_to_yaml(plan)) == plan
    assert plan.id == path.stem


@ALL
def test_the_rules_stand_an_ugly_plan(path: Path) -> None:
    plan = read_plan(path)
    for day in (date(2020, 1, 1), STORY_ON, date(2035, 12, 31)):
        now = stand(plan, day, draws=10)
        assert now.card.points is None or 0 <= now.card.points <= 100
        check(plan, day, now.schedule)
    assert plan_as_of(plan, date(2026, 3, 20)).id == plan.id


def test_every_ugly_case_is_there() -> None:
    assert {path.stem for path in UGLY.glob("*.yaml")} == {
        "all-done",
        "cycle",
        "empty",
        "flat-target",
        "import-300",
        "long-german",
        "names",
        "no-metrics",
        "no-start",
        "one-step",
        "regress",
        "script",
    }


def test_the_script_case_has_its_script_in_every_text() -> None:
    plan = ugly_plan("script")
    clean = [text for text in texts_of(plan) if "<script>" not in text]
    assert set(clean) == {"script", "B", "seats", "javascript:alert('link')"}
