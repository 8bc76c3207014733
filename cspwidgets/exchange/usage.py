"""A usage export becomes figures in the plans of its accounts: long, or with a column a month.

A figure is known by its metric and its day. The same export again changes nothing; a newer one
adds and updates, and what was edited here is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.figures import Scale, scale_of
from cspwidgets.exchange.imported import Answers, ImportedUsage, Kept, NotTaken
from cspwidgets.exchange.merge import Said, merged
from cspwidgets.exchange.reading import Reading, in_order, left, open_table
from cspwidgets.exchange.table import Cell, Line, Table, words_of
from cspwidgets.exchange.usageaccounts import UsageAccounts
from cspwidgets.exchange.usagecolumns import UsageColumns, usage_columns
from cspwidgets.exchange.usagewords import USAGE
from cspwidgets.plan.edits import Edit, add_row, set_field
from cspwidgets.plan.model import Plan, UsagePoint
from cspwidgets.plan.slug import new_id

MOST_FIGURES = 6_000
"""The most figures that one plan may hold."""


def import_usage(
    tables: Sequence[Table],
    *,
    existing: Sequence[Plan],
    only: Plan | None = None,
    answers: Answers | None = None,
    said: Mapping[str, Said] | None = None,
) -> ImportedUsage:
    """Read a usage export.

    Parameters
    ----------
    tables
        What `read_tables` gave.
    existing
        The plans that are there. An account is known by its CRM id, else by its name.
    only
        Whose usage it is, where the file has no column that says so.
    answers
        What a person has said about the file.
    said
        By plan: what earlier imports wrote into it, so that edits made here are kept. Without it
        the file wins.

    Raises
    ------
    UnreadableFile
        There is no such sheet or column, or more figures than a plan can hold.
    """
    answers = answers or Answers()
    reading = open_table(
        tables,
        USAGE,
        answers,
        main=() if only else ("account", "source_id"),
        question="Which column holds the customers? (Or say whose usage it all is.)",
        days=("on",),
    )
    made = _Usage(reading, UsageAccounts(existing, only), said)
    made.not_taken += (left(line, "it is the footer of a report") for line in reading.footers)
    if not reading.is_open:
        made.take_all(usage_columns(reading, answers), file=tables[0].file)
    return made.result()


@dataclass(frozen=True, slots=True)
class _Figure:
    line: Line
    column: str
    plan: str
    metric: str
    on: date
    cell: Cell


@dataclass(slots=True)
class _Usage:
    reading: Reading
    accounts: UsageAccounts
    said: Mapping[str, Said] | None
    remarks: list[str] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    edits: dict[str, tuple[Edit, ...]] = field(default_factory=dict)
    kept: dict[str, tuple[Kept, ...]] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)

    def take_all(self, columns: UsageColumns, *, file: str) -> None:
        questions = (*self.reading.questions, *columns.questions)
        self.reading = replace(self.reading, columns=columns.columns, questions=questions)
        self.remarks += columns.remarks
        figures = [one for line in self.reading.rows for one in self._of_row(line, columns)]
        scales = self._scales(figures)
        by_plan: dict[str, dict[tuple[str, date], tuple[float, int]]] = {}
        for figure in figures:
            self._place(figure, scales[figure.metric], by_plan.setdefault(figure.plan, {}))
        for name, points in by_plan.items():
            self._update(self.accounts.plans[name], points, file)

    def result(self) -> ImportedUsage:
        return ImportedUsage(
            updates={name: edits for name, edits in self.edits.items() if edits},
            unchanged=tuple(name for name, edits in self.edits.items() if not edits),
            mapping=self.reading.columns,
            taken=len(self.taken),
            not_taken=in_order(self.not_taken),
            kept={name: kept for name, kept in self.kept.items() if kept},
            questions=self.reading.questions,
            remarks=(*self.reading.remarks(), *self.remarks, *self.accounts.remarks()),
        )

    def _of_row(self, line: Line, columns: UsageColumns) -> list[_Figure]:
        plan, reason = self.accounts.find(columns.columns, line)
        found: list[_Figure] = []
        if plan and not (reason := line.trouble or columns.why_not(line)):
            for name, metric, on, cell in columns.figures(line):
                if isinstance(on, str):
                    self.not_taken.append(
                        NotTaken(line=line.number, reason=on, cells=(words_of(cell),), column=name)
                    )
                else:
                    found.append(_Figure(line, name, plan, metric, on, cell))
            reason = "" if found else "it has no figures"
        if reason:
            self.not_taken.append(left(line, reason))
        return found

    def _scales(self, figures: Sequence[_Figure]) -> dict[str, Scale]:
        cells: dict[str, list[Cell]] = {}
        for figure in figures:
            cells.setdefault(figure.metric, []).append(figure.cell)
        scales = {metric: scale_of(metric, found) for metric, found in cells.items()}
        if shares := [metric for metric, scale in scales.items() if scale.is_share]:
            self.remarks.append(f"Kept as shares from 0 to 1: {', '.join(shares[:5])}.")
        return scales

    def _place(
        self, figure: _Figure, scale: Scale, points: dict[tuple[str, date], tuple[float, int]]
    ) -> None:
        key = (figure.metric, figure.on)
        try:
            value = scale.read(figure.cell)
        except ValueError as error:
            self._leave(figure, str(error))
            return
        if value is None:
            return
        if key in points:
            known, number = points[key]
            same = "the same figure stands" if known == value else f"another figure ({known:g})"
            self._leave(figure, f"{same} in line {number}" + ("" if known == value else " is it"))
            return
        points[key] = (value, figure.line.number)
        self.taken.add(figure.line.number)

    def _leave(self, figure: _Figure, reason: str) -> None:
        self.not_taken.append(
            NotTaken(
                line=figure.line.number,
                reason=reason,
                cells=(words_of(figure.cell),),
                column=figure.column,
            )
        )

    def _update(
        self, plan: Plan, points: Mapping[tuple[str, date], tuple[float, int]], file: str
    ) -> None:
        here = {(row.metric, row.on): row for row in plan.usage}
        if len(here.keys() | points.keys()) > MOST_FIGURES:
            raise UnreadableFile(
                f"{plan.account.name} would have more than {MOST_FIGURES:,} usage figures. "
                "Export them by week or by month.",
                file=file,
            )
        told = None if self.said is None else self.said.get(plan.id, Said({}))
        taken = {row.id for row in plan.usage}
        edits: list[Edit] = []
        kept: list[Kept] = []
        for (metric, on), (value, _) in points.items():
            row = here.get((metric, on))
            if row is None:
                name = new_id(f"{metric[:40]} {on.isoformat()}", "usage", taken=taken)
                taken.add(name)
                point = UsagePoint(id=name, metric=metric, on=on, value=value)
                edits.append(add_row("usage", point))
                continue
            changed, held = merged("usage", row, {"value": value}, told)
            kept += held
            edits += _set(plan, row, changed)
        self.edits[plan.id], self.kept[plan.id] = tuple(edits), tuple(kept)


def _set(plan: Plan, row: UsagePoint, changed: Any) -> list[Edit]:
    if changed == row:
        return []
    return [set_field(plan, "usage", row.id, "value", changed.value)]
