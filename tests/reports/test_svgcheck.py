"""Only drawings are let into a page."""

from __future__ import annotations

import pytest

from cspwidgets.reports.svgcheck import is_safe_svg
from support.reviews import sections

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def svg(inside: str) -> str:
    return f"{OPEN}{inside}</svg>"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g onclick='alert(1)'/>",
        "<a href='javascript:alert(1)'><text>x</text></a>",
        "<use href='http://example.com/x.svg#a'/>",
        "<use xlink:href='data:image/svg+xml,x'/>",
        "<image href='http://example.com/x.png'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<style>@import 'http://example.com/x.css';</style>",
        "<rect fill='url(http://example.com/x)'/>",
        "<rect style='background:url(\"http://example.com/x\")'/>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<set attributeName='onclick' to='alert(1)'/>",
        "<title><g/></title>",
        "<![CDATA[x]]>",
        "<!-- x -->",
        "<?xml-stylesheet href='x'?>",
        "<p xmlns='http://www.w3.org/1999/xhtml'>x</p>",
        "<g>",
        "&nothing;",
    ],
)
def test_what_could_run_or_ask_is_refused(inside: str):
    assert not is_safe_svg(svg(inside))


@pytest.mark.parametrize("text", ["", "words", "<p/>", f"{OPEN}</svg>{OPEN}</svg>"])
def test_what_is_not_one_whole_drawing_is_refused(text: str):
    assert not is_safe_svg(text)


@pytest.mark.parametrize(
    "inside",
    [
        "<defs><linearGradient id='a'><stop offset='0'/></linearGradient></defs>"
        "<rect fill='url(#a)'/><use xlink:href='#a'/>",
        "<text>&lt;script&gt; javascript: onclick=</text><title>url(http://x)</title>",
        "<g aria-label='url(http://example.com) \\ '/>",
    ],
)
def test_a_drawing_with_any_words_is_let_in(inside: str):
    assert is_safe_svg(svg(inside))


def test_the_route_is_let_in():
    assert is_safe_svg(sections()[1].blocks[-1].svg)
