"""The goal, and what lies behind it: when the journey is planned, likely and safe to arrive."""

from __future__ import annotations

from math import ceil

from cspwidgets.journey.progress import day_words
from cspwidgets.journey.sentences import figure
from cspwidgets.journey.standing import Standing


def arrival_words(standing: Standing) -> tuple[tuple[str, str], ...]:
    """The words below the tail, each with its class: likely, safe, and agreed if that differs."""
    forecast, on = standing.forecast, standing.on
    if forecast.likely_on is None or not standing.place.steps:
        return ()
    if has_arrived(standing):
        return (("eta", f"arrived {day_words(forecast.finish_on or forecast.likely_on, on)}"),)
    words = [("eta", f"likely {day_words(forecast.likely_on, on)}")]
    if forecast.safe_on and forecast.safe_on != forecast.likely_on:
        words.append(("safe", f"safe {day_words(forecast.safe_on, on)}"))
    if forecast.agreed_on and forecast.agreed_on != standing.schedule.finish_on:
        words.append(("safe", f"agreed {day_words(forecast.agreed_on, on)}"))
    return tuple(words)


def planned_words(standing: Standing) -> str:
    """The words above the goal: "planned 1 Oct", or how long the plan is when it has no start."""
    finish_on = standing.schedule.finish_on
    if not standing.schedule.finish:
        return "goal"
    if finish_on is not None:
        return f"planned {day_words(finish_on, standing.on)}"
    return figure(ceil(standing.schedule.weeks), "week")


def is_late(standing: Standing) -> bool:
    """Whether the likely finish lies after the agreed one, or after the planned one."""
    forecast = standing.forecast
    promised = forecast.agreed_on or standing.schedule.finish_on
    arrives = forecast.finish_on if has_arrived(standing) else forecast.likely_on
    return promised is not None and arrives is not None and arrives > promised


def has_arrived(standing: Standing) -> bool:
    """Whether every step is done."""
    return standing.place.steps > 0 and standing.share >= 1
