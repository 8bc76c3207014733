"""Plans of others that count weeks: each row, its week and its pace, as the csv module says."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from support.tables import WEEK_FILES, taken

FILES = sorted(WEEK_FILES.glob("*.csv"))
FIRST = date(2026, 9, 7)
"""A Monday."""


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_plan_without_a_known_title_asks_and_takes_nothing(path: Path):
    made = taken(path)
    assert [(one.about, one.must_answer) for one in made.questions] == [("columns", True)]
    assert (made.edits, made.taken) == ((), 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_row_is_due_at_the_end_of_its_week_once_week_one_is_known(path: Path):
    rows = rows_of(path)
    made = taken(path, columns={"id": "title"}, start_on=FIRST)
    assert (made.taken, made.not_taken, made.questions) == (len(rows), (), ())
    fridays = {n: FIRST + timedelta(days=7 * (n - 1) + 4) for n in range(1, 60)}
    assert [(one.title, one.due_on, one.days) for one in made.plan.activities] == [
        (row["id"], fridays[int(row["week"])], 5.0) for row in rows
    ]
    (stage,) = made.plan.stages
    assert stage.weeks == max(int(row["week"]) for row in rows)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_until_then_the_weeks_are_pace_and_stand_in_the_notes(path: Path):
    rows = rows_of(path)
    made = taken(path, columns={"id": "title"})
    assert [one.about for one in made.questions] == ["start_on"]
    assert [one.due_on for one in made.plan.activities] == [None] * len(rows)
    assert [one.notes.splitlines()[0] for one in made.plan.activities] == [
        f"week: {row['week']}" for row in rows
    ]
    assert made.plan.stages[0].weeks == max(int(row["week"]) for row in rows)
