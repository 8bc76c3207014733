"""The baseline: the days that both sides agreed on, and the latest of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cspwidgets.errors import PlanError
from cspwidgets.journey.schedule import Schedule
from cspwidgets.plan.model import AgreedStep, Agreement, Plan


def agree(
    plan: Plan,
    schedule: Schedule,
    *,
    by: Sequence[str],
    on: date,
    id: str,  # noqa: A002 (the field's own name)
) -> Agreement:
    """Freeze the days of a schedule as the baseline that `by` agreed to.

    It is added to the plan's agreements; the earlier ones stay. (The domain's rule "Agreement".)

    Raises
    ------
    PlanError
        The plan has no start, so there are no days to agree on; or nobody agreed.
    """
    if schedule.finish_on is None:
        raise PlanError(
            f"The plan of {plan.account.name} has no start, so there are no days to agree on; "
            "give it a start first."
        )
    names = tuple(name for name in by if name.strip())
    if not names:
        raise PlanError("An agreement needs the names of those who agreed; give at least one.")
    steps = tuple(
        AgreedStep(activity=name, start_on=slot.starts_on, finish_on=slot.finish_on)
        for name, slot in schedule.slots.items()
        if slot.starts_on and slot.finish_on
    )
    return Agreement(id=id, on=on, by=names, finish_on=schedule.finish_on, steps=steps)


def latest(plan: Plan) -> Agreement | None:
    """The agreement in force: the newest, and of one day the last added; none before the first."""
    newest: Agreement | None = None
    for agreement in plan.agreements:
        if newest is None or agreement.on >= newest.on:
            newest = agreement
    return newest
