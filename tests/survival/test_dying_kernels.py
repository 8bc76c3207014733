"""A kernel that dies while it saves: what it acknowledged is there, and nothing is there twice."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from cspwidgets.plan.edits import apply_all
from cspwidgets.plan.model import Plan
from cspwidgets.portfolio import Portfolio
from support.dying import ACCOUNT, Nursery, id_of

KILLS = int(os.environ.get("CSP_TEST_KERNEL_KILLS", "6"))
"""How many kernels die; the figure that is reported is of 100."""

LONGEST_SECONDS = 0.3
"""How long one works at most before it dies."""

pytestmark = pytest.mark.slow


def test_a_kernel_killed_while_saving_loses_nothing_acknowledged_and_doubles_nothing(
    demo: Portfolio, home: Path
) -> None:
    original, begun = demo.plan(ACCOUNT).plan, demo.store.revision(ACCOUNT)
    told, rng, unheard = home / "told", random.Random(17), 0
    with Nursery(home / "log") as nursery:
        for _ in range(KILLS):
            kernel = _Kernel(nursery, home)
            # What is sent first may be saved already: only its acknowledgement was lost.
            kernel.work(told, first=len(_acknowledged(told)) + 1)
            time.sleep(rng.uniform(0.0, LONGEST_SECONDS))
            kernel.kill()
            heard = _acknowledged(told)
            assert heard == [id_of(number + 1) for number in range(len(heard))]
            extra = demo.store.revision(ACCOUNT) - begun - len(heard)
            assert extra in (0, 1)
            unheard += extra
    _assert_whole(demo, original, begun)
    saved, heard = demo.store.revision(ACCOUNT) - begun, _acknowledged(told)
    assert len(heard) > KILLS
    print(
        f"\n{KILLS} kernels killed: {len(heard)} edits acknowledged, none lost; "
        f"{unheard} saved but not acknowledged, none doubled ({saved} in the history)"
    )


class _Kernel:
    # One of the nursery, spoken to as JupyterLab does.
    def __init__(self, nursery: Nursery, home: Path) -> None:
        file, _ = write_connection_file(str(home / f"kernel-{uuid4().hex}.json"))
        self._pid = nursery.bear(file)
        self._client = BlockingKernelClient(connection_file=file)
        self._client.load_connection_file()
        self._client.start_channels(iopub=False, stdin=False, hb=False, control=False)

    def work(self, told: Path, *, first: int) -> None:
        """Begin to edit."""
        before = _size(told)
        self._client.execute(
            f"from support.dying import edit_for_ever\nedit_for_ever({str(told)!r}, {first})"
        )
        deadline = time.monotonic() + 60
        while _size(told) == before:
            assert time.monotonic() < deadline, "the kernel does not work"
            time.sleep(0.005)

    def kill(self) -> None:
        """As the system does when memory runs out: nothing can be finished."""
        Nursery.kill(self._pid)
        self._client.stop_channels()


def _size(told: Path) -> int:
    return told.stat().st_size if told.exists() else 0


def _acknowledged(told: Path) -> list[str]:
    lines = told.read_text().splitlines() if told.exists() else []
    assert [line for line in lines if line.startswith("reject")] == []
    return [line.removeprefix("ack ") for line in lines if line.startswith("ack ")]


def _assert_whole(book: Portfolio, original: Plan, begun: int) -> None:
    saved = book.plan(ACCOUNT)
    entries = book.history(ACCOUNT)
    new = [entry for entry in entries if entry.revision > begun][::-1]
    assert [entry.change.id for entry in new] == [id_of(n + 1) for n in range(len(new))]
    assert [entry.revision for entry in entries] == [*range(saved.revision, 0, -1)]
    edits = [edit for entry in new for edit in entry.change.edits]
    assert apply_all(original, edits) == saved.plan
    assert book.store.plan_at(ACCOUNT, saved.revision) == saved.plan
    with closing(sqlite3.connect(book.settings.home / "plans.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
