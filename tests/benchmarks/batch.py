"""What a quarterly review costs in a batch, against what one would do instead.

    python tests/benchmarks/batch.py              a table for people (30 synthetic accounts)
    python tests/benchmarks/batch.py --json       the same figures by name
    python tests/benchmarks/batch.py --many 1000  time and memory of a large book, and of a second
                                                  run with nothing changed (minutes)

CPU seconds of the whole process tree, all in one run and in turns, so that a busy machine slows
all alike; and each with one report at a time, since two on the halves of one core slow each other
(what they then take is told too). Ours is `csp qbr`. The loop is `papermill` and then
`jupyter nbconvert --to qbr_html` for each account, with the same pins; each of its reports has
processes of its own, so it is measured on a few (`--loop`). The floor runs the same cells in one
warm process, which isolates nothing, and reuses the exporter. "Further" is what each report costs
when there are three times as many, the median of the rounds. Of all else the least of the rounds
counts: what neighbours on the machine take from its caches and clock only ever adds.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from operator import truediv
from pathlib import Path
from statistics import median

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from cspwidgets.plan.model import Plan
from cspwidgets.settings import shared_folder
from cspwidgets.store.store import Store
from support.demo import demo_plan
from support.figures import conclude

TESTS = Path(__file__).parents[1]
PERIOD = "2026Q3"
MORE = 3
"""So many times as many reports show what each further one costs."""

ALL = "html,pdf,pptx"
LIMITS = {
    "floor_ratio": 1.5,
    "further_ratio": 1.3,
    "all_formats_s": 0.6,
    "many_wall_s": 360.0,
    "many_mb": 1500.0,
    "unchanged_wall_s": 5.0,
}
AT_LEAST = {"times_cheaper": 10.0}


def main() -> None:
    """Measure, print, and end with 1 when a promise is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--accounts", type=int, default=30)
    asked.add_argument("--loop", type=int, default=4)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--many", type=int, default=0)
    asked.add_argument("--to", default="html", help="the formats of --many")
    asked.add_argument("--json", action="store_true")
    words = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), words.many or MORE * words.accounts)
        if words.many:
            figures = bench.many(words.to)
        else:
            figures = bench.few(words.accounts, words.loop, words.rounds)
    conclude(figures, at_most=LIMITS, at_least=AT_LEAST, as_json=words.json)


