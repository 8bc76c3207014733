"""What a page or a PDF is made of, without its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pikepdf


class Outline(HTMLParser):
    """The elements of a page with the names of their attributes, its words, and its addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.words: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))
        places = ("href", "src", "srcset", "action", "data", "poster", "background", "xlink:href")
        self.addresses += [value or "" for name, value in attrs if name in places]

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)


def parts_of(pdf: bytes) -> Counter[str]:
    """How many of each structural element a tagged PDF has, but lines and spans."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        tags = [str(node.S) for node in nodes(opened.Root.StructTreeRoot)]
    return Counter(tag for tag in tags if tag not in ("/Span", "/P", "/NonStruct", "/Div"))


def nodes(node: Any) -> Iterator[Any]:
    """Every structural element of a PDF, from the root down."""
    if isinstance(node, pikepdf.Dictionary) and "/S" in node and node.get("/Type") != "/OBJR":
        yield node
    children = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else []
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            yield from nodes(child)


def links_of(pdf: bytes) -> set[str]:
    """The addresses that a PDF links to."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {
            str(note.A.URI)
            for page in opened.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        }


def actions_of(pdf: bytes) -> set[str]:
    """The kinds of actions anywhere in a PDF: links to addresses and places are harmless."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {
            str(found.S)
            for found in opened.objects
            if isinstance(found, pikepdf.Dictionary)
            and "/S" in found
            and found.get("/Type") == "/Action"
        } | {
            "/" + name
            for name in ("JavaScript", "EmbeddedFiles")
            if f"/{name}" in opened.Root.get("/Names", {})
        }
