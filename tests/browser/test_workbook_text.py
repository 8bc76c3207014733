"""Text is text: what a plan's author wrote is shown as letters, whatever it looks like."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, expect

from support.demo import ugly_plan
from support.planscreen import PlanScreen, until
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser


_READ = """(view) => view.textContent
    + [...view.querySelectorAll("input, textarea")].map(({ value }) => value).join()"""


@pytest.fixture(scope="module")
def alarms() -> list[str]:
    """What a script in the plan managed to do."""
    return []


@pytest.fixture(scope="module")
def screen(workbook: DeliveredWorkbook, alarms: list[str]) -> Iterator[PlanScreen]:
    """Ada at a plan of which every text is a script."""
    workbook.book.create(ugly_plan("script"))
    opened = workbook.sit_down()

    def heard(dialog: Dialog) -> None:
        alarms.append(dialog.message)
        dialog.dismiss()

    opened.page.on("dialog", heard)
    opened.page.on("pageerror", lambda error: alarms.append(str(error)))
    opened.choose("script")
    yield opened
    opened.page.remove_listener("dialog", heard)


def test_every_view_shows_a_script_as_letters(screen: PlanScreen, alarms: list[str]):
    letters = "<script>alert("
    for view in (screen.header, screen.timeline, screen.editor, screen.card, screen.findings):
        assert letters in view.inner_text(), view
    for table in ("outcomes", "measurements", "people", "stages", "risks", "plan", "activities"):
        screen.editor.locator(f'.csp-tab[data-table="{table}"]').click()
        assert letters in screen.editor.evaluate(_READ), table
    screen.editor.locator('[data-field="more"]').first.click()
    screen.card.locator("summary").first.click()
    screen.header.get_by_role("button", name="Meeting", exact=True).click()
    sheet = screen.page.locator(".csp-sheet")
    sheet.wait_for()
    assert letters in sheet.inner_text()
    screen.press("Escape")
    screen.assert_in_step()
    assert screen.page.locator(".csp script, .csp [onerror], .csp [onload]").count() == 0
    assert screen.page.locator('.csp a[href^="javascript:"]').count() == 0
    assert alarms == []


def test_a_script_that_is_typed_or_pasted_stays_letters(screen: PlanScreen, alarms: list[str]):
    typed = "<img src=x onerror=alert(1)>"
    title = screen.editor.locator('.csp-row[data-state] [data-field="title"]').first
    title.focus()
    screen.page.keyboard.type(typed)
    screen.press("Enter")
    until(lambda: screen.plan().activities[0].title == typed, "it is saved")
    expect(title).to_have_text(typed)
    expect(screen.timeline).to_contain_text("<img src=x")
    screen.editor.locator('[data-key="ghost"] [data-field="title"]').focus()
    screen.paste('Task\tOwner\n"><svg onload=alert(2)>\t<b onclick=alert(3)>Who</b>')
    expect(screen.editor.locator(".csp-pasted")).to_contain_text("1 row added")
    screen.header.get_by_role("button", name="History").click()
    expect(screen.page.get_by_role("dialog", name="History")).to_contain_text("<img src=x onerror")
    screen.press("Escape")
    screen.assert_in_step()
    assert screen.page.locator(".csp img, .csp b[onclick], .csp svg[onload]").count() == 0
    assert alarms == []
