"""The sheets of a plan, drawn for tests: the meeting, the promise list, the hand-over."""

from __future__ import annotations

from cspwidgets.journey.checks import check
from cspwidgets.journey.handover import handover
from cspwidgets.journey.meeting import Before, meeting
from cspwidgets.journey.standing import stand
from cspwidgets.language import ENGLISH, Language
from cspwidgets.pictures import handover as handover_page
from cspwidgets.pictures import meeting as meeting_page
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.model import Plan
from support.plans import TODAY


def before(plan: Plan) -> Before | None:
    """The last touch point of a plan before today, as the plan remembers it."""
    past = [row for row in plan.touch_points if row.on < TODAY and not row.draft]
    if not past:
        return None
    then = max(past, key=lambda row: row.on)
    return plan_as_of(plan, then.on), then.on, then.kind.value


def shared_sheets(plan: Plan, language: Language = ENGLISH) -> dict[str, str]:
    """The pages that a customer may see."""
    facts = meeting(plan, TODAY, before=before(plan), language=language)
    return {"agenda": meeting_page.html(facts), "promises": meeting_page.promises_html(facts)}


def inside_sheets(plan: Plan, language: Language = ENGLISH) -> dict[str, str]:
    """The pages for our own people."""
    last = before(plan)
    facts = meeting(plan, TODAY, before=last, is_shared=False, language=language)
    now = stand(plan, TODAY, draws=0, before=last, language=language)
    found = check(plan, TODAY, now.schedule, last_edit_on=TODAY)
    return {
        "agenda": meeting_page.html(facts),
        "promises": meeting_page.promises_html(facts),
        "handover": handover_page.html(handover(now, found)),
    }
