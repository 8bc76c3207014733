"""What a change brings with it, as edits of its own, so that the history shows it.

A step that is done gets its day; a promise that is moved after it was due is remembered as broken;
what waited for a removed step waits for that step's own predecessors. Whatever would leave a plan
without sense (a stage that still has activities) is refused with a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, cast

from cspwidgets.errors import EditRejected
from cspwidgets.plan.edits import Edit, apply, remove_row, set_field
from cspwidgets.plan.measures import OUTCOME
from cspwidgets.plan.model import Activity, BrokenPromise, Plan
from cspwidgets.plan.words import ActivityState

_BEGUN = (ActivityState.IN_PROGRESS, ActivityState.DONE)


def with_consequences(
    plan: Plan, edits: Iterable[Edit], *, on: date, reason: str = ""
) -> tuple[Edit, ...]:
    """`edits` and what follows from each, in the order in which to apply them.

    Edits that change nothing are left out. What the person set in the same change is never
    overruled by a consequence.

    Parameters
    ----------
    on
        Today: the day that a step set to done was finished, and promises are judged on.
    reason
        Why a promise moves, in the words of whoever moves it.

    Raises
    ------
    EditRejected
        An edit does not fit the plan, or would leave something behind that hangs in the air.
    """
    wanted = tuple(edits)
    chosen = {(edit.table, edit.row, edit.field) for edit in wanted if edit.kind == "set"}
    full: list[Edit] = []
    for edit in wanted:
        for each in (*_before(plan, edit), edit, *_after(plan, edit, on, reason)):
            is_consequence = each is not edit
            if is_consequence and (each.table, each.row, each.field) in chosen:
                continue
            changed = apply(plan, each)
            if changed != plan:
                full.append(each)
            plan = changed
    return tuple(full)


def _before(plan: Plan, edit: Edit) -> Iterator[Edit]:
    if edit.kind != "remove":
        return
    if edit.table == "stages":
        _refuse_full_stage(plan, edit.row)
    if edit.table == "activities":
        yield from _relink(plan, edit.row)
    if edit.table == "outcomes":
        yield from _unserve(plan, edit.row)
        yield from _untie(plan, edit.row)
        for measurement in plan.measurements:
            if measurement.outcome == edit.row:
                yield remove_row(plan, "measurements", measurement.id)
    if edit.table == "people":
        yield from _forget_person(plan, edit.row)


def _after(plan: Plan, edit: Edit, on: date, reason: str) -> Iterator[Edit]:
    if edit.kind != "set" or edit.table != "activities":
        return
    activity = _activity(plan, edit.row)
    if activity is None:
        return
    if edit.field == "state":
        yield from _dates_of_state(activity, edit.value, on)
    if edit.field == "finished_on" and edit.value and activity.state is not ActivityState.DONE:
        yield _set(activity, "state", ActivityState.DONE)
    if edit.field == "started_on" and edit.value and activity.state is ActivityState.NOT_STARTED:
        yield _set(activity, "state", ActivityState.IN_PROGRESS)
    if (
        edit.field == "promised_on"
        and _is_overdue(activity, on)
        and edit.value != activity.promised_on
    ):
        promise = BrokenPromise(
            promised_on=cast(date, activity.promised_on), moved_on=on, reason=reason
        )
        yield _set(activity, "broken_promises", (*activity.broken_promises, promise))


def _dates_of_state(activity: Activity, state: ActivityState, on: date) -> Iterator[Edit]:
    if state in _BEGUN and activity.started_on is None and state is not ActivityState.DONE:
        yield _set(activity, "started_on", on)
    if state is ActivityState.DONE and activity.finished_on is None:
        yield _set(activity, "finished_on", on)
    if state is not ActivityState.DONE and activity.finished_on is not None:
        yield _set(activity, "finished_on", None)
    if state is ActivityState.NOT_STARTED and activity.started_on is not None:
        yield _set(activity, "started_on", None)
    if state not in (ActivityState.WAITING, ActivityState.BLOCKED) and activity.waiting_on:
        yield _set(activity, "waiting_on", "")


def _is_overdue(activity: Activity, on: date) -> bool:
    is_open = activity.state not in (ActivityState.DONE, ActivityState.SKIPPED)
    return is_open and activity.promised_on is not None and activity.promised_on < on


def _relink(plan: Plan, gone: str) -> Iterator[Edit]:
    # What waited for the removed step waits for what that step itself waited for.
    removed = _activity(plan, gone)
    through = removed.after if removed else ()
    for activity in plan.activities:
        if gone in activity.after and activity.id != gone:
            links = (through if link == gone else (link,) for link in activity.after)
            after = dict.fromkeys(
                each for link in links for each in link if each not in (gone, activity.id)
            )
            yield _set(activity, "after", tuple(after))


def _unserve(plan: Plan, outcome: str) -> Iterator[Edit]:
    for activity in plan.activities:
        if outcome in activity.serves:
            rest = tuple(other for other in activity.serves if other != outcome)
            yield _set(activity, "serves", rest)


def _untie(plan: Plan, outcome: str) -> Iterator[Edit]:
    for stage in plan.stages:
        if stage.exit_measure == OUTCOME + outcome:
            yield set_field(plan, "stages", stage.id, "exit_measure", "")
            yield set_field(plan, "stages", stage.id, "exit_goal_share", None)


def _forget_person(plan: Plan, person: str) -> Iterator[Edit]:
    # Their name stays where it stood, as free words: who did it is still true.
    name = next((row.name for row in plan.people if row.id == person), "")
    for table, rows in (("activities", plan.activities), ("risks", plan.risks)):
        for row in rows:
            if row.owner == person:
                yield set_field(plan, table, row.id, "owner", name)
    if plan.account.csm == person:
        yield set_field(plan, "account", "", "csm", name)
    for point in plan.touch_points:
        if person in point.people:
            people = tuple(name if one == person else one for one in point.people)
            yield set_field(plan, "touch_points", point.id, "people", people)


def _refuse_full_stage(plan: Plan, stage: str) -> None:
    titles = [activity.title for activity in plan.activities if activity.stage == stage]
    if titles:
        more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
        raise EditRejected(
            f"The stage still has “{titles[0]}”{more}. Move or remove its activities first.",
            table="stages",
            row=stage,
        )


def _set(activity: Activity, field: str, value: Any) -> Edit:
    edit = Edit(kind="set", table="activities", row=activity.id, field=field, value=value)
    return replace(edit, old=getattr(activity, field))


def _activity(plan: Plan, row: str) -> Activity | None:
    return next((each for each in plan.activities if each.id == row), None)
