"""What goes into the store and comes out of it, as values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cspwidgets.errors import PlanError
from cspwidgets.plan.codec import plan_from_json, plan_to_json
from cspwidgets.plan.edits import Edit
from cspwidgets.plan.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A plan as it is stored; `revision` counts its changes, and its creation is 1."""

    plan: Plan
    revision: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A plan as its text, which costs little to fetch and to hand to another process."""

    text: str
    revision: int
    changed_at: datetime
    changed_by: str

    def read(self) -> Saved:
        """The plan itself; `PlanError` when the text is none."""
        return Saved(
            plan=plan_from_json(self.text),
            revision=self.revision,
            changed_at=self.changed_at,
            changed_by=self.changed_by,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Edits that are saved together, or not at all.

    Attributes
    ----------
    id
        Made once by whoever makes the change (a uuid's hex); sending the same id again is
        harmless.
    edits
        Applied in this order. None at all for the creation of a plan.
    who
        The person who made the change.
    at
        The moment, with its time zone; kept in UTC.
    words
        Why, if somebody said so.
    """

    id: str
    edits: tuple[Edit, ...]
    who: str
    at: datetime
    words: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("A change needs an id, so that sending it twice is harmless.")
        utc(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A change that was saved, and the revision that it made."""

    change: Change
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account in the list of all, without its plan."""

    id: str
    name: str
    revision: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A plan frozen on a day, with what the rules of that day made of it.

    `kind` is what it was frozen for (a touch point's kind, an agreement, a publication);
    `results` is JSON-ready data. The `sha256` is made of everything but `made_at`, so the same
    snapshot taken twice is one.
    """

    sha256: str
    account: str
    kind: str
    on: date
    plan: Plan
    results: dict[str, Any]
    rules_version: int
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is left of a forgotten account: the sha256 of its id, when, and who erased it."""

    account_sha256: str
    at: datetime
    who: str


def utc(moment: datetime) -> datetime:
    """The moment in UTC; `ValueError` when it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone; give the moment in UTC.")
    return moment.astimezone(UTC)


def json_text(data: Any) -> str:
    """Data as JSON of one form: the same data always gives the same text."""
    return json.dumps(
        data, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def stored_form(plan: Plan) -> tuple[str, Plan]:
    """A plan's text for the store, and the plan that is read from it again.

    Raises
    ------
    PlanError
        The text could not be read again, so it must not be kept.
    """
    try:
        text = plan_to_json(plan).decode()
        return text, plan_from_json(text)
    except PlanError as error:
        raise PlanError(
            f"The plan {plan.id!r} holds a value that does not fit its field "
            f"and was not saved; mend it and save again. ({error})"
        ) from error
