"""The workbook as it is delivered: its notebook in JupyterLab, its store, and people at screens."""

from __future__ import annotations

import shutil
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from cspwidgets.cli.notebooks import place_notebooks
from cspwidgets.portfolio import Portfolio
from cspwidgets.settings import Settings
from support.lab import ROOT, Lab
from support.planscreen import PlanScreen

TODAY = "2026-07-17"


_RESTART = """() => {
    sessionStorage.clear();
    return window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart();
}"""


class DeliveredWorkbook:
    """JupyterLab on the real notebooks and the real store, as `csp workbook` sets them up.

    It starts once for many files of tests. Each begins with a store of its own, and whoever
    sits down first takes the page that is open already, on a new kernel.

    Attributes
    ----------
    book
        The same store, opened beside the kernels: what is really saved.
    asked
        The address of every request and websocket of every page.
    """

    def __init__(self, home: Path, chromium: Browser, demo_home: Path) -> None:
        self.asked: list[str] = []
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []
        self._demo_home = demo_home
        self._desk: BrowserContext | None = None
        self._is_taken = False
        self._env = {"CSP_TODAY": TODAY, "CSP_USER": "Ada", "CSP_HOME": str(home / "csp")}
        share = _extension_of_the_checkout(home / "share")
        self.lab = Lab(home, env={**self._env, "JUPYTER_PATH": str(share)})
        self.book = self._open_book()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JUPYTER_DATA_DIR", str(home / "data"))
            patch.setenv("JUPYTER_CONFIG_DIR", str(home / "config"))
            place_notebooks(self.lab.notebooks)

    def begin_anew(self, *, is_desk_in_order: bool = True) -> None:
        """All have left, and the store holds the demo accounts and nothing else."""
        for context in [*self._contexts]:
            if context is not self._desk or not is_desk_in_order:
                self._leave(context)
        self.asked.clear()
        self._is_taken = False
        self.book.store.close()
        # What a kernel still holds open is moved aside, not changed under its feet.
        place = self.book.settings.home
        place.rename(place.with_name(f"csp-{time.monotonic_ns()}"))
        self.book = self._open_book()

    def copy(self, name: str) -> str:
        """A second plan notebook, with a kernel of its own; a copy is trusted as the first is."""
        shutil.copyfile(self.lab.notebooks / "plan.ipynb", self.lab.notebooks / f"{name}.ipynb")
        return name

    def sit_down(
        self, *, account: str = "", notebook: str = "plan", width: int = 1400, height: int = 1000
    ) -> PlanScreen:
        """Somebody opens the notebook in a browser of their own, and chooses an account."""
        if notebook == "plan" and not self._is_taken:
            self._is_taken = True
            if self._desk is not None:
                return self._sit_down_again(self._desk, account, width, height)
        context = self._somebody(width, height)
        screen = self.tab(context, account=account, notebook=notebook)
        if notebook == "plan" and self._desk is None:
            self._desk = context
        return screen

    def page(self, *, width: int = 1400, height: int = 1000) -> Page:
        """An empty page in a browser of its own, for a notebook that shows no single plan."""
        page = self._somebody(width, height).new_page()
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

    def _somebody(self, width: int, height: int) -> BrowserContext:
        context = self._chromium.new_context(
            viewport={"width": width, "height": height},
            permissions=["clipboard-read", "clipboard-write"],
        )
        self._contexts.append(context)
        context.on("request", lambda request: self.asked.append(request.url))
        return context

    def _open_book(self) -> Portfolio:
        settings = Settings.from_environment(self._env)
        shutil.copytree(self._demo_home, settings.home, dirs_exist_ok=True)
        return Portfolio.open(settings)

    def _sit_down_again(
        self, desk: BrowserContext, account: str, width: int, height: int
    ) -> PlanScreen:
        screen = PlanScreen(self, desk.pages[0], "plan")
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.page.mouse.move(0, 0)
        with screen.made_anew():
            screen.page.evaluate(_RESTART)
        if account:
            screen.choose(account)
        return screen

    def _leave(self, context: BrowserContext) -> None:
        for page in context.pages:
            self.lab.leave(page)
        context.close()
        self._contexts.remove(context)
        if context is self._desk:
            self._desk = None


def _is_here(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("blob", "data", "about") or parts.hostname == "127.0.0.1"


def _extension_of_the_checkout(share: Path) -> Path:
    # An editable install has a copy of the extension, as old as the install.
    there = share / "labextensions" / "cspwidgets"
    shutil.copytree(ROOT / "cspwidgets" / "kernels" / "autorun", there)
    return share
