"""Charts of the value, as Vega-Lite by Altair, each with its words for who cannot see it.

Every text of a plan goes in as data, never into an expression: Vega would run it. Nobody imports
this module before a chart is wanted; Altair takes half a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import altair as alt

from cspwidgets.errors import NotFound
from cspwidgets.journey.gain import expected_value
from cspwidgets.journey.standing import Standing
from cspwidgets.language import ENGLISH, Language, to_say
from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.theme import Colours, Theme
from cspwidgets.pictures.value import WORDS
from cspwidgets.plan.model import Measurement, Outcome, Plan

Scheme = Literal["light", "dark"]

_LABEL = 12


def outcome_trend(
    plan: Plan,
    outcome: str,
    on: date,
    *,
    theme: Theme,
    scheme: Scheme = "light",
    language: Language = ENGLISH,
) -> alt.LayerChart:
    """One outcome over time: start, goal, the way it should go, and what was measured up to `on`.

    Raises
    ------
    NotFound
        The plan has no outcome of that id.
    """
    known = {row.id: row for row in plan.outcomes}
    if outcome not in known:
        told = f"There is no outcome {outcome!r} in this plan; it has {', '.join(known) or 'none'}."
        raise NotFound(told, name=outcome, known=tuple(known))
    found, colours = known[outcome], getattr(theme, scheme)
    measured = sorted(
        (row for row in plan.measurements if row.outcome == outcome and row.on <= on),
        key=lambda row: row.on,
    )
    days = [day for day in (plan.start_on, found.by, on, *(row.on for row in measured)) if day]
    layers = [
        *_levels(language, found, min(days), colours),
        *_expectation(language, plan, found, days, on, measured, colours),
        *_measured(language, found, measured, colours),
    ]
    chart = alt.LayerChart(layer=layers, width=430, height=180)
    said = _trend_in_words(language, found, measured, on)
    return _finished(chart, said, theme, colours, language)


def value_chart(standing: Standing, *, theme: Theme, scheme: Scheme = "light") -> alt.LayerChart:
    """How much of its way each outcome has come, with a mark where it should be today."""
    colours, language = getattr(theme, scheme), standing.language
    rows, told = [], []
    for outcome, gain in zip(standing.plan.outcomes, standing.value.gains, strict=True):
        name = one_line(outcome.name)
        label = language.say("not measured")
        if gain.current is not None:
            label = _told(language, gain.current, outcome)
        label = f"{label}, {language.say(WORDS[gain.word])}"
        share = min(max(gain.gain or 0.0, 0.0), 1.0)
        told.append(f"{name}: {label}")
        rows.append(
            {
                "name": name,
                "share": share,
                "whole": 1,
                "expected": None if gain.expected is None else min(max(gain.expected, 0.0), 1.0),
                "label": label,
            }
        )
    axis = alt.Axis(
        labelLimit=220, labelPadding=8, ticks=False, domain=False, labelColor=colours.ink
    )
    y = alt.Y("name:N", sort=None, title=None, axis=axis)
    scale = alt.Scale(domain=[0, 1])
    base = _chart(rows)
    layers = [
        base.mark_bar(color=colours.road, height=12, cornerRadius=6).encode(
            x=alt.X("whole:Q", scale=scale, axis=None), y=y
        ),
        base.mark_bar(color=colours.customer, height=12, cornerRadius=6).encode(x="share:Q", y=y),
        base.mark_tick(color=colours.ink, thickness=2, height=20).encode(x="expected:Q", y=y),
        base.mark_text(align="left", dx=8, color=colours.ink).encode(
            x="whole:Q", y=y, text="label:N"
        ),
    ]
    chart = alt.LayerChart(layer=layers, width=300, height=max(36 * len(rows), 36))
    said = ". ".join([language.say("Share of the way to each goal"), *told])
    return _finished(chart, said, theme, colours, language)


def _levels(language: Language, outcome: Outcome, first: date, colours: Colours) -> list[alt.Chart]:
    ends = (
        (to_say("start {amount}"), outcome.baseline),
        (to_say("goal {amount}"), outcome.target),
    )
    rows = [
        {
            "day": first.isoformat(),
            "value": value,
            "label": language.say(text, amount=_told(language, value, outcome)),
        }
        for text, value in ends
        if value is not None
    ]
    base = _chart(rows)
    words = base.mark_text(align="left", baseline="bottom", dx=2, dy=-3, color=colours.soft)
    return [
        base.mark_rule(color=colours.soft, strokeWidth=1).encode(y=_y()),
        words.encode(x=_x(), y=_y(), text="label:N"),
    ]


def _expectation(
    language: Language,
    plan: Plan,
    outcome: Outcome,
    days: Sequence[date],
    on: date,
    measured: Sequence[Measurement],
    colours: Colours,
) -> list[alt.Chart]:
    # The dotted line, and its value today: on the side of it where neither line runs.
    known = sorted({*days, *(day for day, _ in outcome.curve)})
    values = [(day, expected_value(outcome, plan.start_on, day)) for day in known]
    rows = [{"day": day.isoformat(), "value": value} for day, value in values if value is not None]
    today = expected_value(outcome, plan.start_on, on)
    line = _chart(rows).mark_line(color=colours.ink, strokeWidth=1.5, strokeDash=[2, 4])
    drawn = [line.encode(x=_x(), y=_y())]
    if today is not None:
        is_below = bool(measured) and measured[-1].value >= today
        falls = (outcome.target or 0.0) < (outcome.baseline or 0.0)
        label = language.say("expected {amount}", amount=_told(language, today, outcome))
        here = {"day": on.isoformat(), "value": today, "label": label}
        words = _chart([here]).mark_text(
            align="right" if is_below == falls else "left",
            baseline="top" if is_below else "bottom",
            dx=-4 if is_below == falls else 4,
            dy=6 if is_below else -6,
            color=colours.ink,
        )
        drawn.append(words.encode(x=_x(), y=_y(), text="label:N"))
    return drawn


def _measured(
    language: Language, outcome: Outcome, measured: Sequence[Measurement], colours: Colours
) -> list[alt.Chart]:
    rows = [
        {
            "day": row.on.isoformat(),
            "value": row.value,
            "label": _told(language, row.value, outcome),
        }
        for row in measured
    ]
    base, colour = _chart(rows), colours.customer
    words = _chart(rows[-1:]).mark_text(align="left", dx=9, color=colour, fontWeight=600)
    return [
        base.mark_line(color=colour, strokeWidth=2.5).encode(x=_x(), y=_y()),
        base.mark_point(color=colour, filled=True, size=55, opacity=1).encode(x=_x(), y=_y()),
        words.encode(x=_x(), y=_y(), text="label:N"),
    ]


def _x() -> alt.X:
    return alt.X("day:T", title=None, axis=alt.Axis(format="%b %y", tickCount=6))


def _y() -> alt.Y:
    axis = alt.Axis(tickCount=4)
    return alt.Y("value:Q", title=None, axis=axis, scale=alt.Scale(zero=False))


def _trend_in_words(
    language: Language, outcome: Outcome, measured: Sequence[Measurement], on: date
) -> str:
    words = [one_line(outcome.name)]
    if outcome.baseline is not None:
        start = _told(language, outcome.baseline, outcome)
        words.append(language.say("from {amount} at the start", amount=start))
    if outcome.target is not None:
        goal = _told(language, outcome.target, outcome)
        goal = language.say("to a goal of {amount}", amount=goal)
        if outcome.by:
            goal = language.say("{goal} by {day}", goal=goal, day=language.day(outcome.by, on))
        words.append(goal)
    newest = language.say("not measured yet")
    if measured:
        value, day = _told(language, measured[-1].value, outcome), measured[-1].on
        newest = language.say("measured {amount} on {day}", amount=value, day=language.day(day, on))
    return f"{' '.join(words)}; {newest}."


def _told(language: Language, value: float, outcome: Outcome) -> str:
    return one_line("".join(language.amount(value, outcome.unit)))


def _chart(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows)))


def _finished(
    chart: alt.LayerChart, said: str, theme: Theme, colours: Colours, language: Language
) -> alt.LayerChart:
    # English is Vega's own.
    locale = alt.Undefined if language == ENGLISH else _locale(language)
    finished: alt.LayerChart = chart.properties(description=said).configure(
        font=", ".join([*theme.font, "sans-serif"]),
        background="transparent",
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=colours.soft,
            domainColor=colours.line,
            tickColor=colours.line,
            grid=False,
            labelFontSize=_LABEL,
        ),
        text=alt.MarkConfig(fontSize=_LABEL),
        locale=locale,
    )
    return finished


def _locale(language: Language) -> alt.Locale:
    """What the axes say of months and numbers."""
    days, months = list(language.weekdays), list(language.months)
    number = alt.NumberLocale(
        decimal=language.decimal_sign,
        thousands=language.thousands_sign,
        grouping=[3],
        currency=["", ""],
    )
    time = alt.TimeLocale(
        dateTime="%x, %X",
        date="%d.%m.%Y",
        time="%H:%M:%S",
        periods=["AM", "PM"],
        days=[days[-1], *days[:-1]],
        shortDays=[day[:2] for day in (days[-1], *days[:-1])],
        months=months,
        shortMonths=list(language.short_months),
    )
    return alt.Locale(number=number, time=time)
