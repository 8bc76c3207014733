"""A batch of reviews that is killed, and run again: every good one once, the bad ones named."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import nbformat
import pytest

from cspwidgets.portfolio import Portfolio
from support.batching import BROKEN, accounts, fill

REVIEWS = int(os.environ.get("CSP_TEST_REVIEWS", "40"))
"""How many accounts there are; the figure that is reported is of 200."""

_TESTS = Path(__file__).parents[1]
_PATIENCE_SECONDS = 300

pytestmark = pytest.mark.slow


@pytest.fixture
def many(book: Portfolio) -> list[str]:
    """The accounts of a book, five of them broken."""
    names = accounts(REVIEWS)
    fill(book, names)
    return names


def test_a_killed_batch_goes_on_where_it_was(book: Portfolio, many: list[str], tmp_path: Path):
    out = tmp_path / "out"
    first = _begin("support.batching", str(out), "--slow", "0.02")
    told = _killed_after(first, REVIEWS // 3)
    made_before = _finished(out)
    assert REVIEWS // 4 < len(made_before) < REVIEWS - BROKEN
    _assert_whole(out, made_before)
    again = _begin("support.batching", str(out), "--slow", "0.02")
    said, _ = again.communicate(timeout=_PATIENCE_SECONDS)
    assert again.returncode == 1
    _assert_done(book, out, many, said)
    made_again = {line.split()[1] for line in said.splitlines() if line.startswith("made")}
    assert not made_again & made_before.keys(), "what was finished was made again"
    assert {line.split()[1] for line in told if line.startswith("made")} <= made_before.keys()


def test_a_cluster_that_loses_a_worker_makes_every_review(
    book: Portfolio, many: list[str], tmp_path: Path
):
    out = tmp_path / "out"
    with _cluster(tmp_path) as (address, workers):
        run = _begin("support.batching", str(out), "--slow", "0.02", "--cluster", address)
        told = _lines(run, REVIEWS // 4)
        os.kill(workers[0], signal.SIGKILL)
        said, _ = run.communicate(timeout=_PATIENCE_SECONDS)
    assert run.returncode == 1
    lines = [*told, *said.splitlines()]
    assert len([line for line in lines if line.split()[0] in ("made", "failed")]) == REVIEWS
    _assert_done(book, out, many, "\n".join(lines))


def _assert_done(book: Portfolio, out: Path, many: list[str], said: str) -> None:
    good = {name for name in many if not name.startswith("broken")}
    finished = _finished(out)
    assert finished.keys() == good
    _assert_whole(out, finished)
    assert {each.name for each in out.glob("*.html")} == {f"{n}-2026Q3.html" for n in good}
    failed = [line.split()[1] for line in said.splitlines() if line.startswith("failed")]
    assert sorted(failed) == sorted(set(many) - good)
    assert [each.name for each in out.rglob("*") if ".part" in each.name] == []
    for name in good:
        rows = [row.id for row in book.plan(name).plan.touch_points]
        assert rows.count("qbr-2026Q3-customer") == 1, name
        assert len([one for one in book.store.snapshots(name) if "review" in one.results]) == 1


def _finished(out: Path) -> dict[str, str]:
    # The accounts whose mark is there, with their fingerprint.
    found = {}
    for file in (out / "notebooks").glob("*.ipynb"):
        notebook = nbformat.read(file, as_version=4)
        found[file.name.removesuffix("-2026Q3.ipynb")] = notebook.metadata.csp.fingerprint
    return found


def _assert_whole(out: Path, finished: dict[str, str]) -> None:
    for name in finished:
        page = (out / f"{name}-2026Q3.html").read_text()
        assert page.rstrip().endswith("</html>"), name
        assert (out / f"emails/{name}-2026Q3.txt").read_text().startswith("Subject: "), name


def _begin(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(_TESTS), str(_TESTS.parent)])},
        stdout=subprocess.PIPE,
        text=True,
    )


def _lines(run: subprocess.Popen[str], count: int) -> list[str]:
    assert run.stdout
    return [run.stdout.readline() for _ in range(count)]


def _killed_after(run: subprocess.Popen[str], count: int) -> list[str]:
    told = _lines(run, count)
    run.kill()
    rest, _ = run.communicate()
    return [*told, *rest.splitlines()]


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, list[int]]]:
    # A scheduler and two workers, each a process of its own with a nanny that starts it anew.
    quiet = {"DASK_DISTRIBUTED__ADMIN__EVENT_LOOP_MONITOR_INTERVAL": "20s"}
    paths = os.pathsep.join([str(_TESTS), str(_TESTS.parent)])
    code = (
        "import sys, time\n"
        "from distributed import LocalCluster\n"
        "if __name__ == '__main__':\n"
        "    with LocalCluster(n_workers=2, threads_per_worker=1,\n"
        f"                      local_directory={str(folder)!r},\n"
        "                      dashboard_address=None) as cluster:\n"
        "        pids = [nanny.pid for nanny in cluster.workers.values()]\n"
        "        print(cluster.scheduler_address, *pids, flush=True)\n"
        "        sys.stdin.read()\n"
    )
    script = folder / "cluster.py"
    script.write_text(code)
    with subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, **quiet, "PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as cluster:
        assert cluster.stdout
        address, *pids = cluster.stdout.readline().split()
        try:
            yield address, [int(pid) for pid in pids]
        finally:
            with suppress(subprocess.TimeoutExpired):
                cluster.communicate(timeout=30)
            cluster.kill()
