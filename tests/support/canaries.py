"""A plan with a canary in everything that is internal: nobody outside may ever hear it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspwidgets.plan.model import (
    Activity,
    BrokenPromise,
    Measurement,
    Outcome,
    Person,
    Plan,
    Risk,
    TouchPoint,
)
from cspwidgets.plan.words import ActivityState, Evidence, Side, TouchPointKind, Visibility

CANARY = "zqcanary"
FEE = 987_654_321.0
"""A fee whose digits are in no other figure."""
RENEWAL_ON = date(2031, 11, 13)


def with_canaries(plan: Plan) -> Plan:
    """The plan with a canary in every internal field, and in every field of internal rows."""
    inside = Visibility.INTERNAL
    first = plan.stages[0].id if plan.stages else ""
    return replace(
        plan,
        template=f"{CANARY} template",
        declined_steps=(f"{CANARY} declined",),
        account=replace(
            plan.account,
            fee=FEE,
            renewal_on=RENEWAL_ON,
            segment=f"{CANARY} segment",
            tier=f"{CANARY} tier",
            domain=f"{CANARY}.example",
            source_id=f"{CANARY} crm",
        ),
        pace_prior=replace(plan.pace_prior, source=f"{CANARY} prior"),
        people=(
            *plan.people,
            Person(id=f"{CANARY}-p", name=f"{CANARY} person", title=CANARY, visibility=inside),
        ),
        outcomes=(*plan.outcomes, _outcome()),
        measurements=(
            *plan.measurements,
            Measurement(
                id=f"{CANARY}-m",
                outcome=f"{CANARY}-o",
                on=date(2026, 7, 1),
                value=5.0,
                source=f"{CANARY} source",
            ),
        ),
        stages=tuple(
            replace(row, exit_measure=f"outcome:{CANARY}-o", exit_goal_share=0.5)
            for row in plan.stages
        ),
        activities=(
            *(
                replace(
                    row,
                    serves=(*row.serves, f"{CANARY}-o"),
                    notes=f"{CANARY} note",
                    source_id=CANARY,
                )
                for row in plan.activities
            ),
            *_activities(first),
        ),
        risks=(
            *plan.risks,
            Risk(
                id=f"{CANARY}-r",
                name=f"{CANARY} risk",
                owner=f"{CANARY} owner",
                mitigation=f"{CANARY} mitigation",
                raised_on=date(2026, 7, 1),
            ),
        ),
        touch_points=(
            *(
                replace(
                    row,
                    people=(*row.people, f"{CANARY}-p"),
                    notes=f"{CANARY} said",
                    internal_decisions=f"{CANARY} decided",
                )
                for row in plan.touch_points
            ),
            *_meetings(),
        ),
    )


def _meetings() -> tuple[TouchPoint, ...]:
    # One that the customer may not know of, and one that is still being written.
    hidden = TouchPoint(
        id=f"{CANARY}-t",
        kind=TouchPointKind.CALL,
        on=date(2026, 7, 2),
        notes=CANARY,
        shared_notes=f"{CANARY} note",
        decisions=f"{CANARY} decision",
        internal_decisions=CANARY,
        visibility=Visibility.INTERNAL,
    )
    shown = Visibility.SHARED
    begun = replace(hidden, id=f"{CANARY}-d", on=date(2026, 7, 17), draft=True, visibility=shown)
    return hidden, begun


def _outcome() -> Outcome:
    return Outcome(
        id=f"{CANARY}-o",
        name=f"{CANARY} outcome",
        unit=CANARY,
        baseline=0.0,
        target=10.0,
        by=date(2026, 12, 31),
        weight=100.0,
        evidence=Evidence.C,
        signed_by=CANARY,
        volume_a_year=1.0,
        unit_value=1e9,
        visibility=Visibility.INTERNAL,
    )


def _activities(stage: str) -> tuple[Activity, ...]:
    # One in every state, on every side, late, promised and broken.
    return tuple(
        Activity(
            id=f"a-{CANARY}-{state.value}-{side.value}",
            title=f"{CANARY} step",
            stage=stage,
            side=side,
            state=state,
            owner=f"{CANARY} owner",
            days=1.0,
            waiting_on=f"{CANARY} reason",
            link=f"https://{CANARY}.example",
            advice=f"{CANARY} advice",
            due_on=date(2026, 7, 1),
            promised_on=date(2026, 7, 1),
            broken_promises=(
                BrokenPromise(
                    promised_on=date(2026, 6, 25),
                    moved_on=date(2026, 6, 28),
                    reason=f"{CANARY} reason",
                ),
            ),
            visibility=Visibility.INTERNAL,
        )
        for state in ActivityState
        for side in Side
    )
