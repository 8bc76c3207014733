"""Fixtures of every journey: a JupyterLab and a Chromium for all of them.

Starting a JupyterLab and loading a page of it takes fifteen seconds of a processor, so each
worker does it once: a file of tests begins with a store and a kernel of its own, in that page.
This folder is a package so that both end with it; what comes after has no loop that runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.editing import SHOW, Editor
from support.lab import Lab, browser
from support.workbook import DeliveredWorkbook

# Playwright's five seconds are too short for a kernel on a busy machine.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="package")
def lab(delivered: DeliveredWorkbook) -> Lab:
    """The JupyterLab of the workbook, for notebooks of a test's own."""
    return delivered.lab


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A browser that starts once for all journeys of a worker."""
    with browser() as opened:
        yield opened


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page at a laptop's size, with a clipboard that may be used."""
    context = chromium.new_context(
        viewport={"width": 1400, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="package")
def delivered(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser, demo_home: Path
) -> Iterator[DeliveredWorkbook]:
    """The workbook as it is delivered, for all journeys of a worker."""
    started = DeliveredWorkbook(tmp_path_factory.mktemp("workbook"), chromium, demo_home)
    yield started
    started.close()


@pytest.fixture(scope="module")
def workbook(
    request: pytest.FixtureRequest, delivered: DeliveredWorkbook
) -> Iterator[DeliveredWorkbook]:
    """The workbook with the demo accounts, on 17 July 2026; it asks nobody beyond this machine."""
    failed = request.session.testsfailed
    yield delivered
    strangers = delivered.strangers()
    # A test that failed may have left anything behind.
    delivered.begin_anew(is_desk_in_order=request.session.testsfailed == failed)
    assert strangers == []


@pytest.fixture(scope="package")
def tab(chromium: Browser) -> Iterator[Page]:
    """A page for notebooks of a test's own; the next one loads sooner in the same page."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def notebook(lab: Lab, tab: Page) -> Page:
    """The notebook, open on a laptop's screen."""
    tab.set_viewport_size({"width": 1400, "height": 1000})
    if "/editor.ipynb" not in tab.url:
        lab.leave(tab)
        lab.open(tab, lab.write("editor", [SHOW]))
    return tab


@pytest.fixture
def editor(lab: Lab, notebook: Page) -> Editor:
    """The editor on a fresh plan."""
    # What the page still had to send would be sent again, to the fresh plan.
    notebook.wait_for_function(
        "!Object.keys(sessionStorage).some((key) => key.startsWith('csp.pending.'))"
    )
    lab.run_all(notebook)
    made = Editor(lab, notebook)
    expect(made.cell("wave3", "title")).to_have_text("Wave 3: 4 depots live")
    return made
