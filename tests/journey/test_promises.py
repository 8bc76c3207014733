"""Which promises were kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cspwidgets.journey.promises import Promises, promises
from cspwidgets.plan.model import Account, Activity, BrokenPromise, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Side
from support.plans import TODAY, small_plan

BEFORE, THEN, LATER = date(2026, 5, 4), date(2026, 5, 8), date(2026, 5, 12)
DONE, OPEN, SKIPPED = ActivityState.DONE, ActivityState.NOT_STARTED, ActivityState.SKIPPED


def found(of: Side = Side.CUSTOMER, on: date = LATER, **fields: Any) -> tuple[int, int]:
    """How many promises of one step, promised for `THEN`, were kept and broken."""
    given: dict[str, Any] = {"side": Side.CUSTOMER, "promised_on": THEN, **fields}
    step = Activity(id="a", title="A", stage="s", **given)
    result = promises(Plan(id="p", account=Account(name="P"), activities=(step,)), of, on)
    return len(result.kept), len(result.broken)


@pytest.mark.parametrize(
    ("state", "finished_on", "expected"),
    [
        (DONE, BEFORE, (1, 0)),
        (DONE, THEN, (1, 0)),
        (DONE, LATER, (0, 1)),
        (DONE, None, (1, 0)),
        (OPEN, None, (0, 1)),
        (ActivityState.WAITING, None, (0, 1)),
        (SKIPPED, None, (0, 0)),
    ],
)
def test_a_promise_is_kept_when_the_step_is_done_by_its_day(
    state: ActivityState, finished_on: date | None, expected: tuple[int, int]
) -> None:
    assert found(state=state, finished_on=finished_on) == expected


def test_a_day_that_has_not_passed_is_neither_kept_nor_broken() -> None:
    assert found(on=BEFORE) == (0, 0)
    assert found(on=THEN) == (0, 0)


def test_a_promise_moved_after_it_was_due_is_broken_once_each_time() -> None:
    moved = (
        BrokenPromise(promised_on=BEFORE, moved_on=date(2026, 5, 5)),
        BrokenPromise(promised_on=date(2026, 5, 6), moved_on=date(2026, 5, 7)),
    )
    assert found(broken_promises=moved) == (0, 3)
    assert found(broken_promises=moved, state=DONE, finished_on=THEN) == (1, 2)
    assert found(broken_promises=moved, state=SKIPPED) == (0, 2)
    assert found(broken_promises=moved, on=date(2026, 5, 6)) == (0, 1)


def test_a_step_of_both_is_a_promise_of_each_and_a_partners_of_neither() -> None:
    for side in (Side.CUSTOMER, Side.VENDOR):
        assert found(side, side=Side.BOTH) == (0, 1)
        assert found(side, side=Side.PARTNER) == (0, 0)
    assert found(Side.VENDOR) == (0, 0)


def test_a_cadence_or_a_step_without_a_promised_day_is_no_promise() -> None:
    assert found(kind=ActivityKind.CADENCE) == (0, 0)
    assert found(promised_on=None, state=DONE) == (0, 0)
    assert found(kind=ActivityKind.MILESTONE, state=DONE) == (1, 0)


def test_northwind_kept_one_promise_and_broke_one() -> None:
    plan = small_plan()
    assert promises(plan, Side.CUSTOMER, TODAY) == Promises(
        side=Side.CUSTOMER, kept=("sso",), broken=("wave2",)
    )
    assert promises(replace(plan, activities=()), Side.VENDOR, TODAY) == Promises(
        side=Side.VENDOR, kept=(), broken=()
    )
