"""What browsers send, read into typed edits; nothing that does not fit the model gets further."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from cspwidgets.errors import CellRejected, EditRejected, PlanError
from cspwidgets.plan.cells import read_cell
from cspwidgets.plan.codec import edit_from_data, value_from_data
from cspwidgets.plan.edits import LAST, Edit, current
from cspwidgets.plan.model import TABLES, Plan

MOST_EDITS = 5_000
"""How many edits one message may carry (a pasted sheet of 300 rows has about 2,000)."""


def read_edits(plan: Plan, data: Any, *, change: str) -> tuple[Edit, ...]:
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
    return tuple(_read(plan, item, f"{change[:8]}-{number}") for number, item in enumerate(data))


def read_choices(data: Any) -> list[tuple[int, Literal["mine", "theirs"]]]:
    """The answers to questions about a conflict."""
    choices: list[tuple[int, Literal["mine", "theirs"]]] = []
    for item in data if isinstance(data, list) else ():
        take = item.get("take")
        if take not in ("mine", "theirs"):
            raise EditRejected(f"Mine or theirs was expected, not {take!r}.")
        choices.append((int(item["item"]), take))
    return choices


def _read(plan: Plan, item: Any, new_id: str) -> Edit:
    if not isinstance(item, Mapping):
        raise EditRejected("The browser sent something that is no edit; nothing was changed.")
    kind, table = item.get("kind"), str(item.get("table"))
    place = {"table": table, "row": str(item.get("row") or ""), "field": str(item.get("field", ""))}
    try:
        if kind == "set":
            return _read_set(plan, item, **place)
        if kind == "add":
            return _read_add(plan, item, table, place["row"] or new_id)
        return edit_from_data({key: item[key] for key in item if key != "typed"})
    except EditRejected:
        raise
    except PlanError as error:
        if isinstance(error, CellRejected):
            place["field"] = error.field
        raise EditRejected(error.sentence, **place) from error


def _read_set(plan: Plan, item: Mapping[str, Any], table: str, row: str, field: str) -> Edit:
    if "typed" in item:
        value = read_cell(plan, table, field, str(item["typed"]))
    else:
        value = value_from_data(table, field, item.get("value"))
    edit = Edit(kind="set", table=table, row=row, field=field, value=value)
    seen = "old" in item
    return replace(
        edit, old=value_from_data(table, field, item["old"]) if seen else current(plan, edit)
    )


def _read_add(plan: Plan, item: Mapping[str, Any], table: str, row: str) -> Edit:
    if table not in TABLES:
        raise EditRejected(f"A plan has no table {table!r}.", table=table)
    read: dict[str, Any] = {
        field: value_from_data(table, field, data)
        for field, data in (item.get("value") or {}).items()
    }
    for field, typed in (item.get("typed") or {}).items():
        read[field] = read_cell(plan, table, field, str(typed))
    return Edit(
        kind="add",
        table=table,
        row=row,
        value=TABLES[table](**{**read, "id": row}),
        after=str(item.get("after", LAST)),
    )
