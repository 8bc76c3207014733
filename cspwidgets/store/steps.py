"""What makes the store's tables: one step a version, each frozen for good once released.

A new version appends a step and never touches an older one; `tables.py` then shows the sum of
all steps (a test compares them). A step is also due when a newer program writes plans, edits or
results that an older one could not read, even if no table changes.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

Step = Callable[[Connection], None]


def step_1(connection: Connection) -> None:
    """Plans, their history, snapshots and tombstones."""
    for statement in _TABLES_1:
        connection.exec_driver_sql(statement)
    same_change = "change_id = NEW.change_id OR (account = NEW.account AND revision = NEW.revision)"
    guard(connection, "history", same=same_change)
    guard(connection, "snapshots", same="sha256 = NEW.sha256")


def step_2(connection: Connection) -> None:
    """What customers are shown: pages, when they were published, links, and how often opened."""
    for statement in _TABLES_2:
        connection.exec_driver_sql(statement)
    guard(connection, "pages", same="sha256 = NEW.sha256")
    guard(connection, "publications", same="account = NEW.account AND number = NEW.number")
    guard(connection, "links", same="id = NEW.id")
    guard(connection, "revocations", same="link = NEW.link")


def step_3(_connection: Connection) -> None:
    """Stages tied to a measure, targets of their own; touch points as drafts, or shared in part."""


def step_4(_connection: Connection) -> None:
    """Plans may name steps that were proposed and declined; no table changes."""


def guard(connection: Connection, table: str, *, same: str) -> None:
    """Make the database itself refuse to change or delete the rows of a table.

    Deleting is let through for an account that stands in `forgetting`. SQLite's REPLACE deletes
    without asking a delete trigger, so inserting a row that is there (`same`) is refused too;
    PostgreSQL's TRUNCATE likewise.
    """
    names = {"table": table, "same": same}
    for statement in _GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(statement % names)


STEPS: tuple[Step, ...] = (step_1, step_2, step_3, step_4)

_TABLES_1 = (
    """CREATE TABLE plans (
        account TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        revision INTEGER NOT NULL,
        plan TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL)""",
    """CREATE TABLE history (
        change_id TEXT PRIMARY KEY NOT NULL,
        account TEXT NOT NULL REFERENCES plans (account),
        revision INTEGER NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL,
        edits TEXT NOT NULL,
        words TEXT NOT NULL,
        plan TEXT,
        UNIQUE (account, revision))""",
    """CREATE TABLE snapshots (
        sha256 TEXT PRIMARY KEY NOT NULL,
        account TEXT NOT NULL REFERENCES plans (account),
        kind TEXT NOT NULL,
        taken_on TEXT NOT NULL,
        plan TEXT NOT NULL,
        results TEXT NOT NULL,
        rules_version INTEGER NOT NULL,
        made_at TEXT NOT NULL)""",
    "CREATE INDEX ix_snapshots_account ON snapshots (account)",
    """CREATE TABLE tombstones (
        account_sha256 TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        PRIMARY KEY (account_sha256, at))""",
    "CREATE TABLE forgetting (account TEXT PRIMARY KEY NOT NULL)",
)

_TABLES_2 = (
    """CREATE TABLE pages (
        sha256 TEXT PRIMARY KEY NOT NULL,
        account TEXT NOT NULL REFERENCES plans (account),
        taken_on TEXT NOT NULL,
        language TEXT NOT NULL,
        view TEXT NOT NULL,
        page TEXT NOT NULL,
        made_at TEXT NOT NULL)""",
    "CREATE INDEX ix_pages_account ON pages (account)",
    """CREATE TABLE publications (
        account TEXT NOT NULL REFERENCES plans (account),
        number INTEGER NOT NULL,
        sha256 TEXT REFERENCES pages (sha256),
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        PRIMARY KEY (account, number))""",
    """CREATE TABLE links (
        id TEXT PRIMARY KEY NOT NULL,
        account TEXT NOT NULL REFERENCES plans (account),
        person TEXT NOT NULL,
        secret_sha256 TEXT NOT NULL,
        pinned TEXT REFERENCES pages (sha256),
        expires_on TEXT,
        made_at TEXT NOT NULL,
        made_by TEXT NOT NULL)""",
    "CREATE INDEX ix_links_account ON links (account)",
    """CREATE TABLE revocations (
        link TEXT PRIMARY KEY NOT NULL REFERENCES links (id),
        account TEXT NOT NULL REFERENCES plans (account),
        at TEXT NOT NULL,
        who TEXT NOT NULL)""",
    """CREATE TABLE opens (
        link TEXT NOT NULL REFERENCES links (id),
        opened_on TEXT NOT NULL,
        account TEXT NOT NULL REFERENCES plans (account),
        times INTEGER NOT NULL,
        PRIMARY KEY (link, opened_on))""",
)

_GUARDS = {
    "sqlite": (
        """CREATE TRIGGER %(table)s_no_update BEFORE UPDATE ON %(table)s
        BEGIN SELECT RAISE(ABORT, '%(table)s is never changed'); END""",
        """CREATE TRIGGER %(table)s_no_delete BEFORE DELETE ON %(table)s
        WHEN NOT EXISTS (SELECT 1 FROM forgetting WHERE account = OLD.account)
        BEGIN SELECT RAISE(ABORT, '%(table)s is never deleted'); END""",
        """CREATE TRIGGER %(table)s_no_replace BEFORE INSERT ON %(table)s
        WHEN EXISTS (SELECT 1 FROM %(table)s WHERE %(same)s)
        BEGIN SELECT RAISE(ABORT, '%(table)s is never replaced'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION %(table)s_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF EXISTS (SELECT 1 FROM forgetting WHERE account = OLD.account) THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION '%(table)s is never changed or deleted';
        END $$""",
        """CREATE TRIGGER %(table)s_no_change BEFORE UPDATE OR DELETE ON %(table)s
        FOR EACH ROW EXECUTE FUNCTION %(table)s_guard()""",
        """CREATE TRIGGER %(table)s_no_truncate BEFORE TRUNCATE ON %(table)s
        FOR EACH STATEMENT EXECUTE FUNCTION %(table)s_guard()""",
    ),
}
