"""New rows in tables that a CSM may have edited: known rows get new cells, new rows come last.

A table may go on over several slides; its rows are one list here. A row is known by its first cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from cspwidgets.reports.slides.draw import row_xml
from cspwidgets.reports.slides.elements import EMU, Grid, Line, Row, row_height
from cspwidgets.reports.slides.letters import NAMESPACES, Pen
from cspwidgets.reports.slides.memory import text_of
from cspwidgets.reports.slides.merge import aligned, print_of
from cspwidgets.reports.slides.retext import paragraph_text, rewrite


@dataclass(frozen=True, slots=True)
class Drawn:
    """One part of a table as it stands on a slide; `table` is its `a:tbl`."""

    table: Any
    pen: Pen

    def rows(self) -> list[Any]:
        """Its rows without the header."""
        found: list[Any] = self.table.findall(qn("a:tr"))[1:]
        return found

    def widths(self) -> list[float]:
        """Its columns' widths in points."""
        columns = self.table.find(qn("a:tblGrid")).findall(qn("a:gridCol"))
        return [int(column.get("w")) / EMU for column in columns]


Kept: TypeAlias = list[tuple[str, str]]
"""What a CSM changed: the words there, and those that the review has now ("" for none)."""


def renew_rows(
    parts: Sequence[Drawn],
    written: Sequence[Sequence[str]],
    head: Sequence[str],
    grids: Sequence[Grid],
) -> Kept | None:
    """Give a table on slides its new rows; None if its columns are no longer the ones written.

    `written` and `head` are the prints of what was written last.
    """
    header = grids[0].header
    columns = _columns(parts[0], head, len(header))
    if columns is None:
        return None
    rows = [row for grid in grids for row in grid.rows]
    kept: Kept = []
    for part in parts:
        _renew_head(part, columns, header, head, kept)
    found = [(part, row) for part in parts for row in part.rows()]
    marks = [print_of(_cell_text(row, columns[0])) for _, row in found]
    places = aligned([row[0] for row in written], marks)
    new = dict(zip(_names(text_of(row[0]) for row in rows), rows, strict=True))
    names = _names_of_prints([row[0] for row in written])
    # Before any row goes: new ones are drawn like the rows that were there.
    ours = [each for each, place in zip(found, places, strict=True) if place is not None]
    pattern = deepcopy(ours[0][1]) if ours else None
    for (part, row), place in zip(found, places, strict=True):
        if place is not None:
            fresh = new.get(names[place])
            _renew_row(part, row, columns, written[place], fresh, kept)
    end = next((part for part in reversed(parts) if part.rows()), parts[0])
    for name, row in new.items():
        if name not in set(names):
            _append(end, row, columns, pattern)
    return kept


def _columns(part: Drawn, head: Sequence[str], count: int) -> list[int] | None:
    # For each column that was written, where it is now.
    cells = part.table.find(qn("a:tr")).findall(qn("a:tc"))
    if len(head) != count:
        return None
    marks = [print_of(_text(cell)) for cell in cells]
    if len(marks) == count:
        return list(range(count))
    places = [marks.index(mark) if mark in marks else None for mark in head]
    known = [place for place in places if place is not None]
    return known if len(known) == count else None


def _renew_head(
    part: Drawn, columns: Sequence[int], header: Row, head: Sequence[str], kept: Kept
) -> None:
    row = part.table.find(qn("a:tr"))
    _renew_cells(part, row, columns, head, header, kept)


def _renew_row(
    part: Drawn,
    row: Any,
    columns: Sequence[int],
    written: Sequence[str],
    fresh: Row | None,
    kept: Kept,
) -> None:
    if fresh is not None:
        _renew_cells(part, row, columns, written, fresh, kept)
        row.set("h", str(_height(fresh, part)))
        return
    texts = [_cell_text(row, column) for column in columns]
    if [print_of(text) for text in texts] == list(written):
        part.table.remove(row)
    else:
        kept.append((texts[0], ""))


def _renew_cells(
    part: Drawn,
    row: Any,
    columns: Sequence[int],
    written: Sequence[str],
    fresh: Row,
    kept: Kept,
) -> None:
    cells = row.findall(qn("a:tc"))
    for column, mark, lines in zip(columns, written, fresh, strict=False):
        text = _text(cells[column])
        if print_of(text) == mark:
            _fill(cells[column], lines, part.pen)
        else:
            kept.append((text, text_of(lines)))


def _append(part: Drawn, row: Row, columns: Sequence[int], pattern: Any) -> None:
    if pattern is None:
        made = parse_xml(row_xml(row, 0, part.pen).replace("<a:tr ", f"<a:tr {NAMESPACES} ", 1))
    else:
        made = _emptied(pattern)
        cells = made.findall(qn("a:tc"))
        for column, lines in zip(columns, row, strict=False):
            _fill(cells[column], lines, part.pen)
            for run, line in zip(cells[column].iter(qn("a:rPr")), lines, strict=False):
                run.set("b", str(int(line.bold)))
    made.set("h", str(_height(row, part)))
    part.table.append(made)


def _emptied(pattern: Any) -> Any:
    made = deepcopy(pattern)
    for run in made.iter(qn("a:r")):
        run.find(qn("a:t")).text = ""
        for link in list(run.iter(qn("a:hlinkClick"), qn("a:hlinkMouseOver"))):
            link.getparent().remove(link)
    return made


def _fill(cell: Any, lines: Sequence[Line], pen: Pen) -> None:
    body = cell.find(qn("a:txBody"))
    paragraphs = body.findall(qn("a:p"))
    if len(paragraphs) == len(lines) and all(p.find(qn("a:r")) is not None for p in paragraphs):
        for paragraph, line in zip(paragraphs, lines, strict=True):
            rewrite(paragraph, line, pen)
        return
    for paragraph in paragraphs:
        body.remove(paragraph)
    for place, line in enumerate(lines):
        made = pen.paragraph(line, first=not place)
        body.append(parse_xml(made.replace("<a:p>", f"<a:p {NAMESPACES}>", 1)))


def _height(row: Row, part: Drawn) -> int:
    widths = part.widths()
    if len(widths) != len(row):
        widths = [sum(widths) / len(row)] * len(row)
    return round(row_height(row, widths) * EMU)


def _cell_text(row: Any, column: int) -> str:
    cells = row.findall(qn("a:tc"))
    return _text(cells[column]) if column < len(cells) else ""


def _text(cell: Any) -> str:
    return " ".join(
        text for text in (paragraph_text(each) for each in cell.iter(qn("a:p"))) if text.strip()
    )


def _names(texts: Iterable[str]) -> list[tuple[str, int]]:
    return _names_of_prints([print_of(text) for text in texts])


def _names_of_prints(prints: Sequence[str]) -> list[tuple[str, int]]:
    # Two rows may begin with the same words: the second is the second of them.
    counts: Counter[str] = Counter()
    made = []
    for mark in prints:
        made.append((mark, counts[mark]))
        counts[mark] += 1
    return made
