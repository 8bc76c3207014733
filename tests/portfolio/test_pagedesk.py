"""The panel “The customer's page” on the real store: what it says, and what it publishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cspwidgets.errors import NotFound, SettingsError
from cspwidgets.plan.edits import set_field
from cspwidgets.portfolio import Portfolio
from cspwidgets.portfolio.pagedesk import page_desk
from cspwidgets.sharing.preview import preview
from cspwidgets.widgets.customerpage import PageDesk
from support.plans import TODAY


@pytest.fixture
def published(demo: Portfolio) -> Portfolio:
    """The demo, with a page of Northwind."""
    demo.sharing.publish("northwind", lambda view: view.plan.objective)
    return demo


def desk(book: Portfolio) -> PageDesk:
    """What the panel asks."""
    return page_desk(book.settings, book.sharing)


@pytest.mark.slow
def test_what_was_looked_at_is_what_is_published_although_the_plan_moved_on(demo: Portfolio):
    look = desk(demo).look("northwind", "de")
    before = demo.plan("northwind").plan.objective
    demo.changes.make("northwind", lambda plan: [set_field(plan, "plan", "", "objective", "New")])
    assert demo.sharing.shown("northwind") is None
    look.publish()
    shown = demo.sharing.shown("northwind")
    assert shown is not None
    assert look.html == preview(shown.page.page, demo.settings)
    assert (before in look.html, shown.page.language, shown.who) == (True, "de", "Ada")
    assert "not shown yet" in desk(demo).state("northwind").behind


def test_only_what_the_customer_would_see_makes_a_page_old(published: Portfolio):
    assert desk(published).state("northwind").behind == ""
    published.changes.make(
        "northwind", lambda plan: [set_field(plan, "activities", "wave-3", "notes", "psst")]
    )
    assert desk(published).state("northwind").behind == ""
    later = replace(published.settings, fixed_today=TODAY + timedelta(days=9))
    assert desk(Portfolio(later, published.store)).state("northwind").behind == ""
    published.changes.make(
        "northwind", lambda plan: [set_field(plan, "activities", "wave-3", "title", "Wave three")]
    )
    assert desk(published).state("northwind").behind == "What changed since is not shown yet."


def test_the_card_says_whether_anybody_looked(published: Portfolio):
    said = desk(published).state("northwind")
    assert said.published == "Published by Ada, as of 17 July."
    assert (said.opened, said.is_silent) == ("Nobody has a link that works.", False)
    one, two = (published.sharing.link("northwind", person=name) for name in ("COO", "CFO"))
    assert desk(published).state("northwind").opened == "2 people have a link; not opened yet."
    for days in (40, 34, 34):
        published.store.links.count_open(one.id, on=TODAY - timedelta(days=days))
    published.sharing.revoke(two.id)
    said = desk(published).state("northwind")
    assert said.opened == "Opened 3 times, last on 13 June; not opened for 34 days."
    assert said.is_silent
    published.sharing.link("northwind", person="Given today")
    assert desk(published).state("northwind").opened == said.opened
    published.store.links.count_open(one.id, on=TODAY)
    said = desk(published).state("northwind")
    assert (said.opened, said.is_silent) == ("Opened 4 times, last on 17 July.", False)
    works = {row.person: row.is_working for row in said.links}
    assert works == {"Given today": True, "CFO": False, "COO": True}


def test_nothing_published_is_said_as_nothing(published: Portfolio):
    assert desk(published).state("lumen").published == ""
    published.sharing.unpublish("northwind")
    assert desk(published).state("northwind").published == ""


def test_a_link_of_another_account_is_not_ended_from_here(published: Portfolio):
    sent = published.sharing.link("northwind", person="COO")
    with pytest.raises(NotFound, match="none of this account's"):
        desk(published).revoke("lumen", sent.id)
    assert desk(published).state("northwind").links[0].is_working
    desk(published).revoke("northwind", sent.id)
    assert not desk(published).state("northwind").links[0].is_working


def test_a_link_from_the_panel_has_its_end_and_its_pin(published: Portfolio):
    address = desk(published).link("northwind", "COO", "90d", True)
    assert address.startswith("http://127.0.0.1:8866/plans/")
    (row,) = desk(published).state("northwind").links
    assert row.works == "until 15 Oct, pinned"
    with pytest.raises(SettingsError, match="Say whom"):
        desk(published).link("northwind", " ", "", False)


def test_every_expiry_that_is_offered_can_be_had(published: Portfolio):
    for expires, _ in desk(published).expiries():
        assert desk(published).link("northwind", "COO", expires, False)
