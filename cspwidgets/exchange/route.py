"""The rows of a task list put in their places: which are work, in which stage, after what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cspwidgets.exchange.columns import Columns
from cspwidgets.exchange.imported import NotTaken
from cspwidgets.exchange.outline import Outline, OutlineRow, read_outline
from cspwidgets.exchange.predecessors import FINISH_TO_START, Link, read_links
from cspwidgets.exchange.reading import left
from cspwidgets.exchange.step import Step

NO_STAGE = "Work"
"""The stage of what stands in none."""

_SECTIONLESS = re.compile(
    r"\(?(?:no section|untitled section|none|ohne abschnitt)\)?", re.IGNORECASE
)
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
_CODE = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The work of a file, in its order.

    Attributes
    ----------
    work
        The rows that are activities.
    stages
        The name of each one's stage.
    after
        For each, the positions in `work` of what it waits for.
    source_ids, row_ids
        The other tool's ids and the row numbers, as text; empty where there are none.
    not_taken
        Rows that are no work, and links that cannot be held.
    """

    work: tuple[Step, ...]
    stages: tuple[str, ...]
    after: tuple[tuple[int, ...], ...]
    source_ids: tuple[str, ...]
    row_ids: tuple[str, ...]
    not_taken: tuple[NotTaken, ...]


def lay_route(columns: Columns, steps: Sequence[Step]) -> Route:
    """Put the rows of a file in their places."""
    return _Layout(columns, list(steps)).route()


