"""The words that a CSM added to the notebook, for paper: headings, paragraphs and lists.

Tables, pictures and charts that were added are in the page only; whoever writes says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import mistune

from cspwidgets.reports.document import Block, Cell, Items, Paragraph, Section
from cspwidgets.reports.pages import Added


def section_of(piece: Added) -> Section | None:
    """What was added, as a section without a kind of its own; None, where it has no words."""
    blocks = [Paragraph(text=piece.printed)] if piece.printed.strip() else []
    tokens = _markdown()(piece.markdown)
    found = [*blocks, *(block for token in tokens for block in _blocks(token))]
    title = next((_words(token) for token in tokens[:1] if token["type"] == "heading"), "")
    if not found and not title:
        return None
    return Section(kind="lessons", title=title, blocks=tuple(found[1:] if title else found))


def _blocks(token: Mapping[str, Any]) -> Iterator[Block]:
    if token["type"] == "list":
        cells = tuple(Cell(text=_words(item)) for item in token["children"])
        yield Items(id="added", title="", items=cells)
    elif token["type"] != "blank_line" and (words := _words(token)):
        yield Paragraph(text=words)


def _words(token: Mapping[str, Any]) -> str:
    children = token.get("children", ())
    between = " " if token["type"] in ("list", "list_item", "block_quote") else ""
    told = token.get("raw", "") or between.join(map(_words, children))
    return " " if token["type"] in ("softbreak", "linebreak") else str(told)


@cache
def _markdown() -> Any:
    return mistune.create_markdown(renderer=None)
