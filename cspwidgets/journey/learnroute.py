"""The steps that most of the best took, as a route: in their order, in stages with their weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from statistics import median

from cspwidgets.journey.alike import Kin
from cspwidgets.journey.network import network
from cspwidgets.plan.measures import OUTCOME
from cspwidgets.plan.model import Activity, Plan, Stage
from cspwidgets.plan.slug import new_id
from cspwidgets.plan.template import TemplateActivity
from cspwidgets.plan.words import Role

ORDER_SHARE = 0.8
"""One step comes after another if it did so in so many of the plans that have both."""

OTHERWISE = "Journey"
"""The stage of steps that stand in none."""

_DAYS_A_WEEK = 7


def route_of(
    kin: Sequence[Kin],
    best: Sequence[Plan],
    days: Mapping[str, float | None],
    outcomes: AbstractSet[str],
) -> tuple[tuple[Stage, ...], tuple[TemplateActivity, ...]]:
    """Stages and activities of a template.

    Parameters
    ----------
    kin
        The steps, whose members below `len(best)` are those of the best.
    days
        The length of each step, by its usual title, in working days.
    outcomes
        The ids of the outcomes that the template has.
    """
    own = [_of_best(each, len(best)) for each in kin]
    own.sort(key=lambda each: (_when(each, best), each.title))
    names = _ids((each.title for each in own), "step")
    after = _order(own, best)
    stages = _stages(own, best)
    homes = {stage.name: stage.id for stage in stages}
    rows = tuple(
        Activity(
            id=names[place],
            title=each.title,
            stage=homes[_stage_name(each, best)],
            side=each.side,
            kind=next(iter(each.members.values())).kind,
            owner=_role(each, best),
            days=days.get(each.title),
            after=tuple(names[one] for one in after[place]),
            serves=_serves(each, len(best), outcomes),
        )
        for place, each in enumerate(own)
    )
    walked = network(rows)
    order = {stage.id: place for place, stage in enumerate(stages)}
    return stages, tuple(
        TemplateActivity(
            id=row.id,
            title=row.title,
            stage=row.stage,
            side=row.side,
            kind=row.kind,
            role=row.owner,
            days=row.days,
            after=walked.waits[row.id],
            serves=row.serves,
        )
        for row in sorted(walked.order, key=lambda row: order[row.stage])
    )


def comes_before(one: Kin, other: Kin, best: Sequence[Plan]) -> bool:
    """Whether a step was over before another began, in most of the best that have both."""
    held = [
        _is_over(one.members[place], other.members[place])
        for place in one.members.keys() & other.members.keys()
        if place < len(best)
    ]
    known = [each for each in held if each is not None]
    return len(known) > 1 and sum(known) >= ORDER_SHARE * len(known)


def _of_best(kin: Kin, count: int) -> Kin:
    return Kin({place: row for place, row in kin.members.items() if place < count}, kin.names)


def _is_over(one: Activity, other: Activity) -> bool | None:
    begun, ended = other.started_on or other.finished_on, one.finished_on
    if begun is None or ended is None:
        return None
    return ended <= begun and (one.finished_on, one.id) != (other.finished_on, other.id)


def _when(kin: Kin, best: Sequence[Plan]) -> float:
    # How far along its plan it ended, 0 to 1.
    shares = []
    for place, row in kin.members.items():
        first, last = _span(best[place].activities)
        if row.finished_on and first and last:
            shares.append((row.finished_on - first).days / max((last - first).days, 1))
    return median(shares) if shares else 1.0


def _span(rows: Iterable[Activity]) -> tuple[date | None, date | None]:
    days = [day for row in rows for day in (row.started_on, row.finished_on) if day]
    return min(days, default=None), max(days, default=None)


def _order(kin: Sequence[Kin], best: Sequence[Plan]) -> list[list[int]]:
    # For each step, those it comes after, but for those that one of these comes after anyway.
    before: list[list[int]] = [
        [k for k, other in enumerate(kin) if k != place and comes_before(other, each, best)]
        for place, each in enumerate(kin)
    ]
    return [
        [one for one in waits if not any(one in before[other] for other in waits if other != one)]
        for waits in before
    ]


def _stages(kin: Sequence[Kin], best: Sequence[Plan]) -> tuple[Stage, ...]:
    members: dict[str, list[Kin]] = {}
    for each in kin:
        members.setdefault(_stage_name(each, best), []).append(each)
    names = sorted(members, key=lambda name: _place(name, members[name], best))
    ids = _ids(names, "stage")
    return tuple(_stage(name, ids[place], best) for place, name in enumerate(names))


def _stage(name: str, made: str, best: Sequence[Plan]) -> Stage:
    found = [
        (plan, number, row)
        for plan in best
        for number, row in enumerate(plan.stages)
        if row.name == name
    ]
    if not found:
        return Stage(id=made, name=name)
    weeks = [length for plan, number, _ in found if (length := _weeks(plan, number)) is not None]
    told = Counter(row.exit_criterion for _, _, row in found if row.exit_criterion)
    criterion = told.most_common(1)[0][0] if told else ""
    usual = found[0][2]
    measure, goal = _tie(row for _, _, row in found)
    return replace(
        usual,
        id=made,
        exit_criterion=criterion,
        exit_measure=measure,
        exit_goal_share=goal,
        weeks=float(max(round(median(weeks)), 1)) if weeks else usual.weeks,
    )


def _tie(rows: Iterable[Stage]) -> tuple[str, float | None]:
    # The tie that most of them have; an outcome is one account's own.
    ties = Counter(
        (row.exit_measure, row.exit_goal_share)
        for row in rows
        if row.exit_measure and not row.exit_measure.startswith(OUTCOME)
    )
    return ties.most_common(1)[0][0] if ties else ("", None)


def _weeks(plan: Plan, number: int) -> float | None:
    # From the end of the stage before (or the start) to its own end.
    ends = [_span(row for row in plan.activities if row.stage == s.id)[1] for s in plan.stages]
    before = [day for day in ends[:number] if day]
    begun = max(before) if before else plan.start_on or _span(plan.activities)[0]
    ended = ends[number]
    if begun is None or ended is None or ended < begun:
        return None
    return (ended - begun).days / _DAYS_A_WEEK


def _place(name: str, kin: Sequence[Kin], best: Sequence[Plan]) -> float:
    # How far along its plans the stage stands, else how far along its steps ended; 0 to 1.
    shares = [
        number / len(plan.stages)
        for plan in best
        for number, row in enumerate(plan.stages)
        if row.name == name
    ]
    return median(shares or [_when(each, best) for each in kin])


def _stage_name(kin: Kin, best: Sequence[Plan]) -> str:
    names = Counter(
        row.name
        for place, step in kin.members.items()
        for row in best[place].stages
        if row.id == step.stage
    )
    return min(names, key=lambda name: (-names[name], name)) if names else OTHERWISE


def _role(kin: Kin, best: Sequence[Plan]) -> str:
    roles: Counter[str] = Counter()
    for place, row in kin.members.items():
        person = next((each for each in best[place].people if each.id == row.owner), None)
        if person and person.role:
            name = "CSM" if person.role is Role.CSM else person.role.value.replace("_", " ")
            roles[name if name == "CSM" else name.capitalize()] += 1
    return roles.most_common(1)[0][0] if roles else ""


def _serves(kin: Kin, count: int, outcomes: AbstractSet[str]) -> tuple[str, ...]:
    served = Counter(name for row in kin.members.values() for name in row.serves)
    half = len(kin.members) / 2
    return tuple(name for name, n in served.items() if name in outcomes and n >= half)


def _ids(names: Iterable[str], otherwise: str) -> list[str]:
    made: list[str] = []
    for name in names:
        made.append(new_id(name, otherwise, taken=made))
    return made
