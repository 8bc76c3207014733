"""A table as a part of slides: how wide its columns are, and how it goes on over several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cspwidgets.reports.document import Cell, Column, Table
from cspwidgets.reports.slides.elements import (
    CELL_INSET_X,
    CELL_INSET_Y,
    Align,
    Box,
    Element,
    Grid,
    Line,
    Resize,
    Row,
    Words,
    lines_height,
    row_height,
)
from cspwidgets.reports.slides.fit import (
    LINE_HEIGHT,
    cut,
    lines_of,
    natural_width,
    widest_word,
)
from cspwidgets.reports.slides.parts import Part, Scale

_TEXT, _HEAD, _NOTE, _TITLE = 14.0, 12.0, 12.0, 15.0
_TITLE_GAP = 8.0
_SPARE = 1.05
_LEAST_ROWS = 3


class _Measured(NamedTuple):
    widths: tuple[float, ...]
    heights: list[float]


@dataclass(frozen=True, slots=True)
class GridPart:
    """A table or what is left of it; `rows` are at scale 1."""

    key: str
    title: str
    caption: str
    header: Row
    rows: tuple[Row, ...]
    shares: tuple[float, ...]
    part: int = 1
    highest: float = 0.0
    _known: dict[tuple[float, float], _Measured] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def height(self, width: float, scale: Scale) -> float:
        """The least height it needs."""
        return self._top(width, scale) + sum(self._measured(width, scale).heights)

    def place(self, box: Box, scale: Scale) -> list[Element]:
        """Its elements in a box."""
        header, rows = self._scaled(scale)
        made: list[Element] = []
        top = self._top(box.width, scale)
        if top:
            place = Box(box.x, box.y, box.width, top - _TITLE_GAP)
            title = replace(self._title(scale), align="start")
            made.append(Words(key=f"{self.key}!title", lines=(title,), box=place))
        height = self.height(box.width, scale) - top
        made.append(
            Grid(
                key=self.key,
                caption=self.caption,
                header=header,
                rows=rows,
                widths=self._measured(box.width, scale).widths,
                box=Box(box.x, box.y + top, box.width, height),
                part=self.part,
            )
        )
        return made

    def split(
        self, width: float, room: float, scale: Scale, *, must: bool
    ) -> tuple[Part, Part] | None:
        """What fits into the room, and the rest, in parts of about the same height."""
        heights = self._measured(width, scale).heights
        head = self._top(width, scale) + heights[0]
        body = heights[1:]
        fitting = _fitting(body, room - head)
        if fitting < min(_LEAST_ROWS, len(body)):
            if not must:
                return None
            again = self._first_row_cut(width, room - head, scale) if not fitting else None
            return again.split(width, room, scale, must=True) if again else self._at(fitting)
        pages = -(-sum(body) // (room - head))
        even = _fitting(body, sum(body) / pages + max(body) / 2)
        return self._at(min(fitting, max(even, 1)))

    def _at(self, count: int) -> tuple[Part, Part] | None:
        if not count:
            return None
        first = replace(self, rows=self.rows[:count])
        rest = replace(self, rows=self.rows[count:], part=self.part + 1, title="")
        for asked, known in self._known.items():
            # All parts of a table have the same columns, and are measured once.
            head, body = known.heights[:1], known.heights[1:]
            first._known[asked] = _Measured(known.widths, head + body[:count])
            rest._known[asked] = _Measured(known.widths, head + body[count:])
        return first, rest

    def _first_row_cut(self, width: float, room: float, scale: Scale) -> GridPart | None:
        # A row higher than a slide goes on as another row, each cell where it was cut.
        widths = self._measured(width, scale).widths
        lines = int((room - 2 * CELL_INSET_Y) / (scale(_TEXT) * LINE_HEIGHT)) - 2
        if lines < 4 or not self.rows:
            return None
        row = self.rows[0]
        halves = [
            _cut_cell(cell, w - 2 * CELL_INSET_X - 2, scale, lines)
            for cell, w in zip(row, widths, strict=True)
        ]
        first, second = (tuple(half[k] for half in halves) for k in (0, 1))
        return replace(self, rows=(first, second, *self.rows[1:])) if first != row else None

    def _measured(self, width: float, scale: Scale) -> _Measured:
        asked = (width, scale.factor)
        if asked not in self._known:
            widths = widths_of(self.header, self.rows, width, self.shares, scale)
            heights = [row_height(row, widths, scale) for row in (self.header, *self.rows)]
            self._known[asked] = _Measured(widths, heights)
        return self._known[asked]

    def _top(self, width: float, scale: Scale) -> float:
        return lines_height((self._title(scale),), width) + _TITLE_GAP if self.title else 0.0

    def _title(self, scale: Scale) -> Line:
        return Line(id="title", text=self.title, size=scale(_TITLE), bold=True)

    def _scaled(self, scale: Scale) -> tuple[Row, tuple[Row, ...]]:
        scaled = [tuple(scale.lines(cell) for cell in row) for row in (self.header, *self.rows)]
        return scaled[0], tuple(scaled[1:])


def grid_of(key: str, table: Table) -> GridPart:
    """The part that a table is."""
    aligns = [column.align for column in table.columns]
    header = tuple(
        (Line(id="head", text=column.label, size=_HEAD, bold=True, tone="soft", align=align),)
        for column, align in zip(table.columns, aligns, strict=True)
    )
    rows = tuple(
        tuple(_cell(cell, align) for cell, align in zip(row, aligns, strict=True))
        for row in table.rows
    )
    shares = _shares(table.columns)
    return GridPart(key, table.title, table.caption, header, rows, shares)


def widths_of(
    header: Row,
    rows: Sequence[Row],
    width: float,
    shares: Sequence[float],
    resize: Resize = float,
) -> tuple[float, ...]:
    """The columns' widths: their shares where they have some, else what their words ask for."""
    columns = list(zip(header, *rows, strict=True))
    natural = [max(_natural(cell, resize) for cell in column) for column in columns]
    least = [min(max(_least(cell, resize) for cell in column), width / 3) for column in columns]
    fixed = [share * width for share in shares]
    free = width - sum(max(f, 0.0) for f in fixed)
    open_ones = [place for place, share in enumerate(shares) if not share]
    given = _spread([natural[k] for k in open_ones], [least[k] for k in open_ones], free)
    made = list(fixed)
    for place, wide in zip(open_ones, given, strict=True):
        made[place] = wide
    return tuple(made)


