"""A leader's morning with the whole book: who needs me, one click into a plan, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from cspwidgets.plan.edits import set_field
from support.axe import serious
from support.demo import ugly_plan
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser

_ROWS = ".csp-book-table tbody tr"


@pytest.fixture(scope="module")
def page(workbook: DeliveredWorkbook) -> Page:
    """The notebook of the whole book, read to its end."""
    for name in ("names", "no-start"):
        workbook.book.create(replace(ugly_plan(name), id=name))
    opened = workbook.page()
    workbook.lab.open(opened, "portfolio")
    expect(opened.locator(".csp-book-head")).to_contain_text("as of 17 Jul 2026")
    return opened


def names(page: Page) -> list[str]:
    """The accounts in the list."""
    return page.locator(".csp-book-name").all_inner_texts()


def test_the_book_opens_worst_first_with_its_reasons(workbook: DeliveredWorkbook, page: Page):
    lines = [line.line for line in workbook.book.accounts()]
    assert names(page) == [line.name for line in lines]
    assert page.locator(".is-why").all_inner_texts()[1:] == [line.why for line in lines]
    behind = page.locator(".csp-book-figure", has_text="behind").locator("b")
    expect(behind).to_have_text(str(sum(line.is_behind for line in lines)))
    expect(page.locator(".jp-InputArea-editor")).to_be_hidden()


def test_finding_opening_and_coming_back_keeps_the_place(workbook: DeliveredWorkbook, page: Page):
    find = page.get_by_role("searchbox", name="Find")
    find.fill("late")
    expect(page.locator(".csp-book-bar [role=status]")).to_contain_text(" of 6 accounts")
    found = names(page)
    assert 1 < len(found) < 6

    page.locator(".csp-book-name").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".csp-book-opened")).to_contain_text(found[1])
    expect(page.locator(".csp-header-picker option:checked")).to_have_text(found[1])
    expect(page.locator(".csp-editor")).to_be_visible()
    expect(page.locator(".csp-book-whole")).to_be_hidden()

    account = page.locator(".csp-header-picker").input_value()
    workbook.book.changes.make(
        account, lambda plan: [set_field(plan, "account", "", "csm", "Zoë Novak")]
    )
    page.get_by_role("button", name="← The whole book").click()
    expect(page.locator(".csp-book-whole")).to_be_visible()
    expect(page.locator(".csp-editor")).to_be_hidden()
    assert find.input_value() == "late"
    expect(page.locator(f'{_ROWS}[data-account="{account}"]')).to_contain_text("Zoë Novak")
    assert page.evaluate("document.activeElement.dataset.account") == account

    page.get_by_role("button", name="Show all").click()
    expect(page.locator(_ROWS)).to_have_count(6)


def test_what_is_drawn_around_in_the_picture_is_what_the_list_shows(page: Page):
    page.get_by_role("button", name="Picture").click()
    canvas = page.locator(".csp-book-chart canvas")
    canvas.wait_for()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 70, box["y"] + 130)
    page.mouse.down()
    page.mouse.move(box["x"] + 690, box["y"] + 262, steps=4)
    page.mouse.up()
    expect(page.locator(_ROWS)).to_have_count(1)
    assert names(page) == ["St Aldhelm Health Trust"]
    page.get_by_role("button", name="Select none").click()
    expect(page.locator(_ROWS)).to_have_count(6)


def test_everybody_can_read_and_reach_the_book(page: Page):
    assert serious(page, ".csp-book") == []
