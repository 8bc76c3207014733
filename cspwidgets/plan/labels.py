"""What fields, tables and enumerated words are called on screen and in the history."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from cspwidgets.language import to_say
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import ActivityState, Role, Side, TouchPointKind

FIELD_LABELS = {
    "after": "predecessors",
    "attributable_share": "share that is ours",
    "baseline_on": "baseline day",
    "by": "target day",
    "closed_on": "closing day",
    "csm": "CSM",
    "days": "length",
    "declined_steps": "proposals declined",
    "due_on": "due day",
    "exit_goal_share": "goal of the exit criterion",
    "exit_measure": "measure of the exit criterion",
    "finished_on": "finished day",
    "must_have": "must-have mark",
    "override": "grade given by hand",
    "promised_on": "promised day",
    "raised_on": "day raised",
    "renewal_on": "renewal day",
    "serves": "outcomes",
    "signed_by": "signature",
    "start_on": "start day",
    "started_on": "first day",
    "term_start_on": "start of the term",
    "unit_value": "value of one unit",
    "volume_a_year": "volume a year",
    "waiting_on": "reason to wait",
    "weeks": "pace",
}
"""Fields whose name on screen is not their own; for all others `field_label` does."""

ROW_NOUNS = {
    "people": "person",
    "outcomes": "outcome",
    "measurements": "measurement",
    "usage": "usage figure",
    "stages": "stage",
    "activities": "activity",
    "risks": "risk",
    "touch_points": "touch point",
    "agreements": "agreement",
}
"""What one row of a table is."""

STATE_LABELS: dict[StrEnum, str] = to_say(
    {
        ActivityState.NOT_STARTED: "Not started",
        ActivityState.IN_PROGRESS: "In progress",
        ActivityState.WAITING: "Waiting",
        ActivityState.BLOCKED: "Blocked",
        ActivityState.DONE: "Done",
        ActivityState.SKIPPED: "Skipped",
    }
)

_LABELS: dict[StrEnum, str] = {
    Side.BOTH: "Together",
    Role.CSM: "CSM",
    TouchPointKind.QBR: "Quarterly review",
    TouchPointKind.EBR: "Executive review",
    TouchPointKind.KICKOFF: "Kick-off",
    TouchPointKind.HANDOVER: "Hand-over",
    **STATE_LABELS,
}

_ALSO: dict[StrEnum, tuple[str, ...]] = {
    Side.CUSTOMER: ("client", "them", "theirs"),
    Side.VENDOR: ("us", "ours", "supplier"),
    Side.BOTH: ("both", "joint", "shared"),
    Side.PARTNER: ("integrator",),
    ActivityState.NOT_STARTED: ("to do", "todo", "open", "new", "planned"),
    ActivityState.IN_PROGRESS: ("doing", "started", "under way", "active", "going"),
    ActivityState.WAITING: ("on hold",),
    ActivityState.BLOCKED: ("stuck",),
    ActivityState.DONE: ("completed", "finished", "closed", "✓", "x"),
    ActivityState.SKIPPED: ("dropped", "cancelled", "deferred"),
}


def field_label(field: str) -> str:
    """What a field is called: "exit criterion", "due"."""
    return FIELD_LABELS.get(field, field.replace("_", " "))


def label(plan: Plan, word: StrEnum) -> str:
    """What an enumerated word is called: "In progress"; the vendor by its name."""
    if word is Side.VENDOR and plan.account.vendor and not _is_taken(plan.account.vendor):
        return plan.account.vendor
    return _LABELS.get(word, word.value.replace("_", " ").capitalize())


def enum_words(plan: Plan, kind: type[StrEnum]) -> dict[str, Any]:
    """Every word that means a member of `kind`; the surest last, so that they win."""
    words: dict[str, Any] = {}
    if kind is Side and plan.account.name:
        words[plan.account.name] = Side.CUSTOMER
    if kind is Side and plan.account.vendor:
        words[plan.account.vendor] = Side.VENDOR
    for word in kind:
        words |= dict.fromkeys(_ALSO.get(word, ()), word)
    for word in kind:
        words |= {word.value.replace("_", " "): word, word.value: word}
        words[_LABELS.get(word, word.value).casefold()] = word
    return words


def _is_taken(name: str) -> bool:
    # A vendor that is called "Customer" or "Joint" would be read as another side.
    sides = {side.value for side in Side} | {_LABELS[Side.BOTH].casefold()}
    others = {also for words in _ALSO.values() for also in words}
    return name.casefold() in sides | others
