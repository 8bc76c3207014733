"""A strategy for valid plans of every odd kind."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from cspwidgets.plan.model import Account, Activity, AgreedStep, Agreement, Person, Plan, Stage
from cspwidgets.plan.words import ActivityKind, ActivityState, Side, Visibility

# Every strategy here is made once, and plans are made of plain values by functions: building
# strategies while drawing made each plan take a tenth of a second.
_MIDDLE = date(2026, 6, 1)
_TITLES = st.sampled_from(
    ("Kick-off", "Schulung für Dispatcher", "تشغيل المستودع", "השקת הפיילוט", "<b>x</b>", "=1+1")
)
_DAYS = st.integers(-365, 365).map(lambda days: _MIDDLE + timedelta(days))
_MAYBE_DAY = st.one_of(st.none(), _DAYS)
_STAGE = st.tuples(_TITLES, st.sampled_from((None, 0.0, 0.5, 1.0, 2.0, 6.0)), st.booleans())
_ACTIVITY = st.fixed_dictionaries(
    {
        "title": _TITLES,
        "stage": st.integers(0, 4),
        "side": st.sampled_from(list(Side)),
        "kind": st.sampled_from((*[ActivityKind.STEP] * 4, *ActivityKind)),
        "state": st.sampled_from(list(ActivityState)),
        "owner": st.sampled_from(("", "p1", "Somebody")),
        "days": st.sampled_from((None, 0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 13.0)),
        "after": st.lists(st.integers(0, 7), max_size=2),
        "due_on": st.one_of(st.none(), st.none(), _DAYS),
        "started_on": _MAYBE_DAY,
        "finished_on": _MAYBE_DAY,
        "promised_on": _MAYBE_DAY,
    }
)
_AGREEMENT = st.tuples(_DAYS, _DAYS, st.booleans())


@cache
def plan_strategy(max_steps: int = 7) -> st.SearchStrategy[Plan]:
    """Valid plans of every odd kind.

    No start, no stages, ongoing stages, dangling references, cycles, skipped steps, cadences,
    milestones, pins, holidays, steps without days, right-to-left names, odd real days.
    """
    return st.tuples(
        st.tuples(_TITLES, _TITLES, _MAYBE_DAY, _MAYBE_DAY, st.lists(_DAYS, max_size=2)),
        st.lists(_STAGE, max_size=4),
        st.lists(_ACTIVITY, max_size=max_steps),
        st.lists(_AGREEMENT, max_size=2),
    ).map(lambda drawn: _plan(*drawn))


def _plan(
    about: tuple[str, str, date | None, date | None, list[date]],
    stages: list[tuple[str, float | None, bool]],
    rows: list[dict[str, Any]],
    agreements: list[tuple[date, date, bool]],
) -> Plan:
    name, objective, start_on, renewal_on, holidays = about
    return Plan(
        id="odd",
        account=Account(name=name, renewal_on=renewal_on),
        objective=objective,
        start_on=start_on,
        holidays=tuple(holidays),
        people=(Person(id="p1", name="مريم", visibility=Visibility.INTERNAL),),
        stages=tuple(
            Stage(id=f"s{k}", name=title, weeks=weeks, renewal=renewal)
            for k, (title, weeks, renewal) in enumerate(stages)
        ),
        activities=tuple(_activity(f"a{k}", row) for k, row in enumerate(rows)),
        agreements=tuple(
            _agreement(f"g{k}", on, finish_on, len(rows) if has_steps else 0)
            for k, (on, finish_on, has_steps) in enumerate(agreements)
        ),
    )


def _activity(name: str, row: dict[str, Any]) -> Activity:
    # Stages and predecessors beyond those that are there dangle.
    fields = dict(row)
    if fields["state"] is not ActivityState.DONE:
        fields["finished_on"] = None
    fields["stage"] = f"s{row['stage']}"
    fields["after"] = tuple(f"a{k}" for k in row["after"])
    return Activity(id=name, **fields)


def _agreement(name: str, on: date, finish_on: date, steps: int) -> Agreement:
    agreed = (
        AgreedStep(activity=f"a{k}", start_on=date(2026, 1, 5), finish_on=date(2026, 1, 9))
        for k in range(steps)
    )
    return Agreement(id=name, on=on, by=("A", "B"), finish_on=finish_on, steps=tuple(agreed))
