"""A strategy for valid plans of every odd kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from cspwidgets.plan.model import Account, Activity, AgreedStep, Agreement, Person, Plan, Stage
from cspwidgets.plan.words import ActivityKind, ActivityState, Side, Visibility

_TITLES = st.sampled_from(
    ("Kick-off", "Schulung für Dispatcher", "تشغيل المستودع", "השקת הפיילוט", "<b>x</b>", "=1+1")
)
_DAYS_AROUND = st.dates(min_value=date(2025, 6, 1), max_value=date(2027, 6, 1))


@st.composite
def plan_strategy(draw: st.DrawFn, max_steps: int = 12) -> Plan:
    """Valid plans of every odd kind.

    No start, no stages, ongoing stages, dangling references, cycles, skipped steps, cadences,
    milestones, pins, holidays, steps without days, right-to-left names, odd real days.
    """
    stage_ids = [f"s{k}" for k in range(draw(st.integers(0, 4)))]
    names = [f"a{k}" for k in range(draw(st.integers(0, max_steps)))]
    any_stage = st.sampled_from([*stage_ids, "gone"])
    any_after = st.lists(st.sampled_from([*names, "gone"]), max_size=3).map(tuple)
    weeks = st.one_of(st.none(), st.sampled_from((0.0, 0.5, 1.0, 2.0, 6.0)))
    stages = tuple(
        Stage(id=one, name=draw(_TITLES), weeks=draw(weeks), renewal=draw(st.booleans()))
        for one in stage_ids
    )
    return Plan(
        id="odd",
        account=Account(name=draw(_TITLES), renewal_on=draw(st.none() | _DAYS_AROUND)),
        objective=draw(_TITLES),
        start_on=draw(st.none() | _DAYS_AROUND),
        holidays=tuple(draw(st.lists(_DAYS_AROUND, max_size=3))),
        people=(Person(id="p1", name=draw(_TITLES), visibility=Visibility.INTERNAL),),
        stages=stages,
        activities=tuple(draw(_activity(one, any_stage, any_after)) for one in names),
        agreements=draw(st.lists(_agreements(names), max_size=2).map(_renumbered)),
    )


@st.composite
def _activity(
    draw: st.DrawFn,
    name: str,
    any_stage: st.SearchStrategy[str],
    any_after: st.SearchStrategy[tuple[str, ...]],
) -> Activity:
    state = draw(st.sampled_from(list(ActivityState)))
    return Activity(
        id=name,
        title=draw(_TITLES),
        stage=draw(any_stage),
        side=draw(st.sampled_from(list(Side))),
        kind=draw(st.sampled_from((*[ActivityKind.STEP] * 4, *ActivityKind))),
        state=state,
        owner=draw(st.sampled_from(("", "p1", "Somebody"))),
        days=draw(st.none() | st.sampled_from((0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 13.0))),
        after=draw(any_after),
        due_on=draw(st.none() | st.none() | _DAYS_AROUND),
        started_on=draw(st.none() | _DAYS_AROUND),
        finished_on=draw(st.none() | _DAYS_AROUND) if state == ActivityState.DONE else None,
        promised_on=draw(st.none() | _DAYS_AROUND),
    )


def _agreements(names: list[str]) -> st.SearchStrategy[Agreement]:
    steps = tuple(
        AgreedStep(activity=name, start_on=date(2026, 1, 5), finish_on=date(2026, 1, 9))
        for name in names
    )
    return st.builds(
        Agreement,
        id=st.just("g"),
        on=_DAYS_AROUND,
        by=st.just(("A", "B")),
        finish_on=_DAYS_AROUND,
        steps=st.sampled_from(((), steps)),
    )


def _renumbered(agreements: list[Agreement]) -> tuple[Agreement, ...]:
    return tuple(replace(one, id=f"g{k}") for k, one in enumerate(agreements))
