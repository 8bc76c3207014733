"""A block of cells copied from a sheet, read into one change.

With a header that we know, its rows are added; without one, the cells fill the grid from where the
paste was made, to the right and down, and what reaches beyond the last row is added. Each cell is
read as if it were typed. What cannot be read is left out and reported; the rest is taken.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from cspwidgets.errors import CellRejected, EditRejected
from cspwidgets.plan.cells import read_cell
from cspwidgets.plan.edits import Edit, add_row, apply_all, find, set_field
from cspwidgets.plan.model import TABLES, Plan, Row
from cspwidgets.widgets.editor_columns import Column, Sheet, needs
from cspwidgets.widgets.editor_sheets import SHEETS

MOST_ROWS = 2_000
"""How many rows one paste may have."""

MOST_TOLD = 40
"""How many of the cells that were not taken are told one by one."""

Cells = list[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A cell or row of the pasted block that was not taken, as people count, and why."""

    line: int
    label: str
    typed: str
    message: str


@dataclass(slots=True, kw_only=True)
class Block:
    """What a pasted block becomes: the edits of one change, and what was left out."""

    edits: list[Edit] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    left: list[Left] = field(default_factory=list)

    def words(self) -> str:
        """The change in words, for the history."""
        parts = [f"{self.added} rows added"] if self.added else []
        parts += [f"{self.changed} rows changed"] if self.changed else []
        return f"Pasted from a sheet: {', '.join(parts) or 'nothing'}"

    def told(self) -> dict[str, Any]:
        """The summary as the browser shows it."""
        cells = [
            {"line": cell.line, "label": cell.label, "typed": cell.typed, "message": cell.message}
            for cell in self.left[:MOST_TOLD]
        ]
        more = len(self.left) - len(cells)
        added = [edit.row for edit in self.edits if edit.kind == "add"]
        counts = {"added": self.added, "changed": self.changed, "more": more}
        return {**counts, "left": cells, "first": added[0] if added else ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a paste was made.

    Attributes
    ----------
    columns
        The fields of the grid from left to right, from the one that has the focus.
    rows
        The ids of the rows from the one that has the focus, downwards.
    after, stage
        Behind which row, and in which stage, new rows come.
    """

    sheet: Sheet
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    after: str
    stage: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Target:
        """Read the target out of the browser's message."""
        sheet = SHEETS.get(str(data.get("table")))
        if sheet is None:
            raise EditRejected("That cannot be pasted into; nothing was changed.")
        return cls(
            sheet=sheet,
            columns=tuple(str(name) for name in data.get("columns") or ()),
            rows=tuple(str(row) for row in data.get("rows") or ()),
            after=str(data.get("after") or ""),
            stage=str(data.get("stage") or ""),
        )


def read_block(plan: Plan, text: str, target: Target, *, new_id: Callable[[int], str]) -> Block:
    """The change that a pasted text means.

    Raises
    ------
    EditRejected
        There is nothing in it, or too much.
    """
    cells = split_cells(text)
    if not cells or len(cells) > MOST_ROWS:
        raise EditRejected(
            f"The clipboard holds {len(cells) or 'no'} rows; paste 1 to {MOST_ROWS:,} at a time."
        )
    columns = match_header(target.sheet, cells[0])
    paste = _Paste(plan, target, new_id)
    if columns:
        paste.refuse_columns(columns, cells[0])
        paste.add(columns, cells[1:], line=2)
    else:
        known = {column.field: column for column in target.sheet.columns}
        columns = [known.get(name) for name in target.columns]
        covered = len(target.rows)
        paste.fill(columns, cells[:covered])
        if covered:
            paste.go_on_below(target.rows[-1])
        paste.add(columns, cells[covered:], line=covered + 1)
    return paste.block


def split_cells(text: str) -> Cells:
    """The rows and cells of a text as sheets put it on the clipboard; empty rows are left out.

    Examples
    --------
    >>> split_cells('Kick-off\\t"two\\nlines"\\r\\n\\r\\nTrain\\t')
    [['Kick-off', 'two\\nlines'], ['Train', '']]
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    # An odd quote is somebody's inch or apostrophe: read as one, it would swallow all that follows.
    quote = None if text.count('"') % 2 else '"'
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
    rows = csv.reader(io.StringIO(text), delimiter="\t", quotechar=quote, quoting=quoting)
    try:
        return [[cell.strip() for cell in row] for row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise EditRejected("What was copied cannot be read as cells; copy it again.") from error


def match_header(sheet: Sheet, cells: Sequence[str]) -> list[Column | None]:
    """The column under each header, or an empty list when this is no header.

    Two known names make a header; one is enough where it is the only cell.
    """
    names = {
        _folded(name): column
        for column in reversed(sheet.columns)
        if column.kind != "shown"
        for name in reversed(column.names())
    }
    found: list[Column | None] = []
    for cell in cells:
        column = names.get(_folded(cell))
        found.append(None if column in found else column)
    known = sum(column is not None for column in found)
    return found if known >= min(2, sum(map(bool, cells))) else []


class _Paste:
    """One block on its way into edits."""

    def __init__(self, plan: Plan, target: Target, new_id: Callable[[int], str]) -> None:
        self.block = Block()
        self._plan = plan
        self._target = target
        self._new_id = new_id
        self._table = target.sheet.table
        self._needs = needs(target.sheet)

    def refuse_columns(self, columns: Sequence[Column | None], header: Sequence[str]) -> None:
        """Say which columns have no place here."""
        for column, name in zip(columns, header, strict=True):
            if column is None and name:
                self._leave(1, name, "", "There is no such column here.")

    def fill(self, columns: Sequence[Column | None], cells: Cells) -> None:
        """Write cells over rows that are there; an empty cell empties what it covers."""
        for line, (row, typed) in enumerate(zip(self._target.rows, cells, strict=False), start=1):
            edits = []
            for column, text in zip(columns, typed, strict=False):
                if column is None or (not text and column.field in (*self._needs, "stage")):
                    continue
                for value in self._read(self._plan, column, text, line):
                    edits.append(set_field(self._plan, self._table, row, column.field, value))
            edits = [edit for edit in edits if edit.value != edit.old]
            self.block.edits += edits
            self.block.changed += bool(edits)

    def go_on_below(self, row: str) -> None:
        """New rows come behind this one, in its stage."""
        stage = getattr(find(self._plan, self._table, row), "stage", "")
        self._target = replace(self._target, after=row, stage=stage)

    def add(self, columns: Sequence[Column | None], cells: Cells, *, line: int) -> None:
        """Add a row for each line; what it waits for may stand in the same block."""
        rows: dict[int, Row] = {}
        for number, typed in enumerate(cells, start=line):
            row = self._row(columns, typed, number)
            if row is not None:
                rows[number] = row
        after = self._target.after
        grown = self._plan
        for row in rows.values():
            edit = add_row(self._table, row, after=after)
            grown = apply_all(grown, (edit,))
            self.block.edits.append(edit)
            after = row.id
        self.block.added += len(rows)
        self._link(grown, columns, cells, rows, line)

    def _row(self, columns: Sequence[Column | None], typed: list[str], line: int) -> Row | None:
        values: dict[str, Any] = {}
        for column, text in zip(columns, typed, strict=False):
            if column is not None and text and column.field != "after":
                for value in self._read(self._plan, column, text, line):
                    values[column.field] = value
        if self._table == "activities":
            values.setdefault("stage", self._target.stage)
        missing = [name for name in self._needs if values.get(name) in (None, "")]
        if missing:
            label = next(c.label for c in self._target.sheet.columns if c.field == missing[0])
            self._leave(line, label, " · ".join(filter(None, typed)), "It has none, so no row.")
            return None
        return TABLES[self._table](id=self._new_id(line), **values)

    def _link(
        self,
        grown: Plan,
        columns: Sequence[Column | None],
        cells: Cells,
        rows: Mapping[int, Row],
        line: int,
    ) -> None:
        place = next(
            (n for n, column in enumerate(columns) if column and column.field == "after"), None
        )
        if place is None:
            return
        for number, row in rows.items():
            typed = cells[number - line]
            text = typed[place] if place < len(typed) else ""
            column = columns[place]
            if not text or column is None:
                continue
            # Project tools write the numbers of rows: of this block's, counted from its first.
            pointed = re.findall(r"\d+", text) if re.fullmatch(r"[\d,; ]+", text) else []
            meant = [rows.get(int(digits) + line - 1) for digits in pointed]
            if meant and all(meant):
                text = ", ".join(found.id for found in meant if found)
            for value in self._read(grown, column, text, number):
                self.block.edits.append(set_field(grown, self._table, row.id, "after", value))

    def _read(self, plan: Plan, column: Column, text: str, line: int) -> list[Any]:
        # One value, or none when it cannot be read (None itself is a value).
        try:
            return [read_cell(plan, self._table, column.field, text)]
        except CellRejected as error:
            self._leave(line, column.label, text, error.sentence)
            return []

    def _leave(self, line: int, label: str, typed: str, message: str) -> None:
        self.block.left.append(Left(line=line, label=label, typed=typed[:80], message=message))


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
