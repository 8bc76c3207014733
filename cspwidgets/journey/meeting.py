"""What a meeting is about: since last time, next on each side, promises, decisions to be made.

For a meeting with the customer everything is reckoned from the plan as the customer may know it
(see `plan.shared`), so nothing internal can come up by way of a figure or a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cspwidgets.journey.changes import late
from cspwidgets.journey.drawable import drawable
from cspwidgets.journey.period import Period
from cspwidgets.journey.promiselist import SIDES, OpenPromise, PromiseList, promise_list
from cspwidgets.journey.review import Facts, review_facts
from cspwidgets.journey.reviewasks import Ask, asks
from cspwidgets.journey.reviewwork import is_named
from cspwidgets.journey.standing import Standing, stand
from cspwidgets.language import ENGLISH, Language
from cspwidgets.plan.model import Activity, Plan, Risk, TouchPoint
from cspwidgets.plan.shared import nameless, shared, shared_then

DUE_DAYS = 14
"""A promise that is due within so many days is spoken of."""

MOST_ASKS = 3

Before = tuple[Plan, date, str]
"""The plan at the last touch point, its day, and its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The agenda of a meeting, from the plan.

    Attributes
    ----------
    facts
        Where the plan stands, and stood at the last touch point; what was done since.
    now
        Where it stands, with the steps that may be named.
    is_shared
        Whether the customer may see it: then nothing internal is in it.
    told
        The touch points whose notes and decisions are spoken of: today's, and the last one.
    newly_late, new_risks
        What happened since the last touch point; all that is late where this is the first.
    promises
        Each side's promises.
    asks
        The decisions that are asked for.
    """

    facts: Facts
    now: Standing
    is_shared: bool
    told: tuple[TouchPoint, ...]
    newly_late: tuple[Activity, ...]
    new_risks: tuple[Risk, ...]
    promises: tuple[PromiseList, ...]
    asks: tuple[Ask, ...]

    @property
    def plan(self) -> Plan:
        """The plan as this meeting may know it."""
        return self.now.plan

    def due(self, promised: PromiseList) -> tuple[OpenPromise, ...]:
        """The open promises of a side that are late, or due within `DUE_DAYS`."""
        until = self.now.on + timedelta(days=DUE_DAYS)
        return tuple(row for row in promised.open if row.promised_on <= until)


def meeting(
    plan: Plan,
    on: date,
    *,
    before: Before | None = None,
    is_shared: bool = True,
    language: Language = ENGLISH,
) -> Meeting:
    """The agenda of a meeting on a day.

    Parameters
    ----------
    before
        The last touch point (see `Before`); what happened since is told against it.
    is_shared
        For a screen that the customer sees; else with what is internal.
    """
    if is_shared:
        plan, before = _as_shared(plan, before)
    now = stand(plan, on, before=before, language=language)
    then = stand(before[0], before[1], draws=0, language=language) if before else None
    facts = review_facts(now, Period.around(on), then, before[2] if before else "")
    since = now.card.since
    overdue = since.newly_late if since else late(plan, on, now.schedule)
    raised = since.new_risks if since else [row.id for row in plan.risks if not row.closed_on]
    return Meeting(
        facts=facts,
        now=drawable(now),
        is_shared=is_shared,
        told=last_touch_points(plan, on),
        newly_late=tuple(row for row in plan.activities if row.id in overdue and is_named(row)),
        new_risks=tuple(row for row in plan.risks if row.id in raised),
        promises=tuple(promise_list(plan, side, on) for side in SIDES),
        asks=asks(facts, MOST_ASKS),
    )


def last_touch_points(plan: Plan, on: date, most: int = 1) -> tuple[TouchPoint, ...]:
    """The newest `most` touch points before `on` of which something is told, and those of `on`.

    The newest stand first; drafts and what is still to come are left out.
    """
    told = [row for row in plan.touch_points if not row.draft and row.on <= on and _says(row)]
    told.sort(key=lambda row: row.on, reverse=True)
    today = [row for row in told if row.on == on]
    return (*today, *told[len(today) : len(today) + most])


def _says(row: TouchPoint) -> bool:
    texts = (row.decisions, row.shared_notes, row.notes, row.internal_decisions)
    return any(text.strip() for text in texts)


def _as_shared(plan: Plan, before: Before | None) -> tuple[Plan, Before | None]:
    if before is None:
        (known,) = nameless(shared(plan))
        return known, None
    known, then = nameless(shared(plan), shared_then(before[0], plan))
    return known, (then, before[1], before[2])
