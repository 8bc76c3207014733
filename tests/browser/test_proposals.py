"""“Customers like this one” in the plan notebook, by keyboard: read, take over, undo, leave out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from support.axe import serious
from support.customers import customers, newcomer
from support.planscreen import until
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser


def test_a_proposal_is_taken_over_taken_back_and_left_out(workbook: DeliveredWorkbook):
    for plan in (*customers(), newcomer(objective="Grow")):
        workbook.book.create(plan)
    screen = workbook.sit_down(account="p")
    panel = screen.page.get_by_role("region", name="Customers like this one")
    expect(panel).to_contain_text("6 of 10 successful customers had done “Train the planners”")
    assert serious(screen.page, ".csp-proposals") == []
    press(panel.get_by_role("button", name="Add “Train the planners” to the plan"))
    expect(panel.get_by_role("status")).to_contain_text("“Train the planners” is in “Adopt”.")
    expect(panel.get_by_role("heading")).to_be_focused()
    until(lambda: "Train the planners" in titles(workbook), "it is saved")
    press(panel.get_by_role("button", name="Show it"))
    expect(screen.cell("train-the-planners", "title")).to_be_focused()
    assert [len(each.change.edits) for each in workbook.book.history("p")] == [1, 0]
    screen.press("Control+z")
    until(lambda: "Train the planners" not in titles(workbook), "it is taken back")
    press(panel.get_by_role("button", name="Leave “Train the planners” out of the proposals"))
    expect(panel).to_contain_text("Nothing to propose")
    until(lambda: screen.plan().declined_steps == ("Train the planners",), "it is remembered")
    press(panel.get_by_role("button", name="Propose again what was left out (1)"))
    expect(panel.get_by_role("listitem")).to_have_count(1)


def press(button: Locator) -> None:
    button.focus()
    button.press("Enter")


def titles(workbook: DeliveredWorkbook) -> list[str]:
    return [row.title for row in workbook.book.plan("p").plan.activities]
