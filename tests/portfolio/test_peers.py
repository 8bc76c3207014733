"""What the finished plans of a store teach about one that is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cspwidgets.errors import NotFound
from cspwidgets.portfolio import Portfolio
from support.customers import customers, newcomer

KEY = "traintheplanners:vendor"


@pytest.fixture
def peers(book: Portfolio) -> Portfolio:
    """A book with twelve finished plans and one under way."""
    for plan in (*customers(), newcomer()):
        book.create(plan)
    return book


def test_what_others_did_is_told_and_taken_over_in_the_users_name(peers: Portfolio):
    told = peers.peers.proposals("p")
    assert told.group == "All successful customers (10)"
    assert str(told).endswith("had done “Train the planners” by week 5 (median week 5).")
    peers.peers.take_over("p", KEY)
    plan = peers.plan("p").plan
    assert plan.activities[-1].title == "Train the planners"
    entry = peers.history("p")[0].change
    assert (entry.who, entry.words[:19], len(entry.edits)) == ("Ada", "Proposal taken over", 1)
    assert peers.peers.proposals("p").sentences == {}
    with pytest.raises(NotFound, match="is not proposed for Account"):
        peers.peers.take_over("p", KEY)


def test_too_few_finished_plans_are_told(book: Portfolio):
    book.create(newcomer())
    assert str(book.peers.proposals("p")) == "0 finished plans; 12 are needed."


def test_what_changes_in_the_store_is_read_anew(peers: Portfolio):
    assert peers.peers.proposals("p").sentences
    peers.forget("c1")
    peers.forget("c2")
    assert str(peers.peers.proposals("p")) == "10 finished plans; 12 are needed."
    peers.create(replace(customers()[1], id="c30"))
    peers.create(replace(customers()[2], id="c31"))
    assert peers.peers.proposals("p").sentences


def test_the_plan_notebook_compares_with_the_plans_of_the_store(peers: Portfolio):
    view = peers.board("p").proposals
    view.handle("compare", {}, None)
    view.wait()
    assert list(view.whole()["parts"]) == [f"proposal:{KEY}"]
