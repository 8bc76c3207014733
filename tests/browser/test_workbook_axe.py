"""Axe-core looks at every state of the workbook, in light and in dark, wide and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from cspwidgets.plan.edits import set_field
from support.axe import serious
from support.planscreen import PlanScreen
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser

THEMES = {"dark": "JupyterLab Dark", "light": "JupyterLab Light"}  # it is left in light
TABLES = ("outcomes", "measurements", "people", "stages", "risks", "plan", "activities")


@pytest.fixture(scope="module")
def screen(workbook: DeliveredWorkbook) -> PlanScreen:
    """Ada at Northwind's plan."""
    return workbook.sit_down(account="northwind", height=1800)


@pytest.fixture(scope="module", params=THEMES)
def themed(screen: PlanScreen, request: pytest.FixtureRequest) -> PlanScreen:
    """The same, in light and in dark."""
    screen.page.evaluate(
        "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })",
        THEMES[request.param],
    )
    light = str(request.param == "light").lower()
    screen.page.wait_for_selector(f'body[data-jp-theme-light="{light}"]', state="attached")
    screen.page.wait_for_timeout(300)
    return screen


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_read_by_everybody(themed: PlanScreen, table: str):
    themed.editor.locator(f'.csp-tab[data-table="{table}"]').click()
    assert serious(themed.page) == []


@contextmanager
def details(screen: PlanScreen) -> Iterator[None]:
    """The details of a late step are open."""
    screen.cell("wave-2", "more").click()
    yield
    screen.press("Escape")


@contextmanager
def writing(screen: PlanScreen) -> Iterator[None]:
    """A day is being typed that is none."""
    screen.fill("wave-3", "due_on", "soonish")
    expect(screen.cell("wave-3", "due_on")).to_have_attribute("aria-invalid", "true")
    yield
    screen.press("Escape", "Escape")


def _typing(field: str) -> Callable[[PlanScreen], Iterator[None]]:
    @contextmanager
    def typing(screen: PlanScreen) -> Iterator[None]:
        screen.cell("wave-3", field).focus()
        screen.press("F2")
        yield
        screen.press("Escape")

    return typing


@contextmanager
def grades(screen: PlanScreen) -> Iterator[None]:
    """Every grade says why."""
    screen.card.evaluate(
        "(card) => card.querySelectorAll('details').forEach((one) => one.open = true)"
    )
    yield


def _dialog(button: str) -> Callable[[PlanScreen], Iterator[None]]:
    @contextmanager
    def dialog(screen: PlanScreen) -> Iterator[None]:
        screen.header.get_by_role("button", name=button).click()
        screen.page.wait_for_timeout(500)
        yield
        screen.press("Escape")

    return dialog


@contextmanager
def question(screen: PlanScreen) -> Iterator[None]:
    """Two people changed one title."""
    screen.cell("sheets", "title").focus()
    screen.page.keyboard.type(f"Mine {screen.revision()}")
    title = f"Theirs {screen.revision()}"
    screen.workbook.book.changes.make(
        "northwind", lambda plan: [set_field(plan, "activities", "sheets", "title", title)]
    )
    screen.press("Enter")
    asked = screen.cell("sheets", "title").locator(".csp-asked")
    expect(asked).to_be_visible()
    yield
    asked.get_by_role("button").first.click()
    expect(asked).to_have_count(0)


STATES = {
    "details": details,
    "refused": writing,
    "a text": _typing("title"),
    "a menu": _typing("side"),
    "a list": _typing("owner"),
    "chips": _typing("serves"),
    "grades": grades,
    "history": _dialog("History"),
    "meeting": _dialog("Meeting"),
    "new plan": _dialog("New plan"),
    "customer's page": _dialog("Publish"),
    "a question": question,
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_can_be_used_by_everybody(themed: PlanScreen, state: str):
    with STATES[state](themed):
        assert serious(themed.page) == []


def test_a_phone_can_be_used_by_everybody(themed: PlanScreen):
    themed.page.set_viewport_size({"width": 420, "height": 900})
    expect(themed.timeline.locator(".csp-directions")).to_be_visible()
    found = serious(themed.page)
    themed.page.set_viewport_size({"width": 1400, "height": 1800})
    expect(themed.timeline.locator("svg.csp-route")).to_be_visible()
    assert found == []
