"""A page that could do more than be read, or that is not whole, is refused with its reason."""

from __future__ import annotations

import asyncio
import re
from html import escape

import pytest

from cspwidgets.errors import PageFailed
from cspwidgets.pictures.markup import one_line
from cspwidgets.settings import Settings
from cspwidgets.sharing.inside import Inside
from cspwidgets.sharing.pagecheck import check_page
from cspwidgets.sharing.rendering import page_html
from support.demo import UGLY, demo_plan, ugly_plan
from support.hostile import with_texts
from support.strangers import LETTERS, SCRIPTS
from support.views import notebook_of, view_of

DEMO = ("northwind", "aldhelm", "lumen", "castellan")

BROKEN = {
    "<script>alert(1)</script>": "it holds a script",
    "<script src='https://example.com/x.js'></script>": "<script> fetches 'https://example",
    "<img src='/x.png'>": "it holds <img>",
    "<iframe></iframe>": "it holds <iframe>",
    "<p onclick='x()'>a</p>": "<p> has the script onclick",
    "<a href='javascript:alert(1)'>a</a>": "<a> leads to 'javascript",
    "<a href='//example.com'>a</a>": "<a> leads to '//example.com'",
    "<i style='background:url(https://example.com)'></i>": "<i> has the style",
    "<form action='/x'></form>": "it holds <form>",
    "<button formaction='/x'>a</button>": "<button> has formaction",
    "<svg><foreignObject></foreignObject></svg>": "it holds <foreignobject>",
    "<div>": "ends what did not begin",
    "</div>": "ends what did not begin",
    "<h1>again</h1>": "not exactly one <h1>",
    "<link rel='stylesheet' href='https://example.com/x.css'>": "<link> leads to 'https",
}


def html_of(page: str) -> str:
    return asyncio.run(page_html(page, Inside())).decode()


@pytest.fixture(scope="module")
def whole() -> str:
    """The page of a demo plan."""
    return html_of(notebook_of(view_of("lumen")))


@pytest.mark.parametrize("name", [*DEMO, *sorted(file.stem for file in UGLY.glob("*.yaml"))])
def test_every_plan_gives_a_page_that_can_only_be_read(name: str):
    plan = name if name in DEMO else ugly_plan(name)
    page = notebook_of(view_of(plan))
    check_page(html_of(page), cells=page.count('"cell_type"'))


@pytest.mark.slow
def test_what_strangers_write_in_every_text_stays_letters():
    for text in (*SCRIPTS, *LETTERS):
        if "\ud800" in text:
            continue  # no plan can hold half a character
        view = view_of(with_texts(demo_plan("northwind"), lambda _, text=text: text))
        page = notebook_of(view)
        html = html_of(page)
        check_page(html, cells=page.count('"cell_type"'))
        told = escape(one_line(text)) or "No objective yet"
        assert f"<h1><bdi>{told}</bdi></h1>" in html


@pytest.mark.parametrize(("odd", "why"), BROKEN.items(), ids=BROKEN)
def test_what_could_do_more_is_refused_by_name(whole: str, odd: str, why: str):
    check_page(whole, cells=10)
    with pytest.raises(PageFailed, match="not fit for customers") as refused:
        check_page(whole.replace("</main>", f"{odd}</main>"), cells=10)
    assert why in refused.value.sentence


def test_a_page_that_shows_nothing_or_breaks_off_is_refused(whole: str):
    with pytest.raises(PageFailed, match="shows nothing"):
        check_page(whole, cells=0)
    with pytest.raises(PageFailed, match="never ends"):
        check_page(whole[: whole.index("</main>")], cells=10)


def test_a_page_asks_nobody_for_anything(whole: str):
    page = notebook_of(view_of("lumen"))
    inside = Inside.of(Settings.from_environment())
    served = asyncio.run(page_html(page, inside)).decode()
    bare = served.replace(inside.sheet, "").replace(inside.script, "")
    # What a phone does not show at first is letters until the script puts it in its place.
    unfolded, folded = re.subn(r"<noscript>(.*?)</noscript>", r"\1", bare)
    assert unfolded == re.sub(r"<bdi>([ -~]*?)</bdi>", r"\1", whole)
    closed = len(re.findall(r'<details class="csp-stage \w+">', whole))
    assert folded == whole.count('class="csp-route"') + closed > 4
    head = re.sub(
        r"<(script|style)\b.*?</\1>", "", served[: served.index("<body")], flags=re.DOTALL
    )
    assert re.findall(r' (?:src|href)="(?!data:)', head) == []
    assert " src=" not in whole[whole.index("<body") :]
    assert "@import" not in inside.sheet
    assert re.findall(r"url\((?!\"?(?:data:|#))", inside.sheet) == []
