"""The head of the notebook: accounts, history and the way back, touch points, the objective."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cspwidgets.widgets.header import PlanHeader
from cspwidgets.widgets.session import PlanSession
from support.office import Office
from support.plans import small_plan
from support.saver import Front, session_on, set_due


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def front(office: Office) -> Front:
    front = Front(PlanHeader(session_on(office.stores["northwind"]), office.desk()))
    front.hello()
    return front


def objective(typed: str) -> dict[str, Any]:
    return {"kind": "set", "table": "plan", "row": "", "field": "objective", "typed": typed}


def test_the_head_says_the_objective_and_where_the_plan_stands(front: Front):
    meta = front.view.whole()["meta"]
    assert meta["objective"].startswith("Every depot plans its day")
    assert len(meta["headline"]) == 3
    assert meta["headline"][0].startswith("Roll out, week 20")


def test_the_objective_is_edited_in_place(front: Front, office: Office):
    front.say("edits", edits=[objective("Plan a day in ten minutes")])
    assert office.stores["northwind"].plan.objective == "Plan a day in ten minutes"
    assert front.last("patch")["meta"]["objective"] == "Plan a day in ten minutes"


def test_choosing_an_account_moves_every_view_to_it(office: Office):
    session: PlanSession = session_on(office.stores["northwind"])
    head, other = (Front(PlanHeader(session, office.desk())) for _ in range(2))
    head.hello()
    other.hello()
    head.say("accounts")
    assert head.last("accounts")["accounts"] == [["northwind", "Northwind"], ["lumen", "Lumen"]]
    head.say("choose", account="lumen")
    assert other.last("whole")["plan"] == "lumen"
    assert head.last("ack")


def test_an_account_that_is_gone_is_said_and_nothing_moves(front: Front):
    front.say("choose", account="gone")
    assert "KeyError" in front.last("reject")["message"]
    assert front.view.plan.id == "northwind"


def test_the_history_says_who_when_and_what_in_words(front: Front):
    front.say("edits", edits=[set_due("wave3", "2026-07-31")])
    front.say("undo")
    front.say("history")
    newest, first = front.last("history")["entries"]
    assert (newest["revision"], newest["words"]) == (
        2,
        "Undone: due day of “Wave 3: 4 depots live”",
    )
    assert (first["who"], first["at"]) == ("Priya", "Fri 17 Jul 2026, 14:02")
    assert first["lines"] == ["due day of “Wave 3: 4 depots live”: empty → 31 Jul 2026"]


def test_bringing_back_shows_first_what_it_would_change(front: Front, office: Office):
    front.say("edits", edits=[objective("First")])
    front.say("edits", edits=[objective("Second")])
    front.say("edits", edits=[{"kind": "remove", "table": "activities", "row": "wave2"}])
    front.say("preview", revision=1)
    assert front.last("preview")["lines"] == [
        "objective: Second → First",
        "activity “Wave 2: 4 depots live” added",
        *(
            f"predecessors of “{title}”: Wave 1: 4 depots live → Wave 2: 4 depots live"
            for title in ("Wave 3: 4 depots live", "Dispatcher scorecard", "Dynamic re-routing")
        ),
    ]
    assert office.stores["northwind"].revision == 3


def test_bringing_back_is_a_change_of_its_own_and_can_be_undone(front: Front, office: Office):
    store = office.stores["northwind"]
    front.say("edits", edits=[objective("First")])
    front.say("edits", edits=[{"kind": "remove", "table": "activities", "row": "wave2"}])
    then = store.plan
    front.say("bring_back", revision=1)
    assert store.plan == replace(small_plan(), objective="First")
    assert store.changes[-1].words == "Brought back revision 1"
    front.say("undo")
    assert store.plan == then


def test_a_touch_point_is_saved_and_the_plan_frozen_as_it_is(front: Front, office: Office):
    typed = {"kind": "qbr", "on": "17 Jul 2026", "people": "Dana, Priya Nair", "notes": "Tense"}
    front.say("touch_point", typed=typed)
    ((plan, row),) = office.frozen
    assert (row.kind.value, row.people, row.notes) == ("qbr", ("dana", "priya"), "Tense")
    assert plan == office.stores["northwind"].plan
    assert plan.touch_points[-1] == row
    assert front.last("ack")["revision"] == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "party", "on": "2026-07-17"}, "kind"),
        ({"kind": "call", "on": "soon"}, "on"),
        ({"kind": "call", "on": ""}, "on"),
        ({"kind": "call", "on": "2026-07-17", "people": "Nobody"}, "people"),
        ("x", "kind"),
    ],
)
def test_a_touch_point_that_cannot_be_read_says_which_field(
    front: Front, office: Office, typed: Any, field: str
):
    front.say("touch_point", typed=typed)
    assert front.last("reject")["field"] == field
    assert (office.frozen, office.stores["northwind"].revision) == ([], 0)


def test_a_touch_point_whose_frozen_plan_is_not_kept_says_so(front: Front, office: Office):
    office.trouble = "The disk is full."
    front.say("touch_point", typed={"kind": "call", "on": "2026-07-17"})
    assert "could not be frozen: The disk is full." in front.last("reject")["message"]
    assert office.stores["northwind"].revision == 1


def test_a_touch_point_waits_with_its_freezing_until_the_store_is_back(
    front: Front, office: Office
):
    store = office.stores["northwind"]
    store.trouble = "The database is away."
    front.say("touch_point", typed={"kind": "call", "on": "2026-07-17"})
    assert (office.frozen, front.last("state")["saved"]) == ([], "not_saved")
    store.trouble = ""
    front.view.session.retry()
    assert len(office.frozen) == 1


def test_a_read_only_head_brings_nothing_back_and_records_nothing(office: Office):
    view = PlanHeader(session_on(office.stores["northwind"]), office.desk(), read_only=True)
    front = Front(view)
    front.hello()
    front.say("bring_back", revision=0)
    front.say("touch_point", typed={"kind": "call", "on": "2026-07-17"})
    front.say("history")
    assert front.kinds() == ["reject", "reject", "history", "ack"]


def test_an_unknown_revision_is_asked_for(front: Front):
    front.say("preview")
    assert "Which revision" in front.last("reject")["message"]
