"""Exit criteria that data decides: a stage is over once a measure has reached its goal.

It informs: neither the pin nor the share of the route follows from it. A criterion that was met
stays met, on the first day on which the measure was there; what the measure is today is told
beside it, as it may have fallen back since.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from cspwidgets.journey.adoption import Point, series, share
from cspwidgets.journey.gain import gain
from cspwidgets.journey.money import FRESH_DAYS
from cspwidgets.journey.usage import Usage
from cspwidgets.language import Language
from cspwidgets.plan.measures import FEATURE, OUTCOME, STICKINESS, UTILISATION, is_known
from cspwidgets.plan.model import Plan, Stage

_NEARLY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What data says of a stage's exit criterion.

    Attributes
    ----------
    share
        The measure today; none where it is not known, or its newest figure is older than 60 days.
    met_on, met_share
        The first day on which it reached `goal`, and what it was then.
    has_data
        Whether it was ever known.
    """

    stage: str
    measure: str
    goal: float
    share: float | None
    met_on: date | None = None
    met_share: float | None = None
    has_data: bool = False


def criteria(plan: Plan, on: date) -> tuple[Criterion, ...]:
    """The exit criteria that are tied to a measure, on a day, in the order of the stages.

    A stage whose measure or goal cannot be used has none; `exitchecks.py` finds those.
    """
    tied = [stage for stage in plan.stages if is_tied(plan, stage)]
    if not tied:
        return ()
    usage = Usage(plan)
    return tuple(_criterion(plan, usage, stage, on) for stage in tied)


def is_tied(plan: Plan, stage: Stage) -> bool:
    """Whether data can decide a stage's exit criterion: it has a measure and a goal to reach."""
    goal = stage.exit_goal_share
    return is_known(plan, stage.exit_measure) and goal is not None and 0 < goal <= 1


def measure_name(
    plan: Plan, measure: str, language: Language, *, write: Callable[[str], str] = str
) -> str:
    """What a measure is called to the customer; `write` writes a name that people gave."""
    if measure == UTILISATION:
        return language.say("seats in use")
    if measure == STICKINESS:
        return language.say("active on an average day")
    if measure.startswith(FEATURE):
        feature = write(" ".join(measure.removeprefix(FEATURE).split()))
        return language.say("use of {feature}", feature=feature)
    wanted = measure.removeprefix(OUTCOME)
    name = next((row.name for row in plan.outcomes if row.id == wanted), wanted)
    return language.say("way to “{outcome}”", outcome=write(name))


def criterion_words(
    plan: Plan,
    criterion: Criterion,
    language: Language,
    on: date,
    *,
    write: Callable[[str], str] = str,
) -> str:
    """A criterion in one line: "Met on 12 Mar by data: seats in use 64% (goal 60%)"."""
    name = measure_name(plan, criterion.measure, language, write=write)
    goal = language.percent(criterion.goal)
    if criterion.met_on is not None and criterion.met_share is not None:
        told = language.say(
            "Met on {day} by data: {measure} {share} (goal {goal})",
            day=language.short_day(criterion.met_on, on),
            measure=name,
            share=language.percent(criterion.met_share),
            goal=goal,
        )
        if criterion.share is None or criterion.share >= criterion.goal - _NEARLY:
            return told
        now = below(criterion.share, criterion.goal)
        return language.say("{told}, {share} today", told=told, share=language.percent(now))
    if criterion.share is not None:
        now = below(criterion.share, criterion.goal)
        return language.say(
            "Not met yet: {measure} {share} (goal {goal})",
            measure=name,
            share=language.percent(now),
            goal=goal,
        )
    if criterion.has_data:
        return language.say("Not met, no fresh data: {measure} (goal {goal})",
                            measure=name, goal=goal)  # fmt: skip
    return language.say("No data yet: {measure} (goal {goal})", measure=name, goal=goal)


def below(share: float, goal: float) -> float:
    """A share that has not reached its goal, such that it never reads as if it had."""
    return share if round(100 * share) < round(100 * goal) else floor(100 * share) / 100


def _criterion(plan: Plan, usage: Usage, stage: Stage, on: date) -> Criterion:
    goal, measure = stage.exit_goal_share or 0.0, stage.exit_measure
    is_way = measure.startswith(OUTCOME)
    points = _way(plan, measure, on) if is_way else series(usage, measure, on)
    met = next((point for point in points if point[1] >= goal - _NEARLY), None)
    now = _today(points, on) if is_way else share(usage, measure, on)
    if met is None and now is not None and now >= goal - _NEARLY:
        now = points[-1][1]  # assigned seats stand in for activity that is out of date
    return Criterion(
        stage=stage.id,
        measure=measure,
        goal=goal,
        share=now,
        met_on=met[0] if met else None,
        met_share=met[1] if met else None,
        has_data=bool(points),
    )


def _way(plan: Plan, measure: str, on: date) -> tuple[Point, ...]:
    wanted = measure.removeprefix(OUTCOME)
    outcome = next(row for row in plan.outcomes if row.id == wanted)
    measured = {
        row.on: row.value for row in plan.measurements if row.outcome == wanted and row.on <= on
    }
    points = ((day, gain(outcome, measured[day])) for day in sorted(measured))
    return tuple((day, value) for day, value in points if value is not None)


def _today(points: tuple[Point, ...], on: date) -> float | None:
    if not points or points[-1][0] < on - timedelta(days=FRESH_DAYS):
        return None
    return points[-1][1]
