"""The demo accounts: four stories, moved to this week when they are first loaded."""

from __future__ import annotations

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.codec import plan_from_yaml
from cspwidgets.plan.model import Plan
from cspwidgets.plan.shift import STORY_ON, shift, weeks_between
from cspwidgets.portfolio.touchpoints import TouchPoints
from cspwidgets.settings import shared_folder
from cspwidgets.store.store import Store


class Demo:
    """Loads the demo accounts into a store."""

    def __init__(self, store: Store, touch_points: TouchPoints) -> None:
        self._store = store
        self._touch_points = touch_points

    def load(self, *, today: date, who: str, at: datetime, reset: bool) -> tuple[str, ...]:
        """Load what is missing; with `reset`, make every demo account anew as of this week."""
        there = {line.id for line in self._store.accounts()}
        made = []
        for plan in demo_plans(today):
            if plan.id in there:
                if not reset:
                    continue
                self._store.forget(plan.id, who=who, at=at)
            self._load(plan, who=who, at=at)
            made.append(plan.id)
        return tuple(made)

    def _load(self, plan: Plan, *, who: str, at: datetime) -> None:
        change = uuid5(NAMESPACE_URL, f"csp-demo:{plan.id}:{at.isoformat()}").hex
        self._store.create(plan, who=who, at=at, change_id=change)
        for touch_point in sorted(plan.touch_points, key=lambda row: row.on):
            then = plan_as_of(plan, touch_point.on)
            self._touch_points.freeze(then, touch_point.on, kind=touch_point.kind.value)


def demo_plans(today: date) -> tuple[Plan, ...]:
    """The demo accounts, with their story's day moved into the week of `today`."""
    weeks = weeks_between(STORY_ON, today)
    folder = shared_folder("templates") / "demo"
    files = sorted(folder.glob("*.yaml"))
    return tuple(
        shift(plan_from_yaml(file.read_text("utf-8"), file=file.name), weeks) for file in files
    )
