"""Kernels to be killed: real ones, each forked within a moment, that edit a plan for ever.

One process imports everything once and forks a kernel for each connection file that it reads, so
that a hundred of them cost no more than a few that start by themselves.
"""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, Self

from cspwidgets.plan.model import Plan
from cspwidgets.portfolio import Portfolio

ACCOUNT = "northwind"

_TESTS = Path(__file__).parents[1]


class Nursery:
    """The parent of the kernels, seen from the test."""

    def __init__(self, log: Path) -> None:
        paths = os.pathsep.join([str(_TESTS), str(_TESTS.parent)])
        with log.open("ab") as errors:
            self._parent = subprocess.Popen(
                [sys.executable, "-m", "support.dying"],
                env={**os.environ, "PYTHONPATH": paths, "IPYTHONDIR": str(log.parent / "ipython")},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.communicate(timeout=30)

    def bear(self, connection: str) -> int:
        """A new kernel at a connection file; its process id."""
        assert self._parent.stdin
        assert self._parent.stdout
        self._parent.stdin.write(f"{connection}\n")
        self._parent.stdin.flush()
        return int(self._parent.stdout.readline())

    @staticmethod
    def kill(pid: int) -> None:
        """Kill a kernel, and wait until it is gone."""
        os.kill(pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            while True:
                os.kill(pid, 0)
                time.sleep(0.002)


def edit_for_ever(told: str, first: int) -> None:
    """Send edit after edit to the editor of the plan notebook; `told` gets each answer.

    The first one may have been saved by the kernel before, which could not say so any more: it
    is sent again with the same id, as a page does.
    """
    board = Portfolio.open().board(ACCOUNT)
    report = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    send = board.editor.send

    def heard(content: dict[str, Any], buffers: Any = None) -> None:
        send(content, buffers)
        if content["kind"] in ("ack", "reject"):
            os.write(report, f"{content['kind']} {content['id']}\n".encode())

    board.editor.send = heard  # type: ignore[method-assign]
    os.write(report, b"ready\n")
    for number in count(first):
        edit = _edit(board.session.plan, number)
        facts = {"front": "page", "seq": number, "id": id_of(number), "again": number == first}
        board.editor.receive({"kind": "edits", **facts, "edits": [edit]})


def id_of(number: int) -> str:
    """The id of an edit."""
    return f"{number:032x}"


def _edit(plan: Plan, number: int) -> dict[str, Any]:
    row = plan.activities[number % len(plan.activities)].id
    return {
        "kind": "set",
        "table": "activities",
        "row": row,
        "field": "title",
        "typed": f"Edit {number}",
    }


def _main() -> None:
    kernels: Any = importlib.import_module("ipykernel.kernelapp")
    importlib.import_module("ipykernel.ipkernel")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)
            os.dup2(2, 1)
            kernels.launch_new_instance(argv=["-f", line.strip()])
        print(child, flush=True)


if __name__ == "__main__":
    _main()
