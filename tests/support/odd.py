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
_DAYS = st.dates(min_value=date(2025, 6, 1), max_value=date(2027, 6, 1))
_MAYBE_DAY = st.none() | _DAYS
_WEEKS = st.sampled_from((None, 0.0, 0.5, 1.0, 2.0, 6.0))
_LENGTHS = st.sampled_from((None, 0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 13.0))
_KINDS = st.sampled_from((*[ActivityKind.STEP] * 4, *ActivityKind))
_REAL_DAYS = st.tuples(st.sampled_from(ActivityState), _MAYBE_DAY, _MAYBE_DAY)


@st.composite
def plan_strategy(draw: st.DrawFn, max_steps: int = 7) -> Plan:
    """Valid plans of every odd kind.

    No start, no stages, ongoing stages, dangling references, cycles, skipped steps, cadences,
    milestones, pins, holidays, steps without days, right-to-left names, odd real days.
    """
    stage_ids = [f"s{k}" for k in range(draw(st.integers(0, 4)))]
    names = [f"a{k}" for k in range(draw(st.integers(0, max_steps)))]
    a_stage = st.sampled_from([*stage_ids, "gone"])
    some_after = st.lists(st.sampled_from([*names, "gone"]), max_size=2).map(tuple)
    rows = [draw(_activities(name, a_stage, some_after)) for name in names]
    return Plan(
        id="odd",
        account=Account(name=draw(_TITLES), renewal_on=draw(_MAYBE_DAY)),
        objective=draw(_TITLES),
        start_on=draw(_MAYBE_DAY),
        holidays=tuple(draw(st.lists(_DAYS, max_size=2))),
        people=(Person(id="p1", name="مريم", visibility=Visibility.INTERNAL),),
        stages=tuple(draw(_stages(name)) for name in stage_ids),
        activities=tuple(replace(row, **_real_days(*draw(_REAL_DAYS))) for row in rows),
        agreements=draw(_agreements(names)),
    )


def _stages(name: str) -> st.SearchStrategy[Stage]:
    return st.builds(Stage, id=st.just(name), name=_TITLES, weeks=_WEEKS, renewal=st.booleans())


def _activities(
    name: str, a_stage: st.SearchStrategy[str], some_after: st.SearchStrategy[tuple[str, ...]]
) -> st.SearchStrategy[Activity]:
    return st.builds(
        Activity,
        id=st.just(name),
        title=_TITLES,
        stage=a_stage,
        side=st.sampled_from(Side),
        kind=_KINDS,
        owner=st.sampled_from(("", "p1", "Somebody")),
        days=_LENGTHS,
        after=some_after,
        due_on=st.none() | _MAYBE_DAY,
        promised_on=_MAYBE_DAY,
    )


def _real_days(
    state: ActivityState, started_on: date | None, finished_on: date | None
) -> dict[str, object]:
    finished_on = finished_on if state is ActivityState.DONE else None
    return {"state": state, "started_on": started_on, "finished_on": finished_on}


def _agreements(names: list[str]) -> st.SearchStrategy[tuple[Agreement, ...]]:
    steps = tuple(
        AgreedStep(activity=name, start_on=date(2026, 1, 5), finish_on=date(2026, 1, 9))
        for name in names
    )
    one = st.builds(
        Agreement,
        id=st.just("g"),
        on=_DAYS,
        by=st.just(("A", "B")),
        finish_on=_DAYS,
        steps=st.sampled_from(((), steps)),
    )
    return st.lists(one, max_size=2).map(
        lambda rows: tuple(replace(row, id=f"g{k}") for k, row in enumerate(rows))
    )
