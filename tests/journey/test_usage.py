"""The figure of any day is found at once, in whatever order figures came in."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.journey.usage import Usage
from cspwidgets.plan.model import Account, Plan, UsagePoint

START = date(2026, 1, 5)
ROWS = st.lists(
    st.tuples(st.sampled_from(["seats", "active_28d"]), st.integers(0, 12), st.integers(0, 9)),
    max_size=12,
)


def after(days: int) -> date:
    return START + timedelta(days=days)


def used(rows: list[tuple[str, int, int]]) -> Plan:
    usage = tuple(
        UsagePoint(id=f"u{k}", metric=metric, on=after(day), value=float(value))
        for k, (metric, day, value) in enumerate(rows)
    )
    return Plan(id="p", account=Account(name="P"), usage=usage)


@given(ROWS, st.integers(-2, 14), st.integers(-2, 14))
def test_the_newest_figure_is_the_one_that_looking_at_all_of_them_finds(rows, on, since):
    usage = Usage(used(rows))
    for metric in ("seats", "active_28d", "nothing"):
        seen = [(day, k) for k, (name, day, _) in enumerate(rows) if name == metric and day <= on]
        wanted = max(seen, default=None)
        is_there = wanted is not None and wanted[0] >= since
        assert usage.newest(metric, after(on), after(since)) == (
            float(rows[wanted[1]][2]) if wanted and is_there else None
        )
        assert usage.newest_on(metric, after(on)) == (after(wanted[0]) if wanted else None)
    assert usage.days(after(on)) == sorted({after(day) for _, day, _ in rows if day <= on})


def test_of_two_figures_of_a_day_the_later_in_the_plan_counts_and_none_counts_twice():
    usage = Usage(used([("seats", 3, 5), ("seats", 3, 7), ("seats", 4, 1)]))
    assert usage.newest("seats", after(3)) == 7
    assert list(usage.between("seats", after(2), after(4))) == [7, 1]
    assert list(usage.between("seats", after(3), after(3))) == []
