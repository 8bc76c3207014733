"""A change is a value: it can be made, taken back, kept, and replayed on a newer plan."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.errors import EditRejected
from cspwidgets.plan.edits import (
    LAST,
    Edit,
    add_row,
    apply,
    apply_all,
    find,
    inverse,
    inverse_all,
    move_row,
    rebase,
    remove_row,
    set_field,
)
from cspwidgets.plan.model import (
    TABLES,
    Activity,
    Agreement,
    Measurement,
    Outcome,
    Person,
    Plan,
    Risk,
    Row,
    Stage,
    TouchPoint,
    UsagePoint,
)
from cspwidgets.plan.words import ActivityState, TouchPointKind
from support.plans import small_plan

EXAMPLES = int(os.environ.get("CSP_TEST_EXAMPLES", "250"))
"""How many histories are tried; 1000 for the whole proof."""

DAY = date(2026, 7, 20)

ROWS: dict[str, Row] = {
    "people": Person(id="new", name="Ada"),
    "outcomes": Outcome(id="new", name="Faster"),
    "measurements": Measurement(id="new", outcome="cost", on=DAY, value=1.0),
    "usage": UsagePoint(id="new", metric="seats", on=DAY, value=1.0),
    "stages": Stage(id="new", name="Extend"),
    "activities": Activity(id="new", title="Tidy up", stage="habit"),
    "risks": Risk(id="new", name="Budget"),
    "touch_points": TouchPoint(id="new", kind=TouchPointKind.CALL, on=DAY),
    "agreements": Agreement(id="new", on=DAY, by=("Ada",), finish_on=DAY),
}

FIELDS: dict[str, tuple[str, Any]] = {
    "people": ("title", "Director"),
    "outcomes": ("weight", 2.0),
    "measurements": ("source", "Ledger"),
    "usage": ("value", 9.0),
    "stages": ("exit_criterion", "all live"),
    "activities": ("days", 4.0),
    "risks": ("mitigation", "Ask early"),
    "touch_points": ("decisions", "Go on"),
    "agreements": ("by", ("Ada", "Ben")),
}


def test_every_table_has_a_case_here():
    assert ROWS.keys() == FIELDS.keys() == TABLES.keys()


@pytest.mark.parametrize("table", TABLES)
def test_a_row_of_any_table_can_be_added_changed_moved_removed_and_all_taken_back(table: str):
    plan = small_plan()
    field, value = FIELDS[table]
    edits = [
        add_row(table, ROWS[table]),
        Edit(kind="set", table=table, row="new", field=field, value=value),
        move_row(table, "new", after=""),
        Edit(kind="remove", table=table, row="new"),
    ]
    states = [plan]
    for edit in edits:
        states.append(apply(states[-1], edit))
    assert getattr(find(states[2], table, "new"), field) == value
    assert getattr(states[3], table)[0].id == "new"
    assert states[4] == plan
    assert apply_all(states[3], inverse_all(plan, edits[:3])) == plan


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("plan", "objective", "Plan a day in ten minutes"),
        ("account", "renewal_on", date(2027, 3, 31)),
        ("weights", "value", 50.0),
        ("factors", "B", 0.9),
        ("pace_prior", "customer", 1.2),
    ],
)
def test_the_plans_own_fields_can_be_set_and_set_back(table: str, field: str, value: Any):
    plan = small_plan()
    edit = set_field(plan, table, "", field, value)
    assert apply(apply(plan, edit), inverse(plan, edit)) == plan


@pytest.mark.parametrize(
    "edit",
    [
        Edit(kind="set", table="activities", row="gone", field="title", value="x"),
        Edit(kind="set", table="activities", row="wave2", field="colour", value="x"),
        Edit(kind="set", table="activities", row="wave2", field="id", value="x"),
        Edit(kind="set", table="plan", field="activities", value=()),
        Edit(kind="remove", table="stages", row="gone"),
        Edit(kind="move", table="stages", row="gone"),
        Edit(kind="add", table="stages", row="rollout", value=Stage(id="rollout", name="x")),
        Edit(kind="add", table="stages", row="x", value=Person(id="x", name="x")),
        Edit(kind="remove", table="wishes", row="x"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused_with_its_place(edit: Edit):
    plan = small_plan()
    with pytest.raises(EditRejected) as refused:
        apply(plan, edit)
    assert refused.value.sentence
    assert refused.value.table == edit.table


def test_a_bad_edit_in_a_change_leaves_the_plan_as_it_was():
    plan = small_plan()
    good = set_field(plan, "activities", "wave2", "days", 3.0)
    with pytest.raises(EditRejected):
        apply_all(plan, (good, Edit(kind="remove", table="stages", row="gone")))
    assert find(plan, "activities", "wave2").days == 10.0


def test_a_row_behind_one_that_is_gone_goes_to_the_end():
    plan = apply(small_plan(), add_row("stages", ROWS["stages"], after="gone"))
    assert plan.stages[-1].id == "new"


def test_edits_of_different_fields_merge():
    plan = small_plan()
    mine = set_field(plan, "activities", "wave3", "days", 7.0)
    theirs = set_field(plan, "activities", "wave3", "title", "Wave 3: the north")
    kept, conflicts = rebase((mine,), apply(plan, theirs))
    assert not conflicts
    assert find(apply_all(apply(plan, theirs), kept), "activities", "wave3").days == 7.0


def test_edits_of_one_field_are_asked_with_what_stands_there():
    plan = small_plan()
    mine = set_field(plan, "activities", "wave3", "days", 7.0)
    theirs = set_field(plan, "activities", "wave3", "days", 9.0)
    kept, conflicts = rebase((mine,), apply(plan, theirs))
    assert kept == ()
    assert [(clash.mine.value, clash.theirs, clash.why) for clash in conflicts] == [
        (7.0, 9.0, "changed")
    ]


def test_the_same_change_by_two_people_is_no_conflict():
    plan = small_plan()
    mine = set_field(plan, "activities", "wave2", "state", ActivityState.DONE)
    kept, conflicts = rebase((mine,), apply(plan, mine))
    assert not conflicts
    assert apply_all(apply(plan, mine), kept) == apply(plan, mine)


def test_an_edit_of_a_row_that_somebody_removed_is_asked():
    plan = small_plan()
    mine = set_field(plan, "activities", "wave3", "days", 7.0)
    newer = apply(plan, remove_row(plan, "activities", "wave3"))
    kept, conflicts = rebase((mine,), newer)
    assert (kept, [clash.why for clash in conflicts]) == ((), ["removed"])


def test_removing_a_row_that_somebody_changed_is_asked():
    plan = small_plan()
    mine = remove_row(plan, "activities", "wave3")
    newer = apply(plan, set_field(plan, "activities", "wave3", "days", 9.0))
    kept, conflicts = rebase((mine,), newer)
    assert (kept, [clash.why for clash in conflicts]) == ((), ["changed"])


def test_removing_what_somebody_removed_already_is_harmless():
    plan = small_plan()
    mine = remove_row(plan, "activities", "wave3")
    assert rebase((mine,), apply(plan, mine)) == ((), ())


# Sequences of random edits, for the properties below.

PLANS = [replace(small_plan(), activities=small_plan().activities[:size]) for size in (0, 2, 5, 21)]

CELLS = (
    ("title", ("Agree", "Train", "Go live")),
    ("days", (None, 1.0, 8.0)),
    ("owner", ("", "p1")),
)


@st.composite
def edit_on(draw: st.DrawFn, plan: Plan, number: int) -> Edit:
    """An edit that fits `plan`."""
    tables = [name for name in TABLES if getattr(plan, name)]
    table = draw(st.sampled_from(tables or ["activities"]))
    ids = [row.id for row in getattr(plan, table)]
    kind = draw(st.sampled_from(("set", "add", "remove", "move") if ids else ("add",)))
    if kind == "add":
        row = replace(ROWS[table], id=f"{table}{number}")
        return add_row(table, row, after=draw(st.sampled_from(("", LAST, *ids))))
    chosen = draw(st.sampled_from(ids))
    if kind == "move":
        return move_row(table, chosen, after=draw(st.sampled_from(("", LAST, *ids))))
    if kind == "remove":
        return remove_row(plan, table, chosen)
    if table == "activities":
        field, values = draw(st.sampled_from(CELLS))
        return set_field(plan, table, chosen, field, draw(st.sampled_from(values)))
    field, value = FIELDS[table]
    return set_field(plan, table, chosen, field, value)


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_undoing_all_and_redoing_all_gives_the_same_plans(data: st.DataObject):
    first = data.draw(st.sampled_from(PLANS))
    states, edits = [first], []
    for number in range(data.draw(st.integers(1, 8))):
        edit = data.draw(edit_on(states[-1], number))
        edits.append(edit)
        states.append(apply(states[-1], edit))
    plan = states[-1]
    back = [inverse(before, edit) for before, edit in zip(states, edits, strict=False)]
    for before, undo in zip(reversed(states[:-1]), reversed(back), strict=True):
        plan = apply(plan, undo)
        assert plan == before
    assert apply_all(first, edits) == states[-1]
    assert apply_all(states[-1], inverse_all(first, edits)) == first


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_disjoint_edits_of_two_people_commute(data: st.DataObject):
    plan = data.draw(st.sampled_from(PLANS[1:]))
    ids = [row.id for row in plan.activities]
    cells = data.draw(
        st.lists(
            st.tuples(st.sampled_from(ids), st.sampled_from(CELLS)),
            min_size=2,
            max_size=8,
            unique_by=lambda cell: (cell[0], cell[1][0]),
        )
    )
    edits = [
        set_field(plan, "activities", row, field, data.draw(st.sampled_from(values)))
        for row, (field, values) in cells
    ]
    half = data.draw(st.integers(1, len(edits) - 1))
    mine, theirs = edits[:half], edits[half:]
    one, conflicts = rebase(mine, apply_all(plan, theirs))
    other, more = rebase(theirs, apply_all(plan, mine))
    assert (conflicts, more) == ((), ())
    assert apply_all(apply_all(plan, theirs), one) == apply_all(apply_all(plan, mine), other)
