"""An older and a newer export of one plan: what is shown is what differs, and edits here stay."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from cspwidgets.cli.frame import run
from cspwidgets.exchange.imported import Imported
from cspwidgets.plan.edits import set_field
from cspwidgets.portfolio import Portfolio
from cspwidgets.portfolio.filewords import changes, summary
from cspwidgets.widgets.telling import tell
from support.tables import REAL

Rows = list[dict[str, str]]
OLDER = (REAL / "swimlanes-ms-project.csv").read_text("utf-8")
FIELDS = {"Task Name": "title", "Finish": "due_on", "Duration": "days", "Resource Names": "owner"}


def rows_of(text: str) -> Rows:
    return [row for row in csv.DictReader(io.StringIO(text)) if any(row.values())]


def as_text(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def newer_export() -> Rows:
    """The plan a month later: three tasks moved, one renamed, two new, two gone."""
    rows = rows_of(OLDER)
    rows[3]["Finish"] = "07/18/2025"
    rows[6]["Finish"] = "07/25/2025"
    rows[9]["Duration"] = "9"
    rows[12]["Task Name"] = f"{rows[12]['Task Name']}, second round"
    del rows[20], rows[15]
    for number, title in ((801, "Pilot with one team"), (802, "Lessons learned")):
        new = dict.fromkeys(rows[0], "")
        new |= {"ID": str(number), "Task Name": title, "Duration": "2", "% Complete": "0"}
        rows.append(new | {"Start": "09/01/2025", "Finish": "09/02/2025"})
    return rows


def day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").date()


def said_of(row: dict[str, str]) -> dict[str, Any]:
    """What a row says, read by the csv module alone."""
    return {
        "title": row["Task Name"],
        "due_on": day(row["Finish"]),
        "days": float(row["Duration"]),
        "owner": row["Resource Names"].split(";")[0],
    }


def true_difference(old: Rows, new: Rows) -> tuple[set[tuple[str, str, Any]], set[str], set[str]]:
    """Changed cells by the old title, what came, what went: computed from the two files alone."""
    before = {row["ID"]: said_of(row) for row in old}
    after = {row["ID"]: said_of(row) for row in new}
    changed = {
        (before[key]["title"], field, after[key][field])
        for key in before.keys() & after.keys()
        for field in FIELDS.values()
        if before[key][field] != after[key][field]
    }
    came = {after[key]["title"] for key in after.keys() - before.keys()}
    went = {before[key]["title"] for key in before.keys() - after.keys()}
    return changed, came, went


@pytest.fixture
def older(book: Portfolio) -> Portfolio:
    book.files.take(book.files.read(OLDER.encode(), name="Swim Lanes.csv"))
    return book


def lines_of(book: Portfolio, incoming) -> list[str]:
    return list(changes(incoming, tell=tell, load=lambda one: book.plan(one).plan))


def test_what_changed_came_and_went_is_what_the_two_files_differ_in(older: Portfolio):
    newer = newer_export()
    changed, came, went = true_difference(rows_of(OLDER), newer)
    assert (len(changed), len(came), len(went)) == (4, 2, 2)
    incoming = older.files.read(as_text(newer).encode(), name="Swim Lanes.csv")
    plan = older.plan("swim-lanes").plan
    titles = {row.id: row.title for row in plan.activities}
    edits = incoming.updates["swim-lanes"]
    assert {
        (titles[one.row], one.field, one.value)
        for one in edits
        if one.kind == "set" and one.table == "activities" and one.field in FIELDS.values()
    } == changed
    assert {one.value.title for one in edits if one.kind == "add"} == came
    assert isinstance(incoming.read, Imported)
    assert {titles[name] for name in incoming.read.missing} == went
    assert [one.kind for one in edits if one.kind not in ("set", "add")] == []


def test_the_difference_is_told_line_by_line_before_anything_is_saved(older: Portfolio):
    newer = newer_export()
    changed, came, went = true_difference(rows_of(OLDER), newer)
    incoming = older.files.read(as_text(newer).encode(), name="Swim Lanes.csv")
    lines = lines_of(older, incoming)
    for title in came:
        assert f"activity “{title}” added" in lines
    for title in went:
        assert f"activity “{title}” is not in the file any more: it stays here" in lines
    for title, field, _ in changed:
        label = {"title": "title", "due_on": "due day", "days": "length"}[field]
        assert any(line.startswith(f"{label} of “{title}”: ") for line in lines)
    told = " ".join(summary(incoming))
    assert "2 activities new" in told
    assert "2 activities of an earlier import not in this file any more" in told
    assert older.plan("swim-lanes").revision == 1


def test_edits_made_here_in_between_survive_and_the_other_changes_are_taken(older: Portfolio):
    old, newer = rows_of(OLDER), newer_export()
    by_title = {row.title: row.id for row in older.plan("swim-lanes").plan.activities}
    here = {
        by_title[old[3]["Task Name"]]: ("due_on", date(2025, 8, 1)),  # the file moves it too
        by_title[old[5]["Task Name"]]: ("title", "Agreed with the board"),
        by_title[old[9]["Task Name"]]: ("advice", "Two engineers did it in a week"),
    }
    for row, (field, value) in here.items():
        older.changes.make(
            "swim-lanes",
            lambda plan, row=row, field=field, value=value: [
                set_field(plan, "activities", row, field, value)
            ],
        )
    incoming = older.files.read(as_text(newer).encode(), name="Swim Lanes.csv")
    moved = old[3]["Task Name"]
    assert (
        f"due day of “{moved}” was edited here: 1 Aug 2025 stays, the file says 18 Jul 2025"
        in lines_of(older, incoming)
    )
    older.files.take(incoming)
    plan = older.plan("swim-lanes").plan
    held = {row.id: row for row in plan.activities}
    assert {row: (field, getattr(held[row], field)) for row, (field, _) in here.items()} == here
    assert held[by_title[old[9]["Task Name"]]].days == 9
    gone = {old[15]["Task Name"], old[20]["Task Name"]}
    assert gone <= {row.title for row in plan.activities}
    again = older.files.read(as_text(newer).encode(), name="Swim Lanes.csv")
    assert again.updates == {}


def test_ids_that_all_changed_are_found_by_their_titles(older: Portfolio):
    """Another export numbers the tasks anew: nobody's work is doubled."""
    newer = rows_of(OLDER)
    for number, row in enumerate(newer, start=501):
        row["ID"] = str(number)
        row["Predecessors"] = ";".join(
            str(int(one) + 500) for one in row["Predecessors"].split(";") if one
        )
    incoming = older.files.read(as_text(newer).encode(), name="Swim Lanes.csv")
    kinds = {(one.kind, one.field) for one in incoming.updates.get("swim-lanes", ())}
    assert kinds <= {("set", "source_id")}
    assert isinstance(incoming.read, Imported)
    assert (incoming.read.taken, incoming.read.missing) == (31, ())


