"""Which row of a file is which activity of the plan.

By the plan's own id, where the file came from here; by the other tool's id, where it has one that
stays; else by title, in the same stage first. A row number is no such id: a row inserted above
changes it. It only helps to find an activity whose title was changed in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cspwidgets.plan.slug import new_id


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row is looked for by."""

    title: str
    stage: str = ""
    own_id: str = ""
    source_id: str = ""
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An activity that a row may be."""

    id: str
    title: str
    stage: str
    source_id: str


def candidates(rows: Mapping[str, Mapping[str, Any]], stages: Mapping[str, str]) -> list[Candidate]:
    """Candidates made of activities' fields; `stages` gives the names of stages."""
    return [
        Candidate(
            id=name,
            title=_folded(str(values.get("title", ""))),
            stage=_folded(stages.get(str(values.get("stage", "")), "")),
            source_id=str(values.get("source_id", "")),
        )
        for name, values in rows.items()
    ]


def match(wanted: Iterable[Wanted], among: Iterable[Candidate]) -> dict[int, str]:
    """The ids of the candidates that the rows are, by the row's position; the others are new.

    Examples
    --------
    >>> rows = [Wanted("Kick-off", row_id="2"), Wanted("Scope", row_id="1")]
    >>> match(rows, [Candidate("a", "kick-off", "", "1"), Candidate("b", "old scope", "", "2")])
    {0: 'a'}
    """
    rows = dict(enumerate(wanted))
    free = {one.id: one for one in among}
    known = dict(free)
    found: dict[int, str] = {}

    def settle(key_of_row: Callable[[Wanted], Any], key_of: Callable[[Candidate], Any]) -> None:
        by_key: dict[Any, list[str]] = {}
        for one in sorted(free.values(), key=_twin):
            if key := key_of(one):
                by_key.setdefault(key, []).append(one.id)
        for number, row in rows.items():
            key = None if number in found else key_of_row(row)
            if key and (names := by_key.get(key)):
                found[number] = names.pop(0)
                del free[found[number]]

    settle(lambda row: row.own_id, lambda one: one.id)
    settle(lambda row: row.source_id, lambda one: one.source_id)
    for stages_count in (True, False):
        _by_title(settle, stages_count=stages_count)
    numbers = ((rows[n].row_id, known[name].source_id) for n, name in found.items())
    if all(now == before or not before for now, before in numbers):
        settle(lambda row: row.row_id, lambda one: one.source_id)
    return dict(sorted(found.items()))


# A row with an id of the other tool may be an activity that has none yet, never another's.
def _by_title(settle: Callable[..., None], *, stages_count: bool) -> None:
    def row_key(row: Wanted) -> Any:
        title = _folded(row.title)
        return title and (title, _folded(row.stage) if stages_count else "")

    def key(one: Candidate) -> Any:
        return one.title and (one.title, one.stage if stages_count else "")

    settle(lambda row: None if row.source_id else row_key(row), key)
    settle(
        lambda row: row_key(row) if row.source_id else None,
        lambda one: None if one.source_id else key(one),
    )


# Activities of one title were numbered in the order of their file: call, call-2, call-3.
def _twin(one: Candidate) -> int:
    number = one.id.removeprefix(new_id(one.title, "step", taken=())).removeprefix("-")
    return int(number) if number.isdecimal() and len(number) < 6 else 1


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
