"""Which column of a table means what: found by its name, shown, and corrected by a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.header import header_of
from cspwidgets.exchange.table import Cell, Line, Table, words_of
from cspwidgets.exchange.vocabulary import LEFT_OUT, UNKNOWN, Vocabulary


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, its field (`UNKNOWN`, `LEFT_OUT`), and that in words."""

    name: str
    field: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The mapping of a table: what each column means.

    Attributes
    ----------
    columns
        In the order of the file.
    header_line
        The line with the names, as people count.
    certain
        Whether the header has enough known names; if not, a person should look.
    how
        How the file was read ("UTF-8, separated by semicolons").
    """

    columns: tuple[Column, ...]
    header_line: int
    certain: bool
    how: str = ""

    def place(self, field: str) -> int | None:
        """The position of the column of that field, if there is one."""
        found = (n for n, column in enumerate(self.columns) if column.field == field)
        return next(found, None)

    def has(self, *fields: str) -> bool:
        """Whether there is a column of any of those fields."""
        return any(self.place(field) is not None for field in fields)

    def name(self, field: str) -> str:
        """What the column of that field is called in the file."""
        place = self.place(field)
        return "" if place is None else self.columns[place].name

    def cell(self, line: Line, field: str) -> Cell:
        """The cell of that field in a line; empty text where there is none."""
        place = self.place(field)
        return line.cells[place] if place is not None and place < len(line.cells) else ""

    def words(self, line: Line, field: str) -> str:
        """The cell of that field in a line, as a person would write it."""
        return words_of(self.cell(line, field))

    def unknown(self, line: Line) -> Iterator[tuple[str, str]]:
        """Name and words of the filled cells that no field takes."""
        for column, cell in zip(self.columns, line.cells, strict=False):
            if column.field == UNKNOWN and (words := words_of(cell)):
                yield column.name, words

    def taken_for(self, place: int, field: str, vocabulary: Vocabulary) -> Columns:
        """These columns with the one at a place taken for a field."""
        one = Column(self.columns[place].name, field, vocabulary.meaning(field))
        return replace(self, columns=(*self.columns[:place], one, *self.columns[place + 1 :]))

    def renamed(self, field: str, other: str, vocabulary: Vocabulary) -> Columns:
        """These columns with what is of one field taken for another."""
        changed = (
            Column(one.name, other, vocabulary.meaning(other)) if one.field == field else one
            for one in self.columns
        )
        return replace(self, columns=tuple(changed))


def find_columns(
    table: Table,
    vocabulary: Vocabulary,
    *,
    fields: Mapping[str, str] | None = None,
    header_line: int | None = None,
) -> Columns:
    """Understand the columns of a table.

    Parameters
    ----------
    fields
        Corrections: the field of a column, by the column's name (`UNKNOWN` and `LEFT_OUT` too).
    header_line
        Which line is the header, when a person has said so.

    Raises
    ------
    UnreadableFile
        A correction names a column or a field that does not exist.
    """
    header, certain = header_of(table, vocabulary, header_line)
    width = max(len(line.cells) for line in table.lines if line.number >= header.number)
    written = [words_of(cell) for cell in header.cells]
    names = _unique(written + [""] * (width - len(written)))
    found = vocabulary.fields(names)
    for name, field in (fields or {}).items():
        _check(names, name, field, vocabulary, table.file)
        if field in found and field not in (UNKNOWN, LEFT_OUT):
            found[found.index(field)] = UNKNOWN
        found[names.index(name)] = field
    columns = (
        Column(name, field, vocabulary.meaning(field))
        for name, field in zip(names, found, strict=True)
    )
    return Columns(
        columns=tuple(columns),
        header_line=header.number,
        certain=certain or bool(fields),
        how=table.how,
    )


def _check(names: list[str], name: str, field: str, vocabulary: Vocabulary, file: str) -> None:
    if name not in names:
        raise UnreadableFile(
            f"There is no column {name!r}. The columns are: {', '.join(names)}.", file=file
        )
    if field not in (UNKNOWN, LEFT_OUT) and field not in vocabulary.meanings:
        known = ", ".join(vocabulary.meanings)
        raise UnreadableFile(f"A column cannot mean {field!r}. It can mean: {known}.", file=file)


def _unique(names: list[str]) -> list[str]:
    made: dict[str, None] = {}
    for number, name in enumerate(names, start=1):
        single = re.sub(r"\s+", " ", name) or f"Column {number}"
        count, free = 1, single
        while free in made:
            count += 1
            free = f"{single} ({count})"
        made[free] = None
    return list(made)
