"""Where the figures of a usage export stand: in one column, in several, or in one a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from cspwidgets.exchange.columns import Column, Columns
from cspwidgets.exchange.dates import DayOrder, settle
from cspwidgets.exchange.figures import are_figures
from cspwidgets.exchange.imported import Answers, Question
from cspwidgets.exchange.periods import month_end, read_period
from cspwidgets.exchange.reading import Reading
from cspwidgets.exchange.table import Cell, Line, is_nothing, words_of
from cspwidgets.exchange.usagewords import FIGURE, METRICS, PERIOD, metric_of
from cspwidgets.exchange.vocabulary import UNKNOWN
from cspwidgets.plan.measures import FEATURE

USAGE_METRIC = "usage"
"""What is counted where nothing says it."""

_MONTHLY = re.compile(r"month|monat", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageColumns:
    """The columns of a usage export, and how a row's figures are found in them.

    Attributes
    ----------
    metric
        What is counted, as a person has said it.
    periods
        The day of each column whose name is a time.
    in_months
        Whether days in the column of days stand for months.
    """

    columns: Columns
    order: DayOrder
    metric: str
    periods: dict[str, date | str]
    in_months: bool
    remarks: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    def why_not(self, line: Line) -> str:
        """Why a row cannot be taken; empty when it can."""
        try:
            day = self._day(line)
        except ValueError as error:
            return str(error)
        if day is None and any(column.field not in _BESIDE for column in self.columns.columns):
            return "" if self.periods else "it has no day"
        return ""

    def figures(self, line: Line) -> Iterator[tuple[str, str, date | str, Cell]]:
        """Column, metric, day and cell of each figure of a row; words for a day are a reason."""
        day = self._day(line)
        for column, cell in zip(self.columns.columns, line.cells, strict=False):
            if column.field in _BESIDE or is_nothing(words_of(cell)):
                continue
            on = self.periods.get(column.name, day) if column.field == PERIOD else day
            if on is not None:
                yield column.name, self._metric(line, column), on, cell

    def _day(self, line: Line) -> date | None:
        if self.columns.has("year"):
            year = self.columns.words(line, "year")
            month = self.columns.words(line, "month") or self.columns.words(line, "on")
            if re.fullmatch(r"(19|20)\d\d", year) and re.fullmatch(r"0?[1-9]|1[0-2]|", month):
                return month_end(int(year), int(month or 12))
            return read_period(f"{month} {year}", self.order)
        return read_period(self.columns.cell(line, "on"), self.order, in_months=self.in_months)

    def _metric(self, line: Line, column: Column) -> str:
        counted = metric_of(self.columns.words(line, "metric"))
        is_plain = column.field in ("value", PERIOD)
        name = self.metric if column.field == PERIOD else metric_of(column.name)
        if feature := " ".join(self.columns.words(line, "feature").split()):
            is_people = is_plain or column.field in METRICS
            return FEATURE + feature if is_people else f"{feature}: {name}"
        if counted:
            return counted if is_plain else f"{counted}: {name}"
        return self.metric if is_plain and self.metric != USAGE_METRIC else name


_BESIDE = {
    "account", "source_id", "on", "year", "month", "metric", "feature", UNKNOWN, "-",
}  # fmt: skip


def usage_columns(reading: Reading, answers: Answers) -> UsageColumns:
    """Find where the figures stand."""
    columns = _with_figures(reading, answers)
    order = reading.order
    named = {one.name: [one.name] for one in columns.columns if one.field == PERIOD}
    if named:
        order = settle(named, day_first=answers.day_first)
    remarks = []
    in_months = bool(_MONTHLY.search(columns.name("on"))) and _are_firsts(reading, columns, order)
    periods = _periods(named, order)
    if named or columns.has("year") or in_months:
        remarks.append("What was counted in a month or year has its last day.")
    return UsageColumns(
        columns=columns,
        order=order,
        metric=metric_of(answers.metric) if answers.metric else USAGE_METRIC,
        questions=_questions(columns, answers) if named else (),
        periods=periods,
        in_months=in_months,
        remarks=tuple(remarks),
    )


def _questions(columns: Columns, answers: Answers) -> tuple[Question, ...]:
    if answers.metric or columns.has("metric", "feature"):
        return ()
    sentence = f"What is counted? Nothing says it, so it is called “{USAGE_METRIC}”."
    return (Question(about="metric", sentence=sentence),)


# A column that nobody knows holds figures where all that stands in it are figures. In a list
# with one column for figures, other numbers are something else.
def _with_figures(reading: Reading, answers: Answers) -> Columns:
    columns = reading.columns
    if columns.has("value") and columns.has("metric", "feature"):
        return columns
    found = []
    for place, column in enumerate(columns.columns):
        if column.field == UNKNOWN and column.name not in answers.columns:
            cells = [line.cells[place] for line in reading.rows if place < len(line.cells)]
            if are_figures(cells):
                meaning = f"usage: {metric_of(column.name)}"
                found.append(Column(column.name, FIGURE, meaning))
                continue
        found.append(column)
    return replace(columns, columns=tuple(found))


def _are_firsts(reading: Reading, columns: Columns, order: DayOrder) -> bool:
    days = set()
    for line in reading.rows:
        try:
            days.add(read_period(columns.cell(line, "on"), order))
        except ValueError:
            continue
    days.discard(None)
    return bool(days) and all(day.day == 1 for day in days if day)


def _periods(named: dict[str, list[str]], order: DayOrder) -> dict[str, date | str]:
    found: dict[str, date | str] = {}
    for name in named:
        try:
            found[name] = read_period(name, order) or "it has no day"
        except ValueError as error:
            found[name] = str(error)
    days = [day for day in found.values() if isinstance(day, date)]
    if len(days) > 1 and len(days) == len(found) and all(day.day == 1 for day in days):
        return {name: month_end(day.year, day.month) for name, day in zip(found, days, strict=True)}
    return found
