"""What a column of the editor's grids is, and how the browser hears of it.

Python describes the columns once (see `editor_sheets.py`); the browser draws any sheet from that.
The same description matches the header of a pasted sheet and heads the static table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, MISSING, dataclass, fields
from enum import StrEnum
from typing import Any, Literal

from cspwidgets.plan.codec import value_to_data
from cspwidgets.plan.labels import label
from cspwidgets.plan.measures import measure_label, measures
from cspwidgets.plan.model import TABLES, Account, Plan

Kind = Literal[
    "text",
    "long",
    "number",
    "share",
    "date",
    "dates",
    "choice",
    "yes",
    "owner",
    "rows",
    "measure",
    "shown",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a table as people see it.

    Attributes
    ----------
    kind
        How it reads and is edited. `owner` is a person or free words; `rows` points at rows of
        `points_at`, many of them when the field holds a tuple; `measure` is one of the plan's
        measures or a feature yet to come; `shown` is computed, no field.
    choices, words
        For `choice`: the enumeration, and its words where they are not the usual ones.
    also
        Other headers under which sheets from elsewhere have it.
    hint
        What to type, shown where the field is empty.
    is_internal
        Never shown to the customer; the editor says so beside it.
    """

    field: str
    label: str
    kind: Kind = "text"
    _: KW_ONLY
    table: str = ""
    choices: type[StrEnum] | None = None
    words: tuple[str, ...] = ()
    points_at: str = ""
    also: tuple[str, ...] = ()
    hint: str = ""
    is_internal: bool = False

    def names(self) -> tuple[str, ...]:
        """Every header under which a pasted sheet may have this column."""
        return (self.label, self.field.removesuffix("_on"), *self.also)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the plan as a grid: its columns, and more fields in the details of a row."""

    table: str
    label: str
    one: str
    empty: str
    _: KW_ONLY
    grid: tuple[Column, ...]
    details: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All its columns, those of the details last."""
        return (*self.grid, *self.details)


def sheet_data(sheet: Sheet, plan: Plan) -> dict[str, Any]:
    """A sheet as the browser reads it."""
    return {
        "label": sheet.label,
        "one": sheet.one,
        "empty": sheet.empty,
        "needs": needs(sheet),
        "grid": [column_data(column, sheet.table, plan) for column in sheet.grid],
        "details": [column_data(column, sheet.table, plan) for column in sheet.details],
    }


def needs(sheet: Sheet) -> list[str]:
    """What a new row cannot be without; the stage comes from where it is added."""
    found = fields(TABLES[sheet.table]) if sheet.table in TABLES else ()
    return [
        item.name for item in found if item.default is MISSING and item.name not in ("id", "stage")
    ]


def column_data(column: Column, table: str, plan: Plan) -> dict[str, Any]:
    """A column as the browser reads it, with the field's default."""
    facts: dict[str, Any] = {
        "field": column.field,
        "label": column.label,
        "kind": column.kind,
        "table": column.table,
        "choices": list(_choices(column, plan)),
        "of": column.points_at,
        "hint": column.hint,
        "internal": column.is_internal,
    }
    start = _default(column.table or table, column)
    told = {key: value for key, value in facts.items() if value}
    return told if start is None else {**told, "start": start}


def _choices(column: Column, plan: Plan) -> Iterator[tuple[str, str]]:
    if column.kind == "measure":
        yield from ((measure, measure_label(plan, measure)) for measure in measures(plan))
    for place, item in enumerate(column.choices or ()):
        yield item.value, column.words[place] if column.words else label(plan, item)


def _default(table: str, column: Column) -> Any:
    if column.kind == "shown":
        return None
    kind = TABLES.get(table) or {"plan": Plan, "account": Account}[table]
    found = next(item for item in fields(kind) if item.name == column.field)
    if found.default is MISSING:
        return None
    return value_to_data(table, column.field, found.default)
