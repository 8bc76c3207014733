"""A table opened with a vocabulary: its columns, its rows, the order of its days, what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cspwidgets.exchange.beside import sheets_beside
from cspwidgets.exchange.columns import Columns, find_columns
from cspwidgets.exchange.dates import DayOrder, settle
from cspwidgets.exchange.header import best_table, body
from cspwidgets.exchange.imported import Answers, NotTaken, Question
from cspwidgets.exchange.table import Cell, Line, Table, words_of
from cspwidgets.exchange.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A table, opened.

    Attributes
    ----------
    rows, footers
        The lines below the header, and the last lines of a report.
    order
        How days like 01/02/2026 are to be read.
    beside
        What other sheets there are that could have been read, in sentences.
    questions
        What a person should answer before or while it is taken.
    """

    columns: Columns
    rows: tuple[Line, ...]
    footers: tuple[Line, ...]
    order: DayOrder
    questions: tuple[Question, ...]
    beside: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a question must be answered before anything is taken."""
        return any(question.must_answer for question in self.questions)

    def cells(self, field: str) -> list[Cell]:
        """The cells of a column."""
        return [self.columns.cell(line, field) for line in self.rows]

    def remarks(self) -> tuple[str, ...]:
        """How the file was read, in sentences."""
        line = self.columns.header_line
        names = f"; the names stand in line {line}" if line else ""
        remarks = [f"Read as {self.columns.how}{names}."]
        if self.order.how:
            remarks.append(f"Days were read with {self.order.how}.")
        return (*remarks, *self.beside)


def open_table(
    tables: Sequence[Table],
    vocabulary: Vocabulary,
    answers: Answers,
    *,
    main: Sequence[str],
    question: str,
    days: Sequence[str],
) -> Reading:
    """Open the table that knows the vocabulary best.

    Parameters
    ----------
    main, question
        The fields one of which every table has (none: no matter), and how to ask for its column.
    days
        The fields that hold days.

    Raises
    ------
    UnreadableFile
        There is no such sheet or column.
    """
    table = best_table(tables, vocabulary, sheet=answers.sheet)
    columns = find_columns(
        table, vocabulary, fields=answers.columns, header_line=answers.header_line
    )
    rows, footers = body(table, columns.header_line)
    if not table.sheet:
        rows = _without_shifted(rows, table, columns.header_line)
    named = {
        columns.name(field): [columns.cell(line, field) for line in rows]
        for field in days
        if columns.has(field)
    }
    order = settle(named, day_first=answers.day_first)
    return Reading(
        columns=columns,
        rows=rows,
        footers=footers,
        order=order,
        questions=(*_about_columns(columns, main, question), *_about_days(order)),
        beside=tuple(sheets_beside(tables, table, columns, vocabulary, main)),
    )


# A text row that is longer than the header has a separator in its text: its cells are shifted.
# Where most rows are longer, the header lacks names.
def _without_shifted(rows: tuple[Line, ...], table: Table, header_line: int) -> tuple[Line, ...]:
    names = next(len(line.cells) for line in table.lines if line.number == header_line)
    longer = {line.number for line in rows if len(line.cells) > names}
    if len(longer) * 2 > len(rows):
        return rows
    return tuple(
        replace(line, trouble=f"it has {len(line.cells)} cells under {names} names")
        if line.number in longer and not line.trouble
        else line
        for line in rows
    )


def left(line: Line, reason: str) -> NotTaken:
    """A line that is not taken."""
    words = tuple(words_of(cell) for cell in line.cells)
    return NotTaken(line=line.number, reason=reason, cells=words)


def in_order(not_taken: Sequence[NotTaken]) -> tuple[NotTaken, ...]:
    """What was not taken, in the order of the file."""
    return tuple(sorted(not_taken, key=lambda one: (one.line, one.column)))


def _about_columns(columns: Columns, main: Sequence[str], question: str) -> tuple[Question, ...]:
    names = tuple(column.name for column in columns.columns)
    if main and not columns.has(*main):
        return (Question(about="columns", sentence=question, must_answer=True, names=names),)
    if columns.certain:
        return ()
    sentence = (
        f"Few of the names in line {columns.header_line} are known: is that the header, and is "
        "each column what it is taken for?"
    )
    return (Question(about="columns", sentence=sentence, names=names),)


def _about_days(order: DayOrder) -> tuple[Question, ...]:
    if order.ambiguity is None:
        return ()
    shown = ", ".join(f"“{example}”" for example in order.ambiguity.examples[:3])
    return (
        Question(
            about="day_first",
            sentence=f"Does the day or the month stand first in {shown}?",
            must_answer=True,
            names=order.ambiguity.columns,
            ambiguity=order.ambiguity,
        ),
    )
