"""What customers are shown: pages that never change, and which of them are published.

Publishing adds a page and a line that says so; taking back adds a line without a page. Nothing is
ever changed, so it can always be told what a customer could see, and when. Published are the pages
since the last taking back; the newest of them is what a link shows unless it is pinned to another.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from sqlalchemy import Connection, desc, func, insert, select

from cspwidgets.errors import NotFound
from cspwidgets.store import plans, tables
from cspwidgets.store.engine import Database
from cspwidgets.store.records import json_text, utc
from cspwidgets.store.upgrade import write_checked

_PAGES = tables.pages.c
_LINES = tables.publications.c


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """A page to be published: what it is of, what it was made of (`view`), and itself.

    `language` is a tag; `view` and `page` are texts that the store only keeps.
    """

    account: str
    taken_on: date
    language: str
    view: str
    page: str

    @property
    def sha256(self) -> str:
        """The sha256 of all that it says."""
        said = {field.name: getattr(self, field.name) for field in fields(NewPage)}
        said["taken_on"] = self.taken_on.isoformat()
        return hashlib.sha256(json_text(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(NewPage):
    """A page as it is kept."""

    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A page was published, or all pages were taken back (`sha256` is none): when, and by whom."""

    sha256: str | None
    at: datetime
    who: str


class Pages:
    """The pages in one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def publish(self, new: NewPage, *, who: str, at: datetime) -> str:
        """Keep a page and show it from now on; gives its sha256.

        The same page again, while it is the newest, changes nothing.

        Raises
        ------
        NotFound
            There is no such account.
        """
        sha256 = new.sha256

        def work(connection: Connection) -> None:
            plans.find(connection, new.account, lock=True)
            if not connection.execute(select(_PAGES.sha256).filter_by(sha256=sha256)).first():
                row = {**asdict(new), "sha256": sha256, "made_at": utc(at)}
                connection.execute(insert(tables.pages), row)
            if published(connection, new.account)[:1] != (sha256,):
                add_line(connection, new.account, Publication(sha256=sha256, at=at, who=who))

        write_checked(self._database, work)
        return sha256

    def take_back(self, account: str, *, who: str, at: datetime) -> None:
        """Show none of an account's pages any more; those published later are shown again.

        Raises
        ------
        NotFound
            There is no such account, or no page of it is published.
        """

        def work(connection: Connection) -> None:
            plans.find(connection, account, lock=True)
            line = Publication(sha256=None, at=utc(at), who=who)
            if lines(connection, account)[:1] == (line,):
                return  # taken back before the connection was dropped
            if not published(connection, account):
                raise not_published(account)
            add_line(connection, account, line)

        write_checked(self._database, work)

    def newest(self, account: str) -> Page:
        """The page that an account's customers see; `NotFound` if none is published."""

        def work(connection: Connection) -> Page:
            plans.revision(connection, account)
            shown = published(connection, account)
            if not shown:
                raise not_published(account)
            return _page(connection, shown[0])

        return self._database.read(work)

    def page(self, sha256: str) -> Page:
        """A page by its sha256, published or not; `NotFound` if it was never kept."""
        return self._database.read(lambda connection: _page(connection, sha256))

    def publications(self, account: str) -> tuple[Publication, ...]:
        """When what was published or taken back, the newest first."""

        def work(connection: Connection) -> tuple[Publication, ...]:
            plans.revision(connection, account)
            return lines(connection, account)

        return self._database.read(work)


def published(connection: Connection, account: str) -> tuple[str, ...]:
    """The sha256 of an account's published pages, the newest first."""
    last = select(func.coalesce(func.max(_LINES.number), 0)).where(
        _LINES.account == account, _LINES.sha256.is_(None)
    )
    query = select(_LINES.sha256).where(
        _LINES.account == account, _LINES.number > last.scalar_subquery()
    )
    found = connection.execute(query.order_by(desc(_LINES.number))).scalars()
    return tuple(sha256 for sha256 in found if sha256)


def lines(connection: Connection, account: str) -> tuple[Publication, ...]:
    """What was published of an account and taken back, the newest first."""
    query = select(_LINES.sha256, _LINES.at, _LINES.who).where(_LINES.account == account)
    rows = connection.execute(query.order_by(desc(_LINES.number))).mappings()
    return tuple(Publication(**row) for row in rows)


def add_line(connection: Connection, account: str, line: Publication) -> None:
    """Say that a page was published or all were taken back; the plan's row must be locked."""
    last = select(func.coalesce(func.max(_LINES.number), 0)).where(_LINES.account == account)
    number = connection.execute(last).scalar_one() + 1
    row = {"account": account, "number": number, **asdict(line)}
    connection.execute(insert(tables.publications), row)


def not_published(account: str) -> NotFound:
    """What is raised when an account has nothing to show."""
    return NotFound(f"No page of {account!r} is published; publish it first.", name=account)


def _page(connection: Connection, sha256: str) -> Page:
    columns = (column for column in _PAGES if column is not _PAGES.sha256)
    row = connection.execute(select(*columns).where(_PAGES.sha256 == sha256)).mappings().first()
    if row is None:
        raise NotFound(f"There is no page {sha256!r}; it may have been forgotten.", name=sha256)
    return Page(**row)
