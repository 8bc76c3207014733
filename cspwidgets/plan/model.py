"""What a Customer Success Plan is made of: frozen values, nothing else.

A plan is flat on purpose: every list (stages, activities, measurements, …) is a *table* of rows
with an id, and rows point at each other by id. So one kind of `Edit` (see `edits.py`) can change
anything, two people's edits can be merged cell by cell, and a file of a plan reads like a sheet.
A row that points at nothing is a finding, never an error: people delete things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cspwidgets.plan.scales import (
    AdoptionCurves,
    EvidenceFactors,
    GradeOverride,
    PacePrior,
    Weights,
)
from cspwidgets.plan.words import (
    ActivityKind,
    ActivityState,
    Direction,
    Evidence,
    PlanState,
    Result,
    Role,
    Side,
    TouchPointKind,
    Visibility,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The customer, and what the CRM knows of it. Money is internal.

    `fee` is for one year, in `currency` (ISO 4217). `source_id` is the CRM's own id.
    """

    name: str
    industry: str = ""
    segment: str = ""
    product: str = ""
    tier: str = ""
    vendor: str = ""
    domain: str = ""
    fee: float | None = None
    currency: str = ""
    term_start_on: date | None = None
    renewal_on: date | None = None
    csm: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on either side."""

    id: str
    name: str
    side: Side = Side.CUSTOMER
    role: Role | None = None
    title: str = ""
    email: str = ""
    visibility: Visibility = Visibility.SHARED


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A metric with a baseline, a target and a day by which: the reason for buying.

    `tolerance` is for direction "keep", in the metric's unit (default 5 % of the target's size).
    Money a year = movement x `volume_a_year` x `unit_value` x `attributable_share` (0 to 1).
    `curve` is the outcome's own expectation: pairs of day and value.
    """

    id: str
    name: str
    unit: str = ""
    direction: Direction = Direction.HIGHER
    baseline: float | None = None
    baseline_on: date | None = None
    target: float | None = None
    by: date | None = None
    weight: float = 1.0
    must_have: bool = False
    tolerance: float | None = None
    evidence: Evidence | None = None
    signed_by: str = ""
    volume_a_year: float | None = None
    unit_value: float | None = None
    currency: str = ""
    attributable_share: float = 1.0
    curve: tuple[tuple[date, float], ...] = ()
    visibility: Visibility = Visibility.SHARED


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One value of an outcome on a day, and where it came from."""

    id: str
    outcome: str
    on: date
    value: float
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsagePoint:
    """One value of a usage metric (`active_28d`, `seats`, `daily_active`, …) on a day."""

    id: str
    metric: str
    on: date
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stretch of the journey. `weeks` is its pace; none means ongoing, without an end.

    `exit_measure` ties its exit criterion to a measure (see `measures.py`), met by data once that
    reaches `exit_goal_share`. `renewal` marks the renewal stage and those after it. `advice` is
    how successful customers walk it.
    """

    id: str
    name: str
    weeks: float | None = None
    exit_criterion: str = ""
    exit_measure: str = ""
    exit_goal_share: float | None = None
    renewal: bool = False
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPromise:
    """A promised day that passed: on `moved_on` it was moved, because of `reason`."""

    promised_on: date
    moved_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What somebody does: `days` working days long, after others, for outcomes.

    `due_on` pins the last day; without it the day follows from pace and predecessors. `owner` is
    the id of a person, or free words while nobody is named. `advice` says how successful customers
    do it. `notes` are internal. `source_id` is the id in the tool it was imported from.
    """

    id: str
    title: str
    stage: str
    side: Side = Side.BOTH
    kind: ActivityKind = ActivityKind.STEP
    state: ActivityState = ActivityState.NOT_STARTED
    owner: str = ""
    days: float | None = None
    after: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    due_on: date | None = None
    started_on: date | None = None
    finished_on: date | None = None
    promised_on: date | None = None
    broken_promises: tuple[BrokenPromise, ...] = ()
    waiting_on: str = ""
    link: str = ""
    advice: str = ""
    notes: str = ""
    source_id: str = ""
    visibility: Visibility = Visibility.SHARED


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchPoint:
    """A meeting: what was said and decided, line by line.

    `notes` and `internal_decisions` are for our own people, `shared_notes` and `decisions` for both
    sides. A `draft` is still being written: nothing of it leaves the house before it is recorded.
    """

    id: str
    kind: TouchPointKind
    on: date
    people: tuple[str, ...] = ()
    notes: str = ""
    shared_notes: str = ""
    decisions: str = ""
    internal_decisions: str = ""
    draft: bool = False
    visibility: Visibility = Visibility.SHARED


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """Something that may stop the plan. Internal by default."""

    id: str
    name: str
    raised_on: date | None = None
    closed_on: date | None = None
    owner: str = ""
    mitigation: str = ""
    visibility: Visibility = Visibility.INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedStep:
    """An activity's days as both sides agreed them."""

    activity: str
    start_on: date
    finish_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A baseline: who agreed to which days, and when. Later agreements are added, none is lost."""

    id: str
    on: date
    by: tuple[str, ...]
    finish_on: date
    steps: tuple[AgreedStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One account's success plan. `id` is the account's stable slug.

    `declined_steps` are titles of steps that were proposed and are not for this plan.
    """

    id: str
    account: Account
    objective: str = ""
    state: PlanState = PlanState.DRAFT
    result: Result | None = None
    start_on: date | None = None
    holidays: tuple[date, ...] = ()
    template: str = ""
    declined_steps: tuple[str, ...] = ()
    weights: Weights = field(default_factory=Weights)
    factors: EvidenceFactors = field(default_factory=EvidenceFactors)
    pace_prior: PacePrior = field(default_factory=PacePrior)
    adoption_curves: AdoptionCurves = field(default_factory=AdoptionCurves)
    override: GradeOverride | None = None
    people: tuple[Person, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    usage: tuple[UsagePoint, ...] = ()
    stages: tuple[Stage, ...] = ()
    activities: tuple[Activity, ...] = ()
    risks: tuple[Risk, ...] = ()
    touch_points: tuple[TouchPoint, ...] = ()
    agreements: tuple[Agreement, ...] = ()


Row = Person | Outcome | Measurement | UsagePoint | Stage | Activity | Risk | TouchPoint | Agreement

TABLES: dict[str, type[Row]] = {
    "people": Person,
    "outcomes": Outcome,
    "measurements": Measurement,
    "usage": UsagePoint,
    "stages": Stage,
    "activities": Activity,
    "risks": Risk,
    "touch_points": TouchPoint,
    "agreements": Agreement,
}
"""The tables of a plan, by field name, with the type of their rows."""

DEFAULT_STAGES = ("Onboard", "Implement", "Adopt", "Optimise and grow", "Renew")
