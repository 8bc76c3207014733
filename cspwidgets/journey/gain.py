"""How far an outcome has moved, and how far it should have moved by a day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from cspwidgets.plan.model import Outcome
from cspwidgets.plan.words import Direction

TOLERANCE_SHARE = 0.05
"""The tolerance of "keep" where the outcome names none: this share of the target's size."""


def gain(outcome: Outcome, value: float) -> float | None:
    """The share of the way to the target that `value` has come, unclamped.

    Returns
    -------
    float or None
        0 at the baseline, 1 at the target, negative for a regress, above 1 beyond the target.
        None when the target (or, but for "keep", the baseline) is not known.

    Notes
    -----
    g = (value - baseline) / (target - baseline). For "keep" g = 1 within the tolerance and falls
    on a straight line through 0 at twice the tolerance. A target equal to the baseline asks to
    hold it: g is then that of "keep", counting only what was lost against the direction, so that
    nothing is ever divided by zero. (Domain, "Outcome gain".)

    Examples
    --------
    >>> seats = Outcome(id="seats", name="Dispatchers active weekly", baseline=0, target=85)
    >>> gain(seats, 34)
    0.4
    """
    target = outcome.target
    if target is None:
        return None
    if outcome.direction is Direction.KEEP:
        return _held(outcome, target, abs(value - target))
    if outcome.baseline is None:
        return None
    if target == outcome.baseline:
        lost = value - target if outcome.direction is Direction.LOWER else target - value
        return _held(outcome, target, max(lost, 0.0))
    return (value - outcome.baseline) / (target - outcome.baseline)


def movement(outcome: Outcome, value: float) -> float:
    """How far `value` is from the baseline, in the metric's unit, positive when it is better.

    This is (target - baseline) x g of the domain, signed by the direction. It is 0 where the
    target asks for no movement or the baseline is not known; for "keep" it is the size of the
    movement that was asked for, times g.
    """
    if outcome.baseline is None or outcome.target in (None, outcome.baseline):
        return 0.0
    if outcome.direction is Direction.KEEP:
        return abs(outcome.target - outcome.baseline) * (gain(outcome, value) or 0.0)
    moved = value - outcome.baseline
    return -moved if outcome.direction is Direction.LOWER else moved


def expected_value(outcome: Outcome, start_on: date | None, on: date) -> float | None:
    """The value that the outcome should have by `on`; None where nothing says so.

    It is today's point on the outcome's own curve, else on the straight line from the baseline at
    the plan's start to the target at the outcome's date; never the final target before that day.
    What is to be kept is expected from the first day. Without a start there is no line, so nothing
    is expected before the outcome's date (or the first point of its curve).
    """
    if outcome.target is None:
        return None
    if is_held(outcome):
        return outcome.target
    if outcome.baseline is None:
        return None
    knots = sorted(outcome.curve)
    if start_on is not None and (not knots or start_on < knots[0][0]):
        knots.insert(0, (start_on, outcome.baseline))
    if outcome.by is not None and (not knots or knots[-1][0] < outcome.by or not outcome.curve):
        knots.append((outcome.by, outcome.target))
    return _point(knots, on) if outcome.curve or outcome.by is not None else None


def expected_gain(outcome: Outcome, expected: float | None) -> float | None:
    """The gain that an expected value stands for; 1 from the first day for what is to be kept."""
    if expected is None:
        return None
    return 1.0 if is_held(outcome) else gain(outcome, expected)


def is_held(outcome: Outcome) -> bool:
    """Whether an outcome is to stay where it is: by its direction, or its goal is its start."""
    return outcome.direction is Direction.KEEP or outcome.target == outcome.baseline


def _held(outcome: Outcome, target: float, distance: float) -> float:
    tolerance = outcome.tolerance
    if tolerance is None:
        tolerance = TOLERANCE_SHARE * abs(target)
    if tolerance <= 0:
        return 1.0 if distance == 0 else 0.0
    return min(1.0, 2.0 - distance / tolerance)


def _point(knots: list[tuple[date, float]], on: date) -> float | None:
    day, value = knots[-1]
    if on >= day:
        return value
    for (before, low), (after, high) in pairwise(knots):
        if before <= on < after:
            share = (on - before).days / (after - before).days
            return low + share * (high - low)
    return None
