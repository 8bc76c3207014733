"""One page with the plan notebook, as a person uses it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

from cspwidgets.plan.model import Activity, Plan
from support.screen import SHOWN, Shown, differences, told

if TYPE_CHECKING:
    from support.workbook import DeliveredWorkbook

PATIENCE_SECONDS = 60.0
"""How long a screen may take on a busy machine."""

_UNSENT = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('csp.pending.'))"


class PlanScreen:
    """One page with the plan notebook, as a person uses it."""

    def __init__(self, workbook: DeliveredWorkbook, page: Page, notebook: str) -> None:
        self.workbook = workbook
        self.page = page
        self.notebook = notebook
        self.account = ""
        self.header = page.locator(".csp-header")
        self.timeline = page.locator(".csp-timeline")
        self.editor = page.locator(".csp-editor")
        self.card = page.locator(".csp-report")
        self.findings = page.locator(".csp-findings")
        self.status = self.header.locator(".csp-status")

    def open(self) -> None:
        """Open the notebook (or load it again) and wait until all its views are there."""
        self.workbook.lab.open(self.page, self.notebook)
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Until the notebook shows a plan."""
        for view in (self.header, self.timeline, self.editor, self.card, self.findings):
            view.last.wait_for(timeout=60_000)
        self.page.wait_for_function(
            "document.querySelectorAll('.csp-header-picker option').length > 1"
        )
        self.account = self.header.locator(".csp-header-picker").input_value()

    def choose(self, account: str) -> None:
        """Choose another account, and wait until it is shown."""
        self.header.locator(".csp-header-picker").select_option(account)
        self.account = account
        until(lambda: self.shown()["objective"] == self.plan().objective, "the account is shown")

    def plan(self) -> Plan:
        """This account's plan in the store."""
        return self.workbook.book.plan(self.account).plan

    def step(self, name: str) -> Activity:
        """An activity in the store."""
        return next(row for row in self.plan().activities if row.id == name)

    def revision(self) -> int:
        """This account's revision in the store."""
        return self.workbook.book.store.revision(self.account)

    def cell(self, row: str, field: str, table: str = "activities") -> Locator:
        """One cell of the editor."""
        return self.editor.locator(f'[data-key="{table}/{row}"] > [data-field="{field}"]')

    def bar(self, name: str) -> Locator:
        """The bar of an activity on the route."""
        return self.timeline.locator(f'[data-id="{name}"]')

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def fill(self, row: str, field: str, text: str) -> None:
        """Type over a cell, and Enter."""
        self.cell(row, field).focus()
        expect(self.cell(row, field)).to_be_focused()
        self.page.keyboard.type(text)
        self.press("Enter")

    def drag(self, name: str, px: int) -> None:
        """Take a bar by its middle and pull it to the right."""
        pull(self.bar(name), px)

    def paste(self, text: str) -> None:
        """Paste a text, as if it were copied in a sheet."""
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")

    def command(self, name: str) -> None:
        """Give JupyterLab a command, as its menus do."""
        self.page.evaluate("(name) => void window.jupyterapp.commands.execute(name)", name)

    @contextmanager
    def made_anew(self) -> Iterator[None]:
        """Do what makes the notebook run again; then wait until its new views are there."""
        self.header.evaluate("(old) => { old.dataset.old = 'yes'; }")
        yield
        self.page.wait_for_selector(".csp-header[data-old]", state="detached", timeout=60_000)
        self.wait_until_ready()

    def shown(self) -> Shown:
        """What the screen says, view by view."""
        found: Shown = self.page.evaluate(SHOWN)
        return found

    def stored(self) -> Shown:
        """What a screen of this width must say of the plan that is in the store."""
        return told(self.workbook.book, self.account, self.shown())

    def unsent(self) -> list[str]:
        """Where this page keeps edits that it does not know to be saved."""
        kept: list[str] = self.page.evaluate(_UNSENT)
        return kept

    def is_in_step(self) -> bool:
        """Whether the store holds exactly what the screen shows."""
        return not self.unsent() and self.shown() == self.stored()

    def assert_in_step(self) -> None:
        """The store holds exactly what the screen shows, within moments."""
        try:
            until(self.is_in_step, "the screen shows what the store holds")
        except AssertionError as late:
            found = differences(self.shown(), self.stored())
            raise AssertionError(f"{late}; unsent {self.unsent()}; {found}") from None


def pull(bar: Locator, px: int, *, drop: bool = True) -> None:
    """Take a bar of the route by its middle and pull it to the right."""
    bar.scroll_into_view_if_needed()
    box = bar.locator(".bar").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = bar.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + px, y, steps=8)
    if drop:
        mouse.up()


def until(is_so: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until something is so; fail with its name."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.05)
