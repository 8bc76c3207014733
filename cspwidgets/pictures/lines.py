"""Lists on a sheet: a heading, lines with a note and a day, and how many more there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cspwidgets.language import Language
from cspwidgets.pictures.markup import bdi, esc, one_line, short

T = TypeVar("T")

LINE = 140
"""The most letters of what people wrote in one line of a sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: what it is, a note below it, a day beside it.

    `said` and `note` are as people wrote them; `side` gives it the side's dot.
    """

    said: str
    note: str = ""
    day: str = ""
    is_late: bool = False
    side: str = ""


def block(
    title: str, lines: Sequence[Line], *, small: str = "", empty: str = "", level: int = 3
) -> str:
    """A section with its lines; `empty` stands where there is none, and without it nothing does."""
    if not lines and not empty:
        return ""
    told = f" <small>· {esc(small)}</small>" if small else ""
    body = f"<ul>{''.join(map(_line, lines))}</ul>" if lines else ""
    nothing = "" if lines else f'<p class="csp-soft">{esc(empty)}</p>'
    heading = f"<h{level}>{esc(title)}{told}</h{level}>"
    return f'<section class="csp-listed">{heading}{body}{nothing}</section>'


def some(language: Language, rows: Sequence[T], most: int, line: Callable[[T], Line]) -> list[Line]:
    """The lines of the first rows, and one that counts the others."""
    lines = [line(row) for row in rows[:most]]
    if len(rows) > most:
        lines.append(Line(said=language.say("and {n} more", n=len(rows) - most)))
    return lines


def written(text: str) -> Iterator[Line]:
    """A line for each line that somebody wrote."""
    return (Line(said=row) for row in map(one_line, text.splitlines()) if row)


def _line(line: Line) -> str:
    dot = f'<i class="csp-dot {esc(line.side)}"></i>' if line.side else ""
    note = f"<span>{bdi(short(one_line(line.note), LINE))}</span>" if line.note else ""
    late = ' class="csp-late"' if line.is_late else ""
    day = f"<time{late}>{esc(line.day)}</time>" if line.day else ""
    said = f"<b>{bdi(short(one_line(line.said), LINE))}</b>" if line.said else ""
    return f"<li>{dot}{said}{day}{note}</li>"
