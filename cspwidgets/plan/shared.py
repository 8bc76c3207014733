"""The plan as the customer may know it: what is internal is gone before anything is reckoned.

Everything that is said to a customer is made of this plan, so nothing internal can slip through a
sentence that somebody adds later. An internal activity stays as a length of work without a name:
its days are part of the dates that both sides were promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.scales import PacePrior
from cspwidgets.plan.words import Visibility


class _Row(Protocol):
    @property
    def visibility(self) -> Visibility: ...


T = TypeVar("T", bound=_Row)


def shared(plan: Plan) -> Plan:
    """A plan without what is internal: money, renewal, notes, and every row marked so.

    Outcomes that are internal are gone with their measurements, so that every sum can be added up
    again from what is shown. Where nothing is internal, grades and dates are the same as before.
    """
    outcomes = _shared(plan.outcomes)
    known = {outcome.id for outcome in outcomes}
    people = _shared(plan.people)
    named = {person.id for person in plan.people} - {person.id for person in people}
    return replace(
        plan,
        account=replace(
            plan.account,
            fee=None,
            renewal_on=None,
            segment="",
            tier="",
            domain="",
            source_id="",
        ),
        result=None,
        template="",
        pace_prior=replace(plan.pace_prior, source=PacePrior().source),
        people=people,
        outcomes=outcomes,
        measurements=tuple(row for row in plan.measurements if row.outcome in known),
        activities=tuple(_activity(row, named) for row in plan.activities),
        risks=tuple(
            replace(risk, owner="") if risk.owner in named else risk for risk in _shared(plan.risks)
        ),
        touch_points=tuple(replace(row, notes="") for row in _shared(plan.touch_points)),
    )


def _activity(row: Activity, hidden_people: set[str]) -> Activity:
    if row.visibility is Visibility.INTERNAL:
        moved = tuple(replace(promise, reason="") for promise in row.broken_promises)
        return replace(
            row,
            title="",
            owner="",
            serves=(),
            waiting_on="",
            link="",
            advice="",
            notes="",
            source_id="",
            broken_promises=moved,
        )
    owner = "" if row.owner in hidden_people else row.owner
    return replace(row, owner=owner, notes="", source_id="")


def _shared(rows: Iterable[T]) -> tuple[T, ...]:
    return tuple(row for row in rows if row.visibility is Visibility.SHARED)
