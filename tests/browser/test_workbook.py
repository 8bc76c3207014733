"""One person's hour with the workbook: edit, drag, paste, undo; the store is what the screen is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cspwidgets.plan.words import Side
from support.planscreen import PlanScreen, until
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser


_IN_SEVERAL_LINES = """(card) => [...card.querySelectorAll("[open] li > span")].filter((said) => {
    const letters = document.createRange();
    letters.selectNodeContents(said);
    return new Set([...letters.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
}).map((said) => said.textContent)"""


@pytest.fixture(scope="module")
def opened(workbook: DeliveredWorkbook) -> PlanScreen:
    """Ada has opened the notebook, and done nothing else."""
    return workbook.sit_down(notebook=workbook.copy("opened"))


@pytest.fixture(scope="module")
def screen(opened: PlanScreen) -> PlanScreen:
    """Ada at Northwind's plan."""
    opened.choose("northwind")
    return opened


def test_the_notebook_opens_ready_to_use_on_the_account_that_needs_one_most(
    workbook: DeliveredWorkbook, opened: PlanScreen
):
    assert opened.account == workbook.book.accounts()[0].saved.plan.id
    assert opened.page.locator(".jp-Cell").count() == 1
    expect(opened.page.locator(".jp-InputArea-editor")).to_be_hidden()
    expect(opened.page.locator(".jp-Dialog")).to_have_count(0)
    opened.assert_in_step()


def test_an_hour_of_work_is_in_the_store_as_it_is_on_the_screen(screen: PlanScreen):
    original, begun = screen.plan(), screen.revision()

    screen.cell("wave-3", "due_on").focus()
    screen.press("Enter")
    screen.page.keyboard.type("7 Aug")
    screen.press("Enter")
    expect(screen.cell("wave-3", "due_on")).to_have_text("7 Aug")
    screen.assert_in_step()
    assert str(screen.step("wave-3").due_on) == "2026-08-07"

    screen.drag("scorecard", 80)
    expect(screen.timeline.locator(".csp-status")).to_contain_text("Saved")
    screen.assert_in_step()
    moved = screen.step("scorecard").due_on
    assert moved is not None
    assert str(moved) > "2026-08-14"

    screen.editor.locator('[data-key="ghost"] [data-field="title"]').focus()
    rows = [f"Step {n}\tCustomer\tOkafor\t{n} days\t2026-08-{n:02d}" for n in range(1, 21)]
    screen.paste("\n".join(["Task\tSide\tOwner\tDuration\tDue date", *rows]))
    expect(screen.editor.locator(".csp-pasted")).to_contain_text("20 rows added")
    screen.assert_in_step()
    pasted = screen.plan().activities[-20:]
    assert [row.title for row in pasted] == [f"Step {n}" for n in range(1, 21)]
    assert {row.side for row in pasted} == {Side.CUSTOMER}
    assert [row.days for row in pasted] == [float(n) for n in range(1, 21)]

    assert screen.revision() == begun + 3
    undo = screen.header.get_by_role("button", name="Undo")
    for revision in range(begun + 4, begun + 7):
        undo.click()
        until(lambda wanted=revision: screen.revision() == wanted, "one more is undone")
    expect(undo).to_be_disabled()
    screen.assert_in_step()
    assert screen.plan() == original


def test_what_a_grade_says_of_a_step_stays_in_one_line(screen: PlanScreen):
    screen.card.locator("summary").nth(1).click()
    squeezed = screen.card.evaluate(_IN_SEVERAL_LINES)
    assert squeezed == []


def test_no_request_leaves_the_machine(workbook: DeliveredWorkbook, screen: PlanScreen):
    assert len(workbook.asked) > 50
    assert any(address.startswith("ws://127.0.0.1:") for address in workbook.asked)
    assert workbook.strangers() == []
