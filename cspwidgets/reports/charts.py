"""The charts of a review: a specification for pages, and plain series for native charts.

At most three in a review, as each costs 50 to 200 ms of CPU to draw.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cspwidgets.journey.adoption import target, trend
from cspwidgets.journey.gain import expected_value
from cspwidgets.journey.review import OutcomeLine
from cspwidgets.language import to_say
from cspwidgets.pictures.text import Font, fit
from cspwidgets.plan.measures import UTILISATION
from cspwidgets.plan.model import Measurement, Outcome
from cspwidgets.reports import vega
from cspwidgets.reports.document import Chart, Series
from cspwidgets.reports.words import Words

MOST_WAYS = 6
MOST_POINTS = 40
LOWEST = -1.0
"""What has lost more than its whole way stands at this share, so that the others can be seen."""

_NAME = Font(vega.SIZE)
_NAME_PX = 240.0
_NEAR = 0.1
_LEVELS = to_say({"start": "start {value}", "goal": "goal {value}"})
_ROW_PX = 36


def way_chart(words: Words) -> Chart:
    """How much of its way each outcome has come, with a mark where it should be today."""
    lines = [line for line in words.facts.lines if line.gain.gain is not None][:MOST_WAYS]
    names = tuple(words.name(line.outcome) for line in lines)
    shares = tuple(max(line.gain.gain or 0.0, LOWEST) for line in lines)
    expected = tuple(line.gain.expected for line in lines)
    told = [words.way(line.gain.gain or 0.0) for line in lines]
    due = [None if share is None else words.language.percent(share) for share in expected]
    rows = [
        {
            "row": place,
            "name": fit(name, _NAME_PX, _NAME),
            "share": _clipped(shares[place]),
            "whole": 1,
            "expected": None if expected[place] is None else _clipped(expected[place] or 0.0),
            "label": told[place],
        }
        for place, name in enumerate(names)
    ]
    spec = vega.frame(_way_layers(), words.theme.light, width=300, height=_ROW_PX * len(rows))
    note = words.say("line: expected by today") if any(due) else ""
    return Chart(
        id="way",
        title=words.say("How much of the way each measure has come"),
        alt=_way_words(words, names, told, due),
        kind="bar",
        categories=names,
        series=(
            Series(name=words.say("come so far"), values=shares, tone="customer"),
            Series(name=words.say("expected by today"), values=expected, tone="soft"),
        ),
        spec=vega.noted({**spec, "data": {"values": rows}}, note),
        number="0%",
    )


def lead_chart(words: Words) -> tuple[Chart, ...]:
    """The outcome that matters most over time; none while each was measured less than twice."""
    for line in words.facts.lines:
        rows = _measured(words, line)
        if len(rows) > 1:
            return (_outcome_chart(words, line, rows),)
    return ()


def adoption_chart(words: Words) -> tuple[Chart, ...]:
    """The seats in use over time, and what is usual at that age; none for less than two days."""
    plan = words.facts.plan
    points = trend(plan, UTILISATION, words.facts.on)[-MOST_POINTS:]
    if len(points) < 2:
        return ()
    days = [day for day, _ in points]
    usual = [target(plan, UTILISATION, day) for day in days]
    percent, title = words.language.percent, words.say("Seats in use")
    (first_on, first), (last_on, last) = points[0], points[-1]
    drawn = [
        *vega.line("soft", _known(days, usual), dash=True),
        *vega.line("customer", points),
        *vega.dot("customer", (last_on, last, percent(last))),
    ]
    if usual[-1] is not None and abs(usual[-1] - last) > 0.05:
        label = words.say("usual {share}", share=percent(usual[-1]))
        drawn.append(vega.words("soft", [(last_on, usual[-1], label)], dx=9))
    told = words.say(
        "Seats in use: {first} on {start}, {last} on {end}.",
        first=percent(first), start=words.day(first_on), last=percent(last), end=words.day(last_on),
    )  # fmt: skip
    series = (
        Series(name=title, values=tuple(share for _, share in points), tone="customer"),
        Series(name=words.say("usual at this age"), values=tuple(usual), tone="soft"),
    )
    return (
        _line_chart(
            words,
            ("adoption", title, told, words.say("dotted: usual at this age")),
            days,
            series,
            drawn,
            "0%",
        ),
    )


def _outcome_chart(words: Words, line: OutcomeLine, rows: Sequence[Measurement]) -> Chart:
    outcome, start_on, on = line.outcome, words.facts.plan.start_on, words.facts.on
    days, last, name = [row.on for row in rows], rows[-1], words.name(outcome)
    expected = [expected_value(outcome, start_on, day) for day in days]
    due = expected_value(outcome, start_on, on)
    drawn = [
        *_levels(words, outcome, rows, on),
        *vega.line("ink", _known([*days, on], [*expected, due]), dash=True),
        *vega.line("customer", [(row.on, row.value) for row in rows]),
        *vega.dot("customer", (last.on, last.value, words.amount(last.value, outcome))),
    ]
    told = words.say(
        "{name}: {first} on {start}, {last} on {end}; the goal is {goal}.",
        name=name, first=words.amount(rows[0].value, outcome), start=words.day(days[0]),
        last=words.amount(last.value, outcome), end=words.day(last.on),
        goal=words.goal(outcome) or words.say("not set yet"),
    )  # fmt: skip
    values = tuple(row.value for row in rows)
    series = (
        Series(name=words.say("measured"), values=values, tone="customer"),
        Series(name=words.say("expected"), values=tuple(expected), tone="soft"),
    )
    note = "" if due is None else words.say("dotted: expected")
    return _line_chart(words, ("lead", name, told, note), days, series, drawn, "General")


def _line_chart(
    words: Words,
    about: tuple[str, str, str, str],
    days: Sequence[date],
    series: tuple[Series, ...],
    layers: Sequence[vega.Layer],
    number: str,
) -> Chart:
    name, title, alt, note = about
    return Chart(
        id=name,
        title=title,
        alt=alt,
        kind="line",
        categories=tuple(words.short_day(day) for day in days),
        series=tuple(each for each in series if any(value is not None for value in each.values)),
        spec=vega.noted(vega.time_chart(layers, days, words.language, words.theme.light), note),
        number=number,
    )


def _levels(
    words: Words, outcome: Outcome, rows: Sequence[Measurement], on: date
) -> Iterator[vega.Layer]:
    # The words of a level stand at the end of its line; at the beginning if the newest figure is
    # there: those of the start outside, those of the goal inside, where the lines begin far away.
    start, goal = outcome.baseline, outcome.target
    given = {"start": start, "goal": None if goal == start else goal}
    levels = {name: value for name, value in given.items() if value is not None}
    shown = [*levels.values(), *(row.value for row in rows)]
    side: vega.Side = "above" if max(levels.values(), default=0.0) == start else "below"
    for name, value in levels.items():
        told = words.say(_LEVELS[name], value=words.amount(value, outcome))
        if abs(rows[-1].value - value) < _NEAR * (max(shown) - min(shown)):
            yield from vega.level((rows[0].on, value, told), side=side)
        else:
            yield from vega.level((on, value, told))


def _measured(words: Words, line: OutcomeLine) -> list[Measurement]:
    rows = [
        row
        for row in words.facts.plan.measurements
        if row.outcome == line.outcome.id and row.on <= words.facts.on
    ]
    return sorted(rows, key=lambda row: row.on)[-MOST_POINTS:]


def _known(days: Sequence[date], values: Sequence[float | None]) -> list[vega.Point]:
    return [(day, value) for day, value in zip(days, values, strict=True) if value is not None]


def _way_layers() -> list[vega.Layer]:
    # The names are words of the chart: an axis would measure each of them several times.
    y = {"field": "row", "type": "ordinal", "axis": None}
    bar = {"type": "bar", "height": 12, "cornerRadius": 6}
    tick = {"type": "tick", "style": "ink", "thickness": 2, "height": 20}
    text = {"type": "text", "style": "ink"}
    return [
        {"mark": {**bar, "style": "road"}, "encoding": {"x": _share("whole"), "y": y}},
        {"mark": {**bar, "style": "customer"}, "encoding": {"x": _share("share"), "y": y}},
        {"mark": tick, "encoding": {"x": _share("expected"), "y": y}},
        {
            "mark": {**text, "align": "left", "dx": 8},
            "encoding": {"x": _share("whole"), "y": y, "text": {"field": "label"}},
        },
        {
            "mark": {**text, "align": "right", "dx": -8},
            "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "name"}},
        },
    ]


def _share(field: str) -> dict[str, Any]:
    scale = {"domain": [0, 1]}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None, "stack": None}


def _clipped(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _way_words(
    words: Words, names: Sequence[str], told: Sequence[str], due: Sequence[str | None]
) -> str:
    said = []
    for name, share, expected in zip(names, told, due, strict=True):
        if expected is None:
            said.append(words.say("{name}: {share}", name=name, share=share))
        else:
            measure = words.say(
                "{name}: {share}, {expected} expected", name=name, share=share, expected=expected
            )
            said.append(measure)
    return words.say("Share of the way to each goal. {measures}.", measures="; ".join(said))
