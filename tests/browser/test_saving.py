"""Nothing that somebody typed is lost: the store away, the kernel busy or gone, two people."""

from __future__ import annotations

import os
import signal

import pytest
from playwright.sync_api import Page, expect

from support.lab import Lab
from support.planscreen import until

pytestmark = pytest.mark.browser

SHOW = """
from support.office import Office
from support.saver import session_on
from cspwidgets.plan.edits import find, set_field
from cspwidgets.widgets import pulse
from cspwidgets.widgets.header import PlanHeader
office = Office()
store = office.stores["northwind"]
session, other = session_on(store, "Priya"), session_on(store, "Tom")
def objective(words):
    other.poll()
    other.submit((set_field(other.plan, "plan", "", "objective", words),))
header = PlanHeader(session, office.desk())
header
"""


class Head:
    """The header on a page, with its objective to type into."""

    def __init__(self, lab: Lab, page: Page) -> None:
        self.lab = lab
        self.page = page
        self.root = page.locator(".csp-header")
        self.status = self.root.locator(".csp-status")
        self.objective = self.root.locator(".csp-header-text")

    def type(self, words: str) -> None:
        """Give the plan another objective."""
        self.objective.click()
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def ask(self, code: str) -> str:
        """Run code in the kernel; what it prints."""
        return self.lab.ask(self.page, code)

    def stored(self) -> str:
        """The objective in the store."""
        return self.ask("print(store.plan.objective)")

    def assert_stored(self, words: str) -> None:
        """The store has these words, within moments; the line above may still be the one before."""
        until(lambda: self.stored() == words, f"the store has {words!r}")


@pytest.fixture(scope="module")
def notebook(lab: Lab, tab: Page) -> Page:
    """The notebook, open."""
    tab.set_viewport_size({"width": 1400, "height": 900})
    lab.leave(tab)
    lab.open(tab, lab.write("saving", [SHOW]))
    return tab


@pytest.fixture
def head(lab: Lab, notebook: Page) -> Head:
    """The header on a fresh plan."""
    lab.run_all(notebook)
    made = Head(lab, notebook)
    expect(made.status).to_have_text("Saved, 14:02")
    return made


def test_somebody_elses_change_is_seen_within_moments(head: Head):
    head.ask("objective('From Tom')")
    expect(head.objective).to_have_text("From Tom", timeout=4_000)


def test_two_people_who_change_the_same_are_asked_once_whose_it_is(head: Head):
    head.ask("pulse.LOOK_SECONDS = 600")
    head.page.wait_for_timeout(1_100)
    head.ask("objective('From Tom')")
    head.type("From me")
    expect(head.status).to_contain_text("please choose")
    panel = head.root.get_by_role("alertdialog")
    expect(panel).to_contain_text("From me")
    expect(panel).to_contain_text("From Tom")
    assert "From me" in _kept(head)
    panel.get_by_role("button", name="Keep mine").click()
    expect(panel).to_be_hidden()
    expect(head.objective).to_have_text("From me")
    head.assert_stored("From me")
    assert _kept(head) == ""
    head.ask("pulse.LOOK_SECONDS = 1")


def test_while_the_store_is_away_the_edit_stays_and_is_saved_when_it_is_back(head: Head):
    head.ask("store.trouble = 'The database is locked.'")
    head.type("Typed while away")
    expect(head.status).to_have_text("Not saved yet: The database is locked.")
    expect(head.objective).to_have_text("Typed while away")
    head.ask("store.trouble = ''")
    expect(head.status).to_have_text("Saved, 14:02", timeout=10_000)
    head.assert_stored("Typed while away")


def test_while_the_kernel_does_not_answer_it_says_not_saved_yet(head: Head):
    kernel = int(head.ask("import os; print(os.getpid())"))
    os.kill(kernel, signal.SIGSTOP)
    try:
        head.type("Typed meanwhile")
        expect(head.status).to_contain_text("Not saved yet: the kernel is busy", timeout=6_000)
        assert "Typed meanwhile" in _kept(head)
    finally:
        os.kill(kernel, signal.SIGCONT)
    expect(head.status).to_have_text("Saved, 14:02", timeout=10_000)
    head.assert_stored("Typed meanwhile")
    until(lambda: not _kept(head), "the page has let go of what is saved")


def test_an_edit_is_saved_while_a_cell_runs(head: Head):
    head.page.evaluate(
        "void window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
        ".requestExecute({code: 'import time; time.sleep(6)'})"
    )
    head.type("Typed while a cell runs")
    expect(head.status).to_have_text("Saved, 14:02", timeout=10_000)
    head.assert_stored("Typed while a cell runs")


def test_a_reload_shows_what_was_saved(head: Head):
    head.type("Before the reload")
    expect(head.status).to_have_text("Saved, 14:02")
    head.ask("objective('While it was gone')")
    expect(head.objective).to_have_text("While it was gone", timeout=4_000)
    head.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    head.lab.open(head.page, "saving")
    expect(head.objective).to_have_text("While it was gone", timeout=20_000)
    head.type("After the reload")
    expect(head.status).to_have_text("Saved, 14:02")
    head.assert_stored("After the reload")


def test_what_was_typed_into_a_dead_kernels_page_is_saved_after_a_restart(head: Head):
    head.page.evaluate(
        "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    head.type("Typed into the void")
    expect(head.status).to_contain_text("Not saved yet", timeout=6_000)
    head.lab.open(head.page, "saving")
    head.lab.run_all(head.page)
    expect(head.objective).to_have_text("Typed into the void")
    head.assert_stored("Typed into the void")
    until(lambda: not _kept(head), "the page has let go of what is saved")


def _kept(head: Head) -> str:
    # What the page keeps until it hears that it is saved.
    return str(
        head.page.evaluate(
            "Object.keys(sessionStorage).filter((key) => key.startsWith('csp.'))"
            ".map((key) => sessionStorage[key]).join()"
        )
    )
