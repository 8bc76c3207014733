"""The route in a notebook: bars move by edits, each edit sends only what it changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from cspwidgets.plan.edits import find
from cspwidgets.widgets.esm import HERE
from cspwidgets.widgets.timeline import JourneyTimeline
from support.plans import big_plan, small_plan
from support.saver import Front, MemoryStore, session_on


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(small_plan())


@pytest.fixture
def front(store: MemoryStore) -> Front:
    front = Front(JourneyTimeline(session_on(store)))
    front.hello()
    return front


def due(row: str, day: str | None, **more: Any) -> dict[str, Any]:
    """The edit that dropping a bar sends."""
    edit = {"kind": "set", "table": "activities", "row": row, "field": "due_on", "value": day}
    return {**edit, **more}


def test_dropping_a_bar_pins_its_last_day(front: Front, store: MemoryStore):
    front.say("edits", edits=[due("score", "2026-08-14", old=None)])
    assert find(store.plan, "activities", "score").due_on.isoformat() == "2026-08-14"
    bar = front.view.whole()["parts"]["bar:score"]
    assert bar["due_on"] == "2026-08-14"


def test_moving_one_bar_sends_few_parts(front: Front):
    front.say("edits", edits=[due("score", "2026-07-28")])
    moved = {key for key in front.last("patch")["put"] if key.startswith("bar:")}
    assert moved == {"bar:score"}
    assert len(json.dumps(front.last("patch"))) < 4_000


def test_stretching_a_bar_is_one_change_that_is_undone_at_once(front: Front, store: MemoryStore):
    days = {"kind": "set", "table": "activities", "row": "score", "field": "days", "value": 6}
    front.say("edits", edits=[days, due("score", "2026-08-18")])
    front.say("undo")
    assert store.plan == small_plan()


def test_every_bar_says_what_it_is_and_can_have_the_focus(front: Front):
    parts = front.view.whole()["parts"]
    bars = [key.removeprefix("bar:") for key in parts if key.startswith("bar:")]
    assert len(bars) == 20  # all but the weekly note, which is no step
    for name in bars:
        fragment = parts[f"act:{name}"]
        assert 'tabindex="-1"' in fragment
        assert 'role="button"' in fragment
        assert "aria-label=" in fragment


def test_the_page_knows_what_is_over_and_what_is_a_milestone(front: Front):
    parts = front.view.whole()["parts"]
    assert parts["bar:wave1"]["ended"] is True
    assert parts["bar:wave3"]["ended"] is False
    assert parts["bar:golive"]["milestone"] is True


def test_a_narrow_column_gets_directions_and_a_wide_one_the_road_again(front: Front):
    front.say("width", width=400)
    change = front.last("patch")
    assert change["meta"] == {"form": "directions"}
    assert change["moves"] == [("directions", "")]
    front.say("width", width=1200)
    assert front.last("patch")["meta"]["width"] == 1200
    assert front.last("patch")["meta"]["form"] == "road"


@pytest.mark.parametrize("width", [None, "wide", -5, 10**9, 0, True])
def test_a_width_that_makes_no_sense_breaks_nothing(front: Front, width: Any):
    front.say("width", width=width)
    assert "reject" not in front.kinds()


def test_a_plan_without_a_start_tells_the_page_so():
    front = Front(JourneyTimeline(session_on(MemoryStore(replace(small_plan(), start_on=None)))))
    assert front.view.whole()["meta"]["start"] is None


def test_titles_are_escaped_in_the_picture_and_in_the_form_without_scripts():
    plan = small_plan()
    evil = replace(plan.activities[12], title="<script>alert(1)</script>")
    plan = replace(plan, activities=(*plan.activities[:12], evil, *plan.activities[13:]))
    view = JourneyTimeline(session_on(MemoryStore(plan)))
    drawn = "".join(part for part in view.draw().parts.values() if isinstance(part, str))
    for text in (drawn, view.static_html()):
        assert "<script" not in text
        assert "&lt;script&gt;" in text


@pytest.mark.parametrize("plan", [replace(small_plan(), activities=(), stages=()), big_plan(300)])
def test_an_empty_and_a_huge_plan_are_drawn(plan: Any):
    view = JourneyTimeline(session_on(MemoryStore(plan)))
    assert json.loads(json.dumps(view.whole()))["meta"]["form"] == "road"
    assert view.static_html()


def test_a_read_only_timeline_moves_nothing(store: MemoryStore):
    front = Front(JourneyTimeline(session_on(store), read_only=True))
    front.hello()
    front.say("edits", edits=[due("score", "2026-08-14")])
    assert front.kinds() == ["reject"]
    assert front.view.whole()["read_only"] is True


def test_the_scripts_set_no_text_as_html():
    for file in HERE.glob("*.js"):
        text = file.read_text("utf-8")
        allowed = 1 if file.name == "keyed.js" else 0  # into an inert template
        assert text.count("innerHTML") == allowed, file.name
        assert "eval(" not in text
        assert "fetch(" not in text
