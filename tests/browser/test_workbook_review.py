"""The quarterly review from the plan notebook: by keyboard, to three files on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from support.axe import serious
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser

STARTS = {".html": b"<!doctype html>", ".pdf": b"%PDF-", ".pptx": b"PK"}


def test_a_review_is_made_by_keyboard_and_its_three_files_are_downloaded(
    workbook: DeliveredWorkbook, tmp_path: Path
):
    screen = workbook.sit_down()
    screen.choose("lumen")
    page, revision = screen.page, screen.revision()
    button = page.get_by_role("button", name="Quarterly review")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Quarterly review")
    expect(dialog.get_by_label("Quarter")).to_be_focused()
    expect(dialog.get_by_label("Quarter")).to_have_value("2026Q3")
    assert serious(page, "dialog[open]") == []
    dialog.get_by_role("button", name="Make the review").focus()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    links = dialog.get_by_role("link")
    expect(links).to_have_count(3, timeout=120_000)
    expect(links.first).to_be_focused()
    expect(dialog.get_by_role("progressbar")).to_be_hidden()
    for link in links.all():
        with page.expect_download() as download:
            link.press("Enter")
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert file.stem == "lumen-2026Q3"
        assert file.read_bytes().lower().startswith(STARTS.pop(file.suffix).lower())
    assert STARTS == {}
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert screen.revision() == revision
