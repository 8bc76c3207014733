"""What a firm may tune: weights of the card, evidence factors, its own pace and targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each subject of the report card weighs; only their ratio counts."""

    value: float = 45.0
    progress: float = 20.0
    pace: float = 20.0
    customer_promises: float = 7.5
    vendor_promises: float = 7.5


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFactors:
    """How much of a value counts, by its evidence. D is potential and never counts."""

    A: float = 1.0
    B: float = 0.85
    C: float = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class PacePrior:
    """What the firm's own finished plans say of each side's pace: actual over planned days."""

    customer: float = 1.0
    vendor: float = 1.0
    partner: float = 1.0
    source: str = ""


Curve = tuple[tuple[int, float], ...]
"""A target over the age of the account: pairs of days and share (0 to 1), in the order of age."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionCurves:
    """The firm's own targets for adoption; an empty curve leaves the convention in place.

    `feature` is the target of every feature.
    """

    licence_utilisation: Curve = ()
    stickiness: Curve = ()
    feature: Curve = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeOverride:
    """A grade given by a person instead of the computed one; the reason is shown with it."""

    letter: str
    reason: str
    by: str
    on: date
