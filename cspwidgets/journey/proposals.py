"""What most customers like this one had done and this plan lacks, or does later: as proposals.

A proposal carries the edits that take it over, so that one click makes them, one line of the
history tells them and one undo takes them back. A step that the plan lacks comes into the stage
where it mostly stood, behind what it mostly came after. A step that comes later than four of five
had it is moved to the usual week, if its stage and what it waits for let it; else there is nothing
to propose. Nothing comes into a stage that is walked already, nor onto a day that has passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from cspwidgets.journey.alike import letters
from cspwidgets.journey.calendar import DAYS_A_WEEK, NEARLY
from cspwidgets.journey.habits import Habit, week_of
from cspwidgets.journey.peers import Compared, Peers
from cspwidgets.journey.schedule import Window, ruler
from cspwidgets.journey.standing import Standing
from cspwidgets.journey.steps import is_begun, is_open
from cspwidgets.plan.edits import LAST, Edit, add_row, set_field
from cspwidgets.plan.model import Activity, Outcome, Plan
from cspwidgets.plan.slug import new_id
from cspwidgets.plan.words import ActivityKind, ActivityState, PlanState


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something that most customers like this one had done.

    Attributes
    ----------
    habit
        What they did, and when.
    row
        The plan's step, or the one that it would get.
    week
        In which week the plan has it; none where it lacks it.
    edits
        What takes it over.
    """

    habit: Habit
    row: Activity
    week: int | None
    edits: tuple[Edit, ...]

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.habit.key


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerHabits:
    """What a plan is compared with, and what most of these did; no peers where they are too few."""

    known: Compared
    peers: Peers | None
    habits: tuple[Habit, ...]


def proposals(standing: Standing, habits: Sequence[Habit]) -> tuple[Proposal, ...]:
    """What the plan could take over from others, what is nearest to this week first.

    Parameters
    ----------
    habits
        What most customers like this one did (see `habits_of`).
    """
    plan = standing.plan
    if is_finished(plan):
        return ()
    own = own_steps(plan, habits)
    declined = {letters(title) for title in plan.declined_steps}
    before = {habit.key: habit.before for habit in habits}
    found = [
        _late(standing, habit, own[habit.key])
        if habit.key in own
        else _new(standing, habit, own, before)
        for habit in habits
        if not declined & habit.names
    ]
    now = week_of(plan, standing.on) if plan.start_on else 1
    return tuple(sorted(filter(None, found), key=lambda each: abs(each.habit.week - (now or 1))))


def is_finished(plan: Plan) -> bool:
    """Whether a plan has ended: nothing is proposed for it."""
    return plan.result is not None or plan.state in (PlanState.ACHIEVED, PlanState.CLOSED)


def own_steps(plan: Plan, habits: Sequence[Habit]) -> dict[str, Activity]:
    """Which of the plan's activities are which habits, by key; each is one at most."""
    own: dict[str, Activity] = {}
    taken: set[str] = set()
    rows = [row for row in plan.activities if row.kind is not ActivityKind.CADENCE]
    for habit in habits:
        row = next((row for row in rows if row.id not in taken and habit.is_step(row, plan)), None)
        if row is not None:
            own[habit.key] = row
            taken.add(row.id)
    return own


def _new(
    standing: Standing,
    habit: Habit,
    own: Mapping[str, Activity],
    before: Mapping[str, frozenset[str]],
) -> Proposal:
    plan = standing.plan
    after = tuple(_last_before(habit, own, before))
    stage = _stage(standing, habit, after)
    row = Activity(
        id=new_id(habit.title, "step", taken={row.id for row in plan.activities}),
        title=habit.title,
        stage=stage,
        side=habit.side,
        kind=habit.kind,
        days=habit.days,
        after=tuple(one.id for one in after),
        serves=_serves(plan.outcomes, habit),
        visibility=habit.visibility,
    )
    row = replace(row, due_on=_due_on(standing, row))
    ids = {one.id for one in after}
    rows = [each for each in plan.activities if each.stage == stage]
    behind = next((each.id for each in reversed(rows) if each.id in ids), None)
    place = behind or (rows[-1].id if rows else LAST)
    edits = (add_row("activities", row, after=place),)
    return Proposal(habit=habit, row=row, week=None, edits=edits)


