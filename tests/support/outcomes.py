"""Strategies for outcomes and their measurements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from cspwidgets.plan.model import Measurement, Outcome, Plan
from cspwidgets.plan.words import Direction, Evidence, Visibility
from support.odd import plan_strategy

START = date(2026, 1, 5)

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))
DAYS = st.integers(-30, 500).map(lambda days: START + timedelta(days=days))


def outcome_strategy(name: str = "o") -> st.SearchStrategy[Outcome]:
    """Outcomes of every odd kind: without figures, held, the wrong way round, with a curve."""
    return st.builds(
        Outcome,
        id=st.just(name),
        name=st.sampled_from(("Cost a stop", "كلفة", "<b>x</b>")),
        direction=st.sampled_from(list(Direction)),
        baseline=st.none() | NUMBERS,
        target=st.none() | NUMBERS,
        by=st.none() | DAYS,
        weight=st.sampled_from((0.0, 1.0, 3.0)),
        must_have=st.booleans(),
        tolerance=st.none() | st.sampled_from((0.0, 0.5, 10.0)),
        evidence=st.none() | st.sampled_from(list(Evidence)),
        volume_a_year=st.none() | st.floats(0, 1e6),
        unit_value=st.none() | st.floats(0, 1e3),
        attributable_share=st.floats(0, 1),
        curve=st.lists(st.tuples(DAYS, NUMBERS), max_size=3).map(tuple),
        visibility=st.sampled_from(list(Visibility)),
    )


@st.composite
def measured_plan_strategy(draw: st.DrawFn) -> Plan:
    """Odd plans with up to three odd outcomes, measured now and then."""
    plan = draw(plan_strategy(max_steps=6))
    names = [f"o{k}" for k in range(draw(st.integers(0, 3)))]
    measured = draw(
        st.lists(st.tuples(st.sampled_from([*names, "gone"]), DAYS, NUMBERS), max_size=6)
    )
    return replace(
        plan,
        start_on=draw(st.none() | st.just(START)),
        outcomes=tuple(draw(outcome_strategy(name)) for name in names),
        measurements=tuple(
            Measurement(id=f"m{k}", outcome=name, on=day, value=value)
            for k, (name, day, value) in enumerate(measured)
        ),
    )
