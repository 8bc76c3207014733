"""A portfolio in memory: what the header of the notebook asks, for tests."""

from __future__ import annotations

from dataclasses import replace

from cspwidgets.errors import StoreUnavailable
from cspwidgets.plan.model import Plan, TouchPoint
from cspwidgets.widgets.header import Desk
from support.plans import small_plan
from support.saver import MemoryStore, session_on


class Office:
    """Two accounts in memory; remembers what was frozen, or refuses to when in `trouble`."""

    def __init__(self) -> None:
        self.stores = {
            "northwind": MemoryStore(small_plan()),
            "lumen": MemoryStore(replace(small_plan(), id="lumen", objective="Grow")),
        }
        self.frozen: list[tuple[Plan, TouchPoint]] = []
        self.trouble = ""

    def desk(self) -> Desk:
        """What the header asks."""
        return Desk(
            accounts=lambda: [(name, name.title()) for name in self.stores],
            open=lambda account: session_on(self.stores[account]),
            history=lambda account: self.stores[account].history(),
            plan_at=lambda account, revision: self.stores[account].plan_at(revision),
            freeze=self.freeze,
        )

    def freeze(self, plan: Plan, row: TouchPoint) -> None:
        """Keep a plan as it was shown at a touch point."""
        if self.trouble:
            raise StoreUnavailable(self.trouble)
        self.frozen.append((plan, row))
