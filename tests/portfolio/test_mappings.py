"""A correction of columns is remembered for the next file with the same columns."""

from __future__ import annotations

import json

import pytest

from cspwidgets.cli.frame import run
from cspwidgets.exchange.imported import Answers
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.exchange.taskwords import TASKS
from cspwidgets.portfolio import Portfolio
from cspwidgets.portfolio.mappings import MOST, Mappings

ODD = "What we do,By when,Whoever\nKick-off,2026-03-02,Dana\nGo live,2026-05-29,Priya\n"
NEWER = ODD.replace("2026-05-29", "2026-06-12")
SAID = {"What we do": "title", "By when": "finish", "Whoever": "owner"}
USAGE = "Customer,Jan 2026,Feb 2026\nNorthwind Freight,40,50\n"


def titles(book: Portfolio, text: str, **answers) -> list[str]:
    incoming = book.files.read(
        text.encode(), name="odd.csv", kind="tasks", answers=Answers(**answers)
    )
    if incoming.is_open:
        return []
    plan = incoming.new[0] if incoming.new else book.plan("odd").plan
    return [row.title for row in plan.activities]


def test_a_corrected_mapping_is_taken_again_for_the_next_file_and_said(book: Portfolio):
    assert titles(book, ODD) == []  # nobody knows what "What we do" means
    book.files.take(
        book.files.read(ODD.encode(), name="odd.csv", kind="tasks", answers=Answers(columns=SAID))
    )
    again = book.files.read(NEWER.encode(), name="odd.csv", kind="tasks")
    assert not again.is_open
    assert [(one.kind, one.field) for one in again.updates["odd"]] == [("set", "due_on")]
    (told,) = [one for one in again.read.remarks if one.startswith("As you said")]
    assert "“What we do” is the activity" in told


def test_columns_in_another_order_or_case_are_the_same_file_and_other_columns_are_not(
    book: Portfolio,
):
    book.files.take(
        book.files.read(ODD.encode(), name="odd.csv", kind="tasks", answers=Answers(columns=SAID))
    )
    turned = "By when,What we do,Whoever\n2026-03-02,Kick-off,Dana\n"
    assert titles(book, turned) == ["Kick-off", "Go live"]
    assert titles(book, ODD.replace("Whoever", "Somebody")) == []


def test_what_is_said_now_wins_over_what_was_said_before(book: Portfolio):
    book.files.take(
        book.files.read(ODD.encode(), name="odd.csv", kind="tasks", answers=Answers(columns=SAID))
    )
    read = book.files.read(
        ODD.encode(), name="odd.csv", kind="tasks", answers=Answers(columns={"Whoever": "notes"})
    )
    assert {one.name: one.field for one in read.read.mapping.columns} == {
        "What we do": "title", "By when": "finish", "Whoever": "notes",
    }  # fmt: skip


def test_nothing_is_remembered_of_a_file_that_was_only_looked_at(book: Portfolio):
    book.files.read(ODD.encode(), name="odd.csv", kind="tasks", answers=Answers(columns=SAID))
    assert titles(book, ODD) == []


def test_what_usage_counts_is_asked_once_and_remembered(demo: Portfolio):
    first = demo.files.read(USAGE.encode(), name="u.csv")
    assert [one.about for one in first.read.questions] == ["metric"]
    demo.files.take(
        demo.files.read(USAGE.encode(), name="u.csv", answers=Answers(metric="API calls"))
    )
    newer = demo.files.read(USAGE.replace("50", "60").encode(), name="u.csv")
    assert newer.read.questions == ()
    assert {one.field for one in newer.updates["northwind"]} == {"value"}
    assert "As you said of such a file before, it counts “API calls”." in newer.read.remarks


def test_only_names_of_columns_are_kept_and_no_more_than_a_few_hundred_files(tmp_path):
    mappings = Mappings(tmp_path / "mappings.json")
    for number in range(205):
        tables = read_tables(ODD.replace("Whoever", f"Whoever {number}").encode())
        said = Answers(columns={"What we do": "title"})
        mappings.remember(mappings.recall(tables, TASKS, said))
    kept = mappings.file.read_text("utf-8")
    assert len(json.loads(kept)["mappings"]) == MOST
    assert "Kick-off" not in kept
    assert "Dana" not in kept
    assert [one.name for one in tmp_path.iterdir()] == ["mappings.json"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"mappings": [1]}', '{"mappings": {"a": 1}}'])
def test_a_damaged_memory_costs_nothing_but_itself(book: Portfolio, damage: str):
    (book.settings.home / "mappings.json").write_text(damage, "utf-8")
    assert titles(book, ODD) == []
    book.files.take(
        book.files.read(ODD.encode(), name="odd.csv", kind="tasks", answers=Answers(columns=SAID))
    )
    assert titles(book, NEWER) == ["Kick-off", "Go live"]


def test_the_shell_remembers_too(book: Portfolio, tmp_path, capsys):
    file = tmp_path / "odd.csv"
    file.write_text(ODD, "utf-8")
    columns = [f"--column={name}={meaning}" for name, meaning in SAID.items()]
    assert run(["import", str(file), "--as", "tasks", *columns]) == 0
    file.write_text(NEWER, "utf-8")
    assert run(["import", str(file), "--as", "tasks", "--dry-run"]) == 0
    assert "due day of “Go live”: 29 May 2026 → 12 Jun 2026" in capsys.readouterr().out
