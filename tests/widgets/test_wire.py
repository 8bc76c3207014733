"""What a page sends is read as it is meant, or refused with its place; nothing else happens."""

from __future__ import annotations

from typing import Any

import pytest

from cspwidgets.plan.edits import find
from support.plans import small_plan
from support.saver import Front, MemoryStore, session_on, set_due
from support.titles import Titles


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(small_plan())


@pytest.fixture
def front(store: MemoryStore) -> Front:
    front = Front(Titles(session_on(store)))
    front.hello()
    return front


def test_a_cell_that_cannot_be_read_is_rejected_with_its_place_and_what_was_typed(front: Front):
    front.say("edits", edits=[set_due("wave3", "soonish")])
    answer = front.last("reject")
    assert (answer["table"], answer["row"], answer["field"]) == ("activities", "wave3", "due_on")
    assert answer["typed"] == "soonish"
    assert answer["message"].startswith("“soonish” is no day.")
    assert front.kinds() == ["reject"]


@pytest.mark.parametrize(
    "edits",
    [
        None,
        [],
        "all",
        ["x"],
        [{"kind": "paint"}],
        [{"kind": "set", "table": "wishes", "row": "a", "field": "b", "value": 1}],
        [{"kind": "set", "table": "activities", "row": "wave3", "field": "days", "value": "x"}],
        [{"kind": "set", "table": "activities", "row": "wave3", "field": "id", "value": "x"}],
        [{"kind": "set", "table": "plan", "field": "activities", "value": []}],
        [{"kind": "set", "table": "activities", "row": "gone", "field": "days", "value": 1}],
        [{"kind": "set", "table": "activities", "row": "wave3", "field": "state", "value": "x"}],
        [{"kind": "add", "table": "activities", "row": "wave3", "value": {"title": "x"}}],
        [{"kind": "add", "table": "wishes", "row": "x"}],
        [{"kind": "add", "table": "activities", "row": "x", "value": {"title": "No stage"}}],
        [{"kind": "add", "table": "activities", "row": "x", "value": "no rows"}],
        [{"kind": "add", "table": "activities", "row": "x", "value": {"colour": "red"}}],
        [{"kind": "remove", "table": "activities", "row": "gone"}, {"kind": "move"}],
        [{"kind": "remove", "table": "stages", "row": "rollout"}],
    ],
)
def test_whatever_a_page_sends_is_answered_and_a_bad_edit_changes_nothing(
    front: Front, store: MemoryStore, edits: Any
):
    front.say("edits", edits=edits)
    assert front.kinds() == ["reject"]
    assert front.last("reject")["message"]
    assert (store.revision, front.view.plan) == (0, small_plan())


def test_a_week_before_what_a_step_waits_for_is_taken_for_a_slip(front: Front, store: MemoryStore):
    front.say("edits", edits=[set_due("wave3", "w2")])
    assert front.last("reject")["message"] == (
        "Week 2 is before “Wave 2: 4 depots live” ends (week 17). Type w18, or a date."
    )
    assert front.last("reject")["typed"] == "w2"
    front.say("edits", edits=[set_due("wave3", "13 Mar 2026")])
    assert store.revision == 1


def test_one_bad_edit_in_a_message_keeps_all_of_it_out(front: Front, store: MemoryStore):
    front.say("edits", edits=[set_due("wave3", "w30"), set_due("wave2", "never")])
    assert store.revision == 0


def test_a_new_row_is_typed_into_being_with_the_id_that_the_page_made(
    front: Front, store: MemoryStore
):
    typed = {"stage": "roll out", "side": "RouteWise", "days": "2w"}
    row = {"kind": "add", "table": "activities", "row": "n1", "after": "wave2"}
    front.say("edits", edits=[{**row, "value": {"title": "Tidy up"}, "typed": typed}])
    added = find(store.plan, "activities", "n1")
    assert (added.title, added.stage, added.side.value, added.days) == (
        "Tidy up",
        "rollout",
        "vendor",
        10.0,
    )
    ids = [row.id for row in store.plan.activities]
    assert ids.index("n1") == ids.index("wave2") + 1
    assert front.last("patch")["moves"] == [("n1", "wave2")]


def test_a_new_row_without_an_id_gets_the_same_one_each_time(front: Front, store: MemoryStore):
    add = {"kind": "add", "table": "risks", "row": "", "value": {"name": "Budget"}}
    front.say("edits", id="ab" * 16, edits=[add])
    assert store.plan.risks[-1].id == "abababab-0"
