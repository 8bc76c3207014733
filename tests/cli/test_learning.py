"""`csp learn` in the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cspwidgets.cli.frame import run
from cspwidgets.settings import shared_folder

FINISHED = sorted((shared_folder("templates") / "demo" / "finished").glob("*.yaml"))

pytestmark = pytest.mark.slow


def learn(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = run(["learn", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_journey_of_the_best_is_told_and_begins_a_new_plan(home: Path, tmp_path: Path, capsys):
    out = tmp_path / "best.yaml"
    code, told, _ = learn(capsys, *FINISHED, "--out", out)
    assert code == 0
    for said in ("8 of 8", "* is more than accident", "no proof of its cause", f"Wrote {out}"):
        assert said in " ".join(told.split()), said
    *lines, _wrote = told.splitlines()
    assert max(map(len, lines)) <= 80
    assert run(["new", "Acme", "--template", str(out)]) == 0
    assert run(["show", "acme"]) == 0
    assert "Onboard" in capsys.readouterr().out


def test_programs_get_json(home: Path, capsys):
    _, told, _ = learn(capsys, *FINISHED, "--json")
    data = json.loads(told)
    assert data["others"] == 16
    assert {step["title"]: step["in_journey"] for step in data["steps"]}[
        "Discount offered"
    ] is False


def test_titles_can_be_said_to_be_one_step(home: Path, tmp_path: Path, capsys):
    same = tmp_path / "same.yaml"
    same.write_text("Webinar on new features: Product newsletter sent\n")
    _, told, _ = learn(capsys, *FINISHED, "--same", same, "--json")
    also = {step["title"]: step["also"] for step in json.loads(told)["steps"]}
    assert "Webinar on new features" not in also
    same.write_text("- a list\n")
    code, _, error = learn(capsys, *FINISHED, "--same", same)
    assert (code, "Title: what it counts as" in error) == (1, True)


def test_too_few_finished_plans_are_told(home: Path, capsys):
    code, _, error = learn(capsys, *FINISHED[:3])
    assert code == 1
    assert "from 12 finished plans on; here are 3" in error


def test_a_file_that_is_no_plan_is_told(home: Path, tmp_path: Path, capsys):
    (tmp_path / "other.yaml").write_text("a: [1")
    code, _, error = learn(capsys, tmp_path / "other.yaml")
    assert (code, "Traceback" in error) == (1, False)