def test_the_shell_shows_the_difference_in_a_dry_run(older: Portfolio, tmp_path: Path, capsys):
    file = tmp_path / "Swim Lanes.csv"
    file.write_text(as_text(newer_export()), "utf-8")
    assert run(["import", str(file), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "A dry run: nothing is saved." in out
    assert "  activity “Pilot with one team” added" in out
    assert "is not in the file any more: it stays here" in out
    assert older.plan("swim-lanes").revision == 1


def test_newer_usage_counts_what_is_new_and_shows_each_figure_that_changes(demo: Portfolio):
    rows = "Account,Date,MAU,API calls\nNorthwind Freight,2026-01-31,40,5\n"
    demo.files.take(demo.files.read(rows.encode(), name="usage.csv"))
    newer = rows.replace("40,5", "44,5") + "Northwind Freight,2026-02-28,50,6\n"
    (usage,) = [one for one in demo.plan("northwind").plan.usage if one.metric == "API calls"]
    demo.changes.make("northwind", lambda plan: [set_field(plan, "usage", usage.id, "value", 7.0)])
    newer = newer.replace("44,5", "44,9")
    assert lines_of(demo, demo.files.read(newer.encode(), name="usage.csv")) == [
        "Northwind Freight: people active in 28 days, 31 Jan 2026: 40 → 44",
        "Northwind Freight: new figures: people active in 28 days 1, API calls 1",
        "Northwind Freight: value of API calls, 31 Jan 2026 was edited here: 7 stays, "
        "the file says 9",
    ]
