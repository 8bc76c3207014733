"""One row a plan: create it, find it, change it, on a connection that is in a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, text, update

from cspwidgets.errors import AlreadyThere, NotFound, PlanChanged
from cspwidgets.plan.codec import plan_from_json
from cspwidgets.plan.edits import apply_all
from cspwidgets.plan.model import Plan
from cspwidgets.store import history, tables
from cspwidgets.store.records import AccountLine, Change, Saved, Stored, stored_form

CHUNK = 500
"""Plans that are read or written at once when there are many."""

NewPlan = tuple[dict[str, Any], dict[str, Any]]
"""The rows of a plan that is not stored yet: its own, and its first in the history."""

_COLUMNS = tables.plans.c


def save(connection: Connection, account: str, change: Change, *, base: int) -> Saved:
    """Apply a change that was made on revision `base`.

    Raises
    ------
    PlanChanged
        The plan is at another revision; nothing was saved.
    EditRejected, PlanError
        An edit does not fit the plan, or a value its field; nothing was saved.
    """
    row = find(connection, account, lock=True)
    if _is_saved(connection, change, account):
        return as_saved(row)
    if row["revision"] != base:
        raise _plan_changed(connection, change, base, as_saved(row))
    edits = history.as_kept(change)
    plan_text, plan = stored_form(apply_all(plan_from_json(row["plan"]), edits))
    entry = history.row_of(account, change, revision=base + 1, plan=plan_text)
    connection.execute(insert(tables.history), entry)
    new = _plan_row(plan, plan_text, change, base + 1)
    connection.execute(update(tables.plans).where(_COLUMNS.account == account).values(new))
    return Saved(plan=plan, revision=base + 1, changed_at=change.at, changed_by=change.who)


def new_plan(plan: Plan, change: Change) -> NewPlan:
    """The rows of a plan to be created by `change`; `PlanError` if it cannot be kept."""
    plan_text, plan = stored_form(plan)
    entry = history.row_of(plan.id, change, revision=1, plan=plan_text)
    return _plan_row(plan, plan_text, change, 1), entry


def create(connection: Connection, new: Sequence[NewPlan]) -> int:
    """Keep new plans; those that the same changes made before are left as they are.

    Returns
    -------
    int
        How many are new.

    Raises
    ------
    AlreadyThere
        One of the accounts has a plan.
    """
    if connection.dialect.name == "postgresql":
        # Two programs creating one account: the second waits here, and then finds it.
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('cspwidgets.create'))"))
    count = 0
    for start in range(0, len(new), CHUNK):
        fresh = _fresh(connection, new[start : start + CHUNK])
        if fresh:
            connection.execute(insert(tables.plans), [row for row, _ in fresh])
            connection.execute(insert(tables.history), [entry for _, entry in fresh])
        count += len(fresh)
    return count


def find(connection: Connection, account: str, *, lock: bool = False) -> RowMapping:
    """The row of an account, or `NotFound`; with `lock` nobody else may change it meanwhile."""
    query = select(tables.plans).where(_COLUMNS.account == account)
    if lock:
        query = query.with_for_update()
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise _not_found(connection, account)
    return row


def is_any(connection: Connection) -> bool:
    """Whether there is an account."""
    return connection.execute(select(_COLUMNS.account).limit(1)).first() is not None


def revision(connection: Connection, account: str) -> int:
    """The revision of an account, or `NotFound`."""
    query = select(_COLUMNS.revision).where(_COLUMNS.account == account)
    found: int | None = connection.execute(query).scalar()
    if found is None:
        raise _not_found(connection, account)
    return found


def revisions(connection: Connection) -> dict[str, int]:
    """Every account's revision."""
    rows = connection.execute(select(_COLUMNS.account, _COLUMNS.revision))
    return {row.account: row.revision for row in rows}


