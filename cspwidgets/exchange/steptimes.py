"""When a step is planned, as a row says it: days, weeks, lengths, or "after" something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from cspwidgets.exchange.columns import Columns
from cspwidgets.exchange.dates import DayOrder, Week, read_day
from cspwidgets.exchange.quantities import DAYS_A_WEEK, read_length, unit_of
from cspwidgets.exchange.step import Step
from cspwidgets.exchange.table import Cell
from cspwidgets.journey.calendar import Calendar

_AFTER = re.compile(r"after\s+(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReader:
    """Reads the times of the rows of one file.

    Attributes
    ----------
    week_one
        The first day of week 1, where it is known.
    """

    columns: Columns
    order: DayOrder
    calendar: Calendar
    week_one: date | None = None

    def read(self, step: Step) -> None:
        """Read when a step is planned: its start, its last day, its length, its promise."""
        start, step.start = self.day(step, "start")
        finish, step.finish = self.day(step, "finish", ends=True)
        step.weeks = (start, finish or start)
        promised = self.day(step, "promised", ends=True)[1]
        if promised:
            step.values["promised_on"] = promised
        self._length(step)
        if step.start and step.finish and step.finish < step.start:
            step.not_read(self.columns, "start", "it starts after it is due")
            step.start = None

    def day(self, step: Step, name: str, *, ends: bool = False) -> tuple[Week | None, date | None]:
        """A day, or a week and the day it stands for: its last one where something `ends`."""
        cell = self.columns.cell(step.line, name)
        words = self.columns.words(step.line, name)
        if name == "start" and (waits := _AFTER.fullmatch(words)):
            step.after_words, step.after_name = ";".join(waits[1].split()), self.columns.name(name)
            return None, None
        try:
            day = read_day(cell, self.order, in_weeks=self._counts_weeks(name))
        except ValueError as error:
            if not (ends and self._is_length(step, cell)):
                step.not_read(self.columns, name, str(error))
            return None, None
        if not isinstance(day, Week):
            return None, day
        found = self._week_day(day, ends=ends)
        if found is None:
            step.kept_words.append(f"{self.columns.name(name)}: {words}")
        return day, found

    def _counts_weeks(self, name: str) -> bool:
        return bool(re.search(r"week|woche|\bkw\b", self.columns.name(name), re.IGNORECASE))

    # Mermaid writes an end as a length: "8w".
    def _is_length(self, step: Step, cell: Cell) -> bool:
        try:
            step.values["days"] = read_length(cell, unit="no unit")
        except ValueError:
            return False
        return True

    def _week_day(self, week: Week, *, ends: bool) -> date | None:
        number = week.last if ends else week.number
        try:
            if week.year is not None:
                monday = date.fromisocalendar(week.year, number, 1)
            elif self.week_one is None:
                return None
            elif week.of_calendar:
                monday = _next_calendar_week(self.week_one, number)
            else:
                monday = self.week_one + timedelta(weeks=number - 1)
        except (ValueError, OverflowError):
            return None
        first = self.calendar.index(monday)
        return self.calendar.at(first + (DAYS_A_WEEK - 1 if ends else 0))

    def _length(self, step: Step) -> None:
        if self.columns.has("length"):
            unit = unit_of(self.columns.name("length"))
            try:
                days = read_length(self.columns.cell(step.line, "length"), unit=unit)
                step.values.setdefault("days", days)
            except ValueError as error:
                step.not_read(self.columns, "length", str(error))
        days = step.values.get("days")
        if days is None and step.start and step.finish and step.start <= step.finish:
            after = step.finish + timedelta(days=1)
            step.values["days"] = float(self.calendar.between(step.start, after))
        first, last = step.weeks
        if step.values.get("days") is None and first and last and last.last >= first.number:
            step.values["days"] = float(DAYS_A_WEEK * (last.last - first.number + 1))

    def pin(self, step: Step) -> None:
        """Pin the last day of a step; its start alone pins it when the length is known."""
        days = step.values.get("days")
        if step.finish is None and step.start is not None and days:
            last = self.calendar.index(step.start) + ceil(days) - 1
            step.finish = self.calendar.at(last)
        if step.finish is not None:
            step.values["due_on"] = step.finish
        elif self.columns.has("finish"):
            step.values["due_on"] = None
        if step.start is not None and step.finish is None:
            step.kept_words.append(f"{self.columns.name('start')}: {step.start.isoformat()}")


def _next_calendar_week(start: date, number: int) -> date:
    year = start.isocalendar().year
    monday = date.fromisocalendar(year, number, 1)
    if monday + timedelta(days=6) >= start:
        return monday
    return date.fromisocalendar(year + 1, number, 1)
