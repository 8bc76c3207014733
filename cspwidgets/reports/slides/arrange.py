"""A section of the review as slides: its blocks as parts, side by side or one under the other.

First all on one slide, with letters down to five sixths of their size; where that is not enough,
on as few slides as it takes, titled "2 of 3".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cspwidgets.language import Language
from cspwidgets.pictures.markup import one_line
from cspwidgets.reports.document import (
    Block,
    Chart,
    Figures,
    Items,
    Lead,
    Paragraph,
    Picture,
    Section,
    Table,
)
from cspwidgets.reports.slides.elements import Box, Element, Slide
from cspwidgets.reports.slides.grids import GridPart, grid_of
from cspwidgets.reports.slides.parts import ColumnsPart, GraphPart, ImagePart, Part, Scale
from cspwidgets.reports.slides.wording import cards_of, items_of, lead_of, paragraph_of

_LARGER = (Scale(1.1), Scale(1.2), Scale(1.35), Scale(1.5))
_SMALLER = (Scale(0.92), Scale(0.85))
_MOST_WORDS, _MOST_GRID, _MOST_GRAPH = 1.5, 1.2, 1.2
_FILLED = 0.8
_GAP = 18.0
_BESIDE = 0.56
_FEW_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class _Page:
    parts: tuple[Part, ...] = ()
    heights: tuple[float, ...] = ()

    def room(self, area: Box) -> float:
        gaps = _GAP * len(self.heights)
        return area.height - sum(self.heights) - gaps

    def with_part(self, part: Part, height: float) -> _Page:
        return _Page((*self.parts, part), (*self.heights, height))


def slides_of(section: Section, area: Box, language: Language) -> list[Slide]:
    """The slides of a section, all of whose words fit into `area`."""
    rows = _rows(_parts(section), area)
    scale, pages = _set(rows, area, _most(section.blocks))
    made = []
    for place, page in enumerate(pages, 1):
        title = title_of(section.title, place, len(pages), language)
        notes = section.notes if place == 1 else ""
        elements = _placed(page, area, scale)
        made.append(Slide(section=section.kind, title=title, elements=elements, notes=notes))
    return made


def title_of(title: str, place: int, count: int, language: Language) -> str:
    """The title of a slide of a section that takes `count` of them."""
    of = language.say("{n} of {m}", n=place, m=count)
    return f"{title} ({of})" if count > 1 else title


def _set(rows: list[Part], area: Box, most: float) -> tuple[Scale, list[_Page]]:
    # Few words are set large, and leave air; many are set small before they take another slide.
    best = (Scale(1.0), _pages(rows, area, Scale(1.0)))
    for scale in _SMALLER if len(best[1]) > 1 else ():
        pages = _pages(rows, area, scale)
        if len(pages) < len(best[1]):
            best = (scale, pages)
    if best[0].factor < 1:
        return best
    airy = Box(area.x, area.y, area.width, area.height * _FILLED)
    room = airy if len(best[1]) == 1 else area
    largest = Scale(1.0)
    for scale in _LARGER:
        if scale.factor > most or len(_pages(rows, room, scale)) > len(best[1]):
            break
        largest = scale
    return (largest, _pages(rows, area, largest)) if largest.factor > 1 else best


def _most(blocks: Sequence[Block]) -> float:
    if any(isinstance(block, Chart | Picture) for block in blocks):
        return _MOST_GRAPH
    grids = any(isinstance(block, Table | Figures) and _has_words(block) for block in blocks)
    return _MOST_GRID if grids else _MOST_WORDS


def _has_words(block: Table | Figures) -> bool:
    return bool(block.rows if isinstance(block, Table) else block.items)


def _parts(section: Section) -> list[tuple[Block, Part]]:
    made: list[tuple[Block, Part]] = []
    counts: Counter[str] = Counter()
    for block in section.blocks:
        name = type(block).__name__.lower()
        counts[name] += 1
        known = one_line(str(getattr(block, "id", "")))
        key = f"{section.kind}:{name}:{known or counts[name]}"
        match block:
            case Lead():
                made.append((block, lead_of(key, block)))
            case Paragraph():
                made.append((block, paragraph_of(key, block)))
            case Figures():
                made += [(block, row) for row in cards_of(section.kind, block)]
            case Items():
                made.append((block, items_of(key, block)))
            case Table():
                made.append((block, _table(key, block)))
            case Picture():
                made.append((block, ImagePart(key, block)))
            case Chart():
                made.append((block, GraphPart(key, block)))
    return made


def _table(key: str, table: Table) -> Part:
    if table.rows and table.columns:
        return grid_of(key, table)
    return items_of(key, Items(id=table.id, title=table.title, items=(), empty=table.empty))


def _rows(parts: list[tuple[Block, Part]], area: Box) -> list[Part]:
    # Lists stand side by side, up to three; so do two charts, and a chart and a slim table.
    rows: list[Part] = []
    rest = parts
    while rest:
        count = _beside(rest, area)
        row = [part for _, part in rest[:count]]
        shares = _shares([block for block, _ in rest[:count]])
        rows.append(ColumnsPart(tuple(row), tuple(shares)) if count > 1 else row[0])
        rest = rest[count:]
    return rows


def _beside(parts: Sequence[tuple[Block, Part]], area: Box) -> int:
    kinds = [type(block) for block, _ in parts[:4]]
    if kinds[0] is Items:
        lists = next((k for k, kind in enumerate(kinds) if kind is not Items), len(kinds))
        return lists if lists < 4 else 2
    if kinds[:2] == [Chart, Chart]:
        return 2
    if set(kinds[:2]) == {Chart, Table}:
        table = next(part for _, part in parts[:2] if not isinstance(part, GraphPart))
        return 2 if _is_slim(table, _FEW_COLUMNS, area) else 1
    if kinds[:2] == [Table, Table]:
        return 2 if all(_is_slim(part, _FEW_COLUMNS - 1, area) for _, part in parts[:2]) else 1
    return 1


def _is_slim(part: Part, columns: int, area: Box) -> bool:
    if not isinstance(part, GridPart) or len(part.shares) > columns:
        return False
    return part.height(area.width * _BESIDE, _SMALLER[-1]) <= area.height * 0.8


def _shares(blocks: list[Block]) -> list[float]:
    if {type(block) for block in blocks} != {Chart, Table}:
        return [1.0] * len(blocks)
    return [_BESIDE if isinstance(block, Table) else 1 - _BESIDE for block in blocks]


def _pages(rows: Sequence[Part], area: Box, scale: Scale) -> list[_Page]:
    done: list[_Page] = []
    page = _Page()
    waiting = list(rows)
    while waiting:
        part = waiting.pop(0)
        height = part.height(area.width, scale)
        if height <= page.room(area):
            page = page.with_part(part, height)
        elif page.parts and height <= area.height:
            done, page, waiting = [*done, page], _Page(), [part, *waiting]
        elif halves := part.split(area.width, page.room(area), scale, must=not page.parts):
            first, rest = halves
            page = page.with_part(first, first.height(area.width, scale))
            done, page, waiting = [*done, page], _Page(), [rest, *waiting]
        elif page.parts:
            done, page, waiting = [*done, page], _Page(), [part, *waiting]
        else:
            page = page.with_part(part, area.height)
    return [*done, page] if page.parts or not done else done


def _placed(page: _Page, area: Box, scale: Scale) -> tuple[Element, ...]:
    spare = page.room(area) + _GAP
    growing = [
        max(part.highest - height, 0.0)
        for part, height in zip(page.parts, page.heights, strict=True)
    ]
    made: list[Element] = []
    y = area.y
    for part, height, grows in zip(page.parts, page.heights, growing, strict=True):
        more = min(grows, spare * grows / sum(growing)) if grows else 0.0
        made += part.place(Box(area.x, y, area.width, height + more), scale)
        y += height + more + _GAP
    return tuple(made)
