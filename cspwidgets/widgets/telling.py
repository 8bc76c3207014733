"""Changes in words: for undo, for the history, and for "mine or theirs?"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cspwidgets.errors import EditRejected
from cspwidgets.plan.cells import show_value
from cspwidgets.plan.edits import LAST, SINGLETONS, Conflict, Edit
from cspwidgets.plan.labels import ROW_NOUNS, field_label
from cspwidgets.plan.model import Plan
from cspwidgets.widgets.outbox import Question

_LONGEST = 60


def title_of(plan: Plan, edits: Sequence[Edit]) -> str:
    """A change in a few words: "due day of “Wave 3”", or "12 changes"."""
    if len(edits) != 1:
        return f"{len(edits)} changes"
    edit = edits[0]
    if edit.kind == "set":
        return place_of(plan, edit)
    verb = {"add": "adding", "remove": "removing", "move": "moving"}[edit.kind]
    return f"{verb} {_row_name(plan, edit)}"


def tell(plan: Plan, edits: Iterable[Edit]) -> tuple[str, ...]:
    """Each edit as a line of the history: "due day of “Wave 3”: 10 Jul 2026 → 24 Jul 2026"."""
    return tuple(_line(plan, edit) for edit in edits)


def place_of(plan: Plan, edit: Edit) -> str:
    """Which cell a `set` changes: "due day of “Wave 3”", "objective"."""
    name = field_label(edit.field)
    if edit.table == "plan":
        return name
    if edit.table in SINGLETONS:
        return f"{name} of the {edit.table.replace('_', ' ')}"
    return f"{name} of {_row_name(plan, edit)}"


def question_data(plan: Plan, question: Question) -> dict[str, Any]:
    """A conflict as the browser asks about it, with both values in words."""
    edit, theirs = question.conflict.mine, question.conflict.theirs
    if edit.kind == "set":
        what = place_of(plan, edit)
        mine, other = _value(plan, edit, edit.value), _value(plan, edit, theirs)
    else:
        what = title_of(plan, (edit,))
        mine, other = "do it all the same", "leave it"
    if question.conflict.why == "removed":
        other = "the row stays removed"
    place = {"table": edit.table, "row": edit.row, "field": edit.field}
    asked = {"item": question.id, "by": question.by, "why": question.conflict.why}
    return {**asked, **place, "what": what, "mine": mine, "theirs": other}


def refuse_gone(conflicts: Iterable[Conflict]) -> None:
    """Raise `EditRejected` when a new edit is of a row that is not there any more."""
    for conflict in conflicts:
        if conflict.why == "removed":
            edit = conflict.mine
            raise EditRejected(
                "That row was removed in the meantime, so nothing was changed. "
                "Add it again, or bring it back from the history.",
                table=edit.table,
                row=edit.row,
                field=edit.field,
            )


def _line(plan: Plan, edit: Edit) -> str:
    if edit.kind == "set":
        old, new = _value(plan, edit, edit.old), _value(plan, edit, edit.value)
        return f"{place_of(plan, edit)}: {old or 'empty'} → {new or 'empty'}"
    name = f"{ROW_NOUNS[edit.table]} {_row_name(plan, edit)}"
    if edit.kind == "move":
        where = (
            "to the end" if edit.after == LAST else f"behind {_named(plan, edit.table, edit.after)}"
        )
        return f"{name} moved {where if edit.after else 'to the beginning'}"
    return f"{name} {'added' if edit.kind == 'add' else 'removed'}"


def _value(plan: Plan, edit: Edit, value: Any) -> str:
    return _short(show_value(plan, edit.table, edit.field, value))


def _row_name(plan: Plan, edit: Edit) -> str:
    row = edit.value if edit.kind == "add" else edit.old if edit.kind == "remove" else None
    return _quoted(row, edit.row) if row is not None else _named(plan, edit.table, edit.row)


def _named(plan: Plan, table: str, row_id: str) -> str:
    row = next((row for row in getattr(plan, table) if row.id == row_id), None)
    return _quoted(row, row_id)


def _quoted(row: Any, row_id: str) -> str:
    for field in ("title", "name"):
        if isinstance(getattr(row, field, None), str) and getattr(row, field):
            return f"“{_short(getattr(row, field))}”"
    return f"of {row.on:%d %b %Y}" if hasattr(row, "on") else f"“{row_id}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
