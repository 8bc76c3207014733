"""The editor under somebody's fingers: keyboard, paste, undo, filters, and what cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_FILE_PATH  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, Page, expect
from support.lab import Lab

pytestmark = pytest.mark.browser

SHOW = """
from support.plans import TODAY, small_plan
from support.saver import MemoryStore, session_on
from cspwidgets.widgets.editor import PlanEditor
original = small_plan()
store = MemoryStore(original)
session = session_on(store)
editor = PlanEditor(session)
editor
"""


class Editor:
    """The editor of Northwind's plan on a page, as a person uses it."""

    def __init__(self, lab: Lab, page: Page) -> None:
        self.lab = lab
        self.page = page
        self.root = page.locator(".csp-editor")
        self.keys = page.keyboard

    def cell(self, row: str, field: str, table: str = "activities") -> Locator:
        """One cell of the grid."""
        return self.root.locator(f'[data-key="{table}/{row}"] > [data-field="{field}"]')

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.keys.press(key)

    def paste(self, text: str) -> None:
        """Paste a text, as if it were copied in a sheet."""
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")

    def ask(self, expression: str) -> str:
        """The value of an expression in the notebook's kernel."""
        return self.lab.ask(self.page, f"print({expression})")

    def titles(self, stage: str) -> str:
        """The titles of a stage's activities, in the plan's order."""
        return self.ask(f"[a.title for a in store.plan.activities if a.stage == {stage!r}]")


@pytest.fixture(scope="module")
def notebook(lab: Lab, chromium: Browser) -> Iterator[Page]:
    """The notebook, open on a laptop's screen."""
    context = chromium.new_context(
        viewport={"width": 1400, "height": 1000},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    lab.open(page, lab.write("editor", [SHOW]))
    yield page
    context.close()


@pytest.fixture
def editor(lab: Lab, notebook: Page) -> Editor:
    """The editor on a fresh plan."""
    lab.run_all(notebook)
    made = Editor(lab, notebook)
    expect(made.cell("wave3", "title")).to_have_text("Wave 3: 4 depots live")
    return made


def test_a_day_is_changed_by_keyboard_alone(editor: Editor):
    editor.root.locator('[role="tab"]').first.focus()
    while editor.page.evaluate("document.activeElement.getAttribute('role')") != "gridcell":
        editor.press("Tab")
    while editor.page.evaluate("document.activeElement.parentElement.dataset.key") != (
        "activities/wave3"
    ):
        editor.press("ArrowDown")
    while editor.page.evaluate("document.activeElement.dataset.field") != "due_on":
        editor.press("ArrowRight")
    editor.press("Enter")
    editor.keys.type("7 Aug")
    editor.press("Enter")
    expect(editor.cell("wave3", "due_on")).to_have_text("7 Aug")
    assert editor.ask("store.plan.activities[14].due_on") == "2026-08-07"
    assert editor.page.evaluate("document.activeElement.dataset.field") != "title"


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


def test_twenty_rows_are_pasted_at_once_and_taken_back_at_once(editor: Editor):
    rows = [f"Step {n}\tCustomer\tdana\t{n} days\t2026-08-{n:02d}" for n in range(1, 20)]
    rows.append("Step 20\tnobody\tDana\t2w\tsoonish")
    editor.root.locator('[data-key="ghost"] [data-field="title"]').focus()
    editor.paste("\n".join(["Task\tSide\tOwner\tDuration\tDue date", *rows]))
    expect(editor.root.locator(".csp-pasted")).to_contain_text("Pasted: 20 rows added.")
    expect(editor.root.locator(".csp-pasted")).to_contain_text("“nobody”")
    expect(editor.root.locator(".csp-pasted")).to_contain_text("“soonish”")
    assert editor.ask("len(store.plan.activities) - len(original.activities)") == "20"
    assert editor.ask("{a.owner for a in store.plan.activities[-20:]}") == "{'dana'}"
    editor.press("Control+z")
    expect(editor.root.locator(".csp-tool").first).to_be_disabled()
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


def test_a_stage_is_edited_in_its_heading(editor: Editor):
    weeks = editor.cell("habit", "weeks", table="stages")
    weeks.click()
    editor.keys.type("6")
    editor.press("Enter")
    expect(weeks).to_have_text("6 weeks")
    assert editor.ask("store.plan.stages[4].weeks") == "6.0"


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


def test_a_finding_leads_to_its_row(editor: Editor):
    expect(editor.cell("sso", "title")).to_have_count(0)
    editor.lab.ask(editor.page, "session.reveal('activities', 'sso')")
    expect(editor.cell("sso", "title")).to_be_focused()


def test_keys_of_the_notebook_do_not_reach_a_cell_that_has_the_focus(editor: Editor):
    editor.cell("wave3", "state").focus()
    editor.press("Escape", "d", "Escape", "d", "Escape", "d", "d", "Escape", "a", "Escape")
    expect(editor.root).to_have_count(1)
    assert editor.page.locator(".jp-Cell").count() == 1


def test_a_view_for_looking_has_nothing_to_type_into(lab: Lab, page: Page):
    lab.open(page, lab.write("looking", [f"{SHOW}\nPlanEditor(session, read_only=True)"]))
    lab.run_all(page)
    editor = Editor(lab, page)
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
