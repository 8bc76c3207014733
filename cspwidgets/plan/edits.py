"""A change of a plan, as a value.

`apply(plan, edit)` gives a new plan or raises `EditRejected`; `inverse(plan, edit)` is the edit
that takes it back. The editor, the history, undo, two people's conflict and the audit trail are
all this one idea. What else a change brings with it (a step set to done gets its day) is made
into edits of their own by `consequences.py`, so that the history shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Literal

from cspwidgets.errors import EditRejected
from cspwidgets.plan.model import TABLES, Plan, Row

EditKind = Literal["set", "add", "remove", "move"]

SINGLETONS = ("plan", "account", "weights", "factors", "pace_prior", "adoption_curves")
"""What `Edit.table` may name besides the tables: the plan's own fields, and its parts."""

LAST = "\uffff"
"""As `Edit.after`: at the end of the table. (An empty `after` means at its beginning.)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of one cell or one row.

    Attributes
    ----------
    kind
        `set` a field, `add`, `remove` or `move` a row.
    table
        A table of the plan (see `TABLES`), or one of `SINGLETONS` for `set`.
    row
        The id of the row; empty for a singleton.
    field
        For `set`: the name of the field.
    value
        For `set` the new value (typed as in the model), for `add` the row.
    old
        For `set` the value that the editor saw, for `remove` the row. It is what `rebase`
        compares with; it may be left out by a program that does not care.
    after
        For `add` and `move`: the id of the row that it stands behind; empty for the first place,
        `LAST` (or an id that is gone) for the last.
    """

    kind: EditKind
    table: str
    row: str = ""
    field: str = ""
    value: Any = None
    old: Any = None
    after: str = LAST


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people's edits of one cell: `mine`, and what stands there now (`theirs`)."""

    mine: Edit
    theirs: Any
    why: Literal["changed", "removed"]


def set_field(plan: Plan, table: str, row: str, field: str, value: Any) -> Edit:
    """The edit that sets one field, with the old value as it stands in `plan`."""
    edit = Edit(kind="set", table=table, row=row, field=field, value=value)
    return replace(edit, old=current(plan, edit))


def add_row(table: str, row: Row, *, after: str = LAST) -> Edit:
    """The edit that adds `row` behind the row named `after`."""
    return Edit(kind="add", table=table, row=row.id, value=row, after=after)


def remove_row(plan: Plan, table: str, row: str) -> Edit:
    """The edit that removes a row, with the row as it stands in `plan`."""
    return Edit(kind="remove", table=table, row=row, old=find(plan, table, row))


def move_row(table: str, row: str, *, after: str) -> Edit:
    """The edit that moves a row behind the row named `after`."""
    return Edit(kind="move", table=table, row=row, after=after)


def apply(plan: Plan, edit: Edit) -> Plan:
    """The plan after one edit.

    Raises
    ------
    EditRejected
        The row is gone, the id is taken, or the field does not exist.
    """
    if edit.kind == "set":
        return _set(plan, edit)
    rows: tuple[Row, ...] = _rows(plan, edit.table)
    position = _position(rows, edit.row)
    if edit.kind == "add":
        if position is not None:
            raise _rejected(edit, f"{edit.row!r} is there already; give the new row another id.")
        if type(edit.value) is not TABLES[edit.table]:
            raise _rejected(edit, f"A row of {edit.table!r} was expected.")
        return _with_rows(plan, edit.table, _inserted(rows, edit.value, edit.after))
    if position is None:
        raise _rejected(edit, "That row was removed in the meantime; nothing was changed.")
    rest = rows[:position] + rows[position + 1 :]
    if edit.kind == "remove":
        return _with_rows(plan, edit.table, rest)
    return _with_rows(plan, edit.table, _inserted(rest, rows[position], edit.after))


def apply_all(plan: Plan, edits: Iterable[Edit]) -> Plan:
    """The plan after all edits, or `EditRejected` and no change at all."""
    for edit in edits:
        plan = apply(plan, edit)
    return plan


def inverse(plan: Plan, edit: Edit) -> Edit:
    """The edit that takes `edit` back, where `plan` is the plan before it."""
    if edit.kind == "set":
        return replace(edit, value=current(plan, edit), old=edit.value)
    if edit.kind == "add":
        return Edit(kind="remove", table=edit.table, row=edit.row, old=edit.value)
    rows = _rows(plan, edit.table)
    position = _position(rows, edit.row)
    if position is None:
        raise _rejected(edit, "That row was removed in the meantime; nothing was changed.")
    before = rows[position - 1].id if position else ""
    if edit.kind == "remove":
        row = rows[position]
        return Edit(kind="add", table=edit.table, row=edit.row, value=row, after=before)
    return replace(edit, after=before)


