"""The shell: what each command says, and with which code it ends."""

import io
import json
import re
from pathlib import Path

import click
import pytest

from cspwidgets.cli.frame import COMMANDS, run
from cspwidgets.cli.frame import csp as frame
from cspwidgets.plan.edits import set_field
from cspwidgets.portfolio import Portfolio

pytestmark = pytest.mark.slow


def csp(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The code, and what was printed on either channel."""
    code = run(words)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_demo_is_loaded_once_and_listed(home: Path, capsys):
    code, out, _ = csp(capsys, "demo")
    assert (code, out.splitlines()[0]) == (
        0,
        "Loaded aldhelm, castellan, lumen, northwind. Next: csp show aldhelm",
    )
    assert "already" in csp(capsys, "demo")[1]
    code, out, _ = csp(capsys, "accounts")
    assert code == 0
    for name in ("aldhelm", "castellan", "lumen", "northwind"):
        assert name in out


def test_an_empty_book_says_how_to_begin(home: Path, capsys):
    code, out, _ = csp(capsys, "accounts")
    assert (code, "csp demo" in out) == (0, True)


def test_a_plan_fits_eighty_columns_and_passes_the_ten_second_test(demo: Portfolio, capsys):
    code, out, _ = csp(capsys, "show", "northwind")
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= 80
    for said in ("Every depot plans its day", "You are here", "next three", "Value so far"):
        assert said in out, said
    assert len(out.splitlines()) <= 60


def test_a_plan_says_what_data_says_of_an_exit_criterion(demo: Portfolio, capsys):
    tie = {"exit_measure": "feature:Dock planner", "exit_goal_share": 0.9}
    demo.changes.make(
        "northwind",
        lambda plan: [
            set_field(plan, "stages", "roll-out", field, value) for field, value in tie.items()
        ],
    )
    _, out, _ = csp(capsys, "show", "northwind")
    assert "(goal 90%)" in " ".join(out.split())
    assert "Beside the grades: 48% of the seats are in use, usual at this age 60%." in out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_programs_get_json(demo: Portfolio, capsys):
    _, out, _ = csp(capsys, "accounts", "--json")
    rows = json.loads(out)
    assert rows[0]["account"] == "aldhelm"
    assert rows[0]["points"] <= rows[-1]["points"]
    assert all(row["why"].endswith(".") for row in rows)
    assert all(set(row["due_this_week"]) == {"customer", "vendor", "partner"} for row in rows)
    _, out, _ = csp(capsys, "check", "--json")
    assert {finding["account"] for finding in json.loads(out)} <= {r["account"] for r in rows}


def test_checking_strictly_ends_with_one_when_anything_is_found(demo: Portfolio, capsys):
    code, out, _ = csp(capsys, "check", "northwind")
    assert (code, "serves no outcome" in out) == (0, True)
    assert csp(capsys, "check", "northwind", "--strict")[0] == 1


def test_an_unknown_account_is_named_with_one_sentence(demo: Portfolio, capsys):
    for words in (("show", "nope"), ("check", "nope"), ("agree", "nope", "--by", "A")):
        code, _, err = csp(capsys, *words)
        assert code == 1, words
        assert err.startswith("csp: There is no account 'nope'"), words
        assert "Traceback" not in err


def test_one_bad_account_does_not_stop_the_others(demo: Portfolio, capsys):
    code, out, err = csp(capsys, "check", "nope", "lumen")
    assert (code, "lumen" in out, "nope" in err) == (1, True, True)


@pytest.mark.parametrize(
    "words",
    [("new", "Acme"), ("show",), ("accounts", "--nope"), ("shwo", "northwind")],
)
def test_wrong_usage_ends_with_two(home: Path, capsys, words: tuple[str, ...]):
    code, _, err = csp(capsys, *words)
    assert code == 2
    assert err


def test_a_mistyped_command_is_answered_with_the_near_one(home: Path, capsys):
    assert "Did you mean “csp show”?" in csp(capsys, "shwo", "northwind")[2]


def test_a_new_plan_is_agreed_from_the_shell(home: Path, capsys):
    code, out, _ = csp(
        capsys, "new", "Acme Ltd", "--template", "low-touch", "--start", "2026-07-20"
    )
    assert (code, out.startswith("Made acme-ltd: ")) == (0, True)
    code, out, _ = csp(capsys, "agree", "acme-ltd", "--by", "Dana, Priya")
    assert (code, "by Dana, Priya" in out) == (0, True)
    code, _, err = csp(capsys, "new", "Acme Ltd", "--template", "low-touch")
    assert (code, "already" in err) == (1, True)


def test_a_plan_without_a_start_cannot_be_agreed_and_says_why(home: Path, capsys):
    csp(capsys, "new", "Acme", "--template", "low-touch")
    code, _, err = csp(capsys, "agree", "acme", "--by", "Dana")
    assert (code, "has no start" in err) == (1, True)
    assert csp(capsys, "show", "acme")[0] == 0


def test_a_backup_comes_back(demo: Portfolio, tmp_path: Path, capsys, monkeypatch):
    file = tmp_path / "copy.csp"
    assert csp(capsys, "backup", str(file))[0] == 0
    code, _, err = csp(capsys, "restore", str(file))
    assert (code, bool(err)) == (1, True)
    monkeypatch.setenv("CSP_HOME", str(tmp_path / "elsewhere"))
    code, out, _ = csp(capsys, "restore", str(file))
    assert (code, "Restored 4 accounts" in out) == (0, True)


def test_forgetting_asks_first(demo: Portfolio, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert csp(capsys, "forget", "lumen")[0] == 1
    assert csp(capsys, "forget", "lumen", "--yes")[0] == 0
    assert csp(capsys, "show", "lumen")[0] == 1


def test_an_up_to_date_store_needs_no_upgrade(demo: Portfolio, capsys):
    assert "up to date" in csp(capsys, "upgrade")[1]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CSP_TODAY", "tomorrow", "CSP_TODAY is 'tomorrow'"),
        ("CSP_DATABASE_URL", "mysql://x", "CSP_DATABASE_URL begins with 'mysql'"),
        ("CSP_LANGUAGE", "tlh", "CSP_LANGUAGE is 'tlh'"),
        ("CSP_BASE_URL", "plans", "CSP_BASE_URL is 'plans'"),
        ("CSP_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/x?connect_timeout=1", "csp: "),
    ],
)
def test_a_bad_setting_stops_with_one_sentence(home, capsys, monkeypatch, name, value, told):
    monkeypatch.setenv(name, value)
    code, _, err = csp(capsys, "accounts")
    assert (code, told in err) == (1, True), err
    assert len(err.splitlines()) == 1


def test_every_command_shows_help_with_an_example(capsys):
    for name in COMMANDS:
        code, out, _ = csp(capsys, name, "--help")
        assert (code, "Example: csp" in out) == (0, True), name


def test_every_option_of_an_example_is_one_that_the_command_has():
    commands = {name: frame.get_command(click.Context(frame), name) for name in COMMANDS}
    for name, command in commands.items():
        for example in re.findall(r"\bcsp (\w+)((?: (?!&&|\|)\S+)*)", command.epilog or ""):
            known = {flag for one in commands[example[0]].params for flag in one.opts}
            used = {word for word in example[1].split() if word.startswith("-")}
            assert used <= known, (name, example)


def test_the_pages_for_a_meeting_and_a_hand_over_are_written(
    demo: Portfolio, tmp_path: Path, capsys
):
    meeting, handover = tmp_path / "meeting.html", tmp_path / "handover.html"
    code, out, _ = csp(
        capsys, "show", "northwind", "--meeting", str(meeting), "--handover", str(handover)
    )
    assert (code, out.count("Wrote")) == (0, 2)
    assert "nothing internal is in it" in out
    assert "Fee a year" not in meeting.read_text("utf-8")
    assert "Fee a year" in handover.read_text("utf-8")
    code, _, err = csp(capsys, "show", "nobody", "--handover", str(handover))
    assert (code, "nobody" in err) == (1, True)
