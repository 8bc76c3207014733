"""Adoption beside the plan follows what is edited, and can be read without scripts."""

from __future__ import annotations

from cspwidgets.widgets.adoption import PlanAdoption
from support.plans import small_plan
from support.saver import Front, MemoryStore, session_on


def test_it_moves_with_the_figures_and_sends_only_what_changed() -> None:
    front = Front(PlanAdoption(session_on(MemoryStore(small_plan()))))
    front.hello()
    assert "41%" in front.view.whole()["parts"]["measure:licence_utilisation"]
    more = {"kind": "set", "table": "usage", "row": "u2", "field": "value", "typed": "90"}
    front.say("edits", edits=[more])
    put = front.last("patch")["put"]
    assert set(put) == {"measure:licence_utilisation"}
    assert "50%" in put["measure:licence_utilisation"]
    front.say("undo")
    assert "41%" in front.view.static_html()


def test_an_edit_that_is_not_about_usage_sends_nothing_of_it() -> None:
    front = Front(PlanAdoption(session_on(MemoryStore(small_plan()))))
    front.hello()
    done = {"kind": "set", "table": "activities", "row": "wave2", "field": "state"}
    front.say("edits", edits=[{**done, "value": "done"}])
    assert "patch" not in front.kinds()


def test_without_figures_it_says_how_to_bring_them_in() -> None:
    view = PlanAdoption(session_on(MemoryStore(small_plan())))
    edits = [{"kind": "remove", "table": "usage", "row": row.id} for row in view.session.plan.usage]
    front = Front(view)
    front.hello()
    front.say("edits", edits=edits)
    assert "csp import usage.csv" in front.last("patch")["put"]["none"]
    assert "measure:licence_utilisation" in front.last("patch")["cut"]
