"""The review in other languages: every word of it comes from the catalogue."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from cspwidgets.journey.period import Period
from cspwidgets.journey.review import review_facts
from cspwidgets.journey.standing import Standing, stand
from cspwidgets.reports.document import Section
from cspwidgets.reports.review import Review
from support.marked import MARKED, untranslated
from support.picture_cases import nameless
from support.reviewing import texts_in
from support.sheets import theme

TOLD = (
    *("ordinary", "at the start", "everything done", "long overdue", "left behind"),
    *("no start", "not agreed", "no steps", "nothing at all", "partner and an ongoing stage"),
)


@pytest.mark.parametrize("audience", ["customer", "internal"])
@pytest.mark.parametrize("name", TOLD)
def test_every_word_of_a_review_can_be_translated(name: str, audience: str):
    standing = nameless(name, MARKED)
    then = stand(standing.plan, standing.on - timedelta(days=70), draws=0, language=MARKED)
    for before in (then, None):
        for section in _review(standing, before, audience).sections:
            words = {*texts_in(replace(section, head=None)), *_of_the_head(section)}
            for said in words - {"General"}:  # a spreadsheet's number format
                assert untranslated(re.sub("<[^>]*>", "", said)) == [], (section.kind, said)


def _of_the_head(section: Section) -> tuple[str, ...]:
    head = section.head
    return (head.title, head.period_in_words, head.as_of_in_words) if head else ()


def _review(standing: Standing, before: Standing | None, audience: str) -> Review:
    facts = review_facts(standing, Period.around(standing.on), before, "qbr" if before else "")
    return Review(facts, audience=audience, language=MARKED, theme=theme())
