"""The five subjects of the report card: points, why, and the rows that they came from.

A subject without data has no points. Its sentence says what is missing; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from cspwidgets.journey.agreement import latest
from cspwidgets.journey.calendar import Calendar
from cspwidgets.journey.forecast import Forecast
from cspwidgets.journey.parts import (
    GOALS_REACHED,
    MEASURES_AHEAD,
    MEASURES_BEHIND,
    MEASURES_FINE,
    MEASURES_FINE_OR_AHEAD,
    PROMISES_KEPT,
    STEPS_DONE,
    part_of,
)
from cspwidgets.journey.promises import promises
from cspwidgets.journey.schedule import Schedule, ruler
from cspwidgets.journey.sentences import capital, length, named
from cspwidgets.journey.steps import is_live, is_open, planned_days
from cspwidgets.journey.value import OutcomeWord, Value
from cspwidgets.language import ENGLISH, Language
from cspwidgets.plan.model import Activity, Outcome, Plan
from cspwidgets.plan.words import ActivityState, Side

PACE_POINTS = ((0.05, 100.0), (0.15, 75.0), (0.30, 50.0), (0.60, 0.0))
"""Points for a slip, as shares of the journey: straight lines between, 100 before, 0 after."""

_AHEAD = (OutcomeWord.ACHIEVED, OutcomeWord.AHEAD)
_BEHIND = (OutcomeWord.BEHIND, OutcomeWord.OFF)


class Marks(NamedTuple):
    """A subject's points (0 to 100, or none), the sentence that says why, and the rows."""

    points: float | None
    why: str
    rows: tuple[str, ...] = ()


def value_marks(plan: Plan, value: Value, *, language: Language = ENGLISH) -> Marks:
    """Mean of 100 x clip(g / expected, 0, 1), weighted by the outcomes' weights."""
    judged = [
        (outcome, gain)
        for outcome, gain in zip(plan.outcomes, value.gains, strict=True)
        if gain.points is not None and outcome.weight > 0
    ]
    if not judged:
        return Marks(None, _why_no_value(language, plan, value))
    weight = sum(outcome.weight for outcome, _ in judged)
    points = sum(outcome.weight * (gain.points or 0.0) for outcome, gain in judged) / weight
    told = _why_value(language, [(outcome, gain.word) for outcome, gain in judged])
    silent = sum(gain.points is None for gain in value.gains)
    if silent:
        told = language.plural(
            silent,
            "{told}; one more is without data",
            "{told}; {n:word} more are without data",
            told=told,
        )
    worst_first = sorted(judged, key=lambda pair: pair[1].points or 0.0)
    return Marks(points, told, tuple(outcome.id for outcome, _ in worst_first))


def progress_marks(plan: Plan, on: date, share: float, *, language: Language = ENGLISH) -> Marks:
    """100 x min(1, share / expected share), where `share` is the route share.

    The expected share is that of the steps whose agreed finish has passed, by the days of all live
    steps.
    """
    live = [activity for activity in plan.activities if is_live(activity)]
    if not live:
        return Marks(None, language.say("No steps yet"))
    done = sum(activity.state is ActivityState.DONE for activity in live)
    told = part_of(language, done, len(live), STEPS_DONE)
    agreement = latest(plan)
    if agreement is None or plan.start_on is None:
        if plan.start_on is None:
            missing = language.say("{told}; no dates yet, so nothing was due", told=told)
        else:
            missing = language.say("{told}; not agreed yet, so nothing was due", told=told)
        return Marks(None, missing)
    passed = {step.activity: step.finish_on for step in agreement.steps if step.finish_on < on}
    due = [activity for activity in live if activity.id in passed]
    days = planned_days(plan)
    total = sum(days[activity.id] for activity in live)
    expected = sum(days[row.id] for row in due) / total if total else len(due) / len(live)
    if expected <= 0:
        return Marks(None, language.say("{told}; nothing was due yet", told=told))
    behind = sorted(filter(is_open, due), key=lambda activity: passed[activity.id])
    if behind:
        told = language.plural(
            len(behind),
            "{told}; {named} is open behind the plan",
            "{told}; {named} are open behind the plan",
            told=told,
            named=named(language, behind),
        )
    rows = [row.id for row in behind] + [row.id for row in due if not is_open(row)]
    return Marks(100 * min(1.0, share / expected), told, tuple(rows))


def pace_marks(plan: Plan, forecast: Forecast, *, language: Language = ENGLISH) -> Marks:
    """100 up to 5 % slip, then straight through 75 at 15 %, 50 at 30 % and 0 at 60 %."""
    agreement = latest(plan)
    if not any(map(is_live, plan.activities)):
        return Marks(None, language.say("No steps yet"))
    if agreement is None or forecast.slip_share is None or forecast.slip_days is None:
        is_undated = plan.start_on is None
        return Marks(None, language.say("No dates yet" if is_undated else "Not agreed yet"))
    agreed = {step.activity: step.finish_on for step in agreement.steps}
    later = [
        (due, activity.id)
        for activity in plan.activities
        if is_open(activity)
        and (due := agreed.get(activity.id))
        and (day := forecast.slots[activity.id].finish_on)
        and day > due
    ]
    slip = _slip_in_words(language, forecast.slip_days)
    why = _with_slack(language, slip, plan, forecast)
    return Marks(pace_points(forecast.slip_share), why, tuple(name for _, name in sorted(later)))


