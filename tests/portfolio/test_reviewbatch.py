"""Reviews in batch: what is made, what is fresh, and what is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cspwidgets.errors import SettingsError
from cspwidgets.journey.period import Period
from cspwidgets.journey.reviewkey import touch_point_id
from cspwidgets.language.catalogue import tags
from cspwidgets.plan.edits import add_row, set_field
from cspwidgets.plan.model import Plan, TouchPoint
from cspwidgets.plan.words import TouchPointKind, Visibility
from cspwidgets.portfolio import Portfolio
from cspwidgets.portfolio.reviewbatch import Request, ReviewBatch
from cspwidgets.portfolio.reviewjob import Job, record_review, warm_server, writers
from cspwidgets.settings import Settings
from support.batching import PERIOD, accounts, fill, order, stand_in
from support.reviewed import notebook_of
from support.reviews import sections


def batch(book: Portfolio, out: Path, **asked: Any) -> ReviewBatch:
    """A batch by the quick notebook."""
    facts = {"period": PERIOD, "out": str(out), "notebook": stand_in(), **asked}
    return book.review_batch(Request(**facts))


def fingerprints(book: Portfolio, out: Path, **asked: Any) -> dict[str, str]:
    """The fingerprint of each review that would be made."""
    return {each.account: each.fingerprint for each in batch(book, out, **asked).to_make}


@pytest.mark.slow
def test_good_reviews_are_made_bad_ones_named_and_neither_is_made_twice(
    book: Portfolio, tmp_path: Path
):
    names = accounts(6, broken=2)
    fill(book, names)
    first = batch(book, tmp_path)
    list(first.run())
    assert {each.account: each.status for each in first.outcomes} == {
        name: "failed" if "broken" in name else "made" for name in names
    }
    bad = next(each for each in first.outcomes if each.account == "broken-1")
    assert (bad.cell, bad.reason) == (3, "ValueError: nothing is known of broken-1")
    assert (tmp_path / "failed/broken-1-2026Q3.ipynb").exists()
    again = batch(book, tmp_path)
    assert {each.account for each in again.outcomes} == {n for n in names if "broken" not in n}
    assert [each.account for each in again.to_make] == ["broken-0", "broken-1"]


@pytest.mark.slow
def test_the_real_review_is_the_same_bytes_twice_and_recorded_once(demo: Portfolio, tmp_path: Path):
    for _ in range(2):
        made = batch(
            demo, tmp_path, notebook=b"", accounts=("lumen",), formats=("html", "pdf"), force=True
        )
        list(made.run())
        assert [each.status for each in made.outcomes] == ["made"], made.outcomes
    assert not (tmp_path / "edited").exists(), "the second was not the same"
    rows = [row for row in demo.plan("lumen").plan.touch_points if row.kind is TouchPointKind.QBR]
    assert [row.id for row in rows] == ["qbr-2026Q3-customer"]
    assert (tmp_path / "emails/lumen-2026Q3.txt").read_text().startswith("Subject: Lumen & Oak")
    assert batch(demo, tmp_path, notebook=b"", accounts=("lumen",)).total == 1
    assert not batch(demo, tmp_path, notebook=b"", accounts=("lumen",)).to_make


@pytest.fixture
def two(book: Portfolio) -> Portfolio:
    """A book of two accounts."""
    fill(book, ("lumen", "northwind"))
    return book


def test_a_review_is_made_anew_when_anything_it_is_made_of_changes(
    two: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    before = fingerprints(two, tmp_path)
    assert fingerprints(two, tmp_path) == before

    def objective(plan: Plan) -> tuple[Any, ...]:
        return (set_field(plan, "plan", "", "objective", "Another one"),)

    two.changes.make("lumen", objective)
    after = fingerprints(two, tmp_path)
    assert {name for name in before if after[name] != before[name]} == {"lumen"}
    for different in (
        {"audience": "internal"},
        {"language": "de"},
        {"as_of": date(2026, 7, 16)},
        {"period": Period(2026, 2)},
        {"notebook": stand_in(1.0)},
    ):
        assert not fingerprints(two, tmp_path, **different).items() & after.items(), different
    theme = tmp_path / "theme.toml"
    theme.write_bytes(two.settings.theme_file.read_bytes() + b"\n# mine\n")
    monkeypatch.setenv("CSP_THEME", str(theme))
    branded = Portfolio(Settings.from_environment(), two.store)
    assert not fingerprints(branded, tmp_path).items() & after.items()


def test_the_record_of_a_review_makes_no_review_stale_but_the_next_periods(
    two: Portfolio, tmp_path: Path
):
    kinds = ({}, {"audience": "internal"}, {"period": Period(2026, 2), "as_of": date(2026, 6, 30)})
    before = [fingerprints(two, tmp_path, **kind) for kind in kinds]
    next_ = {"period": Period(2026, 4), "as_of": date(2026, 10, 2)}
    later = fingerprints(two, tmp_path, **next_)
    for audience in ("customer", "internal"):
        record_review(two.changes, two.touch_points, order("northwind", audience=audience))
    assert [fingerprints(two, tmp_path, **kind) for kind in kinds] == before
    now = fingerprints(two, tmp_path, **next_)
    assert {name for name in now if now[name] != later[name]} == {"northwind"}


def test_a_review_is_one_touch_point_for_its_period_and_audience(two: Portfolio):
    def rows() -> dict[str, Any]:
        return {row.id: row for row in two.plan("northwind").plan.touch_points}

    there = rows()
    for _ in range(2):
        for audience in ("customer", "internal"):
            record_review(two.changes, two.touch_points, order("northwind", audience=audience))
    new = {name: row for name, row in rows().items() if name not in there}
    ids = [touch_point_id(PERIOD, audience) for audience in ("customer", "internal")]
    assert sorted(new) == sorted(ids)
    assert new[ids[0]].visibility is Visibility.SHARED
    assert new[ids[1]].visibility is Visibility.INTERNAL
    frozen = [one for one in two.store.snapshots("northwind") if "review" in one.results]
    assert len(frozen) == 2
    assert frozen[0].results["review"]["period"] == "2026Q3"


def test_a_review_made_again_on_another_day_moves_its_touch_point(two: Portfolio):
    for day in ("2026-07-16", "2026-07-17"):
        record_review(two.changes, two.touch_points, order("northwind", as_of=day))
    rows = [row for row in two.plan("northwind").plan.touch_points if row.id.startswith("qbr-")]
    assert [row.on for row in rows] == [date(2026, 7, 17)]


def test_the_next_periods_review_is_compared_with_what_was_recorded(two: Portfolio):
    late = order("northwind", as_of="2026-10-05")  # held after its quarter's end
    record_review(two.changes, two.touch_points, late)
    plan = two.plan("northwind").plan
    before = two.reviews.before(plan, Period(2026, 4), date(2026, 12, 31))
    assert before is not None
    assert (before[1], before[2]) == (date(2026, 10, 5), "qbr")
    same = two.reviews.before(plan, PERIOD, date(2026, 10, 6))
    assert same is None or same[1] < PERIOD.first_on


def test_notes_that_are_being_written_make_no_review_stale(two: Portfolio, tmp_path: Path):
    before = fingerprints(two, tmp_path)
    row = TouchPoint(id="d", kind=TouchPointKind.CALL, on=two.today, notes="Tense", draft=True)
    two.changes.make("lumen", lambda _: [add_row("touch_points", row)])
    assert fingerprints(two, tmp_path) == before
    two.changes.make("lumen", lambda plan: [set_field(plan, "touch_points", "d", "draft", False)])
    assert fingerprints(two, tmp_path)["lumen"] != before["lumen"]


def test_an_account_that_is_not_there_is_named_and_the_others_go_on(two: Portfolio, tmp_path: Path):
    asked = batch(two, tmp_path, accounts=("nope", "lumen", "lumen"))
    assert asked.total == 2
    assert [each.account for each in asked.to_make] == ["lumen"]
    assert asked.outcomes[0].reason.startswith("There is no account 'nope'")


def test_a_plan_that_cannot_be_read_has_a_fingerprint_all_the_same(two: Portfolio, tmp_path: Path):
    content = next(iter(two.store.contents(["lumen"])))
    two.store.contents = lambda only=None: [  # type: ignore[method-assign]
        replace(content, plan=plan) for plan in ("{", "[]", '{"touch_points": 3}', "null")
    ]
    made = batch(two, tmp_path).to_make
    assert len({each.fingerprint for each in made}) == 4


def test_a_logo_that_is_missing_is_told_of_each_review_and_stops_none(
    two: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    theme = tmp_path / "theme.toml"
    theme.write_bytes(b'logo = "no.svg"\n' + two.settings.theme_file.read_bytes())
    monkeypatch.setenv("CSP_THEME", str(theme))
    write = writers(Job(out="", notebook=b""), Settings.from_environment())["html"]
    for _ in range(2):
        told: list[str] = []
        assert write(notebook_of(sections()), told.append).startswith(b"<!doctype html>")
        assert [words for words in told if "no.svg" in words]


def test_a_deck_is_of_one_account(two: Portfolio, tmp_path: Path):
    with pytest.raises(SettingsError, match="one account"):
        batch(two, tmp_path, deck=b"PK")


@pytest.mark.parametrize("language", tags())
def test_what_forks_the_notebooks_has_made_a_review_ahead(language: str, caplog):
    with warm_server(language) as server:
        assert server is None or server.is_fresh()  # it is ready then, and would have complained
    assert caplog.text == ""
