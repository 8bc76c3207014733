"""`csp qbr`: what it says, what it leaves, and with which code it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cspwidgets.cli.frame import run
from cspwidgets.portfolio import Portfolio


def csp(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The code, and what was printed on either channel."""
    code = run(("qbr", *words))
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--period"),
        (("--period", "2026Q3"), "say --all"),
        (("acme", "--all", "--period", "2026Q3"), "say --all"),
        (("acme", "--period", "2026-07"), "Write it like 2026Q3"),
        (("acme", "--period", "2026Q3", "--to", "docx"), "html, pdf, pptx"),
        (("acme", "--period", "2026Q3", "--to", ","), "html, pdf, pptx"),
        (("acme", "--period", "2026Q3", "--language", "tlh"), "en"),
        (("acme", "--period", "2026Q3", "--audience", "all"), "internal"),
        (("acme", "--period", "2026Q3", "--jobs", "0"), "--jobs"),
        (("acme", "--period", "2026Q3", "--as-of", "soon"), "--as-of"),
        (("acme", "--period", "2026Q3", "--refresh", "no.pptx"), "no.pptx"),
        (("--all", "--period", "2026Q3", "--refresh", __file__), "one account"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_would_do(home: Path, capsys, words, told):
    code, _, err = csp(capsys, *words)
    assert (code, told in err) == (2, True), err


def test_a_place_that_cannot_be_published_to_is_told(book: Portfolio, capsys):
    code, _, err = csp(capsys, "--all", "--period", "2026Q3", "--out", "ftp://host/x")
    assert (code, err.startswith("csp: Reports cannot go to ftp://")) == (1, True)


def test_an_empty_book_makes_nothing(book: Portfolio, tmp_path: Path, capsys):
    code, out, _ = csp(capsys, "--all", "--period", "2026Q3", "--out", str(tmp_path))
    assert (code, "0 made, 0 fresh, 0 failed" in out) == (0, True)


def test_an_account_that_is_not_there_is_named_and_ends_with_one(
    book: Portfolio, tmp_path: Path, capsys
):
    code, out, _ = csp(capsys, "nope", "--period", "2026Q3", "--out", str(tmp_path))
    assert (code, "There is no account" in out, "1 failed" in out) == (1, True, True)
    summary = json.loads((tmp_path / "summary.json").read_text())
    assert summary["reports"][0]["account"] == "nope"


@pytest.mark.slow
def test_the_demo_accounts_get_twelve_files_and_a_second_run_makes_none(
    demo: Portfolio, tmp_path: Path, capsys
):
    words = ("--all", "--period", "2026Q3", "--to", "html,pdf,pptx", "--out", str(tmp_path))
    code, out, err = csp(capsys, *words)
    assert code == 0, out + err
    files = sorted(each.name for each in os.scandir(tmp_path) if each.is_file())
    assert len([name for name in files if name.endswith(("html", "pdf", "pptx"))]) == 12
    assert all((tmp_path / name).stat().st_size > 5000 for name in files if name[-4:] != "json")
    code, out, _ = csp(capsys, *words, "--json")
    summary = json.loads(out)
    assert (code, summary["made"], summary["fresh"], summary["failed"]) == (0, 0, 4, 0)
    assert sorted(each.name for each in os.scandir(tmp_path) if each.is_file()) == files
