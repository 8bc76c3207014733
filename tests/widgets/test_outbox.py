"""What is not saved yet is never lost: other people's changes, and a store that is away."""

from __future__ import annotations

from typing import Any

import pytest

from cspwidgets.errors import EditRejected, NotFound
from cspwidgets.plan.edits import find, remove_row
from cspwidgets.widgets.outbox import NewChange
from cspwidgets.widgets.session import PlanSession
from support.plans import small_plan
from support.saver import MemoryStore, Waiter, cell, session_on, set_cell


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(small_plan())


def clash(store: MemoryStore) -> tuple[PlanSession, Waiter]:
    """Tom sets a step to 7 days while Priya, who has not seen it, sets it to 9."""
    mine, theirs, waiter = session_on(store), session_on(store, "Tom"), Waiter()
    theirs.submit((set_cell(theirs, "wave3", "days", 7.0),))
    mine.submit((set_cell(mine, "wave3", "days", 9.0),), ticket=waiter, change="c" * 32)
    return mine, waiter


def test_edits_of_one_cell_by_two_people_are_asked_with_both_values(store: MemoryStore):
    mine, waiter = clash(store)
    (item,) = mine.conflicts()["items"]
    assert (item["what"], item["mine"], item["theirs"], item["by"]) == (
        "length of “Wave 3: 4 depots live”",
        "9 days",
        "7 days",
        "Tom",
    )
    assert mine.state()["saved"] == "conflict"
    assert waiter.revision is None  # it is kept in the page until somebody has chosen
    assert cell(mine, "wave3", "days") == 7.0


def test_mine_wins_when_it_is_chosen(store: MemoryStore):
    mine, waiter = clash(store)
    mine.resolve([(mine.conflicts()["items"][0]["item"], "mine")])
    assert find(store.plan, "activities", "wave3").days == 9.0
    assert (waiter.revision, store.changes[-1].id) == (2, "c" * 32)
    assert mine.conflicts()["items"] == []
    mine.undo()
    assert find(store.plan, "activities", "wave3").days == 7.0


def test_theirs_stays_when_it_is_chosen(store: MemoryStore):
    mine, waiter = clash(store)
    mine.resolve([(mine.conflicts()["items"][0]["item"], "theirs")])
    assert find(store.plan, "activities", "wave3").days == 7.0
    assert (waiter.revision, store.revision) == (1, 1)
    assert mine.state()["saved"] == "saved"


def test_a_question_can_be_answered_once(store: MemoryStore):
    mine, _ = clash(store)
    number = mine.conflicts()["items"][0]["item"]
    mine.resolve([(number, "theirs")])
    with pytest.raises(EditRejected, match="answered already"):
        mine.resolve([(number, "mine")])


def test_other_edits_can_be_made_while_a_question_waits(store: MemoryStore):
    mine, _ = clash(store)
    mine.submit((set_cell(mine, "wave2", "days", 4.0),))
    assert find(store.plan, "activities", "wave2").days == 4.0
    assert len(mine.conflicts()["items"]) == 1


def test_an_edit_that_crossed_somebody_elses_is_asked_as_well(store: MemoryStore):
    mine, theirs = session_on(store), session_on(store, "Tom")
    seen = set_cell(mine, "wave3", "days", 9.0)
    theirs.submit((set_cell(theirs, "wave3", "days", 7.0),))
    mine.poll()
    mine.submit((seen,))
    assert mine.conflicts()["items"][0]["theirs"] == "7 days"


def test_an_edit_of_a_row_that_somebody_removed_can_bring_the_row_back(store: MemoryStore):
    mine, theirs = session_on(store), session_on(store, "Tom")
    theirs.submit((remove_row(theirs.plan, "activities", "optin"),))
    mine.submit((set_cell(mine, "optin", "days", 9.0),))
    (item,) = mine.conflicts()["items"]
    assert (item["why"], item["mine"]) == ("removed", "9 days")
    mine.resolve([(item["item"], "mine")])
    row = find(store.plan, "activities", "optin")
    assert (row.days, row.title) == (9.0, "Driver app opt-in to 70 %")


def test_a_row_that_is_known_to_be_gone_is_refused(store: MemoryStore):
    session = session_on(store)
    edit = set_cell(session, "optin", "days", 9.0)
    session.submit((remove_row(session.plan, "activities", "optin"),))
    with pytest.raises(EditRejected, match="removed in the meantime"):
        session.submit((edit,))


def test_while_the_store_is_away_edits_stay_on_screen_and_wait(store: MemoryStore):
    session, waiter = session_on(store), Waiter()
    store.trouble = "The database is locked; it is tried again."
    session.submit((set_cell(session, "wave3", "days", 7.0),), ticket=waiter)
    session.submit((set_cell(session, "wave2", "days", 4.0),))
    state = session.state()
    assert (state["saved"], state["message"]) == ("not_saved", store.trouble)
    assert (cell(session, "wave3", "days"), store.revision) == (7.0, 0)
    assert waiter.revision is None
    store.trouble = ""
    session.retry()
    assert (session.state()["saved"], store.revision, waiter.revision) == ("saved", 2, 1)
    assert store.plan == session.plan


def test_what_waited_meets_other_peoples_changes_when_the_store_is_back(store: MemoryStore):
    mine, theirs = session_on(store), session_on(store, "Tom")
    store.trouble = "The database is away."
    mine.submit((set_cell(mine, "wave3", "days", 7.0),))
    mine.submit((set_cell(mine, "wave3", "days", 8.0),))
    store.trouble = ""
    theirs.submit((set_cell(theirs, "wave2", "days", 4.0),))
    mine.retry()
    assert find(store.plan, "activities", "wave3").days == 8.0
    assert find(store.plan, "activities", "wave2").days == 4.0


def test_an_edit_can_be_undone_while_the_store_is_away(store: MemoryStore):
    session = session_on(store)
    store.trouble = "The database is away."
    session.submit((set_cell(session, "wave3", "days", 7.0),))
    session.undo()
    assert session.plan == small_plan()
    store.trouble = ""
    session.retry()
    assert store.plan == small_plan()


def test_a_change_the_store_refuses_for_good_is_taken_off_the_screen(store: MemoryStore):
    session, waiter = session_on(store), Waiter()

    def refuse(change: NewChange, base: int) -> Any:
        raise NotFound("The account was erased.", name="northwind")

    session._outbox._save = refuse
    session.submit((set_cell(session, "wave3", "days", 7.0),), ticket=waiter)
    assert isinstance(waiter.error, NotFound)
    assert (session.plan, session.state()["undo"]) == (small_plan(), "")
    with pytest.raises(NotFound):
        session.submit((set_cell(session, "wave3", "days", 7.0),))
