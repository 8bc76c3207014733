"""One row of a task list, read: what it says of an activity, field by field, and what it does not.

A row says something of a field only when the file has a column for it. What cannot be held (a
start that the schedule derives, a lag, an unknown column) stays in the notes, in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import ceil
from typing import Any

from cspwidgets.exchange.columns import Columns
from cspwidgets.exchange.dates import DayOrder, Week, read_day
from cspwidgets.exchange.people import Parties, read_names, read_side, title_side
from cspwidgets.exchange.quantities import DAYS_A_WEEK, read_length, read_percent, unit_of
from cspwidgets.exchange.states import Evidence, is_flag, is_yes, read_state, word_kind
from cspwidgets.exchange.table import Cell, Line
from cspwidgets.journey.calendar import Calendar
from cspwidgets.plan.words import ActivityKind, ActivityState, Side

_SHOW_STATE = ("status", "percent", "actual_finish", "actual_start")
_AFTER = re.compile(r"after\s+(.+)", re.IGNORECASE)


@dataclass(slots=True)
class Step:
    """What a row says.

    Attributes
    ----------
    own_id
        The activity's id in the plan, where the row is from one of our own exports.
    values
        Fields of an activity that the file speaks of, with what it says.
    guessed
        Fields that the row only suggests; they count for a new activity.
    after_words, after_name
        What it waits for, as it stands in the file, and the column in which it stands.
    kept_words
        Lines for the notes: what the fields cannot hold.
    unread
        Cells that were not understood: column, words, reason.
    """

    line: Line
    title: str
    own_id: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    guessed: dict[str, Any] = field(default_factory=dict)
    stage: str = ""
    after_words: str = ""
    after_name: str = ""
    kept_words: list[str] = field(default_factory=list)
    unread: list[tuple[str, str, str]] = field(default_factory=list)
    start: date | None = None
    finish: date | None = None
    weeks: tuple[Week | None, Week | None] = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReader:
    """Reads the rows of one file.

    Attributes
    ----------
    week_one
        The first day of week 1, where it is known.
    shares
        Whether "complete" goes from 0 to 1.
    """

    columns: Columns
    order: DayOrder
    parties: Parties
    calendar: Calendar
    week_one: date | None = None
    shares: bool = False

    def read(self, line: Line, title: str) -> Step:
        """What one row says."""
        step = Step(line, title)
        step.values["title"] = title
        step.stage = " ".join(self.columns.words(line, "stage").split())
        step.after_words = self.columns.words(line, "after")
        step.after_name = self.columns.name("after")
        self._days(step)
        self._length(step)
        self._kind(step)
        self._state(step)
        self._owner(step)
        self._link(step)
        for name in ("advice", "waiting_on"):
            if self.columns.has(name):
                step.values[name] = self.columns.words(line, name)
        step.kept_words += (f"{name}: {words}" for name, words in self.columns.unknown(line))
        return step

    def notes(self, step: Step) -> str:
        """The notes of a step: its own, then what no field could hold."""
        written = self.columns.words(step.line, "notes")
        return "\n".join([*([written] if written else []), *step.kept_words])

    def _days(self, step: Step) -> None:
        start, step.start = self._day(step, "start")
        finish, step.finish = self._day(step, "finish", ends=True)
        step.weeks = (start, finish or start)
        promised = self._day(step, "promised", ends=True)[1]
        if promised:
            step.values["promised_on"] = promised

    # A day, or a week and the day it stands for: its first one for a start, else its last.
    def _day(self, step: Step, name: str, *, ends: bool = False) -> tuple[Week | None, date | None]:
        cell = self.columns.cell(step.line, name)
        words = self.columns.words(step.line, name)
        if name == "start" and (waits := _AFTER.fullmatch(words)):
            step.after_words, step.after_name = ";".join(waits[1].split()), self.columns.name(name)
            return None, None
        try:
            day = read_day(cell, self.order, in_weeks=self._counts_weeks(name))
        except ValueError as error:
            if not (ends and self._is_length(step, cell)):
                self._unread(step, name, str(error))
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
                self._unread(step, "length", str(error))
        if step.values.get("days") is None and step.start and step.finish:
            days = self.calendar.between(step.start, step.finish + timedelta(days=1))
            step.values["days"] = float(max(days, 0))
        first, last = step.weeks
        if step.values.get("days") is None and first and last and last.last >= first.number:
            step.values["days"] = float(DAYS_A_WEEK * (last.last - first.number + 1))

    def _kind(self, step: Step) -> None:
        words = self.columns.words(step.line, "kind")
        kind = word_kind(words)
        if words and kind is None:
            step.kept_words.append(f"{self.columns.name('kind')}: {words}")
        if is_yes(self.columns.words(step.line, "milestone")):
            kind = ActivityKind.MILESTONE
        if word_kind(self.columns.words(step.line, "status")) is ActivityKind.CADENCE:
            kind = ActivityKind.CADENCE
        days = step.values.get("days")
        if days == 0 and kind is None and self.columns.has("length"):
            kind = ActivityKind.MILESTONE
        if kind is ActivityKind.MILESTONE and days is not None and days > 1:
            step.kept_words.append(f"Milestone: {days:g} days long, so taken as a step")
            kind = ActivityKind.STEP
        if kind is ActivityKind.MILESTONE:
            step.values["days"] = 0.0
            step.finish = step.finish or step.start
        if kind is not None:
            step.values["kind"] = kind

    def _state(self, step: Step) -> None:
        started = self._day(step, "actual_start")[1]
        finished = self._day(step, "actual_finish", ends=True)[1]
        state = self._read_state(step, is_started=bool(started), is_finished=bool(finished))
        if state is not None:
            step.values["state"] = state
        if self.columns.has("actual_start"):
            step.values["started_on"] = started
        elif state in (ActivityState.DONE, ActivityState.IN_PROGRESS):
            step.values["started_on"] = step.start
        if self.columns.has("actual_finish"):
            step.values["finished_on"] = finished
        elif state is ActivityState.DONE:
            step.values["finished_on"] = step.finish
        self._pin(step)

    # `due_on` pins the last day. A start alone pins it when the length is known.
    def _pin(self, step: Step) -> None:
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

    def _read_state(
        self, step: Step, *, is_started: bool, is_finished: bool
    ) -> ActivityState | None:
        words = self.columns.words(step.line, "status")
        percent = None
        try:
            percent = read_percent(self.columns.cell(step.line, "percent"), shares=self.shares)
        except ValueError as error:
            self._unread(step, "percent", str(error))
        if is_flag(words):
            percent, words = (100.0 if is_yes(words) else percent), ""
        known = Evidence(
            status=words, percent=percent, is_finished=is_finished, is_started=is_started
        )
        otherwise = ActivityState.NOT_STARTED if self.columns.has(*_SHOW_STATE) else None
        try:
            return read_state(known) or otherwise
        except ValueError as error:
            self._unread(step, "status", str(error))
            return read_state(replace(known, status="")) or otherwise

    def _owner(self, step: Step) -> None:
        told = self.columns.words(step.line, "side")
        side = read_side(told)
        if told and side is None:
            step.kept_words.append(f"{self.columns.name('side')}: {told}")
        names = read_names(
            self.columns.words(step.line, "owner"), self.columns.words(step.line, "email")
        )
        owner, shown = self.parties.owner(names, side=side)
        if self.columns.has("owner", "email"):
            step.values["owner"] = owner
        if len(names) > 1:
            with_ = ", ".join(one.name or one.email for one in names[1:])
            step.kept_words.append(f"With: {with_}")
        if side is not None:
            step.values["side"] = side
        elif guess := shown or title_side(step.title):
            step.guessed["side"] = guess
        else:
            step.guessed["side"] = Side.BOTH

    # A link is shown to customers: only those that a browser opens as pages are taken.
    def _link(self, step: Step) -> None:
        link = self.columns.words(step.line, "link")
        if link and not re.fullmatch(r"(?:https?://|mailto:)\S+", link, re.IGNORECASE):
            self._unread(step, "link", f"“{link[:60]}” is no link that begins with https://")
        elif self.columns.has("link"):
            step.values["link"] = link

    def _unread(self, step: Step, name: str, reason: str) -> None:
        words = self.columns.words(step.line, name)
        step.unread.append((self.columns.name(name), words, reason))
        step.kept_words.append(f"{self.columns.name(name)}: {words}")


def _next_calendar_week(start: date, number: int) -> date:
    year = start.isocalendar().year
    monday = date.fromisocalendar(year, number, 1)
    if monday + timedelta(days=6) >= start:
        return monday
    return date.fromisocalendar(year + 1, number, 1)
