"""Rows of our own exports, read back exactly: nothing is guessed, and an empty cell means empty.

`export.py` writes these columns. A person may have edited the sheet in between; a new row that
they added has no id of ours and is read like anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from cspwidgets.exchange.dates import DayOrder, read_day
from cspwidgets.exchange.formulas import as_written
from cspwidgets.exchange.printable import is_shown_as
from cspwidgets.exchange.quantities import read_length
from cspwidgets.exchange.step import Step
from cspwidgets.exchange.steps import StepReader
from cspwidgets.exchange.table import Cell, words_of
from cspwidgets.plan.labels import enum_words
from cspwidgets.plan.model import BrokenPromise, Person, Plan
from cspwidgets.plan.words import ActivityKind, ActivityState, Side, Visibility

_PROMISE = re.compile(r"(\d{4}-\d\d-\d\d) moved on (\d{4}-\d\d-\d\d): ?")

WORDS: dict[str, type[StrEnum]] = {
    "side": Side,
    "kind": ActivityKind,
    "status": ActivityState,
    "visibility": Visibility,
}
"""The columns that hold enumerated words."""

FIELDS = {
    "status": "state",
    "length": "days",
    "finish": "due_on",
    "actual_start": "started_on",
    "actual_finish": "finished_on",
    "promised": "promised_on",
}
"""The columns whose field of an activity has another name."""

_DAYS = ("finish", "actual_start", "actual_finish", "promised")
_TEXTS = ("title", "waiting_on", "link", "advice", "notes", "source_id")


def read_own(reader: StepReader, step: Step, plan: Plan) -> Step:
    """What a row of our own export says; cells that cannot be read are left as they are."""
    columns, line = reader.columns, step.line

    def take(name: str, read: Callable[[Cell], Any]) -> None:
        if not columns.has(name):
            return
        try:
            step.values[FIELDS.get(name, name)] = read(columns.cell(line, name))
        except ValueError as error:
            step.unread.append((columns.name(name), columns.words(line, name), str(error)))

    here = next((one for one in plan.activities if one.id == step.own_id), None)
    for name in _TEXTS:
        mine = getattr(here, name, "")
        take(name, lambda cell, mine=mine: _text(cell, mine))  # type: ignore[misc]
    for name, kind in WORDS.items():
        take(name, lambda cell, kind=kind: _word(plan, kind, words_of(cell)))  # type: ignore[misc]
    for name in _DAYS:
        take(name, lambda cell: _day(cell, reader.times.order))
    take("length", read_length)
    owner = here.owner if here else ""
    take("owner", lambda cell: _person(plan.people, _text(cell, owner), owner))
    take("serves", lambda cell: _ids(words_of(cell)))
    take("after", lambda cell: _ids(words_of(cell)))
    broken = here.broken_promises if here else ()
    take("broken_promises", lambda cell: _promises(cell, broken))
    more = [f"{name}: {words}" for name, words in columns.unknown(line)]
    if more and "notes" in step.values:
        added = [words for words in more if words not in step.values["notes"]]
        step.values["notes"] = "\n".join([step.values["notes"], *added]).lstrip("\n")
    step.stage = as_written(_raw(columns.cell(line, "stage")))
    step.stage_id = columns.words(line, "stage_id")
    step.title = step.values.get("title", step.title)
    step.start, step.finish = None, step.values.get("due_on")
    return step


def _promises(cell: Cell, mine: tuple[BrokenPromise, ...]) -> tuple[BrokenPromise, ...]:
    written = as_written(_raw(cell))
    return mine if is_shown_as(show_promises(mine), written) else read_promises(written)


def show_promises(promises: tuple[BrokenPromise, ...]) -> str:
    """Broken promises as lines of text."""
    return "\n".join(
        f"{one.promised_on.isoformat()} moved on {one.moved_on.isoformat()}: {one.reason}"
        for one in promises
    )


def read_promises(text: str) -> tuple[BrokenPromise, ...]:
    """Broken promises, from the text that `show_promises` makes.

    Raises
    ------
    ValueError
        With the sentence to show.

    Examples
    --------
    >>> read_promises("2026-03-02 moved on 2026-03-05: nobody was there")[0].reason
    'nobody was there'
    """
    if not text.strip():
        return ()
    starts = [
        match
        for match in _PROMISE.finditer(text)
        if text[match.start() - 1 : match.start()] in ("", "\n")
    ]
    if not starts or starts[0].start() != 0:
        raise ValueError(f"“{text[:60]}” is no list of broken promises")
    ends = [match.start() - 1 for match in starts[1:]] + [len(text)]
    return tuple(
        BrokenPromise(
            promised_on=date.fromisoformat(match[1]),
            moved_on=date.fromisoformat(match[2]),
            reason=text[match.end() : end],
        )
        for match, end in zip(starts, ends, strict=True)
    )


# What the plan holds and no file can is left as it is.
def _text(cell: Cell, mine: str) -> str:
    written = as_written(_raw(cell))
    return mine if is_shown_as(mine, written) else written


def _raw(cell: Cell) -> str:
    return cell if isinstance(cell, str) else words_of(cell)


def _word(plan: Plan, kind: type[StrEnum], words: str) -> StrEnum:
    known = {name.casefold(): word for name, word in enum_words(plan, kind).items()}
    if words.casefold() not in known:
        raise ValueError(f"“{words}” is not one of: {', '.join(kind)}")
    found: StrEnum = known[words.casefold()]
    return found


def _day(cell: Cell, order: DayOrder) -> date | None:
    day = read_day(cell, order)
    if day is None or isinstance(day, date):
        return day
    raise ValueError(f"“{words_of(cell)}” is a week; write a day")


def _ids(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;\n]", words) if part.strip())


def _person(people: tuple[Person, ...], words: str, mine: str) -> str:
    named = [person.id for person in people if is_shown_as(person.name, words)]
    if mine in named:
        return mine
    return named[0] if len(named) == 1 else words
