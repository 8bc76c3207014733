"""What if, in the plan notebook: tried on a copy, seen, thrown away; taken over as one change."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from support.axe import serious
from support.planscreen import PlanScreen, until
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser


class Band:
    """The band of a what-if, as a person uses it."""

    def __init__(self, screen: PlanScreen) -> None:
        self.root = screen.page.locator(".csp-whatif")
        self.said = self.root.locator(".said")
        self.tried = self.root.locator(".csp-whatif-tried li")

    def button(self, name: str) -> Locator:
        """One of its buttons."""
        return self.root.get_by_role("button", name=name, exact=True)

    def choose(self, step: str) -> None:
        """Choose the step to try something on."""
        self.root.get_by_label("Step").select_option(step)


@pytest.fixture(scope="module")
def ada(workbook: DeliveredWorkbook) -> PlanScreen:
    """Ada at Northwind's plan."""
    return workbook.sit_down(account="northwind", height=1600)


@pytest.fixture
def band(ada: PlanScreen) -> Band:
    """Ada has pressed “What if …”, with the keyboard."""
    ada.header.get_by_role("button", name="What if …").press("Enter")
    made = Band(ada)
    expect(made.root.locator("h2")).to_be_focused()
    return made


def test_a_what_if_is_run_and_seen_and_thrown_away(ada: PlanScreen, band: Band):
    before, shown = ada.plan(), ada.shown()
    expect(band.said).to_contain_text("as now")
    band.choose("wave-3")
    band.button("Drop it").click()
    expect(band.tried).to_contain_text(["is dropped"])
    row = ada.editor.locator('[data-key="activities/wave-3"]')
    expect(row).to_have_attribute("data-state", "skipped")
    ada.fill("wave-2", "due_on", "30 Jun 2027")
    expect(band.said).to_contain_text("later")
    expect(band.tried).to_have_count(2)
    expect(ada.status).to_have_text("What if: nothing is saved.")
    expect(ada.header.get_by_role("button", name="History")).to_be_hidden()
    assert serious(ada.page) == []
    assert (ada.unsent(), ada.plan()) == ([], before)
    band.tried.filter(has_text="is dropped").get_by_role("button").click()
    expect(band.tried).to_have_count(1)
    band.button("Throw away").click()
    expect(band.button("Go on trying")).to_be_focused()
    band.button("Throw it away").click()
    expect(band.root).to_be_hidden()
    expect(ada.header.get_by_role("button", name="What if …")).to_be_focused()
    until(lambda: ada.shown() == shown, "the plan stands there as before")
    assert ada.plan() == before


def test_a_what_if_is_taken_over_as_one_change(ada: PlanScreen, band: Band):
    before, revision = ada.plan(), ada.revision()
    band.choose("wave-3")
    band.button("Add a helper").click()
    expect(band.tried).to_have_count(1)
    ada.drag("scorecard", 60)
    expect(band.tried).to_have_count(2)
    assert ada.revision() == revision
    band.button("Take over").click()
    expect(band.root).to_be_hidden()
    expect(ada.status).to_contain_text("Saved")
    assert ada.revision() == revision + 1
    assert ada.step("wave-3").days != next(r.days for r in before.activities if r.id == "wave-3")
    assert ada.step("scorecard").due_on is not None
    ada.assert_in_step()
    newest = ada.workbook.book.history("northwind", limit=1)[0]
    assert newest.change.words == "Taken over from a what-if"
    ada.header.get_by_role("button", name="Undo").click()
    until(lambda: ada.plan() == before, "one undo takes all of it back")
