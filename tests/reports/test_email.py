"""The e-mail of a review: a subject and five lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.document import Section
from cspwidgets.reports.email import email_of
from support.reviewed import notebook_of, with_text
from support.reviews import HEAD, sections


def test_an_e_mail_says_where_we_are_what_it_brought_and_what_is_next():
    subject, empty, *lines = email_of(notebook_of(sections())).splitlines()
    assert subject == "Subject: Northwind Freight: Quarterly review – Third quarter of 2026"
    assert empty == ""
    assert lines == [
        "You are in Roll out, week 20 of 31, arriving about 8 October, "
        "five working days after plan.",
        "What it brought: Cost per delivered stop $10.88 (last review: $11.02, goal: $9.90); "
        "Minutes to plan a day 24 min (last review: 31 min, goal: 15 min).",
        "What went well: Planning a day takes 24 minutes instead of 42.",
        "What we ask of you: Name a champion for each depot of wave 3 by 31 July.",
    ]


def test_an_e_mail_in_german_has_a_german_subject():
    head = replace(HEAD, language="de")
    told = email_of(notebook_of([Section(kind="cover", title="Bericht", head=head)]))
    assert told.startswith("Betreff: Northwind Freight: ")


def test_no_text_of_a_plan_can_add_a_line_or_a_header():
    bad = with_text(sections(), lambda text: f"{text}\r\nBcc: all@example.com\u2028x\x0b")
    head = replace(bad[0].head, language="en")
    told = email_of(notebook_of([replace(bad[0], head=head), *bad[1:]]))
    assert len(told.splitlines()) <= 7
    headers, _, body = told.partition("\n\n")
    assert len(headers.splitlines()) == 1
    assert "\n\n" not in body


def test_a_notebook_that_shows_no_review_has_no_e_mail():
    with pytest.raises(UnreadableFile):
        email_of(notebook_of([]))
