"""What the store has of many accounts, read at once and not unpacked: for fingerprints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, desc, select

from cspwidgets.store import tables
from cspwidgets.store.engine import Database

CHUNK = 500
"""Accounts that are read at once."""

_PLANS = tables.plans.c
_SNAPSHOTS = tables.snapshots.c


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotLine:
    """A snapshot without its plan."""

    sha256: str
    kind: str
    on: date
    results: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """An account: its plan's JSON as it is stored, and its snapshots, the newest first."""

    account: str
    name: str
    plan: str
    snapshots: tuple[SnapshotLine, ...]


def contents(database: Database, *, only: frozenset[str] | None = None) -> Iterator[Content]:
    """Every account, or those in `only`, by id; a few hundred at a time."""
    last: str | None = ""
    while last is not None:
        chunk, last = database.read(partial(_chunk, last=last, only=only))
        yield from chunk


def _chunk(
    connection: Connection, *, last: str, only: frozenset[str] | None
) -> tuple[list[Content], str | None]:
    light = select(_PLANS.account).where(_PLANS.account > last).order_by(_PLANS.account)
    names = connection.execute(light.limit(CHUNK)).scalars().all()
    wanted = [name for name in names if only is None or name in only]
    query = select(_PLANS.account, _PLANS.name, _PLANS.plan).where(_PLANS.account.in_(wanted))
    rows = connection.execute(query.order_by(_PLANS.account)).mappings().all()
    lines = _lines(connection, wanted)
    found = [_content(row, lines.get(row["account"], ())) for row in rows]
    return found, names[-1] if len(names) == CHUNK else None


def _lines(connection: Connection, accounts: list[str]) -> dict[str, list[SnapshotLine]]:
    query = (
        select(
            *(_SNAPSHOTS.account, _SNAPSHOTS.sha256, _SNAPSHOTS.kind),
            *(_SNAPSHOTS.taken_on, _SNAPSHOTS.results),
        )
        .where(_SNAPSHOTS.account.in_(accounts))
        .order_by(desc(_SNAPSHOTS.taken_on), desc(_SNAPSHOTS.made_at), _SNAPSHOTS.sha256)
    )
    found: dict[str, list[SnapshotLine]] = {}
    for row in connection.execute(query).mappings():
        line = SnapshotLine(
            sha256=row["sha256"],
            kind=row["kind"],
            on=row["taken_on"],
            results=json.loads(row["results"]),
        )
        found.setdefault(row["account"], []).append(line)
    return found


def _content(row: RowMapping, lines: Any) -> Content:
    return Content(
        account=row["account"], name=row["name"], plan=row["plan"], snapshots=tuple(lines)
    )