class Bench:
    """A book of synthetic accounts, and the ways to make their reviews."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.names = [f"account-{number:04d}" for number in range(count)]
        self.book = folder / "book.sqlite"
        with Store.open(f"sqlite:///{self.book}") as store:
            at = datetime(2026, 7, 1, tzinfo=UTC)
            store.create_many(_plans(self.names), who="Ada", at=at, change_id="book")
        self._runs = 0

    def few(self, count: int, in_loop: int, rounds: int) -> dict[str, float]:
        """Ours, the loop and the floor, in turns."""
        names, more = self.names[:count], self.names[: MORE * count]
        ways: dict[str, Callable[[], float]] = {
            "loop": lambda: self._loop(names[:in_loop]),
            "ours": lambda: self._ours(names),
            "floor": lambda: self._floor(names),
            "ours_more": lambda: self._ours(more),
            "floor_more": lambda: self._floor(more),
            "everything": lambda: self._ours(names, ALL),
            "at_once": lambda: self._ours(names, ALL, jobs=()),
        }
        spent: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                spent[name].append(way())
        least = {name: min(seconds) for name, seconds in spent.items()}
        loop, ours = least["loop"] / in_loop, least["ours"] / count
        further, floor_further = (
            [
                (many - few) / (len(more) - count)
                for many, few in zip(spent[f"{way}_more"], spent[way], strict=True)
            ]
            for way in ("ours", "floor")
        )
        return {
            "reports": float(count),
            "rounds": float(rounds),
            "loop_s": loop,
            "ours_s": ours,
            "floor_s": least["floor"] / count,
            "times_cheaper": loop / ours,
            "floor_ratio": least["ours"] / least["floor"],
            "further_s": median(further),
            "floor_further_s": median(floor_further),
            "further_ratio": median(map(truediv, further, floor_further)),
            "all_formats_s": least["everything"] / count,
            "all_formats_at_once_s": least["at_once"] / count,
        }

    def many(self, formats: str) -> dict[str, float]:
        """A large book: how long it takes, its memory at most, and a second run."""
        out = self.folder / "many"
        with self._store():
            command = self._command(self.names, formats, out)
            begun = time.perf_counter()
            cpu, most_bytes = _cpu(command), _Watch.most
            wall = time.perf_counter() - begun
            begun = time.perf_counter()
            _cpu(command)
            again = time.perf_counter() - begun
        return {
            "reports": float(len(self.names)),
            "many_wall_s": wall,
            "many_cpu_s": cpu,
            "many_mb": most_bytes / 1e6,
            "unchanged_wall_s": again,
        }

    def _ours(
        self, names: list[str], formats: str = "html", *, jobs: Sequence[str] = ("--jobs", "1")
    ) -> float:
        with self._store() as out:
            return _cpu([*self._command(names, formats, out), *jobs])

    def _floor(self, names: list[str]) -> float:
        with self._store() as out:
            return _cpu([sys.executable, "-m", "support.floor", _notebook(), PERIOD, out, *names])

    def _loop(self, names: list[str]) -> float:
        total = 0.0
        with self._store() as out:
            for name in names:
                made = out / f"{name}.ipynb"
                given = ["-p", "account", name, "-p", "period", PERIOD]
                papermill = ["papermill", _notebook(), made, *given, "--no-progress-bar"]
                total += _cpu([sys.executable, "-m", *papermill])
                nbconvert = ["jupyter", "nbconvert", "--to", "qbr_html", made]
                total += _cpu([sys.executable, "-m", *nbconvert])
        return total

    def _command(self, names: list[str], formats: str, out: Path) -> list[str | Path]:
        code = "from cspwidgets.cli import main; main()"
        csp = [sys.executable, "-c", code, "qbr", "--period", PERIOD, "--to", formats]
        whose = ["--all"] if names == self.names else names
        return [*csp, "--out", out, *whose]

    @contextmanager
    def _store(self) -> Iterator[Path]:
        # Each run has a copy of the book, so that none finds what another recorded.
        self._runs += 1
        home = self.folder / f"home-{self._runs}"
        (home / "out").mkdir(parents=True)
        shutil.copy(self.book, home / "plans.sqlite")
        os.environ.update(CSP_HOME=str(home), CSP_TODAY="2026-07-17", CSP_USER="Ada")
        os.environ["PYTHONPATH"] = os.pathsep.join([str(TESTS.parent), str(TESTS)])
        yield home / "out"


class _Watch:
    # The most memory (proportional set size) that a process and its descendants had together.
    most = 0

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        _Watch.most = 0
        self._root = psutil.Process(process.pid)
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            try:
                tree = [self._root, *self._root.children(recursive=True)]
            except psutil.Error:
                return
            _Watch.most = max(_Watch.most, sum(map(_pss, tree)))
            time.sleep(1.0)


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def _cpu(command: Iterable[str | Path]) -> float:
    # Children that were waited for are counted in whoever waited, all the way up.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [str(word) for word in command]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _Watch(process)
        out, err = process.communicate()
    if process.returncode:
        sys.exit(
            f"{' '.join(words[:6])} … ended with {process.returncode}:\n{(out + err).decode()}"
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _notebook() -> Path:
    return shared_folder("notebooks") / "qbr.ipynb"


def _plans(names: list[str]) -> Iterator[Plan]:
    # The four stories of the demo, each account with figures of its own: no two draw one chart.
    plans = [demo_plan(name) for name in ("northwind", "aldhelm", "lumen", "castellan")]
    for number, name in enumerate(names):
        plan, factor = plans[number % len(plans)], 1.0 + number / 10_000
        yield replace(
            plan,
            id=name,
            account=replace(plan.account, name=f"{plan.account.name} {number}"),
            measurements=tuple(replace(row, value=row.value * factor) for row in plan.measurements),
            usage=tuple(replace(row, value=row.value * factor) for row in plan.usage),
        )


if __name__ == "__main__":
    main()
