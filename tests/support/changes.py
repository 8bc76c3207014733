"""Changes for tests of the store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from cspwidgets.plan.edits import Edit, set_field
from cspwidgets.plan.model import Plan
from cspwidgets.store.records import Change, Saved
from cspwidgets.store.store import Store

NOON = datetime(2026, 7, 17, 12, 0, tzinfo=UTC)
"""The moment at which most changes of the tests are made."""

_NUMBERS: Iterator[int] = count(1)


def change(*edits: Edit, who: str = "priya", words: str = "") -> Change:
    """A change with an id of its own, each a second after the last."""
    number = next(_NUMBERS)
    at = NOON + timedelta(seconds=number)
    # With the process in it: a forked child counts on from where its parent was.
    own_id = f"change-{os.getpid()}-{number}"
    return Change(id=own_id, edits=edits, who=who, at=at, words=words)


def objective(plan: Plan, words: str) -> Edit:
    """The edit that gives a plan another objective."""
    return set_field(plan, "plan", "", "objective", words)


def created(store: Store, plan: Plan) -> Saved:
    """The plan, stored."""
    return store.create(plan, who="priya", at=NOON, change_id=f"create-{plan.id}")


def saved_times(store: Store, saved: Saved, times: int) -> Saved:
    """The plan after so many changes; its objective is the last one's number."""
    for number in range(1, times + 1):
        edit = objective(saved.plan, str(number))
        saved = store.save(saved.plan.id, change(edit), base=saved.revision)
    return saved
