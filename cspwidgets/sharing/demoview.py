"""The demo plan as its customer sees it, for who opens `customer.ipynb` without a view."""

from __future__ import annotations

from cspwidgets.language import Language
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.codec import plan_from_yaml
from cspwidgets.plan.shift import STORY_ON, shift, weeks_between
from cspwidgets.settings import Settings, shared_folder
from cspwidgets.sharing.view import PublicView


def demo_view() -> PublicView:
    """Northwind Freight, moved to this week, with what changed since its last touch point.

    It comes from its file: no store is opened, so nothing of a real customer can be shown.
    """
    settings = Settings.from_environment()
    today = settings.today()
    file = shared_folder("templates") / "demo" / "northwind.yaml"
    plan = shift(plan_from_yaml(file.read_text("utf-8")), weeks_between(STORY_ON, today))
    past = [point for point in plan.touch_points if point.on < today]
    last = max(past, key=lambda point: point.on, default=None)
    return PublicView.of(
        plan,
        today,
        before=(plan_as_of(plan, last.on), last.on, last.kind.value) if last else None,
        language=Language.of(settings.language),
    )
