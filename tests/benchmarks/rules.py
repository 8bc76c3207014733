"""How fast and how true the journey's rules are, against what a user would do instead.

    python tests/benchmarks/rules.py            a table for people
    python tests/benchmarks/rules.py --json     the same figures by name

Speed: each case times ours and the alternative in turns, so that a busy machine slows both; the
figure is the best of the rounds. Truth: synthetic journeys (`tests/support/walked.py`) are looked
at on the way, and the projected finish is held against the real one.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from pathlib import Path
from statistics import mean, median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from cspwidgets.journey.agreement import agree
from cspwidgets.journey.calendar import Calendar
from cspwidgets.journey.forecast import forecast
from cspwidgets.journey.reportcard import ReportCard, grade
from cspwidgets.journey.schedule import schedule
from cspwidgets.journey.standing import stand
from cspwidgets.journey.value import assess
from cspwidgets.plan.codec import plan_from_json, plan_to_json
from cspwidgets.plan.model import Activity, Measurement, Plan
from cspwidgets.plan.words import ActivityState, Side
from support import walked as worlds
from support.carded import card_with_pandas
from support.plans import big_plan
from support.pushed import push

ON = date(2026, 4, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that is promised to be fast, and what a user would run instead."""

    name: str
    ours: Callable[[], object]
    instead: Callable[[], object]
    instead_is: str
    limit_ms: float


def cases() -> list[Case]:
    """Every promise of the rules; a new one is one more row."""
    sixty, many = in_order(big_plan(60)), in_order(big_plan(300))
    return [
        Case(
            name="re-route of 60 steps",
            ours=lambda: forecast(sixty, ON, schedule=schedule(sixty), draws=0),
            instead=lambda: with_pandas(sixty, ON),
            instead_is="a loop over pandas business days",
            limit_ms=0.5,
        ),
        Case(
            name="range of 60 steps, 1,000 draws",
            ours=lambda: forecast(sixty, ON, schedule=schedule(sixty)),
            instead=lambda: [push(sixty, ON) for _ in range(100)],
            instead_is="only 100 draws of a loop over days",
            limit_ms=5.0,
        ),
        Case(
            name="re-route of 300 steps",
            ours=lambda: forecast(many, ON, schedule=schedule(many), draws=0),
            instead=lambda: with_pandas(many, ON),
            instead_is="a loop over pandas business days",
            limit_ms=2.5,
        ),
        *card_cases(),
    ]


def card_cases() -> list[Case]:
    """The promises of the report card: one plan, and one of a book of 10,000 (30 s in all)."""
    sixty, forty = agreed(in_order(big_plan(60))), agreed(in_order(big_plan(40)))
    text = plan_to_json(forty)
    return [
        Case(
            name="card of 60 steps",
            ours=lambda: card(sixty),
            instead=lambda: by_hand(sixty),
            instead_is="data frames and a loop over days",
            limit_ms=2.0,
        ),
        Case(
            name="a plan of 40 steps in full",
            ours=lambda: stand(forty, ON, draws=0),
            instead=lambda: by_hand(forty),
            instead_is="data frames and a loop over days",
            limit_ms=1.2,
        ),
        Case(
            name="the same, loaded from its file",
            ours=lambda: stand(plan_from_json(text), ON, draws=0),
            instead=lambda: by_hand(plan_from_json(text)),
            instead_is="data frames and a loop over days",
            limit_ms=3.0,
        ),
    ]


def agreed(plan: Plan) -> Plan:
    """The plan with something to grade: days agreed, promises given, an outcome measured."""
    fresh = replace(plan, activities=tuple(unbegun(row) for row in plan.activities))
    baseline = agree(fresh, schedule(fresh), by=("A", "B"), on=ON, id="g2")
    promised = {step.activity: step.finish_on for step in baseline.steps[::3]}
    rows = tuple(replace(row, promised_on=promised.get(row.id)) for row in plan.activities)
    values = ((date(2026, 3, 2), 11.0), (date(2026, 4, 7), 13.0))
    measured = tuple(
        Measurement(id=f"m{k}", outcome="o1", on=day, value=value)
        for k, (day, value) in enumerate(values)
    )
    return replace(plan, activities=rows, agreements=(baseline,), measurements=measured)


def unbegun(row: Activity) -> Activity:
    """The step as it was before anything happened."""
    return replace(row, state=ActivityState.NOT_STARTED, started_on=None, finished_on=None)


def card(plan: Plan) -> ReportCard:
    """Everything that a grade needs, and the grade."""
    planned = schedule(plan)
    projected = forecast(plan, ON, schedule=planned, draws=0)
    return grade(plan, ON, schedule=planned, forecast=projected, value=assess(plan, ON))


def by_hand(plan: Plan) -> dict[str, float]:
    """The grade as an analyst would make it."""
    finishes = with_pandas(plan, ON)
    return card_with_pandas(plan, max(finishes.values()), ON)


