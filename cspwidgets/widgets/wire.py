"""What browsers send, read into typed edits; nothing that does not fit the model gets further."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, Literal

from cspwidgets.errors import CellRejected, EditRejected, PlanError
from cspwidgets.journey.schedule import Schedule
from cspwidgets.plan.cells import read_cell
from cspwidgets.plan.codec import edit_from_data, value_from_data
from cspwidgets.plan.edits import LAST, Edit, current
from cspwidgets.plan.labels import field_label
from cspwidgets.plan.model import TABLES, Plan
from cspwidgets.widgets.weeks import refuse_early_week

MOST_EDITS = 5_000
"""How many edits one message may carry (a pasted sheet of 300 rows has about 2,000)."""


def read_edits(
    plan: Plan, data: Any, *, change: str, schedule: Callable[[], Schedule]
) -> tuple[Edit, ...]:
    """The edits of one message.

    Typed text is read as a person means it (see `plan/cells.py`). A new row without an id gets
    one made from the id of the change, the same whenever the message is sent again.

    Raises
    ------
    EditRejected
        With the table, the row, the field and what was typed.
    """
    if not isinstance(data, list) or not data or len(data) > MOST_EDITS:
        raise EditRejected("The browser sent no edits that can be read; nothing was changed.")
    reader = _Reader(plan, schedule)
    return tuple(reader.read(item, f"{change[:8]}-{number}") for number, item in enumerate(data))


def read_choices(data: Any) -> list[tuple[int, Literal["mine", "theirs"]]]:
    """The answers to questions about a conflict."""
    choices: list[tuple[int, Literal["mine", "theirs"]]] = []
    for item in data if isinstance(data, list) else ():
        take = item.get("take")
        if take not in ("mine", "theirs"):
            raise EditRejected(f"Mine or theirs was expected, not {take!r}.")
        choices.append((int(item["item"]), take))
    return choices


@dataclass(frozen=True, slots=True)
class _Reader:
    plan: Plan
    schedule: Callable[[], Schedule]

    def read(self, item: Any, new_id: str) -> Edit:
        if not isinstance(item, Mapping):
            raise EditRejected("The browser sent something that is no edit; nothing was changed.")
        kind, table, row = item.get("kind"), str(item.get("table")), str(item.get("row") or "")
        field = str(item.get("field", ""))
        try:
            if kind == "set":
                return self._set(item, table, row, field)
            if kind == "add":
                return self._add(item, table, row or new_id)
            return edit_from_data({key: item[key] for key in item if key != "typed"})
        except EditRejected:
            raise
        except PlanError as error:
            field = error.field if isinstance(error, CellRejected) else field
            raise EditRejected(error.sentence, table=table, row=row, field=field) from error

    def _set(self, item: Mapping[str, Any], table: str, row: str, field: str) -> Edit:
        if "typed" in item:
            value = self._typed(table, row, field, str(item["typed"]))
        else:
            value = value_from_data(table, field, item.get("value"))
        edit = Edit(kind="set", table=table, row=row, field=field, value=value)
        if "old" in item:
            return replace(edit, old=value_from_data(table, field, item["old"]))
        return replace(edit, old=current(self.plan, edit))

    def _typed(self, table: str, row: str, field: str, typed: str) -> Any:
        value = read_cell(self.plan, table, field, typed)
        if (table, field) == ("activities", "due_on") and value is not None:
            refuse_early_week(self.plan, self.schedule(), row, typed, value)
        return value

    def _add(self, item: Mapping[str, Any], table: str, row: str) -> Edit:
        if table not in TABLES:
            raise EditRejected(f"A plan has no table {table!r}.", table=table)
        data, typed = (item.get(key) or {} for key in ("value", "typed"))
        read = {field: value_from_data(table, field, data[field]) for field in data}
        read |= {field: self._typed(table, row, field, str(typed[field])) for field in typed}
        missing = _first_missing(table, read)
        if missing:
            raise EditRejected(
                f"The {field_label(missing)} cannot be empty.", table=table, row=row, field=missing
            )
        made = TABLES[table](**{**read, "id": row})
        return Edit(
            kind="add", table=table, row=row, value=made, after=str(item.get("after", LAST))
        )


def _first_missing(table: str, read: Mapping[str, Any]) -> str | None:
    needed = (field for field in fields(TABLES[table]) if field.default is MISSING)
    return next((field.name for field in needed if field.name not in (*read, "id")), None)
