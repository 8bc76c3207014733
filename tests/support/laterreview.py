"""The sample review a while later: other figures, wins, rows and words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cspwidgets.reports.document import Cell, Chart, Figures, Items, Picture, Section, Table
from support import reviews

WINS = (Cell(text="Win one", tone="late"), Cell(text="Win two"), Cell(text="Win three"),
        Cell(text="Win four", note="by all depots"))  # fmt: skip


def later(*, worked: Callable[[Table], Table] | None = None) -> tuple[Section, ...]:
    """The sample review a while later: other figures, wins, rows and words."""
    return tuple(
        replace(
            section,
            blocks=tuple(_later(block, worked) for block in section.blocks),
            notes=section.notes and f"{section.notes} Again.",
        )
        for section in reviews.sections()
    )


def _later(block: Any, worked: Callable[[Table], Table] | None) -> Any:
    match block:
        case Figures():
            first, second, *rest = block.items
            return replace(block, items=(first, replace(second, now="19 min"), *rest))
        case Items(id="wins"):
            return replace(block, items=WINS)
        case Table(id="worked"):
            late, *rest = block.rows
            table = replace(block, rows=((*late[:3], Cell(text="late already")), *rest))
            return worked(table) if worked else table
        case Table(id="value"):
            cost, plan, *rest = block.rows
            renewed = (_now(cost, "$9.95"), _now(plan, "19 min"), *rest)
            return replace(block, rows=renewed)
        case Chart(id="cost"):
            series = block.series[0]
            return replace(block, series=(replace(series, values=(*series.values[:2], 9.95)),))
        case Picture():
            return replace(block, svg=block.svg.replace("You are here", "You stand here"))
        case _:
            return block


def _now(row: tuple[Cell, ...], text: str) -> tuple[Cell, ...]:
    return (*row[:3], replace(row[3], text=text), *row[4:])
