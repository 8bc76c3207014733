"""Every change of a plan, for good, and the plan as it stood at a revision.

A plan's creation keeps the whole plan, and so does every 100th revision (a checkpoint). The plan
at any other revision is the nearest checkpoint before it with the later edits applied again: the
same function that made them at the time. (Going back from today by inverse edits would need every
`old` value to be right, and those are what a browser saw.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, desc, select

from cspwidgets.errors import NotFound
from cspwidgets.plan.codec import edit_from_data, edit_to_data, plan_from_json
from cspwidgets.plan.edits import Edit, apply_all
from cspwidgets.plan.model import Plan
from cspwidgets.store import tables
from cspwidgets.store.records import Change, HistoryEntry, json_text

CHECKPOINT_EVERY = 100
"""Revisions from one whole plan in the history to the next."""

_COLUMNS = tables.history.c


def row_of(account: str, change: Change, *, revision: int, plan: str) -> dict[str, Any]:
    """The row of a change; `plan` is the text of the plan after it."""
    return {
        "change_id": change.id,
        "account": account,
        "revision": revision,
        "who": change.who,
        "at": change.at,
        "edits": json_text([edit_to_data(edit) for edit in change.edits]),
        "words": change.words,
        "plan": plan if revision % CHECKPOINT_EVERY == 1 else None,
    }


def as_kept(change: Change) -> tuple[Edit, ...]:
    """The change's edits as the history will give them back; `PlanError` if it could not."""
    return tuple(edit_from_data(edit_to_data(edit)) for edit in change.edits)


def owners(connection: Connection, change_ids: Sequence[str]) -> dict[str, str]:
    """The accounts that these changes were saved for; one that was not saved is not in it."""
    query = select(_COLUMNS.change_id, _COLUMNS.account).where(_COLUMNS.change_id.in_(change_ids))
    return {row.change_id: row.account for row in connection.execute(query)}


def entries(
    connection: Connection, account: str, *, since: int = 0, limit: int | None = None
) -> tuple[HistoryEntry, ...]:
    """The changes after revision `since`, newest first."""
    query = (
        select(tables.history)
        .where(_COLUMNS.account == account, _COLUMNS.revision > since)
        .order_by(desc(_COLUMNS.revision))
        .limit(limit)
    )
    return tuple(_entry(row) for row in connection.execute(query).mappings())


def plan_at(connection: Connection, account: str, revision: int) -> Plan:
    """The plan as it stood at a revision.

    Raises
    ------
    NotFound
        The account has no such revision.
    """
    own = (_COLUMNS.account == account, _COLUMNS.revision <= revision)
    whole = (
        select(_COLUMNS.revision)
        .where(*own, _COLUMNS.plan.is_not(None))
        .order_by(desc(_COLUMNS.revision))
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(tables.history).where(*own, _COLUMNS.revision >= whole).order_by(_COLUMNS.revision)
    )
    rows = connection.execute(query).mappings().all()
    if not rows or rows[-1]["revision"] != revision:
        raise NotFound(
            f"The plan of {account!r} has no revision {revision}; see its history.",
            name=str(revision),
        )
    return _replayed(plan_from_json(rows[0]["plan"]), rows[1:])


def _replayed(plan: Plan, rows: Iterable[RowMapping]) -> Plan:
    for row in rows:
        plan = apply_all(plan, _entry(row).change.edits)
    return plan


def _entry(row: RowMapping) -> HistoryEntry:
    edits = tuple(edit_from_data(data) for data in json.loads(row["edits"]))
    change = Change(
        id=row["change_id"], edits=edits, who=row["who"], at=row["at"], words=row["words"]
    )
    return HistoryEntry(change=change, revision=row["revision"])
