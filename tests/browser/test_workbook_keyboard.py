"""Without a mouse: all that can be done is done by keys, and none of them hurts the notebook."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import ActivityState, Side
from support.planscreen import PlanScreen, until
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser

NOTEBOOKS_KEYS = ("d", "d", "a", "b", "x", "z", "0", "0")
"""Delete, insert above and below, cut, undo, restart: what they do to a notebook's cell."""

PLACES = {
    "a bar": ".csp-timeline [data-id][tabindex='0']",
    "a cell": ".csp-editor [data-key='activities/wave-3'] [data-field='title']",
    "a stage": ".csp-editor [data-key='stages/habit'] [data-field='fold']",
    "a tab": ".csp-editor [role='tab'][aria-selected='true']",
    "a chip": ".csp-editor .csp-chip[tabindex='0']",
    "the account": ".csp-header-picker",
    "a button of the header": ".csp-header-bar button:enabled",
    "the objective": ".csp-header-text",
    "a grade": ".csp-report summary",
    "a finding": ".csp-findings li button",
}


_DELETABLE = """(answer) => window.jupyterapp.shell.currentWidget.content.model.cells.get(0)
    .setMetadata("deletable", answer)"""


@pytest.fixture(scope="module")
def screen(workbook: DeliveredWorkbook) -> Iterator[PlanScreen]:
    """Ada at Northwind's plan; nothing but keys after this."""
    opened = workbook.sit_down(account="northwind", height=1800)
    yield opened
    opened.page.evaluate(_DELETABLE, False)


@pytest.mark.parametrize("place", PLACES)
def test_keys_of_the_notebook_do_nothing_where_a_view_has_the_focus(screen: PlanScreen, place: str):
    # The workbook's own cell cannot be deleted anyway; here it could.
    screen.page.evaluate(_DELETABLE, True)
    begun = screen.revision()
    screen.page.locator(PLACES[place]).first.focus()
    for key in NOTEBOOKS_KEYS:
        screen.press(key)
        screen.press("Escape")
    screen.press(*NOTEBOOKS_KEYS, "Escape")
    screen.page.wait_for_timeout(200)
    assert screen.page.locator(".jp-Cell").count() == 1
    assert screen.page.locator(".jp-Dialog").count() == 0
    assert screen.revision() == begun
    screen.assert_in_step()


def test_tab_walks_through_all_views_with_few_stops(screen: PlanScreen):
    screen.page.locator(".jp-Cell").focus()
    stops = []
    for _ in range(30):
        screen.press("Tab")
        stops.append(screen.page.evaluate(_VIEW))
    views = [view for place, view in enumerate(stops) if view and view not in stops[:place]]
    assert views == ["header", "timeline", "editor", "report", "findings"]
    assert {view: stops.count(view) for view in ("timeline", "editor")} == {
        "timeline": 1,
        "editor": 4,
    }


def test_a_row_is_added_filled_and_ticked_off(screen: PlanScreen):
    _tab_to(screen, '[role="gridcell"]')
    _walk_to(screen, "sheets", "title")
    screen.press("Control+Enter")
    screen.page.keyboard.type("Call the depots")
    screen.press("Enter")
    until(lambda: _named(screen, "Call the depots") is not None, "it is added")
    made = _named(screen, "Call the depots")
    assert made is not None
    expect(screen.cell(made.id, "title")).to_be_focused()
    screen.press("F2", "End", "!", "Tab")
    for field, typed in (("side", "r"), ("owner", "cal")):
        expect(screen.cell(made.id, field)).to_be_focused()
        screen.page.keyboard.type(typed)
        screen.press("Tab")
    expect(screen.cell(made.id, "due_on")).to_be_focused()
    screen.page.keyboard.type("28 Aug")
    screen.press("Enter")
    _walk_to(screen, made.id, "state")
    screen.press("Space")
    screen.assert_in_step()
    row = screen.step(made.id)
    assert (row.title, row.side, row.owner) == ("Call the depots!", Side.VENDOR, "reid")
    assert (str(row.due_on), row.state) == ("2026-08-28", ActivityState.DONE)


