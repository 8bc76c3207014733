"""The customer's page in a browser: read, filtered, opened, printed, and never more than that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf
from playwright.sync_api import Browser, Page, expect

from cspwidgets.journey.standing import Standing
from cspwidgets.journey.steps import is_open
from cspwidgets.pictures.markup import one_line
from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import ActivityKind, Side
from cspwidgets.sharing.view import PublicView
from support.axe import serious
from support.demo import demo_plan, ugly_plan
from support.hostile import with_texts
from support.plans import TODAY
from support.strangers import SCRIPTS
from support.views import page_of, view_of

pytestmark = pytest.mark.browser

WIDE, PHONE = (1400, 900), (375, 812)
UGLY = ("empty", "names", "long-german", "no-start", "all-done")
CUT = """[...document.querySelectorAll("h1, h2, h3, b, p, li, time")].filter((each) =>
    each.checkVisibility() && !each.closest(".csp-hidden, svg")
    && !["inline", "inline-grid"].includes(getComputedStyle(each).display)
    && each.scrollWidth > each.clientWidth + 1
).map((each) => each.outerHTML.slice(0, 90))"""
"""Every text that does not fit into its place."""

TOUCHING = """[...document.querySelectorAll(".csp-card")].filter((each) =>
    each.checkVisibility() && parseFloat(getComputedStyle(each).paddingInlineStart) < 12
).map((each) => each.outerHTML.slice(0, 90))"""
"""Every card whose words touch its border."""


class Reader:
    """Somebody with a browser window, who notes whatever a page should not do."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.odd: list[str] = []
        self._file = folder / "page.html"
        page.on("request", lambda asked: self.odd.append(asked.url))
        page.on("console", lambda told: self.odd.append(told.text))
        page.on("pageerror", lambda error: self.odd.append(str(error)))
        page.on("dialog", lambda dialog: (self.odd.append("dialog"), dialog.dismiss()))

    def open(self, view: PublicView) -> Page:
        """Show the page of a view."""
        self._file.write_text(page_of(view), "utf-8")
        self.page.goto(self._file.as_uri())
        self.odd = [each for each in self.odd if each != self._file.as_uri()]
        return self.page

    def is_too_wide(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.fixture(params=[(WIDE, "light")], ids=str)
def reader(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> Iterator[Reader]:
    """A reader at a screen of that size, in light or dark."""
    (width, height), scheme = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB"
    )
    yield Reader(context.new_page(), tmp_path)
    context.close()


light_and_dark = pytest.mark.parametrize(
    "reader", [(WIDE, "light"), (PHONE, "dark")], indirect=True, ids=str
)
both_sizes = pytest.mark.parametrize(
    "reader", [(WIDE, "light"), (PHONE, "light")], indirect=True, ids=str
)


@light_and_dark
def test_axe_finds_nothing_serious_light_and_dark(reader: Reader):
    page = reader.open(view_of("northwind"))
    page.locator(".csp-filters").get_by_text("Mine").click()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert not reader.is_too_wide()
    assert serious(page, "body") == []
    assert reader.odd == []


@both_sizes
def test_place_next_steps_and_value_stand_on_the_first_screen(reader: Reader):
    page = reader.open(view_of("northwind"))
    height = page.evaluate("innerHeight")
    first = (
        page.get_by_text("You are in Roll out, week 20 of 31."),
        page.get_by_text("Wave 2 live: four depots").locator("visible=true").first,
        page.locator(".csp-next.csp-card").first.locator("li").nth(2),
        page.locator(".csp-glance").get_by_text("$1.19m a year"),
    )
    for words in first:
        box = words.bounding_box()
        assert box
        assert box["y"] + box["height"] <= height, words


@both_sizes
def test_an_odd_plan_is_neither_cut_nor_wider_than_the_screen(reader: Reader):
    for name in UGLY:
        page = reader.open(view_of(ugly_plan(name), language="de"))
        assert not reader.is_too_wide(), name
        assert page.evaluate(CUT) == [], name
        assert reader.odd == []


@both_sizes
def test_the_words_of_a_card_keep_clear_of_its_border(reader: Reader):
    page = reader.open(view_of("castellan"))
    expect(page.get_by_text("Finance checks the value of twelve months.")).to_be_visible()
    assert page.evaluate(TOUCHING) == []


def test_filters_show_what_they_say_and_fade_the_rest_of_the_route(reader: Reader):
    view = view_of("northwind")
    page = reader.open(view)
    standing = view.standing(draws=0)
    wanted = {
        "Mine": lambda row: row.side in (Side.CUSTOMER, Side.BOTH),
        "Late": lambda row: _due(standing, row) < TODAY and is_open(row),
        "This month": lambda row: _month(standing, row) == (2026, 7),
    }
    chosen: list[str] = []
    for name in wanted:
        page.locator(".csp-filters").get_by_role("button", name=name).click()
        chosen.append(name)
        rows = [row for row in standing.plan.activities if all(wanted[c](row) for c in chosen)]
        assert _shown(page) == {row.id for row in rows}, chosen
        expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{len(rows)} of \d+ shown$"))
    drawn = page.locator(".csp-route:visible .act[data-row]")
    clear = page.locator(".csp-route:visible .act[data-row]:not(.faded)")
    assert 0 < clear.count() < drawn.count()
    page.get_by_label("Who you are").select_option(label="Tom Hargreaves")
    assert _shown(page) == set()
    for name in ("Late", "This month"):
        page.locator(".csp-filters").get_by_role("button", name=name).click()
    mine = {row.id for row in standing.plan.activities if row.owner == "hargreaves"}
    assert _shown(page) <= mine
    assert len(_shown(page)) == len(mine)
    page.locator(".csp-filters").get_by_role("button", name="Mine").click()
    assert page.locator(".csp-route .faded").count() == 0


def test_a_bar_says_what_it_is_under_a_pointer_a_finger_and_the_keyboard(reader: Reader):
    page = reader.open(view_of("northwind"))
    tip = page.get_by_role("tooltip")
    bar = page.locator('.csp-route:visible .act[data-row="wave-2"]')
    bar.hover()
    for words in ("In progress", "Wave 2 live: four depots", "Depot managers", "5 days late"):
        expect(tip).to_contain_text(words)
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()
    bar.dispatch_event("click")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.locator('.csp-route:visible .act[tabindex="0"]').focus()
    first = page.evaluate("document.activeElement.dataset.row")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.row")
    assert first != second
    expect(tip).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(f"#step-{second}")).to_be_in_viewport()


