"""Why an account needs you, in one sentence for the vendor's own people."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.changes import late
from cspwidgets.journey.forecast import SlipWord, finish_before_renewal
from cspwidgets.journey.promises import promises
from cspwidgets.journey.sentences import capital
from cspwidgets.journey.standing import Standing
from cspwidgets.journey.steps import falls_to, is_open
from cspwidgets.journey.value import OutcomeWord
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import PlanState, Side

MOST_REASONS = 3
"""So many reasons are told, the most pressing first."""

SOON_DAYS = 90
"""A renewal within so many days is a reason to look."""

_OVER = frozenset((PlanState.ACHIEVED, PlanState.CLOSED))
_SIDES = (Side.CUSTOMER, Side.VENDOR, Side.PARTNER)
_WHOSE = {
    Side.CUSTOMER: "on the customer’s side",
    Side.VENDOR: "on our side",
    Side.PARTNER: "on the partner’s side",
    Side.BOTH: "on both sides",
}


def why(standing: Standing) -> str:
    """One sentence: the reasons to look at this account, or that there are none."""
    plan = standing.plan
    if plan.state is PlanState.CLOSED:
        return "The plan is closed."
    if is_over(plan):
        return "Arrived; nothing is open."
    reasons = [*_reasons(standing)]
    if not reasons:
        return "On route; nothing is late."
    return f"{capital('; '.join(reasons[:MOST_REASONS]))}."


def slips_on(standing: Standing) -> Side | None:
    """Whose open steps hold an account up most, where it is behind; "both" if equally.

    It is the side whose steps would win most days back; where none would, the one with most steps
    late.
    """
    if is_over(standing.plan) or standing.forecast.word not in (SlipWord.BEHIND, SlipWord.OFF):
        return None
    won = {side: standing.forecast.wins_back.get(side, 0) for side in _SIDES}
    if not any(won.values()):
        names = late(standing.plan, standing.on, standing.schedule)
        rows = [row for row in standing.plan.activities if row.id in names]
        won = {side: sum(falls_to(row, side) for row in rows) for side in _SIDES}
    most = max(won.values())
    first = [side for side in _SIDES if won[side] == most]
    if not most or len(first) == len(_SIDES):
        return None
    return first[0] if len(first) == 1 else Side.BOTH


def is_over(plan: Plan) -> bool:
    """Whether nothing is left to do: achieved, closed, or no step is open any more."""
    if plan.state in _OVER:
        return True
    return bool(plan.activities) and not any(is_open(row) for row in plan.activities)


def _reasons(standing: Standing) -> Iterator[str]:
    if standing.place.steps == 0:
        yield "the plan has no steps yet"
        return
    yield from _slip(standing)
    yield from _renewal(standing)
    yield from _value(standing)
    yield from _late(standing)
    yield from _promises(standing)
    if standing.forecast.word is SlipWord.NO_DATES:
        yield "there are no dates yet"
    elif standing.forecast.agreed_on is None:
        yield "not agreed yet"


def _slip(standing: Standing) -> Iterator[str]:
    expected = standing.forecast
    if expected.word not in (SlipWord.BEHIND, SlipWord.OFF) or (expected.slip_days or 0) <= 0:
        return
    told = f"{_many(expected.slip_days or 0, 'working day')} behind"
    side = slips_on(standing)
    yield f"{told}, {_WHOSE[side]}" if side else told


def _renewal(standing: Standing) -> Iterator[str]:
    plan = standing.plan
    renewal_on = plan.account.renewal_on
    if renewal_on is None:
        return
    ahead = (renewal_on - standing.on).days
    finish_on = finish_before_renewal(plan, standing.forecast.slots)
    if standing.forecast.past_renewal and finish_on is not None:
        yield f"renewal {_many((finish_on - renewal_on).days, 'day')} before the likely finish"
    elif ahead < 0:
        yield f"the renewal day passed {_many(-ahead, 'day')} ago"
    elif ahead <= SOON_DAYS:
        yield f"renewal in {_many(ahead, 'day')}" if ahead else "renewal today"


def _value(standing: Standing) -> Iterator[str]:
    names = {outcome.id: outcome.name for outcome in standing.plan.outcomes}
    capped = standing.card.capped_by
    if capped is not None:
        yield f"“{names[capped]}” must be reached and is off"
        return
    words = [gain.word for gain in standing.value.gains]
    low = words.count(OutcomeWord.OFF) + words.count(OutcomeWord.BEHIND)
    if low:
        yield f"{low} of {_many(len(words), 'outcome')} behind"


def _late(standing: Standing) -> Iterator[str]:
    number = len(late(standing.plan, standing.on, standing.schedule))
    if number:
        yield f"{_many(number, 'step')} late"


def _promises(standing: Standing) -> Iterator[str]:
    for side, who in ((Side.CUSTOMER, "by the customer"), (Side.VENDOR, "by us")):
        number = len(promises(standing.plan, side, standing.on).broken)
        if number:
            yield f"{_many(number, 'promise')} broken {who}"


def _many(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
