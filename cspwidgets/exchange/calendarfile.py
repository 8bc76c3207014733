"""A plan as a calendar file (.ics): when each open step is due, and the touch points.

Importing it again updates the entries, since each keeps its UID.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from cspwidgets.exchange.printable import printable
from cspwidgets.journey.schedule import Schedule
from cspwidgets.language import ENGLISH, Language, to_say
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Visibility

_CLOSED = {ActivityState.DONE, ActivityState.SKIPPED}
_MEETINGS = to_say(
    {
        "kickoff": "Kick-off",
        "call": "Call",
        "qbr": "Quarterly review",
        "ebr": "Executive review",
        "renewal": "Renewal",
        "handover": "Hand-over",
    }
)


def to_ics(
    plan: Plan,
    schedule: Schedule,
    *,
    at: datetime,
    shared_only: bool = False,
    language: Language = ENGLISH,
) -> bytes:
    """The calendar file of a plan.

    Parameters
    ----------
    schedule
        Says when each step is due; a step without a day has no entry.
    at
        The moment it is made, in UTC.
    shared_only
        Leave out what the customer may not see.
    language
        What its own words are told in.
    """
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", "-//CSP Workbook//success plan//EN")
    calendar.add("version", "2.0")
    name = language.say("{name}: success plan", name=plan.account.name)
    calendar.add("x-wr-calname", vText(_shown(name)))
    for activity in plan.activities:
        slot = schedule.slots.get(activity.id)
        day = activity.due_on or (slot.finish_on if slot else None)
        is_left_out = activity.state in _CLOSED or activity.kind is ActivityKind.CADENCE
        if day is None or is_left_out or (shared_only and _is_internal(activity)):
            continue
        words = _step_words(plan, activity, language, shared_only=shared_only)
        calendar.add_component(
            _entry(f"{activity.id}.{plan.id}", activity.title, day, words, at, activity.link)
        )
    for point in plan.touch_points:
        if not (point.draft or (shared_only and _is_internal(point))):
            title = f"{language.say(_MEETINGS[point.kind])}: {plan.account.name}"
            calendar.add_component(
                _entry(f"{point.id}.touch-point.{plan.id}", title, point.on, point.decisions, at)
            )
    return bytes(calendar.to_ical())


def _entry(name: str, title: str, day: date, words: str, at: datetime, link: str = "") -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{name}@csp-workbook")
    event.add("dtstamp", at)
    event.add("summary", _shown(title))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if words:
        event.add("description", _shown(words))
    if link.startswith(("https://", "http://")):
        event.add("url", _shown(link))
    return event


def _step_words(plan: Plan, activity: Activity, language: Language, *, shared_only: bool) -> str:
    stages = {stage.id: stage.name for stage in plan.stages}
    people = {person.id: person for person in plan.people}
    person = people.get(activity.owner)
    is_hidden = shared_only and person is not None and _is_internal(person)
    owner = "" if is_hidden else (person.name if person else activity.owner)
    facts = (
        (language.say("Stage"), stages.get(activity.stage, "")),
        (language.say("Side"), "" if shared_only else activity.side.value),
        (language.say("Who"), owner),
        (language.say("How others did it"), activity.advice),
    )
    return "\n".join(f"{name}: {words}" for name, words in facts if words)


# A line of a calendar ends where any kind of line end stands; a mark of byte order is no text.
def _shown(text: str) -> str:
    return printable("\n".join(text.replace("\ufeff", "").splitlines()) if text.strip() else "")


def _is_internal(row: Any) -> bool:
    return bool(row.visibility is Visibility.INTERNAL)
