"""Plans for tests: one to read, one of any size, and a strategy for every odd one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cspwidgets.plan.model import Account, Activity, Agreement, Outcome, Plan, Stage
from cspwidgets.plan.words import ActivityState, Side
from support.northwind import TODAY, small_plan
from support.odd import plan_strategy

__all__ = ["MONDAY", "TODAY", "big_plan", "plan_of", "plan_strategy", "small_plan", "step", "tied"]

MONDAY = date(2026, 3, 2)
"""The start of `plan_of`: a Monday, with no holiday near."""


def step(name: str, days: float | None = 1.0, after: str = "", **fields: Any) -> Activity:
    """A step named `name`, in the one stage of `plan_of` unless said otherwise."""
    stage = fields.pop("stage", "work")
    return Activity(
        id=name, title=name, days=days, after=tuple(after.split()), stage=stage, **fields
    )


def plan_of(*activities: Activity, **fields: Any) -> Plan:
    """A plan of these activities, with one ongoing stage unless said otherwise."""
    usual: dict[str, Any] = {
        "account": Account(name="Account"),
        "start_on": MONDAY,
        "stages": (Stage(id="work", name="Work"),),
    }
    return Plan(id="p", activities=activities, **{**usual, **fields})


def big_plan(n: int) -> Plan:
    """A plan of `n` steps over seven stages, a third of them done at 1.25 times their length."""
    start = date(2026, 1, 5)
    stages = tuple(Stage(id=f"s{k}", name=f"Stage {k + 1}", weeks=6.0) for k in range(7))
    sides = (Side.CUSTOMER, Side.VENDOR, Side.BOTH, Side.PARTNER)
    done = n // 3
    activities = []
    for k in range(n):
        after = tuple(f"a{j}" for j in (k - 1, k - 3) if j >= 0 and k % 4)
        began = start + timedelta(days=k * 120 // max(n, 1))
        activities.append(
            Activity(
                id=f"a{k}",
                title=f"Step {k + 1}",
                stage=f"s{k * 7 // max(n, 1)}",
                side=sides[k % 4],
                state=ActivityState.DONE if k < done else ActivityState.NOT_STARTED,
                days=float(1 + k % 8),
                after=after,
                serves=("o1",),
                started_on=began if k < done else None,
                finished_on=began + timedelta(days=1 + k % 8) if k < done else None,
            )
        )
    return Plan(
        id="big",
        account=Account(name="Big plan", currency="EUR", renewal_on=date(2027, 1, 4)),
        objective="Grow",
        start_on=start,
        outcomes=(
            Outcome(id="o1", name="Orders a day", baseline=10, target=20, by=date(2026, 12, 31)),
        ),
        stages=stages,
        activities=tuple(activities),
        agreements=(
            Agreement(id="g1", on=start, by=("A", "B"), finish_on=start + timedelta(days=294)),
        ),
    )


def tied(plan: Plan, ties: Mapping[str, tuple[str, float]]) -> Plan:
    """A plan whose stages are met by data: by stage, the measure and the share to reach."""
    stages = tuple(
        replace(row, exit_measure=ties[row.id][0], exit_goal_share=ties[row.id][1])
        if row.id in ties
        else row
        for row in plan.stages
    )
    return replace(plan, stages=stages)
