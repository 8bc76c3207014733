"""Nothing that was acknowledged is ever lost: not by a kill, not by a crowd.

The numbers are those of a quick run; `CSP_TEST_KILLS=100` and `CSP_TEST_RACE_SECONDS=30` make it
the one that is reported.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import make_url

from cspwidgets.plan.model import Account, Plan
from cspwidgets.store.store import Store
from support.changes import created
from support.plans import small_plan
from support.writers import Writers

KILLS = int(os.environ.get("CSP_TEST_KILLS", "40"))
RACERS = 8
RACE_SECONDS = float(os.environ.get("CSP_TEST_RACE_SECONDS", "5"))
ACCOUNTS = ("one", "two", "three")

pytestmark = pytest.mark.slow


@pytest.fixture
def writers() -> Iterator[Writers]:
    """Processes that save."""
    with Writers() as started:
        yield started


def test_a_kill_loses_no_acknowledged_change_and_a_retry_doubles_none(
    url: str, writers: Writers
) -> None:
    with Store.open(url) as store:
        created(store, Plan(id="northwind", account=Account(name="Northwind", fee=0.0)))
        rng = random.Random(11)
        acknowledged = unheard = 0
        for _ in range(KILLS):
            # What is sent first may be stored already: only its acknowledgement was lost.
            writers.start("count_up", url=url, account="northwind", first=acknowledged + 1)
            acknowledged = _killed_after(rng.uniform(0.0, 0.05), writers, acknowledged)
            saved = store.load("northwind")
            unheard += saved.revision - 1 - acknowledged
            assert saved.revision - 1 in (acknowledged, acknowledged + 1)
            assert saved.plan.account.fee == saved.revision - 1
        ids = [entry.change.id for entry in store.history("northwind")][-2::-1]
    assert ids == [f"change-{number}" for number in range(1, saved.revision)]
    assert acknowledged > KILLS // 10
    _assert_whole(url, "northwind")
    print(
        f"\n{KILLS} kills: {acknowledged} acknowledged, none lost; "
        f"{unheard} stored but not acknowledged, none doubled"
    )


def test_of_a_crowd_that_saves_at_once_nobody_loses_a_change(url: str, writers: Writers) -> None:
    with Store.open(url) as store:
        for account in ACCOUNTS:
            plan = replace(small_plan(), id=account)
            created(store, replace(plan, account=replace(plan.account, fee=0.0)))
    for number in range(RACERS):
        writers.start(
            "race",
            url=url,
            accounts=ACCOUNTS,
            name=f"racer-{number}",
            seconds=RACE_SECONDS,
            together=True,
        )
    results = _results(writers)
    assert [result for result in results if "error" in result] == []
    with Store.open(url) as store:
        for account in ACCOUNTS:
            total = sum(result["acknowledged"][account] for result in results)
            saved = store.load(account)
            assert saved.plan.account.fee == total > 0
            assert saved.revision == total + 1
    for account in ACCOUNTS:
        _assert_whole(url, account)
    saves = sum(sum(result["acknowledged"].values()) for result in results)
    overtaken = sum(result["overtaken"] for result in results)
    slowest = max(result["slowest_seconds"] for result in results)
    print(
        f"\n{RACERS} processes, {RACE_SECONDS:.0f} s: {saves} saved, {overtaken} told that "
        f"someone was first, none lost, no error, slowest {slowest * 1000:.0f} ms"
    )


def _killed_after(seconds: float, writers: Writers, acknowledged: int) -> int:
    for said in writers.heard():
        assert "error" not in said, said["error"]
        if "ended" in said:
            return acknowledged
        if "ready" in said:
            time.sleep(seconds)
            os.kill(said["child"], signal.SIGKILL)
        acknowledged = said.get("acknowledged", acknowledged)
    raise AssertionError("the writers are gone")


def _results(writers: Writers) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    for said in writers.heard():
        results.append(said)
        if len(results) == RACERS:
            break
    return results


def _assert_whole(url: str, account: str) -> None:
    with Store.open(url) as store:
        saved = store.load(account)
        entries = store.history(account)
        assert [entry.revision for entry in entries] == [*range(saved.revision, 0, -1)]
        assert store.plan_at(account, saved.revision) == saved.plan
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(address.database or "")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
