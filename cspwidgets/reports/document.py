"""The review as a document: what its notebook's cells show and what every writer reads.

A cell of the review's notebook shows one `Section`: as HTML for people, and as data under
`SECTION_MIME` for the writers of the page, the PDF and the slides, which need only the executed
notebook. All text is plain text, which each writer escapes its own way. No colour is in here but a
`Tone`, which each writer looks up in the theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from cspwidgets.errors import UnreadableFile

SECTION_MIME = "application/vnd.csp.section+json"

Tone = Literal["", "good", "late", "soft", "customer", "vendor", "both", "partner"]
SectionKind = Literal[
    "cover",
    "summary",
    "value",
    "reportcard",
    "adoption",
    "worked",
    "lessons",
    "risks",
    "next",
    "renewal",
    "definitions",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table, or one line of a list; `link` is an https or mailto address."""

    text: str
    tone: Tone = ""
    strong: bool = False
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A sentence that says it all; `label` stands before it ("Objective")."""

    text: str
    label: str = ""
    tone: Tone = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: now, at the last review, and the goal, in words with their units."""

    id: str
    label: str
    now: str
    before: str = ""
    goal: str = ""
    note: str = ""
    tone: Tone = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A row of up to four figures; `before_label` and `goal_label` say what the small ones are."""

    items: tuple[Figure, ...]
    before_label: str = ""
    goal_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A titled list; `about` says what it is of ("wins", "asks"), `empty` what to say of none."""

    id: str
    title: str
    items: tuple[Cell, ...]
    about: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; `width` is its share of the whole, 0 for what is left."""

    label: str
    align: Literal["start", "end", "center"] = "start"
    width: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first column names its rows; `caption` is for who cannot see it."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture drawn in Python: `svg` is one whole element without script, `alt` its words.

    `width` and `height` are CSS pixels. `narrow` is the same as a list in HTML, for a phone; empty
    where the picture can be read there, too.
    """

    id: str
    svg: str
    alt: str
    width: float
    height: float
    narrow: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line or set of bars; None where there is no figure."""

    name: str
    values: tuple[float | None, ...]
    tone: Tone = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart, as Vega-Lite for pages and as plain series for native charts of slides.

    `number` is a spreadsheet number format ("0.0%"); `spec` has every text as data.
    """

    id: str
    title: str
    alt: str
    kind: Literal["line", "bar"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    spec: Mapping[str, Any]
    number: str = "General"


Block: TypeAlias = Lead | Paragraph | Figures | Items | Table | Picture | Chart
_BLOCKS = {kind.__name__.lower(): kind for kind in (Lead, Paragraph, Picture)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewHead:
    """What the whole document is: for its title page, its file's properties and its fingerprint.

    `language` is a BCP 47 tag; `as_of` an ISO date; `period` a calendar quarter ("2026Q3").
    """

    title: str
    account: str
    name: str
    vendor: str
    period: str
    period_in_words: str
    audience: Literal["customer", "internal"]
    language: str
    as_of: str
    as_of_in_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the review; `notes` is what to say about it, for the speaker."""

    kind: SectionKind
    title: str
    blocks: tuple[Block, ...] = ()
    notes: str = ""
    head: ReviewHead | None = None

    def to_data(self) -> dict[str, Any]:
        """JSON-ready data; `from_data` is its inverse."""
        made: dict[str, Any] = _data(self)
        for block, data in zip(self.blocks, made["blocks"], strict=True):
            data["block"] = type(block).__name__.lower()
        return made

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Section:
        """A section from its data.

        Raises
        ------
        UnreadableFile
            The data is not that of a section.
        """
        try:
            head = ReviewHead(**data["head"]) if data["head"] else None
            blocks = tuple(_block(each) for each in data["blocks"])
            return cls(**{**data, "head": head, "blocks": blocks})
        except (KeyError, TypeError) as error:
            told = f"This notebook's output is not a section of a review ({error}); make it anew."
            raise UnreadableFile(told) from error


def names_of(part: Any) -> tuple[str, ...]:
    """What a part of a review is made of, by name; nothing for a plain value."""
    return _names(type(part))  # type: ignore[arg-type]  # a class is hashable


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def sections_of(notebook: Mapping[str, Any]) -> tuple[Section, ...]:
    """The sections that an executed notebook shows, in its order.

    Raises
    ------
    UnreadableFile
        There are none, or one of them is broken.
    """
    found = tuple(
        Section.from_data(output["data"][SECTION_MIME])
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
        if SECTION_MIME in output.get("data", ())
    )
    if not found:
        told = "This notebook shows no review; run notebooks/qbr.ipynb by papermill first."
        raise UnreadableFile(told)
    return found


def _data(value: Any) -> Any:
    # As `asdict`, which copies also what cannot change: that is half of the time of a review.
    if isinstance(value, tuple):
        return [_data(each) for each in value]
    names = names_of(value)
    return {name: _data(getattr(value, name)) for name in names} if names else value


def _block(data: Mapping[str, Any]) -> Block:
    rest = {key: value for key, value in data.items() if key != "block"}
    match data["block"]:
        case "figures":
            items = tuple(Figure(**item) for item in rest["items"])
            return Figures(**{**rest, "items": items})
        case "items":
            return Items(**{**rest, "items": _cells(rest["items"])})
        case "table":
            columns = tuple(Column(**column) for column in rest["columns"])
            rows = tuple(_cells(row) for row in rest["rows"])
            return Table(**{**rest, "columns": columns, "rows": rows})
        case "chart":
            series = tuple(_series(each) for each in rest["series"])
            return Chart(**{**rest, "series": series, "categories": tuple(rest["categories"])})
        case name:
            return _BLOCKS[name](**rest)


def _cells(data: Sequence[Mapping[str, Any]]) -> tuple[Cell, ...]:
    return tuple(Cell(**cell) for cell in data)


def _series(data: Mapping[str, Any]) -> Series:
    return Series(**{**data, "values": tuple(data["values"])})