def _last_before(
    habit: Habit, own: Mapping[str, Activity], before: Mapping[str, frozenset[str]]
) -> Iterator[Activity]:
    # What the plan has of that which came before, but for what something of it comes after anyway.
    rows = {
        key: row
        for key in sorted(habit.before)
        if (row := own.get(key)) is not None and row.state is not ActivityState.SKIPPED
    }
    earlier = {name for key in rows for name in before[key]}
    waited = {name for row in rows.values() for name in row.after}
    for key, row in rows.items():
        if key not in earlier and row.id not in waited:
            yield row


def _stage(standing: Standing, habit: Habit, after: Sequence[Activity]) -> str:
    # Where it stood among the others, by name; else by its week and by what it comes after. Never
    # before the stage in which the plan is.
    plan, windows = standing.plan, tuple(standing.schedule.windows.values())
    if not plan.stages:
        return after[-1].stage if after else ""
    places = {stage.id: place for place, stage in enumerate(plan.stages)}
    names = {letters(stage.name): place for place, stage in enumerate(plan.stages)}
    found = next((names[name] for name in habit.stages if name in names), None)
    if found is None:
        offset = (habit.week - 1) * DAYS_A_WEEK
        open_then = (n for n, window in enumerate(windows) if _is_open(window, offset))
        found = max(
            next(open_then, len(windows) - 1), *(places.get(row.stage, 0) for row in after), 0
        )
    return plan.stages[max(found, standing.place.stage_index)].id


def _is_open(window: Window, offset: float) -> bool:
    return window.finish is None or offset < window.finish


def _due_on(standing: Standing, row: Activity) -> date | None:
    # Its pace may put it onto a day that has passed: then as soon as it can be done from today on.
    plan, planned = standing.plan, standing.schedule
    scale, window = ruler(plan), planned.windows.get(row.stage)
    if plan.start_on is None:
        return None
    ready = [planned.slots[name].finish for name in row.after if name in planned.slots]
    start = max([window.start if window else 0.0, *ready])
    today, length = float(scale.morning(standing.on)), row.days or 0.0
    return None if start >= today else scale.last_day(today + length, today)


def _serves(outcomes: Sequence[Outcome], habit: Habit) -> tuple[str, ...]:
    served = tuple(row.id for row in outcomes if letters(row.name) in habit.outcomes)
    return served or (tuple(row.id for row in outcomes) if len(outcomes) == 1 else ())


def _late(standing: Standing, habit: Habit, row: Activity) -> Proposal | None:
    slot = standing.forecast.slots.get(row.id)
    if slot is None or not is_open(row) or is_begun(row):
        return None
    plan = standing.plan
    week = week_of(plan, slot.finish_on) if slot.finish_on else None
    week = week or max(ceil((slot.finish - NEARLY) / DAYS_A_WEEK), 1)
    if week <= habit.late:
        return None
    edits = tuple(_sooner(standing, habit, row))
    return Proposal(habit=habit, row=row, week=week, edits=edits) if edits else None


def _sooner(standing: Standing, habit: Habit, row: Activity) -> Iterator[Edit]:
    # At the end of the usual week, or as soon as what it waits for and its stage allow.
    plan, planned, projected = standing.plan, standing.schedule, standing.forecast
    scale = ruler(plan)
    if plan.start_on is None:
        return
    window = planned.windows.get(row.stage)
    start = max(float(scale.morning(standing.on)), window.start if window else 0.0)
    for name in planned.network.waits[row.id]:
        for slots in (planned.slots, projected.slots):
            start = max(start, slots[name].finish if name in slots else start)
    length = planned.days[row.id] * max(projected.paces[row.side], 1.0)
    finish = max(ceil(start + length - NEARLY), habit.week * DAYS_A_WEEK)
    day = scale.last_day(finish)
    if day and finish + DAYS_A_WEEK <= projected.slots[row.id].finish:
        yield set_field(plan, "activities", row.id, "due_on", day)
