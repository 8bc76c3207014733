"""Which rows of a task list are headings over others: by outline level, WBS or indented titles.

A heading ("summary task") is no work of its own, its dates and lengths are those of what stands
under it. So it becomes a stage, or nothing; what waits for it waits for what stands under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_WBS = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineRow:
    """What a row says of its place: its level, its WBS code, its indent, its days."""

    level: str = ""
    wbs: str = ""
    indent: int = 0
    is_summary: bool = False
    start: date | None = None
    finish: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The tree of the rows: each row's parent, which rows are headings, each row's stage."""

    parents: tuple[int | None, ...]
    headings: frozenset[int]
    stages: tuple[int | None, ...]

    def work_under(self, heading: int) -> tuple[int, ...]:
        """The rows of work that stand under a heading, at any depth."""
        return tuple(
            row
            for row in range(len(self.parents))
            if row not in self.headings and heading in self._above(row)
        )

    def _above(self, row: int) -> list[int]:
        chain = []
        parent = self.parents[row]
        while parent is not None:
            chain.append(parent)
            parent = self.parents[parent]
        return chain


def read_outline(rows: Sequence[OutlineRow]) -> Outline:
    """Find the headings and what stands under each.

    Examples
    --------
    >>> tree = read_outline([OutlineRow(wbs="1"), OutlineRow(wbs="1.1"), OutlineRow(wbs="2")])
    >>> tree.parents, sorted(tree.headings), tree.stages
    ((None, 0, None), [0], (None, 0, 0))
    """
    by_level = _levels(rows)
    parents = _by_wbs(rows) if by_level is None else _by_level(by_level)
    children: dict[int, list[int]] = {}
    for row, parent in enumerate(parents):
        if parent is not None:
            children.setdefault(parent, []).append(row)
    headings = {
        row for row, under in children.items() if by_level is not None or _spans(rows, row, under)
    }
    headings |= {row for row, one in enumerate(rows) if one.is_summary}
    return Outline(
        parents=tuple(parents),
        headings=frozenset(headings),
        stages=_stages(parents, headings),
    )


def _levels(rows: Sequence[OutlineRow]) -> list[int] | None:
    levels: list[int] = []
    heading = 0
    for row in rows:
        if re.fullmatch(r"\d{1,2}", row.level):
            heading = int(row.level)
            levels.append(heading)
        else:
            levels.append(heading + 1)  # where only headings have a level
    if any(row.level for row in rows) and len(set(levels)) > 1:
        return levels
    indents = [row.indent for row in rows]
    return indents if len(set(indents)) > 1 else None


def _by_level(levels: list[int]) -> list[int | None]:
    parents: list[int | None] = []
    open_: list[int] = []
    for row, level in enumerate(levels):
        while open_ and levels[open_[-1]] >= level:
            open_.pop()
        parents.append(open_[-1] if open_ else None)
        open_.append(row)
    return parents


def _by_wbs(rows: Sequence[OutlineRow]) -> list[int | None]:
    codes: dict[str, int] = {}
    for number, row in enumerate(rows):
        if _WBS.fullmatch(row.wbs):
            codes.setdefault(_without_zero(row.wbs), number)
    parents: list[int | None] = []
    for number, row in enumerate(rows):
        parent = None
        code = _without_zero(row.wbs) if _WBS.fullmatch(row.wbs) else ""
        while parent is None and "." in code:
            code = code.rpartition(".")[0]
            parent = codes.get(code)
        parents.append(None if parent == number else parent)
    return parents


# "2.0" heads "2.1" and "2.2".
def _without_zero(code: str) -> str:
    return re.sub(r"(\.0+)+$", "", code)


# A step may have sub-steps of its own; a heading lasts from the first to the last of them.
def _spans(rows: Sequence[OutlineRow], heading: int, under: list[int]) -> bool:
    above = rows[heading]
    starts = [rows[row].start for row in under]
    finishes = [rows[row].finish for row in under]
    for mine, theirs, is_early in ((above.start, starts, True), (above.finish, finishes, False)):
        known = [day for day in theirs if day is not None]
        if mine is None or not known:
            continue
        if (mine > min(known)) if is_early else (mine < max(known)):
            return False
    return True


# The stage of a row is the highest heading over it, but for one that is over everything. A row
# that stands beside the headings belongs to the one before it.
def _stages(parents: list[int | None], headings: set[int]) -> tuple[int | None, ...]:
    chains: list[tuple[int, ...]] = []
    for row, parent in enumerate(parents):
        above = chains[parent] if parent is not None and parent < row else ()
        chains.append((*above, row) if row in headings else above)
    roots = {chain[0] if chain else None for chain in chains}
    deeper = [len(chain) > 1 for row, chain in enumerate(chains) if row not in headings]
    skip = 1 if len(roots) == 1 and 2 * sum(deeper) > len(deeper) else 0
    found = [chain[skip] if len(chain) > skip else None for chain in chains]
    first = next((stage for stage in found if stage is not None), None)
    current = first
    stages: list[int | None] = []
    for row, stage in enumerate(found):
        current = stage if stage is not None else current
        stages.append(None if row in headings else current)
    return tuple(stages)