def after(connection: Connection, *, last: str) -> Sequence[RowMapping]:
    """The next rows behind the account `last`, a few hundred; none at the end."""
    query = select(tables.plans).where(_COLUMNS.account > last).order_by(_COLUMNS.account)
    return connection.execute(query.limit(CHUNK)).mappings().all()


def finished(connection: Connection) -> dict[str, int]:
    """The revision of every account whose plan says how it ended."""
    # Defaults are not stored, and a quote inside a text is: this stands in no other plan.
    told = _COLUMNS.plan.contains('"result":"', autoescape=True)
    rows = connection.execute(select(_COLUMNS.account, _COLUMNS.revision).where(told))
    return {row.account: row.revision for row in rows}


def some(connection: Connection, accounts: Sequence[str]) -> Sequence[RowMapping]:
    """The rows of these accounts, as far as they are there."""
    query = select(tables.plans).where(_COLUMNS.account.in_(accounts)).order_by(_COLUMNS.account)
    return connection.execute(query).mappings().all()


def lines(connection: Connection) -> tuple[AccountLine, ...]:
    """Every account by its id, without its plan."""
    light = (column for column in _COLUMNS if column.name not in ("account", "plan"))
    query = select(_COLUMNS.account.label("id"), *light)
    found = (AccountLine(**row) for row in connection.execute(query).mappings())
    return tuple(sorted(found, key=lambda line: line.id))


def as_saved(row: RowMapping) -> Saved:
    """A row as a value."""
    return as_stored(row).read()


def as_stored(row: RowMapping) -> Stored:
    """A row as a value whose plan is not read yet."""
    return Stored(
        text=row["plan"],
        revision=row["revision"],
        changed_at=row["changed_at"],
        changed_by=row["changed_by"],
    )


def _not_found(connection: Connection, account: str) -> NotFound:
    return NotFound(
        f"There is no account {account!r}; “csp accounts” lists those that are there.",
        name=account,
        known=tuple(sorted(connection.execute(select(_COLUMNS.account)).scalars())),
    )


def _plan_row(plan: Plan, plan_text: str, change: Change, revision: int) -> dict[str, Any]:
    return {
        "account": plan.id,
        "name": plan.account.name,
        "revision": revision,
        "plan": plan_text,
        "changed_at": change.at,
        "changed_by": change.who,
    }


def _is_saved(connection: Connection, change: Change, account: str) -> bool:
    owner = history.owners(connection, [change.id]).get(change.id)
    if owner not in (None, account):
        raise _used_twice(change.id, owner)
    return owner is not None


def _fresh(connection: Connection, new: Sequence[NewPlan]) -> list[NewPlan]:
    query = select(_COLUMNS.account).where(_COLUMNS.account.in_([row["account"] for row, _ in new]))
    taken = set(connection.execute(query).scalars())
    owners = history.owners(connection, [entry["change_id"] for _, entry in new])
    fresh = []
    for row, entry in new:
        account, change_id = row["account"], entry["change_id"]
        owner = owners.get(change_id)
        if owner == account:
            continue
        if owner is not None:
            raise _used_twice(change_id, owner)
        if account in taken:
            raise AlreadyThere(
                f"The account {account!r} has a plan already; open it, or choose another id.",
                name=account,
            )
        fresh.append((row, entry))
    return fresh


def _used_twice(change_id: str, owner: str | None) -> AlreadyThere:
    return AlreadyThere(
        f"The change {change_id!r} was saved for the account {owner!r}; "
        "give each change an id of its own.",
        name=change_id,
    )


def _plan_changed(connection: Connection, mine: Change, base: int, current: Saved) -> PlanChanged:
    theirs = history.entries(connection, current.plan.id, since=base)[::-1]
    return PlanChanged(
        f"{current.changed_by} saved the plan of {current.plan.account.name} first: it is at "
        f"revision {current.revision} and yours was made on {base}; merge the two and save again.",
        mine=mine,
        theirs=theirs,
        base=base,
        current=current,
    )
