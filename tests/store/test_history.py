"""Every change is kept, and every plan that ever was can be seen again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspwidgets.errors import NotFound
from cspwidgets.plan.edits import Edit, add_row, move_row, remove_row, set_field
from cspwidgets.plan.model import Plan, Risk
from cspwidgets.plan.words import ActivityState
from cspwidgets.store.store import Store
from support.changes import change, created, objective, saved_times
from support.plans import small_plan


def test_the_history_says_who_changed_what_when_and_why_newest_first(store: Store) -> None:
    saved = created(store, small_plan())
    changes = [
        change(objective(saved.plan, "One"), who="dana", words="as agreed with Ruth"),
        change(remove_row(saved.plan, "risks", "r1"), who="priya"),
    ]
    for number, one in enumerate(changes):
        store.save("northwind", one, base=1 + number)
    newest, middle, first = store.history("northwind")
    assert (newest.change, newest.revision) == (changes[1], 3)
    assert (middle.change, middle.revision) == (changes[0], 2)
    assert (first.change.edits, first.change.words, first.revision) == ((), "created", 1)


def test_the_history_can_be_asked_for_its_newest_entries_only(store: Store) -> None:
    saved_times(store, created(store, small_plan()), 4)
    assert [entry.revision for entry in store.history("northwind", limit=2)] == [5, 4]
    assert [entry.revision for entry in store.history("northwind", since=3)] == [5, 4]
    assert store.history("northwind", since=5) == ()


def test_every_kind_of_edit_comes_back_from_the_history_as_it_was_saved(store: Store) -> None:
    plan = created(store, small_plan()).plan
    first, second = plan.activities[:2]
    edits = (
        set_field(plan, "activities", first.id, "state", ActivityState.DONE),
        set_field(plan, "activities", first.id, "serves", ()),
        set_field(plan, "weights", "", "value", 50.0),
        add_row("risks", Risk(id="r9", name="Sponsor leaves"), after=""),
        move_row("activities", first.id, after=second.id),
        remove_row(plan, "activities", second.id),
    )
    store.save("northwind", change(*edits), base=1)
    assert store.history("northwind")[0].change.edits == edits


@pytest.mark.slow
def test_a_plan_can_be_seen_as_it_stood_at_any_revision(store: Store) -> None:
    saved_times(store, created(store, small_plan()), 205)
    for revision in (1, 2, 99, 100, 101, 102, 200, 201, 202, 206):
        objective_then = str(revision - 1) if revision > 1 else small_plan().objective
        expected = replace(small_plan(), objective=objective_then)
        assert store.plan_at("northwind", revision) == expected


@pytest.mark.slow
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_was_edited_every_revision_can_be_seen_again(
    store: Store, data: st.DataObject
) -> None:
    plan = replace(small_plan(), id=f"p{len(store.revisions())}")
    saved = created(store, plan)
    seen = [saved.plan]
    for _ in range(data.draw(st.integers(1, 5))):
        edit = data.draw(_edits(saved.plan))
        saved = store.save(plan.id, change(edit), base=saved.revision)
        seen.append(saved.plan)
    for revision, then in enumerate(seen, start=1):
        assert store.plan_at(plan.id, revision) == then


@pytest.mark.parametrize("revision", [-1, 0, 3])
def test_a_revision_that_never_was_is_told(store: Store, revision: int) -> None:
    saved_times(store, created(store, small_plan()), 1)
    with pytest.raises(NotFound, match=f"has no revision {revision}"):
        store.plan_at("northwind", revision)


def _edits(plan: Plan) -> st.SearchStrategy[Edit]:
    ids = [activity.id for activity in plan.activities]
    row = st.sampled_from(ids)
    states = st.sampled_from(list(ActivityState))
    return st.one_of(
        st.builds(lambda words: objective(plan, words), st.text(max_size=8)),
        st.builds(lambda r, s: set_field(plan, "activities", r, "state", s), row, states),
        st.builds(lambda r, d: set_field(plan, "activities", r, "days", d), row, st.integers(0, 9)),
        st.builds(lambda r, after: move_row("activities", r, after=after), row, row),
        st.builds(lambda r: remove_row(plan, "activities", r), row),
    )
