"""Plans frozen for good: at an agreement, at a touch point, when a page is published."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, desc, insert, select

from cspwidgets.plan.codec import plan_from_json
from cspwidgets.plan.model import Plan
from cspwidgets.store import tables
from cspwidgets.store.records import Snapshot, json_text, stored_form

_COLUMNS = tables.snapshots.c


def add(connection: Connection, snapshot: Snapshot) -> Snapshot:
    """Keep a snapshot; one that is there already is given back as it is stored."""
    stored = _where(connection, sha256=snapshot.sha256)
    if stored:
        return stored[0]
    row = {
        "sha256": snapshot.sha256,
        "account": snapshot.account,
        "kind": snapshot.kind,
        "taken_on": snapshot.on,
        "plan": stored_form(snapshot.plan)[0],
        "results": json_text(snapshot.results),
        "rules_version": snapshot.rules_version,
        "made_at": snapshot.made_at,
    }
    connection.execute(insert(tables.snapshots), row)
    return snapshot


def digest(
    account: str, *, kind: str, on: date, plan: Plan, results: dict[str, Any], rules_version: int
) -> str:
    """The sha256 of what a snapshot says."""
    said = {
        "account": account,
        "kind": kind,
        "on": on.isoformat(),
        "plan": stored_form(plan)[0],
        "results": results,
        "rules_version": rules_version,
    }
    return hashlib.sha256(json_text(said).encode()).hexdigest()


def of_account(connection: Connection, account: str) -> tuple[Snapshot, ...]:
    """An account's snapshots, the newest day first."""
    return _where(connection, account=account)


def _where(connection: Connection, **wanted: str) -> tuple[Snapshot, ...]:
    query = (
        select(tables.snapshots)
        .filter_by(**wanted)
        .order_by(desc(_COLUMNS.taken_on), desc(_COLUMNS.made_at), _COLUMNS.sha256)
    )
    return tuple(_snapshot(row) for row in connection.execute(query).mappings())


def _snapshot(row: RowMapping) -> Snapshot:
    return Snapshot(
        sha256=row["sha256"],
        account=row["account"],
        kind=row["kind"],
        on=row["taken_on"],
        plan=plan_from_json(row["plan"]),
        results=json.loads(row["results"]),
        rules_version=row["rules_version"],
        made_at=row["made_at"],
    )
