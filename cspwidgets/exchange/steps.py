"""Reads the rows of a task list: their kind and state, whose they are, what they carry along."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cspwidgets.exchange.columns import Columns
from cspwidgets.exchange.people import Parties, read_names, read_side, title_side
from cspwidgets.exchange.quantities import read_percent
from cspwidgets.exchange.states import Evidence, is_flag, is_yes, read_state, word_kind
from cspwidgets.exchange.step import Step
from cspwidgets.exchange.steptimes import TimeReader
from cspwidgets.exchange.table import Line
from cspwidgets.plan.words import ActivityKind, ActivityState, Side

_SHOW_STATE = ("status", "percent", "actual_finish", "actual_start")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReader:
    """Reads the rows of one file.

    Attributes
    ----------
    shares
        Whether "complete" goes from 0 to 1.
    """

    columns: Columns
    times: TimeReader
    parties: Parties
    shares: bool = False

    def read(self, line: Line, title: str) -> Step:
        """What one row says."""
        step = Step(line, title)
        step.values["title"] = title
        step.stage = " ".join(self.columns.words(line, "stage").split())
        step.after_words = self.columns.words(line, "after")
        step.after_name = self.columns.name("after")
        self.times.read(step)
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
        started = self.times.day(step, "actual_start")[1]
        finished = self.times.day(step, "actual_finish", ends=True)[1]
        state = self._read_state(step, is_started=bool(started), is_finished=bool(finished))
        if state is not None:
            step.values["state"] = state
        if self.columns.has("actual_start"):
            step.values["started_on"] = started
        elif state in (ActivityState.DONE, ActivityState.IN_PROGRESS):
            known = [day for day in (step.start, finished) if step.start and day]
            step.values["started_on"] = min(known, default=None)
        if self.columns.has("actual_finish"):
            step.values["finished_on"] = finished
        elif state is ActivityState.DONE:
            step.values["finished_on"] = step.finish
        self.times.pin(step)

    def _read_state(
        self, step: Step, *, is_started: bool, is_finished: bool
    ) -> ActivityState | None:
        words = self.columns.words(step.line, "status")
        percent = None
        try:
            percent = read_percent(self.columns.cell(step.line, "percent"), shares=self.shares)
        except ValueError as error:
            step.not_read(self.columns, "percent", str(error))
        if is_flag(words):
            percent, words = (100.0 if is_yes(words) else percent), ""
        known = Evidence(
            status=words, percent=percent, is_finished=is_finished, is_started=is_started
        )
        otherwise = ActivityState.NOT_STARTED if self.columns.has(*_SHOW_STATE) else None
        try:
            return read_state(known) or otherwise
        except ValueError as error:
            step.not_read(self.columns, "status", str(error))
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
            step.not_read(
                self.columns, "link", f"“{link[:60]}” is no link that begins with https://"
            )
        elif self.columns.has("link"):
            step.values["link"] = link
