"""Customers whose plans are finished: all had their kick-off, and trained their planners."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from cspwidgets.plan.model import Account, Activity, Outcome, Plan, Stage
from cspwidgets.plan.words import ActivityState, PlanState, Result, Side
from support.plans import MONDAY, plan_of, step

STAGES = (Stage(id="s1", name="Onboard", weeks=4.0), Stage(id="s2", name="Adopt", weeks=8.0))
WEEKS = (2, 3, 4, 5, 5, 5, 6, 6, 6, 9)
"""When ten customers had trained their planners."""


def customer(number: int, week: int, **account: str) -> Plan:
    """A customer that renewed: kick-off in week 1, the planners trained in that week."""
    rows = (
        _done("a", "Kick-off", 1, side=Side.BOTH),
        _done("b", "Train the planners", week, side=Side.VENDOR, stage="s2"),
    )
    return replace(
        plan_of(*rows, stages=STAGES, outcomes=(Outcome(id="o", name="Hours saved"),)),
        id=f"c{number}",
        account=Account(name=f"Customer {number}", **account),
        result=Result.RENEWED,
        state=PlanState.ACHIEVED,
    )


def customers(**account: str) -> list[Plan]:
    """Ten that renewed, two that were lost."""
    renewed = [customer(number, week, **account) for number, week in enumerate(WEEKS)]
    return [*renewed, *(replace(customer(n, 1), result=Result.LOST) for n in (20, 21))]


def newcomer(*rows: Activity, **fields: Any) -> Plan:
    """A plan that is under way: its kick-off is done, and nobody trained the planners."""
    begun = step("k", 1.0, side=Side.BOTH, stage="s1", state=ActivityState.DONE)
    begun = replace(begun, title="Kick off", started_on=MONDAY, finished_on=MONDAY)
    outcomes = (Outcome(id="x", name="Hours saved"), Outcome(id="y", name="Errors"))
    plan = plan_of(begun, *rows, stages=STAGES, outcomes=outcomes)
    return replace(plan, **fields)


def _done(name: str, title: str, week: int, **more: Any) -> Activity:
    # On the Wednesday of a week, three days long though four were planned.
    ended = MONDAY + timedelta(weeks=week - 1, days=2)
    fields = {"state": ActivityState.DONE, "stage": "s1", "serves": ("o",), **more}
    row = replace(step(name, 4.0), title=title, **fields)
    return replace(row, started_on=ended - timedelta(days=2), finished_on=ended)
