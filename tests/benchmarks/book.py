"""How fast the whole book opens, and how little `import cspwidgets` costs.

    python tests/benchmarks/book.py            a table for people (10,000 plans)
    python tests/benchmarks/book.py --json     the same figures by name

The book is loaded from a real SQLite store, scheduled and graded, in one process. The peer is what
an analyst's data frames make of the same plans (the card alone, no schedule), on every 200th plan
in between. The import is timed against an empty Python, in turns.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from cspwidgets.journey.standing import stand
from cspwidgets.plan.model import Plan
from cspwidgets.store.store import Store
from support.carded import card_with_pandas
from support.demo import demo_plan
from support.figures import conclude

ON = date(2026, 7, 17)
PEER_EVERY = 200
LIMITS = {"book_s": 30.0, "import_ratio": 1.3}


def main() -> None:
    """Measure, print, and end with 1 when a promise is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--plans", type=int, default=10_000)
    asked.add_argument("--json", action="store_true")
    words = asked.parse_args()
    figures = {**import_cost(), **book(words.plans)}
    conclude(figures, at_most=LIMITS, as_json=words.json)


def import_cost(rounds: int = 15) -> dict[str, float]:
    """An empty Python and one that imports the package, in turns; the median of each."""
    ours, empty = [], []
    for _ in range(rounds):
        empty.append(_seconds("pass"))
        ours.append(_seconds("import cspwidgets"))
    return {
        "empty_python_ms": 1000 * median(empty),
        "import_cspwidgets_ms": 1000 * median(ours),
        "import_ratio": median(ours) / median(empty),
    }


def book(count: int) -> dict[str, float]:
    """Load, schedule and grade every plan of a store, on one core."""
    plans = [demo_plan(name) for name in ("northwind", "aldhelm", "lumen", "castellan")]
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/plans.sqlite")
        store.create_many(
            _many(plans, count), who="Ada", at=datetime(2026, 7, 17, tzinfo=UTC), change_id="book"
        )
        wall, ours, peer, graded = perf_counter(), 0.0, 0.0, 0
        begun = process_time()
        for number, saved in enumerate(store.load_all()):
            graded += stand(saved.plan, ON, draws=0).card.points is not None
            if number % PEER_EVERY == 0:
                ours += process_time() - begun
                begun = process_time()
                card_with_pandas(saved.plan, saved.plan.agreements[-1].finish_on, ON)
                peer += process_time() - begun
                begun = process_time()
        ours += process_time() - begun
        wall = perf_counter() - wall
        store.close()
    peers = -(-count // PEER_EVERY)
    return {
        "plans": float(count),
        "graded": float(graded),
        "book_s": ours,
        "book_wall_s": wall,
        "ms_a_plan": 1000 * ours / count,
        "peer_ms_a_plan": 1000 * peer / peers,
        "peer_is_slower_by": (peer / peers) / (ours / count),
    }


def _many(plans: list[Plan], count: int) -> Iterable[Plan]:
    return (replace(plans[n % len(plans)], id=f"account-{n}") for n in range(count))


def _seconds(code: str) -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return perf_counter() - begun


if __name__ == "__main__":
    main()
