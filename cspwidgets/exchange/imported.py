"""What an import gives back: what would change, what was not taken and why, what is asked.

Nothing here writes anywhere. A dry run is an import that nobody saves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from cspwidgets.exchange.columns import Columns
from cspwidgets.exchange.dates import Ambiguity
from cspwidgets.plan.edits import Edit
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import Side

About = Literal["columns", "day_first", "start_on", "sides", "currency", "metric"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a person has said about a file; each field answers the `Question` of that name.

    Attributes
    ----------
    sheet, header_line
        Which sheet, and which line in it is the header; else they are found.
    columns
        Corrections of the mapping: a column's name, and the field it means.
    day_first
        Whether 01/02/2026 is the first of February.
    start_on
        The first day of week 1, for files that count weeks (default: the plan's start).
    own_domain
        The vendor's mail domain: who has an address there is on the vendor's side.
    sides
        On whose side somebody is, by name as it stands in the file.
    currency
        The currency of amounts that do not say theirs (ISO 4217).
    metric
        What the figures of a usage export count, where it does not say so.
    """

    sheet: str = ""
    header_line: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    start_on: date | None = None
    own_domain: str = ""
    sides: Mapping[str, Side] = field(default_factory=dict)
    currency: str = ""
    metric: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that only a person can say.

    Attributes
    ----------
    about
        The field of `Answers` that answers it.
    must_answer
        Nothing is taken before it is answered; else the file is taken as well as it can be.
    names
        What it is about: columns, people.
    ambiguity
        For `day_first`: the columns and some of their days.
    """

    about: About
    sentence: str
    must_answer: bool = False
    names: tuple[str, ...] = ()
    ambiguity: Ambiguity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """A row that was not taken, or one cell of it, and why.

    Attributes
    ----------
    line
        The line of the file or row of the sheet, as people count.
    reason
        Why, as the end of a sentence.
    cells
        The words of the row, or of the one cell.
    column
        The column, when only one cell was not understood; the rest of the row was taken.
    """

    line: int
    reason: str
    cells: tuple[str, ...] = ()
    column: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A cell that was edited here and differs from the file: it stayed as it is here."""

    row: str
    field: str
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A task list, read into a plan.

    Attributes
    ----------
    plan
        The plan as it would be.
    edits
        The edits that make it of the plan that was given; none when nothing changes.
    mapping
        What each column was taken for.
    taken
        How many rows are activities of `plan` now.
    not_taken
        Every other row, and every cell that was not understood, with the reason.
    kept
        Cells edited here that the file has otherwise.
    missing
        Ids of activities that an earlier import brought and this file has no more; they stay.
    questions
        What a person should answer; while one `must_answer`, `edits` is empty.
    remarks
        What else is worth knowing about how the file was read, in sentences.
    """

    plan: Plan
    edits: tuple[Edit, ...] = ()
    mapping: Columns
    taken: int = 0
    not_taken: tuple[NotTaken, ...] = ()
    kept: tuple[Kept, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a question must be answered before anything is taken."""
        return any(question.must_answer for question in self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAccounts:
    """An account list: new draft plans, and edits of the plans that are there already.

    Attributes
    ----------
    new
        Draft plans without stages, one for each account that is not known yet.
    updates
        For each known account that changes: its id and the edits.
    unchanged
        The ids of the accounts that stay as they are.
    """

    new: tuple[Plan, ...] = ()
    updates: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    unchanged: tuple[str, ...] = ()
    mapping: Columns
    taken: int = 0
    not_taken: tuple[NotTaken, ...] = ()
    kept: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a question must be answered before anything is taken."""
        return any(question.must_answer for question in self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedUsage:
    """A usage export: edits of the plans whose accounts it names.

    Attributes
    ----------
    updates
        For each account that gets or changes figures: its id and the edits.
    unchanged
        The ids of the accounts whose figures are here already.
    taken
        How many rows brought at least one figure.
    """

    updates: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    unchanged: tuple[str, ...] = ()
    mapping: Columns
    taken: int = 0
    not_taken: tuple[NotTaken, ...] = ()
    kept: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a question must be answered before anything is taken."""
        return any(question.must_answer for question in self.questions)
