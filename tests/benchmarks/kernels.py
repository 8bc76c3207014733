"""What a warm start saves: kernels, and runs of a notebook without one.

    python tests/benchmarks/kernels.py            a table for people
    python tests/benchmarks/kernels.py --json     the same figures by name

Kernels: seconds from asking for one until the plan notebook's cell has run, `python3` and `csp`
in turns; the first `csp` waits for the warm process. Runs: CPU milliseconds, of all processes,
for a notebook of twelve cells that do nothing, by the engine and by an ordinary kernel.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from cspwidgets.kernels.engine import execute
from cspwidgets.kernels.forkserver import ForkServer
from support.cells import notebook
from support.figures import conclude

PLAN = "from cspwidgets import Workbook\nboard = Workbook.open().plan()\nboard._repr_mimebundle_()"
LIMITS = {"warm_kernel_share": 0.5, "engine_share": 0.2}


def main() -> None:
    """Measure, print, and end with 1 when a promise is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=20)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"CSP_HOME": home, "CSP_TODAY": "2026-07-17"}
        figures = kernels() | engine(given.runs)
    conclude(figures, at_most=LIMITS, as_json=given.json)


def kernels() -> dict[str, float]:
    """Seconds to a plan, by the kernel's name."""
    took: dict[str, list[float]] = {"python3": [], "csp": []}
    _to_a_plan("python3")  # makes the demo accounts
    first = _to_a_plan("csp")
    for _ in range(3):
        for name, seconds in took.items():
            seconds.append(_to_a_plan(name))
    cold, warm = (statistics.median(seconds) for seconds in took.values())
    return {
        "python3_s": cold,
        "csp_first_s": first,
        "csp_s": warm,
        "warm_kernel_share": warm / cold,
    }


def engine(runs: int) -> dict[str, float]:
    """CPU milliseconds of a run, by the engine and by an ordinary kernel."""
    given = notebook(*["pass"] * 12)
    with ForkServer() as server:
        execute(given, {}, server=server)
        begun = _cpu()
        for _ in range(runs):
            execute(given, {}, server=server)
        warm = (_cpu() - begun) * 1000 / runs
    begun = _cpu()
    for _ in range(2):
        execute(given, {}, server=None)
    cold = (_cpu() - begun) * 1000 / 2
    return {"engine_ms": warm, "kernel_ms": cold, "engine_share": warm / cold}


def _to_a_plan(kernel: str) -> float:
    from jupyter_client.manager import start_new_kernel

    begun = time.perf_counter()
    manager, client = start_new_kernel(kernel_name=kernel)
    reply = client.execute_interactive(PLAN, timeout=60, output_hook=lambda _: None)
    took = time.perf_counter() - begun
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    assert reply["content"]["status"] == "ok", reply["content"]
    return took


def _cpu() -> float:
    # Of this process, what it has started, and what those have reaped.
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(sum(process.cpu_times()[:4]) for process in processes)


if __name__ == "__main__":
    main()
