"""`csp import` and `csp export`, as they are typed."""

from pathlib import Path

import pytest

from cspwidgets.cli.frame import run
from cspwidgets.portfolio import Portfolio

REAL = Path(__file__).parents[1] / "data" / "real"


def test_a_real_task_list_is_imported_shown_and_checked(home: Path, capsys):
    assert run(["import", str(REAL / "swimlanes-ms-project.csv"), "--account", "Swim Lanes"]) == 0
    out = capsys.readouterr().out
    assert "Resource Names  who does it" in out
    assert "A new plan for Swim Lanes: " in out
    assert run(["show", "swim-lanes"]) == 0
    assert run(["check", "swim-lanes"]) == 0
    assert "no objective" in capsys.readouterr().out


def test_a_dry_run_only_says_what_would_change(home: Path, capsys):
    assert run(["import", str(REAL / "swimlanes-ms-project.csv"), "--dry-run"]) == 0
    assert "A dry run: nothing is saved." in capsys.readouterr().out
    run(["accounts", "--json"])
    assert capsys.readouterr().out.strip() == "[]"


def test_an_ambiguous_date_is_asked_and_nothing_is_taken(home: Path, tmp_path: Path, capsys):
    file = tmp_path / "dates.csv"
    file.write_text("Task Name,Owner,Start,Finish\nA,Dana,01/02/2026,03/04/2026\n", "utf-8")
    assert run(["import", str(file)]) == 1
    told = capsys.readouterr()
    assert "Question: " in told.out
    assert "answer the question first" in told.err
    assert run(["import", str(file), "--day-first"]) == 0


def test_exporting_and_importing_changes_nothing(demo: Portfolio, tmp_path: Path, capsys):
    file = tmp_path / "n.yaml"
    assert run(["export", "northwind", "--to", str(file)]) == 0
    assert run(["import", str(file)]) == 0
    assert "Nothing would change" in capsys.readouterr().out
    assert run(["export", "northwind"]) == 0
    assert capsys.readouterr().out == file.read_text("utf-8")


def test_a_broken_file_is_named_and_the_others_are_taken(home: Path, tmp_path: Path, capsys):
    bad = tmp_path / "bad.yaml"
    bad.write_text("csp_plan: 1\nid: x\naccount: {name: X}\ncolour: red\n", "utf-8")
    good = str(REAL / "swimlanes-ms-project.csv")
    assert run(["import", str(bad), str(tmp_path / "none.csv"), good]) == 1
    told = capsys.readouterr()
    assert "colour (line 4): this key is not known" in told.err
    assert "none.csv" in told.err
    assert "31 activities" in told.out
    assert "Traceback" not in told.err


def test_a_file_that_cannot_be_written_is_told(demo: Portfolio, tmp_path: Path, capsys):
    assert run(["export", "northwind", "--to", str(tmp_path / "no" / "n.yaml")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_sides_can_be_said_and_a_wrong_one_is_told(home: Path, capsys):
    file = str(REAL / "swimlanes-ms-project.csv")
    assert run(["import", file, "--account", "S", "--side", "Jane Smith=customer"]) == 0
    assert run(["import", file, "--side", "Jane Smith=them"]) == 2
    assert "is none of customer, vendor" in capsys.readouterr().err


@pytest.mark.parametrize("column", ["Notes", "=x", "Nope=title"])
def test_a_wrong_correction_is_told(home: Path, capsys, column: str):
    file = str(REAL / "swimlanes-ms-project.csv")
    assert run(["import", file, "--column", column]) in (1, 2)
    assert capsys.readouterr().err
