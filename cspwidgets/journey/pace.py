"""How fast each side goes: real days over planned days, and how far that estimate scatters.

A new plan knows nothing of its sides, so each begins as if it had done four steps of mean length
at the firm's own pace (the *prior*, 1 unless the firm's finished plans say otherwise). Every step
done moves it from there to what really happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log, sqrt

from cspwidgets.journey.calendar import Calendar
from cspwidgets.journey.steps import falls_to, mean_days, planned_days
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Side

PRIOR_STEPS = 4
"""How many steps of mean length the prior weighs."""

USUAL_SPREAD = 0.45
"""The spread (standard deviation of the logarithm) of real over planned days of one step, until
done steps say better: two steps of three last between 0.64 and 1.57 times their pace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A side's pace and what is not known of it.

    Attributes
    ----------
    factor
        Real days over planned days; above 1 is slower than planned.
    spread
        Standard deviation of the logarithm of one step's real over planned days.
    doubt
        The same for the factor itself, which all steps of the side share.
    """

    factor: float
    spread: float
    doubt: float


def paces(plan: Plan) -> dict[Side, Pace]:
    """The pace of all four sides; that of "both" is the slower of customer and vendor."""
    mean = mean_days(plan)
    days = planned_days(plan)
    calendar = Calendar(plan.holidays)
    walked = list(_walked(plan, calendar, days))
    prior = plan.pace_prior
    known = {
        side: _pace(
            [(real, length) for row, real, length in walked if falls_to(row, side)], mean, before
        )
        for side, before in (
            (Side.CUSTOMER, prior.customer),
            (Side.VENDOR, prior.vendor),
            (Side.PARTNER, prior.partner),
        )
    }
    slower = max(known[Side.CUSTOMER], known[Side.VENDOR], key=lambda pace: pace.factor)
    return {**known, Side.BOTH: slower}


def side_pace(plan: Plan, side: Side) -> float:
    """How many real days a side takes for one planned day.

    f = (sum of real days + 4 m p) / (sum of planned days + 4 m), over its done steps with both
    dates; m is the mean length of a step, p the firm's prior; 1 when m is 0. Steps of "both"
    count for customer and vendor. (The domain's rule "Side pace".)
    """
    return paces(plan)[side].factor


def _walked(
    plan: Plan, calendar: Calendar, days: dict[str, float]
) -> Iterator[tuple[Activity, float, float]]:
    for row in plan.activities:
        if row.kind != ActivityKind.STEP or row.state != ActivityState.DONE:
            continue
        if row.started_on is None or row.finished_on is None or row.finished_on < row.started_on:
            continue
        worked = calendar.between(row.started_on, row.finished_on)
        worked += calendar.is_working(row.finished_on)
        yield row, float(max(worked, 1)), days[row.id]


def _pace(rows: list[tuple[float, float]], mean: float, prior: float) -> Pace:
    weight = PRIOR_STEPS * mean
    worked = sum(real for real, _ in rows) + weight * prior
    planned = sum(days for _, days in rows) + weight
    factor = worked / planned if mean > 0 else 1.0
    ratios = [log(real / days / factor) for real, days in rows if days > 0]
    count = len(ratios) + PRIOR_STEPS
    variance = (sum(one * one for one in ratios) + PRIOR_STEPS * USUAL_SPREAD**2) / count
    return Pace(factor=factor, spread=sqrt(variance), doubt=sqrt(variance / count))
