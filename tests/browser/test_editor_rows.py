"""Rows under somebody's fingers: adding, pasting, moving, removing, finding, and undoing it all."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from support.editing import Editor

pytestmark = pytest.mark.browser


def test_twenty_rows_are_pasted_at_once_and_taken_back_at_once(editor: Editor):
    rows = [f"Step {n}\tCustomer\tdana\t{n} days\t2026-08-{n:02d}" for n in range(1, 20)]
    rows.append("Step 20\tnobody\tDana\t2w\tsoonish")
    editor.root.locator('[data-key="ghost"] [data-field="title"]').focus()
    editor.paste("\n".join(["Task\tSide\tOwner\tDuration\tDue date", *rows]))
    expect(editor.root.locator(".csp-pasted")).to_contain_text("Pasted: 20 rows added.")
    expect(editor.root.locator(".csp-pasted")).to_contain_text("“nobody”")
    expect(editor.root.locator(".csp-pasted")).to_contain_text("“soonish”")
    assert editor.ask("len(store.plan.activities) - len(original.activities)") == "20"
    expect(editor.root.locator(".csp-cell-title:focus")).to_have_text("Step 1")
    assert editor.ask("{a.owner for a in store.plan.activities[-20:]}") == "{'dana'}"
    editor.press("Control+z")
    expect(editor.root.locator(".csp-tool").first).to_be_disabled()
    expect(editor.root.locator(".csp-pasted")).to_have_count(0)
    assert editor.ask("store.plan == original") == "True"


def test_a_block_without_a_header_fills_the_cells_from_where_one_is(editor: Editor):
    editor.cell("retire", "due_on").click()
    editor.paste("2026-08-20\t4\n2026-08-21\t6")
    expect(editor.cell("score", "due_on")).to_have_text("21 Aug")
    assert editor.ask("[a.days for a in store.plan.activities[15:17]]") == "[4.0, 6.0]"


def test_chosen_cells_are_copied_as_a_sheet_takes_them(editor: Editor):
    editor.cell("retire", "title").click()
    editor.press("Shift+ArrowRight", "Shift+ArrowDown", "Control+c")
    copied = editor.page.evaluate("navigator.clipboard.readText()")
    assert copied == "Retire the spreadsheets\tCustomer\nDispatcher scorecard\tRouteWise"


def test_everything_that_was_done_can_be_undone(editor: Editor):
    editor.cell("wave3", "state").click()
    editor.press("d", "Enter")
    expect(editor.cell("wave3", "state")).to_have_text("Done")
    editor.cell("wave3", "title").click()
    editor.press("Alt+ArrowDown")
    expect(editor.cell("wave3", "title")).to_be_focused()
    assert editor.titles("habit").startswith("['Wave 3: 4 depots live', 'Retire")
    editor.press("Control+Enter")
    editor.keys.type("Talk to the union")
    editor.press("Enter")
    expect(editor.root.locator(".csp-row", has_text="Talk to the union")).to_be_visible()
    assert "'Wave 3: 4 depots live', 'Talk to the union'" in editor.titles("habit")
    editor.cell("optin", "title").click()
    editor.press("Control+Delete")
    expect(editor.cell("optin", "title")).to_have_count(0)
    undo = editor.root.locator(".csp-tool").first
    for _ in range(4):
        undo.click()
    expect(undo).to_be_disabled()
    assert editor.ask("store.plan == original") == "True"
    editor.root.locator(".csp-tool").last.click()
    expect(editor.cell("wave3", "state")).to_have_text("Done")


def test_a_row_is_moved_by_its_grip(editor: Editor):
    grip = editor.root.locator('[data-key="activities/score"] > .csp-grip')
    grip.hover()
    editor.page.mouse.down()
    box = editor.root.locator('[data-key="activities/optin"]').bounding_box()
    assert box is not None
    editor.page.mouse.move(box["x"] + 40, box["y"] + box["height"] - 4, steps=6)
    editor.page.mouse.up()
    expect(editor.root.locator('[data-key="activities/optin"] + .csp-row')).to_contain_text(
        "Dispatcher scorecard"
    )
    assert editor.titles("habit").endswith("'Driver app opt-in to 70 %', 'Dispatcher scorecard']")


def test_chips_say_how_many_there_are_and_show_only_those(editor: Editor):
    late = editor.root.locator('[data-chip="late"]')
    expect(late).to_have_text("Late 2")
    late.click()
    expect(editor.root.locator('.csp-row[data-key^="activities/"]')).to_have_count(2)
    expect(editor.cell("wave2", "due_on")).to_have_text("30 Jun · 13 days late")
    editor.root.locator('[data-chip="all"]').click()
    editor.root.locator(".csp-search").fill("scorecard")
    expect(editor.root.locator('.csp-row[data-key^="activities/"]')).to_have_count(1)
    editor.root.locator(".csp-search").fill("")


def test_what_is_removed_can_be_had_back_at_once(editor: Editor):
    editor.cell("optin", "title").click()
    editor.press("Control+Delete")
    expect(editor.root.locator(".csp-gone")).to_contain_text("Removed “Driver app opt-in to 70 %”.")
    editor.root.locator(".csp-gone button").click()
    expect(editor.cell("optin", "title")).to_be_visible()
    assert editor.ask("store.plan == original") == "True"


def test_a_stage_with_activities_is_not_removed(editor: Editor):
    editor.cell("habit", "name", table="stages").click()
    editor.press("Control+Delete")
    expect(editor.root.locator(".csp-status")).to_contain_text("Move or remove its activities")
    assert editor.ask("store.plan == original") == "True"


def test_a_search_that_finds_nothing_says_so(editor: Editor):
    editor.root.locator(".csp-search").fill("zzz")
    expect(editor.root.locator(".csp-bare")).to_contain_text("Nothing matches")
    editor.root.locator('[data-chip="all"]').click()
    expect(editor.cell("wave3", "title")).to_be_visible()


def test_a_measurement_is_added_with_today_filled_in(editor: Editor):
    editor.root.locator('[data-table="measurements"]').click()
    ghost = editor.root.locator('[data-key="ghost"]')
    ghost.locator('[data-field="outcome"]').click()
    editor.keys.type("cost")
    editor.press("Tab")
    editor.keys.type("10.8")
    editor.press("Enter")
    expect(editor.root.locator('[role="tab"][aria-selected="true"]')).to_contain_text("17")
    assert editor.ask("store.plan.measurements[-1].value") == "10.8"
    assert editor.ask("store.plan.measurements[-1].on == TODAY") == "True"


def test_a_finding_leads_to_its_row(editor: Editor):
    expect(editor.cell("sso", "title")).to_have_count(0)
    editor.lab.ask(editor.page, "session.reveal('activities', 'sso')")
    expect(editor.cell("sso", "title")).to_be_focused()
