"""What changed between two plans, as the edits that make one of the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from cspwidgets.plan.edits import SINGLETONS, Edit, add_row, apply, move_row, remove_row, set_field
from cspwidgets.plan.model import TABLES, Plan


def difference(now: Plan, then: Plan) -> tuple[Edit, ...]:
    """The edits that make `then` of `now`; none when they are equal. (Ids of plans stay.)"""
    edits: list[Edit] = []
    plan = now
    for edit in _steps(now, then):
        if edit.kind == "move" and _stands_behind(plan, edit):
            continue
        edits.append(edit)
        plan = apply(plan, edit)
    return tuple(edits)


def _steps(now: Plan, then: Plan) -> Iterator[Edit]:
    for table in SINGLETONS:
        old, new = (now, then) if table == "plan" else (getattr(now, table), getattr(then, table))
        for name in _own_fields(new, table):
            if getattr(old, name) != getattr(new, name):
                yield set_field(now, table, "", name, getattr(new, name))
    for table in TABLES:
        yield from _table_steps(now, then, table)


def _table_steps(now: Plan, then: Plan, table: str) -> Iterator[Edit]:
    old = {row.id: row for row in getattr(now, table)}
    new = {row.id: row for row in getattr(then, table)}
    for gone in [name for name in old if name not in new]:
        yield remove_row(now, table, gone)
    behind = ""
    for name, row in new.items():
        if name not in old:
            yield add_row(table, row, after=behind)
        else:
            for field in fields(row):
                if getattr(old[name], field.name) != getattr(row, field.name):
                    yield set_field(now, table, name, field.name, getattr(row, field.name))
            yield move_row(table, name, after=behind)
        behind = name


def _stands_behind(plan: Plan, edit: Edit) -> bool:
    names = [row.id for row in getattr(plan, edit.table)]
    position = names.index(edit.row)
    return (names[position - 1] if position else "") == edit.after


def _own_fields(holder: Any, table: str) -> Iterator[str]:
    for field in fields(holder):
        is_part = table == "plan" and field.name in (*TABLES, *SINGLETONS, "id")
        if not is_part:
            yield field.name
