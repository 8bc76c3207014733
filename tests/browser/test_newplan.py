"""A plan begins in the notebook: from a journey, and from a file of another tool."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cspwidgets.plan.edits import set_field
from support.lab import ROOT
from support.planscreen import PlanScreen, until
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser

FILE = ROOT / "tests" / "data" / "real" / "swimlanes-ms-project.csv"


@pytest.fixture(scope="module")
def screen(workbook: DeliveredWorkbook) -> PlanScreen:
    """Ada, at whatever plan is open."""
    return workbook.sit_down()


def test_a_plan_begins_from_a_journey_and_from_a_file(
    workbook: DeliveredWorkbook, screen: PlanScreen
):
    button = screen.header.get_by_role("button", name="New plan")
    panel = screen.page.get_by_role("dialog", name="New plan")
    picker = screen.header.locator(".csp-header-picker")

    button.press("Enter")
    expect(panel.get_by_role("textbox", name="Customer’s name")).to_be_focused()
    screen.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()

    button.press("Enter")
    panel.get_by_role("textbox", name="Customer’s name").fill("Acme Ltd")
    panel.get_by_label("First day").fill("2026-08-03")
    panel.get_by_role("radio", name="Low-touch").check()
    panel.get_by_role("button", name="Make the plan").click()
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    expect(picker).to_have_value("acme-ltd")
    expect(screen.status).to_have_text("The plan for Acme Ltd is made.")
    assert workbook.book.plan("acme-ltd").plan.template == "low-touch"

    button.click()
    panel.get_by_role("button", name="From a file").click()
    panel.locator("input[type=file]").set_input_files(FILE)
    take = panel.get_by_role("button", name="Take it over")
    expect(panel.get_by_label("What Duration means")).to_have_value("length")
    expect(panel).to_contain_text("A new plan for Swimlanes ms project: 1 stage, 31 activities.")
    expect(take).to_be_enabled()

    start, finish = (panel.get_by_label(f"What {name} means") for name in ("Start", "Finish"))
    panel.get_by_label("What Priority means").focus()
    panel.get_by_label("What Priority means").select_option("-")
    expect(panel.get_by_label("What Priority means")).to_be_focused()
    expect(take).to_be_enabled()
    panel.get_by_label("Our mail domain").fill("ours.example")
    panel.get_by_label("Sarah Chen").select_option("customer")
    expect(panel).to_contain_text("1 person")
    panel.get_by_role("textbox", name="Customer’s name").fill("Turbo Works")
    expect(panel).to_contain_text("A new plan for Turbo Works")
    expect(start).to_have_value("start")
    expect(finish).to_have_value("finish")
    assert "turbo-works" not in {line.id for line in workbook.book.store.accounts()}

    take.click()
    expect(panel).to_be_hidden()
    expect(picker).to_have_value("turbo-works")
    expect(screen.editor).to_contain_text("Concept Design Phase")
    plan = workbook.book.plan("turbo-works").plan
    assert [person.name for person in plan.people] == ["Sarah Chen"]
    assert not any("Priority" in row.notes for row in plan.activities)


def test_a_file_waits_for_an_answer_before_it_goes_into_the_open_plan(screen: PlanScreen):
    screen.choose("northwind")
    before = screen.revision()
    panel = screen.page.get_by_role("dialog", name="New plan")
    screen.header.get_by_role("button", name="New plan").click()
    panel.get_by_role("button", name="From a file").click()
    rows = b"Task Name,Section,Start,Finish\nTidy up,Last,02/03/2026,03/03/2026\n"
    payload = {"name": "more.csv", "mimeType": "text/csv", "buffer": rows}
    panel.locator("input[type=file]").set_input_files(payload)
    panel.get_by_role("radio", name="The open plan, Northwind").check()
    take = panel.get_by_role("button", name="Take it over")
    expect(panel).to_contain_text("Answer the question first.")
    expect(take).to_be_disabled()

    panel.get_by_role("button", name="Day first").press("Enter")
    expect(panel.get_by_role("button", name="Day first")).to_have_attribute("aria-pressed", "true")
    expect(panel).to_contain_text("1 activity new")
    assert screen.revision() == before
    take.press("Enter")
    expect(panel).to_be_hidden()
    until(lambda: screen.revision() == before + 1, "the file is in the plan")
    expect(screen.editor).to_contain_text("Tidy up")


def test_a_newer_file_says_each_change_and_usage_asks_what_it_counts(
    workbook: DeliveredWorkbook, screen: PlanScreen
):
    rows = "Task ID,Task Name,Section,Owner,Due\nT1,Kick-off,Start,Dana,2026-03-02\n"
    book = workbook.book
    book.files.take(
        book.files.read(f"{rows}T2,Connect,Start,Dana,2026-03-06\n".encode(), name="Bee.csv")
    )
    book.changes.make(
        "bee", lambda plan: [set_field(plan, "plan", "", "objective", "Ship on time")]
    )
    with screen.made_anew():  # the notebook has not heard of this account
        screen.command("notebook:run-all-cells")
    screen.choose("bee")
    panel = screen.page.get_by_role("dialog", name="New plan")
    take = panel.get_by_role("button", name="Take it over")
    screen.header.get_by_role("button", name="New plan").click()
    panel.get_by_role("button", name="From a file").click()

    newer = rows.replace("2026-03-02", "2026-03-04") + "T3,Go live,Start,Dana,2026-04-01\n"
    payload = {"name": "Bee.csv", "mimeType": "text/csv", "buffer": newer.encode()}
    panel.locator("input[type=file]").set_input_files(payload)
    each = panel.get_by_role("list", name="Each change")
    expect(each).to_contain_text("activity “Go live” added")
    expect(each).to_contain_text("due day of “Kick-off”: 2 Mar 2026 → 4 Mar 2026")
    expect(each).to_contain_text("activity “Connect” is not in the file any more: it stays here")

    usage = b"Week of,Jan 2026,Feb 2026\nall,40,50\n"
    payload = {"name": "usage.csv", "mimeType": "text/csv", "buffer": usage}
    panel.locator("input[type=file]").set_input_files(payload)
    panel.get_by_label("This is").select_option("usage")
    panel.get_by_role("radio", name="All of it Bee’s").check()
    panel.get_by_label("What is counted").fill("API calls")
    expect(panel).to_contain_text("Usage figures of 1 account: 2 new.")
    expect(take).to_be_enabled()
    take.click()
    expect(panel).to_be_hidden()
    assert [row.metric for row in book.plan("bee").plan.usage] == ["API calls"] * 2