def test_rows_are_chosen_copied_moved_cleared_and_removed(screen: PlanScreen):
    original = screen.plan()
    _tab_to(screen, '[role="gridcell"]')
    _walk_to(screen, "check-in", "title")
    screen.press("Shift+ArrowDown", "Control+c")
    copied = screen.page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines() == [
        row.title for row in original.activities if row.id in ("check-in", "sheets")
    ]
    screen.press("Escape", "ArrowUp", "Alt+ArrowUp")
    until(lambda: screen.step("check-in").stage == "roll-out", "it is in the stage above")
    expect(screen.cell("check-in", "title")).to_be_focused()
    _walk_to(screen, "check-in", "owner")
    screen.press("Delete")
    until(lambda: screen.step("check-in").owner == "", "the cell is empty")
    screen.press("Control+Delete")
    until(lambda: "check-in" not in _ids(screen), "the row is gone")
    screen.assert_in_step()
    screen.press("Control+z", "Control+z", "Control+z")
    until(lambda: screen.plan() == original, "all of it is undone")
    screen.press("Control+Shift+z")
    until(lambda: screen.step("check-in").stage == "roll-out", "the move is done again")
    screen.press("Control+z")
    until(lambda: screen.plan() == original, "and undone")
    screen.assert_in_step()


def test_details_are_opened_and_a_promise_moves_with_its_reason(screen: PlanScreen):
    _tab_to(screen, '[role="gridcell"]')
    _walk_to(screen, "wave-2", "title")
    screen.press("Alt+Enter")
    promised = screen.page.get_by_label("Promised for")
    _press_until(screen, "Tab", promised)
    screen.press("Control+a")
    screen.page.keyboard.type("24 Jul 2026")
    screen.press("Enter")
    screen.page.keyboard.type("The union rota is late")
    screen.press("Enter")
    until(lambda: str(screen.step("wave-2").promised_on) == "2026-07-24", "the promise is moved")
    assert screen.step("wave-2").broken_promises[-1].reason == "The union rota is late"
    screen.press("Escape")
    expect(screen.cell("wave-2", "more")).to_be_focused()
    screen.assert_in_step()


def test_stages_fold_tables_change_and_the_list_is_narrowed(screen: PlanScreen):
    _tab_to(screen, '[role="gridcell"]')
    _walk_to(screen, "habit", "fold", table="stages")
    screen.press("Enter")
    expect(screen.cell("sheets", "title")).to_have_count(0)
    screen.press("Enter")
    expect(screen.cell("sheets", "title")).to_be_visible()
    _tab_to(screen, ".csp-tab")
    screen.press("ArrowRight")
    expect(screen.editor.get_by_role("tab", selected=True)).to_contain_text("Outcomes")
    expect(screen.cell("cost", "name", table="outcomes")).to_be_visible()
    screen.press("ArrowLeft")
    _tab_to(screen, ".csp-chip")
    _press_until(screen, "ArrowRight", screen.editor.locator("[data-chip=late]"))
    screen.press("Enter")
    expect(screen.editor.locator('.csp-row[data-key^="activities/"]')).to_have_count(1)
    screen.press("Enter", "Tab")
    screen.page.keyboard.type("scorecard")
    expect(screen.editor.locator('.csp-row[data-key^="activities/"]')).to_have_count(2)
    screen.press("Control+a", "Delete")


def test_a_bar_is_walked_to_moved_stretched_and_opened(screen: PlanScreen):
    original = screen.plan()
    _tab_to(screen, ".csp-timeline [data-id]")
    _press_until(screen, "ArrowRight", screen.bar("sheets"))
    screen.press("Shift+ArrowRight", "Shift+Alt+ArrowRight")
    until(lambda: str(screen.step("sheets").due_on) == "2026-08-06", "six working days later")
    screen.press("Alt+ArrowRight")
    until(lambda: screen.step("sheets").days == 4.0, "a day longer")
    screen.assert_in_step()
    expect(screen.bar("sheets")).to_be_focused()
    screen.press("Control+z", "Control+z")
    until(lambda: screen.plan() == original, "both are undone")
    screen.press("Enter")
    expect(screen.cell("sheets", "title")).to_be_focused()


def test_a_grade_and_a_finding_lead_to_their_rows(screen: PlanScreen):
    _tab_to(screen, ".csp-report summary")
    screen.press("Enter", "Tab")
    place = screen.page.evaluate("document.activeElement.closest('[data-row]').dataset.row")
    screen.press("Enter")
    expect(screen.cell(place, "name", table="outcomes")).to_be_focused()
    _tab_to(screen, ".csp-findings button")
    screen.press("Enter")
    expect(screen.cell("branding", "title")).to_be_focused()


