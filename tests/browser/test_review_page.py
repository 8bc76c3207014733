"""The review's page in a browser: for everybody to read, on any screen, without a request."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cspwidgets.reports.html import html_of
from support.axe import serious
from support.reviewed import notebook_of, with_text
from support.reviews import sections
from support.strangers import SCRIPTS

pytestmark = pytest.mark.browser

SCREENS = {"wide": (1200, 900), "phone": (360, 740)}
LONG = "Datenqualitätsüberprüfungsverfahren "


@pytest.fixture(
    params=[(size, scheme) for size in SCREENS for scheme in ("light", "dark")], ids=str
)
def screen(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A page on a screen of that size, in light or dark."""
    size, scheme = request.param
    width, height = SCREENS[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    )
    yield context.new_page()
    context.close()


def shown(page: Page, folder: Path, made: bytes) -> list[str]:
    """Open the page; what it asked for beside itself, and what it complained of."""
    file = folder / "review.html"
    file.write_bytes(made)
    odd: list[str] = []
    page.on("request", lambda asked: odd.append(asked.url))
    page.on("console", lambda told: odd.append(told.text))
    page.on("dialog", lambda dialog: (odd.append("dialog"), dialog.dismiss()))
    page.goto(file.as_uri())
    return [each for each in odd if each != file.as_uri()]


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_axe_finds_nothing_serious_on_any_screen(screen: Page, tmp_path: Path):
    assert shown(screen, tmp_path, html_of(notebook_of(sections()))) == []
    assert not is_too_wide(screen)
    assert serious(screen, "body") == []


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
def test_long_words_make_no_page_wider(chromium: Browser, tmp_path: Path, size: tuple[int, int]):
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    made = html_of(notebook_of(with_text(sections(), lambda text: LONG + "a" * 90 + text)))
    assert shown(page, tmp_path, made) == []
    assert not is_too_wide(page)
    context.close()


def test_what_strangers_write_runs_nothing_and_asks_nobody(chromium: Browser, tmp_path: Path):
    # Without the page's own ban on scripts, to see that nothing needs it; the next text each time.
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    for first in (0, 7, 17):
        texts = cycle(SCRIPTS[first:] + SCRIPTS[:first])
        made = html_of(notebook_of(with_text(sections(), lambda _, texts=texts: next(texts))))
        assert shown(page, tmp_path, made) == []
    context.close()


def test_printed_its_first_page_stands_alone(chromium: Browser, tmp_path: Path):
    context = chromium.new_context()
    page = context.new_page()
    shown(page, tmp_path, html_of(notebook_of(sections()[:3])))
    page.emulate_media(media="print")
    for paper in ("A4", "Letter"):
        printed = page.pdf(format=paper, prefer_css_page_size=True)
        assert printed.count(b"/Type /Page\n") == 2, paper
    context.close()
