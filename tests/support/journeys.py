"""Finished plans that are invented from a known journey, to see whether it is found again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from math import exp

from cspwidgets.plan.model import Account, Activity, Measurement, Outcome, Plan, Stage
from cspwidgets.plan.words import ActivityState, PlanState, Result, Side

STEPS = (
    ("Hand over why they bought", Side.VENDOR, 2.0),
    ("Kick-off", Side.BOTH, 1.0),
    ("Baseline measured", Side.CUSTOMER, 5.0),
    ("Both sides sign the plan", Side.BOTH, 1.0),
    ("Sign-in with the company account", Side.CUSTOMER, 4.0),
    ("Real data loaded", Side.CUSTOMER, 8.0),
    ("Set up for the first team", Side.VENDOR, 5.0),
    ("First team trained", Side.VENDOR, 2.0),
    ("First team live", Side.CUSTOMER, 8.0),
    ("First result shown to the sponsor", Side.BOTH, 1.0),
    ("Champions named", Side.CUSTOMER, 3.0),
    ("All teams live", Side.CUSTOMER, 15.0),
    ("The old way switched off", Side.CUSTOMER, 5.0),
    ("Measured again", Side.CUSTOMER, 4.0),
    ("Finance agrees the value", Side.CUSTOMER, 4.0),
    ("Terms agreed", Side.BOTH, 8.0),
)
"""The journey: title, side, planned days; in this order."""

NOISE = tuple(
    (f"{what} {number}", Side.VENDOR, 2.0)
    for what in ("Webinar on feature", "Discount offered for module", "Newsletter about release")
    for number in ("one", "two", "three", "four")
)
"""What some do as well, and nobody needs."""

OTHERWISE = {
    "Kick-off": "Kickoff",
    "Real data loaded": "Real data is loaded",
    "All teams live": "All teams are live",
    "Measured again": "Measured  again.",
}
PACE = {Side.CUSTOMER: 1.5, Side.VENDOR: 1.2, Side.BOTH: 1.5}
START = date(2024, 1, 8)


def finished_plans(count: int, seed: int, *, has_lift: bool = True) -> list[Plan]:
    """So many finished plans: a third grew, a third renewed, a third was lost.

    With `has_lift` those that grew took 95 % of the steps, the others half of them; without it
    all took each step and each piece of noise equally often.
    """
    chance = random.Random(seed)
    results = [tuple(Result)[place % 3] for place in range(count)]
    return [_plan(place, result, has_lift, chance) for place, result in enumerate(results)]


def _plan(place: int, result: Result, has_lift: bool, chance: random.Random) -> Plan:
    share = (0.95 if result is Result.GREW else 0.5) if has_lift else 0.7
    noise = 0.3 if has_lift else 0.7
    wanted = [(k + chance.gauss(0, 0.45), row) for k, row in enumerate(STEPS)]
    taken = [each for each in wanted if chance.random() < share]
    taken += [(chance.uniform(0, len(STEPS)), row) for row in NOISE if chance.random() < noise]
    taken.sort(key=lambda each: each[0])
    return Plan(
        id=f"plan-{place:03}",
        account=Account(name=f"Customer {place}"),
        state=PlanState.ACHIEVED,
        result=result,
        start_on=START,
        outcomes=(Outcome(id="hours", name="Hours", baseline=0.0, target=100.0),),
        measurements=(
            Measurement(
                id="hours-1",
                outcome="hours",
                on=START + timedelta(days=300),
                value=round(chance.uniform(20, 120), 1),
            ),
        ),
        stages=(Stage(id="journey", name="Journey", weeks=30.0),),
        activities=tuple(_walked([row for _, row in taken], chance)),
    )


def _walked(taken: Sequence[tuple[str, Side, float]], chance: random.Random) -> list[Activity]:
    rows, day = [], START
    for number, (title, side, days) in enumerate(taken):
        real = max(round(days * PACE[side] * exp(chance.gauss(-0.05, 0.3))), 1)
        ended = _later(day, real - 1)
        called = OTHERWISE.get(title, title) if chance.random() < 0.3 else title
        rows.append(
            Activity(
                id=f"row-{number}",
                title=called,
                stage="journey",
                side=side,
                state=ActivityState.DONE,
                days=days,
                after=(f"row-{number - 1}",) if number else (),
                started_on=day,
                finished_on=ended,
            )
        )
        day = _later(ended, 1)
    return rows


def _later(day: date, working_days: int) -> date:
    while day.weekday() > 4:
        day += timedelta(days=1)
    for _ in range(working_days):
        day += timedelta(days=3 if day.weekday() == 4 else 1)
    return day
