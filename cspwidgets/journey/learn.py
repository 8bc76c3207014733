"""The journey of the most successful customers, learned from finished plans, as a template.

The best third of the finished plans are those that renewed and grew, then those that renewed; of
equals, those whose outcomes came further. What most of them did, in the order that most of them
kept, is the journey. What they did more often than the others is told with how sure that is; it is
never proof of a cause. (The domain's rule "Learning the journey".)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from cspwidgets.errors import NotFound
from cspwidgets.journey.alike import Kin, kin_of
from cspwidgets.journey.learnroute import route_of
from cspwidgets.journey.lift import Lift, Share, chance, lift, surely
from cspwidgets.journey.pace import walked_pace
from cspwidgets.journey.value import assess
from cspwidgets.plan.model import Plan
from cspwidgets.plan.scales import PacePrior
from cspwidgets.plan.template import Template, TemplateOutcome
from cspwidgets.plan.words import Result, Side

LEAST_PLANS = 12
"""From so many finished plans on a journey can be learned."""

BEST_SHARE = 1 / 3
STEP_SHARE = 0.6
"""A step is part of the journey if so many of the best took it."""

_RANKS = {Result.GREW: 2, Result.RENEWED: 1, Result.LOST: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What is known of one step.

    Attributes
    ----------
    titles
        All the titles that were taken as one, the usual one first.
    best, rest
        How many of the best took it, and how many of the others.
    is_sure
        The difference is no accident (5 %, over all steps together).
    days
        Its median length among the best, in working days.
    is_kept
        It is part of the journey.
    """

    titles: tuple[str, ...]
    side: Side
    best: Share
    rest: Share
    lift: Lift
    is_sure: bool
    days: float | None
    is_kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A journey, and what it was learned from: the names of the best, and how many others."""

    template: Template
    lessons: tuple[Lesson, ...]
    best: tuple[str, ...]
    rest: int


def learn(plans: Iterable[Plan], *, same: Mapping[str, str] | None = None) -> Learned:
    """Learn from the finished plans among `plans`.

    Parameters
    ----------
    same
        Titles of steps, and what each counts as, where one knows better (see `alike`).

    Raises
    ------
    NotFound
        Fewer than 12 of them are finished and say how they ended.
    """
    finished = sorted((plan for plan in plans if plan.result), key=_success, reverse=True)
    if len(finished) < LEAST_PLANS:
        told = (
            f"A journey is learned from {LEAST_PLANS} finished plans on; here are "
            f"{len(finished)} that say how they ended (“result” in the plan)."
        )
        raise NotFound(told, name="finished plans")
    count = round(len(finished) * BEST_SHARE)
    kin = kin_of(finished, same)
    lessons = _lessons(kin, finished, count)
    kept = [each for each, lesson in zip(kin, lessons, strict=True) if lesson.is_kept]
    best = finished[:count]
    days = {lesson.titles[0]: lesson.days for lesson in lessons}
    outcomes = _outcomes(best)
    stages, activities = route_of(kept, best, days, {row.id for row in outcomes})
    source = (
        f"Learned from {len(finished)} finished plans: what at least {STEP_SHARE:.0%} of the best "
        f"{count} did. What they have in common is no proof of its cause."
    )
    template = Template(
        id="learned",
        name="The journey of our most successful customers",
        summary="For customers like those that it was learned from.",
        source=source,
        pace_prior=pace_of(finished),
        outcomes=outcomes,
        stages=stages,
        activities=activities,
    )
    names = tuple(plan.account.name for plan in best)
    order = sorted(lessons, key=lambda each: (-each.lift.value, each.titles))
    return Learned(template=template, lessons=tuple(order), best=names, rest=len(finished) - count)


def pace_of(plans: Sequence[Plan]) -> PacePrior:
    """What new plans start with: each side's median pace over finished plans, real over planned."""

    def usual(side: Side) -> float:
        known = [pace for plan in plans if (pace := walked_pace(plan, side)) is not None]
        return round(median(known), 2) if known else 1.0

    return PacePrior(
        customer=usual(Side.CUSTOMER),
        vendor=usual(Side.VENDOR),
        partner=usual(Side.PARTNER),
        source=f"The median of {len(plans)} finished plans",
    )


def _success(plan: Plan) -> tuple[int, float, str]:
    result = plan.result
    value = assess(plan, _last_day(plan))
    weights = {row.id: row.weight for row in plan.outcomes}
    known = [(weights[gain.outcome], gain.gain) for gain in value.gains if gain.gain is not None]
    total = sum([weight for weight, _ in known])
    reached = sum([weight * min(max(share, 0.0), 1.0) for weight, share in known])
    return _RANKS[result] if result else -1, reached / total if total else 0.0, plan.id


def _last_day(plan: Plan) -> date:
    days = [row.finished_on for row in plan.activities if row.finished_on]
    days += [row.on for row in plan.measurements]
    return max(days, default=date.min)


def _lessons(kin: Sequence[Kin], plans: Sequence[Plan], count: int) -> list[Lesson]:
    shares = []
    for each in kin:
        done = sum(place < count for place in each.members)
        shares.append((Share(done, count), Share(len(each.members) - done, len(plans) - count)))
    sure = surely([chance(best, rest) for best, rest in shares])
    return [
        Lesson(
            titles=each.titles,
            side=each.side,
            best=best,
            rest=rest,
            lift=lift(best, rest),
            is_sure=is_sure,
            days=each.days(plans[:count]),
            is_kept=best.share >= STEP_SHARE,
        )
        for each, (best, rest), is_sure in zip(kin, shares, sure, strict=True)
    ]


def _outcomes(best: Sequence[Plan]) -> tuple[TemplateOutcome, ...]:
    found: dict[str, list[TemplateOutcome]] = {}
    for plan in best:
        for row in plan.outcomes:
            made = TemplateOutcome(
                id=row.id,
                name=row.name,
                unit=row.unit,
                direction=row.direction,
                weight=row.weight,
                must_have=row.must_have,
            )
            found.setdefault(row.id, []).append(made)
    return tuple(_usual(rows) for rows in found.values() if len(rows) >= STEP_SHARE * len(best))


def _usual(rows: Sequence[TemplateOutcome]) -> TemplateOutcome:
    # The first of those that are called as most are.
    count = Counter(row.name for row in rows)
    name = min(count, key=lambda name: (-count[name], name))
    return next(row for row in rows if row.name == name)
