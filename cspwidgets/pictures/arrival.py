"""The goal, and what lies behind it: when the journey is planned, likely and safe to arrive."""

from __future__ import annotations

from math import ceil

from cspwidgets.journey.standing import Standing


def arrival_words(standing: Standing) -> tuple[tuple[str, str], ...]:
    """The words below the tail, each with its class: likely, safe, and agreed if that differs."""
    forecast, on, language = standing.forecast, standing.on, standing.language
    if forecast.likely_on is None or not standing.place.steps:
        return ()
    if has_arrived(standing):
        day = language.short_day(forecast.finish_on or forecast.likely_on, on)
        return (("eta", language.say("arrived {day}", day=day)),)
    likely = language.short_day(forecast.likely_on, on)
    words = [("eta", language.say("likely {day}", day=likely))]
    if forecast.safe_on and forecast.safe_on != forecast.likely_on:
        safe = language.short_day(forecast.safe_on, on)
        words.append(("safe", language.say("safe {day}", day=safe)))
    if forecast.agreed_on and forecast.agreed_on != standing.schedule.finish_on:
        agreed = language.short_day(forecast.agreed_on, on)
        words.append(("safe", language.say("agreed {day}", day=agreed)))
    return tuple(words)


def planned_words(standing: Standing) -> str:
    """The words above the goal: "planned 1 Oct", or how long the plan is when it has no start."""
    finish_on, language = standing.schedule.finish_on, standing.language
    if not standing.schedule.finish:
        return language.say("goal")
    if finish_on is not None:
        return language.say("planned {day}", day=language.short_day(finish_on, standing.on))
    return language.plural(ceil(standing.schedule.weeks), "{n} week", "{n} weeks")


def is_late(standing: Standing) -> bool:
    """Whether the likely finish lies after the agreed one, or after the planned one."""
    forecast = standing.forecast
    promised = forecast.agreed_on or standing.schedule.finish_on
    arrives = forecast.finish_on if has_arrived(standing) else forecast.likely_on
    return promised is not None and arrives is not None and arrives > promised


def has_arrived(standing: Standing) -> bool:
    """Whether every step is done."""
    return standing.place.steps > 0 and standing.share >= 1