def _spread(natural: list[float], least: list[float], free: float) -> list[float]:
    if not natural:
        return []
    if sum(natural) <= free:
        # What is over goes to the widest columns, so that narrow figures stay near their names.
        return [n + (free - sum(natural)) * n / sum(natural) for n in natural]
    if sum(least) >= free:
        return _shared_out(least, free)
    wanted = [max(n - low, 0.0) for n, low in zip(natural, least, strict=True)]
    over = free - sum(least)
    return [low + over * w / sum(wanted) for low, w in zip(least, wanted, strict=True)]


def _shared_out(wanted: list[float], free: float) -> list[float]:
    # Who wants less than an equal share gets it whole; the others share what is left.
    made = [0.0] * len(wanted)
    waiting = sorted(range(len(wanted)), key=lambda place: wanted[place])
    for rank, place in enumerate(waiting):
        made[place] = min(wanted[place], free / (len(waiting) - rank))
        free -= made[place]
    return made


def _natural(cell: tuple[Line, ...], resize: Resize) -> float:
    widest = max(natural_width(line.text, resize(line.size), bold=line.bold) for line in cell)
    return widest * _SPARE + 2 * CELL_INSET_X


def _least(cell: tuple[Line, ...], resize: Resize) -> float:
    widest = max(widest_word(line.text, resize(line.size), bold=line.bold) for line in cell)
    return widest * _SPARE + 2 * CELL_INSET_X


def _cell(cell: Cell, align: Align) -> tuple[Line, ...]:
    text = Line(id="cell", text=cell.text, size=_TEXT, bold=cell.strong, tone=cell.tone,
                link=cell.link, align=align)  # fmt: skip
    if not cell.note:
        return (text,)
    return (text, Line(id="note", text=cell.note, size=_NOTE, tone="soft", align=align))


def _shares(columns: Sequence[Column]) -> tuple[float, ...]:
    # Shares that leave the open columns less than a tenth each are scaled down to do so.
    shares = [max(column.width, 0.0) for column in columns]
    least = 0.1 * sum(not share for share in shares)
    total = sum(shares)
    if total and (total + least > 1 or not least):
        shares = [share * (1 - least) / total for share in shares]
    return tuple(shares)


def _fitting(heights: Sequence[float], room: float) -> int:
    used = 0.0
    for count, height in enumerate(heights):
        used += height
        if used > room:
            return count
    return len(heights)


def _cut_cell(
    cell: tuple[Line, ...], width: float, scale: Scale, lines: int
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    # What does not fit goes on in the next row: the end of the text, then its note.
    first: list[Line] = []
    rest: list[Line] = []
    for line in cell:
        size = scale(line.size)
        count = lines_of(line.text, width, size, bold=line.bold)
        if rest or lines < 1:
            rest.append(line)
        elif count <= lines:
            first.append(line)
        else:
            head, tail = cut(line.text, width, size, lines=lines, bold=line.bold)
            first.append(replace(line, text=head))
            rest.append(replace(line, text=tail))
        lines -= count
    return tuple(first), tuple(rest) or (replace(cell[0], text=""),)
