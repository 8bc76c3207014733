"""The panel “The customer's page”: what is published is what was looked at, and only here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cspwidgets.errors import NotFound
from cspwidgets.widgets.customerpage import LinkRow, Look, PageDesk, PageState
from cspwidgets.widgets.header import PlanHeader
from cspwidgets.widgets.pagecard import PageCard
from support.office import Office
from support.saver import Front, session_on, set_cell


class Sharer:
    """A portfolio that publishes in memory; `trouble` is raised by the next act."""

    def __init__(self) -> None:
        self.drawn = 0
        self.published: list[str] = []
        self.done: list[tuple[Any, ...]] = []
        self.trouble: Exception | None = None

    def desk(self) -> PageDesk:
        """What the panel asks."""
        return PageDesk(
            languages=lambda: [("en", "English"), ("de", "Deutsch")],
            expiries=lambda: [("", "Until it is revoked")],
            state=self.state,
            look=self.look,
            take_back=lambda account: self.note("take_back", account),
            link=self.link,
            revoke=lambda account, link: self.note("revoke", account, link),
        )

    def state(self, account: str) -> PageState:
        """What is shown."""
        row = LinkRow(
            id="l1",
            person="COO",
            opened="not opened yet",
            works="until revoked",
            is_working=True,
            is_silent=False,
        )
        shown = f"Published: {self.published[-1]}" if self.published else ""
        return PageState(published=shown, opened="", is_silent=False, behind="", links=[row])

    def look(self, account: str, language: str) -> Look:
        """A page with a number of its own."""
        self.note("look", account, language)
        self.drawn += 1
        page = f"page {self.drawn} of {account}"
        return Look(html=page, publish=lambda: self.published.append(page))

    def link(self, account: str, person: str, expires: str, pinned: bool) -> str:
        """An address with a secret."""
        self.note("link", account, person, expires, pinned)
        return "https://plans.example.com/plans/1#s3cret"

    def note(self, *what: Any) -> None:
        """Remember what was done."""
        if self.trouble:
            raise self.trouble
        self.done.append(what)


@pytest.fixture
def sharer() -> Sharer:
    return Sharer()


def front(sharer: Sharer, office: Office | None = None, *, read_only: bool = False) -> Front:
    """The header of Northwind's plan on a screen."""
    office = office or Office()
    desk = replace(office.desk(), pages=sharer.desk())
    header = PlanHeader(session_on(office.stores["northwind"]), desk, read_only=read_only)
    shown = Front(header)
    shown.hello()
    return shown


def ask(shown: Front, act: str, **body: Any) -> dict[str, Any]:
    """Press something in the panel, and wait for its answer."""
    shown.say("page", **{"act": act, "account": "northwind", "id": f"id-{act}", **body})
    shown.view.page.wait()
    return next(message for message in reversed(shown.sent) if message.get("id") == f"id-{act}")


def test_what_is_published_is_what_was_looked_at_although_the_plan_moved_on(sharer: Sharer):
    shown = front(sharer)
    assert ask(shown, "look", language="de")["html"] == "page 1 of northwind"
    session = shown.view.session
    session.submit([set_cell(session, "wave1", "title", "Later")], change="c" * 32)
    assert "error" not in ask(shown, "publish", look="id-look")
    assert sharer.published == ["page 1 of northwind"]
    assert sharer.done[0] == ("look", "northwind", "de")


@pytest.mark.parametrize("look", [None, "", "id-older"])
def test_nothing_is_published_that_is_not_the_newest_look(sharer: Sharer, look: str | None):
    shown = front(sharer)
    assert "Look at the page again" in ask(shown, "publish", look=look)["error"]
    ask(shown, "look")
    assert "Look at the page again" in ask(shown, "publish", look=look)["error"]
    assert sharer.published == []


def test_a_look_says_when_it_lacks_what_is_not_saved_yet(sharer: Sharer):
    office = Office()
    shown = front(sharer, office)
    assert ask(shown, "look")["note"] == ""
    office.stores["northwind"].trouble = "The store is away."
    session = shown.view.session
    session.submit([set_cell(session, "wave1", "title", "Later")], change="c" * 32)
    assert "not saved yet" in ask(shown, "look")["note"]


