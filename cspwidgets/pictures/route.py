"""The route: stages as a road, whose turn it is in lanes, "you are here", and when we arrive.

The drawing comes in *fragments*: small pieces of SVG under stable keys, in drawing order. A widget
keeps them by key and swaps only what changed; a page joins them. Words are placed in real pixels
for one width, so a drawing is never shrunk: below `meta["narrowest"]` use `directions` instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from cspwidgets.journey.standing import Standing, headline
from cspwidgets.pictures.bars import bar_fragments, lane_fragment
from cspwidgets.pictures.frame import NARROWEST, Frame, frame, narrowest_width
from cspwidgets.pictures.lanes import BAR, Lane, lanes
from cspwidgets.pictures.markup import esc, num
from cspwidgets.pictures.pin import pin_fragment, today_fragment
from cspwidgets.pictures.road import road_fragments
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.ticks import tick_fragments

__all__ = ["NARROWEST", "Drawing", "draw", "fragments", "route_meta", "svg"]

_LEAST = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawn route.

    Attributes
    ----------
    fragments
        SVG by key, in drawing order; each is one `<g>` or `<text>`.
    meta
        What a widget needs beside them, ready for JSON; see `route_meta`.
    """

    fragments: dict[str, str]
    meta: dict[str, Any]


def draw(
    standing: Standing,
    *,
    width: int = 1080,
    names: SideNames | None = None,
    interactive: bool = False,
    keyed: bool = False,
) -> Drawing:
    """Draw the route for a width in px.

    Parameters
    ----------
    interactive
        Bars carry their id and take the focus, for a widget.
    keyed
        Bars carry their row's id instead of their words, for a page that has those elsewhere.
    """
    known = names or SideNames.of(standing.plan, standing.language)
    layout = frame(standing, max(width, _LEAST), known)
    packed = lanes(standing, layout)
    lanes_end = packed[-1].y + packed[-1].height if packed else layout.lanes_y
    pieces: dict[str, str] = {}
    for lane in packed:
        pieces[f"lane:{lane.side.value}"] = lane_fragment(standing.language, lane, layout, known)
    ticks, height = tick_fragments(standing, layout, lanes_end)
    pieces.update(ticks)
    pieces["today"] = today_fragment(standing, layout, lanes_end)
    pieces.update(road_fragments(standing, layout, _uid(standing, width)))
    for lane in packed:
        pieces.update(bar_fragments(standing, lane, known, interactive=interactive, keyed=keyed))
    pieces["pin"] = pin_fragment(standing, layout)
    return Drawing(fragments=pieces, meta=_meta(standing, layout, packed, known, height))


def fragments(
    standing: Standing,
    *,
    width: int = 1080,
    names: SideNames | None = None,
    interactive: bool = False,
) -> dict[str, str]:
    """The fragments of `draw` alone."""
    return draw(standing, width=width, names=names, interactive=interactive).fragments


def route_meta(
    standing: Standing, *, width: int = 1080, names: SideNames | None = None
) -> dict[str, Any]:
    """What a widget needs beside the fragments.

    Returns
    -------
    dict
        `width` and `height` of the drawing and the `narrowest` good width, in px; `label`, the
        picture in words; `knots`, pairs of working-day offset and px with straight lines between;
        `start` (ISO day or none) and `holidays`, which make days of offsets; `today`, an offset;
        `bars`, by activity id: lane, row, x, y, width, height, start and finish (offsets), and
        `after`, the drawn ones that it waits for; `hidden`, by lane the ids that found no room.
    """
    return draw(standing, width=width, names=names).meta


def svg(
    standing: Standing,
    *,
    width: int = 1080,
    names: SideNames | None = None,
    css: str = "",
    keyed: bool = False,
) -> str:
    """The route as one `<svg>`; `css` makes it stand alone (see `theme.resolved`)."""
    drawing = draw(standing, width=width, names=names, keyed=keyed)
    meta = drawing.meta
    size = f"{num(meta['width'])} {num(meta['height'])}"
    style = f"<style>{css}</style>" if css else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="csp-route" role="img" '
        f'aria-label="{esc(meta["label"])}" width="{num(meta["width"])}" '
        f'height="{num(meta["height"])}" viewBox="0 0 {size}">{style}'
        f"{''.join(drawing.fragments.values())}</svg>"
    )


def _meta(
    standing: Standing, layout: Frame, packed: Sequence[Lane], names: SideNames, height: float
) -> dict[str, Any]:
    plan, cut = standing.plan, set(standing.schedule.cut)
    drawn = {bar.activity.id for lane in packed for bar in lane.bars}
    bars = {
        bar.activity.id: {
            "lane": lane.side.value,
            "row": bar.row,
            "x": round(bar.x, 1),
            "y": round(bar.y, 1),
            "width": round(bar.width, 1),
            "height": BAR,
            "start": round(bar.slot.start, 2),
            "finish": round(bar.slot.finish, 2),
            "after": [
                before
                for before in bar.activity.after
                if before in drawn and (bar.activity.id, before) not in cut
            ],
        }
        for lane in packed
        for bar in lane.bars
    }
    said = headline(standing)
    return {
        "width": layout.width,
        "height": round(height, 1),
        "narrowest": narrowest_width(standing, names),
        "label": f"{standing.language.say('Route')}. {said.where} {said.arrival}",
        "knots": layout.scale.knots,
        "start": plan.start_on.isoformat() if plan.start_on else None,
        "holidays": [day.isoformat() for day in plan.holidays],
        "today": standing.place.today,
        "bars": bars,
        "hidden": {
            lane.side.value: [row.id for row in lane.hidden] for lane in packed if lane.hidden
        },
    }


def _uid(standing: Standing, width: int) -> str:
    # One name for a gradient in a page that shows several plans, or one plan in several widths.
    return f"csp-{crc32(standing.plan.id.encode(errors='replace')):x}-{width}"
