"""How plans begin in the notebook: from a journey or a file, in plain values for the panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import PurePath
from typing import Any, get_args

from cspwidgets.errors import AlreadyThere
from cspwidgets.exchange.dates import DayOrder, read_day
from cspwidgets.exchange.header import best_table
from cspwidgets.exchange.imported import Answers, NotTaken, Question
from cspwidgets.exchange.table import Table, words_of
from cspwidgets.exchange.vocabulary import LEFT_OUT, UNKNOWN
from cspwidgets.plan.slug import slug
from cspwidgets.plan.template import Template
from cspwidgets.plan.typed import show_day
from cspwidgets.plan.words import Side
from cspwidgets.portfolio.files import VOCABULARIES, Files, Incoming, Kind
from cspwidgets.portfolio.filewords import changes, summary
from cspwidgets.store.records import Saved
from cspwidgets.store.store import Store
from cspwidgets.widgets.newplan import Beginnings
from cspwidgets.widgets.telling import tell

MOST_ROWS = 500
"""So many of the rows that were not taken, or lines of changes, go to the page."""

_EXAMPLES = 3
_LONGEST = 40
_KINDS = {
    "plan": "a plan of this workbook",
    "tasks": "a task list",
    "accounts": "an account list",
    "usage": "product usage",
}


def beginnings(
    *,
    templates: Callable[[], Sequence[Template]],
    new: Callable[..., Saved],
    files: Files,
    store: Store,
) -> Beginnings:
    """What the panel “New plan” asks for, in the user's name."""

    def start(name: str, journey: str, start_on: date | None) -> str:
        lines = store.accounts()
        known = next((one for one in lines if one.name.casefold() == name.casefold()), None)
        if known is not None:
            raise AlreadyThere(
                f"There is a plan for {known.name} already; choose it beside “New plan”.",
                name=known.id,
            )
        account = slug(name, taken={one.id for one in lines})
        return new(name, template=journey, start_on=start_on, account=account).plan.id

    def read(data: bytes, name: str, said: Mapping[str, Any]) -> FileInHand:
        kind = said.get("kind")
        incoming = files.read(
            data,
            name=PurePath(name).name,
            kind=kind if kind in get_args(Kind) else None,
            account=" ".join(str(said.get("account") or "").split()),
            answers=_answers(said),
        )
        return FileInHand(incoming, files, store, str(said.get("sheet") or ""))

    return Beginnings(
        journeys=lambda: [_journey(template) for template in templates()], start=start, read=read
    )


@dataclass(frozen=True, slots=True)
class FileInHand:
    """A file that was read for the panel."""

    incoming: Incoming
    files: Files
    store: Store
    sheet: str = ""

    @property
    def told(self) -> dict[str, Any]:
        """What the panel shows."""
        incoming = self.incoming
        found = changes(incoming, tell=tell, load=lambda account: self.store.load(account).plan)
        return {
            "kind": incoming.kind,
            "kinds": list(_KINDS.items()),
            "target": self._target(),
            "can_take": bool(incoming.new or incoming.updates) and not incoming.is_open,
            "summary": list(summary(incoming)),
            "changes": list(islice(found, MOST_ROWS)),
            **self._read(),
        }

    def take(self) -> str:
        """Save it; gives the account to show."""
        self.files.take(self.incoming)
        if self.incoming.target is not None:
            return self.incoming.target.id
        names = [*(plan.id for plan in self.incoming.new), *self.incoming.updates]
        return names[0]

    def _target(self) -> dict[str, Any] | None:
        target = self.incoming.target
        if target is None:
            return None
        is_new = target.id not in {line.id for line in self.store.accounts()}
        return {"id": target.id, "name": target.account.name, "is_new": is_new}

    def _read(self) -> dict[str, Any]:
        read = self.incoming.read
        if read is None:
            return {"columns": [], "fields": [], "sheets": [], "questions": []} | {
                "remarks": [], "not_taken": [], "more_not_taken": 0
            }  # fmt: skip
        vocabulary = VOCABULARIES[self.incoming.kind]
        table = best_table(self.incoming.tables, vocabulary, sheet=self.sheet)
        fields = [UNKNOWN, LEFT_OUT, *vocabulary.meanings]
        return {
            "columns": [
                {
                    "name": column.name,
                    "field": column.field,
                    "examples": _examples(table, read.mapping.header_line, place),
                }
                for place, column in enumerate(read.mapping.columns)
            ],
            "fields": [[field, vocabulary.meaning(field)] for field in fields],
            "sheet": table.sheet,
            "sheets": [one.sheet for one in self.incoming.tables if one.sheet],
            "header_line": read.mapping.header_line,
            "questions": [_question(question) for question in read.questions],
            "remarks": list(read.remarks),
            "not_taken": [_not_taken(left) for left in read.not_taken[:MOST_ROWS]],
            "more_not_taken": max(len(read.not_taken) - MOST_ROWS, 0),
        }


def _journey(template: Template) -> dict[str, Any]:
    weeks = sum(stage.weeks or 0 for stage in template.stages if not stage.renewal)
    return {
        "id": template.id,
        "name": template.name,
        "summary": template.summary,
        "weeks": f"{weeks:g} weeks",
    }


def _answers(said: Mapping[str, Any]) -> Answers:
    day_first, line = said.get("day_first"), said.get("header_line")
    start_on = said.get("start_on")
    return Answers(
        sheet=str(said.get("sheet") or ""),
        header_line=line if isinstance(line, int) else None,
        columns={str(name): str(field) for name, field in said.get("columns") or ()},
        day_first=day_first if isinstance(day_first, bool) else None,
        start_on=date.fromisoformat(start_on) if start_on else None,
        own_domain=str(said.get("own_domain") or "").strip(),
        sides={str(name): Side(side) for name, side in said.get("sides") or ()},
        currency=str(said.get("currency") or "").strip().upper(),
        metric=" ".join(str(said.get("metric") or "").split()),
    )


def _examples(table: Table, header_line: int, place: int) -> list[str]:
    below = (line.cells for line in table.lines if line.number > header_line)
    words = (words_of(cells[place]) for cells in below if place < len(cells))
    found = dict.fromkeys(" ".join(one.split())[:_LONGEST] for one in islice(words, 50) if one)
    return list(islice(found, _EXAMPLES))


def _question(question: Question) -> dict[str, Any]:
    asked = asdict(question)
    examples = asked.pop("ambiguity") or {"examples": ()}
    readings = [
        [is_day, [[words, _day(words, day_first=is_day)] for words in examples["examples"]]]
        for is_day in (True, False)
    ]
    return {**asked, "names": list(question.names), "readings": readings}


def _day(words: str, *, day_first: bool) -> str:
    day = read_day(words, DayOrder(day_first))
    return show_day(day) if isinstance(day, date) else words


def _not_taken(left: NotTaken) -> dict[str, Any]:
    cells = " | ".join(cell for cell in left.cells if cell)
    return {"line": left.line, "column": left.column, "reason": left.reason, "cells": cells[:120]}
