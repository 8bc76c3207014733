"""From the plan to a link that works, and back: what a CSM does with a customer's page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest

from cspwidgets.errors import NotFound, SettingsError
from cspwidgets.journey.standing import headline
from cspwidgets.portfolio import Portfolio
from cspwidgets.portfolio.sharing import LinkWord, SentLink
from cspwidgets.sharing.links import Admission, Refusal, admit
from cspwidgets.sharing.view import PublicView
from support.canaries import CANARY, FEE, with_canaries
from support.demo import demo_plan
from support.plans import TODAY


def draw(view: PublicView) -> str:
    """A page of one sentence."""
    return f"{view.plan.objective}: {headline(view.standing(draws=0)).where}"


def visit(book: Portfolio, sent: SentLink, *, on: date = TODAY) -> Admission:
    """What the one who was sent a link may see."""
    parts = urlsplit(sent.address)
    return admit(book.store.links, parts.path.rpartition("/")[2], parts.fragment, on=on)


def test_a_link_shows_what_was_published_until_it_is_revoked(demo: Portfolio):
    sha256 = demo.sharing.publish("northwind", draw)
    sent = demo.sharing.link("northwind", person="COO")
    assert sent.address.startswith(f"http://127.0.0.1:8866/plans/{sent.id}#")
    assert visit(demo, sent) == Admission(sha256, None)
    page = demo.store.pages.page(sha256)
    assert page.page.startswith("Every depot")
    assert PublicView.from_json(page.view) == demo.sharing.view("northwind")
    assert demo.sharing.revoke(sent.id).revoked_by == "Ada"
    assert visit(demo, sent) == Admission(None, Refusal.REVOKED)


def test_the_secret_of_a_link_is_nowhere_in_the_store(demo: Portfolio):
    demo.sharing.publish("northwind", draw)
    sent = demo.sharing.link("northwind", person="COO")
    secret = urlsplit(sent.address).fragment
    kept = b"".join(file.read_bytes() for file in demo.settings.home.iterdir() if file.is_file())
    assert sent.id.encode() in kept
    assert secret.encode() not in kept


def test_what_the_plan_becomes_is_not_shown_before_it_is_published_again(demo: Portfolio):
    first = demo.sharing.publish("lumen", draw)
    newest, pinned = (demo.sharing.link("lumen", person="COO", pin=pin) for pin in (False, True))
    demo.agree("lumen", by=["Maya", "Ada"])
    assert [visit(demo, sent).page for sent in (newest, pinned)] == [first, first]
    second = demo.sharing.publish("lumen", draw)
    assert second != first
    assert [visit(demo, sent).page for sent in (newest, pinned)] == [second, first]


def test_a_page_that_cannot_be_drawn_leaves_the_one_before(demo: Portfolio):
    def broken(_: PublicView) -> str:
        raise RuntimeError("no ink")

    sha256 = demo.sharing.publish("northwind", draw)
    with pytest.raises(RuntimeError, match="no ink"):
        demo.sharing.publish("northwind", broken)
    assert demo.store.pages.newest("northwind").sha256 == sha256


def test_nothing_internal_is_in_what_is_published(book: Portfolio):
    book.create(with_canaries(demo_plan("northwind")))
    page = book.store.pages.page(book.sharing.publish("northwind", lambda view: view.to_json()))
    for text in (page.view, page.page):
        assert CANARY not in text
        assert str(int(FEE)) not in text


def test_a_page_speaks_the_language_that_was_asked_for(demo: Portfolio):
    pages = [
        demo.store.pages.page(demo.sharing.publish("northwind", draw, language=tag))
        for tag in ("", "de")
    ]
    assert [page.language for page in pages] == ["en", "de"]
    assert "You are in" in pages[0].page
    assert "Sie sind" in pages[1].page


def test_a_german_customer_stays_german_when_the_page_is_published_again(demo: Portfolio):
    demo.sharing.publish("northwind", draw, language="de")
    again = demo.store.pages.page(demo.sharing.publish("northwind", draw))
    assert again.language == "de"
    demo.sharing.unpublish("northwind")
    assert demo.sharing.page("northwind", draw).language == "en"


def test_links_tell_who_has_one_and_who_has_not_looked_for_long(demo: Portfolio):
    for account in ("northwind", "lumen"):
        demo.sharing.publish(account, draw)
    coo = demo.sharing.link("northwind", person="COO", expires="90d")
    cfo = demo.sharing.link("northwind", person="CFO")
    demo.sharing.link("lumen", person="Maya")
    demo.store.links.count_open(coo.id, on=TODAY - timedelta(days=34))
    lines = {line.link.person: line for line in demo.sharing.links()}
    assert set(lines) == {"COO", "CFO", "Maya"}
    assert lines["COO"].days_unopened == 34
    assert lines["COO"].link.expires_on == TODAY + timedelta(days=90)
    demo.sharing.revoke(cfo.id)
    demo.sharing.unpublish("northwind")
    words = {line.link.person: line.word for line in demo.sharing.links("northwind")}
    assert words == {"COO": LinkWord.NOTHING_PUBLISHED, "CFO": LinkWord.REVOKED}
    later = replace(demo.settings, fixed_today=TODAY + timedelta(days=91))
    lines = {line.link.person: line for line in Portfolio(later, demo.store).sharing.links()}
    assert (lines["COO"].word, lines["Maya"].word) == (LinkWord.EXPIRED, LinkWord.WORKS)


def test_what_is_unpublished_is_shown_to_nobody_until_it_is_published_again(demo: Portfolio):
    demo.sharing.publish("northwind", draw)
    sent = demo.sharing.link("northwind", person="COO")
    demo.sharing.unpublish("northwind")
    assert visit(demo, sent) == Admission(None, Refusal.NOT_PUBLISHED)
    with pytest.raises(NotFound, match="publish it first"):
        demo.sharing.unpublish("northwind")
    sha256 = demo.sharing.publish("northwind", draw)
    assert visit(demo, sent) == Admission(sha256, None)


def test_a_link_needs_something_to_show_and_an_end_that_can_be(demo: Portfolio):
    for pin in (False, True):
        with pytest.raises(NotFound, match="publish it first"):
            demo.sharing.link("northwind", person="COO", pin=pin)
    demo.sharing.publish("northwind", draw)
    with pytest.raises(SettingsError, match="write 90d"):
        demo.sharing.link("northwind", person="COO", expires="soon")
    assert demo.sharing.links() == ()


def test_a_forgotten_customer_has_no_page_and_no_link(demo: Portfolio):
    demo.sharing.publish("northwind", draw)
    sent = demo.sharing.link("northwind", person="COO")
    demo.forget("northwind")
    assert visit(demo, sent) == Admission(None, Refusal.UNKNOWN)
    assert demo.sharing.links() == ()
