"""The frame of a route: where stages, goal and lanes stand, before anything is drawn.

From left to right: the road with its stages, the goal, and a tail that holds what lies behind the
goal (the likely and the safe finish) over the names of the lanes. A stage is never narrower than
its label needs; labels take two lines where that is enough, three or four where it is tight.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.arrival import arrival_words, has_arrived
from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.scale import Scale, bend
from cspwidgets.pictures.sides import LANES, SideNames
from cspwidgets.pictures.text import ELLIPSIS, FONTS, fit, measure, narrowest, wrap
from cspwidgets.pictures.words import stage_line
from cspwidgets.plan.model import Stage
from cspwidgets.plan.words import Side

LEFT = 24.0
NODE = 9.0
EDGE = 10.0
LABEL_TOP = 122.0
LABEL_LINE = 17.0
NARROWEST = 640
"""Below this width, in px, nobody should draw the road: `directions` reads better."""

_LABEL_GAP = 16.0
_LANES_BELOW_LABELS = 14.0
_ROUNDING = 0.1
# How many lines a stage's name may take, the px up to which it is kept in one line, and the px
# that a word may ask for before it is broken: from generous to tight.
_TIERS = ((2, 90.0, 400.0), (3, 70.0, 160.0), (4, 0.0, 120.0), (4, 0.0, 76.0))
_NAME_SHARE = 0.2
_BEYOND_SHARE = 0.25
_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLabel:
    """A stage's place on the road and its words: `weeks` stands in a line below `lines`."""

    stage: Stage
    x: float
    lines: tuple[str, ...]
    weeks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Everything that the parts of a drawing agree on, in px.

    Attributes
    ----------
    goal
        The offset of the planned finish; `goal_x` is its place.
    lane_names
        The name of each lane that is drawn, in lines.
    names_x
        Where the names of the lanes begin; nothing else of a lane goes beyond.
    arrival
        The words below the tail, each with its class.
    lanes_y
        The top of the first lane.
    """

    width: float
    scale: Scale
    goal: float
    goal_x: float
    labels: tuple[StageLabel, ...]
    lane_names: Mapping[Side, tuple[str, ...]]
    names_x: float
    arrival: tuple[tuple[str, str], ...]
    lanes_y: float


def frame(standing: Standing, width: float, names: SideNames) -> Frame:
    """Lay out a drawing of `width` px."""
    ends = _ends(standing)
    columns = _columns(standing, ends, width, names)
    road = width - LEFT - columns.tail
    lines, needs = _needs(standing, columns.spare, road)
    shares = bend([end - start for start, end in pairwise(ends)], needs, road)
    places = tuple(accumulate(shares, initial=LEFT))
    labels = _labels(standing, places, lines, columns.spare)
    rows = max([len(label.lines) + 1 for label in labels] + [len(columns.arrival)])
    return Frame(
        width=width,
        scale=_scale(standing, ends, places, width - EDGE),
        goal=ends[-1],
        goal_x=places[-1],
        labels=labels,
        lane_names=columns.lane_names,
        names_x=width - EDGE - columns.name_width,
        arrival=columns.arrival,
        lanes_y=LABEL_TOP + LABEL_LINE * (rows - 1) + _LANES_BELOW_LABELS,
    )


def narrowest_width(standing: Standing, names: SideNames) -> int:
    """The least px in which every stage's name can be read; below it `directions` reads better."""
    ends = _ends(standing)
    width = float(NARROWEST)
    for _ in range(_ROUNDS):
        columns = _columns(standing, ends, width, names)
        needs = _needs(standing, columns.spare, width - LEFT - columns.tail)[1]
        needed = LEFT + columns.tail + sum(needs)
        if needed <= width:
            break
        width = needed
    return ceil(width)


class _Columns(NamedTuple):
    # What stands to the right of the road: its width, its words, and the px they leave free.
    tail: float
    spare: float
    name_width: float
    lane_names: Mapping[Side, tuple[str, ...]]
    arrival: tuple[tuple[str, str], ...]


