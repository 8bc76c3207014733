"""The meeting in the plan notebook: shown to both sides, written during it, recorded, sent."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, expect

from cspwidgets.language import Language
from cspwidgets.pictures.sheet import STYLES, whole_file
from cspwidgets.pictures.theme import css_variables
from cspwidgets.widgets.esm import styles
from support.axe import serious
from support.demo import demo_plan, ugly_plan
from support.planscreen import until
from support.saver import theme
from support.sheetcases import inside_sheets, shared_sheets
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser


def test_a_meeting_is_shown_written_reloaded_recorded_and_sent(
    workbook: DeliveredWorkbook, tmp_path: Path
):
    screen = workbook.sit_down(account="northwind")
    page, begun = screen.page, len(workbook.book.store.snapshots("northwind"))
    meeting = screen.header.get_by_role("button", name="Meeting", exact=True)
    dialog, sheet = page.get_by_role("dialog", name="Meeting"), page.locator(".csp-sheet")
    meeting.click()
    expect(sheet).to_contain_text("Since the quarterly review of 28 May")
    assert "Open risks" not in dialog.inner_text()
    assert dialog.get_by_label("Notes", exact=True).count() == 0
    assert serious(page, "dialog[open]") == []

    dialog.get_by_label("Decisions", exact=True).fill("Wave 3 goes live on 12 August")
    dialog.get_by_role("button", name="Show what is internal").click()
    expect(sheet).to_contain_text("Open risks")
    dialog.get_by_label("Notes", exact=True).fill("The COO is tense")
    with screen.made_anew():
        page.reload()
    screen.choose("northwind")
    assert workbook.book.standing("northwind", draws=0).plan.touch_points[-1].draft

    meeting.click()
    expect(dialog.get_by_label("Decisions", exact=True)).to_have_value(
        "Wave 3 goes live on 12 August"
    )
    dialog.get_by_role("button", name="Record").click()
    expect(sheet).to_contain_text("Wave 3 goes live on 12 August")
    row = screen.plan().touch_points[-1]
    assert (row.draft, row.notes) == (False, "The COO is tense")
    assert len(workbook.book.store.snapshots("northwind")) == begun + 1

    with page.expect_download() as download:
        dialog.get_by_role("button", name="File to send").click()
    sent = tmp_path / download.value.suggested_filename
    download.value.save_as(sent)
    assert sent.name == "northwind-agenda-2026-07-17.html"
    assert "Wave 3 goes live on 12 August" in sent.read_text("utf-8")
    assert "tense" not in sent.read_text("utf-8")
    dialog.get_by_role("button", name="Print").click()
    printed = page.frame_locator("iframe[title='To print']")
    expect(printed.locator("h1")).to_have_text(screen.plan().objective)
    page.keyboard.press("Escape")
    expect(meeting).to_be_focused()
    until(lambda: not screen.unsent(), "all is saved")


def test_every_page_of_a_meeting_fits_one_sheet_of_a4(chromium: Browser):
    style = css_variables(theme()) + styles(*(f"../pictures/{name}" for name in STYLES))
    page = chromium.new_page()
    for plan in (demo_plan("northwind"), demo_plan("aldhelm"), ugly_plan("long-german")):
        german = Language.of("de")
        ours = inside_sheets(plan, german)
        for sheet in (shared_sheets(plan, german)["agenda"], ours["agenda"], ours["handover"]):
            page.set_content(whole_file(sheet, title="x", language="de", style=style).decode())
            with pikepdf.open(BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
                assert len(pdf.pages) == 1, (plan.id, sheet[:200])
    page.close()
