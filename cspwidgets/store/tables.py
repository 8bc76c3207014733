"""The store's tables as the queries of today know them; `steps.py` is what makes them.

Texts are readable with any database tool: plans and edits are JSON, moments are ISO 8601 in UTC
and of one width, so that their text sorts as time. Both databases keep the same texts, so a
backup of one can be restored into the other.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from cspwidgets.store.records import utc


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text of a moment."""
        return None if value is None else utc(value).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The moment of a text."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A day, kept as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """The text of a day."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """The day of a text."""
        return None if value is None else date.fromisoformat(value)


class Words(TypeDecorator[str]):
    """A text that somebody typed, without what only some databases can keep."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text without NUL (PostgreSQL refuses it) and halves of a character."""
        if value is None:
            return None
        return value.replace("\0", "").encode(errors="replace").decode()


metadata = MetaData()

store_version = Table(
    "store_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False)
)

plans = Table(
    "plans",
    metadata,
    Column("account", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("plan", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Words, nullable=False),
)

# `plan` is the whole plan at its creation and at every CHECKPOINT_EVERY-th revision (history.py).
history = Table(
    "history",
    metadata,
    Column("change_id", Text, primary_key=True),
    Column("account", Text, ForeignKey("plans.account"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("who", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("edits", Text, nullable=False),
    Column("words", Words, nullable=False),
    Column("plan", Text),
    UniqueConstraint("account", "revision"),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("account", Text, ForeignKey("plans.account"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("taken_on", Day, nullable=False),
    Column("plan", Text, nullable=False),
    Column("results", Text, nullable=False),
    Column("rules_version", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("account_sha256", Text, primary_key=True),
    Column("at", Moment, primary_key=True),
    Column("who", Words, nullable=False),
)

# What customers are shown: `view` is what the page was made of, `page` is the page.
pages = Table(
    "pages",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("account", Text, ForeignKey("plans.account"), nullable=False, index=True),
    Column("taken_on", Day, nullable=False),
    Column("language", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)

# One row each time a page is published; without a page, all were taken back.
publications = Table(
    "publications",
    metadata,
    Column("account", Text, ForeignKey("plans.account"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", Text, ForeignKey("pages.sha256")),
    Column("at", Moment, nullable=False),
    Column("who", Words, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account", Text, ForeignKey("plans.account"), nullable=False, index=True),
    Column("person", Words, nullable=False),
    Column("secret_sha256", Text, nullable=False),
    Column("pinned", Text, ForeignKey("pages.sha256")),
    Column("expires_on", Day),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Words, nullable=False),
)

revocations = Table(
    "revocations",
    metadata,
    Column("link", Text, ForeignKey("links.id"), primary_key=True),
    Column("account", Text, ForeignKey("plans.account"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Words, nullable=False),
)

# How often a link was opened on a day, and nothing else: no address, no device, no hour.
opens = Table(
    "opens",
    metadata,
    Column("link", Text, ForeignKey("links.id"), primary_key=True),
    Column("opened_on", Day, primary_key=True),
    Column("account", Text, ForeignKey("plans.account"), nullable=False),
    Column("times", Integer, nullable=False),
)

# An account stands here only within the transaction that erases it: the triggers let it pass.
forgetting = Table("forgetting", metadata, Column("account", Text, primary_key=True))


def account_digest(account: str) -> str:
    """What a tombstone keeps of an account's id."""
    return hashlib.sha256(account.encode()).hexdigest()
