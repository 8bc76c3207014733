"""Usage in: from a file to the plans of the book, again, and newer."""

from datetime import date
from pathlib import Path

import pytest

from cspwidgets.cli.frame import run
from cspwidgets.errors import PlanError
from cspwidgets.journey.adoption import licence_utilisation
from cspwidgets.plan.edits import set_field
from cspwidgets.portfolio import Portfolio
from cspwidgets.portfolio.filewords import changes, summary

pytestmark = pytest.mark.slow

ACCOUNTS = "Account Name,Industry,ARR\nAcme Ltd,Software,1\nBlåbær AS,Food,2\n"
USAGE = "Account,Month,MAU,Seats\nAcme Ltd,2026-05,40,100\nAcme Ltd,2026-06,50,100\n"


@pytest.fixture
def full(book: Portfolio) -> Portfolio:
    """A book with two accounts."""
    accounts = book.files.read(ACCOUNTS.encode(), name="accounts.csv")
    book.files.take(accounts)
    return book


def take(book: Portfolio, text: str, **said: object):
    incoming = book.files.read(text.encode(), name="usage.csv", **said)
    book.files.take(incoming)
    return incoming


def test_usage_reaches_the_plan_and_its_measures(full: Portfolio):
    incoming = take(full, USAGE)
    assert incoming.kind == "usage"
    assert summary(incoming) == ("Usage figures of 1 account: 4 new.",)
    plan = full.plan("acme-ltd").plan
    assert licence_utilisation(plan, date(2026, 7, 1)) == 0.5
    assert {saved.plan.account.name for saved in full.store.load_all() if saved.plan.usage} == {
        "Acme Ltd"
    }


def test_the_same_usage_again_changes_nothing_and_a_newer_export_updates(full: Portfolio):
    take(full, USAGE)
    again = take(full, USAGE)
    assert (dict(again.updates), full.plan("acme-ltd").revision) == ({}, 2)
    newer = full.files.read(
        (USAGE.replace(",50,", ",55,") + "Blåbær AS,2026-06,1,2\n").encode(), name="usage.csv"
    )
    assert summary(newer) == ("Usage figures of 2 accounts: 2 new and 1 changed.",)
    told = list(changes(newer, tell=lambda *_: (), load=_loader(full)))
    assert told == [
        "Acme Ltd: people active in 28 days, 30 Jun 2026: 50 → 55",
        "Blåbær AS: new figures: people active in 28 days 1, seats bought 1",
    ]


def test_a_figure_corrected_here_stays(full: Portfolio):
    take(full, USAGE)
    row = full.plan("acme-ltd").plan.usage[0]
    full.changes.make("acme-ltd", lambda p: [set_field(p, "usage", row.id, "value", 41.0)])
    newer = take(full, USAGE.replace(",40,", ",44,"))
    assert summary(newer)[-1].startswith("1 cell edited here")
    assert full.plan("acme-ltd").plan.usage[0].value == 41


def test_usage_of_one_account_needs_no_column_of_customers(full: Portfolio):
    take(full, "Date,DAU\n2026-05-31,4\n", kind="usage", account="Acme Ltd")
    assert full.plan("acme-ltd").plan.usage[0].metric == "daily_active"
    with pytest.raises(PlanError, match="no account 'Nobody'"):
        take(full, "Date,DAU\n2026-05-31,4\n", kind="usage", account="Nobody")


def test_the_command_shows_the_mapping_and_names_each_row_not_taken(
    full: Portfolio, tmp_path: Path, capsys
):
    file = tmp_path / "usage.csv"
    file.write_text(USAGE + "Acne,2026-06,1,2\n", "utf-8")
    assert run(["import", str(file), "--as", "usage", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "MAU      people active in 28 days" in out
    assert "line 4, the row: no account here is called “Acne”" in out
    assert full.plan("acme-ltd").plan.usage == ()
    assert run(["import", str(file)]) == 0
    assert len(full.plan("acme-ltd").plan.usage) == 4


def _loader(book: Portfolio):
    return lambda account: book.plan(account).plan
