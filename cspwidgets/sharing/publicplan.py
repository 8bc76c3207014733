"""The plan that leaves the house: a type of its own, in which nothing internal has a place.

`plan/shared.py` takes away what is internal. These types hold what is left and have no field for
anything else: a field that the plan gets later stays inside until somebody writes it down here.
A test holds the two together: what comes back from them is `shared(plan)`, field by field.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspwidgets.plan import model, scales
from cspwidgets.plan.words import (
    ActivityKind,
    ActivityState,
    Direction,
    Evidence,
    PlanState,
    Role,
    Side,
    TouchPointKind,
    Visibility,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAccount:
    """Who the plan is for, and with whom."""

    name: str
    industry: str
    product: str
    vendor: str
    currency: str
    term_start_on: date | None
    csm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPerson:
    """Somebody to reach."""

    id: str
    name: str
    side: Side
    role: Role | None
    title: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOutcome:
    """A reason for buying, with all that its value is reckoned from."""

    id: str
    name: str
    unit: str
    direction: Direction
    baseline: float | None
    baseline_on: date | None
    target: float | None
    by: date | None
    weight: float
    must_have: bool
    tolerance: float | None
    evidence: Evidence | None
    signed_by: str
    volume_a_year: float | None
    unit_value: float | None
    currency: str
    attributable_share: float
    curve: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMeasurement:
    """One value of an outcome on a day."""

    id: str
    outcome: str
    on: date
    value: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicUsagePoint:
    """One value of a usage metric on a day."""

    id: str
    metric: str
    on: date
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStage:
    """A stretch of the journey."""

    id: str
    name: str
    weeks: float | None
    exit_criterion: str
    exit_measure: str
    exit_goal_share: float | None
    renewal: bool
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBrokenPromise:
    """A promised day that passed."""

    promised_on: date
    moved_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicActivity:
    """What somebody does; an internal one is a length of work without a name."""

    id: str
    title: str
    stage: str
    side: Side
    kind: ActivityKind
    state: ActivityState
    owner: str
    days: float | None
    after: tuple[str, ...]
    serves: tuple[str, ...]
    due_on: date | None
    started_on: date | None
    finished_on: date | None
    promised_on: date | None
    broken_promises: tuple[PublicBrokenPromise, ...]
    waiting_on: str
    link: str
    advice: str
    visibility: Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTouchPoint:
    """A meeting, with what both sides may know of what was said and decided."""

    id: str
    kind: TouchPointKind
    on: date
    people: tuple[str, ...]
    shared_notes: str
    decisions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRisk:
    """A risk that both sides know of."""

    id: str
    name: str
    raised_on: date | None
    closed_on: date | None
    owner: str
    mitigation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAgreedStep:
    """A step's days as both sides agreed them."""

    activity: str
    start_on: date
    finish_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAgreement:
    """What both sides agreed on, and when."""

    id: str
    on: date
    by: tuple[str, ...]
    finish_on: date
    steps: tuple[PublicAgreedStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWeights:
    """What each subject of the report card weighs."""

    value: float
    progress: float
    pace: float
    customer_promises: float
    vendor_promises: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEvidenceFactors:
    """How much of a value counts, by its evidence."""

    A: float
    B: float
    C: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPacePrior:
    """The pace that a new plan is forecast with, not where it was learned."""

    customer: float
    vendor: float
    partner: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAdoptionCurves:
    """What the use of the product is measured against, by the age of the account."""

    licence_utilisation: scales.Curve
    stickiness: scales.Curve
    feature: scales.Curve


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicGradeOverride:
    """A grade that a person gave, with the reason."""

    letter: str
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPlan:
    """A plan as its customer may know it."""

    id: str
    account: PublicAccount
    objective: str
    state: PlanState
    start_on: date | None
    holidays: tuple[date, ...]
    weights: PublicWeights
    factors: PublicEvidenceFactors
    pace_prior: PublicPacePrior
    adoption_curves: PublicAdoptionCurves
    override: PublicGradeOverride | None
    people: tuple[PublicPerson, ...]
    outcomes: tuple[PublicOutcome, ...]
    measurements: tuple[PublicMeasurement, ...]
    usage: tuple[PublicUsagePoint, ...]
    stages: tuple[PublicStage, ...]
    activities: tuple[PublicActivity, ...]
    risks: tuple[PublicRisk, ...]
    touch_points: tuple[PublicTouchPoint, ...]
    agreements: tuple[PublicAgreement, ...]


PUBLIC: dict[type, type] = {
    model.Plan: PublicPlan,
    model.Account: PublicAccount,
    model.Person: PublicPerson,
    model.Outcome: PublicOutcome,
    model.Measurement: PublicMeasurement,
    model.UsagePoint: PublicUsagePoint,
    model.Stage: PublicStage,
    model.BrokenPromise: PublicBrokenPromise,
    model.Activity: PublicActivity,
    model.TouchPoint: PublicTouchPoint,
    model.Risk: PublicRisk,
    model.AgreedStep: PublicAgreedStep,
    model.Agreement: PublicAgreement,
    scales.Weights: PublicWeights,
    scales.EvidenceFactors: PublicEvidenceFactors,
    scales.PacePrior: PublicPacePrior,
    scales.AdoptionCurves: PublicAdoptionCurves,
    scales.GradeOverride: PublicGradeOverride,
}
"""Every type that a plan is made of, with what may leave the house of it."""
