"""The tables of a plan, as people see them in a spreadsheet.

What is written here is read back exactly (`ownrows.py`): the column `Workbook ID` marks it. The
planned days are derived, so they are shown and never read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from cspwidgets.exchange.ownrows import show_promises
from cspwidgets.journey.schedule import Schedule
from cspwidgets.plan.measures import measure_label
from cspwidgets.plan.model import Activity, Plan, Stage

Value = str | float | date | None
"""What a cell of an export holds."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, the names of its columns with their widths, and its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Value, ...], ...]


def sheets(plan: Plan, schedule: Schedule | None = None) -> tuple[Sheet, ...]:
    """The tables of a plan, in the order of a workbook."""
    names = {outcome.id: outcome.name for outcome in plan.outcomes}
    return (
        activities_sheet(plan, schedule),
        Sheet(
            "Stages",
            (
                ("Stage ID", 18),
                ("Stage", 28),
                ("Weeks", 8),
                ("Exit criterion", 44),
                ("Exit measure", 30),
                ("Exit goal", 10),
                ("Advice", 44),
            ),
            tuple(_stage_row(plan, stage) for stage in plan.stages),
        ),
        Sheet("Outcomes", _OUTCOME_COLUMNS, tuple(_outcome_rows(plan))),
        Sheet(
            "Measurements",
            (("Outcome", 32), ("On", 12), ("Value", 12), ("Source", 32)),
            tuple(
                (names.get(m.outcome, m.outcome), m.on, m.value, m.source)
                for m in plan.measurements
            ),
        ),
        Sheet(
            "People",
            (("Name", 26), ("Side", 12), ("Role", 20), ("Title", 26), ("E-mail", 32)),
            tuple((p.name, _word(p.side), _word(p.role), p.title, p.email) for p in plan.people),
        ),
    )


def _stage_row(plan: Plan, stage: Stage) -> tuple[Value, ...]:
    measure = stage.exit_measure and measure_label(plan, stage.exit_measure)
    goal = stage.exit_goal_share
    return (
        *(stage.id, stage.name, stage.weeks, stage.exit_criterion),
        *(measure, goal, stage.advice),
    )


def activities_sheet(plan: Plan, schedule: Schedule | None = None) -> Sheet:
    """The activities, one row each, with every field."""
    return Sheet(
        "Activities",
        tuple((name, width) for name, width, _ in _COLUMNS),
        tuple(
            tuple(read(_Shown(plan, activity, schedule)) for _, _, read in _COLUMNS)
            for activity in plan.activities
        ),
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    plan: Plan
    activity: Activity
    schedule: Schedule | None

    def stage(self) -> str:
        names = {stage.id: stage.name for stage in self.plan.stages}
        return names.get(self.activity.stage, self.activity.stage)

    # A name that two people have would be read back as words, so their id is written.
    def owner(self) -> str:
        names = [person.name for person in self.plan.people]
        for person in self.plan.people:
            if person.id == self.activity.owner and names.count(person.name) == 1:
                return person.name
        return self.activity.owner

    def planned(self, which: str) -> date | None:
        slot = self.schedule.slots.get(self.activity.id) if self.schedule else None
        day: date | None = getattr(slot, which, None)
        return day


def _field(name: str) -> Callable[[_Shown], Value]:
    def read(shown: _Shown) -> Value:
        value: Any = getattr(shown.activity, name)
        if isinstance(value, StrEnum):
            return _word(value)
        return "; ".join(value) if isinstance(value, tuple) else value

    return read


_COLUMNS: tuple[tuple[str, int, Callable[[_Shown], Value]], ...] = (
    ("Stage", 22, _Shown.stage),
    ("Activity", 44, _field("title")),
    ("Side", 12, _field("side")),
    ("Owner", 22, _Shown.owner),
    ("Status", 13, _field("state")),
    ("Days", 8, _field("days")),
    ("Starts (planned)", 14, lambda shown: shown.planned("starts_on")),
    ("Due (planned)", 14, lambda shown: shown.planned("finish_on")),
    ("Due", 12, _field("due_on")),
    ("Started", 12, _field("started_on")),
    ("Finished", 12, _field("finished_on")),
    ("Promised", 12, _field("promised_on")),
    ("After", 26, _field("after")),
    ("Serves", 22, _field("serves")),
    ("Waiting on", 18, _field("waiting_on")),
    ("Notes", 40, _field("notes")),
    ("Advice", 40, _field("advice")),
    ("Link", 26, _field("link")),
    ("Kind", 11, _field("kind")),
    ("Broken promises", 26, lambda shown: show_promises(shown.activity.broken_promises)),
    ("Visibility", 11, _field("visibility")),
    ("Source ID", 16, _field("source_id")),
    ("Stage ID", 18, _field("stage")),
    ("Workbook ID", 22, _field("id")),
)

_OUTCOME_COLUMNS = (
    ("Outcome ID", 18),
    ("Outcome", 36),
    ("Unit", 12),
    ("Direction", 11),
    ("Baseline", 12),
    ("Target", 12),
    ("By", 12),
    ("Newest value", 13),
    ("Measured on", 13),
    ("Weight", 9),
    ("Must have", 11),
    ("Evidence", 10),
    ("Signed by", 20),
)


def _outcome_rows(plan: Plan) -> Iterator[tuple[Value, ...]]:
    for one in plan.outcomes:
        measured = [m for m in plan.measurements if m.outcome == one.id]
        newest = max(measured, key=lambda m: m.on, default=None)
        yield (
            one.id,
            one.name,
            one.unit,
            _word(one.direction),
            one.baseline,
            one.target,
            one.by,
            newest.value if newest else None,
            newest.on if newest else None,
            one.weight,
            "yes" if one.must_have else "no",
            _word(one.evidence),
            one.signed_by,
        )


def _word(word: StrEnum | None) -> str:
    return "" if word is None else word.value.replace("_", " ")
