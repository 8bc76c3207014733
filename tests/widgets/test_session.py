"""One plan under several hands: edits are saved, undone and redone across all views."""

from __future__ import annotations

import asyncio
from datetime import date
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.errors import EditRejected
from cspwidgets.plan.edits import Edit, find
from cspwidgets.plan.words import ActivityState
from cspwidgets.widgets import pulse
from cspwidgets.widgets.session import PlanSession
from support.plans import TODAY, small_plan
from support.saver import MemoryStore, Waiter, cell, session_on, set_cell


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(small_plan())


def test_an_edit_is_saved_with_its_consequences_before_it_is_acknowledged(store: MemoryStore):
    session, waiter = session_on(store), Waiter()
    session.submit((set_cell(session, "wave2", "state", ActivityState.DONE),), ticket=waiter)
    assert waiter.revision == 1 == store.revision
    assert find(store.plan, "activities", "wave2").finished_on == TODAY
    assert session.plan == store.plan


def test_an_edit_that_does_not_fit_changes_nothing(store: MemoryStore):
    session = session_on(store)
    with pytest.raises(EditRejected):
        session.submit((Edit(kind="set", table="activities", row="wave2", field="x", value=1),))
    assert (session.plan, store.revision, session.state()["undo"]) == (small_plan(), 0, "")


def test_an_edit_that_changes_nothing_is_acknowledged_and_not_saved(store: MemoryStore):
    session, waiter = session_on(store), Waiter()
    session.submit((set_cell(session, "wave2", "days", 10.0),), ticket=waiter)
    assert (waiter.revision, store.revision) == (0, 0)


def test_undo_and_redo_are_saved_changes_that_say_what_they_are(store: MemoryStore):
    session = session_on(store)
    session.submit((set_cell(session, "wave3", "days", 7.0),))
    assert session.state()["undo"] == "length of “Wave 3: 4 depots live”"
    session.undo()
    assert (store.plan, store.revision) == (small_plan(), 2)
    assert store.changes[-1].words == "Undone: length of “Wave 3: 4 depots live”"
    session.redo()
    assert cell(session, "wave3", "days") == 7.0
    assert store.changes[-1].words == "Done again: length of “Wave 3: 4 depots live”"


def test_a_new_edit_ends_what_could_be_redone(store: MemoryStore):
    session = session_on(store)
    session.submit((set_cell(session, "wave3", "days", 7.0),))
    session.undo()
    session.submit((set_cell(session, "wave2", "days", 7.0),))
    with pytest.raises(EditRejected, match="nothing to redo"):
        session.redo()


def test_nothing_to_undo_is_said(store: MemoryStore):
    with pytest.raises(EditRejected, match="nothing to undo"):
        session_on(store).undo()


def test_an_undo_that_would_overwrite_somebody_elses_change_is_refused_and_forgotten(
    store: MemoryStore,
):
    mine, theirs = session_on(store, "Priya"), session_on(store, "Tom")
    mine.submit((set_cell(mine, "wave3", "days", 7.0),))
    theirs.poll()
    theirs.submit((set_cell(theirs, "wave3", "days", 9.0),))
    mine.poll()
    with pytest.raises(EditRejected, match="cannot be undone any more: somebody changed the same"):
        mine.undo()
    assert cell(mine, "wave3", "days") == 9.0
    assert mine.state()["undo"] == ""


def test_another_sessions_change_is_seen_by_polling(store: MemoryStore):
    mine, theirs = session_on(store), session_on(store, "Tom")
    theirs.submit((set_cell(theirs, "wave3", "days", 7.0),))
    assert cell(mine, "wave3", "days") == 10.0
    mine.poll()
    assert cell(mine, "wave3", "days") == 7.0


def test_edits_of_different_cells_by_two_people_are_both_saved(store: MemoryStore):
    mine, theirs = session_on(store), session_on(store, "Tom")
    theirs.submit((set_cell(theirs, "wave3", "days", 7.0),))
    mine.submit((set_cell(mine, "wave3", "title", "Wave 3"),))
    assert mine.plan == store.plan
    row = find(store.plan, "activities", "wave3")
    assert (row.days, row.title) == (7.0, "Wave 3")
    mine.undo()
    assert find(store.plan, "activities", "wave3").days == 7.0


