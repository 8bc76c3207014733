"""The enumerations of a plan: the field's words, as they stand in files and in the store."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Whose turn it is."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    BOTH = "both"
    PARTNER = "partner"


class ActivityState(StrEnum):
    """How far an activity is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    BLOCKED = "blocked"
    DONE = "done"
    SKIPPED = "skipped"


class ActivityKind(StrEnum):
    """A step has a length, a milestone has none, a cadence (weekly call) counts nowhere."""

    STEP = "step"
    MILESTONE = "milestone"
    CADENCE = "cadence"


class PlanState(StrEnum):
    """Where a plan is in its own life."""

    DRAFT = "draft"
    AGREED = "agreed"
    ACTIVE = "active"
    ACHIEVED = "achieved"
    CLOSED = "closed"


class Result(StrEnum):
    """How a finished plan ended; what `csp learn` learns from."""

    GREW = "renewed_and_grew"
    RENEWED = "renewed"
    LOST = "lost"


class Direction(StrEnum):
    """Which way an outcome should move."""

    HIGHER = "higher"
    LOWER = "lower"
    KEEP = "keep"


class Evidence(StrEnum):
    """How well a value is shown.

    A is measured by the customer and signed by a named person, B measured in the product,
    C the customer's estimate, D a vendor benchmark.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Role(StrEnum):
    """What a person is in the plan."""

    EXECUTIVE_SPONSOR = "executive_sponsor"
    CHAMPION = "champion"
    ECONOMIC_BUYER = "economic_buyer"
    ADMIN = "admin"
    USER_LEAD = "user_lead"
    CSM = "csm"
    ACCOUNT_EXECUTIVE = "account_executive"
    ENGINEER = "engineer"
    TRAINER = "trainer"
    PARTNER = "partner"


class Visibility(StrEnum):
    """Whether the customer may see it."""

    SHARED = "shared"
    INTERNAL = "internal"


class TouchPointKind(StrEnum):
    """The meetings at which the report card is shown."""

    KICKOFF = "kickoff"
    CALL = "call"
    QBR = "qbr"
    EBR = "ebr"
    RENEWAL = "renewal"
    HANDOVER = "handover"