def in_order(plan: Plan) -> Plan:
    """The plan as it is usual: a third is done, a quarter slower than planned; a few holidays."""
    rows = [
        replace(row, finished_on=Calendar().day(row.started_on, ceil(1.25 * (row.days or 1)) - 1))
        if row.started_on
        else row
        for row in plan.activities
    ]
    return replace(plan, activities=tuple(rows), holidays=(date(2026, 4, 3), date(2026, 4, 6)))


def with_pandas(plan: Plan, on: date) -> dict[str, Any]:
    """Push dates as an analyst would: a frame of steps, and a loop with business days."""
    import pandas as pd

    day = pd.offsets.CustomBusinessDay(holidays=list(plan.holidays))
    frame = pd.DataFrame({"id": [row.id for row in plan.activities]}).set_index("id")
    frame["days"] = [row.days or 1.0 for row in plan.activities]
    frame["finish"] = [pd.Timestamp(row.finished_on) for row in plan.activities]
    opens, start = {}, pd.Timestamp(plan.start_on)
    for stage in plan.stages:
        opens[stage.id] = start
        start = start + int((stage.weeks or 0) * 5) * day
    finishes: dict[str, Any] = {}
    for row in plan.activities:
        if pd.notna(frame.at[row.id, "finish"]):
            finishes[row.id] = frame.at[row.id, "finish"]
            continue
        first = max([pd.Timestamp(on), opens[row.stage], *(finishes[one] for one in row.after)])
        finishes[row.id] = first + int(frame.at[row.id, "days"]) * day
    return finishes


def timed(case: Case, rounds: int) -> dict[str, float]:
    """Milliseconds of ours and of the alternative: the best and the median of the rounds."""
    ours, instead = [], []
    case.ours(), case.instead()
    gc.disable()
    for _ in range(rounds):
        ours.append(min(clock(case.ours) for _ in range(5)))
        instead.append(clock(case.instead))
    gc.enable()
    return {
        "ms": round(min(ours), 3),
        "median_ms": round(median(ours), 3),
        "instead_ms": round(min(instead), 3),
        "times_faster": round(median(instead) / median(ours), 1),
        "limit_ms": case.limit_ms,
    }


def clock(run: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    began = perf_counter()
    run()
    return (perf_counter() - began) * 1000


WORLDS = {
    "as fast as planned": dict.fromkeys(worlds.PACES, (0.65, 1.45)),
    "somewhat slower": dict(worlds.PACES),
    "much slower": dict.fromkeys(worlds.PACES, (1.2, 2.2)),
}
"""The true paces of sides in three kinds of book; the forecast knows of none."""


def truth(paces: dict[Side, tuple[float, float]], share: float, journeys: int) -> dict[str, float]:
    """The mean error in percent of the journey, and how often the safe day held."""
    errors: dict[str, list[float]] = {"projected": [], "likely": [], "pushing_dates": []}
    held = []
    for seed in range(journeys):
        journey = worlds.walked(seed, paces)
        plan, on = worlds.on_the_way(journey, share)
        real = worlds.finish_of(journey)
        found = forecast(plan, on)
        last = max(last for _, last in push(plan, on).values())
        pushed = Calendar().between(plan.start_on or on, last) + 1
        for name, finish in (
            ("projected", found.finish),
            ("likely", found.likely),
            ("pushing_dates", float(pushed)),
        ):
            errors[name].append(100 * abs(finish - real) / real)
        held.append(100.0 * (real <= (found.safe or 0.0) + 1e-6))
    figures = {f"{name}_error": round(mean(row), 1) for name, row in errors.items()}
    return {**figures, "safe_held": round(mean(held), 0)}


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="figures by name")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--journeys", type=int, default=100, help="0: speed only")
    asked = parser.parse_args()
    speed = {case.name: timed(case, asked.rounds) for case in cases()}
    arrivals = {
        f"{name}, {share:.0%} of the way": truth(paces, share, asked.journeys)
        for name, paces in WORLDS.items()
        for share in (0.25, 0.5, 0.75)
        if asked.journeys
    }
    if asked.json:
        print(json.dumps({"speed": speed, "arrivals": arrivals}, indent=2))
        return
    print(f"{'':34}{'best':>9}{'median':>9}{'promise':>9}{'instead':>10}")
    for case in cases():
        row = speed[case.name]
        print(
            f"{case.name:34}{row['ms']:6.2f} ms{row['median_ms']:6.2f} ms{row['limit_ms']:6.2f} ms"
            f"{row['instead_ms']:7.2f} ms  {row['times_faster']:.0f} x {case.instead_is}"
        )
    print(f"\n{'mean error, % of the journey':38}{'pushed':>8}{'projected':>11}{'likely':>8}  safe")
    for name, row in arrivals.items():
        print(
            f"{name:38}{row['pushing_dates_error']:8.1f}{row['projected_error']:11.1f}"
            f"{row['likely_error']:8.1f}  held in {row['safe_held']:.0f} of 100"
        )


if __name__ == "__main__":
    main()
