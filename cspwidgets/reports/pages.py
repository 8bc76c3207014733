"""An executed notebook as a page's pieces, in its order: sections, and what a CSM added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.document import SECTION_MIME, ReviewHead, Section, sections_of

HIDDEN = frozenset({"remove_cell", "remove-cell", "hide_cell", "hide-cell"})
"""The tags of cells that are for who works with the notebook, not for who reads the review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A piece that a CSM added: markdown, what was printed, or an output's data by media type."""

    markdown: str = ""
    printed: str = ""
    data: Mapping[str, Any] | None = None


def head_of(pieces: tuple[Section | Added, ...]) -> ReviewHead:
    """What the whole document is.

    Raises
    ------
    UnreadableFile
        No section says it.
    """
    for piece in pieces:
        if isinstance(piece, Section) and piece.head:
            return piece.head
    told = "This review does not say whose it is (its cover is missing); make it anew."
    raise UnreadableFile(told)


def pieces_of(notebook: Mapping[str, Any]) -> tuple[Section | Added, ...]:
    """Everything that a page shows of an executed notebook.

    Raises
    ------
    UnreadableFile
        A cell failed, there is no review, or a section is broken.
    """
    _refuse_failed(notebook)
    sections = iter(sections_of(notebook))
    return tuple(
        next(sections) if piece is None else piece
        for cell in notebook["cells"]
        for piece in _pieces(cell)
    )


def _refuse_failed(notebook: Mapping[str, Any]) -> None:
    for place, cell in enumerate(notebook["cells"], 1):
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                told = (
                    f"Cell {place} of this review failed ({output['ename']}: {output['evalue']}). "
                    "Mend what it says and run the notebook again."
                )
                raise UnreadableFile(told, place=f"cell {place}")


def _pieces(cell: Mapping[str, Any]) -> Iterator[Added | None]:
    # None stands for a section, which are read for every writer alike.
    hidden = bool(HIDDEN & set(cell.get("metadata", {}).get("tags", ())))
    if cell["cell_type"] == "markdown" and not hidden:
        yield Added(markdown=_joined(cell["source"]))
    for output in cell.get("outputs", ()):
        if SECTION_MIME in output.get("data", {}):
            yield None
        elif output["output_type"] == "stream" and output["name"] == "stdout" and not hidden:
            yield Added(printed=_joined(output["text"]))
        elif "data" in output and not hidden:
            yield Added(data=output["data"])


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
