"""What every view does: answers each message, sends only what changed, keeps to read-only."""

from __future__ import annotations

import gc
import json
import weakref
from dataclasses import replace
from typing import Any

import pytest

from cspwidgets.plan.edits import find
from support.plans import small_plan
from support.saver import Front, MemoryStore, session_on, set_cell, set_due
from support.titles import Titles


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(small_plan())


@pytest.fixture
def front(store: MemoryStore) -> Front:
    front = Front(Titles(session_on(store)))
    front.hello()
    return front


def test_an_edit_is_acknowledged_then_drawn_then_said_to_be_saved(front: Front):
    front.say("edits", edits=[set_due("wave3", "2026-07-31")])
    assert front.kinds()[:3] == ["ack", "patch", "state"]
    assert front.last("ack")["revision"] == 1
    assert front.last("patch")["put"] == {"wave3": "Wave 3: 4 depots live 2026-07-31"}
    assert "moves" not in front.last("patch")
    assert front.last("state")["saved"] == "saved"


def test_a_page_that_sends_again_after_a_lost_answer_doubles_nothing(
    front: Front, store: MemoryStore
):
    message = {"id": "ab" * 16, "edits": [set_due("wave3", "w30", old=None)]}
    front.say("edits", **message)
    front.say("edits", again=True, **message)
    assert [m["id"] for m in front.sent if m["kind"] == "ack"] == ["ab" * 16] * 2
    restarted = Front(Titles(session_on(store)))
    restarted.say("edits", again=True, **message)
    assert restarted.last("ack")["revision"] == 1
    assert store.revision == 1


def test_what_was_typed_on_one_plan_never_changes_another(front: Front, store: MemoryStore):
    front.say("edits", plan="another", edits=[set_due("wave3", "w30")])
    assert "Another account was being opened" in front.last("reject")["message"]
    assert store.revision == 0
    front.say("edits", plan=store.plan.id, edits=[set_due("wave3", "w30")])
    assert store.revision == 1


def test_an_edit_from_a_page_that_has_not_heard_of_another_change_is_asked(
    front: Front, store: MemoryStore
):
    front.say("edits", edits=[set_due("wave3", "w30", old=None)])
    front.sent.clear()
    front.say("edits", edits=[set_due("wave3", "w31", old=None)])
    (item,) = front.last("conflict")["items"]
    assert (item["what"], item["theirs"]) == ("due day of “Wave 3: 4 depots live”", "29 Sep 2026")
    assert "ack" not in front.kinds()
    front.say("resolve", choices=[{"item": item["item"], "take": "mine"}])
    assert front.last("conflict")["items"] == []
    assert find(store.plan, "activities", "wave3").due_on.isoformat() == "2026-10-06"
    assert len([m for m in front.sent if m["kind"] == "ack"]) == 2


def test_a_question_is_asked_where_the_change_was_made_and_elsewhere_only_if_that_is_gone(
    store: MemoryStore,
):
    session, tom = session_on(store), session_on(store, "Tom")
    mine, beside = Front(Titles(session)), Front(Titles(session))
    mine.hello()
    beside.hello()
    tom.submit((set_cell(tom, "wave3", "title", "From Tom"),))
    title = {"kind": "set", "table": "activities", "row": "wave3", "field": "title"}
    mine.say("edits", edits=[{**title, "typed": "From me"}])
    assert len(mine.last("conflict")["items"]) == 1
    assert beside.last("conflict")["items"] == []
    mine.say("bye")
    session.refresh()
    assert len(beside.last("conflict")["items"]) == 1


def test_a_read_only_view_refuses_every_change_in_python(store: MemoryStore):
    front = Front(Titles(session_on(store), read_only=True))
    front.hello()
    front.say("edits", edits=[set_due("wave3", "w30")])
    front.say("undo")
    front.say("redo")
    front.say("resolve", choices=[])
    assert front.kinds() == ["reject"] * 4
    assert "only for looking" in front.last("reject")["message"]
    assert store.revision == 0


def test_a_page_cannot_set_any_trait(front: Front):
    before = front.view.get_state()["snapshot"]
    front.view.set_state({"snapshot": {"plan": "evil"}, "_esm": "evil", "read_only": False})
    assert front.view.get_state()["snapshot"] == before
    assert front.view._esm == Titles._esm


def test_undo_and_redo_come_by_message(front: Front, store: MemoryStore):
    front.say("edits", edits=[set_due("wave3", "w30")])
    front.say("undo")
    assert store.plan == small_plan()
    assert front.last("state")["redo"] == "due day of “Wave 3: 4 depots live”"
    front.say("redo")
    front.say("redo")
    assert front.last("reject")["message"] == "There is nothing to redo."