def inverse_all(plan: Plan, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that take `edits` back, in the order in which to apply them."""
    back: list[Edit] = []
    for edit in edits:
        back.append(inverse(plan, edit))
        plan = apply(plan, edit)
    return tuple(reversed(back))


def rebase(edits: Sequence[Edit], newer: Plan) -> tuple[tuple[Edit, ...], tuple[Conflict, ...]]:
    """Replay edits that were made on an older plan upon `newer`.

    Returns
    -------
    kept, conflicts
        What still fits, with `old` as it is in `newer`; and what someone else changed or removed.
        Nothing of a conflict is applied: it is asked (mine or theirs).
    """
    kept: list[Edit] = []
    conflicts: list[Conflict] = []
    seen: dict[tuple[str, str, str], Any] = {}
    plan = newer
    for edit in edits:
        base = seen.setdefault((edit.table, edit.row, edit.field), edit.old)
        try:
            clash = _clash(plan, newer, edit, base)
            if clash is not None:
                conflicts.append(clash)
                continue
            if edit.kind == "set":
                edit = replace(edit, old=current(plan, edit))
            if edit.kind == "remove" and _position(_rows(plan, edit.table), edit.row) is None:
                continue
            plan = apply(plan, edit)
        except EditRejected:
            conflicts.append(Conflict(edit, None, "removed"))
            continue
        kept.append(edit)
    return tuple(kept), tuple(conflicts)


def current(plan: Plan, edit: Edit) -> Any:
    """The value that stands where `edit` (a `set`) would write."""
    holder = _holder(plan, edit)
    _check_field(holder, edit)
    return getattr(holder, edit.field)


def find(plan: Plan, table: str, row: str) -> Row:
    """The row of that id, or `EditRejected`."""
    for candidate in _rows(plan, table):
        if candidate.id == row:
            return candidate
    raise EditRejected(f"There is no {row!r} in {table}.", table=table, row=row)


def _clash(plan: Plan, newer: Plan, edit: Edit, base: Any) -> Conflict | None:
    if edit.kind == "set":
        theirs = current(plan, edit)
        mine_before = current(newer, edit)
        if mine_before not in (base, edit.value):
            return Conflict(edit, theirs, "changed")
    if edit.kind == "remove" and edit.old is not None:
        position = _position(_rows(newer, edit.table), edit.row)
        if position is not None and _rows(newer, edit.table)[position] != edit.old:
            return Conflict(edit, _rows(newer, edit.table)[position], "changed")
    return None


def _set(plan: Plan, edit: Edit) -> Plan:
    holder = _holder(plan, edit)
    _check_field(holder, edit)
    changed = replace(holder, **{edit.field: edit.value})
    if edit.table == "plan":
        return changed  # type: ignore[no-any-return]
    if edit.table in SINGLETONS:
        return replace(plan, **{edit.table: changed})
    rows = tuple(changed if row.id == edit.row else row for row in _rows(plan, edit.table))
    return _with_rows(plan, edit.table, rows)


def _holder(plan: Plan, edit: Edit) -> Any:
    if edit.table == "plan":
        return plan
    if edit.table in SINGLETONS:
        return getattr(plan, edit.table)
    for row in _rows(plan, edit.table):
        if row.id == edit.row:
            return row
    raise _rejected(edit, "That row was removed in the meantime; nothing was changed.")


def _check_field(holder: Any, edit: Edit) -> None:
    if edit.field not in _settable(holder.__class__):
        raise _rejected(edit, f"{edit.field!r} is not a field that can be set.")


@cache
def _settable(kind: Any) -> frozenset[str]:
    fixed = {"id", *TABLES} if kind is Plan else {"id"}
    return frozenset(field.name for field in fields(kind)) - fixed


def _rows(plan: Plan, table: str) -> tuple[Row, ...]:
    if table not in TABLES:
        raise EditRejected(f"A plan has no table {table!r}.", table=table)
    rows: tuple[Row, ...] = getattr(plan, table)
    return rows


def _with_rows(plan: Plan, table: str, rows: tuple[Row, ...]) -> Plan:
    changed: dict[str, Any] = {table: rows}
    return replace(plan, **changed)


def _position(rows: Sequence[Row], row: str) -> int | None:
    return next((index for index, candidate in enumerate(rows) if candidate.id == row), None)


def _inserted(rows: tuple[Row, ...], row: Row, after: str) -> tuple[Row, ...]:
    if after == "":
        return (row, *rows)
    position = _position(rows, after)
    index = len(rows) if position is None else position + 1
    return (*rows[:index], row, *rows[index:])


def _rejected(edit: Edit, sentence: str) -> EditRejected:
    return EditRejected(sentence, table=edit.table, row=edit.row, field=edit.field)
