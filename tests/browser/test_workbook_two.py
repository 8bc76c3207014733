"""Two people, two pages, two kernels: in step with each other, and nobody's edit is lost."""

from __future__ import annotations

import os
import re
from itertools import cycle

import pytest
from playwright.sync_api import expect

from support.planscreen import PlanScreen, until
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser

EDITS = int(os.environ.get("CSP_TEST_EDITS", "40"))
"""How many edits two people make; 100 for the whole proof."""

_KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.id"


@pytest.fixture(scope="module")
def ada(workbook: DeliveredWorkbook) -> PlanScreen:
    """Ada at Northwind's plan."""
    return workbook.sit_down(account="northwind")


@pytest.fixture(scope="module")
def ben(workbook: DeliveredWorkbook) -> PlanScreen:
    """Ben at the same plan, in a notebook and a kernel of his own."""
    return workbook.sit_down(account="northwind", notebook=workbook.copy("ben"))


def test_two_tabs_on_one_notebook_stay_in_step(workbook: DeliveredWorkbook, ada: PlanScreen):
    tab = workbook.tab(ada.page.context, account="northwind")
    assert tab.page.evaluate(_KERNEL) == ada.page.evaluate(_KERNEL)
    ada.fill("wave-3", "title", "Wave 3 live: the last four")
    expect(tab.cell("wave-3", "title")).to_have_text("Wave 3 live: the last four")
    tab.bar("sheets").focus()
    tab.press("Shift+ArrowRight", "Shift+ArrowRight")
    expect(ada.cell("sheets", "due_on")).to_have_text("31 Jul")
    for screen in (ada, tab):
        screen.assert_in_step()
    tab.page.close()


@pytest.mark.parametrize("take", ["mine", "theirs"])
def test_two_kernels_in_one_field_are_asked_and_each_answer_holds(
    ada: PlanScreen, ben: PlanScreen, take: str
):
    assert ben.page.evaluate(_KERNEL) != ada.page.evaluate(_KERNEL)
    _begin(ada, f"Ada on {take[0]}")
    _begin(ben, f"Ben on {take[0]}")
    ada.press("Enter")
    # Whose is saved second is asked; on a busy machine that could be either.
    until(lambda: ada.step("scorecard").title == f"Ada on {take[0]}", "Ada's is saved")
    ben.press("Enter")
    _answer(ben, take)
    kept = {"mine": f"Ben on {take[0]}", "theirs": f"Ada on {take[0]}"}[take]
    until(lambda: ada.step("scorecard").title == kept, "the answer is saved")
    for screen in (ada, ben):
        screen.assert_in_step()


def test_whoever_was_typing_when_somebody_else_saved_is_asked(ada: PlanScreen, ben: PlanScreen):
    _begin(ben, "Ben thought longer")
    ada.fill("scorecard", "title", "Ada was quicker")
    expect(ben.bar("scorecard")).to_have_attribute("aria-label", _beginning("Ada was quicker"))
    ben.press("Enter")
    _answer(ben, "theirs")
    assert ada.step("scorecard").title == "Ada was quicker"
    for screen in (ada, ben):
        screen.assert_in_step()


def test_an_objective_that_was_being_typed_is_asked_as_well(ada: PlanScreen, ben: PlanScreen):
    ben.header.locator(".csp-header-text").click()
    ben.page.keyboard.type("Ben has a longer idea")
    _retitle(ada, "Ada has a quick idea")
    expect(ben.timeline.locator(".csp-status")).to_contain_text("Saved")
    until(lambda: ben.shown()["objective"] == "Ada has a quick idea", "Ben's page has heard")
    ben.press("Enter")
    panel = ben.header.get_by_role("alertdialog")
    expect(panel).to_contain_text("Ben has a longer idea")
    panel.get_by_role("button", name="Ada has a quick idea").click()
    expect(panel).to_be_hidden()
    assert ada.plan().objective == "Ada has a quick idea"
    for screen in (ada, ben):
        screen.assert_in_step()


def test_of_many_quick_edits_of_different_fields_none_is_lost(ada: PlanScreen, ben: PlanScreen):
    begun = ada.revision()
    rows = [row.id for row in ada.plan().activities if row.stage in ("roll-out", "habit")][1:]
    wanted = []
    for number, row in zip(range(EDITS), cycle(rows), strict=False):
        who, field, value = (
            (ada, "title", f"{number}") if number % 2 else (ben, "owner", f"{number}")
        )
        who.fill(row, field, value)
        wanted.append((row, field, value))
    for screen in (ada, ben):
        screen.assert_in_step()
    saved = [
        (edit.row, edit.field, edit.value)
        for entry in ada.workbook.book.history("northwind")
        if entry.revision > begun
        for edit in entry.change.edits
    ]
    assert [edit for edit in wanted if edit not in saved] == []
    assert len(saved) == EDITS


def _begin(screen: PlanScreen, text: str) -> None:
    # Type into the cell of the scorecard's title, and do not press Enter yet.
    screen.cell("scorecard", "title").focus()
    screen.page.keyboard.type(text)


def _retitle(screen: PlanScreen, text: str) -> None:
    screen.header.locator(".csp-header-text").click()
    screen.page.keyboard.type(text)
    screen.press("Enter")


def _answer(screen: PlanScreen, take: str) -> None:
    asked = screen.cell("scorecard", "title").locator(".csp-asked")
    expect(asked).to_contain_text("Mine: Ben")
    expect(screen.status).to_contain_text("please choose")
    asked.get_by_role("button", name="Mine: " if take == "mine" else "Ada’s: ").click()
    expect(asked).to_have_count(0)


def _beginning(words: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(words)}")
