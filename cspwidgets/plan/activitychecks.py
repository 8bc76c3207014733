"""What is worth a look in a plan's activities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from cspwidgets.plan.findings import Finding, finding
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityState, Visibility

LONGEST_TITLE = 60
"""Characters that fit on a line of the customer's page."""

_INITIALS = "ARR CSQL CTA DAU EBR GRR GTM ICP MAU MRR NRR PLG PQL QBR TTV"
_PHRASES = (
    "adoption motion, best-in-class, best in class, churn, cross-sell, cross sell, customer "
    "success plan, deep dive, digital-led, expansion play, go-to-market, health score, high-touch, "
    "land and expand, leverage, low-touch, playbook, stickiness, swim lane, synergy, tech-touch, "
    "touch base, touchpoint, touch point, up-sell, upsell, value realisation, value realization, "
    "whitespace, white space"
)
_JARGON = re.compile(rf"\b(?:{'|'.join(_INITIALS.split())}|(?i:{_PHRASES.replace(', ', '|')}))s?\b")
_OWNERS = re.compile(r"\s*[+,;/&]\s*|\s+and\s+")


def check_activities(plan: Plan, on: date) -> Iterator[Finding]:
    """The findings of activities that are not skipped, in the plan's order."""
    known = _names(plan)
    stages = {stage.id for stage in plan.stages}
    outcomes = {outcome.id for outcome in plan.outcomes}
    activities = {activity.id for activity in plan.activities}
    for activity in plan.activities:
        if activity.state is ActivityState.SKIPPED:
            continue
        if outcomes and not activity.serves:
            told = f"“{activity.title}” serves no outcome."
            yield finding("no-outcome", told, "activities", activity.id)
        yield from _check_title(activity)
        yield from _check_state(activity, on)
        yield from _check_owner(activity, known)
        yield from _check_links(activity, stages, outcomes, activities)


def _check_title(activity: Activity) -> Iterator[Finding]:
    title = activity.title
    if len(title) > LONGEST_TITLE:
        told = f"“{title[: LONGEST_TITLE - 20].rstrip()}…” has {len(title)} characters."
        yield finding("long-title", told, "activities", activity.id)
    word = _jargon(title) if activity.visibility is Visibility.SHARED else ""
    if word:
        told = f"“{title}” says “{word}”, which customers seldom say."
        yield finding("jargon", told, "activities", activity.id)


@lru_cache(maxsize=4096)
def _jargon(title: str) -> str:
    # A book's plans share the titles of their journeys; looking costs 8 microseconds a title.
    found = _JARGON.search(title)
    return found.group() if found else ""


def _check_state(activity: Activity, on: date) -> Iterator[Finding]:
    title, begun, ended = activity.title, activity.started_on, activity.finished_on
    if activity.state is ActivityState.WAITING and not activity.waiting_on.strip():
        told = f"“{title}” waits, and nobody knows on whom."
        yield finding("waiting-for-nobody", told, "activities", activity.id)
    if activity.state is ActivityState.DONE and ended is None:
        told = f"“{title}” is done, but not since when."
        yield finding("no-finished-day", told, "activities", activity.id)
    if ended is not None and begun is not None and ended < begun:
        told = f"“{title}” was finished before it was started."
        yield finding("impossible-days", told, "activities", activity.id)
    elif activity.state is ActivityState.DONE and ended is not None and ended > on:
        told = f"“{title}” is done on a day that has not come yet."
        yield finding("impossible-days", told, "activities", activity.id)


def _check_owner(activity: Activity, known: set[str]) -> Iterator[Finding]:
    owner = activity.owner.strip().casefold()
    if not known or not owner or activity.state is ActivityState.DONE or owner in known:
        return
    if known.isdisjoint(_OWNERS.split(owner)):
        known.add(owner)  # once for each owner is enough to act on
        told = f"“{activity.owner}” is nobody of the plan’s people."
        yield finding("unknown-owner", told, "activities", activity.id)


def _names(plan: Plan) -> set[str]:
    known: set[str] = set()
    for person in plan.people:
        role = person.role.value.replace("_", " ") if person.role else ""
        known |= {person.id, person.name, person.title, person.email, role}
    return {name.strip().casefold() for name in known} - {""}


def _check_links(
    activity: Activity, stages: set[str], outcomes: set[str], activities: set[str]
) -> Iterator[Finding]:
    if activity.stage not in stages:
        told = f"“{activity.title}” stands in the stage “{activity.stage}”, which is not there."
        yield finding("dangling", told, "activities", activity.id)
    for name in activity.after:
        if name not in activities:
            told = f"“{activity.title}” waits for “{name}”, which is not there."
            yield finding("dangling", told, "activities", activity.id)
    for name in activity.serves:
        if name not in outcomes:
            told = f"“{activity.title}” serves “{name}”, which is not there."
            yield finding("dangling", told, "activities", activity.id)
