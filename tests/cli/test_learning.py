"""`csp learn` in the shell."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cspwidgets.cli.frame import run
from cspwidgets.portfolio import Portfolio
from cspwidgets.settings import shared_folder
from support.customers import customers

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


def test_what_was_taken_as_one_step_is_shown_written_corrected_and_kept(
    book: Portfolio, tmp_path: Path, capsys
):
    for place, plan in enumerate(customers()):
        rows = (plan.activities[0], replace(plan.activities[1], title="Train planners"))
        book.create(replace(plan, activities=rows) if place < 3 else plan)
    same = tmp_path / "same.yaml"
    _, told, _ = learn(capsys, "--matches", same)
    assert "also: Train planners" in told
    assert "csp learn --matches same.yaml" in " ".join(told.split())
    assert "\nTrain planners: Train the planners\n" in same.read_text()
    same.write_text("Train planners: Train planners\n")
    _, told, _ = learn(capsys, "--same", same, "--keep")
    assert "also" not in told
    _, told, _ = learn(capsys)
    assert ("Titles count as it is kept in" in told, "also" in told) == (True, False)


def test_a_kept_journey_begins_new_plans_with_the_pace_that_was_learned(book: Portfolio, capsys):
    for plan in customers():
        book.create(plan)
    code, told, _ = learn(capsys, "--keep")
    assert (code, "--template learned" in told) == (0, True)
    assert run(["new", "acme", "--template", "learned"]) == 0
    prior = book.plan("acme").plan.pace_prior
    assert (prior.vendor, prior.source) == (0.75, "The median of 12 finished plans")


def test_too_few_finished_plans_are_told(home: Path, capsys):
    code, _, error = learn(capsys, *FINISHED[:3])
    assert code == 1
    assert "from 12 finished plans on; here are 3" in error


def test_a_file_that_is_no_plan_is_told(home: Path, tmp_path: Path, capsys):
    (tmp_path / "other.yaml").write_text("a: [1")
    code, _, error = learn(capsys, tmp_path / "other.yaml")
    assert (code, "Traceback" in error) == (1, False)
