"""Many accounts as they are stored, read at once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from cspwidgets.plan.codec import plan_from_json
from cspwidgets.store import contents
from cspwidgets.store.store import Store
from support.changes import NOON
from support.plans import small_plan


def test_every_account_is_read_once_with_its_snapshots_newest_first(
    store: Store, monkeypatch
) -> None:
    monkeypatch.setattr(contents, "CHUNK", 3)
    plans = [replace(small_plan(), id=f"account-{number}") for number in range(7)]
    store.create_many(plans, who="Ada", at=NOON, change_id="many")
    for day in (1, 9):
        store.add_snapshot(
            "account-4",
            kind="qbr",
            on=date(2026, 7, day),
            plan=plans[4],
            results={"points": day},
            rules_version=1,
            made_at=NOON,
        )
    found = {content.account: content for content in store.contents()}
    assert list(found) == [plan.id for plan in plans]
    assert plan_from_json(found["account-6"].plan) == plans[6]
    lines = found["account-4"].snapshots
    assert [line.results["points"] for line in lines] == [9, 1]
    assert [line.sha256 for line in lines] == [one.sha256 for one in store.snapshots("account-4")]


def test_only_the_accounts_that_are_asked_for_are_read(store: Store) -> None:
    plans = [replace(small_plan(), id=name) for name in ("a", "b", "c")]
    store.create_many(plans, who="Ada", at=NOON, change_id="many")
    assert [content.account for content in store.contents(["c", "a", "no"])] == ["a", "c"]
    assert json.loads(next(store.contents(["b"])).plan)["id"] == "b"
