"""The report card: five subjects, one grade, and why.

The form is the same at every touch point, so that two cards can be compared. Points are whole and
rounded down, so that a letter never contradicts the figure beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Literal

from cspwidgets.journey.forecast import Forecast
from cspwidgets.journey.progress import route_share
from cspwidgets.journey.schedule import Schedule
from cspwidgets.journey.subjects import (
    Marks,
    pace_marks,
    progress_marks,
    promise_marks,
    value_marks,
)
from cspwidgets.journey.value import OutcomeWord, Value
from cspwidgets.language import ENGLISH, Language
from cspwidgets.plan.checks import is_explained
from cspwidgets.plan.model import Plan
from cspwidgets.plan.scales import GradeOverride
from cspwidgets.plan.words import Side

SubjectKey = Literal["value", "progress", "pace", "customer_promises", "vendor_promises"]

CAP = "C"
_LETTERS_FROM = ((90, "A"), (75, "B"), (60, "C"), (50, "D"), (0, "E"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One line of the card.

    Attributes
    ----------
    weight : float
        What it counts for, in percent of the whole: 0 without data, and then the weights of the
        others are larger.
    points : float or None
        0 to 100, whole; None without data.
    why : str
        The sentence that says why, or what is missing.
    rows : tuple of str
        Ids of the activities (for value: outcomes) that the points came from, first what counts
        against them.
    change : float or None
        Points more (or less) than at the touch point that the card is compared with.
    """

    key: SubjectKey
    weight: float
    points: float | None
    letter: str | None
    why: str
    rows: tuple[str, ...]
    change: float | None = None
    letter_before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What happened since a touch point, as ids: of activities, of risks, of activities."""

    touch_point_kind: str
    on: date
    steps_done: tuple[str, ...]
    new_risks: tuple[str, ...]
    newly_late: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """How well the plan goes, as of a day.

    Attributes
    ----------
    points : float or None
        The weighted mean of the subjects, whole; never changed by a cap or an override.
    letter : str or None
        The grade that counts; None when there is no data anywhere.
    computed_letter : str or None
        The grade by the rules, a cap included: what an override stands in place of.
    capped_by : str or None
        The id of the must-have outcome that is off and holds the grade at C; None when none does.
    """

    on: date
    subjects: tuple[Subject, ...]
    points: float | None
    letter: str | None
    capped_by: str | None
    overridden: GradeOverride | None
    computed_letter: str | None
    since: Since | None = None


def grade(
    plan: Plan,
    on: date,
    *,
    schedule: Schedule,
    forecast: Forecast,
    value: Value,
    share: float | None = None,
    language: Language = ENGLISH,
) -> ReportCard:
    """Grade a plan on a day.

    Parameters
    ----------
    share
        The plan's route share, when it is at hand already.
    language
        What the sentences that say why are told in.

    Notes
    -----
    A subject without data gives its weight to the others. A must-have outcome that is off caps
    the whole at C. An override by a person needs a reason, and stands beside the computed letter.
    (Domain, "Report card".)
    """
    walked = route_share(plan) if share is None else share
    marks: dict[SubjectKey, Marks] = {
        "value": value_marks(plan, value, language=language),
        "progress": progress_marks(plan, on, walked, language=language),
        "pace": pace_marks(plan, forecast, language=language),
        "customer_promises": promise_marks(plan, Side.CUSTOMER, on, schedule, language=language),
        "vendor_promises": promise_marks(plan, Side.VENDOR, on, schedule, language=language),
    }
    weights = _shared_weights(plan, marks)
    exact = sum(weights[key] * (mark.points or 0.0) for key, mark in marks.items()) / 100
    points = whole_points(exact) if any(weights.values()) else None
    computed, capped_by = _capped(plan, value, letter(points))
    override = _override(plan, on)
    return ReportCard(
        on=on,
        subjects=tuple(_subject(language, key, mark, weights) for key, mark in marks.items()),
        points=points,
        letter=override.letter if override else computed,
        capped_by=capped_by,
        overridden=override,
        computed_letter=computed,
    )


def letter(points: float | None) -> str | None:
    """A from 90, B from 75, C from 60, D from 50, E below.

    >>> letter(90), letter(89), letter(0), letter(None)
    ('A', 'B', 'E', None)
    """
    if points is None:
        return None
    return next(name for limit, name in _LETTERS_FROM if points >= limit)


def whole_points(points: float) -> float:
    """Points as they are shown: whole, rounded down, between 0 and 100."""
    return float(floor(min(max(points, 0.0), 100.0) + 1e-6))


def _shared_weights(plan: Plan, marks: Mapping[SubjectKey, Marks]) -> dict[SubjectKey, float]:
    weights: dict[SubjectKey, float] = {
        key: max(getattr(plan.weights, key), 0.0) if mark.points is not None else 0.0
        for key, mark in marks.items()
    }
    whole = sum(weights.values())
    if whole == 0:
        return weights
    return {key: 100 * weight / whole for key, weight in weights.items()}


def _subject(
    language: Language, key: SubjectKey, mark: Marks, weights: Mapping[SubjectKey, float]
) -> Subject:
    points = None if mark.points is None else whole_points(mark.points)
    why = mark.why
    if points is None and any(weights.values()):
        why = language.say("{why}; its weight goes to the others", why=why)
    return Subject(
        key=key,
        weight=weights[key],
        points=points,
        letter=letter(points),
        why=why,
        rows=mark.rows,
    )


def _capped(plan: Plan, value: Value, found: str | None) -> tuple[str | None, str | None]:
    if found is None or found >= CAP:
        return found, None
    for outcome, gain in zip(plan.outcomes, value.gains, strict=True):
        if outcome.must_have and gain.word is OutcomeWord.OFF:
            return CAP, outcome.id
    return found, None


def _override(plan: Plan, on: date) -> GradeOverride | None:
    given = plan.override
    if given is None or given.on > on:
        return None
    return given if is_explained(given) else None
