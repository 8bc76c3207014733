"""Lengths of time and touch points in words, as pictures say them."""

from __future__ import annotations

from cspwidgets.language import ENGLISH, Language, to_say
from cspwidgets.plan.model import Stage
from cspwidgets.plan.words import TouchPointKind

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


def stage_weeks(stage: Stage, language: Language = ENGLISH) -> str:
    """How long a stage lasts: "5 weeks", or "ongoing"."""
    if stage.weeks is None:
        return language.say("ongoing")
    return language.plural(stage.weeks, "{n} week", "{n} weeks")


def steps_done(language: Language, done: int, steps: int) -> str:
    """How many steps of a stage are done: "3 of 5 steps done"."""
    return language.plural(steps, "{done} of {n} step done", "{done} of {n} steps done", done=done)


def since_touch_point(kind: str, language: Language) -> str:
    """A touch point by its kind, as it stands behind "since": "the quarterly review"."""
    return language.say(_TOUCH_POINTS.get(kind, to_say("the touch point")))
