"""The band of a what-if: its figures and quick verbs, and what must wait until it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cspwidgets.errors import EditRejected
from cspwidgets.language import Language
from cspwidgets.plan.edits import find
from cspwidgets.plan.words import ActivityState
from cspwidgets.widgets.board import Board
from cspwidgets.widgets.editor import PlanEditor
from cspwidgets.widgets.header import PlanHeader
from cspwidgets.widgets.session import PlanSession
from cspwidgets.widgets.trial import Trial
from cspwidgets.widgets.whatif import WhatIf
from support.office import Office
from support.plans import small_plan
from support.saver import Front, MemoryStore, cell, session_on, set_cell, set_due


class Desk:
    """A notebook with the head, the band and the editor of one plan, on three fronts."""

    def __init__(self, session: PlanSession | None = None) -> None:
        self.office = Office()
        self.store = self.office.stores["northwind"]
        self.session = session or session_on(self.store)
        self.head = Front(PlanHeader(self.session, self.office.desk()))
        self.band = Front(WhatIf(self.session))
        self.editor = Front(PlanEditor(self.session))
        for front in (self.head, self.band, self.editor):
            front.hello()

    @property
    def trial(self) -> Trial:
        """The trial that is open."""
        assert isinstance(self.band.view.session, Trial)
        return self.band.view.session

    def begin(self) -> None:
        """Press "What if …"."""
        self.head.say("what_if")
        for front in (self.head, self.band, self.editor):
            front.sent.clear()

    def meta(self) -> dict:
        """What the band shows besides the figures."""
        return dict(self.band.view.whole()["meta"])


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_band_is_there_only_while_something_is_tried(desk: Desk):
    assert desk.meta() == {"open": False}
    desk.begin()
    assert desk.meta()["open"]
    desk.band.say("throw_away")
    assert desk.band.last("ack")
    assert desk.meta() == {"open": False}


def test_a_step_is_dropped_helped_and_moved_with_one_press_each(desk: Desk):
    desk.begin()
    desk.band.say("drop", step="wave3")
    desk.band.say("helper", step="wave2")
    desk.band.say("move", step="score", typed="14 Aug")
    assert cell(desk.trial, "wave3", "state") is ActivityState.SKIPPED
    assert [change["lines"] for change in desk.meta()["changes"]] == [
        ["“Wave 2: 4 depots live”: 10 → 6 days"],
        ["“Wave 3: 4 depots live” is dropped"],
        ["“Dispatcher scorecard”: due by its pace → 14 Aug"],
    ]
    assert len([told for told in desk.band.sent if told["kind"] == "ack"]) == 3
    assert desk.store.revision == 0


def test_what_is_edited_in_the_grid_is_told_beside_the_figures(desk: Desk):
    desk.begin()
    desk.editor.say("edits", edits=[set_due("wave3", "30 Jun 2027")])
    patch = desk.band.last("patch")
    assert "later" in patch["put"]["said"]
    assert "days lost" in patch["put"]["strip"]
    assert patch["meta"]["changes"] == [
        {
            "id": "activities/wave3",
            "lines": ["“Wave 3: 4 depots live”: due by its pace → 30 Jun 2027"],
        }
    ]


def test_one_change_is_taken_out_from_the_list(desk: Desk):
    desk.begin()
    desk.band.say("drop", step="wave3")
    desk.band.say("take_out", change="activities/wave3")
    assert desk.meta()["changes"] == []


def test_a_day_that_cannot_be_read_is_said(desk: Desk):
    desk.begin()
    desk.band.say("move", step="score", typed="soonish")
    assert "soonish" in desk.band.last("reject")["message"]
    assert desk.meta()["changes"] == []


def test_a_helper_on_a_fixed_day_is_told_that_the_day_holds(desk: Desk):
    desk.session.submit((set_cell(desk.session, "wave3", "due_on", date(2026, 9, 30)),))
    desk.begin()
    desk.band.say("helper", step="wave3")
    assert desk.band.last("told")["text"].startswith("It is fixed on 30 September")
    desk.band.sent.clear()
    desk.band.say("helper", step="score")
    assert "told" not in desk.band.kinds()


def test_it_is_taken_over_from_the_band_and_acknowledged_when_it_is_saved(desk: Desk):
    desk.begin()
    desk.band.say("drop", step="wave3")
    desk.band.say("take_over", id="ab" * 16)
    assert desk.band.last("ack")["revision"] == 1
    assert desk.store.changes[-1].id == "ab" * 16
    assert find(desk.store.plan, "activities", "wave3").state is ActivityState.SKIPPED
    assert desk.head.last("state")["undo"] == "state of “Wave 3: 4 depots live”"


def test_what_somebody_else_changed_as_well_is_asked_in_the_views_that_stay(desk: Desk):
    desk.begin()
    desk.band.say("move", step="wave3", typed="14 Aug")
    other = session_on(desk.store, "Tom")
    other.submit((set_cell(other, "wave3", "due_on", date(2026, 9, 1)),))
    desk.band.say("take_over")
    assert not desk.meta()["open"]
    (item,) = desk.editor.last("conflict")["items"]
    assert (item["by"], item["theirs"]) == ("Tom", "1 Sep 2026")
    desk.editor.say("resolve", choices=[{"item": item["item"], "take": "theirs"}])
    assert find(desk.store.plan, "activities", "wave3").due_on == date(2026, 9, 1)


def test_a_promise_asks_for_its_reason_at_the_end(desk: Desk):
    desk.session.submit((set_cell(desk.session, "wave3", "promised_on", date(2026, 8, 7)),))
    desk.begin()
    edit = {**set_due("wave3", "2026-09-04"), "field": "promised_on"}
    desk.editor.say("edits", edits=[edit])
    assert desk.meta()["promises"] == ["Wave 3: 4 depots live"]
    desk.band.say("take_over")
    assert desk.band.last("reject")["field"] == "reason"
    desk.band.say("take_over", reason="Rota talks")
    assert desk.store.changes[-1].words.endswith("Rota talks")


@pytest.mark.parametrize(
    "kind", ["history", "preview", "bring_back", "touch_point", "review", "page", "what_if"]
)
def test_what_is_for_the_plan_itself_waits_for_the_end_of_the_trial(desk: Desk, kind: str):
    desk.begin()
    desk.head.say(kind, revision=0, act="publish")
    assert "A what-if is open" in desk.head.last("reject")["message"]
    assert desk.store.revision == 0


def test_another_account_is_opened_only_when_nothing_would_be_lost(desk: Desk):
    desk.begin()
    desk.band.say("drop", step="wave3")
    desk.head.say("choose", account="lumen")
    assert "A what-if is open" in desk.head.last("reject")["message"]
    assert desk.trial.changes
    desk.editor.say("undo")
    desk.head.say("choose", account="lumen")
    assert desk.band.last("whole")["plan"] == "lumen"
    assert desk.meta() == {"open": False}


def test_without_a_trial_there_is_nothing_to_try(desk: Desk):
    desk.band.say("drop", step="wave3")
    assert "no what-if any more" in desk.band.last("reject")["message"]
    assert desk.store.revision == 0


def test_whoever_may_only_look_cannot_try():
    office = Office()
    front = Front(PlanHeader(session_on(office.stores["northwind"]), office.desk(), read_only=True))
    front.hello()
    front.say("what_if")
    assert "only for looking" in front.last("reject")["message"]


def test_the_steps_to_choose_from_are_the_open_ones_by_stage(desk: Desk):
    desk.begin()
    steps = dict(desk.meta()["steps"])
    assert "Kick-off and agree" not in steps
    assert ("wave3", "Wave 3: 4 depots live") in steps["Roll out"]
    desk.band.say("drop", step="wave3")
    assert ("wave3", "Wave 3: 4 depots live") not in dict(desk.meta()["steps"])["Roll out"]


def test_a_board_tries_from_python_and_shows_it_in_its_views():
    office = Office()
    board = Board(session_on(office.stores["northwind"]), office.desk())
    trial = board.what_if().drop("wave3")
    assert board.what_if() is trial
    assert board.timeline.session is board.trial.session is trial
    assert "Likely finish" in trial._repr_html_()
    with pytest.raises(EditRejected, match="A what-if is open"):
        board.show("lumen")
    trial.throw_away()
    board.show("lumen")
    assert board.timeline.plan.id == "lumen"


def test_it_speaks_german():
    session = session_on(MemoryStore(small_plan()))
    session.doors = replace(session.doors, language=Language.of("de"))
    desk = Desk(session)
    desk.begin()
    desk.band.say("drop", step="wave3")
    assert desk.meta()["words"]["over"] == "Übernehmen"
    assert desk.meta()["changes"][0]["lines"] == ["„Wave 3: 4 depots live“ entfällt"]
    said = desk.band.view.whole()["parts"]["said"]
    assert "Ankunft voraussichtlich am" in said
    assert desk.band.last("state")["message"] == "Was wäre wenn: Nichts wird gespeichert."
