"""How far the work is: the share of the route, the pin on it, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from cspwidgets.journey.calendar import DAYS_A_WEEK, NEARLY
from cspwidgets.journey.schedule import Schedule, ruler
from cspwidgets.journey.steps import falls_to, is_begun, is_live, is_open, planned_days
from cspwidgets.language import ENGLISH, Language
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityState, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """You are here.

    Attributes
    ----------
    stage, stage_index
        The front line: the furthest stage with a step begun or done; empty without stages.
    stage_share
        The share of that stage's live days that is done, 0 to 1.
    step, steps
        "Step 6 of 31": the one being worked on, counted over the steps of the route.
    week, weeks
        "Week 20 of 31" by the plan's pace; none without a start. Week is none before the start.
    offset, today
        Where the pin and today stand, in working days from the start; no today without a start.
    behind_days
        Working days that the pin stands behind today (negative: ahead); none without a start.
    left_behind
        Ids of what is still open in earlier stages.
    """

    stage: str
    stage_index: int
    stage_share: float
    step: int
    steps: int
    week: int | None
    weeks: int | None
    offset: float
    today: float | None
    behind_days: int | None
    left_behind: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One of the next things to do, with when, in a few words ("due 10 Jul, 5 days late")."""

    activity: str
    due_on: date | None
    late_days: int
    label: str


def route_share(plan: Plan) -> float:
    """How much of the route is walked, 0 to 1.

    Working days of done steps plus half of those begun, over the days of all live steps; if the
    total is 0, steps are counted. (The domain's rule "Route share".)
    """
    live = [activity for activity in plan.activities if is_live(activity)]
    return _share(live, planned_days(plan), begun=0.5)


def place(plan: Plan, schedule: Schedule, on: date) -> Place:
    """Where the work stands on the route, and where it would stand by the plan.

    (The domain's rule "You are here".)
    """
    scale = ruler(plan)
    live = [activity for activity in plan.activities if is_live(activity)]
    order = {stage.id: index for index, stage in enumerate(plan.stages)}
    front = max([order.get(row.stage, 0) for row in live if _is_reached(row)], default=0)
    name = plan.stages[front].id if plan.stages else ""
    here = [activity for activity in live if activity.stage == name]
    share = _share(here, schedule.days, begun=0.0)
    offset = _pin(schedule, name, here, share)
    still_open = [activity for activity in live if is_open(activity)]
    today = None if plan.start_on is None else float(scale.morning(on))
    return Place(
        stage=name,
        stage_index=front,
        stage_share=share,
        step=min(len(live) - len(still_open) + 1, len(live)),
        steps=len(live),
        week=None if today is None or today < 0 else int(today) // DAYS_A_WEEK + 1,
        weeks=None if today is None else ceil(schedule.weeks - NEARLY),
        offset=offset,
        today=today,
        behind_days=None if today is None else _behind(today - offset, bool(still_open)),
        left_behind=tuple(row.id for row in still_open if order.get(row.stage, front) < front),
    )


def next_steps(
    plan: Plan,
    schedule: Schedule,
    side: Side,
    on: date,
    count: int = 3,
    *,
    language: Language = ENGLISH,
) -> tuple[NextStep, ...]:
    """The next things that a side has to do, soonest due first.

    Steps of "both" count for the customer and for the vendor. Labels are dates where anybody
    named one (a pin, a promise), else weeks of the pace; without a start, steps.
    """
    live = [activity for activity in plan.activities if is_live(activity)]
    number = {activity.id: position for position, activity in enumerate(live, start=1)}
    ours = [activity for activity in live if is_open(activity) and falls_to(activity, side)]
    ours.sort(key=lambda activity: schedule.slots[activity.id].finish)
    scale = ruler(plan)
    by_weeks = not names_days(plan)
    steps = []
    for row in ours[:count]:
        due = schedule.slots[row.id].finish_on
        late = max(scale.calendar.between(due, on), 0) if due else 0
        if due is None:
            label = language.say("step {n}", n=number[row.id])
        elif by_weeks:
            label = language.say("week {n}", n=max(scale.morning(due), 0) // DAYS_A_WEEK + 1)
        else:
            day = language.short_day(due, on)
            label = language.say("due {day}" if late else "by {day}", day=day)
        if late:
            label = language.plural(
                late, "{when}, {n} day late", "{when}, {n} days late", when=label
            )
        steps.append(NextStep(activity=row.id, due_on=due, late_days=late, label=label))
    return tuple(steps)


def names_days(plan: Plan) -> bool:
    """Whether anybody named a day (a pin, a promise); else the plan goes by weeks."""
    return any(row.due_on or row.promised_on for row in plan.activities)


def _share(steps: Iterable[Activity], days: Mapping[str, float], *, begun: float) -> float:
    rows = [(days[row.id], _credit(row, begun)) for row in steps]
    total = sum(length for length, _ in rows)
    if total > 0:
        return sum(length * credit for length, credit in rows) / total
    return sum(credit for _, credit in rows) / len(rows) if rows else 0.0


def _credit(activity: Activity, begun: float) -> float:
    if activity.state == ActivityState.DONE:
        return 1.0
    return begun if is_begun(activity) else 0.0


def _is_reached(activity: Activity) -> bool:
    return activity.state == ActivityState.DONE or is_begun(activity)


def _pin(schedule: Schedule, stage: str, steps: Iterable[Activity], share: float) -> float:
    window = schedule.windows.get(stage)
    start = window.start if window else 0.0
    finish = window.finish if window else None
    if finish is None:
        finish = max([schedule.slots[row.id].finish for row in steps], default=start)
    return start + share * max(finish - start, 0.0)


def _behind(days: float, has_open: bool) -> int:
    # Who has arrived is never behind, however long ago that was.
    return round(days if has_open else min(days, 0.0))
