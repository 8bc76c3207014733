"""Meetings and hand-overs of the book: promises in Python, pages as files, decisions told again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cspwidgets import Workbook
from cspwidgets.errors import NotFound
from cspwidgets.plan.words import Side, TouchPointKind
from cspwidgets.portfolio import Portfolio
from cspwidgets.settings import Settings


def test_the_promises_of_an_account_are_had_in_python(demo: Portfolio):
    theirs, ours = Workbook(demo).promises("northwind")
    assert (theirs.side, ours.side) == (Side.CUSTOMER, Side.VENDOR)
    assert [row.activity.title for row in ours.open] == ["Champion check-in at each depot"]
    assert len(theirs.kept) == len(theirs.counted.kept) > 0
    with pytest.raises(NotFound):
        Workbook(demo).promises("nobody")


def test_what_was_decided_is_told_at_the_next_meeting_and_in_the_review(
    demo: Portfolio, monkeypatch: pytest.MonkeyPatch
):
    demo.record(
        "northwind",
        kind=TouchPointKind.CALL,
        decisions="Wave 3 on 12 August",
        shared_notes="Thanks to Carol",
        notes="Tense",
        internal_decisions="Offer a month",
    )
    monkeypatch.setenv("CSP_TODAY", (date(2026, 7, 17) + timedelta(days=7)).isoformat())
    later = Portfolio(Settings.from_environment(), demo.store)
    told = later.sheets.meeting("northwind").told[0]
    assert (told.decisions, told.shared_notes) == ("Wave 3 on 12 August", "Thanks to Carol")
    assert (told.notes, told.internal_decisions) == ("", "")
    assert later.sheets.meeting("northwind", is_shared=False).told[0].notes == "Tense"
    assert later.sheets.meeting("northwind").facts.before_kind == "call"
    review = later.reviews.review("northwind")
    assert "Wave 3 on 12 August" in repr(review.worked)
    assert "Tense" not in repr(review.sections)


def test_the_files_say_for_whom_they_are(demo: Portfolio):
    sent = demo.sheets.meeting_file("northwind").decode()
    ours = demo.sheets.handover_file("northwind").decode()
    assert sent.startswith("<!doctype html>")
    assert "<title>Northwind Freight: Meeting</title>" in sent
    assert "Fee a year" not in sent
    assert "Internal: not for the customer" in ours
    assert "Fee a year" in ours


def test_the_files_speak_the_language_of_the_settings(
    demo: Portfolio, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CSP_LANGUAGE", "de")
    german = Portfolio(Settings.from_environment(), demo.store)
    assert "Kundenübergabe" in german.sheets.handover_file("lumen").decode()
