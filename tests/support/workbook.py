"""The workbook as it is delivered: its notebook in JupyterLab, its store, and people at screens."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from cspwidgets.cli.notebooks import place_notebooks
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.portfolio import Portfolio
from cspwidgets.settings import Settings
from support.lab import ROOT, Lab
from support.screen import SHOWN, Shown, differences, told

TODAY = "2026-07-17"

PATIENCE_SECONDS = 60.0
"""How long a screen may take on a busy machine."""

_UNSENT = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('csp.pending.'))"


class DeliveredWorkbook:
    """JupyterLab on the real notebooks and the real store, as `csp workbook` sets them up.

    Attributes
    ----------
    book
        The same store, opened beside the kernels: what is really saved.
    asked
        The address of every request and websocket of every page.
    """

    def __init__(self, home: Path, chromium: Browser, env: Mapping[str, str] | None = None) -> None:
        self.asked: list[str] = []
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []
        settings = {"CSP_TODAY": TODAY, "CSP_USER": "Ada", "CSP_HOME": str(home / "csp")}
        self.book = Portfolio.open(Settings.from_environment({**settings, **(env or {})}))
        self.book.load_demo()
        share = _extension_of_the_checkout(home / "share")
        self.lab = Lab(home, env={**settings, "JUPYTER_PATH": str(share), **(env or {})})
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JUPYTER_DATA_DIR", str(home / "data"))
            patch.setenv("JUPYTER_CONFIG_DIR", str(home / "config"))
            place_notebooks(self.lab.notebooks)

    def copy(self, name: str) -> str:
        """A second plan notebook, with a kernel of its own; a copy is trusted as the first is."""
        shutil.copyfile(self.lab.notebooks / "plan.ipynb", self.lab.notebooks / f"{name}.ipynb")
        return name

    def sit_down(
        self, *, account: str = "", notebook: str = "plan", width: int = 1400, height: int = 1000
    ) -> PlanScreen:
        """Somebody opens the notebook in a browser of their own, and chooses an account."""
        context = self._chromium.new_context(
            viewport={"width": width, "height": height},
            permissions=["clipboard-read", "clipboard-write"],
        )
        self._contexts.append(context)
        context.on("request", lambda request: self.asked.append(request.url))
        return self.tab(context, account=account, notebook=notebook)

    def page(self, *, width: int = 1400, height: int = 1000) -> Page:
        """An empty page in a browser of its own, for a notebook that shows no single plan."""
        context = self._chromium.new_context(viewport={"width": width, "height": height})
        self._contexts.append(context)
        context.on("request", lambda request: self.asked.append(request.url))
        page = context.new_page()
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        return page

    def tab(
        self, context: BrowserContext, *, account: str = "", notebook: str = "plan"
    ) -> PlanScreen:
        """One more tab of a browser."""
        page = context.new_page()
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        screen = PlanScreen(self, page, notebook)
        screen.open()
        if account:
            screen.choose(account)
        return screen

    def strangers(self) -> list[str]:
        """Addresses beyond this machine that a page asked for."""
        return sorted({address for address in self.asked if not _is_here(address)})

    def close(self) -> None:
        """Close all pages, the server and the store."""
        with ExitStack() as stack:
            stack.callback(self.book.store.close)
            stack.callback(self.lab.close)
            for context in self._contexts:
                stack.callback(context.close)


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
        self.bar(name).scroll_into_view_if_needed()
        box = self.bar(name).locator(".bar").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + px, y, steps=8)
        self.page.mouse.up()

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


def until(is_so: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until something is so; fail with its name."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.05)


def _is_here(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("blob", "data", "about") or parts.hostname == "127.0.0.1"


def _extension_of_the_checkout(share: Path) -> Path:
    # An editable install has a copy of the extension, as old as the install.
    there = share / "labextensions" / "cspwidgets"
    shutil.copytree(ROOT / "cspwidgets" / "kernels" / "autorun", there)
    return share
