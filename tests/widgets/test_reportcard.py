"""The report card and the findings beside a plan: they follow every edit, and lead to rows."""

from __future__ import annotations

from datetime import date

import pytest

from cspwidgets.widgets.findings import PlanFindings
from cspwidgets.widgets.reportcard import ReportCard
from support.plans import small_plan
from support.saver import Front, MemoryStore, session_on


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(small_plan())


def drop_outcome(row: str) -> dict[str, object]:
    edit = {"kind": "set", "table": "activities", "row": row, "field": "serves"}
    return {**edit, "value": []}


def finish(row: str) -> dict[str, object]:
    return {"kind": "set", "table": "activities", "row": row, "field": "state", "typed": "done"}


def test_the_card_moves_with_the_plan_and_sends_only_the_lines_that_changed(store: MemoryStore):
    front = Front(ReportCard(session_on(store)))
    front.hello()
    front.say("edits", edits=[finish("wave2")])
    put = front.last("patch")["put"]
    assert "subject:progress" in put
    assert "subject:value" not in put


def test_each_grade_opens_to_why_and_leads_to_its_rows(store: MemoryStore):
    parts = ReportCard(session_on(store)).draw().parts
    assert next(iter(parts)) == "grade"
    assert 'data-table="activities" data-row="wave2"' in parts["subject:progress"]
    assert "<details" in parts["subject:pace"]


def test_a_new_finding_is_added_and_goes_when_it_is_mended(store: MemoryStore):
    front = Front(PlanFindings(session_on(store)))
    front.hello()
    front.say("edits", edits=[drop_outcome("retire")])
    added = [key for key in front.last("patch")["put"] if key.endswith("activities:retire")]
    assert len(added) == 1
    front.say("undo")
    assert front.last("patch")["cut"] == added


def test_a_plan_that_nobody_touched_is_found(store: MemoryStore):
    stale = PlanFindings(session_on(store), last_edit_on=lambda: date(2026, 5, 1))
    fresh = PlanFindings(session_on(store))
    assert len(stale.draw().parts) == len(fresh.draw().parts) + 1


def test_both_can_be_read_without_scripts(store: MemoryStore):
    session = session_on(store)
    assert "Report card" in ReportCard(session).static_html()
    assert "Worth a look" in PlanFindings(session).static_html()
