"""How well a known journey is found again, and whether what is learned makes forecasts better.

    python tests/benchmarks/learn.py            a table for people
    python tests/benchmarks/learn.py --json     the same figures by name

Finished plans are invented from a known journey (`support/journeys.py`): those that grew took
almost all of its steps, in its order give or take, the others half of them; all have noise, other
spellings and sides that are slower than planned. `f1_steps` and `f1_order` are the harmonic means
of precision and recall of the steps, and of the pairs of steps in their order, over many such
books. `false_finds` is the share of books without any lift in which one is claimed. `error_ratio`
is the mean error of the projected finish of plans that were held out, with the pace that was
learned, by that without; a quarter of the way on. `compare_seconds` is how long the plan notebook
takes, in the background, to say what customers like this one did: 2,000 accounts in the store, 600
of them finished, every fourth step under a title of its own.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from cspwidgets.journey.forecast import forecast
from cspwidgets.journey.learn import learn
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import ActivityState
from cspwidgets.portfolio import Portfolio
from cspwidgets.settings import Settings
from support.figures import conclude
from support.journeys import OTHERWISE, STEPS, finished_plans
from support.plans import big_plan

SIZES = (12, 30, 60, 120, 200)
LIMITS = {"false_finds": 0.05, "error_ratio": 1.0, "compare_seconds": 3.0}
AT_LEAST = {f"f1_{what}_{size}": 0.9 for what in ("steps", "order") for size in SIZES if size >= 30}
_USUAL = {other: title for title, other in OTHERWISE.items()}


def main() -> None:
    """Measure, print, and end with 1 when a promise is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--books", type=int, default=40)
    asked.add_argument("--json", action="store_true")
    words = asked.parse_args()
    figures: dict[str, float] = {}
    for size in SIZES:
        steps, order = found_again(size, words.books)
        figures |= {f"f1_steps_{size}": steps, f"f1_order_{size}": order}
    figures["false_finds"] = false_finds(30, 5 * words.books)
    figures |= errors(30, words.books)
    figures["compare_seconds"] = compare_seconds(1400, 600)
    conclude(figures, at_most=LIMITS, at_least=AT_LEAST, as_json=words.json)


def found_again(size: int, books: int) -> tuple[float, float]:
    """The mean F1 of the steps and of their order, over books of that size."""
    known = [title for title, _, _ in STEPS]
    steps, order = [], []
    for seed in range(books):
        learned = learn(finished_plans(size, 1000 * size + seed)).template
        titles = [_USUAL.get(row.title, row.title) for row in learned.activities]
        steps.append(f1(known, titles))
        order.append(f1(combinations(known, 2), combinations(titles, 2)))
    return mean(steps), mean(order)


def false_finds(size: int, books: int) -> float:
    """The share of books without a lift in which some step is said to have one."""
    return mean(
        any(lesson.is_sure for lesson in learn(finished_plans(size, seed, has_lift=False)).lessons)
        for seed in range(books)
    )


def errors(size: int, books: int) -> dict[str, float]:
    """The mean error of the projected finish in calendar days, without and with the prior."""
    without, within = [], []
    for seed in range(books):
        prior = learn(finished_plans(size, seed)).template.pace_prior
        for plan in finished_plans(6, 10_000 + seed):
            early = begun(plan)
            without.append(_error(early, plan))
            within.append(_error(replace(early, pace_prior=prior), plan))
    return {
        "error_days_without": mean(without),
        "error_days_with": mean(within),
        "error_ratio": mean(within) / mean(without),
    }


def compare_seconds(live: int, finished: int) -> float:
    """How long the first comparison takes with so many accounts in the store."""
    chance = random.Random(1)
    words = [word for title, _, _ in STEPS for word in title.split()]
    plans = [replace(big_plan(35), id=f"live-{number}") for number in range(live)]
    for plan in finished_plans(finished, 1):
        rows = (
            row if place % 4 else replace(row, title=" ".join(chance.sample(words, 4)))
            for place, row in enumerate(plan.activities)
        )
        plans.append(replace(plan, activities=tuple(rows)))
    with TemporaryDirectory() as folder:
        book = Portfolio.open(Settings.from_environment({"CSP_HOME": folder}))
        book.store.create_many(plans, who="Ada", at=datetime.now(UTC), change_id="all")
        plan = book.plan("live-0").plan
        begun_at = perf_counter()
        assert book.peers.compare(plan).habits
        taken = perf_counter() - begun_at
        book.store.close()
    return taken


def begun(plan: Plan) -> Plan:
    """The plan on the day on which a quarter of its steps was done."""
    count = max(len(plan.activities) // 4, 1)
    rows = [
        row
        if place < count
        else replace(row, state=ActivityState.NOT_STARTED, started_on=None, finished_on=None)
        for place, row in enumerate(plan.activities)
    ]
    return replace(plan, activities=tuple(rows), result=None)


def f1(known: Iterable[object], found: Iterable[object]) -> float:
    """The harmonic mean of precision and recall."""
    wanted, got = set(known), set(found)
    return 2 * len(wanted & got) / (len(wanted) + len(got))


def _error(early: Plan, whole: Plan) -> float:
    done = [row.finished_on for row in early.activities if row.finished_on]
    real = max(_days(whole))
    projected = forecast(early, max(done), draws=0).finish_on
    assert projected is not None
    return abs((projected - real).days)


def _days(plan: Plan) -> Sequence:
    return [row.finished_on for row in plan.activities if row.finished_on]


if __name__ == "__main__":
    main()
