"""Synthetic journeys that are over, so that a forecast made on the way can be held against them.

Each side has a true pace, each step scatters around it, nobody works before predecessors are done
or the stage's window opens. What is drawn here is not what the forecast assumes: paces are drawn
evenly, and steps scatter by a gamma distribution.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from math import ceil
from random import Random

from cspwidgets.journey.agreement import agree
from cspwidgets.journey.schedule import ruler, schedule
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.model import Account, Activity, Plan, Stage
from cspwidgets.plan.words import ActivityState, PlanState, Side

PACES = {
    Side.CUSTOMER: (0.9, 1.9),
    Side.VENDOR: (0.8, 1.3),
    Side.PARTNER: (0.9, 1.9),
}
"""The lowest and the highest true pace of a side."""

SCATTER = 5.0
"""Shape of the gamma distribution of one step around its side's pace: 45 % up or down."""

STEPS = 32
STAGE_WEEKS = (2.0, 5.0, 6.0, 10.0, 6.0)


def walked(seed: int, paces: Mapping[Side, tuple[float, float]] = PACES) -> Plan:
    """A journey of 32 steps from its first to its last day, with the days it really took.

    The true pace of each side is drawn between the lowest and the highest of `paces`.
    """
    random = Random(seed)
    plan = Plan(
        id=f"walked-{seed}",
        account=Account(name=f"Account {seed}"),
        state=PlanState.ACHIEVED,
        start_on=date(2025, 1, 6),
        stages=tuple(
            Stage(id=f"s{k}", name=f"Stage {k + 1}", weeks=weeks)
            for k, weeks in enumerate(STAGE_WEEKS)
        ),
        activities=tuple(_steps(random)),
    )
    first = agree(plan, schedule(plan), by=("A", "B"), on=date(2025, 1, 6), id="a1")
    drawn = {side: random.uniform(*between) for side, between in paces.items()}
    return replace(plan, activities=tuple(_walk(plan, drawn, random)), agreements=(first,))


def on_the_way(plan: Plan, share: float) -> tuple[Plan, date]:
    """The same plan as it stood after a share of its real working days, and that day."""
    scale = ruler(plan)
    day = scale.last_day(share * finish_of(plan))
    assert day is not None
    return plan_as_of(plan, day), day


def finish_of(plan: Plan) -> float:
    """The working days that the whole journey really took."""
    return schedule(plan).finish


def _steps(random: Random) -> Iterator[Activity]:
    sides = (Side.CUSTOMER, Side.CUSTOMER, Side.VENDOR, Side.BOTH, Side.PARTNER)
    for k in range(STEPS):
        before = [f"a{j}" for j in range(max(k - 5, 0), k)]
        yield Activity(
            id=f"a{k}",
            title=f"Step {k + 1}",
            stage=f"s{k * len(STAGE_WEEKS) // STEPS}",
            side=random.choice(sides),
            days=float(random.choice((1, 2, 3, 5, 5, 8, 10, 15))),
            after=tuple(sorted(random.sample(before, min(len(before), random.choice((1, 1, 2)))))),
        )


def _walk(plan: Plan, paces: dict[Side, float], random: Random) -> Iterator[Activity]:
    scale = ruler(plan)
    paces[Side.BOTH] = max(paces[Side.CUSTOMER], paces[Side.VENDOR])
    opens = {name: window.start for name, window in schedule(plan).windows.items()}
    finishes: dict[str, int] = {}
    for row in plan.activities:
        start = ceil(max([opens[row.stage], *(finishes[name] for name in row.after)]))
        scatter = random.gammavariate(SCATTER, 1 / SCATTER)
        finish = start + max(round((row.days or 0.0) * paces[row.side] * scatter), 1)
        finishes[row.id] = finish
        started_on, finished_on = scale.span(start, finish)
        yield replace(row, state=ActivityState.DONE, started_on=started_on, finished_on=finished_on)
