"""What most of some customers did, and by which week of their plans.

A *habit* is a step that at least `STEP_SHARE` of them took on a day that is known. Its week is the
one by which so many had done it. It says what was, never why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median_low

from cspwidgets.journey.alike import Kin, are_alike, kin_of, letters
from cspwidgets.journey.learn import STEP_SHARE
from cspwidgets.journey.learnroute import comes_before
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, Side, Visibility

_DAYS_A_WEEK = 7
_LATE_SHARE = 0.8
_FEWEST_OF_A_TITLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A step that most of some customers took.

    Attributes
    ----------
    title, titles
        What it is usually called, and all that it was called.
    names, others
        Titles that are this step and titles that are said to be another, by `letters`.
    of
        How many customers there are.
    weeks
        In which week of their plans it was done, ascending; 1 is the first.
    days
        Its median length, in working days.
    before
        The keys of the habits that it came after in most of the plans that have both.
    stages, outcomes
        Where it stood there, the usual first, and what it mostly served; by `letters`.
    ids
        What it is in plans of a template: template and id.
    """

    title: str
    titles: tuple[str, ...]
    names: frozenset[str]
    others: frozenset[str]
    side: Side
    kind: ActivityKind
    of: int
    weeks: tuple[int, ...]
    days: float | None
    before: frozenset[str]
    stages: tuple[str, ...]
    outcomes: frozenset[str]
    ids: frozenset[tuple[str, str]]
    visibility: Visibility

    @property
    def key(self) -> str:
        """What it is known by."""
        return _key(self.title, self.side)

    @property
    def week(self) -> int:
        """By this week most had done it."""
        return self.weeks[ceil(STEP_SHARE * self.of) - 1]

    @property
    def done(self) -> int:
        """How many had done it by that week."""
        return sum(week <= self.week for week in self.weeks)

    @property
    def middle(self) -> int:
        """The median week of those who did it."""
        return median_low(self.weeks)

    @property
    def late(self) -> int:
        """Four of five of those who did it had done it by this week."""
        return self.weeks[ceil(_LATE_SHARE * len(self.weeks)) - 1]

    def is_step(self, row: Activity, plan: Plan) -> bool:
        """Whether a plan's activity is this step."""
        name = letters(row.title)
        if name in self.names or name in self.others:
            return name in self.names
        if plan.template and (plan.template, row.id) in self.ids:
            return True
        return row.side is self.side and are_alike(self.title, row.title)


def habits_of(plans: Sequence[Plan], same: Mapping[str, str] | None = None) -> tuple[Habit, ...]:
    """What most of some customers did, the earliest first.

    Parameters
    ----------
    same
        Titles, and what each counts as (see `alike`).
    """
    said = {letters(title): letters(name) for title, name in (same or {}).items()}
    known = [each for each in kin_of(plans, same) if _is_usual(each, plans)]
    titles = {id(each): _title(each, plans) for each in known}
    keys = {id(each): _key(titles[id(each)], each.side) for each in known if titles[id(each)]}
    # What they did twice under one title is told once.
    once = {key: name for name, key in reversed(keys.items())}.values()
    usual = [each for each in known if id(each) in once]
    made = [
        _habit(
            each,
            plans,
            title=titles[id(each)],
            before=frozenset(
                keys[id(other)]
                for other in usual
                if other is not each and comes_before(other, each, plans)
            ),
            said=said,
        )
        for each in usual
    ]
    return tuple(sorted(made, key=lambda habit: (habit.week, habit.middle, habit.title)))


def _habit(
    kin: Kin,
    plans: Sequence[Plan],
    *,
    title: str,
    before: frozenset[str],
    said: Mapping[str, str],
) -> Habit:
    rows = kin.members.values()
    own = {letters(one) for one in kin.titles}
    own |= {one for one, name in said.items() if name in kin.names}
    return Habit(
        title=title,
        titles=kin.titles,
        names=frozenset(own),
        others=frozenset(one for one, name in said.items() if name not in kin.names),
        side=kin.side,
        kind=Counter(row.kind for row in rows).most_common(1)[0][0],
        of=len(plans),
        weeks=_weeks(kin, plans),
        days=kin.days(plans),
        before=before,
        stages=tuple(_stages(kin, plans)),
        outcomes=_outcomes(kin, plans),
        ids=frozenset(
            (plans[place].template, row.id)
            for place, row in kin.members.items()
            if plans[place].template
        ),
        visibility=_visibility(kin),
    )


def _is_usual(kin: Kin, plans: Sequence[Plan]) -> bool:
    return len(_weeks(kin, plans)) >= STEP_SHARE * len(plans)


def week_of(plan: Plan, day: date) -> int | None:
    """The week of a plan in which a day lies; the first is 1. None where it has no start."""
    days = [row.started_on or row.finished_on for row in plan.activities]
    start = plan.start_on or min((day for day in days if day), default=None)
    return None if start is None else max((day - start).days // _DAYS_A_WEEK + 1, 1)


def _weeks(kin: Kin, plans: Sequence[Plan]) -> tuple[int, ...]:
    known = (
        week_of(plans[place], row.finished_on)
        for place, row in kin.members.items()
        if row.finished_on
    )
    return tuple(sorted(week for week in known if week is not None))


def _title(kin: Kin, plans: Sequence[Plan]) -> str:
    # One that several use and that names none of them: it is proposed to others.
    names = [letters(plan.account.name) for plan in plans if plan.account.name]
    count = Counter(row.title for row in kin.members.values())
    for title in kin.titles:
        is_shared = count[title] >= _FEWEST_OF_A_TITLE
        if is_shared and not any(name and name in letters(title) for name in names):
            return title
    return ""


def _stages(kin: Kin, plans: Sequence[Plan]) -> Iterator[str]:
    count = Counter(
        letters(stage.name)
        for place, row in kin.members.items()
        for stage in plans[place].stages
        if stage.id == row.stage
    )
    yield from sorted(count, key=lambda name: (-count[name], name))


def _outcomes(kin: Kin, plans: Sequence[Plan]) -> frozenset[str]:
    count = Counter(
        letters(outcome.name)
        for place, row in kin.members.items()
        for outcome in plans[place].outcomes
        if outcome.id in row.serves
    )
    return frozenset(name for name, n in count.items() if 2 * n >= len(kin.members))


def _visibility(kin: Kin) -> Visibility:
    shared = sum(row.visibility is Visibility.SHARED for row in kin.members.values())
    return Visibility.SHARED if 2 * shared >= len(kin.members) else Visibility.INTERNAL


def _key(title: str, side: Side) -> str:
    return f"{letters(title)}:{side.value}"
