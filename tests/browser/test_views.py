"""Header, route, report card and findings under somebody's fingers, on one plan."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_FILE_PATH  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

from support.lab import Lab
from support.planscreen import pull

pytestmark = pytest.mark.browser

CELLS = (
    """
from support.office import Office
from support.saver import session_on
from cspwidgets.plan.edits import find
from cspwidgets.widgets.editor import PlanEditor
from cspwidgets.widgets.findings import PlanFindings
from cspwidgets.widgets.header import PlanHeader
from cspwidgets.widgets.reportcard import ReportCard
from cspwidgets.widgets.timeline import JourneyTimeline
office = Office()
store = office.stores["northwind"]
session = session_on(store)
def row(name):
    return find(store.plan, "activities", name)
header = PlanHeader(session, office.desk())
header
""",
    "timeline = JourneyTimeline(session)\ntimeline",
    "card = ReportCard(session)\ncard",
    "findings = PlanFindings(session)\nfindings",
    "editor = PlanEditor(session)\neditor",
)


class Desk:
    """The notebook of Northwind's plan, as a person uses it."""

    def __init__(self, lab: Lab, page: Page) -> None:
        self.lab = lab
        self.page = page
        self.header = page.locator(".csp-header")
        self.road = page.locator(".csp-timeline")
        self.status = self.road.locator(".csp-status")
        self.objective = page.locator(".csp-header-text")
        self.keys = page.keyboard

    def bar(self, name: str) -> Locator:
        """The bar of an activity."""
        return self.road.locator(f'[data-id="{name}"]')

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.keys.press(key)

    def ask(self, expression: str) -> str:
        """The value of an expression in the notebook's kernel."""
        return self.lab.ask(self.page, f"print({expression})")

    def drag(self, name: str, px: int, *, drop: bool = True) -> None:
        """Take a bar by its middle and pull it to the right."""
        expect(self.status).to_contain_text("Saved")  # what is still drawn anew cannot be grabbed
        pull(self.bar(name), px, drop=drop)


@pytest.fixture(scope="module")
def notebook(lab: Lab, tab: Page) -> Page:
    """The notebook, open on a screen that shows all of it."""
    tab.set_viewport_size({"width": 1400, "height": 2400})
    lab.leave(tab)
    lab.open(tab, lab.write("views", CELLS))
    return tab


@pytest.fixture
def desk(lab: Lab, notebook: Page) -> Desk:
    """All views on a fresh plan."""
    lab.run_all(notebook)
    made = Desk(lab, notebook)
    expect(made.bar("wave3")).to_be_visible()
    expect(made.header.locator(".csp-status")).to_have_text("Saved, 14:02")
    return made


def test_dd_on_a_bar_does_not_delete_the_notebooks_cell(desk: Desk):
    cells = desk.page.locator(".jp-CodeCell").count()
    desk.bar("wave3").focus()
    desk.press("d", "d")
    desk.header.locator("button:enabled").last.focus()
    desk.press("d", "d")
    desk.page.locator(".csp-report summary").first.focus()
    desk.press("d", "d")
    desk.page.wait_for_timeout(300)
    assert desk.page.locator(".jp-CodeCell").count() == cells


def test_a_bar_is_moved_day_by_day_with_keys_as_one_change(desk: Desk):
    desk.bar("score").focus()
    desk.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+Alt+ArrowRight")
    expect(desk.status).to_contain_text("Dispatcher scorecard: Fri 31 Jul to Wed 5 Aug")
    expect(desk.bar("score")).to_have_attribute("aria-label", _ending("31 Jul to 5 Aug"))
    assert desk.ask('row("score").due_on, store.revision') == "2026-08-05 1"
    expect(desk.bar("score")).to_be_focused()
    desk.press("Control+z")
    expect(desk.bar("score")).to_have_attribute("aria-label", _ending("22 Jul to 27 Jul"))
    assert desk.ask("store.plan == session.plan, store.revision") == "True 2"


def test_a_second_move_starts_where_the_first_one_ended(desk: Desk):
    desk.bar("score").focus()
    desk.press("Shift+ArrowRight")
    for wait in (500, 510, 530, 560):
        desk.page.wait_for_timeout(wait)
        desk.press("Shift+ArrowRight")
    expect(desk.bar("score")).to_have_attribute("aria-label", _ending("29 Jul to 3 Aug"))


def test_a_bar_is_made_longer_with_keys(desk: Desk):
    desk.bar("score").focus()
    desk.press("Alt+ArrowRight", "Alt+ArrowRight")
    expect(desk.status).to_contain_text("6 days")
    expect(desk.bar("score")).to_have_attribute("aria-label", _ending("22 Jul to 29 Jul"))
    assert desk.ask('row("score").days, row("score").due_on') == "6.0 None"


def test_a_bar_is_dragged_to_its_new_day(desk: Desk):
    desk.drag("reroute", 40)
    expect(desk.bar("reroute")).not_to_have_attribute("aria-label", _ending("22 Jul to 31 Jul"))
    assert desk.ask('row("reroute").due_on > row("reroute").due_on.replace(month=7)') == "True"
    expect(desk.status).to_have_text("Saved, 14:02")


def test_escape_leaves_a_dragged_bar_where_it_was(desk: Desk):
    desk.drag("reroute", 40, drop=False)
    expect(desk.status).to_contain_text("Dynamic re-routing: ")
    desk.press("Escape")
    desk.page.mouse.up()
    expect(desk.status).to_have_text("Left where it was.")
    assert desk.ask("store.revision") == "0"


def test_what_is_over_cannot_be_moved_and_says_why(desk: Desk):
    desk.drag("wave1", 40)
    expect(desk.status).to_contain_text("“Wave 1: 4 depots live” is over")
    assert desk.ask("store.revision") == "0"


