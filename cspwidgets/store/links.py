"""Who has a link to a customer's page, until when, and on which days it was opened.

Of a link's secret only the sha256 is kept. A link never changes: revoking it is a row of its own,
so nobody can make it live longer, show another account, or work again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    bindparam,
    cast,
    desc,
    func,
    insert,
    select,
    update,
)

from cspwidgets.errors import NotFound
from cspwidgets.store import plans, tables
from cspwidgets.store.engine import Database
from cspwidgets.store.pages import not_published, published
from cspwidgets.store.upgrade import write_checked

_LINKS = tables.links.c
_REVOKED = tables.revocations.c
_OPENS = tables.opens.c


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link to be kept: `person` is whom it is for, `expires_on` the last day it works on.

    `pinned` is the sha256 of the only page that it shows; without it, it shows the newest.
    """

    id: str
    account: str
    person: str
    secret_sha256: str
    pinned: str | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """How often a link was opened on a day."""

    on: date
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(NewLink):
    """A link as it is kept; `opens` has the newest day first.

    `shows` is the sha256 of its page, if that is published now.
    """

    made_at: datetime
    made_by: str
    revoked_at: datetime | None
    revoked_by: str | None
    shows: str | None
    opens: tuple[Opens, ...] = ()


class Links:
    """The links in one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: NewLink, *, who: str, at: datetime) -> None:
        """Keep a new link.

        Raises
        ------
        NotFound
            There is no such account, or it has no published page (or not the pinned one).
        """
        row = asdict(new)

        def work(connection: Connection) -> None:
            plans.find(connection, new.account, lock=True)
            if _find(connection, new.id):
                return  # kept before the connection was dropped
            shown = published(connection, new.account)
            if not shown or new.pinned not in (None, *shown):
                raise not_published(new.account)
            connection.execute(insert(tables.links), {**row, "made_at": at, "made_by": who})

        write_checked(self._database, work)

    def all(self, account: str | None = None) -> tuple[Link, ...]:
        """Every link, or an account's, by account; the newest first, each with its opens."""

        def work(connection: Connection) -> tuple[Link, ...]:
            query, opened = _QUERY, select(tables.opens)
            if account is not None:
                plans.revision(connection, account)
                query = query.where(_LINKS.account == account)
                opened = opened.where(_OPENS.account == account)
            opens = _opens(connection, opened)
            order = (_LINKS.account, desc(_LINKS.made_at), _LINKS.id)
            rows = connection.execute(query.order_by(*order)).mappings()
            return tuple(Link(**row, opens=opens.get(row["id"], ())) for row in rows)

        return self._database.read(work)

    def find(self, link_id: str) -> Link | None:
        """The link of an id, without its opens; an unknown id is asked for in the same way."""
        return self._database.read(lambda connection: _find(connection, link_id))

    def revoke(self, link_id: str, *, who: str, at: datetime) -> Link:
        """Let a link work no more, from its next request on; gives it as it is kept now.

        Revoking it again changes nothing.

        Raises
        ------
        NotFound
            There is no such link.
        """

        def work(connection: Connection) -> Link:
            account = _get(connection, link_id).account
            plans.find(connection, account, lock=True)
            if _get(connection, link_id).revoked_at is None:
                row = {"link": link_id, "account": account, "at": at, "who": who}
                connection.execute(insert(tables.revocations), row)
            return _get(connection, link_id)

        return write_checked(self._database, work)

    def count_open(self, link_id: str, *, on: date) -> None:
        """Count that a link was opened on a day; one that is not there is not counted."""

        def work(connection: Connection) -> None:
            query = select(_LINKS.account).where(_LINKS.id == link_id).with_for_update()
            account = connection.execute(query).scalar()
            if account is None:
                return
            key = (_OPENS.link == link_id) & (_OPENS.opened_on == on)
            more = update(tables.opens).where(key).values(times=_OPENS.times + 1)
            if connection.execute(more).rowcount == 0:
                row = {"link": link_id, "opened_on": on, "account": account, "times": 1}
                connection.execute(insert(tables.opens), row)

        write_checked(self._database, work)


def _shows() -> ColumnElement[str | None]:
    # As `pages.published` has it, for each link: the newest page since the last taking back.
    line, back = tables.publications.alias("line").c, tables.publications.alias("back").c
    last = select(func.coalesce(func.max(back.number), 0)).where(
        back.account == _LINKS.account, back.sha256.is_(None)
    )
    newest = (
        select(line.sha256)
        .where(line.account == _LINKS.account)
        .where(line.number > last.correlate(tables.links).scalar_subquery())
        .where(_LINKS.pinned.is_(None) | (_LINKS.pinned == line.sha256))
        .order_by(desc(line.number))
        .limit(1)
    )
    return newest.correlate(tables.links).scalar_subquery().label("shows")


_COLUMNS = (
    *tables.links.columns,
    _REVOKED.at.label("revoked_at"),
    _REVOKED.who.label("revoked_by"),
    _shows(),
)
_QUERY = select(*_COLUMNS).select_from(tables.links.outerjoin(tables.revocations))

# An unknown id gives a row too, an empty one: all that is done with a row takes a tenth of the
# time of an answer, so that its absence could be told from outside.
_WANTED = select(cast(bindparam("wanted"), Text).label("id")).subquery()
_ONE = select(*_COLUMNS).select_from(
    _WANTED.outerjoin(tables.links, _LINKS.id == _WANTED.c.id).outerjoin(
        tables.revocations, _REVOKED.link == _LINKS.id
    )
)


def _find(connection: Connection, link_id: str) -> Link | None:
    row = connection.execute(_ONE, {"wanted": link_id}).mappings().one()
    link = Link(**row)
    return link if row["id"] else None


def _get(connection: Connection, link_id: str) -> Link:
    link = _find(connection, link_id)
    if link is None:
        told = f"There is no link {link_id!r}; look at the list of links for its id."
        raise NotFound(told, name=link_id)
    return link


def _opens(connection: Connection, query: Select[Any]) -> dict[str, tuple[Opens, ...]]:
    found: dict[str, tuple[Opens, ...]] = {}
    for row in connection.execute(query.order_by(desc(_OPENS.opened_on))):
        one = Opens(on=row.opened_on, times=row.times)
        found[row.link] = (*found.get(row.link, ()), one)
    return found
