"""“Customers like this one” beside the plan: what is told, taken over and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from cspwidgets.errors import StoreUnavailable
from cspwidgets.journey.habits import habits_of
from cspwidgets.journey.peers import compared
from cspwidgets.journey.proposals import PeerHabits
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import Side
from cspwidgets.widgets.proposals import PeerDesk, PlanProposals
from support.customers import customers, newcomer
from support.marked import MARKED, untranslated
from support.plans import MONDAY, step
from support.saver import Front, MemoryStore, session_on

ON = MONDAY + timedelta(weeks=5)
KEY = "traintheplanners:vendor"
WORDS = ("title", "told", "compare", "who", "caveat", "again", "more", "show")


class Finished:
    """Finished plans that a view may be compared with, once `is_ready` is set."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.plans = plans
        self.trouble = ""
        self.is_ready = Event()
        self.is_ready.set()

    def desk(self) -> PeerDesk:
        """What the view asks."""
        return PeerDesk(compare=self.compare)

    def compare(self, plan: Plan, by: tuple[str, ...] | None) -> PeerHabits:
        """Compare a plan with them."""
        self.is_ready.wait(10)
        if self.trouble:
            raise StoreUnavailable(self.trouble)
        known = compared(plan, self.plans)
        peers = known.group(by)
        return PeerHabits(known=known, peers=peers, habits=habits_of(peers.plans) if peers else ())


@pytest.fixture
def finished() -> Finished:
    return Finished(customers())


def shown(finished: Finished, plan: Plan | None = None, *, read_only: bool = False) -> Front:
    """The view on a page, before anything was compared."""
    session = session_on(MemoryStore(plan or newcomer()), today=ON)
    front = Front(PlanProposals(session, finished.desk(), read_only=read_only))
    front.hello()
    return front


def compare(front: Front, **body: object) -> dict:
    front.say("compare", **body)
    front.view.wait()
    return front.view.whole()


def test_the_plan_is_on_the_screen_before_anything_is_compared(finished: Finished):
    front = shown(finished)
    finished.is_ready.clear()
    whole = front.view.whole()
    assert (whole["parts"], whole["meta"]["ask"]) == ({}, True)
    assert whole["meta"]["told"] == "Reading the finished plans …"
    front.say("compare")
    assert front.sent == []
    finished.is_ready.set()
    front.view.wait()
    patch = front.last("patch")
    assert list(patch["put"]) == [f"proposal:{KEY}"]
    assert "6 of 10 successful customers had done" in patch["put"][f"proposal:{KEY}"]
    assert patch["meta"]["groups"] == [["", "All successful customers (10)"]]
    assert "no proof of its cause" in patch["meta"]["caveat"]


def test_one_click_takes_it_over_as_one_change_that_one_undo_takes_back(finished: Finished):
    front = shown(finished)
    compare(front)
    store = front.view.session
    front.say("take", key=KEY)
    assert store.plan.activities[-1].title == "Train the planners"
    assert store.revision == 1
    assert front.last("done")["words"] == "“Train the planners” is in “Adopt”."
    assert front.last("patch")["cut"] == [f"proposal:{KEY}"]
    assert front.view.whole()["meta"]["told"].startswith("Nothing to propose")
    front.say("undo")
    assert len(store.plan.activities) == 1
    assert list(front.view.whole()["parts"]) == [f"proposal:{KEY}"]


def test_the_history_says_why(finished: Finished):
    memory = MemoryStore(newcomer())
    session = session_on(memory, today=ON)
    session.doors = replace(session.doors, language=MARKED)  # the history stays in English
    front = Front(PlanProposals(session, finished.desk()))
    front.hello()
    compare(front)
    front.say("take", key=KEY)
    assert memory.changes[-1].words == (
        "Proposal taken over: 6 of 10 successful customers had done “Train the planners” by week 5 "
        "(median week 5)"
    )


