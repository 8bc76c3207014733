"""Lengths of time, exit criteria, touch points and roles in words, as pictures say them."""

from __future__ import annotations

from collections.abc import Callable

from cspwidgets.journey.criteria import below, criterion_words
from cspwidgets.journey.standing import Standing
from cspwidgets.language import ENGLISH, Language, to_say
from cspwidgets.plan.model import Stage
from cspwidgets.plan.words import Role, TouchPointKind

_TOUCH_POINTS = to_say(
    {
        TouchPointKind.KICKOFF.value: "the kick-off",
        TouchPointKind.CALL.value: "the call",
        TouchPointKind.QBR.value: "the quarterly review",
        TouchPointKind.EBR.value: "the executive review",
        TouchPointKind.RENEWAL.value: "the renewal",
        TouchPointKind.HANDOVER.value: "the hand-over",
    }
)
_TOUCH_POINTS_OF = to_say(
    {
        TouchPointKind.KICKOFF: "the kick-off of {day}",
        TouchPointKind.CALL: "the call of {day}",
        TouchPointKind.QBR: "the review of {day}",
        TouchPointKind.EBR: "the executive review of {day}",
        TouchPointKind.RENEWAL: "the renewal talk of {day}",
        TouchPointKind.HANDOVER: "the hand-over of {day}",
    }
)
ROLES = to_say(
    {
        Role.EXECUTIVE_SPONSOR: "Executive sponsor",
        Role.CHAMPION: "Champion",
        Role.ECONOMIC_BUYER: "Economic buyer",
        Role.ADMIN: "Administrator",
        Role.USER_LEAD: "User lead",
        Role.CSM: "Customer success manager",
        Role.ACCOUNT_EXECUTIVE: "Account executive",
        Role.ENGINEER: "Engineer",
        Role.TRAINER: "Trainer",
        Role.PARTNER: "Partner",
    }
)
"""What a role is called where a person has no title."""


def stage_weeks(stage: Stage, language: Language = ENGLISH) -> str:
    """How long a stage lasts: "5 weeks", or "ongoing"."""
    if stage.weeks is None:
        return language.say("ongoing")
    return language.plural(stage.weeks, "{n} week", "{n} weeks")


def stage_line(standing: Standing, stage: Stage) -> str:
    """What stands under a stage's name: its length, and what data says of its exit criterion."""
    told = stage_weeks(stage, standing.language)
    said = exit_figure(standing, stage)
    return f"{told} · {said}" if said else told


def exit_figure(standing: Standing, stage: Stage) -> str:
    """What data says of a stage's exit criterion, in short: "48%, goal 60%", "64% ✓"."""
    criterion, language = standing.criterion(stage.id), standing.language
    if criterion is None:
        return ""
    if criterion.met_share is not None:
        return f"{language.percent(criterion.met_share)} ✓"
    goal = language.percent(criterion.goal)
    if criterion.share is None:
        return language.say("goal {amount}", amount=goal)
    now = language.percent(below(criterion.share, criterion.goal))
    return language.say("{share}, goal {goal}", share=now, goal=goal)


def exit_words(standing: Standing, stage: Stage, *, write: Callable[[str], str] = str) -> str:
    """What data says of a stage's exit criterion, in a line; nothing where it is not tied to any.

    `write` writes a name that people gave.
    """
    criterion = standing.criterion(stage.id)
    if criterion is None:
        return ""
    return criterion_words(standing.plan, criterion, standing.language, standing.on, write=write)


def steps_done(language: Language, done: int, steps: int) -> str:
    """How many steps of a stage are done: "3 of 5 steps done"."""
    return language.plural(steps, "{done} of {n} step done", "{done} of {n} steps done", done=done)


def since_touch_point(kind: str, language: Language) -> str:
    """A touch point by its kind, as it stands behind "since": "the quarterly review"."""
    return language.say(_TOUCH_POINTS.get(kind, to_say("the touch point")))


def touch_point_of(kind: str, day: str, language: Language) -> str:
    """A touch point with its day in words: "the call of 3 June"."""
    return language.say(_TOUCH_POINTS_OF[TouchPointKind(kind)], day=day)