ACTS: dict[str, dict[str, Any]] = {
    "publish": {"look": "id-look"},
    "take_back": {},
    "link": {"given": {"person": "COO"}},
    "revoke": {"link": "l1"},
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_done_to_another_account_than_the_one_on_the_screen(sharer: Sharer, act: str):
    shown = front(sharer)
    ask(shown, "look")
    sharer.done.clear()
    assert "Another account" in ask(shown, act, **ACTS[act], account="lumen")["error"]
    assert (sharer.done, sharer.published) == ([], [])


@pytest.mark.parametrize("act", ACTS)
def test_who_may_only_look_may_look_at_the_page_and_do_nothing(sharer: Sharer, act: str):
    shown = front(sharer, read_only=True)
    assert "html" in ask(shown, "look")
    sharer.done.clear()
    assert "only for looking" in ask(shown, act, **ACTS[act])["error"]
    assert (sharer.done, sharer.published) == ([], [])


@pytest.mark.parametrize("act", ACTS)
def test_every_view_hears_what_became_of_the_page(sharer: Sharer, act: str):
    shown = front(sharer)
    card = Front(PageCard(shown.view.session, sharer.desk()), name="card")
    card.hello()
    ask(shown, "look")
    ask(shown, act, **ACTS[act])
    for each in (shown, card):
        news = next(message for message in each.sent if message.get("act") == "news")
        assert (news["account"], news["state"]["links"][0]["person"]) == ("northwind", "COO")


def test_the_secret_of_a_link_is_in_one_answer_and_in_nothing_that_is_kept(sharer: Sharer):
    shown = front(sharer)
    given = {"person": " COO ", "expires": "90d", "pinned": True, "more": "x"}
    answer = ask(shown, "link", given=given)
    assert (answer["address"].partition("#")[2], answer["person"]) == ("s3cret", "COO")
    assert sharer.done == [("link", "northwind", " COO ", "90d", True)]
    told = [message for message in shown.sent if "s3cret" in str(message)]
    assert len(told) == 1
    assert "s3cret" not in str(shown.view.get_state())
    assert "s3cret" not in str(shown.view._repr_mimebundle_())


@pytest.mark.parametrize("act", ["look", "take_back", "link", "revoke"])
def test_what_goes_wrong_is_said_in_one_sentence(sharer: Sharer, act: str):
    shown = front(sharer)
    sharer.trouble = NotFound("It is gone.", name="x")
    assert ask(shown, act, **ACTS.get(act, {}))["error"] == "It is gone."
    sharer.trouble = RuntimeError("no luck")
    assert "RuntimeError: no luck" in ask(shown, act, **ACTS.get(act, {}))["error"]


@pytest.mark.parametrize("body", [{"given": "nonsense"}, {"given": None}, {}])
def test_a_link_for_nobody_reaches_the_portfolio_as_such(sharer: Sharer, body: dict[str, Any]):
    ask(front(sharer), "link", **body)
    assert sharer.done == [("link", "northwind", "", "", False)]


def test_an_unknown_wish_is_refused(sharer: Sharer):
    assert "cannot do 'explode'" in ask(front(sharer), "explode")["error"]


def test_a_header_whose_portfolio_publishes_nothing_offers_nothing():
    office = Office()
    header = PlanHeader(session_on(office.stores["northwind"]), office.desk())
    assert Front(header).view.whole()["meta"]["page"] is None


def test_the_card_answers_when_it_is_asked_and_says_what_is_wrong(sharer: Sharer):
    office = Office()
    card = Front(PageCard(session_on(office.stores["northwind"]), sharer.desk()))
    card.hello()
    card.say("page")
    assert card.last("page")["state"]["published"] == ""
    assert "customer’s page" in card.view.static_html()
    sharer.state = failing  # type: ignore[method-assign]
    broken = Front(PageCard(session_on(office.stores["northwind"]), sharer.desk()))
    broken.hello()
    broken.say("page")
    assert broken.last("page")["error"] == "<b>gone</b>"
    assert "&lt;b&gt;gone" in broken.view.static_html()


def test_the_card_hears_of_every_change_of_the_plan(sharer: Sharer):
    office = Office()
    card = Front(PageCard(session_on(office.stores["northwind"]), sharer.desk()))
    card.hello()
    session = card.view.session
    session.submit([set_cell(session, "wave1", "title", "Later")], change="c" * 32)
    assert "patch" in card.kinds()


def failing(account: str) -> PageState:
    """A store that has no such account."""
    raise NotFound("<b>gone</b>", name=account)
