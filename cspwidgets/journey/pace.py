"""How fast each side goes: real days over planned days, and how far that estimate scatters.

A new plan knows nothing of its sides, so each begins as if it had done four steps of mean length
at the firm's own pace (the *prior*, 1 unless the firm's finished plans say otherwise). Every step
done moves it from there to what really happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot, log, sqrt

from cspwidgets.journey.schedule import ruler
from cspwidgets.journey.steps import mean_days, planned_days
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Side

PRIOR_STEPS = 4
"""How many steps of mean length the prior weighs."""

USUAL_SPREAD = 0.6
"""The spread (standard deviation of the logarithm) of one step's real over planned days, until
done steps say better: two steps of three take between 0.55 and 1.8 times the usual. With it the
safe day held for 82 to 88 of 100 synthetic journeys whose sides go as fast as planned on average;
for 71 to 85 where they go slower, from half the way on, and for 44 to 75 at a quarter, where the
prior still weighs more than what was done (`tests/benchmarks/rules.py`).
"""

_DONE, _STEP = ActivityState.DONE, ActivityKind.STEP
_ALL = tuple(Side)


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


def paces(plan: Plan, days: Mapping[str, float]) -> dict[Side, Pace]:
    """The pace of all four sides; that of "both" is the slower of customer and vendor.

    `days` are the planned lengths of the activities (see `planned_days`).
    """
    rows = _walked(plan, days)
    mean = mean_days(plan)
    prior = plan.pace_prior
    customer = _pace(rows[Side.CUSTOMER] + rows[Side.BOTH], mean, prior.customer)
    vendor = _pace(rows[Side.VENDOR] + rows[Side.BOTH], mean, prior.vendor)
    return {
        Side.CUSTOMER: customer,
        Side.VENDOR: vendor,
        Side.BOTH: max(customer, vendor, key=lambda pace: pace.factor),
        Side.PARTNER: _pace(rows[Side.PARTNER], mean, prior.partner),
    }


def side_pace(plan: Plan, side: Side) -> float:
    """How many real days a side takes for one planned day.

    f = (sum of real days + 4 m p) / (sum of planned days + 4 m), over its done steps with both
    dates; m is the mean length of a step, p the firm's prior; 1 when m is 0. Steps of "both"
    count for customer and vendor. (The domain's rule "Side pace".)
    """
    return paces(plan, planned_days(plan))[side].factor


def walked_pace(plan: Plan, side: Side) -> float | None:
    """Real days over planned days of a side's done steps alone, whatever the prior says.

    Returns
    -------
    float or None
        None where nothing was done with both dates, or nothing was planned.
    """
    rows = _walked(plan, planned_days(plan))
    counted = [each for kind in (side, Side.BOTH) for each in rows[kind]]
    if side is Side.PARTNER:
        counted = rows[side]
    planned = sum([days for _, days in counted])
    return sum([real for real, _ in counted]) / planned if planned > 0 else None


def worked_days(plan: Plan, row: Activity) -> float | None:
    """How many working days a done step took; its planned ones where its days are not known."""
    if row.started_on is None or row.finished_on is None or row.finished_on < row.started_on:
        return row.days
    calendar = ruler(plan).calendar
    return float(max(calendar.through(row.finished_on) - calendar.index(row.started_on), 1))


def _walked(plan: Plan, days: Mapping[str, float]) -> dict[Side, list[tuple[float, float]]]:
    # Real and planned days of each side's done steps with both dates, if they are possible.
    rows: dict[Side, list[tuple[float, float]]] = {side: [] for side in _ALL}
    calendar = ruler(plan).calendar
    for row in plan.activities:
        if row.state is not _DONE or row.kind is not _STEP:
            continue
        begun, ended = row.started_on, row.finished_on
        if begun is not None and ended is not None and begun <= ended:
            real = calendar.through(ended) - calendar.index(begun)
            rows[row.side].append((real or 1.0, days[row.id]))
    return rows


def _pace(rows: list[tuple[float, float]], mean: float, prior: float) -> Pace:
    weight = PRIOR_STEPS * mean
    worked = sum([real for real, _ in rows]) + weight * prior
    planned = sum([days for _, days in rows]) + weight
    factor = worked / planned if mean > 0 else 1.0
    misses = [log(real / days / factor) for real, days in rows if days > 0]
    count = len(misses) + PRIOR_STEPS
    variance = (hypot(*misses) ** 2 + PRIOR_STEPS * USUAL_SPREAD**2) / count
    return Pace(factor=factor, spread=sqrt(variance), doubt=sqrt(variance / count))
