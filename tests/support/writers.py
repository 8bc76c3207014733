"""Processes that save as fast as they can, for the tests that kill them or let them race.

One process imports everything once and forks a child for each line that it reads: a child is
there within milliseconds and has threads, connections and locks of nobody else.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from cspwidgets.errors import PlanChanged
from cspwidgets.plan.edits import set_field
from cspwidgets.plan.model import Account, Plan
from cspwidgets.store.records import Change, Saved
from cspwidgets.store.store import Store
from support.changes import NOON

_TESTS = Path(__file__).parents[1]


class Writers:
    """The parent of the writing processes, seen from the test."""

    def __init__(self) -> None:
        paths = [str(_TESTS), str(_TESTS.parent)]
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "support.writers"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.communicate()

    def start(self, work: str, **arguments: Any) -> None:
        """Let a new child do one of `WORKS`."""
        assert self._parent.stdin
        self._parent.stdin.write(json.dumps({"work": work, **arguments}) + "\n")
        self._parent.stdin.flush()

    def heard(self) -> Iterator[dict[str, Any]]:
        """What the children say: what their work says, and that they `ended`."""
        assert self._parent.stdout
        for line in self._parent.stdout:
            yield json.loads(line)


def count_up(url: str, account: str, first: int) -> None:
    """Raise the fee by one with each change, from number `first` on, for ever."""
    with Store.open(url) as store:
        saved = store.load(account)
        _say({"ready": True})
        for number in range(first, sys.maxsize):
            # The number is the id: who starts again sends the last one again.
            saved = store.save(account, _one_more(saved, f"change-{number}"), base=saved.revision)
            _say({"acknowledged": number})


def race(url: str, accounts: list[str], name: str, seconds: float) -> None:
    """Raise the fees of random accounts by one until the time is over, and say how it went."""
    rng = random.Random(name)
    acknowledged = dict.fromkeys(accounts, 0)
    slowest, overtaken, number = 0.0, 0, 0
    with Store.open(url) as store:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            account = rng.choice(accounts)
            saved = store.load(account)
            number += 1
            begun = time.monotonic()
            try:
                store.save(account, _one_more(saved, f"{name}-{number}"), base=saved.revision)
            except PlanChanged:
                overtaken += 1
            else:
                acknowledged[account] += 1
            slowest = max(slowest, time.monotonic() - begun)
    _say({"acknowledged": acknowledged, "slowest_seconds": slowest, "overtaken": overtaken})


WORKS: dict[str, Callable[..., None]] = {"count_up": count_up, "race": race}


def _one_more(saved: Saved, change_id: str) -> Change:
    edit = set_field(saved.plan, "account", "", "fee", (saved.plan.account.fee or 0.0) + 1)
    return Change(id=change_id, edits=(edit,), who="writer", at=NOON)


def _say(words: dict[str, Any]) -> None:
    # One write, so that the lines of several children do not mix.
    os.write(1, (json.dumps({"child": os.getpid(), **words}) + "\n").encode())


def _child(order: dict[str, Any]) -> None:
    try:
        WORKS[order.pop("work")](**order)
    except BaseException:
        _say({"error": traceback.format_exc()})
    finally:
        os._exit(0)


def _warm_up() -> None:
    # What a first save loads and builds, so that each child has it from its first moment.
    importlib.import_module("psycopg")
    with TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/store.sqlite") as store:
        plan = Plan(id="warm", account=Account(name="Warm", fee=0.0))
        saved = store.create(plan, who="writer", at=NOON, change_id="first")
        store.save("warm", _one_more(saved, "second"), base=1)


def _main() -> None:
    _warm_up()
    running: set[int] = set()
    for line in iter(sys.stdin.readline, ""):
        order = json.loads(line)
        together = order.pop("together", False)
        child = os.fork()
        if child == 0:
            _child(order)
        running.add(child)
        while running and not together:
            ended, _ = os.wait()
            running.discard(ended)
            os.write(1, (json.dumps({"ended": ended}) + "\n").encode())


if __name__ == "__main__":
    _main()
