"""The usage of a plan by metric and day, so that the figure of any day is found at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from cspwidgets.plan.model import Plan


class Usage:
    """The usage figures of a plan.

    Of two figures of one metric on one day, the one that stands later in the plan counts.
    """

    def __init__(self, plan: Plan) -> None:
        found: dict[str, dict[date, float]] = {}
        for row in plan.usage:
            found.setdefault(row.metric, {})[row.on] = row.value
        self._series = {metric: _Series(values) for metric, values in found.items()}
        self._days = sorted({day for values in found.values() for day in values})

    def newest(self, metric: str, on: date, since: date = date.min) -> float | None:
        """The newest value of a metric from `since` to `on`; None when there is none."""
        newest_on = self.newest_on(metric, on)
        if newest_on is None or newest_on < since:
            return None
        series = self._series[metric]
        return series.values[bisect_left(series.days, newest_on)]

    def newest_on(self, metric: str, on: date) -> date | None:
        """The day of the newest figure of a metric up to a day."""
        series = self._series.get(metric)
        place = bisect_right(series.days, on) - 1 if series else -1
        return series.days[place] if series and place >= 0 else None

    def between(self, metric: str, since: date, on: date) -> Sequence[float]:
        """The values of a metric after `since`, up to `on`."""
        series = self._series.get(metric)
        if series is None:
            return ()
        return series.values[bisect_right(series.days, since) : bisect_right(series.days, on)]

    def days(self, on: date) -> list[date]:
        """Every day up to `on` of which anything is known, in order."""
        return self._days[: bisect_right(self._days, on)]


class _Series:
    __slots__ = ("days", "values")

    def __init__(self, values: dict[date, float]) -> None:
        self.days = sorted(values)
        self.values = [values[day] for day in self.days]