def test_a_touch_point_is_recorded_and_an_old_plan_comes_back(screen: PlanScreen):
    original, begun = screen.plan(), len(screen.workbook.book.store.snapshots("northwind"))
    _tab_to(screen, ".csp-header-picker")
    _press_until(screen, "Tab", screen.header.get_by_role("button", name="Meeting", exact=True))
    screen.press("Enter")
    dialog = screen.page.get_by_role("dialog", name="Meeting")
    _press_until(screen, "Tab", dialog.get_by_role("button", name="Show what is internal"))
    screen.press("Enter")
    _press_until(screen, "Tab", dialog.get_by_label("Notes", exact=True))
    screen.page.keyboard.type("Tense")
    _press_until(screen, "Tab", dialog.get_by_role("button", name="Record"))
    screen.press("Enter")
    until(lambda: screen.plan().touch_points[-1].notes == "Tense", "it is recorded")
    expect(dialog).to_contain_text("The touch point is recorded")
    assert len(screen.workbook.book.store.snapshots("northwind")) == begun + 1
    screen.press("Escape")
    expect(screen.page.get_by_role("dialog")).to_have_count(0)
    expect(screen.header.get_by_role("button", name="Meeting", exact=True)).to_be_focused()
    _tab_to(screen, ".csp-header-picker")
    _press_until(screen, "Tab", screen.header.get_by_role("button", name="History"))
    screen.press("Enter")
    back = screen.page.get_by_role("button", name="Bring back")
    expect(back.first).to_be_focused()
    _press_until(screen, "Tab", back.nth(2))  # the draft was begun, written, recorded
    screen.press("Enter")
    expect(screen.page.get_by_role("button", name="Bring it back")).to_be_focused()
    screen.press("Enter")
    until(lambda: screen.plan() == original, "the plan is as it was")
    screen.assert_in_step()


def test_the_objective_is_rewritten_and_another_account_chosen(screen: PlanScreen):
    _tab_to(screen, ".csp-header-text")
    screen.press("Enter")
    screen.page.keyboard.type("A depot plans its day in ten minutes")
    screen.press("Enter")
    until(lambda: screen.plan().objective.endswith("ten minutes"), "it is saved")
    _tab_to(screen, ".csp-header-picker")
    screen.page.keyboard.type("Lumen")
    screen.account = "lumen"
    screen.assert_in_step()
    expect(screen.header.locator(".csp-header-picker")).to_be_focused()


_LINE = "document.activeElement.parentElement?.dataset.key"

_VIEW = """() => {
    const root = document.activeElement.closest(".csp")?.outerHTML.slice(0, 400) ?? "";
    return /csp-(header|timeline|editor|report|findings)/.exec(root)?.[1] ?? "";
}"""


def _tab_to(screen: PlanScreen, selector: str) -> None:
    screen.page.locator(".jp-Cell").focus()
    for _ in range(40):
        screen.press("Tab")
        if screen.page.evaluate("(what) => document.activeElement.matches(what)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def _press_until(screen: PlanScreen, key: str, wanted: Locator) -> None:
    for _ in range(40):
        if _has_focus(wanted):
            return
        screen.press(key)
    raise AssertionError(f"{key} does not lead to {wanted}")


def _walk_to(screen: PlanScreen, row: str, field: str, *, table: str = "activities") -> None:
    # By arrows: up to the first line, then down to the row, then along it.
    screen.press("Control+Home")
    for _ in range(60):
        if screen.page.evaluate(_LINE) == f"{table}/{row}":
            break
        screen.press("ArrowDown")
    screen.press("Home")
    for _ in range(12):
        if _has_focus(screen.cell(row, field, table)):
            return
        screen.press("ArrowRight")
    raise AssertionError(f"The arrows do not lead to {table}/{row}, {field}")


def _has_focus(wanted: Locator) -> bool:
    return bool(wanted.evaluate("(node) => node === document.activeElement"))


def _named(screen: PlanScreen, title: str) -> Activity | None:
    return next((row for row in screen.plan().activities if row.title == title), None)


def _ids(screen: PlanScreen) -> list[str]:
    return [row.id for row in screen.plan().activities]