def pace_points(slip_share: float) -> float:
    """The points for a slip, given as a share of the journey.

    >>> [pace_points(share) for share in (-0.2, 0.05, 0.1, 0.3, 0.9)]
    [100.0, 100.0, 87.5, 50.0, 0.0]
    """
    before, high = 0.0, 100.0
    for share, points in PACE_POINTS:
        if slip_share <= share:
            part = max(slip_share - before, 0.0) / (share - before)
            return high + part * (points - high)
        before, high = share, points
    return 0.0


def promise_marks(
    plan: Plan, side: Side, on: date, schedule: Schedule, *, language: Language = ENGLISH
) -> Marks:
    """100 x kept / (kept + broken)."""
    found = promises(plan, side, on)
    total = len(found.kept) + len(found.broken)
    if total == 0:
        return Marks(None, language.say("No promised day has come yet"))
    told = part_of(language, len(found.kept), total, PROMISES_KEPT)
    if found.broken:
        by_id = {activity.id: activity for activity in plan.activities}
        scale = ruler(plan).calendar
        worst = max(found.broken, key=lambda name: _days_late(by_id[name], on, scale))
        told += f"; {_broken_in_words(language, by_id[worst], on, schedule, scale)}"
    rows = tuple(dict.fromkeys(found.broken + found.kept))
    return Marks(100 * len(found.kept) / total, told, rows)


def _why_no_value(language: Language, plan: Plan, value: Value) -> str:
    words = [gain.word for gain in value.gains]
    if not words:
        return language.say("No outcomes yet")
    if OutcomeWord.TOO_EARLY in words:
        if plan.start_on is None:
            return language.say("No dates yet, so nothing is expected of the measures")
        return language.say("Too early to judge the measures")
    return language.say("Nothing was measured in the last 60 days")


def _why_value(language: Language, judged: Sequence[tuple[Outcome, OutcomeWord]]) -> str:
    whole = len(judged)
    if all(word is OutcomeWord.ACHIEVED for _, word in judged):
        return part_of(language, whole, whole, GOALS_REACHED)
    ahead = sum(word in _AHEAD for _, word in judged)
    behind = [outcome for outcome, word in judged if word in _BEHIND]
    if whole == 1:
        name = capital(named(language, [judged[0][0]]))
        if behind:
            return language.say("{name} is behind where it should be today", name=name)
        if ahead:
            return language.say("{name} is ahead of where it should be today", name=name)
        return language.say("{name} is where it should be today", name=name)
    if len(behind) == whole:
        return part_of(language, whole, whole, MEASURES_BEHIND)
    if ahead + len(behind) == whole:
        told = part_of(language, ahead, whole, MEASURES_AHEAD)
    else:
        parts = MEASURES_FINE_OR_AHEAD if ahead else MEASURES_FINE
        told = part_of(language, whole - len(behind), whole, parts)
    if not behind:
        return told
    return language.plural(
        len(behind),
        "{told}; {named} is behind",
        "{told}; {named} are behind",
        told=told,
        named=named(language, behind),
    )


def _slip_in_words(language: Language, days: int) -> str:
    if days == 0:
        return language.say("On plan")
    long = capital(length(language, abs(days)))
    if days > 0:
        return language.say("{length} behind", length=long)
    return language.say("{length} ahead of plan", length=long)


def _with_slack(language: Language, told: str, plan: Plan, forecast: Forecast) -> str:
    renewal_on = plan.account.renewal_on
    if renewal_on is None:
        return told
    if forecast.past_renewal:
        return language.say("{told}; the work would end after the renewal", told=told)
    stages = [stage.id for stage in takewhile(lambda stage: not stage.renewal, plan.stages)]
    ends = [
        day
        for activity in plan.activities
        if activity.stage in stages
        and (slot := forecast.slots.get(activity.id))
        and (day := slot.finish_on)
    ]
    if not ends:
        return told
    slack = length(language, ruler(plan).calendar.between(max(ends), renewal_on))
    return language.say("{told}; {length} of slack before the renewal", told=told, length=slack)


def _days_late(activity: Activity, on: date, calendar: Calendar) -> int:
    ended = activity.finished_on or on
    promised = [moved.promised_on for moved in activity.broken_promises]
    first = min(promised, default=activity.promised_on) or ended
    return calendar.between(first, ended)


def _broken_in_words(
    language: Language, activity: Activity, on: date, schedule: Schedule, calendar: Calendar
) -> str:
    name = named(language, [activity])
    late = _days_late(activity, on, calendar)
    is_moved = bool(activity.broken_promises)
    promise = language.say("its first promised day" if is_moved else "its promised day")
    if activity.state is ActivityState.SKIPPED:
        return language.say("{name} was skipped after {promise}", name=name, promise=promise)
    if activity.state is not ActivityState.DONE:
        if not late:
            return language.say("{name} is past {promise}", name=name, promise=promise)
        return language.plural(
            late,
            "{name} is one day past {promise}",
            "{name} is {n:word} days past {promise}",
            name=name,
            promise=promise,
        )
    slot = schedule.slots[activity.id]
    taken = round(slot.finish - slot.start)
    if activity.started_on and activity.days and taken > activity.days:
        return language.say(
            "{name} took {n} days instead of {m}", name=name, n=taken, m=activity.days
        )
    if not late:
        return language.say("{name} came after {promise}", name=name, promise=promise)
    return language.plural(
        late,
        "{name} came one day after {promise}",
        "{name} came {n:word} days after {promise}",
        name=name,
        promise=promise,
    )
