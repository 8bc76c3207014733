"""Vega-Lite written by hand: layers over time, and the frame of a chart in the theme's colours.

Altair would take half a second to import, and as long again to check what never changes. Marks
name their colours by styles (`config.style`), which are those of the theme. Every text of a plan
is data, never part of an expression: Vega would run it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from cspwidgets.language.language import Language
from cspwidgets.pictures.theme import Colours

SIZE = 12
_HEIGHT = 160
TICKS = 5

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_STYLES = ("ink", "soft", "line", "road", "customer", "late")
_SHORT_DAYS = 75

Layer = dict[str, Any]
Point = tuple[date, float]
Named = tuple[date, float, str]
Side = Literal["end", "above", "below"]


def level(point: Named, *, side: Side = "end") -> list[Layer]:
    """A thin line across the chart, with its words after its end, or above or below `point`."""
    across = {"x": {"value": 0}, "x2": {"value": "width"}, "y": _y()}
    rule = {"mark": {"type": "rule", "style": "line"}, "encoding": across}
    dx, dy = {"end": (9, 0), "above": (2, -3), "below": (2, 3)}[side]
    told = words("soft", [point], dx=dx, dy=dy)
    return [{"data": {"values": _rows([point])}, **rule}, told]


def line(style: str, points: Sequence[Point], *, dash: bool = False) -> list[Layer]:
    """A line through points; none through fewer than two."""
    if len(points) < 2:
        return []
    mark: dict[str, Any] = {"type": "line", "style": style, "strokeWidth": 1.5 if dash else 2.5}
    if dash:
        mark["strokeDash"] = [2, 4]
    rows = [{"day": day.isoformat(), "value": value} for day, value in points]
    return [{"data": {"values": rows}, "mark": mark, "encoding": {"x": _x(), "y": _y()}}]


def dot(style: str, point: Named) -> list[Layer]:
    """A dot with its words beside it."""
    mark = {"type": "point", "style": style, "filled": True, "size": 55, "opacity": 1}
    drawn = {"data": {"values": _rows([point])}, "mark": mark}
    return [{**drawn, "encoding": {"x": _x(), "y": _y()}}, words(style, [point], dx=9)]


def words(style: str, points: Sequence[Named], *, dx: int, dy: int = 0) -> Layer:
    """Words at points, to the right of them."""
    baseline = "bottom" if dy < 0 else "top" if dy else "middle"
    mark = {"type": "text", "style": style, "align": "left", "dx": dx, "dy": dy}
    mark["baseline"] = baseline
    encoding = {"x": _x(), "y": _y(), "text": {"field": "label"}}
    return {"data": {"values": _rows(points)}, "mark": mark, "encoding": encoding}


def time_chart(
    layers: Sequence[Layer], days: Sequence[date], language: Language, colours: Colours
) -> dict[str, Any]:
    """The specification of layers over time, with the calendar's words under them.

    The axis is drawn as data too: so charts of one kind differ in nothing but their data.
    """
    ticks = _ticks(min(days), max(days), language)
    below = {"data": {"values": _rows([(day, 0.0, told) for day, told in ticks])}}
    line = {"type": "rule", "style": "line"}
    ends = {"x": {"value": 0}, "x2": {"value": "width"}, "y": {"value": "height"}}
    stroke = {"x": _x(), "y": {"value": "height"}, "y2": {"value": _HEIGHT + 5}}
    name = {"x": _x(), "y": {"value": _HEIGHT + 8}, "text": {"field": "label"}}
    axis = [
        {"data": {"values": [{}]}, "mark": line, "encoding": ends},
        {**below, "mark": line, "encoding": stroke},
        {**below, "mark": {"type": "text", "style": "soft", "baseline": "top"}, "encoding": name},
    ]
    return frame([*layers, *axis], colours, width=430, height=_HEIGHT)


def noted(spec: Mapping[str, Any], note: str) -> dict[str, Any]:
    """A specification with a few words of ours above it: what its marks mean."""
    if not note:
        return dict(spec)
    mark = {"type": "text", "style": "soft", "align": "left", "baseline": "bottom"}
    place = {"x": {"value": 0}, "y": {"value": -8}, "text": {"field": "note"}}
    told = {"data": {"values": [{"note": note}]}, "mark": mark, "encoding": place}
    return {**spec, "layer": [*spec["layer"], told]}


def frame(layers: Sequence[Layer], colours: Colours, *, width: int, height: int) -> dict[str, Any]:
    """The specification of layers, in the colours of a theme."""
    return {
        "$schema": _SCHEMA,
        "width": width,
        "height": height,
        "layer": list(layers),
        "config": {
            "background": "transparent",
            "mark": {"aria": False},  # Vega speaks English; a chart has words of ours
            "view": {"stroke": None},
            "style": {name: {"color": getattr(colours, name)} for name in _STYLES},
            "text": {"fontSize": SIZE},
        },
    }


def _rows(points: Sequence[Named]) -> list[Mapping[str, Any]]:
    return [{"day": day.isoformat(), "value": value, "label": told} for day, value, told in points]


def _x() -> dict[str, Any]:
    return {"field": "day", "type": "temporal", "scale": {"type": "utc"}, "axis": None}


def _y() -> dict[str, Any]:
    scale = {"zero": False}
    return {"field": "value", "type": "quantitative", "scale": scale, "axis": None}


def _ticks(first: date, last: date, language: Language) -> list[tuple[date, str]]:
    # Ticks and their words are chosen here: Vega itself knows the months in English only.
    if (last - first).days < _SHORT_DAYS:
        step = timedelta(days=max((last - first).days // (TICKS - 1), 1))
        days = [first + k * step for k in range(TICKS) if first + k * step <= last]
        return [(day, language.short_day(day, last)) for day in days]
    return [
        (day, str(day.year) if day.month == 1 else language.short_months[day.month - 1])
        for day in _month_starts(first, last)
    ]


def _month_starts(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    starts = [date(month // 12, month % 12 + 1, 1) for month in months]
    starts = [day for day in starts if first <= day <= last]
    every = next(
        (step for step in (1, 2, 3, 6, 12) if len(starts) / step <= TICKS + 1),
        12 * max(len(starts) // (12 * TICKS), 1),
    )
    return [day for day in starts if (day.month - 1) % min(every, 12) == 0][:: max(every // 12, 1)]
