"""Plans for tests: one to read, one of any size, and a strategy for every odd one."""

from __future__ import annotations

from datetime import date, timedelta

from cspwidgets.plan.model import Account, Activity, Agreement, Outcome, Plan, Stage
from cspwidgets.plan.words import ActivityState, Side
from support.northwind import TODAY, small_plan
from support.odd import plan_strategy

__all__ = ["TODAY", "big_plan", "plan_strategy", "small_plan"]


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