def test_a_change_is_known_by_its_id_here_and_in_a_new_kernel(store: MemoryStore):
    session, again = session_on(store), Waiter()
    session.submit((set_cell(session, "wave3", "days", 7.0),), change="a" * 32)
    assert session.join("a" * 32, again)
    assert again.revision == 1
    assert session_on(store).join("a" * 32, Waiter())
    assert not session.join("b" * 32, Waiter())


def test_who_asks_again_for_a_change_that_waits_hears_when_it_is_saved(store: MemoryStore):
    session, first, again = session_on(store), Waiter(), Waiter()
    store.trouble = "The database is away."
    session.submit((set_cell(session, "wave3", "days", 7.0),), change="a" * 32, ticket=first)
    assert session.join("a" * 32, again)
    assert (first.revision, again.revision) == (None, None)
    store.trouble = ""
    session.retry()
    assert (first.revision, again.revision) == (1, 1)


def test_the_standing_is_worked_out_once_for_a_version(store: MemoryStore):
    session = session_on(store)
    first = session.standing
    assert session.standing is first
    session.submit((set_cell(session, "wave3", "days", 7.0),))
    assert session.standing is not first
    assert session.standing.plan == session.plan


def test_saved_says_when_in_the_users_own_time(store: MemoryStore):
    assert session_on(store).state()["at"] == "14:02"


def test_the_heart_beats_only_while_it_is_needed_and_saves_what_waits(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pulse, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(pulse, "RETRY_SECONDS", (0.02, 0.02))

    async def live() -> PlanSession:
        session = session_on(store)
        store.trouble = "The database is away."
        session.submit((set_cell(session, "wave3", "days", 7.0),))
        session.submit((set_cell(session, "wave2", "days", 4.0),))
        await asyncio.sleep(0.1)
        assert session.state()["saved"] == "not_saved"
        store.trouble = ""
        await asyncio.wait_for(session._pulse._task, 5)
        return session

    session = asyncio.run(live())
    assert store.revision == 2
    assert session.state()["saved"] == "saved"


def test_two_threads_take_turns(store: MemoryStore):
    session = session_on(store)

    def count(row: str) -> None:
        for number in range(40):
            with session.lock:
                edit = set_cell(session, row, "days", 100.0 + number)
            session.submit((edit,))
            assert session.standing.plan is not None

    rows = ("wave2", "wave3", "retire", "score")
    threads = [Thread(target=count, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.revision == 160
    assert [cell(session, row, "days") for row in rows] == [139.0] * 4


ROWS = ("wave2", "wave3", "retire", "score")
VALUES: dict[str, tuple[Any, ...]] = {
    "days": (1.0, 2.0, None),
    "title": ("One", "Two"),
    "due_on": (date(2026, 9, 1), None),
    "state": tuple(ActivityState),
}


@st.composite
def random_edit(draw: st.DrawFn) -> tuple[str, str, Any]:
    field = draw(st.sampled_from(sorted(VALUES)))
    return draw(st.sampled_from(ROWS)), field, draw(st.sampled_from(VALUES[field]))


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(random_edit(), min_size=1, max_size=8))
def test_undoing_everything_and_redoing_everything_gives_the_same_plans(
    edits: list[tuple[str, str, Any]],
):
    store = MemoryStore(small_plan())
    session = session_on(store)
    for row, field, value in edits:
        session.submit((set_cell(session, row, field, value),))
    after = session.plan
    undone = 0
    while session.state()["undo"]:
        session.undo()
        undone += 1
    assert session.plan == small_plan() == store.plan
    for _ in range(undone):
        session.redo()
    assert session.plan == after == store.plan


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.booleans(), random_edit(), st.booleans()), max_size=10))
def test_two_people_and_a_store_that_comes_and_goes_end_with_one_plan(
    steps: list[tuple[bool, tuple[str, str, Any], bool]],
):
    store = MemoryStore(small_plan())
    both = (session_on(store, "Priya"), session_on(store, "Tom"))
    for is_first, (row, field, value), is_away in steps:
        store.trouble = "away" if is_away else ""
        session = both[is_first]
        session.submit((set_cell(session, row, field, value),))
    store.trouble = ""
    for session in (*both, *both):
        session.retry()
        for item in session.conflicts()["items"]:
            session.resolve([(item["item"], "mine")])
    for session in both:
        session.poll()
        assert session.plan == store.plan
        assert session.state()["saved"] == "saved"
