"""What people said about the columns of a file, remembered for the next file with those columns.

Only names of columns and what they mean are kept, in one small file beside the store; never what
stands in a column. Whether 01/02 is in January is asked of each file anew: another export of the
same tool may write it the other way round.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from cspwidgets.exchange.columns import find_columns
from cspwidgets.exchange.header import best_table
from cspwidgets.exchange.imported import Answers
from cspwidgets.exchange.table import Table
from cspwidgets.exchange.vocabulary import LEFT_OUT, UNKNOWN, Vocabulary, plain

MOST = 200
"""So many kinds of files are remembered; the one that was used longest ago goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """The answers for a file, with what was said about its like before.

    Attributes
    ----------
    key
        What files with the same columns have in common.
    answers
        What a person said now; where they said nothing, what they said last time.
    remarks
        What is taken from last time, in sentences.
    """

    key: str = ""
    answers: Answers = field(default_factory=Answers)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mappings:
    """The corrections that are remembered, in one file."""

    file: Path

    def recall(
        self, tables: Iterable[Table], vocabulary: Vocabulary, answers: Answers
    ) -> Remembered:
        """The answers for a file; what is said now wins over what was said before.

        Raises
        ------
        UnreadableFile
            There is no such sheet or header line.
        """
        table = best_table(tables, vocabulary, sheet=answers.sheet)
        found = find_columns(table, vocabulary, header_line=answers.header_line)
        names = [column.name for column in found.columns]
        key = _key(vocabulary.kind, names)
        known = self._read().get(key, {})
        columns = {
            name: meaning
            for name, meaning in _pairs(known.get("columns"))
            if name in names and name not in answers.columns
            if meaning in vocabulary.meanings or meaning in (UNKNOWN, LEFT_OUT)
        }
        metric = answers.metric or str(known.get("metric") or "")
        remarks = []
        if columns:
            told = (f"“{name}” is {vocabulary.meaning(to)}" for name, to in columns.items())
            remarks.append(f"As you said of such a file before: {'; '.join(told)}.")
        if metric and not answers.metric:
            remarks.append(f"As you said of such a file before, it counts “{metric}”.")
        return Remembered(
            key=key,
            answers=replace(answers, columns={**columns, **answers.columns}, metric=metric),
            remarks=tuple(remarks),
        )

    def remember(self, remembered: Remembered) -> None:
        """Keep what was said about a file that was taken; nothing where nothing was said."""
        answers = remembered.answers
        if not remembered.key or not (answers.columns or answers.metric):
            return
        known = self._read()
        known.pop(remembered.key, None)
        known[remembered.key] = {"columns": dict(answers.columns), "metric": answers.metric}
        latest = dict(list(known.items())[-MOST:])
        part = self.file.with_name(f"{self.file.name}.{uuid4().hex}.part")
        try:
            part.write_text(json.dumps({"mappings": latest}, ensure_ascii=True), "utf-8")
            os.replace(part, self.file)
        except OSError:  # a home that cannot be written keeps no comfort, and loses no work
            part.unlink(missing_ok=True)

    # A file that is damaged remembers nothing, and is written anew with the next correction.
    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            known = json.loads(self.file.read_text("utf-8"))["mappings"]
        except (OSError, ValueError, LookupError, TypeError):
            return {}
        if not isinstance(known, dict):
            return {}
        return {key: one for key, one in known.items() if isinstance(one, dict)}


def _key(kind: str, names: Iterable[str]) -> str:
    written = json.dumps([kind, sorted(map(plain, names))])
    return sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _pairs(known: Any) -> list[tuple[str, str]]:
    if not isinstance(known, Mapping):
        return []
    return [(str(name), to) for name, to in known.items() if isinstance(to, str)]