def test_a_plan_without_a_start_cannot_be_moved_and_says_why(desk: Desk):
    desk.lab.ask(
        desk.page,
        "from cspwidgets.plan.edits import set_field\n"
        "session.submit((set_field(session.plan, 'plan', '', 'start_on', None),))",
    )
    expect(desk.bar("score")).to_have_attribute("aria-label", _ending("week"))
    desk.bar("score").focus()
    desk.press("Shift+ArrowRight")
    expect(desk.status).to_contain_text("The plan has no start day yet")
    assert desk.ask("store.revision") == "1"


def test_arrows_walk_the_bars_and_the_line_below_says_each(desk: Desk):
    desk.bar("wave2").focus()
    details = desk.road.locator(".csp-timeline-details")
    expect(details).to_contain_text("Wave 2: 4 depots live. Northwind Freight, Depot managers.")
    desk.press("ArrowRight")
    expect(desk.bar("wave3")).to_be_focused()
    desk.press("ArrowDown")
    expect(desk.bar("reroute")).to_be_focused()
    expect(desk.road.locator(".links path")).to_have_count(1)
    desk.press("ArrowDown", "ArrowUp", "ArrowUp")
    assert desk.road.locator('[data-id][tabindex="0"]').count() == 1


def test_enter_on_a_bar_opens_its_row_in_the_editor(desk: Desk):
    desk.bar("score").focus()
    desk.press("Enter")
    row = desk.page.locator('.csp-editor [data-key="activities/score"]')
    expect(row.locator(":focus")).to_have_count(1)


def test_a_grade_opens_its_reasons_and_leads_to_the_row(desk: Desk):
    line = desk.page.locator('[data-key="subject:progress"]')
    line.locator("summary").focus()
    desk.press("Enter")
    line.get_by_role("button", name="Wave 2: 4 depots live").click()
    row = desk.page.locator('.csp-editor [data-key="activities/wave2"]')
    expect(row.locator(":focus")).to_have_count(1)


def test_an_open_grade_stays_open_when_its_figures_change(desk: Desk):
    line = desk.page.locator('[data-key="subject:progress"]')
    line.locator("summary").click()
    before = line.inner_text()
    desk.lab.ask(
        desk.page,
        "from support.saver import set_cell\n"
        "session.submit((set_cell(session, 'wave2', 'state', type(row('wave2').state).DONE),))",
    )
    expect(line).not_to_have_text(before)
    expect(line).to_have_attribute("open", "")


def test_the_objective_is_edited_in_place(desk: Desk):
    desk.header.get_by_role("button", name="Every depot plans").click()
    desk.keys.type("Plan a day in ten minutes")
    desk.press("Enter")
    expect(desk.objective).to_have_text("Plan a day in ten minutes")
    assert desk.ask("store.plan.objective") == "Plan a day in ten minutes"
    desk.header.get_by_role("button", name="Undo").click()
    expect(desk.objective).to_contain_text("Every depot plans")


def test_the_history_brings_an_old_plan_back(desk: Desk):
    desk.lab.ask(
        desk.page,
        "from cspwidgets.plan.edits import set_field\n"
        "for words in ('First', 'Second'):\n"
        "    session.submit((set_field(session.plan, 'plan', '', 'objective', words),))",
    )
    expect(desk.objective).to_have_text("Second")
    desk.header.get_by_role("button", name="History").click()
    dialog = desk.page.get_by_role("dialog", name="History")
    dialog.get_by_role("button", name="Bring back").click()
    expect(dialog).to_contain_text("This would change:")
    expect(dialog).to_contain_text("objective: Second → First")
    dialog.get_by_role("button", name="Bring it back").click()
    expect(desk.objective).to_have_text("First")


def test_a_touch_point_is_recorded_and_a_slip_stays_in_the_form(desk: Desk):
    desk.header.get_by_role("button", name="Meeting", exact=True).click()
    dialog = desk.page.get_by_role("dialog", name="Meeting")
    dialog.get_by_label("Kind").select_option("qbr")
    dialog.get_by_label("Notes for both sides").fill("Tense")
    dialog.get_by_label("Day").fill("soon")
    dialog.get_by_role("button", name="Record", exact=True).click()
    expect(dialog.locator(".csp-header-error")).to_contain_text("“soon” is no day")
    expect(dialog.get_by_label("Notes for both sides")).to_have_value("Tense")
    dialog.get_by_label("Day").fill("17 Jul 2026")
    desk.press("Enter")
    expect(dialog).to_contain_text("The touch point is recorded")
    assert desk.ask("office.frozen[0][1].shared_notes, len(office.frozen)") == "Tense 1"
    desk.press("Escape")


def test_choosing_an_account_moves_all_views(desk: Desk):
    desk.header.get_by_label("Account", exact=True).select_option("lumen")
    expect(desk.objective).to_have_text("Grow")
    desk.bar("score").focus()
    desk.press("Shift+ArrowRight")
    expect(desk.bar("score")).to_have_attribute("aria-label", _ending("23 Jul to 28 Jul"))
    assert desk.ask('office.stores["lumen"].revision, store.revision') == "1 0"


@pytest.mark.parametrize("view", [".csp-header", ".csp-timeline", ".csp-report", ".csp-findings"])
def test_axe_finds_nothing_serious(desk: Desk, view: str):
    desk.page.add_script_tag(path=str(AXE_FILE_PATH))
    found = desk.page.evaluate(
        "(view) => axe.run(document.querySelector(view)).then((result) => result.violations)", view
    )
    serious = [
        (item["id"], item["nodes"][0]["html"][:200])
        for item in found
        if item["impact"] in ("serious", "critical")
    ]
    assert serious == []


def _ending(days: str) -> re.Pattern[str]:
    return re.compile(re.escape(days))
