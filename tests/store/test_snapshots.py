"""What was frozen stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from cspwidgets.errors import PlanError
from cspwidgets.plan.model import Plan
from cspwidgets.store.records import Snapshot
from cspwidgets.store.store import Store
from support.changes import NOON, created, saved_times
from support.plans import small_plan

RESULTS = {"points": 71.5, "letter": "C", "subjects": [{"key": "value", "points": None}], "ü": "✓"}


def test_a_snapshot_keeps_the_plan_and_its_results_while_the_plan_goes_on(store: Store) -> None:
    saved = created(store, small_plan())
    kept = _freeze(store, saved.plan)
    saved_times(store, saved, 3)
    assert store.snapshots("northwind") == (kept,)
    assert (kept.plan, kept.results) == (small_plan(), RESULTS)
    assert (kept.kind, kept.on, kept.rules_version) == ("qbr", date(2026, 7, 17), 1)
    assert kept.made_at == NOON


def test_the_same_snapshot_taken_twice_is_one(store: Store) -> None:
    created(store, small_plan())
    once = _freeze(store, small_plan())
    assert _freeze(store, small_plan(), made_at=NOON + timedelta(days=1)) == once
    assert store.snapshots("northwind") == (once,)


@pytest.mark.parametrize(
    "different",
    [
        {"kind": "ebr"},
        {"on": date(2026, 7, 18)},
        {"plan": replace(small_plan(), objective="Other")},
        {"results": {}},
        {"rules_version": 2},
    ],
)
def test_a_snapshot_that_says_anything_else_is_another(
    store: Store, different: dict[str, Any]
) -> None:
    created(store, small_plan())
    once = _freeze(store, small_plan())
    other = _freeze(store, **{"plan": small_plan(), **different})
    assert other.sha256 != once.sha256
    assert len(store.snapshots("northwind")) == 2


def test_the_newest_snapshot_comes_first(store: Store) -> None:
    created(store, small_plan())
    days = [date(2026, 4, 1), date(2026, 7, 1), date(2026, 1, 1)]
    for day in days:
        _freeze(store, small_plan(), on=day)
    assert [one.on for one in store.snapshots("northwind")] == sorted(days, reverse=True)


def test_a_snapshot_that_could_not_be_read_again_is_not_kept(store: Store) -> None:
    created(store, small_plan())
    with pytest.raises(PlanError):
        _freeze(store, replace(small_plan(), objective=None))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not JSON compliant"):
        _freeze(store, small_plan(), results={"points": float("nan")})
    assert store.snapshots("northwind") == ()


def _freeze(store: Store, plan: Plan, **different: Any) -> Snapshot:
    said: dict[str, Any] = {
        "kind": "qbr",
        "on": date(2026, 7, 17),
        "results": RESULTS,
        "rules_version": 1,
        "made_at": NOON,
    }
    return store.add_snapshot("northwind", plan=plan, **{**said, **different})
