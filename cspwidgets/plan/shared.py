"""The plan as the customer may know it: what is internal is gone before anything is reckoned.

Everything that is said to a customer is made of this plan, so nothing internal can slip through a
sentence that somebody adds later. An internal activity stays as a length of work without a name:
its days are part of the dates that both sides were promised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any, Protocol, TypeVar

from cspwidgets.plan.measures import OUTCOME
from cspwidgets.plan.model import TABLES, Activity, Agreement, Plan, Stage
from cspwidgets.plan.scales import PacePrior
from cspwidgets.plan.words import Visibility


class _Row(Protocol):
    @property
    def visibility(self) -> Visibility: ...


T = TypeVar("T", bound=_Row)

_WITH_VISIBILITY = tuple(
    table for table, kind in TABLES.items() if "visibility" in kind.__dataclass_fields__
)


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
            csm="" if plan.account.csm in named else plan.account.csm,
        ),
        result=None,
        template="",
        declined_steps=(),
        pace_prior=replace(plan.pace_prior, source=PacePrior().source),
        people=people,
        outcomes=outcomes,
        measurements=tuple(row for row in plan.measurements if row.outcome in known),
        stages=tuple(_stage(row, known) for row in plan.stages),
        activities=tuple(_activity(row, named, known) for row in plan.activities),
        risks=tuple(
            replace(risk, owner="") if risk.owner in named else risk for risk in _shared(plan.risks)
        ),
        touch_points=tuple(
            replace(
                row,
                notes="",
                internal_decisions="",
                people=tuple(one for one in row.people if one not in named),
            )
            for row in _shared(plan.touch_points)
            if not row.draft
        ),
    )


def shared_then(then: Plan, now: Plan) -> Plan:
    """An earlier plan as the customer may know it today: what became internal since is gone too."""
    inside = Visibility.INTERNAL
    hidden: dict[str, set[str]] = {
        table: {row.id for row in getattr(now, table) if row.visibility is inside}
        for table in _WITH_VISIBILITY
    }
    rows: dict[str, Any] = {
        table: tuple(
            replace(row, visibility=inside) if row.id in ids else row
            for row in getattr(then, table)
        )
        for table, ids in hidden.items()
    }
    return shared(replace(then, **rows))


def nameless(*plans: Plan) -> tuple[Plan, ...]:
    """The same plans, shared before, with ids for internal steps that tell nothing.

    An id is often made of a title. The new ones are alike in all plans, so that what changed from
    one to the next can still be told; so are those of steps that are not there any more.
    """
    shown = {row.id for plan in plans for row in _shared(plan.activities)}
    said = dict.fromkeys(name for plan in plans for name in _step_ids(plan) if name not in shown)
    free = (name for name in map("hidden-{}".format, count(1)) if name not in shown)
    names = dict(zip(said, free, strict=False))
    return tuple(_renamed(plan, names) for plan in plans)


def _activity(row: Activity, hidden_people: set[str], outcomes: set[str]) -> Activity:
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
    return replace(
        row,
        owner="" if row.owner in hidden_people else row.owner,
        waiting_on="" if row.waiting_on in hidden_people else row.waiting_on,
        serves=tuple(name for name in row.serves if name in outcomes),
        notes="",
        source_id="",
    )


def _stage(row: Stage, outcomes: set[str]) -> Stage:
    # A criterion that is tied to an internal outcome keeps its words and loses the tie.
    outcome = row.exit_measure.removeprefix(OUTCOME)
    if outcome == row.exit_measure or outcome in outcomes:
        return row
    return replace(row, exit_measure="", exit_goal_share=None)


def _step_ids(plan: Plan) -> Iterator[str]:
    for row in plan.activities:
        yield row.id
        yield from row.after
    for agreement in plan.agreements:
        yield from (step.activity for step in agreement.steps)


def _renamed(plan: Plan, names: dict[str, str]) -> Plan:
    def agreed(row: Agreement) -> Agreement:
        steps = (replace(one, activity=names.get(one.activity, one.activity)) for one in row.steps)
        return replace(row, steps=tuple(steps))

    return replace(
        plan,
        activities=tuple(
            replace(
                row,
                id=names.get(row.id, row.id),
                after=tuple(names.get(name, name) for name in row.after),
            )
            for row in plan.activities
        ),
        agreements=tuple(agreed(row) for row in plan.agreements),
    )


def _shared(rows: Iterable[T]) -> tuple[T, ...]:
    return tuple(row for row in rows if row.visibility is Visibility.SHARED)
