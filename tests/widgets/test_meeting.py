"""The panel “Meeting”: who sees which page, drafts that are not lost, and touch points recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cspwidgets.plan.model import Plan, TouchPoint
from cspwidgets.widgets.header import PlanHeader
from support.canaries import CANARY, with_canaries
from support.demo import demo_plan
from support.office import Office
from support.saver import Front, MemoryStore, session_on


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def front(office: Office) -> Front:
    return sat_down(office)


def sat_down(office: Office, name: str = "front") -> Front:
    front = Front(PlanHeader(session_on(office.stores["northwind"]), office.desk()), name)
    front.hello()
    return front


def points(office: Office) -> list[TouchPoint]:
    return list(office.stores["northwind"].plan.touch_points)


def begin(front: Front, row: str = "d", **texts: str) -> None:
    value = {"kind": "call", "on": "2026-07-17", "draft": True}
    edits: list[dict[str, Any]] = [
        {"kind": "add", "table": "touch_points", "row": row, "value": value}
    ]
    front.say("edits", edits=edits)
    for field, typed in texts.items():
        write(front, field, typed, row=row)


def write(front: Front, field: str, typed: str, row: str = "d", **more: str) -> None:
    edit = {"kind": "set", "table": "touch_points", "row": row, "field": field, "typed": typed}
    front.say("edits", edits=[{**edit, **more}])


def page(front: Front, **asked: Any) -> dict[str, Any]:
    front.say("sheet", **{"page": "agenda", **asked})
    return front.last("sheet")


def test_a_page_is_for_both_sides_unless_it_is_asked_for_otherwise(front: Front):
    assert page(front)["shared"] is True
    assert "Open risks" not in page(front)["html"]
    assert "Open risks" in page(front, shared=False)["html"]
    assert "Internal: not for the customer" in page(front, page="handover")["html"]


def test_no_canary_reaches_the_browser_with_a_page_for_both_sides():
    store = MemoryStore(with_canaries(demo_plan("northwind")))
    front = Front(PlanHeader(session_on(store), Office().desk()))
    for name in ("agenda", "promises"):
        for is_file in (False, True):
            assert CANARY not in page(front, page=name, file=is_file)["html"]
    assert CANARY in page(front, shared=False)["html"]


def test_a_file_stands_alone_and_says_in_its_name_whether_it_may_be_sent(front: Front):
    sent = page(front, file=True)
    assert sent["name"] == "northwind-agenda-2026-07-17.html"
    assert sent["html"].startswith("<!doctype html>")
    assert "<h1>" in sent["html"]
    assert page(front, page="handover", file=True)["name"].startswith("northwind-handover-internal")
    assert page(front, shared=False, file=True)["name"].startswith("northwind-agenda-internal")


def test_a_page_that_is_not_there_is_answered_with_a_sentence(front: Front):
    assert page(front, page="party")["error"] == "There is no page 'party'."


def test_what_is_typed_is_kept_as_a_draft_and_offered_again(front: Front, office: Office):
    begin(front, notes="Tense", decisions="Go live\non Monday")
    assert points(office)[-1].draft
    again = sat_down(office, "again")
    (draft,) = again.view.whole()["meta"]["meeting"]["drafts"]
    assert (draft["row"], draft["notes"]) == ("d", "Tense")
    assert (draft["decisions"], draft["on"]) == ("Go live\non Monday", "17 Jul 2026")
    assert office.frozen == []


def test_recording_makes_the_draft_a_touch_point_with_what_was_typed_last(
    front: Front, office: Office
):
    begin(front, notes="Tense")
    typed = {"kind": "ebr", "on": "16 Jul 2026", "people": "Dana", "decisions": "Go live"}
    front.say("touch_point", row="d", typed=typed)
    ((plan, row),) = office.frozen
    assert row == points(office)[-1]
    assert (row.draft, row.kind.value, row.on.day, row.people) == (False, "ebr", 16, ("dana",))
    assert (row.notes, row.decisions) == ("Tense", "Go live")
    assert plan == office.stores["northwind"].plan
    assert front.view.whole()["meta"]["meeting"]["drafts"] == []


def test_recording_without_a_draft_makes_a_touch_point_at_once(front: Front, office: Office):
    front.say("touch_point", row="", typed={"kind": "call", "on": "2026-07-17", "notes": "Calm"})
    assert [row.notes for _, row in office.frozen] == ["Calm"]
    assert not points(office)[-1].draft


def test_a_day_that_cannot_be_read_records_nothing_and_keeps_the_draft(
    front: Front, office: Office
):
    begin(front, notes="Tense")
    front.say("touch_point", row="d", typed={"on": "soon"})
    assert front.last("reject")["field"] == "on"
    assert (office.frozen, points(office)[-1].draft) == ([], True)


def test_two_who_write_one_note_are_asked_and_nothing_is_lost(front: Front, office: Office):
    begin(front, notes="Both saw this")
    other = sat_down(office, "other")
    write(other, "notes", "Theirs", old="Both saw this")
    front.view.session.poll()
    write(front, "notes", "Mine", old="Both saw this")
    (item,) = front.last("conflict")["items"]
    assert {item["mine"], item["theirs"]} == {"Mine", "Theirs"}


def test_a_recorded_touch_point_can_be_undone_to_its_draft(front: Front, office: Office):
    begin(front, notes="Tense")
    front.say("touch_point", row="d", typed={"decisions": "Go live"})
    front.say("undo")
    assert (points(office)[-1].draft, points(office)[-1].notes) == (True, "Tense")


def test_todays_decisions_are_on_the_page_once_they_are_recorded(front: Front):
    begin(front, decisions="Go live", internal_decisions="Offer a month")
    assert "Go live" not in page(front)["html"]
    front.say("touch_point", row="d", typed={})
    assert "Go live" in page(front)["html"]
    assert "Offer a month" not in page(front)["html"]
    assert "Offer a month" in page(front, shared=False)["html"]


def test_a_page_that_cannot_be_drawn_says_so(front: Front, office: Office):
    def broken() -> tuple[Plan, Any, str]:
        raise RuntimeError("no snapshot")

    session = front.view.session
    session.doors = replace(session.doors, before=broken)
    assert "could not be drawn (RuntimeError: no snapshot)" in page(front)["error"]
