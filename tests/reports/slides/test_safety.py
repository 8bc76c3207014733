"""Whatever strangers write stays letters: no formula, no script, nothing that is fetched."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.document import Cell, Items, Picture, Section
from cspwidgets.reports.slides import pptx_of
from support import reviews
from support.decks import opened, parts, words
from support.reviewed import notebook_of, with_text
from support.strangers import STRANGERS

FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://evil.example","x")',
    "+1",
    "-1+1",
    "@SUM(1)",
    "{=1+1}",
    "=cmd|' /C calc'!A0",
    "https://evil.example",
    "internal:Sheet1!A1",
    "external:C:/x.xlsx",
    "ftp://evil.example/x",
)
ALL = (*FORMULAS, *STRANGERS)
LINKS = ("javascript:alert(1)", "file:///etc/passwd", "ppaction://program", "\\\\host\\share",
         "data:text/html,x", "https://", "//evil.example", "https://a b", "vbscript:x")  # fmt: skip
KNOWN_OUTSIDE = {"https://example.com/retire", "mailto:priya@example.com"}


def deck_with(text: str) -> bytes:
    """The sample review with `text` in every field that a stranger can fill, links too."""
    told: list[str] = []
    shown = with_text(reviews.sections(), lambda _: text)
    fixed = replace(shown[0].head, language="en", as_of="2026-07-17") if shown[0].head else None
    made = pptx_of(notebook_of((replace(shown[0], head=fixed), *shown[1:])), tell=told.append)
    assert told == []
    return made


def outside_of(deck: bytes) -> set[str]:
    """Every address that a deck names in a relation."""
    return {
        found
        for name, data in parts(deck)
        if name.endswith(".rels")
        for relation in ElementTree.fromstring(data)
        if relation.get("TargetMode") == "External"
        for found in [relation.get("Target") or ""]
    }


@pytest.mark.slow
@pytest.mark.parametrize("text", ALL, ids=lambda text: ascii(text)[:30])
def test_text_of_strangers_is_letters_in_every_part(text: str):
    deck = deck_with(text)
    for name, data in parts(deck):
        assert not name.endswith((".bin", ".vml", ".js"))
        if not name.endswith((".xml", ".rels")):
            continue
        root = ElementTree.fromstring(data)
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"f", "hyperlink", "oleObj", "control", "script", "snd"} or (
            "charts/" in name and tags & {"f"}
        )
        if "charts/" in name:
            # The only formulas of a chart say where in its workbook its figures stand.
            told = {each.text for each in root.iter() if each.tag.endswith("}f")}
            assert all(re.fullmatch(r"Sheet1!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", f) for f in told if f)
    assert outside_of(deck) <= ({text} if text.startswith("https://evil") else set())


@pytest.mark.parametrize("text", ALL[:3], ids=lambda text: ascii(text)[:30])
def test_a_formula_is_no_formula_in_the_workbook_of_a_chart(text: str):
    books = [data for name, data in parts(deck_with(text)) if name.endswith("sheet1.xml")]
    assert len(books) == 2
    assert all(b"<f>" not in data and b"hyperlink" not in data for data in books)


def test_only_addresses_that_are_safe_can_be_followed():
    items = Items(id="i", title="", items=tuple(Cell(text=f"Here {e}", link=e) for e in LINKS))
    section = Section(kind="worked", title="t", blocks=(items,))
    deck = pptx_of(notebook_of((reviews.sections()[0], section)))
    assert outside_of(deck) == set()
    assert {f"Here {link}" for link in LINKS} <= set(words(opened(deck)))


def test_the_links_of_the_review_can_be_followed_and_no_others():
    assert outside_of(pptx_of(notebook_of(reviews.sections()))) == KNOWN_OUTSIDE


def test_a_drawing_that_holds_more_than_a_drawing_is_refused():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x</script></svg>'
    picture = Picture(id="p", svg=svg, alt="x", width=9, height=9)
    section = Section(kind="summary", title="t", blocks=(picture,))
    with pytest.raises(UnreadableFile, match="more than a drawing"):
        pptx_of(notebook_of((reviews.sections()[0], section)))


def test_the_note_of_what_was_written_holds_no_word_of_it():
    held = dict(parts(pptx_of(notebook_of(reviews.sections()))))["docProps/custom.xml"].decode()
    assert "csp 001" in held
    for text in ("Northwind", "northwind", "10.88", "depots"):
        assert text not in held
