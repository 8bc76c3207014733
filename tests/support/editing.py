"""The plan's editor on a page, as a person uses it, for the journeys in `tests/browser`."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from support.lab import Lab

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

    def press_until(self, key: str, selector: str) -> None:
        """Press a key again and again, until what has the focus is what a selector says."""
        for _ in range(60):
            if self.page.evaluate("(what) => document.activeElement.matches(what)", selector):
                return
            self.keys.press(key)
        found = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"{key} does not lead to {selector}, but to {found}")

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
