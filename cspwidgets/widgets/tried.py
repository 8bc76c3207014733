"""What a what-if has changed so far: row by row, each of which can be taken out alone.

It is what differs between the plan and its copy now, not what was typed on the way there: a day
that was moved twice is one change, and what was undone is none. What hangs together stays so: a
step that was removed comes back with the links of those that waited for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cspwidgets.plan.difference import difference
from cspwidgets.plan.edits import LAST, Edit, add_row, apply, move_row, remove_row, set_field
from cspwidgets.plan.measures import OUTCOME
from cspwidgets.plan.model import Plan

_ORDER = ("remove", "set", "move", "add")  # a row is there before anything points at it again
_LINKS = frozenset(("after", "serves", "stage", "owner", "people", "csm"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The changes of one row (of a singleton: of all of it) and what hangs on them."""

    id: str
    edits: tuple[Edit, ...]


def tried(base: Plan, plan: Plan) -> tuple[Tried, ...]:
    """What was changed on the way from `base` to `plan`, by row, in the order of the tables."""
    edits = difference(base, plan)
    leaders = {
        edit.row: _key(edit) for edit in edits if edit.kind in ("add", "remove") and edit.row
    }
    groups: dict[str, list[Edit]] = {}
    ties: dict[str, str] = {}
    for edit in edits:
        leader = _leader(edit, leaders)
        if edit.field == "exit_measure":
            ties[edit.row] = leader
        if edit.field == "exit_goal_share":  # the goal goes with the measure, which stands before
            leader = ties.get(edit.row, "")
        groups.setdefault(leader or _key(edit), []).append(edit)
    return tuple(Tried(id=key, edits=tuple(rows)) for key, rows in groups.items())


def taken_out(base: Plan, plan: Plan, change: Tried) -> tuple[Edit, ...]:
    """The edits that take one change out of `plan` again, in the order in which to apply them."""
    back: list[Edit] = []
    for edit in sorted(change.edits, key=lambda edit: _ORDER.index(edit.kind)):
        back.append(_back(base, plan, edit))
        plan = apply(plan, back[-1])
    return tuple(back)


def _back(base: Plan, plan: Plan, edit: Edit) -> Edit:
    if edit.kind == "set":
        return set_field(plan, edit.table, edit.row, edit.field, edit.old)
    if edit.kind == "add":
        return remove_row(plan, edit.table, edit.row)
    after = _behind(base, plan, edit)
    if edit.kind == "remove":
        return add_row(edit.table, edit.old, after=after)
    return move_row(edit.table, edit.row, after=after)


def _key(edit: Edit) -> str:
    return f"{edit.table}/{edit.row}"


def _leader(edit: Edit, leaders: dict[str, str]) -> str:
    # The change of another row that this one only follows from.
    for row in _named(edit):
        if row in leaders and leaders[row] != _key(edit):
            return leaders[row]
    return ""


def _named(edit: Edit) -> Iterator[str]:
    if edit.kind == "set" and edit.field in _LINKS:
        for value in (edit.old, edit.value):
            yield from _ids(value)
    if edit.kind == "set" and edit.field == "exit_measure":
        for value in (edit.old, edit.value):
            yield value.removeprefix(OUTCOME)
    if edit.kind == "remove" and edit.table == "measurements":
        yield edit.old.outcome


def _ids(value: str | Iterable[str] | None) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        yield from value or ()


def _behind(base: Plan, plan: Plan, edit: Edit) -> str:
    # The nearest row before it that is still there.
    there = {row.id for row in getattr(plan, edit.table)}
    before = ""
    for row in getattr(base, edit.table):
        if row.id == edit.row:
            return before
        before = row.id if row.id in there else before
    return LAST