@pytest.mark.parametrize("reader", [(PHONE, "light")], indirect=True, ids=str)
def test_a_phone_that_is_turned_shows_the_route_drawn(reader: Reader):
    page = reader.open(view_of("northwind"))
    expect(page.locator(".csp-directions")).to_be_visible()
    expect(page.locator(".csp-route:visible")).to_have_count(0)
    page.set_viewport_size({"width": PHONE[1], "height": PHONE[0]})
    expect(page.locator(".csp-directions")).to_be_hidden()
    expect(page.locator(".csp-route:visible")).to_have_count(1)
    assert page.locator(".csp-route:visible .act[role='button']").count() > 10


def test_a_closed_stage_opens_to_its_steps_and_they_are_found_by_the_filters(reader: Reader):
    page = reader.open(view_of("northwind"))
    step = page.locator("#step-sign-plan")
    expect(step).to_be_hidden()
    page.locator(".csp-stage summary").first.click()
    expect(step).to_be_visible()
    page.locator(".csp-stage summary").first.click()
    page.get_by_role("button", name="Mine").click()
    page.get_by_role("combobox", name="Who you are").select_option("whitfield")
    expect(step).to_be_visible()


def test_a_title_in_the_short_lists_leads_to_its_line_opened(reader: Reader):
    page = reader.open(view_of("northwind"))
    page.locator(".csp-next").get_by_role("link", name="Retire the route spreadsheets").focus()
    page.keyboard.press("Enter")
    line = page.locator("#step-sheets")
    expect(line).to_be_in_viewport()
    expect(line.get_by_text("How others did it")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('li').id") == "step-sheets"


def test_printed_the_first_page_stands_alone_and_every_step_is_on_paper(reader: Reader):
    page = reader.open(view_of("northwind"))
    page.evaluate(
        """addEventListener("beforeprint", () => {
            const lines = [...document.querySelectorAll(".csp-steps li")];
            window.isWhole = lines.every((each) => each.checkVisibility());
        })"""
    )
    page.emulate_media(media="print")
    for tools in (".csp-filters", ".csp-foot"):
        expect(page.locator(tools)).to_be_hidden()
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert page.evaluate("window.isWhole")
    with Pdf.open(BytesIO(printed)) as pages:
        assert 2 <= len(pages.pages) <= 4
    assert page.locator(".csp-stage[open]").count() == 1


def test_without_a_script_everything_can_be_read(chromium: Browser, tmp_path: Path):
    context = chromium.new_context(java_script_enabled=False)
    reader = Reader(context.new_page(), tmp_path)
    page = reader.open(view_of("northwind"))
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".csp-filters")).to_be_hidden()
    expect(page.locator(".csp-route:visible")).to_have_count(1)
    page.locator(".csp-stage summary").first.click()
    # By its element: Playwright looks for no words in what is there for who has no scripts.
    expect(page.locator("#step-sign-plan b")).to_be_visible()
    expect(page.locator("#step-sign-plan b")).to_have_text("Sign the success plan")
    context.close()


@pytest.mark.slow
def test_what_strangers_write_in_every_text_runs_nothing_and_asks_nobody(reader: Reader):
    # All at once; then alone those that count only where a text begins, as in an address.
    for text in (" ".join(SCRIPTS), *(each for each in SCRIPTS if ":" in each[:12])):
        page = reader.open(view_of(with_texts(demo_plan("lumen"), lambda _, text=text: text)))
        assert page.locator("h1").text_content() == one_line(text)
        for button in page.locator(".csp-filters button").all():
            button.click()
        for bar in page.locator(".csp-route:visible .act[data-row]").all()[:1]:
            bar.dispatch_event("click")
        assert page.locator("main > .csp-piece").count() == 8
        assert reader.odd == [], text


def _shown(page: Page) -> set[str]:
    lines = page.locator(".csp-steps li[data-row]:visible")
    return set(lines.evaluate_all("(all) => all.map((each) => each.dataset.row)"))


def _due(standing: Standing, row: Activity) -> date:
    slot = standing.schedule.slots.get(row.id)
    return (slot and slot.finish_on) or date.max


def _month(standing: Standing, row: Activity) -> tuple[int, int]:
    is_counted = is_open(row) and row.kind is not ActivityKind.CADENCE
    day = _due(standing, row) if is_counted else row.finished_on or date.max
    return day.year, day.month
