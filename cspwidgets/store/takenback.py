"""What was taken back from customers stays so when an older backup is restored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from cspwidgets.store import tables
from cspwidgets.store.pages import Publication, add_line, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """Revocations as they are kept, and the accounts of which no page is shown any more."""

    revocations: tuple[dict[str, Any], ...]
    accounts: dict[str, Publication]


def taken_back(connection: Connection) -> TakenBack:
    """What was taken back until now."""
    revoked = connection.execute(select(tables.revocations)).mappings()
    accounts = connection.execute(select(tables.publications.c.account).distinct()).scalars().all()
    newest = {account: lines(connection, account)[0] for account in accounts}
    return TakenBack(
        revocations=tuple(dict(row) for row in revoked),
        accounts={account: line for account, line in newest.items() if line.sha256 is None},
    )


def take_back_again(connection: Connection, taken: TakenBack) -> None:
    """Take the same back from what was just restored, unless it was published later."""
    there = set(connection.execute(select(tables.links.c.id)).scalars())
    revoked = set(connection.execute(select(tables.revocations.c.link)).scalars())
    for row in taken.revocations:
        if row["link"] in there - revoked:
            connection.execute(insert(tables.revocations), row)
    for account, line in taken.accounts.items():
        restored = lines(connection, account)
        if restored and restored[0].sha256 and restored[0].at < line.at:
            add_line(connection, account, line)
