"""The whole book in one morning: a file comes in, is found, learns from others, and is tried on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from support.axe import serious
from support.customers import customers
from support.planscreen import PlanScreen, until
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser

FILE = """Task Name;Block;Due Date;Assigned To;Status
Kick-off;Onboard;05.06.2026;Vendor;Completed
Sign-in connected;Onboard;19.06.2026;Client;Completed
First team live;Adopt;31.07.2026;Client;In progress
All teams live;Adopt;28.08.2026;Client;Not started
"""


def test_a_file_comes_in_is_found_in_the_book_learns_from_others_and_is_tried_on(
    workbook: DeliveredWorkbook,
):
    for plan in customers():  # finished ones: ten renewed
        workbook.book.create(plan)
    page = workbook.page(height=1600)
    workbook.lab.open(page, "portfolio")
    names = page.locator(".csp-book-name")
    expect(page.locator(".csp-book-head")).to_contain_text("as of 17 Jul 2026")

    # Import a file: the mapping is shown, one column is corrected, and it is applied.
    names.first.press("Enter")
    page.get_by_role("button", name="New plan").click()
    panel = page.get_by_role("dialog", name="New plan")
    panel.get_by_role("button", name="From a file").click()
    file = {"name": "bergmann.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    panel.locator("input[type=file]").set_input_files(file)
    expect(panel.get_by_label("What Due Date means")).to_have_value("finish")
    block = panel.get_by_label("What Block means")
    expect(block).to_have_value("")
    block.select_option("stage")
    expect(panel).to_contain_text("A new plan for Bergmann: 2 stages, 4 activities.")
    assert "bergmann" not in {line.id for line in workbook.book.store.accounts()}
    panel.get_by_role("button", name="Take it over").click()
    expect(panel).to_be_hidden()

    # Find it in the portfolio, and open it.
    page.get_by_role("button", name="← The whole book").click()
    page.get_by_role("searchbox", name="Find").fill("Bergmann")
    expect(names).to_have_text(["Bergmann"])
    names.first.press("Enter")
    screen = PlanScreen(workbook, page, "portfolio")
    screen.wait_until_ready()
    assert screen.account == "bergmann"

    # Take over what customers like this one did.
    proposals = page.locator(".csp-proposals")
    proposals.get_by_role("button", name="Add “Train the planners” to the plan").click()
    until(lambda: len(screen.plan().activities) == 5, "the proposal is in the plan")
    expect(screen.editor).to_contain_text("Train the planners")

    # Run a what-if, and throw it away.
    before, revision = screen.plan(), screen.revision()
    page.get_by_role("button", name="What if …").click()
    band = page.locator(".csp-whatif")
    expect(band.locator(".said")).to_contain_text("as now")
    band.get_by_label("Step").select_option("all-teams-live")
    band.get_by_role("button", name="Drop it").click()
    expect(band.locator(".said")).to_contain_text("earlier")
    assert serious(page, ".csp-whatif") == []
    band.get_by_role("button", name="Throw away", exact=True).click()
    band.get_by_role("button", name="Throw it away").click()
    expect(band).to_be_hidden()
    expect(screen.status).to_contain_text("Saved")
    assert (screen.plan(), screen.revision()) == (before, revision)
