"""What people type into a cell is read as they mean it, or refused with a sentence."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from cspwidgets.errors import CellRejected
from cspwidgets.plan.cells import read_cell, show_cell
from cspwidgets.plan.model import TABLES, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Evidence, Role, Side
from support.plans import plan_strategy, small_plan


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("31 Mar 2026", date(2026, 3, 31)),
        ("31. März 2026", date(2026, 3, 31)),
        ("March 31, 2026", date(2026, 3, 31)),
        ("31.3.2026", date(2026, 3, 31)),
        ("31/03/2026", date(2026, 3, 31)),
        ("03/31/2026", date(2026, 3, 31)),
        ("05/05/2026", date(2026, 5, 5)),
        ("31 mar", date(2026, 3, 31)),
        ("15 jan", date(2027, 1, 15)),
        ("w3", date(2026, 3, 20)),
        ("W3", date(2026, 3, 20)),
        ("week 3", date(2026, 3, 20)),
        ("3w", date(2026, 3, 20)),
        ("w6", date(2026, 4, 14)),  # two holidays lie before it
        ("", None),
        ("  ", None),
    ],
)
def test_a_due_day_may_be_typed_in_many_ways(typed: str, day: date | None):
    assert read_cell(small_plan(), "activities", "due_on", typed) == day


def test_a_week_as_a_start_means_its_first_day():
    assert read_cell(small_plan(), "activities", "started_on", "w3") == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("soon", "is no day. Type 2026-03-31"),
        ("03/04/2026", "may be 3 Apr 2026 or 4 Mar 2026"),
        ("31 Feb 2026", "is not in the calendar"),
        ("2026-13-01", "is not in the calendar"),
        ("w0", "The first week of the plan is w1"),
        ("12 Foo 2026", "is no day"),
    ],
)
def test_a_day_that_cannot_be_sure_is_refused_and_kept(typed: str, sentence: str):
    with pytest.raises(CellRejected, match=sentence) as refused:
        read_cell(small_plan(), "activities", "due_on", typed)
    assert (refused.value.typed, refused.value.field) == (typed, "due_on")


@pytest.mark.parametrize("typed", ["w3", "31 Mar"])
def test_a_plan_without_a_start_has_no_weeks_and_no_years(typed: str):
    with pytest.raises(CellRejected):
        read_cell(replace(small_plan(), start_on=None), "activities", "due_on", typed)


@pytest.mark.parametrize(
    ("table", "field", "typed", "value"),
    [
        ("activities", "days", "5", 5.0),
        ("activities", "days", "5 days", 5.0),
        ("activities", "days", "1 day", 1.0),
        ("activities", "days", "2w", 10.0),
        ("activities", "days", "2,5", 2.5),
        ("activities", "days", "", None),
        ("stages", "weeks", "2", 2.0),
        ("stages", "weeks", "2 weeks", 2.0),
        ("stages", "weeks", "10 days", 2.0),
        ("stages", "weeks", "ongoing", None),
        ("stages", "weeks", "", None),
        ("account", "fee", "$216,000", 216_000.0),
        ("account", "fee", "1.2m", 1_200_000.0),
        ("account", "fee", "216k", 216_000.0),
        ("account", "fee", "216.000,50 €", 216_000.5),
        ("outcomes", "target", "88.2 %", 88.2),
        ("outcomes", "target", "-3", -3.0),
        ("outcomes", "attributable_share", "45%", 0.45),
        ("outcomes", "attributable_share", "0.45", 0.45),
        ("outcomes", "weight", "", 1.0),
        ("outcomes", "must_have", "yes", True),
        ("outcomes", "must_have", "", False),
        ("outcomes", "evidence", "b", Evidence.B),
        ("outcomes", "evidence", "", None),
        ("activities", "side", "Customer", Side.CUSTOMER),
        ("activities", "side", "northwind freight", Side.CUSTOMER),
        ("activities", "side", "RouteWise", Side.VENDOR),
        ("activities", "side", "together", Side.BOTH),
        ("activities", "state", "in progress", ActivityState.IN_PROGRESS),
        ("activities", "state", "doing", ActivityState.IN_PROGRESS),
        ("activities", "state", "✓", ActivityState.DONE),
        ("activities", "kind", "mile", ActivityKind.MILESTONE),
        ("people", "role", "executive sponsor", Role.EXECUTIVE_SPONSOR),
        ("people", "role", "sponsor", Role.EXECUTIVE_SPONSOR),
        ("activities", "stage", "roll out", "rollout"),
        ("activities", "stage", "make", "habit"),
        ("activities", "after", "Wave 2", ("wave2",)),
        ("activities", "after", "Wave 1: 4 depots live, go for", ("wave1", "golive")),
        ("activities", "serves", "cost; minutes", ("cost", "plan")),
        ("activities", "serves", "", ()),
        ("activities", "owner", "Priya Nair", "priya"),
        ("activities", "owner", "dana", "dana"),
        ("activities", "owner", "Depot managers", "Depot managers"),
        ("activities", "title", "  Train   the trainers ", "Train the trainers"),
        ("activities", "notes", "one\ntwo ", "one\ntwo"),
        ("activities", "link", "wiki.example.com/page", "https://wiki.example.com/page"),
        ("activities", "link", "https://example.com/a?b=c", "https://example.com/a?b=c"),
        ("account", "currency", "eur", "EUR"),
        ("plan", "holidays", "2026-04-03, 6 Apr 2026", (date(2026, 4, 3), date(2026, 4, 6))),
        ("plan", "objective", "Grow", "Grow"),
        ("touch_points", "people", "Dana, tom", ("dana", "tom")),
        ("agreements", "by", "Dana Whitfield, Tom", ("Dana Whitfield", "Tom")),
    ],
)
def test_a_cell_is_read_as_it_is_meant(table: str, field: str, typed: str, value: Any):
    assert read_cell(small_plan(), table, field, typed) == value


@pytest.mark.parametrize(
    ("table", "field", "typed", "sentence"),
    [
        ("activities", "title", " ", "The title cannot be empty"),
        ("activities", "stage", "", "The stage cannot be empty"),
        ("activities", "stage", "Pilots", "There is: Pilot two depots"),
        ("activities", "serves", "happiness", "is not in outcomes"),
        ("activities", "after", "wave", "is not in activities"),
        ("activities", "days", "soon", "is no length"),
        ("activities", "days", "-2", "is no length"),
        ("activities", "state", "maybe", "is not one of: Not started, In progress"),
        ("activities", "side", "sales", "is not one of: Customer, RouteWise"),
        ("activities", "link", "javascript:alert(1)", "is no link"),
        ("activities", "broken_promises", "x", "cannot be typed"),
        ("outcomes", "curve", "x", "cannot be typed"),
        ("outcomes", "target", "many", "is no number"),
        ("outcomes", "target", "nan", "is no number"),
        ("outcomes", "target", "inf", "is no number"),
        ("outcomes", "attributable_share", "45", "is no share"),
        ("outcomes", "must_have", "perhaps", "neither yes nor no"),
        ("account", "currency", "euros", "is no currency"),
        ("activities", "colour", "red", "has no field"),
        ("wishes", "title", "x", "has no field"),
        ("plan", "activities", "x", "cannot be typed"),
    ],
)
def test_what_cannot_be_meant_is_refused(table: str, field: str, typed: str, sentence: str):
    with pytest.raises(CellRejected, match=sentence):
        read_cell(small_plan(), table, field, typed)


def cells(plan: Plan) -> list[tuple[str, str, str]]:
    """Every cell of a plan that can be typed into."""
    untyped = {"id", "curve", "broken_promises", "steps"}
    rows = [
        (table, row.id, field.name)
        for table, kind in TABLES.items()
        for row in getattr(plan, table)
        for field in fields(kind)
        if field.name not in untyped
    ]
    own = [("account", "", field.name) for field in fields(plan.account)]
    return [*rows, *own, *(("plan", "", name) for name in ("objective", "state", "start_on"))]


def assert_reads_back(plan: Plan) -> None:
    for table, row, field in cells(plan):
        holder = plan if table == "plan" else getattr(plan, table)
        if table in TABLES:
            holder = next(each for each in holder if each.id == row)
        value = getattr(holder, field)
        shown = show_cell(plan, table, row, field)
        if shown:
            assert read_cell(plan, table, field, shown) == value, (table, field, shown)


def test_whatever_a_cell_shows_can_be_typed_back():
    assert_reads_back(small_plan())


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(plan_strategy(max_steps=6))
def test_whatever_any_plans_cells_show_can_be_typed_back(plan: Plan):
    stages = {row.id for row in plan.stages}
    there = tuple(row for row in plan.activities if row.stage in stages)
    ids = {row.id for row in there}
    tidy = [replace(row, after=tuple(dict.fromkeys(ids.intersection(row.after)))) for row in there]
    assert_reads_back(replace(plan, activities=tuple(tidy)))


def test_weeks_and_states_are_shown_in_words():
    plan = small_plan()
    assert show_cell(plan, "stages", "prove", "weeks") == "ongoing"
    assert show_cell(plan, "stages", "pilot", "weeks") == "5 weeks"
    assert show_cell(plan, "activities", "wave2", "state") == "In progress"
    assert show_cell(plan, "activities", "wave2", "promised_on") == "10 Jul 2026"
    assert show_cell(plan, "activities", "train", "owner") == "Tom Adeyemi"