def _columns(standing: Standing, ends: Sequence[float], width: float, names: SideNames) -> _Columns:
    arrival = arrival_words(standing)
    arrival_width = max([measure(words, FONTS[kind]) for kind, words in arrival], default=0.0)
    lane_names = _lane_names(standing, names, width)
    lines = [line for lines in lane_names.values() for line in lines]
    name_width = max([measure(line, FONTS["name"]) for line in lines], default=0.0)
    natural = (width - LEFT) * _days_beyond(standing, ends[-1]) / max(ends[-1] - ends[0], 1.0)
    tail = max(
        min(natural, width * _BEYOND_SHARE), arrival_width + NODE, name_width + 2 * EDGE + NODE
    )
    spare = max(tail - arrival_width - _LABEL_GAP, 0.0)
    return _Columns(tail, spare, name_width, lane_names, arrival)


def _ends(standing: Standing) -> tuple[float, ...]:
    # The start of each stage, and the goal: the last step's finish, or the last window's close.
    plan, schedule = standing.plan, standing.schedule
    starts = [schedule.windows[stage.id].start for stage in plan.stages] or [0.0]
    goal = schedule.finish
    if goal <= starts[-1]:
        goal = max([window.finish or window.start for window in schedule.windows.values()] + [0.0])
    return (*starts, max(goal, starts[-1]))


def _scale(
    standing: Standing, ends: Sequence[float], places: Sequence[float], last_x: float
) -> Scale:
    # Behind the goal, days are as wide as on the road, or narrower if they must be.
    share = (last_x - places[-1]) / max(places[-1] - places[0], 1.0)
    last = ends[-1] + max(_days_beyond(standing, ends[-1]), (ends[-1] - ends[0]) * share, 1.0)
    return Scale((*ends, last), (*places, last_x))


def _days_beyond(standing: Standing, goal: float) -> float:
    forecast, place = standing.forecast, standing.place
    if place.today is None or not place.steps or has_arrived(standing):
        return 0.0
    return max(forecast.likely - goal, (forecast.safe or 0.0) - goal, place.today - goal, 0.0)


def _needs(standing: Standing, spare: float, road: float) -> tuple[int, tuple[float, ...]]:
    # The last stage's label may also use what the words of the tail leave free.
    stages = [(stage, _weeks_width(standing, stage)) for stage in standing.plan.stages]
    for lines, unbroken, widest_word in _TIERS:
        needs = [_need(*stage, lines, unbroken, widest_word) for stage in stages] or [1.0]
        needs[-1] = max(needs[-1] - spare, 3 * NODE)
        if sum(needs) <= road:
            break
    return lines, tuple(needs)


def _weeks_width(standing: Standing, stage: Stage) -> float:
    return measure(stage_line(standing, stage), FONTS["weeks"])


def _need(
    stage: Stage, weeks_width: float, lines: int, unbroken: float, widest_word: float
) -> float:
    font, name = FONTS["stage"], one_line(stage.name)
    in_one = measure(name, font)
    whole = in_one if in_one <= unbroken else narrowest(name, font, lines=lines)
    width = min(whole, max(widest_word, weeks_width))
    tries = range(max(ceil((whole - width) / NODE), 0))

    def is_whole(count: int) -> bool:
        return not wrap(name, width + count * NODE, font, lines=lines)[-1].endswith(ELLIPSIS)

    width += bisect_left(tries, True, key=is_whole) * NODE
    return max(width, weeks_width) + _LABEL_GAP


def _labels(
    standing: Standing, places: Sequence[float], lines: int, spare: float
) -> tuple[StageLabel, ...]:
    stages, labels = standing.plan.stages, []
    for place, stage in enumerate(stages):
        room = places[place + 1] - places[place] - _LABEL_GAP + _ROUNDING
        room += spare if place == len(stages) - 1 else 0.0
        label = StageLabel(
            stage=stage,
            x=places[place],
            lines=wrap(one_line(stage.name), room, FONTS["stage"], lines=lines),
            weeks=fit(stage_line(standing, stage), room, FONTS["weeks"]),
        )
        labels.append(label)
    return tuple(labels)


def _lane_names(standing: Standing, names: SideNames, width: float) -> dict[Side, tuple[str, ...]]:
    slots = standing.schedule.slots
    drawn = {row.side for row in standing.plan.activities if row.id in slots}
    always = {Side.CUSTOMER, Side.VENDOR}
    font = FONTS["name"]
    return {
        side: wrap(one_line(names.name(side)), width * _NAME_SHARE, font, lines=2)
        for side in LANES
        if side in drawn | always
    }
