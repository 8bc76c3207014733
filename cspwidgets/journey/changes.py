"""What changed since the last touch point."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspwidgets.journey.reportcard import ReportCard, Since, Subject
from cspwidgets.journey.schedule import Schedule
from cspwidgets.journey.schedule import schedule as schedule_of
from cspwidgets.journey.steps import is_live, is_open
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import ActivityState

__all__ = ["Since", "late", "since"]


def since(
    card: ReportCard,
    plan: Plan,
    on: date,
    schedule: Schedule,
    before: ReportCard,
    plan_before: Plan,
    kind: str,
) -> ReportCard:
    """The card with each subject's change, and what happened since a touch point.

    Parameters
    ----------
    before, plan_before
        The card and the plan as they were at the touch point; `before.on` is its day.
    kind
        What the touch point was (`qbr`, `call`, …).
    """
    subjects = {subject.key: subject for subject in before.subjects}
    done_before = _done(plan_before)
    late_before = late(plan_before, before.on, schedule_of(plan_before))
    risks_before = {risk.id for risk in plan_before.risks}
    return replace(
        card,
        subjects=tuple(_changed(subject, subjects[subject.key]) for subject in card.subjects),
        since=Since(
            touch_point_kind=kind,
            on=before.on,
            steps_done=tuple(name for name in _done(plan) if name not in done_before),
            new_risks=tuple(
                risk.id
                for risk in plan.risks
                if risk.id not in risks_before and risk.closed_on is None
            ),
            newly_late=tuple(name for name in late(plan, on, schedule) if name not in late_before),
        ),
    )


def late(plan: Plan, on: date, schedule: Schedule) -> dict[str, date]:
    """The steps that are open after their due day, with that day, by id, in the plan's order."""
    return {
        activity.id: due
        for activity in plan.activities
        if is_open(activity) and (due := schedule.slots[activity.id].finish_on) and due < on
    }


def _done(plan: Plan) -> dict[str, None]:
    return dict.fromkeys(
        activity.id
        for activity in plan.activities
        if is_live(activity) and activity.state is ActivityState.DONE
    )


def _changed(now: Subject, then: Subject) -> Subject:
    change = None
    if now.points is not None and then.points is not None:
        change = now.points - then.points
    return replace(now, change=change, letter_before=then.letter)
