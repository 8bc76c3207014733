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
from cspwidgets.journey.sentences import day_of
from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.theme import Colours, Theme
from cspwidgets.pictures.value import WORDS, amount
from cspwidgets.plan.model import Measurement, Outcome, Plan

Scheme = Literal["light", "dark"]

_LABEL = 12


def outcome_trend(
    plan: Plan, outcome: str, on: date, *, theme: Theme, scheme: Scheme = "light"
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
        *_levels(found, min(days), colours),
        *_expectation(plan, found, days, on, measured, colours),
        *_measured(found, measured, colours),
    ]
    chart = alt.LayerChart(layer=layers, width=430, height=180)
    return _finished(chart, _trend_in_words(found, measured, on), theme, colours)


def value_chart(standing: Standing, *, theme: Theme, scheme: Scheme = "light") -> alt.LayerChart:
    """How much of its way each outcome has come, with a mark where it should be today."""
    colours = getattr(theme, scheme)
    rows, told = [], []
    for outcome, gain in zip(standing.plan.outcomes, standing.value.gains, strict=True):
        name = one_line(outcome.name)
        now = "not measured" if gain.current is None else _told(gain.current, outcome)
        share = min(max(gain.gain or 0.0, 0.0), 1.0)
        told.append(f"{name}: {now}, {WORDS[gain.word]}")
        rows.append(
            {
                "name": name,
                "share": share,
                "whole": 1,
                "expected": None if gain.expected is None else min(max(gain.expected, 0.0), 1.0),
                "label": f"{now}, {WORDS[gain.word]}",
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
    said = "Share of the way to each goal. " + ". ".join(told)
    return _finished(chart, said, theme, colours)


def _levels(outcome: Outcome, first: date, colours: Colours) -> list[alt.Chart]:
    ends = (("start", outcome.baseline), ("goal", outcome.target))
    rows = [
        {"day": first.isoformat(), "value": value, "label": f"{name} {_told(value, outcome)}"}
        for name, value in ends
        if value is not None
    ]
    base = _chart(rows)
    words = base.mark_text(align="left", baseline="bottom", dx=2, dy=-3, color=colours.soft)
    return [
        base.mark_rule(color=colours.soft, strokeWidth=1).encode(y=_y()),
        words.encode(x=_x(), y=_y(), text="label:N"),
    ]


def _expectation(
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
        here = {"day": on.isoformat(), "value": today, "label": f"expected {_told(today, outcome)}"}
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
    outcome: Outcome, measured: Sequence[Measurement], colours: Colours
) -> list[alt.Chart]:
    rows = [
        {"day": row.on.isoformat(), "value": row.value, "label": _told(row.value, outcome)}
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


def _trend_in_words(outcome: Outcome, measured: Sequence[Measurement], on: date) -> str:
    words = [one_line(outcome.name)]
    if outcome.baseline is not None:
        words.append(f"from {_told(outcome.baseline, outcome)} at the start")
    if outcome.target is not None:
        by = f" by {day_of(outcome.by, on)}" if outcome.by else ""
        words.append(f"to a goal of {_told(outcome.target, outcome)}{by}")
    newest = "not measured yet"
    if measured:
        day = day_of(measured[-1].on, on)
        newest = f"measured {_told(measured[-1].value, outcome)} on {day}"
    return f"{' '.join(words)}; {newest}."


def _told(value: float, outcome: Outcome) -> str:
    return one_line("".join(amount(value, outcome.unit)))


def _chart(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows)))


def _finished(chart: alt.LayerChart, said: str, theme: Theme, colours: Colours) -> alt.LayerChart:
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
    )
    return finished
