"""Packing bars into the rows of a lane, each with its words beside it where there is room."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import NamedTuple

from cspwidgets.pictures.text import FONTS, fit, measure

MOST_ROWS = 5
LABEL_GAP = 7.0

_LABEL_AT_MOST = 280.0
_LABEL_AT_LEAST = 70.0


class Label(NamedTuple):
    """The words beside a bar: where they begin (end, if `before` it), the title, and a remark."""

    x: float
    title: str
    remark: str
    before: bool = False


class Spot(NamedTuple):
    """Where a bar found room: its row, and its words if there was room for them."""

    row: int
    label: Label | None


@dataclass(slots=True)
class Rows:
    """The rows of one lane: what is taken in each, as sorted stretches of px.

    `limit` is the px at which words have to end.
    """

    limit: float
    taken: list[list[tuple[float, float]]] = field(default_factory=list)

    def place(self, x: float, width: float) -> Spot | None:
        """Room for a bar without words, in the first row that has it; none if none has."""
        row = self._take(x, x + width)
        return None if row is None else Spot(row, None)

    def place_named(self, x: float, width: float, title: str, remark: str) -> Spot | None:
        """Room for a bar with its words: on its right, else on its left, else in fewer words."""
        font = FONTS["lab"]
        tail = f", {remark}" if remark else ""
        title = fit(title, max(_LABEL_AT_MOST - measure(tail, font), _LABEL_AT_LEAST), font)
        length = measure(title + tail, font)
        right, left = x + width + LABEL_GAP, x - LABEL_GAP
        if right + length <= self.limit:
            row = self._take(x, right + length + LABEL_GAP)
            if row is not None:
                return Spot(row, Label(right, title, tail))
        if left - length >= LABEL_GAP:
            row = self._take(left - length - LABEL_GAP, x + width)
            if row is not None:
                return Spot(row, Label(left, title, tail, before=True))
        if self.limit - right >= _LABEL_AT_LEAST:
            row = self._take(x, self.limit)
            if row is not None:
                return Spot(row, Label(right, fit(title, self.limit - right, font), ""))
        return self.place(x, width)

    def _take(self, start: float, end: float) -> int | None:
        for number in range(MOST_ROWS):
            if number == len(self.taken):
                self.taken.append([])
            if _is_free(self.taken[number], start, end):
                insort(self.taken[number], (start, end))
                return number
        return None


def _is_free(row: list[tuple[float, float]], start: float, end: float) -> bool:
    place = bisect_left(row, (start, end))
    is_clear_before = place == 0 or row[place - 1][1] <= start
    return is_clear_before and (place == len(row) or row[place][0] >= end)
