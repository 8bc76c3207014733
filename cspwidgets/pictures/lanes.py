"""The lanes of a route: whose turn it is when. Each side has one, the customer's is the first.

What is under way and what comes next has words; so those are placed first, each with room for its
words, and everything else is packed around them, in as many rows as it takes. A lane that would
take more than `MOST_ROWS` says how many activities it does not show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cspwidgets.journey.changes import late
from cspwidgets.journey.schedule import Slot, ruler
from cspwidgets.journey.standing import Standing
from cspwidgets.language import Language
from cspwidgets.pictures.frame import EDGE, Frame
from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.packing import LABEL_GAP, Label, Rows, Spot
from cspwidgets.pictures.text import FONTS, measure
from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import ActivityKind, ActivityState, Side

ROW = 18.0
BAR = 12.0
MILESTONE = 7.0
NAME_LINE = 15.0

_PAD = 9.0
_APART = 8.0
_BAR_AT_LEAST = 6.0
_BETWEEN = 2.0
_NAME_PAD = 6.0
_HALTED = (ActivityState.WAITING, ActivityState.BLOCKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An activity in its lane; `x` and `width` are those of what is drawn, `y` its top.

    `look` is how it is drawn: done, live, halted or ahead.
    """

    activity: Activity
    slot: Slot
    look: str
    late_days: int
    row: int
    x: float
    width: float
    y: float
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A side's lane: its bars by start, and the activities that found no room."""

    side: Side
    y: float
    height: float
    bars: tuple[Bar, ...]
    hidden: tuple[Activity, ...]


def lanes(standing: Standing, frame: Frame) -> tuple[Lane, ...]:
    """Pack every activity that has a slot into the lane of its side."""
    days_late = _late_days(standing)
    y = frame.lanes_y
    packed = []
    for side in frame.lane_names:
        lane = _lane(standing, side, days_late, frame, y)
        packed.append(lane)
        y += lane.height + _APART
    return tuple(packed)


def look(activity: Activity) -> str:
    """How an activity is drawn: done, live, halted, or ahead."""
    if activity.state in _HALTED:
        return "halted"
    looks = {ActivityState.DONE: "done", ActivityState.IN_PROGRESS: "live"}
    return looks.get(activity.state, "ahead")


def remark(language: Language, activity: Activity, days_late: int) -> str:
    """What is to be said of an activity beside its title: that it is halted and why, or late."""
    parts = []
    if activity.state in _HALTED:
        parts.append(_halted(language, activity))
    if days_late:
        parts.append(language.plural(days_late, "{n} day late", "{n} days late"))
    return ", ".join(parts)


def _halted(language: Language, activity: Activity) -> str:
    is_waiting = activity.state is ActivityState.WAITING
    if not activity.waiting_on:
        return language.say("waiting" if is_waiting else "blocked")
    what = one_line(activity.waiting_on)
    return language.say("waiting on {what}" if is_waiting else "blocked on {what}", what=what)


def _late_days(standing: Standing) -> dict[str, int]:
    plan, on = standing.plan, standing.on
    calendar = ruler(plan).calendar
    due = late(plan, on, standing.schedule)
    return {name: max(calendar.between(day, on), 1) for name, day in due.items()}


def _lane(
    standing: Standing, side: Side, days_late: Mapping[str, int], frame: Frame, y: float
) -> Lane:
    slots, names = standing.schedule.slots, frame.lane_names[side]
    found = [row for row in standing.plan.activities if row.side == side and row.id in slots]
    found.sort(key=lambda row: (slots[row.id].start, slots[row.id].finish))
    name_width = max([measure(line, FONTS["name"]) for line in names], default=0.0)
    rows = Rows(frame.width - EDGE - name_width - LABEL_GAP)
    said = _remarks(standing.language, found, days_late)
    extents = {row.id: _extent(row, slots[row.id], frame) for row in found}
    spots = _spots(found, extents, said, rows)
    bars = [
        _bar(row, slots[row.id], days_late.get(row.id, 0), spots[row.id], extents[row.id], y)
        for row in found
        if row.id in spots
    ]
    height = 2 * _PAD + BAR + max(len(rows.taken) - 1, 0) * ROW
    return Lane(
        side=side,
        y=y,
        height=max(height, len(names) * NAME_LINE + _NAME_PAD),
        bars=tuple(bars),
        hidden=tuple(row for row in found if row.id not in spots),
    )


def _remarks(
    language: Language, activities: Sequence[Activity], days_late: Mapping[str, int]
) -> dict[str, str]:
    # Words have: what is under way, and the first of what is to come.
    named = [row for row in activities if look(row) in ("live", "halted")]
    named += [row for row in activities if look(row) == "ahead"][:1]
    return {row.id: remark(language, row, days_late.get(row.id, 0)) for row in named}


def _spots(
    activities: Sequence[Activity],
    extents: Mapping[str, tuple[float, float]],
    remarks: Mapping[str, str],
    rows: Rows,
) -> dict[str, Spot]:
    spots = {}
    for row in sorted(activities, key=lambda row: row.id not in remarks):
        x, width = extents[row.id]
        if row.id in remarks:
            spot = rows.place_named(x, width, one_line(row.title), remarks[row.id])
        else:
            spot = rows.place(x, width)
        if spot is not None:
            spots[row.id] = spot
    return spots


def _extent(activity: Activity, slot: Slot, frame: Frame) -> tuple[float, float]:
    finish = frame.scale.x(slot.finish, finish=True)
    if activity.kind is ActivityKind.MILESTONE:
        return finish - MILESTONE, 2 * MILESTONE + _BETWEEN
    start = min(frame.scale.x(slot.start), finish)
    width = max(finish - start, _BAR_AT_LEAST)
    return min(start, frame.goal_x + MILESTONE - width), width


def _bar(
    activity: Activity,
    slot: Slot,
    days_late: int,
    spot: Spot,
    extent: tuple[float, float],
    y: float,
) -> Bar:
    x, width = extent
    return Bar(
        activity=activity,
        slot=slot,
        look=look(activity),
        late_days=days_late,
        row=spot.row,
        x=x,
        width=width - _BETWEEN,
        y=y + _PAD + spot.row * ROW,
        label=spot.label,
    )