def test_a_page_that_comes_with_another_plan_of_the_same_version_gets_the_whole(front: Front):
    version = front.view.session.version
    front.say("hello", plan="another", version=version, width=800)
    assert front.last("whole")["plan"] == front.view.plan.id
    front.sent.clear()
    front.say("hello", plan=front.view.plan.id, version=version, width=800)
    assert "whole" not in front.kinds()


def test_a_view_that_nobody_sees_costs_nothing(store: MemoryStore):
    session = session_on(store)
    seen, unseen = Front(Titles(session)), Front(Titles(session))
    seen.hello()
    draws = unseen.view.draws
    seen.say("edits", edits=[set_due("wave3", "w30")])
    assert unseen.sent == []
    assert unseen.view.draws == draws


def test_a_page_that_comes_back_with_an_old_state_gets_the_whole(store: MemoryStore):
    session = session_on(store)
    one, other = Front(Titles(session)), Front(Titles(session))
    one.hello()
    one.say("edits", edits=[set_due("wave3", "2026-07-31")])
    other.say("hello", version=0, width=800)
    assert other.kinds() == ["whole", "state", "conflict"]
    assert other.last("whole")["parts"]["wave3"].endswith("2026-07-31")
    other.say("bye")
    other.sent.clear()
    one.say("undo")
    assert other.sent == []


def test_one_views_failure_is_said_and_does_not_starve_the_others(store: MemoryStore):
    session = session_on(store)
    fronts = [Front(Titles(session)) for _ in range(3)]
    for front in fronts:
        front.hello()
    fronts[1].view.fails = True
    fronts[0].say("edits", edits=[set_due("wave3", "w30")])
    assert [("patch" in front.kinds()) for front in fronts] == [True, False, True]
    assert "RuntimeError: no ink" in fronts[1].last("reject")["message"]
    assert store.revision == 1


def test_an_unknown_message_is_answered(front: Front):
    front.say("dance")
    assert "'dance' is not known" in front.last("reject")["message"]


def test_a_reload_starts_from_the_newest_snapshot(front: Front):
    front.say("edits", edits=[set_due("wave3", "2026-07-31")])
    snapshot = front.view.get_state("snapshot")["snapshot"]
    assert snapshot["parts"]["wave3"].endswith("2026-07-31")
    assert (snapshot["version"], snapshot["revision"]) == (1, 1)
    assert json.loads(json.dumps(snapshot)) == snapshot


def test_every_view_has_a_form_without_scripts(front: Front):
    data, _ = front.view._repr_mimebundle_()
    assert data["text/html"] == "<p>titles</p>"
    assert "application/vnd.jupyter.widget-view+json" in data


def test_a_headless_run_records_the_newest_state(store: MemoryStore):
    session = session_on(store)
    view = Titles(session)
    sent: list[Any] = []
    view.send_state = lambda key=None: sent.append(key)  # type: ignore[method-assign]
    view._repr_mimebundle_()
    session.submit((replace_title(session),))
    view._repr_mimebundle_()
    assert sent == ["snapshot"]


def replace_title(session: Any) -> Any:
    from cspwidgets.plan.edits import set_field

    return set_field(session.plan, "activities", "wave3", "title", "Wave 3")


def test_revealing_a_row_is_told_to_all_views_that_are_seen(store: MemoryStore):
    session = session_on(store)
    fronts = [Front(Titles(session)) for _ in range(2)]
    for front in fronts:
        front.hello()
    fronts[0].say("reveal", table="activities", row="wave3")
    assert fronts[1].last("reveal") == {"kind": "reveal", "table": "activities", "row": "wave3"}


def test_views_can_be_handed_to_another_plan(store: MemoryStore):
    other = MemoryStore(replace(small_plan(), id="lumen", objective="Grow"))
    session, target = session_on(store), session_on(other)
    front = Front(Titles(session))
    front.hello()
    session.hand_over(target)
    assert (front.last("whole")["plan"], front.view.plan.objective) == ("lumen", "Grow")
    front.say("edits", edits=[set_due("wave3", "w30")])
    assert (store.revision, other.revision) == (0, 1)


def test_a_closed_view_is_forgotten(store: MemoryStore):
    session = session_on(store)
    view = Titles(session)
    gone = weakref.ref(view)
    view.close()
    del view
    gc.collect()
    assert gone() is None
