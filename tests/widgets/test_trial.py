"""What if: tried on a copy, seen by nobody else, taken over as one change or thrown away."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cspwidgets.errors import EditRejected, NotFound
from cspwidgets.plan.edits import find, remove_row
from cspwidgets.plan.words import ActivityState
from cspwidgets.widgets.outbox import NewChange
from cspwidgets.widgets.session import PlanSession
from cspwidgets.widgets.trial import Trial
from support.plans import TODAY, small_plan
from support.saver import Front, MemoryStore, Saved, Waiter, cell, session_on, set_cell, set_due
from support.titles import Titles

LATER = date(2026, 8, 14)


class Erased(MemoryStore):
    """A store in which the account was erased meanwhile."""

    def saver(self, who: str) -> Any:
        """A `save` that is refused."""

        def save(change: NewChange, base: int) -> Saved:
            raise NotFound("The account was erased.", name=self.plan.id)

        return save


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(small_plan())


@pytest.fixture
def session(store: MemoryStore) -> PlanSession:
    return session_on(store)


@pytest.fixture
def trial(session: PlanSession) -> Trial:
    return Trial.begin(session)


def promised(store: MemoryStore, on: date) -> None:
    """Wave 3 is promised for a day, by somebody who saved that."""
    other = session_on(store, "Tom")
    other.submit((set_cell(other, "wave3", "promised_on", on),))


def test_nothing_of_a_trial_reaches_the_store_before_it_is_taken_over(
    store: MemoryStore, session: PlanSession, trial: Trial
):
    trial.drop("wave3").add_helper("wave2").move("score", "14 Aug")
    trial.undo()
    trial.redo()
    assert cell(trial, "wave3", "state") is ActivityState.SKIPPED
    assert cell(trial, "wave2", "days") == 6.0
    assert cell(trial, "score", "due_on") == LATER
    assert (store.plan, store.revision, session.plan) == (small_plan(), 0, small_plan())
    assert session.state()["undo"] == ""
    assert trial.state()["saved"] == "trial"


def test_the_views_go_to_the_trial_and_come_back(session: PlanSession):
    front = Front(Titles(session))
    front.hello()
    trial = Trial.begin(session)
    assert front.last("whole")["trial"] == trial.doors.trial != ""
    assert front.last("state")["saved"] == "trial"
    front.say("edits", edits=[set_due("wave3", "2026-08-14")])
    assert front.last("ack")
    assert (cell(trial, "wave3", "due_on"), cell(session, "wave3", "due_on")) == (LATER, None)
    trial.throw_away()
    assert front.last("whole")["trial"] == ""
    assert front.view.plan == small_plan()
    front.say("edits", edits=[set_due("wave3", "2026-08-14")])
    assert cell(session, "wave3", "due_on") == LATER


def test_what_was_on_its_way_when_a_trial_began_or_ended_changes_nothing(
    session: PlanSession, store: MemoryStore
):
    front = Front(Titles(session))
    front.hello()
    trial = Trial.begin(session)
    name = trial.doors.trial
    front.say("edits", trial="", edits=[set_due("wave3", "2026-08-14")])
    assert "on its way" in front.last("reject")["message"]
    assert trial.changes == ()
    front.say("edits", trial=name, edits=[set_due("wave3", "2026-08-14")])
    trial.throw_away()
    front.say("edits", trial=name, edits=[set_due("wave2", "2026-08-14")])
    front.say("undo", trial=name)
    assert "on its way" in front.last("reject")["message"]
    assert (store.plan, store.revision) == (small_plan(), 0)


def test_taken_over_it_is_one_entry_of_the_history_and_one_undo(
    store: MemoryStore, session: PlanSession, trial: Trial
):
    trial.drop("wave3").add_helper("wave2")
    wanted, told = trial.plan, Waiter()
    trial.take_over(ticket=told)
    assert (store.plan, store.revision, told.revision) == (wanted, 1, 1)
    assert store.changes[-1].words == "Taken over from a what-if"
    session.undo()
    assert store.plan == small_plan()


def test_what_is_taken_over_is_what_was_seen_and_nothing_follows_from_it(
    store: MemoryStore, trial: Trial
):
    trial.submit((set_cell(trial, "wave3", "state", ActivityState.DONE),))
    trial.submit((set_cell(trial, "wave3", "finished_on", None),))
    wanted = trial.plan
    trial.take_over()
    assert store.plan == wanted
    assert find(store.plan, "activities", "wave3").finished_on is None


def test_what_the_store_refuses_stays_in_the_trial():
    session = session_on(Erased(small_plan()))
    trial, told = Trial.begin(session).drop("wave3"), Waiter()
    trial.take_over(ticket=told)
    assert isinstance(told.error, NotFound)
    assert (trial.is_over, session.plan) == (False, small_plan())
    assert [change.id for change in trial.changes] == ["activities/wave3"]


def test_thrown_away_it_leaves_no_trace(store: MemoryStore, session: PlanSession, trial: Trial):
    trial.drop("wave3")
    trial.throw_away()
    assert trial.is_over
    assert (store.plan, store.changes, session.plan) == (small_plan(), [], small_plan())
    for late in (trial.throw_away, trial.take_over, lambda: trial.drop("wave2")):
        with pytest.raises(EditRejected, match="This what-if is over"):
            late()


def test_a_trial_without_changes_cannot_be_taken_over(trial: Trial):
    trial.drop("wave3")
    trial.undo()
    with pytest.raises(EditRejected, match="Nothing was tried yet"):
        trial.take_over()
    assert not trial.is_over


def test_there_is_no_trial_of_a_trial(trial: Trial):
    with pytest.raises(EditRejected, match="A what-if is open"):
        Trial.begin(trial)


def test_what_others_saved_elsewhere_meanwhile_is_kept(store: MemoryStore, trial: Trial):
    other = session_on(store, "Tom")
    other.submit((set_cell(other, "wave3", "title", "Wave 3"),))
    trial.drop("wave3")
    trial.take_over()
    row = find(store.plan, "activities", "wave3")
    assert (row.title, row.state) == ("Wave 3", ActivityState.SKIPPED)
    assert store.revision == 2


def test_where_somebody_else_changed_the_same_it_is_asked_in_every_view(
    store: MemoryStore, session: PlanSession
):
    front = Front(Titles(session))
    front.hello()
    trial = Trial.begin(session)
    trial.move("wave3", LATER)
    trial.drop("wave2")
    other = session_on(store, "Tom")
    other.submit((set_cell(other, "wave3", "due_on", date(2026, 9, 1)),))
    trial.take_over()
    (item,) = front.last("conflict")["items"]
    assert (item["by"], item["mine"], item["theirs"]) == ("Tom", "14 Aug 2026", "1 Sep 2026")
    front.say("resolve", choices=[{"item": item["item"], "take": "mine"}])
    row = find(store.plan, "activities", "wave3")
    assert row.due_on == LATER
    assert find(store.plan, "activities", "wave2").state is ActivityState.SKIPPED
    assert store.revision == 2


def test_what_somebody_else_removed_holds_the_trial_until_it_is_taken_out(
    store: MemoryStore, trial: Trial
):
    trial.drop("wave3").add_helper("wave2")
    other = session_on(store, "Tom")
    other.submit((remove_row(other.plan, "activities", "wave3"),))
    trial.real.poll()
    with pytest.raises(EditRejected, match="That row was removed in the meantime"):
        trial.take_over()
    assert not trial.is_over
    assert store.revision == 1
    trial.take_out("activities/wave3")
    trial.take_over()
    assert store.revision == 2
    assert find(store.plan, "activities", "wave2").days == 6.0


def test_a_trial_hears_that_the_plan_was_changed_meanwhile(store: MemoryStore, trial: Trial):
    asyncio.run(trial.look())
    assert not trial.is_overtaken
    other = session_on(store, "Tom")
    other.submit((set_cell(other, "wave3", "title", "Wave 3"),))
    asyncio.run(trial.look())
    assert trial.is_overtaken


def test_what_is_taken_over_while_the_store_is_away_waits_and_is_saved(
    store: MemoryStore, session: PlanSession, trial: Trial
):
    trial.drop("wave3")
    store.trouble = "The database is away."
    trial.take_over()
    assert session.state()["saved"] == "not_saved"
    assert cell(session, "wave3", "state") is ActivityState.SKIPPED
    store.trouble = ""
    session.retry()
    assert store.revision == 1


def test_a_promise_moves_only_with_a_reason_and_is_broken_if_it_was_due(store: MemoryStore):
    promised(store, date(2026, 7, 10))
    trial = Trial.begin(session_on(store))
    trial.submit((set_cell(trial, "wave3", "promised_on", LATER),))
    assert trial.promises == ("wave3",)
    with pytest.raises(EditRejected, match="say why") as refused:
        trial.take_over("  ")
    assert (refused.value.row, refused.value.field) == ("wave3", "reason")
    trial.take_over("The union asked for it")
    (broken,) = find(store.plan, "activities", "wave3").broken_promises
    assert (broken.promised_on, broken.moved_on) == (date(2026, 7, 10), TODAY)
    assert broken.reason == "The union asked for it"
    assert store.changes[-1].words == "Taken over from a what-if: The union asked for it"


def test_a_first_promise_needs_no_reason(store: MemoryStore, trial: Trial):
    trial.submit((set_cell(trial, "wave3", "promised_on", LATER),))
    assert trial.promises == ()
    trial.take_over()
    assert find(store.plan, "activities", "wave3").promised_on == LATER


def test_a_helper_is_added_once(trial: Trial):
    trial.add_helper("wave3")
    with pytest.raises(EditRejected, match="set its days in the grid"):
        trial.add_helper("wave3")


def test_the_comparison_follows_what_is_tried(trial: Trial):
    assert trial.comparison.likely.days_won == 0
    trial.move("wave3", "30 Jun 2027")
    assert (trial.comparison.likely.days_won or 0) < 0
    trial.undo()
    assert trial.comparison.likely.days_won == 0


def test_a_trial_compares_with_the_plan_as_it_was_when_it_began(
    store: MemoryStore, session: PlanSession
):
    session.submit((set_cell(session, "wave3", "days", 30.0),))
    trial = Trial.begin(session)
    assert trial.base == replace(store.plan)
    assert trial.comparison.likely.now_on == session.standing.forecast.likely_on
