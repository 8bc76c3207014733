"""Paths of our own drawings as DrawingML: lines, curves and arcs of circles."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "a": 7, "z": 0}
_CIRCLE = 21_600_000


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path, in absolute px: "move", "line", "curve", "arc" or "close".

    An arc has its radius, the angle it starts at and the angle it sweeps, in degrees.
    """

    kind: str
    points: tuple[tuple[float, float], ...] = ()
    radius: float = 0.0
    start: float = 0.0
    sweep: float = 0.0


def steps_of(path: str) -> list[Step] | None:
    """The steps of a path; None if it has one that our drawings never use."""
    made: list[Step] = []
    x = y = 0.0
    first = (0.0, 0.0)
    for command, given in _commands(path):
        low = command.lower()
        if low not in _ARGUMENTS:
            return None
        shift = (x, y) if command.islower() else (0.0, 0.0)
        if low == "z":
            made.append(Step("close"))
            x, y = first
        elif low == "a":
            end = (given[5] + shift[0], given[6] + shift[1])
            made.append(_arc((x, y), end, given[0], large=bool(given[3]), turns=bool(given[4])))
            x, y = end
        else:
            points = _points(low, given, shift, (x, y))
            x, y = points[-1]
            kind = {"m": "move", "c": "curve"}.get(low, "line")
            first = (x, y) if low == "m" else first
            made.append(Step(kind, points))
    return made


def extent_of(steps: list[Step]) -> tuple[float, float, float, float]:
    """The least box around a path's points: left, top, right, bottom."""
    points = [point for step in steps for point in step.points]
    for step in steps:
        if step.kind == "arc":
            x, y = _centre(step)
            points += [(x - step.radius, y - step.radius), (x + step.radius, y + step.radius)]
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def path_xml(steps: list[Step], left: float, top: float, scale: float, *, filled: bool) -> str:
    """The steps as an `a:path` whose origin is (left, top); `scale` is EMU to the px."""

    def at(point: tuple[float, float]) -> str:
        return (
            f'<a:pt x="{round((point[0] - left) * scale)}" y="{round((point[1] - top) * scale)}"/>'
        )

    made = []
    for step in steps:
        points = "".join(at(point) for point in step.points)
        match step.kind:
            case "move":
                made.append(f"<a:moveTo>{points}</a:moveTo>")
            case "line":
                made.append(f"<a:lnTo>{points}</a:lnTo>")
            case "curve":
                made.append(f"<a:cubicBezTo>{points}</a:cubicBezTo>")
            case "arc":
                radius = round(step.radius * scale)
                start = round(step.start % 360 * 60_000) % _CIRCLE
                made.append(
                    f'<a:arcTo wR="{radius}" hR="{radius}" stAng="{start}" '
                    f'swAng="{round(step.sweep * 60_000)}"/>'
                )
            case _:
                made.append("<a:close/>")
    right, bottom = extent_of(steps)[2:]
    size = f'w="{round((right - left) * scale)}" h="{round((bottom - top) * scale)}"'
    fill = "" if filled else ' fill="none"'
    return f"<a:path {size}{fill}>{''.join(made)}</a:path>"


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    command = ""
    given: list[float] = []
    for token in _TOKEN.findall(path):
        if token.isalpha():
            command, given = token, []
        else:
            given.append(float(token))
        if len(given) == _ARGUMENTS.get(command.lower(), 0):
            yield command, given
            # What follows a move without a letter is a line.
            command = {"m": "l", "M": "L"}.get(command, command)
            given = []


def _points(
    kind: str, given: list[float], shift: tuple[float, float], now: tuple[float, float]
) -> tuple[tuple[float, float], ...]:
    if kind == "h":
        return ((given[0] + shift[0], now[1]),)
    if kind == "v":
        return ((now[0], given[0] + shift[1]),)
    pairs = zip(given[::2], given[1::2], strict=True)
    return tuple((x + shift[0], y + shift[1]) for x, y in pairs)


def _arc(
    begin: tuple[float, float],
    end: tuple[float, float],
    radius: float,
    *,
    large: bool,
    turns: bool,
) -> Step:
    # SVG's end points into DrawingML's angles, for circles.
    (x0, y0), (x1, y1) = begin, end
    half = math.hypot(x1 - x0, y1 - y0) / 2
    radius = max(radius, half)
    away = math.sqrt(max(radius * radius - half * half, 0.0))
    side = -1 if large == turns else 1
    angle = math.atan2(y1 - y0, x1 - x0) + side * math.pi / 2
    centre = ((x0 + x1) / 2 + away * math.cos(angle), (y0 + y1) / 2 + away * math.sin(angle))
    start = math.degrees(math.atan2(y0 - centre[1], x0 - centre[0]))
    stop = math.degrees(math.atan2(y1 - centre[1], x1 - centre[0]))
    sweep = (stop - start) % 360 if turns else -((start - stop) % 360)
    return Step("arc", (end,), radius, start, sweep)


def _centre(step: Step) -> tuple[float, float]:
    stop = math.radians(step.start + step.sweep)
    x, y = step.points[0]
    return x - step.radius * math.cos(stop), y - step.radius * math.sin(stop)
