"""A customer taps a link: the plan is there, or one sentence that says what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from cspwidgets.portfolio import Portfolio
from cspwidgets.settings import Settings
from cspwidgets.sharing.drawing import draw
from support.axe import serious
from support.plans import TODAY
from support.serving import Served, serving

pytestmark = pytest.mark.browser

SCREENS = {"phone": (375, 740), "wide": (1400, 900)}
JUMPED = """window.jumped = 0;
new PerformanceObserver((told) => {
    for (const each of told.getEntries()) window.jumped += each.value;
}).observe({ type: "layout-shift", buffered: true });"""
"""How far what is on the screen moves by itself; a tenth is seen."""
MOST_REQUESTS = 2
"""The shell, and the page for the secret."""


@dataclass
class Site:
    """A server with one published plan, and its book."""

    served: Served
    book: Portfolio
    folder: Path

    def link(self, **options: object) -> str:
        """A new link, to where the server is."""
        sent = urlsplit(self.book.sharing.link("northwind", person="COO", **options).address)
        return f"http://127.0.0.1:{self.served.port}{sent.path}#{sent.fragment}"


@pytest.fixture(scope="module")
def site(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo account, published and served."""
    folder = tmp_path_factory.mktemp("site") / "home"
    shutil.copytree(demo_home, folder)
    settings = {"CSP_HOME": str(folder), "CSP_TODAY": TODAY.isoformat(), "CSP_USER": "Ada"}
    book = Portfolio.open(Settings.from_environment(settings))
    book.sharing.publish("northwind", draw)
    with serving(folder) as served:
        yield Site(served, book, folder)
    book.store.close()


@contextmanager
def somebody(
    chromium: Browser, **screen: object
) -> Iterator[tuple[Page, list[Request], list[str]]]:
    """Somebody's browser; what it asked for, and what it complained of."""
    context = chromium.new_context(**{"viewport": {"width": 375, "height": 740}, **screen})
    page = context.new_page()
    asked: list[Request] = []
    odd: list[str] = []
    page.on("request", lambda each: asked.append(each))
    page.on("console", lambda told: odd.append(told.text))
    page.on("pageerror", lambda error: odd.append(str(error)))
    yield page, asked, odd
    context.close()


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
def test_a_link_opens_the_plan_and_its_secret_leaves_the_address(
    site: Site, chromium: Browser, size: tuple[int, int]
):
    link = site.link()
    screen = {"width": size[0], "height": size[1]}
    with somebody(chromium, viewport=screen) as (page, asked, odd):
        page.add_init_script(JUMPED)
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Every depot plans its day")
        page.wait_for_url(link.partition("#")[0])
        page.wait_for_load_state("networkidle")
        assert odd == []
        assert page.evaluate("window.jumped") < 0.1
        assert page.title() == "Northwind Freight: success plan"
        assert page.locator("html").get_attribute("lang") == "en"
        expect(page.locator(".csp-route:visible")).to_have_count(int(size == SCREENS["wide"]))
        expect(page.get_by_role("button", name="Late", exact=True)).to_be_visible()
        assert len(asked) <= MOST_REQUESTS
        assert {urlsplit(each.url).netloc for each in asked} == {urlsplit(link).netloc}
        secret = link.partition("#")[2]
        assert not any(secret in each.url for each in asked)
        assert not any(each.all_headers().get("referer") for each in asked)
        # Who comes by the link again is in at once, and the secret leaves the address again.
        page.goto("about:blank")
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Every depot plans its day")
        page.wait_for_url(link.partition("#")[0])
        page.goto(link)  # in the same tab, only what follows the # changes
        page.wait_for_url(link.partition("#")[0])


def test_only_who_has_to_wait_is_told_that_the_plan_is_being_opened(site: Site, chromium: Browser):
    with somebody(chromium) as (page, _, __):
        held: list[Route] = []
        page.route("**/open", lambda route: held.append(route))
        page.add_init_script(
            "onload = () => { window.isQuiet ??= document.querySelector('main').hidden; }"
        )
        page.goto(site.link())
        assert page.evaluate("window.isQuiet")
        expect(page.get_by_role("status")).to_contain_text("Your plan is being opened")
        held[0].continue_()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Every depot plans its day")


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
def test_a_link_that_opens_nothing_says_what_to_do(
    site: Site, chromium: Browser, size: tuple[int, int]
):
    screen = {"width": size[0], "height": size[1]}
    with somebody(chromium, bypass_csp=True, viewport=screen) as (page, asked, _):
        page.goto(site.link()[:-1])
        expect(page.get_by_role("alert")).to_contain_text("send you a new one")
        assert len(asked) <= MOST_REQUESTS
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert serious(page, "body") == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_second_link_in_the_same_tab_opens(site: Site, chromium: Browser):
    link = site.link()
    with somebody(chromium) as (page, _, __):
        page.goto(link[:-1])
        expect(page.get_by_role("alert")).to_be_visible()
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Every depot plans its day")


def test_a_page_that_was_looked_at_is_counted_and_a_revoked_one_is_gone(
    site: Site, chromium: Browser
):
    link = site.link()
    link_id = urlsplit(link).path.rpartition("/")[2]
    with somebody(chromium) as (page, _, __):
        page.clock.install()
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Every depot plans its day")
        with page.expect_response(lambda told: told.url.endswith("/open") and told.ok):
            page.clock.run_for(6000)
        (line,) = (each for each in site.book.sharing.links() if each.link.id == link_id)
        assert [(each.on, each.times) for each in line.link.opens] == [(TODAY, 1)]
        site.book.sharing.revoke(link_id)
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("There is no plan to show here")


def test_the_customers_dates_can_be_taken_along(site: Site, chromium: Browser):
    with somebody(chromium) as (page, _, odd):
        page.goto(site.link())
        with page.expect_download() as taken:
            page.get_by_role("link", name="Add your dates to your calendar").click()
        assert taken.value.suggested_filename == "plan.ics"
        assert "SUMMARY:Wave 2 live: four depots" in taken.value.path().read_text("utf-8")
        assert odd == []


def test_while_the_plans_are_out_of_reach_it_says_so_and_then_shows_the_plan_by_itself(
    site: Site, chromium: Browser, tmp_path: Path
):
    with somebody(chromium) as (page, _, __):
        page.goto(site.link())
        expect(page.get_by_role("heading", level=1)).to_contain_text("Every depot plans its day")
        site.book.store.close()
        for file in list(site.folder.glob("plans.sqlite*")):
            file.rename(tmp_path / file.name)
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("tries again by itself")
        for file in list(tmp_path.glob("plans.sqlite*")):
            file.rename(site.folder / file.name)
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("Every depot plans its day", timeout=15_000)


def test_without_scripts_it_says_that_it_needs_them_in_the_readers_language(
    site: Site, chromium: Browser
):
    with somebody(chromium, java_script_enabled=False, locale="de-DE") as (page, _, __):
        page.goto(site.link())
        expect(page.locator("main")).to_contain_text("braucht diese Seite JavaScript")
