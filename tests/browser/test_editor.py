"""Cells under somebody's fingers: typing, picking, what cannot be right, and two people in one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, expect

from support.editing import SHOW, Editor
from support.lab import Lab

pytestmark = pytest.mark.browser


def test_a_day_is_changed_by_keyboard_alone(editor: Editor):
    editor.root.locator('[role="tab"]').first.focus()
    editor.press_until("Tab", "[role=gridcell]")
    editor.press_until("ArrowDown", "[data-key='activities/wave3'] > *")
    editor.press_until("ArrowRight", "[data-field=due_on]")
    editor.press("Enter")
    editor.keys.type("7 Aug")
    editor.press("Enter")
    expect(editor.cell("wave3", "due_on")).to_have_text("7 Aug")
    assert editor.ask("store.plan.activities[14].due_on") == "2026-08-07"
    assert editor.page.evaluate("document.activeElement.dataset.field") != "title"


def test_a_grid_that_was_drawn_out_of_sight_can_be_reached_by_tab(editor: Editor):
    shown = "(how) => { document.querySelector('.jp-Notebook').style.display = how; }"
    editor.page.evaluate(shown, "none")
    try:
        editor.lab.run_all(editor.page)
        expect(editor.cell("wave3", "title")).to_have_text("Wave 3: 4 depots live")
    finally:  # the next journey is on the same page
        editor.page.evaluate(shown, "")
    editor.root.locator('[role="tab"]').first.focus()
    editor.press_until("Tab", "[role=gridcell]")


def test_typing_overwrites_a_cell_and_escape_leaves_it_as_it_was(editor: Editor):
    editor.cell("wave3", "title").click()
    editor.keys.type("Wave three")
    editor.press("Escape")
    expect(editor.cell("wave3", "title")).to_have_text("Wave 3: 4 depots live")
    editor.keys.type("Wave three")
    editor.press("Tab")
    expect(editor.cell("wave3", "title")).to_have_text("Wave three")
    expect(editor.cell("wave3", "side")).to_be_focused()


def test_what_cannot_be_right_stays_in_its_cell_until_it_is_mended(editor: Editor):
    due = editor.cell("wave3", "due_on")
    due.click()
    editor.keys.type("soonish")
    editor.press("Enter")
    expect(due).to_have_attribute("aria-invalid", "true")
    expect(due.locator("input")).to_have_value("soonish")
    expect(due.locator(".csp-why")).to_contain_text("“soonish” is no day")
    assert editor.ask("store.plan == original") == "True"
    due.locator("input").fill("w22")
    editor.press("Enter")
    expect(due).to_have_text("4 Aug")
    expect(due).not_to_have_attribute("aria-invalid", "true")


def test_an_emptied_due_day_follows_from_the_pace_again(editor: Editor):
    due = editor.cell("wave3", "due_on")
    derived = due.inner_text()
    due.click()
    editor.keys.type("2026-09-30")
    editor.press("Enter")
    expect(due).to_have_text("30 Sep")
    due.click()
    editor.press("Delete")
    expect(due).to_have_text(derived)
    assert editor.ask("store.plan.activities[14].due_on") == "None"


def test_outcomes_and_people_are_picked_from_lists(editor: Editor):
    editor.cell("retire", "owner").click()
    editor.keys.type("mar")
    editor.press("Enter")
    expect(editor.cell("retire", "owner")).to_have_text("Marek Łoś")
    editor.cell("retire", "serves").click()
    editor.press("Enter")
    editor.keys.type("cost")
    editor.press("Enter", "Tab")
    expect(editor.cell("retire", "serves").locator(".csp-bit")).to_have_count(2)
    assert editor.ask("store.plan.activities[15].serves") == "('plan', 'cost')"


def test_details_open_by_keyboard_and_a_promise_moves_with_a_reason(editor: Editor):
    editor.cell("wave2", "title").click()
    editor.press("Alt+Enter")
    promise = editor.page.get_by_label("Promised for")
    expect(promise).to_have_value("10 Jul 2026")
    promise.fill("24 Jul 2026")
    editor.press("Tab")
    editor.keys.type("The union rota is late")
    editor.press("Enter")
    expect(editor.root.locator(".csp-broken")).to_contain_text("The union rota is late")
    editor.press("Escape")
    expect(editor.cell("wave2", "more")).to_be_focused()


def test_a_step_that_waits_is_asked_on_whom(editor: Editor):
    editor.cell("wave3", "state").click()
    editor.press("w", "Enter")
    expect(editor.page.get_by_label("Waiting on")).to_be_focused()
    editor.keys.type("the works council")
    editor.press("Enter", "Escape")
    expect(editor.cell("wave3", "due_on")).to_contain_text("waiting on the works council")


def test_a_stage_is_edited_in_its_heading(editor: Editor):
    weeks = editor.cell("habit", "weeks", table="stages")
    weeks.click()
    editor.keys.type("6")
    editor.press("Enter")
    expect(weeks).to_have_text("6 weeks")
    assert editor.ask("store.plan.stages[4].weeks") == "6.0"


def test_a_stage_is_tied_to_a_measure_by_keyboard(editor: Editor):
    editor.root.locator('.csp-tab[data-table="stages"]').click()
    measure, goal, by_data = (
        editor.cell("rollout", field, table="stages")
        for field in ("exit_measure", "exit_goal_share", "exit_now")
    )
    measure.click()
    editor.keys.type("happiness")
    editor.press("Enter")
    expect(measure.locator(".csp-why")).to_contain_text("“happiness” is no measure.")
    expect(measure.locator("input")).to_have_value("happiness")
    editor.press("Control+a")
    editor.keys.type("licence")
    editor.press("ArrowDown", "Enter")
    expect(measure).to_have_text("Licence utilisation")
    goal.click()
    editor.keys.type("160")
    editor.press("Enter")
    expect(goal).to_contain_text("is no share")
    editor.press("Control+a")
    editor.keys.type("60")
    editor.press("Enter")
    expect(goal).to_have_text("60 %")
    expect(by_data).to_have_text("41%, goal 60%")
    stage = "store.plan.stages[3]"
    assert editor.ask(f"{stage}.exit_measure, {stage}.exit_goal_share") == (
        "licence_utilisation 0.6"
    )
    editor.root.locator('.csp-tab[data-table="activities"]').click()
    expect(editor.cell("rollout", "exit_criterion", table="stages")).to_contain_text(
        "until 12 depots live41%, goal 60%"
    )


def test_a_refused_cell_opens_again_when_the_one_before_it_was_taken(editor: Editor):
    name, weeks = (editor.cell("habit", field, table="stages") for field in ("name", "weeks"))
    name.click()
    editor.keys.type("Every week")
    # Both are entered before the page hears the answer to the first.
    editor.page.evaluate(
        """() => {
            const press = (key) => document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
            press("Tab");
            const end = performance.now() + 1500;
            while (performance.now() < end);
            press("m");
            press("Enter");
        }"""
    )
    expect(weeks).to_contain_text("“m” is no length.")
    editor.press("Control+a")
    editor.keys.type("6")
    editor.press("Enter")
    expect(weeks).to_have_text("6 weeks")
    expect(name).to_have_text("Every week")


def test_two_people_in_one_cell_are_asked_there(editor: Editor):
    editor.lab.ask(
        editor.page,
        "from datetime import date\n"
        "from cspwidgets.plan.edits import set_field\n"
        "other = session_on(store, 'Dana')",
    )
    editor.cell("wave3", "due_on").click()
    editor.press("Enter")
    editor.keys.type("2026-08-14")
    editor.lab.ask(
        editor.page,
        "other.submit([set_field(other.plan, 'activities', 'wave3', 'due_on', date(2026, 8, 7))])",
    )
    editor.press("Enter")
    asked = editor.cell("wave3", "due_on").locator(".csp-asked")
    expect(asked).to_contain_text("Mine: 14 Aug 2026")
    expect(asked).to_contain_text("Dana’s: 7 Aug 2026")
    asked.get_by_text("Mine").click()
    expect(asked).to_have_count(0)
    expect(editor.cell("wave3", "due_on")).to_have_text("14 Aug")
    assert editor.ask("store.plan.activities[14].due_on") == "2026-08-14"


def test_keys_of_the_notebook_do_not_reach_a_cell_that_has_the_focus(editor: Editor):
    editor.cell("wave3", "state").focus()
    editor.press("Escape", "d", "Escape", "d", "Escape", "d", "d", "Escape", "a", "Escape")
    expect(editor.root).to_have_count(1)
    assert editor.page.locator(".jp-Cell").count() == 1


def test_on_a_phone_rows_are_cards_with_targets_for_a_finger(lab: Lab, chromium: Browser):
    context = chromium.new_context(
        viewport={"width": 420, "height": 900}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    lab.open(page, lab.write("phone", [SHOW]))
    lab.run_all(page)
    editor = Editor(lab, page)
    expect(editor.cell("wave3", "title")).to_be_visible()
    small = page.evaluate(
        "[...document.querySelectorAll('.csp-editor :is(.csp-cell[data-field], button, select)')]"
        ".filter((node) => node.checkVisibility())"
        ".filter((node) => node.getBoundingClientRect().height < 40).map((node) => node.outerHTML)"
    )
    assert small == []
    assert editor.root.evaluate("(node) => node.scrollWidth <= node.clientWidth")
    editor.cell("wave3", "state").tap()
    page.get_by_role("option", name="Done").tap()
    expect(editor.cell("wave3", "state")).to_have_text("Done")
    context.close()


@pytest.fixture
def looking(editor: Editor) -> Iterator[Editor]:
    """The editor for somebody who only looks."""
    editor.lab.rewrite(editor.page, f"{SHOW}\nPlanEditor(session, read_only=True)")
    editor.lab.run_all(editor.page)
    yield editor
    editor.lab.rewrite(editor.page, SHOW)


def test_a_view_for_looking_has_nothing_to_type_into(looking: Editor):
    editor = looking
    expect(editor.root.locator('[role="grid"]')).to_have_attribute("aria-readonly", "true")
    expect(editor.root.locator('[data-key="ghost"]')).to_have_count(0)
    editor.cell("wave3", "title").click()
    editor.press("Enter", "x")
    expect(editor.root.locator(".csp-scroll :is(input, textarea)")).to_have_count(0)
    assert editor.ask("store.plan == original") == "True"


@pytest.mark.parametrize("part", ["activities", "outcomes", "people", "plan", "details"])
def test_axe_finds_nothing_serious(editor: Editor, part: str):
    if part == "details":
        editor.cell("wave2", "more").click()
    else:
        editor.root.locator(f'[data-table="{part}"]').click()
    editor.page.add_script_tag(path=str(AXE_FILE_PATH))
    found = editor.page.evaluate(
        "axe.run(document.querySelector('.csp-editor')).then((result) => result.violations)"
    )
    serious = [
        (item["id"], item["nodes"][0]["html"][:200])
        for item in found
        if item["impact"] in ("serious", "critical")
    ]
    assert serious == []
