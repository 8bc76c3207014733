"""What the pace shows to be worth a look, and that every code can be produced."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.journey.checks import check
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.findings import CODES, Finding
from cspwidgets.plan.model import Account, Activity, Plan, Stage
from cspwidgets.plan.words import ActivityState, Side
from support.outcomes import DAYS, measured_plan_strategy
from support.plans import TODAY, plan_strategy, small_plan

MONDAY = date(2026, 6, 1)
SHOWN = ("cycle", "against-pace", "too-many-asks")


def step(name: str, days: float = 5, stage: str = "s", **fields: Any) -> Activity:
    given: dict[str, Any] = {"side": Side.CUSTOMER, **fields}
    return Activity(id=name, title=name.upper(), stage=stage, days=days, **given)


def found(*steps: Activity, on: date = MONDAY, **fields: Any) -> list[Finding]:
    given: dict[str, Any] = {"start_on": MONDAY, **fields}
    plan = Plan(
        id="p",
        account=Account(name="P"),
        stages=(Stage(id="s", name="Connect", weeks=2), Stage(id="t", name="Pilot", weeks=2)),
        activities=steps,
        **given,
    )
    findings = check(plan, on, schedule(plan))
    return [finding for finding in findings if finding.code in SHOWN]


def sentences(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.row, finding.sentence) for finding in findings]


def test_steps_that_wait_for_each_other_are_found() -> None:
    rows = found(step("a", after=("b",)), step("b", after=("a",)))
    assert [row.code for row in rows] == ["cycle"]
    assert rows[0].row in ("a", "b")
    assert "wait for each other" in rows[0].sentence


def test_a_step_that_waits_for_itself_is_found() -> None:
    assert sentences(found(step("a", after=("a",)))) == [("a", "“A” waits for itself.")]


@pytest.mark.parametrize(
    ("pinned", "why"),
    [
        (
            step("b", after=("a",), due_on=date(2026, 6, 8)),
            "“B” is due on 8 June, too soon after “A”, which ends on 5 June.",
        ),
        (
            step("b", stage="t", due_on=date(2026, 6, 17)),
            "“B” is due on 17 June, so it begins before “Pilot” does.",
        ),
        (
            step("b", due_on=date(2026, 6, 15)),
            "“B” is due on 15 June, after “Connect” is over by its pace.",
        ),
    ],
)
def test_a_fixed_day_that_contradicts_the_pace_is_found(pinned: Activity, why: str) -> None:
    assert sentences(found(step("a"), pinned)) == [("b", why)]


@pytest.mark.parametrize(
    "pinned",
    [
        step("b", after=("a",), due_on=date(2026, 6, 12)),
        step("b", stage="t", due_on=date(2026, 6, 19)),
        step("b", stage="gone", due_on=date(2026, 6, 15)),
        step("b", due_on=date(2026, 6, 15), state=ActivityState.DONE),
        step("b", due_on=date(2026, 6, 15), state=ActivityState.IN_PROGRESS),
        step("b", due_on=date(2026, 6, 15), state=ActivityState.SKIPPED),
    ],
)
def test_a_fixed_day_that_fits_or_is_past_changing_is_not_found(pinned: Activity) -> None:
    assert found(step("a"), pinned) == []


def test_more_than_five_steps_of_one_side_in_one_week_are_found() -> None:
    rows = [step(f"a{k}") for k in range(6)]
    assert sentences(found(*rows)) == [("a0", "6 steps of the customer’s are due in week 1.")]
    assert found(*rows[:5]) == []
    assert found(*rows[:5], step("b", side=Side.VENDOR)) == []


def test_a_step_of_both_is_an_ask_of_each() -> None:
    rows = [step(f"a{k}", side=Side.BOTH) for k in range(6)]
    assert [row.sentence for row in found(*rows)] == [
        "6 steps of the customer’s are due in week 1.",
        "6 steps of the vendor’s are due in week 1.",
    ]


def test_asks_of_weeks_gone_by_and_steps_that_are_over_are_not_asks() -> None:
    rows = [step(f"a{k}") for k in range(6)]
    assert found(*rows, on=MONDAY + timedelta(days=7)) == []
    assert found(*rows[:5], replace(rows[5], state=ActivityState.DONE)) == []


def test_a_plan_without_a_start_has_weeks_of_asks_too() -> None:
    rows = [step(f"a{k}") for k in range(6)]
    assert [row.code for row in found(*rows, start_on=None)] == ["too-many-asks"]


def test_northwind_is_told_what_is_worth_a_look() -> None:
    plan = small_plan()
    findings = check(plan, TODAY, schedule(plan), last_edit_on=date(2026, 5, 1))
    assert [(finding.code, finding.row) for finding in findings] == [
        ("untouched", ""),
        ("unsigned", "otif"),
        ("unknown-owner", "wave2"),
    ]


def test_every_code_stands_in_a_test_that_produces_it() -> None:
    here = Path(__file__)
    tests = here.parents[1]
    texts = [file.read_text("utf-8") for file in tests.glob("*/test_*checks.py")]
    tested = set(re.findall(r'"([a-z-]+)"', "".join(texts)))
    assert set(CODES) - tested == set()


@given(st.one_of(plan_strategy(), measured_plan_strategy()), DAYS)
@settings(deadline=None)
def test_any_plan_can_be_checked_with_its_schedule(plan: Plan, on: date) -> None:
    for finding in check(plan, on, schedule(plan), last_edit_on=on):
        assert finding.code in CODES
        if finding.row:
            assert finding.row in {row.id for row in getattr(plan, finding.table)}