class _Layout:
    def __init__(self, columns: Columns, steps: list[Step]) -> None:
        self.columns = columns
        self.steps = steps
        self.sources = self._ids("source_id")
        self.numbers = self._ids("row_id")
        self.codes = self._codes()
        self.outline = self._outline()
        self.indexes = self._indexes()
        self.not_taken: list[NotTaken] = []

    def route(self) -> Route:
        links = [self._links(n) for n in range(len(self.steps))]
        names = self._stages()
        work = [n for n in range(len(self.steps)) if n not in self.outline.headings]
        seen: dict[str, int] = {}
        kept = [n for n in work if self._is_first(n, seen)]
        for n in sorted(self.outline.headings):
            self._leave(n, "it is a heading; what stands under it was taken")
        place = {n: position for position, n in enumerate(kept)}
        after = [sorted({place[m] for m in self._after(n, links) if m in place}) for n in kept]
        return Route(
            work=tuple(self.steps[n] for n in kept),
            stages=tuple(names[n] for n in kept),
            after=tuple(tuple(one) for one in after),
            source_ids=tuple(self.sources[n] for n in kept),
            row_ids=tuple(self.numbers[n] for n in kept),
            not_taken=tuple(self.not_taken),
        )

    def _words(self, n: int, name: str) -> str:
        return self.columns.words(self.steps[n].line, name)

    # Ids that a spreadsheet has rounded ("1.21143E+15") are no ids any more.
    def _ids(self, name: str) -> list[str]:
        ids = [self._words(n, name) for n in range(len(self.steps))]
        return [""] * len(ids) if any(map(_ROUNDED.fullmatch, ids)) else ids

    def _codes(self) -> list[str]:
        if self.columns.has("wbs"):
            return self._ids("wbs")
        for ids in (self.sources, self.numbers):
            filled = [one for one in ids if one]
            dotted = sum("." in one for one in filled)
            if dotted and all(map(_CODE.fullmatch, filled)):
                return ids
        return [""] * len(self.steps)

    # A sheet of ours has no headings: a title that begins with blanks, or a code, says nothing.
    def _outline(self) -> Outline:
        if self.columns.has("own_id"):
            return read_outline([OutlineRow() for _ in self.steps])
        place = self.columns.place("title")
        rows = []
        for n, step in enumerate(self.steps):
            raw = step.line.cells[place] if place is not None else ""
            rows.append(
                OutlineRow(
                    level=self._words(n, "level"),
                    wbs=self.codes[n],
                    indent=len(raw) - len(raw.lstrip()) if isinstance(raw, str) else 0,
                    is_summary=self._words(n, "summary").casefold() in ("yes", "true", "ja", "1"),
                    start=step.start,
                    finish=step.finish,
                )
            )
        return read_outline(rows)

    def _is_first(self, n: int, seen: dict[str, int]) -> bool:
        name = self.steps[n].own_id or self.sources[n]
        if name and name in seen:
            self._leave(n, f"its id {name} stands in line {seen[name]} already")
            return False
        seen[name] = self.steps[n].line.number
        return True

    def _leave(self, n: int, reason: str) -> None:
        self.not_taken.append(left(self.steps[n].line, reason))

    def _stages(self) -> list[str]:
        told = [step.stage for step in self.steps]
        told = ["" if _SECTIONLESS.fullmatch(name) else name for name in told]
        filled = [name for name in told if name]
        # Cells that were merged keep their name in the first row only.
        is_merged = bool(told and told[0]) and len(set(filled)) == len(filled) < len(told)
        parents = {self._words(n, "title").casefold(): n for n in reversed(range(len(told)))}
        names: list[str] = []
        for n, name in enumerate(told):
            heading = self.outline.stages[n]
            parent = parents.get(self._words(n, "parent").casefold())
            if not name and parent is not None and parent < n:
                name = names[parent]
            if not name and is_merged and names:
                name = names[-1]
            if not name and not filled and heading is not None:
                name = self.steps[heading].title
            names.append(name or NO_STAGE)
        return names

    def _find(self, name: str) -> int | None:
        wanted = name.casefold()
        for index in self.indexes:
            for one in (wanted, wanted.removesuffix(".0")):
                if one in index:
                    return index[one]
        return None

    def _indexes(self) -> list[dict[str, int]]:
        titles = [step.title for step in self.steps]
        owns = [step.own_id for step in self.steps]
        known = [owns, self.numbers, self.sources, self.codes, titles]
        if not any(map(any, known[:4])):
            header = self.columns.header_line
            known.append([str(step.line.record - header) for step in self.steps])
        indexes = []
        for names in known:
            index: dict[str, int] = {}
            for n, name in enumerate(names):
                if name:
                    index.setdefault(name.casefold(), n)
                    index.setdefault(name.casefold().removesuffix(".0"), n)
            indexes.append(index)
        return indexes

    def _links(self, n: int) -> list[Link]:
        step = self.steps[n]
        links = read_links(step.after_words, self._find)
        if step.own_id:
            return list(links.links)
        for words in links.not_found:
            step.unread.append((step.after_name, words, "there is no such row"))
        held = [link for link in links.links if link.kind == FINISH_TO_START and link.row != n]
        for link in links.links:
            if link not in held:
                kind = f"a plan has no links of the kind {link.kind}"
                reason = "it waits for itself" if link.row == n else kind
                step.unread.append((step.after_name, step.after_words, reason))
        if links.not_found or any(link.lag or link not in held for link in links.links):
            step.kept_words.append(f"{step.after_name}: {step.after_words}")
        return held

    # What waits for a heading waits for the last work under it; what a heading waits for, the
    # first work under it waits for.
    def _after(self, n: int, links: list[list[Link]]) -> set[int]:
        found: set[int] = set()
        for link in links[n]:
            found |= self._work_at(link.row, links, ends=True)
        parent = self.outline.parents[n]
        while parent is not None:
            if parent in self.outline.headings and n in self._work_at(parent, links, ends=False):
                for link in links[parent]:
                    found |= self._work_at(link.row, links, ends=True)
            parent = self.outline.parents[parent]
        return found - {n}

    def _work_at(self, n: int, links: list[list[Link]], *, ends: bool) -> set[int]:
        if n not in self.outline.headings:
            return {n}
        under = set(self.outline.work_under(n))
        if ends:
            return under - {link.row for one in under for link in links[one]}
        return {one for one in under if not under & {link.row for link in links[one]}}
