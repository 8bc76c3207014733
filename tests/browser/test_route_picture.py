"""The pictures in a real browser: what letters really take, and what a column really shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html import escape
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from cspwidgets.journey.checks import check
from cspwidgets.language import Language
from cspwidgets.pictures import findings, headline, nextsteps, reportcard, value
from cspwidgets.pictures.frame import narrowest_width
from cspwidgets.pictures.page import WIDTHS, route_block
from cspwidgets.pictures.route import svg
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.text import FONTS, measure
from support.picture_cases import CASES, case
from support.sheets import page_of

pytestmark = pytest.mark.browser

# Words with the stretch that they take in px, and bars; the baseline says where letters are.
_BOXES = """() => [...document.querySelectorAll(".drawing")].map((holder) => {
    const svg = holder.querySelector("svg");
    const box = (node, kind) => {
        const {x, y, width, height} = node.getBBox();
        const sides = {left: x, right: x + width, top: y, bottom: y + height};
        return {kind, said: node.textContent, ...sides};
    };
    const words = [...svg.querySelectorAll("text")].map((node) => {
        const style = getComputedStyle(node);
        const size = parseFloat(style.fontSize), base = node.y.baseVal[0].value;
        const letters = {top: base - 0.74 * size, bottom: base + 0.2 * size};
        return {...box(node, node.classList[0]), ...letters, size, weight: +style.fontWeight};
    });
    const bars = [...svg.querySelectorAll(".bar")].map((node) => box(node, "bar"));
    const {width, height} = svg.viewBox.baseVal;
    return {name: holder.title, width, height, boxes: [...words, ...bars]};
})"""

_FORMS = """() => [...document.querySelectorAll(".csp-form")]
    .filter((form) => form.checkVisibility()).map((form) => form.className)"""

_STICKING_OUT = """() => [...document.querySelectorAll("body *")].filter((node) => {
    if (!node.checkVisibility() || node.closest("svg") || node.closest(".csp-hidden")) return false;
    const {right, width} = node.getBoundingClientRect();
    return width > 0 && right > innerWidth + 0.5;
}).map((node) => `${node.tagName} ${node.className}: ${node.textContent.slice(0, 60)}`)"""


@pytest.fixture(scope="module")
def boxes(chromium: Browser) -> Callable[[str, str], list[dict[str, Any]]]:
    """What all drawings take in a font and a language, measured once."""

    @cache
    def measured(font: str, tag: str) -> list[dict[str, Any]]:
        page = chromium.new_page(viewport={"width": 1400, "height": 900})
        more_css = f'.csp{{--csp-font:"{font}",sans-serif}}'
        page.set_content(page_of(_drawings(tag), more_css=more_css))
        page.evaluate("document.fonts.ready")
        found = page.evaluate(_BOXES)
        page.close()
        return found

    return measured


@pytest.mark.parametrize("font", ["Inter", "DejaVu Sans"])
def test_letters_never_collide_and_are_never_cut(
    boxes: Callable[[str, str], list[dict[str, Any]]], font: str
):
    drawn = boxes(font, "en")
    assert len(drawn) > 3 * len(CASES)
    assert {one["name"]: found for one in drawn if (found := _troubles(one))} == {}


@pytest.mark.parametrize(
    ("font", "tag"), [("Inter", "en"), ("DejaVu Sans", "en"), ("DejaVu Sans", "de")]
)
def test_no_words_are_wider_than_they_were_measured(
    boxes: Callable[[str, str], list[dict[str, Any]]], font: str, tag: str
):
    words = {
        (box["kind"], box["said"]): box["right"] - box["left"]
        for one in boxes(font, tag)
        for box in one["boxes"]
        if box["kind"] != "bar"
    }
    wider = {
        said: (round(real), round(measure(said, FONTS[kind])))
        for (kind, said), real in words.items()
        if real > measure(said, FONTS[kind]) + 0.5
    }
    assert wider == {}


def test_the_sizes_of_words_are_those_they_were_measured_with(page: Page):
    page.set_content(page_of(_drawings()))
    for one in page.evaluate(_BOXES):
        for box in one["boxes"]:
            if box["kind"] != "bar":
                font = FONTS[box["kind"]]
                assert box["size"] == font.size, box["kind"]
                assert font.bold or box["weight"] < 600, box["kind"]


@pytest.mark.parametrize("width", [360, 639, 640, 700, 899, 900, 1031, 1300, 1500, 2000])
def test_a_column_shows_exactly_one_form_of_the_route_and_none_is_shrunk(page: Page, width: int):
    page.set_viewport_size({"width": 2100, "height": 800})
    block = route_block(case("ordinary"))
    page.set_content(page_of(f'<div style="width:{width}px">{block}</div>'))
    shown = page.evaluate(_FORMS)
    fitting = [known for known in WIDTHS if known <= width]
    assert shown == [f"csp-form csp-from-{fitting[-1]}" if fitting else "csp-form csp-below-640"]


def test_a_plan_with_many_stages_is_told_as_directions_where_it_would_be_cramped(page: Page):
    page.set_viewport_size({"width": 900, "height": 800})
    page.set_content(page_of(route_block(case("twelve stages"))))
    assert page.locator(".csp-directions").is_visible()
    page.set_viewport_size({"width": 1500, "height": 800})
    assert not page.locator(".csp-directions").is_visible()


@pytest.mark.parametrize(("tag", "widths"), [("en", (320, 360, 680, 1080)), ("de", (360, 1600))])
def test_nothing_sticks_out_of_the_page(page: Page, tag: str, widths: tuple[int, ...]):
    for name in CASES:
        page.set_content(page_of(_everything(name, tag)), wait_until="domcontentloaded")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(_STICKING_OUT) == [], (name, width)


def test_a_script_in_any_field_does_not_run(page: Page):
    told: list[str] = []
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.set_content(page_of(_everything("hostile")))
    assert page.locator("script").count() == 0
    assert page.get_by_text("<script>alert('x')</script>").count() > 0
    assert told == []


def test_colours_follow_the_reader_and_in_jupyterlab_the_lab(page: Page):
    body = f'<div id="lab">{_everything("ordinary")}</div>'
    page.emulate_media(color_scheme="light")
    page.set_content(page_of(body))
    ink = "() => getComputedStyle(document.querySelector('.csp')).color"
    assert page.evaluate(ink) == "rgb(24, 33, 47)"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ink) == "rgb(232, 236, 242)"
    page.evaluate("document.documentElement.dataset.jpThemeLight = 'true'")
    page.add_style_tag(content=":root{--jp-ui-font-color1:rgb(1, 2, 3)}")
    assert page.evaluate(ink) == "rgb(1, 2, 3)"
    page.emulate_media(media="print")
    assert page.evaluate(ink) == "rgb(24, 33, 47)"


def _drawings(tag: str = "en") -> str:
    held = []
    for name in CASES:
        standing = case(name, Language.of(tag))
        names = SideNames.for_customer(standing.plan, standing.language)
        least = narrowest_width(standing, names)
        for width in sorted({least, 680, 1080, 1600}):
            if width >= least:
                drawn = svg(standing, width=width, names=names)
                held.append(f'<div class="drawing" title="{escape(name)} {width}">{drawn}</div>')
    return "".join(held)


def _everything(name: str, tag: str = "en") -> str:
    standing = case(name, Language.of(tag))
    names = SideNames.for_customer(standing.plan, standing.language)
    found = check(standing.plan, standing.on, standing.schedule)
    return (
        f'{headline.html(standing)}<div class="csp-card">{route_block(standing, names=names)}</div>'
        f"{nextsteps.html(standing, names=names)}{value.html(standing, names=names)}"
        f'<div class="csp-card">{reportcard.html(standing, names=names)}</div>'
        f'<div class="csp-card">{findings.html(found)}</div>'
    )


def _troubles(drawing: dict[str, Any]) -> list[str]:
    found = []
    for box in drawing["boxes"]:
        is_out = box["left"] < -1 or box["right"] > drawing["width"] + 1
        if is_out or box["top"] < 0 or box["bottom"] > drawing["height"]:
            found.append(f"{box['said']!r} sticks out")
    for one, other in combinations(drawing["boxes"], 2):
        if one["kind"] == other["kind"] == "bar":
            continue
        is_beside = one["right"] <= other["left"] or other["right"] <= one["left"]
        is_over = one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
        if not (is_beside or is_over):
            found.append(f"{one['said']!r} and {other['said']!r}")
    return found
