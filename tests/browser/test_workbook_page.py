"""The customer's page from the plan notebook, by keyboard: look, publish, give a link, end it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FrameLocator, Locator, expect

from cspwidgets.plan.edits import set_field
from cspwidgets.sharing.links import Admission, Refusal, admit
from support.axe import serious
from support.plans import TODAY
from support.planscreen import PlanScreen, until
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser

DRAWN = 120_000


@pytest.fixture(scope="module")
def screen(workbook: DeliveredWorkbook) -> PlanScreen:
    """Ada at Northwind's plan."""
    return workbook.sit_down(account="northwind")


@pytest.fixture
def panel(screen: PlanScreen) -> Iterator[Locator]:
    """The panel, opened from the keyboard, with the page drawn in it."""
    publish = screen.header.get_by_role("button", name="Publish", exact=True)
    publish.focus()
    screen.press("Enter")
    dialog = screen.page.get_by_role("dialog", name="The customer’s page")
    expect(dialog.locator("iframe")).to_be_visible(timeout=DRAWN)
    yield dialog
    if dialog.is_visible():
        dialog.get_by_role("button", name="Close").click()
    expect(publish).to_be_focused()


def drawn(panel: Locator) -> FrameLocator:
    """What is in the frame."""
    return panel.frame_locator("iframe")


def visit(screen: PlanScreen, address: str) -> Admission:
    """What comes of opening a link."""
    parts = urlsplit(address)
    store = screen.workbook.book.store
    return admit(store.links, parts.path.rpartition("/")[2], parts.fragment, on=TODAY)


def test_the_page_is_looked_at_published_and_a_link_is_copied(screen: PlanScreen, panel: Locator):
    page, book = screen.page, screen.workbook.book
    expect(panel).to_contain_text("Nothing is published yet.")
    expect(panel.get_by_label("For", exact=True)).to_be_disabled()
    expect(drawn(panel).locator("h1, h2").first).to_contain_text("Every depot plans its day")
    assert serious(page, "dialog[open]") == []
    panel.get_by_role("button", name="Publish this page").focus()
    screen.press("Enter")
    expect(panel.get_by_role("status")).to_contain_text("Published.")
    shown = book.sharing.shown("northwind")
    assert shown is not None
    expect(panel.get_by_label("For", exact=True)).to_be_focused()
    page.keyboard.type("COO")
    screen.press("Tab", "ArrowDown", "ArrowDown", "Tab", "Tab", "Enter")
    copy = panel.get_by_role("button", name="Copy the link for COO")
    expect(copy).to_be_focused()
    assert serious(page, "dialog[open]") == []
    screen.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("Copied.")
    address = page.evaluate("navigator.clipboard.readText()")
    assert visit(screen, address) == Admission(shown.page.sha256, None)
    (line,) = book.sharing.links("northwind")
    assert (line.link.person, line.link.expires_on) == ("COO", TODAY + timedelta(days=90))
    screen.press("Escape")
    assert urlsplit(address).fragment not in page.content()


def test_no_text_of_the_plan_can_run_or_leave_the_frame(screen: PlanScreen, panel: Locator):
    frame = panel.locator("iframe")
    assert frame.get_attribute("sandbox") == "allow-scripts"
    inside = frame.element_handle().content_frame()
    assert inside is not None
    assert inside.evaluate("window.origin") == "null"
    heard: list[str] = []
    screen.page.on("console", lambda said: heard.append(said.text))
    screen.page.on("requestfailed", lambda asked: heard.append(f"{asked.url} {asked.failure}"))
    inside.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'taken'";
            document.body.append(script);
            const picture = document.createElement("img");
            picture.src = "/smuggled.png";
            picture.setAttribute("onerror", "document.title = 'taken'");
            document.body.append(picture);
        }"""
    )
    screen.page.wait_for_timeout(500)
    assert inside.title() != "taken"
    assert any("inline script" in words and "Security Policy" in words for words in heard), heard
    assert any(words.endswith("/smuggled.png csp") for words in heard), heard
    inside.locator("a[href^='mailto:']").first.click()
    expect(drawn(panel).locator("main")).to_be_visible()


def test_filters_work_in_the_frame_and_it_can_be_seen_wide(screen: PlanScreen, panel: Locator):
    frame = panel.locator("iframe")
    phone = frame.bounding_box()
    panel.get_by_role("button", name="Wide").click()
    wide = frame.bounding_box()
    assert phone is not None
    assert wide is not None
    assert phone["width"] <= 375 < 1000 < wide["width"]
    late = drawn(panel).locator(".csp-filters button", has_text="late").first
    late.click()
    expect(late).to_have_attribute("aria-pressed", "true")
    panel.get_by_role("button", name="Phone").click()


def test_the_card_says_what_is_not_shown_yet_and_who_has_not_looked(screen: PlanScreen):
    book, card = screen.workbook.book, screen.page.get_by_label("The customer’s page").last
    (line,) = book.sharing.links("northwind")
    book.store.links.count_open(line.link.id, on=TODAY - timedelta(days=34))
    book.changes.make(
        "northwind", lambda plan: [set_field(plan, "activities", "wave-3", "title", "Wave three")]
    )
    expect(card).to_contain_text("What changed since is not shown yet.")
    expect(card).to_contain_text("Opened once, on 13 June; not opened for 34 days.")


def test_a_link_is_ended_after_a_question_whose_first_answer_changes_nothing(
    screen: PlanScreen, panel: Locator
):
    book = screen.workbook.book
    expect(panel).to_contain_text("not opened for 34 days")
    end = panel.get_by_role("button", name="End the link of COO")
    end.focus()
    screen.press("Enter")
    expect(panel.get_by_role("button", name="Keep it")).to_be_focused()
    assert serious(screen.page, "dialog[open]") == []
    screen.press("Enter")
    expect(end).to_be_focused()
    screen.press("Enter", "Shift+Tab", "Enter")
    expect(panel.get_by_role("status")).to_have_text("The link of COO is ended.")
    (line,) = book.sharing.links("northwind")
    assert line.link.revoked_at is not None
    assert Refusal.REVOKED.value in line.word.value
    expect(panel).to_contain_text("1 ended")


def test_a_page_is_taken_back_and_published_in_german(screen: PlanScreen, panel: Locator):
    book = screen.workbook.book
    back = panel.get_by_role("button", name="Take the page back")
    back.click()
    panel.get_by_role("button", name="Take it back").click()
    expect(panel).to_contain_text("Nothing is published yet.")
    assert book.sharing.shown("northwind") is None
    panel.get_by_label("Language").select_option("de")
    expect(drawn(panel).locator("main")).to_contain_text("Sie sind", timeout=DRAWN)
    panel.get_by_role("button", name="Publish this page").click()
    until(lambda: book.sharing.shown("northwind") is not None, "it is published")
    shown = book.sharing.shown("northwind")
    assert shown is not None
    assert shown.page.language == "de"


def test_a_page_that_is_german_is_looked_at_in_german(screen: PlanScreen, panel: Locator):
    expect(panel.get_by_label("Language")).to_have_value("de")
    expect(drawn(panel).locator("main")).to_contain_text("Sie sind")


def test_another_account_closes_the_panel_and_has_a_page_of_its_own(screen: PlanScreen):
    screen.choose("lumen")
    card = screen.page.get_by_label("The customer’s page").last
    expect(card).to_contain_text("Not published yet.")
    screen.choose("northwind")
    expect(card).to_contain_text("Published by Ada")