def test_what_is_left_out_stays_out_until_it_is_asked_for_again(finished: Finished):
    front = shown(finished)
    compare(front)
    front.say("decline", key=KEY)
    plan = front.view.plan
    assert plan.declined_steps == ("Train the planners",)
    again = shown(finished, plan)
    assert compare(again)["parts"] == {}
    assert again.view.whole()["meta"]["declined"] == 1
    again.say("again")
    assert list(again.view.whole()["parts"]) == [f"proposal:{KEY}"]


def test_what_is_no_longer_proposed_is_refused_with_a_sentence(finished: Finished):
    front = shown(finished)
    compare(front)
    front.say("take", key=KEY)
    front.say("take", key=KEY)
    assert "no longer proposed" in front.last("reject")["message"]
    assert front.view.session.revision == 1


def test_a_view_for_looking_takes_nothing_over(finished: Finished):
    front = shown(finished, read_only=True)
    compare(front)
    for kind in ("take", "decline", "again"):
        front.say(kind, key=KEY)
        assert "only for looking" in front.last("reject")["message"]
    assert front.view.session.revision == 0


def test_too_few_plans_and_a_store_that_is_away_are_told(finished: Finished):
    finished.plans = customers()[:4]
    front = shown(finished)
    assert compare(front)["meta"]["told"].startswith("4 finished plans; 12 are needed.")
    finished.trouble = "The store is away."
    assert compare(front)["meta"]["told"] == "The store is away."


def test_when_the_account_changes_one_asks_anew(finished: Finished):
    front = shown(finished)
    compare(front)
    other = replace(newcomer(), id="other")
    front.view.attach(session_on(MemoryStore(other), today=ON))
    whole = front.last("whole")
    assert (whole["parts"], whole["meta"]["ask"]) == ({}, True)
    assert compare(front)["meta"]["ask"] is False


def test_when_a_plan_is_opened_again_one_asks_anew(finished: Finished):
    finished.plans = []
    front = shown(finished)
    compare(front)
    finished.plans = customers()
    front.view.attach(session_on(MemoryStore(newcomer()), today=ON))
    assert front.last("whole")["meta"]["ask"] is True


def test_one_chooses_whom_to_be_compared_with(finished: Finished):
    finished.plans = [*customers(segment="Bank"), *customers(product="Desk")]
    finished.plans = [replace(plan, id=f"p{n}") for n, plan in enumerate(finished.plans)]
    plan = newcomer()
    plan = replace(plan, account=replace(plan.account, segment="Bank"))
    front = shown(finished, plan)
    groups = compare(front)["meta"]["groups"]
    assert groups == [["segment", "Same segment (10)"], ["", "All successful customers (20)"]]
    meta = compare(front, by="")["meta"]
    assert (meta["group"], len(meta["names"])) == ("", 20)


def test_a_saved_notebook_says_what_is_known(finished: Finished):
    front = shown(finished)
    assert "Reading the finished plans" in front.view.static_html()
    compare(front)
    assert "Train the planners" in front.view.static_html()


def test_all_of_it_can_be_said_in_another_language(finished: Finished):
    row = replace(step("t", 3.0, stage="s2", side=Side.VENDOR), title="Train the planners")
    late = replace(row, due_on=MONDAY + timedelta(weeks=10, days=4))
    for plan in (newcomer(), newcomer(late), newcomer(declined_steps=("Train the planners",))):
        session = session_on(MemoryStore(plan), today=ON)
        session.doors = replace(session.doors, language=MARKED)
        front = Front(PlanProposals(session, finished.desk()))
        front.hello()
        whole = compare(front)
        said = [whole["meta"][name] for name in WORDS]
        said += [html for each in whole["parts"].values() for html in _said(each)]
        said += [text for _, text in whole["meta"]["groups"]]
        assert [each for each in said if untranslated(each)] == []


def _said(html: str) -> list[str]:
    names = re.findall(r'aria-label="([^"]*)"', html)
    blocks = re.split(r"</?(?:p|li|div|button)[^>]*>", html)
    return [*names, *(re.sub(r"<[^>]*>", "", block) for block in blocks)]
