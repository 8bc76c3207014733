"""The page in the CSM's frame: the same page, and nothing that anybody wrote can run in it."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode

import pytest
from jupyter_core.utils import run_sync

from cspwidgets.portfolio import Portfolio
from cspwidgets.sharing.inside import PAGE, Inside, script
from cspwidgets.sharing.preview import preview
from cspwidgets.sharing.rendering import page_html

SMUGGLED = "<script>parent.document.title='x'</script><img src=x onerror=alert(1)>"


def page(*texts: str) -> str:
    """A page as it is kept, with these pieces."""
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"c{number}",
            "metadata": {},
            "outputs": [
                {"output_type": "display_data", "metadata": {}, "data": {"text/html": text}}
            ],
            "source": "",
        }
        for number, text in enumerate(texts)
    ]
    told = {"csp": {"language": "en", "title": "Plan"}}
    return json.dumps({"cells": cells, "metadata": told, "nbformat": 4, "nbformat_minor": 5})


def policy(html: str) -> str:
    """What the page allows, which must be its first words."""
    head = html[html.index("<head>") + len("<head>") :].lstrip()
    found = re.match(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', head)
    assert found, head[:200]
    return found[1]


def digests(html: str) -> list[str]:
    """Of every script, in order."""
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL)
    hashes = (hashlib.sha256(text.encode()).digest() for text in scripts)
    return [b64encode(digest).decode() for digest in hashes]


def test_only_the_pages_own_scripts_are_allowed_by_their_digest(book: Portfolio):
    html = preview(page("<p>one</p>", SMUGGLED), book.settings)
    allowed = policy(html)
    own, smuggled = digests(html)[:-1], digests(html)[-1]
    assert own
    assert all(digest in allowed for digest in own)
    assert smuggled not in allowed
    scripts = re.search(r"script-src ([^;]*)", allowed)
    assert scripts
    assert re.fullmatch(r"('sha256-[\w+/=]+' ?)+", scripts[1])
    assert "default-src 'none'" in allowed


def test_the_frame_shows_what_customers_get_and_asks_nobody_for_anything(book: Portfolio):
    kept = page("<section><p>Déjà vu &amp; “more”</p></section>")
    html = preview(kept, book.settings)
    served = run_sync(page_html)(kept, Inside.of(book.settings)).decode()
    assert body(html) == re.sub(r"(<body[^>]*?) data-served", r"\1", body(served))
    head = re.sub(r"<script.*?</script>", "", html[: html.index("<body")], flags=re.DOTALL)
    assert not re.search(r"(?:src|href)=(?!\"data:)", head)
    assert script(PAGE) in html


def body(html: str) -> str:
    """All from the body on."""
    return html[html.index("<body") :]


@pytest.mark.parametrize("text", ["</style><script>", "</head>", "<head>"])
def test_a_text_that_looks_like_markup_cannot_come_before_the_policy(book: Portfolio, text: str):
    html = preview(page(f"<p>{text}</p>"), book.settings)
    assert html.index("Content-Security-Policy") < html.index(f"<p>{text}")
