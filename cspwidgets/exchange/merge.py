"""What a newer file changes in a plan that people have edited since the last one.

Three values meet in each cell: what earlier imports wrote there (`Said`), what stands there now,
and what the file says today. Who changed it decides: what only the file changed is taken, what
was edited here is kept, and where both did, the plan keeps its own and the difference is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from cspwidgets.exchange.imported import Kept
from cspwidgets.plan.edits import Edit
from cspwidgets.plan.model import Activity, Plan

ALWAYS_FROM_FILE = {"source_id"}
"""Fields that no person edits."""

_UNSAID = object()


@dataclass(frozen=True, slots=True)
class Said:
    """What earlier imports wrote: by table and row, each field's value."""

    rows: Mapping[tuple[str, str], Mapping[str, Any]]

    @classmethod
    def by(cls, imports: Iterable[Sequence[Edit]], *, first: Plan | None = None) -> Said:
        """What the edits of earlier imports wrote, the oldest import first.

        Parameters
        ----------
        first
            The plan as it was made, where an import made it.

        Examples
        --------
        >>> from cspwidgets.plan.edits import add_row
        >>> from cspwidgets.plan.model import Activity
        >>> said = Said.by([[add_row("activities", Activity(id="a", title="A", stage="s"))]])
        >>> said.value("activities", "a", "title")
        'A'
        """
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        if first is not None:
            rows[("account", "")] = _values(first.account)
            rows |= {("activities", one.id): _values(one) for one in first.activities}
        for edit in (edit for edits in imports for edit in edits):
            key = (edit.table, edit.row)
            if edit.kind == "add":
                rows[key] = _values(edit.value)
            elif edit.kind == "set":
                rows.setdefault(key, {})[edit.field] = edit.value
        return cls(rows)

    def value(self, table: str, row: str, field: str) -> Any:
        """What stood in a cell by the last import; `None` also where none spoke of it."""
        return self.rows.get((table, row), {}).get(field)

    def has(self, table: str, row: str, field: str) -> bool:
        """Whether an import wrote that cell."""
        return field in self.rows.get((table, row), {})

    def added(self, table: str) -> dict[str, Mapping[str, Any]]:
        """The rows of a table that imports added, by id."""
        return {
            row: values for (of, row), values in self.rows.items() if of == table and "id" in values
        }


def merged(
    table: str, row: Any, says: Mapping[str, Any], said: Said | None
) -> tuple[Any, list[Kept]]:
    """A row after a file has spoken, and what was kept against it.

    Parameters
    ----------
    row
        The row as it stands in the plan (an activity, an account).
    says
        What the file says today, by field.
    said
        What earlier imports said. Without it nothing tells an edit from an older import, and
        the file wins wherever it says something.
    """
    changes: dict[str, Any] = {}
    kept: list[Kept] = []
    name = getattr(row, "id", "")
    for field, theirs in says.items():
        mine = getattr(row, field)
        if mine == theirs:
            continue
        base = _base(table, row, name, field, said)
        if field in ALWAYS_FROM_FILE or _is_taken(row, field, mine, theirs, base, said):
            changes[field] = theirs
        elif base is _UNSAID or theirs != base:
            kept.append(Kept(row=name, field=field, mine=mine, theirs=theirs))
    return (replace(row, **changes) if changes else row), kept


def _base(table: str, row: Any, name: str, field: str, said: Said | None) -> Any:
    if said is None or not said.has(table, name, field):
        return _UNSAID
    return said.value(table, name, field)


def _is_taken(row: Any, field: str, mine: Any, theirs: Any, base: Any, said: Said | None) -> bool:
    is_silent = theirs in (None, "", ())
    if said is None:
        return not is_silent
    if base is _UNSAID:
        return bool(mine == _default(row, field))
    return bool(mine == base)


def _values(row: Any) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in fields(row)}


def _default(row: Any, field: str) -> Any:
    for one in fields(row):
        if one.name == field:
            return None if one.default is MISSING else one.default
    return None


def removed_here(said: Said | None, present: Iterable[Activity]) -> dict[str, Mapping[str, Any]]:
    """Activities that an import brought and somebody has removed since, by id."""
    if said is None:
        return {}
    here = {activity.id for activity in present}
    return {row: values for row, values in said.added("activities").items() if row not in here}
