"""The sheets of a touch point: what they say, to whom, and that they can only be read."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from cspwidgets.journey.meeting import meeting
from cspwidgets.language import Language
from cspwidgets.pictures import meeting as meeting_page
from cspwidgets.pictures.sheet import whole_file
from cspwidgets.plan.model import Plan, TouchPoint
from cspwidgets.plan.words import TouchPointKind
from support.canaries import CANARY, RENEWAL_ON, with_canaries
from support.demo import UGLY, demo_plan, ugly_plan
from support.hostile import with_texts
from support.marked import MARKED, untranslated
from support.picture_cases import LETTER
from support.plans import TODAY, plan_of
from support.sheetcases import inside_sheets, shared_sheets
from support.strangers import STRANGERS
from support.structure import Outline

DEMO = ("northwind", "aldhelm", "lumen", "castellan")
GERMAN = Language.of("de")


def words_of(page: str) -> str:
    return " ".join(" ".join(Outline(page).words).split())


@pytest.mark.parametrize("name", DEMO)
def test_no_canary_is_on_a_page_for_both_sides(name: str):
    plan = with_canaries(demo_plan(name))
    for page in shared_sheets(plan).values():
        for inside in (CANARY, "987,654,321", "$987", "2031", RENEWAL_ON.isoformat(), "Internal"):
            assert inside not in page, inside
    for page in inside_sheets(plan).values():
        assert "Internal: not for the customer" in page
        assert CANARY in page


def test_the_agenda_says_where_we_are_what_is_next_and_what_to_decide():
    said = words_of(shared_sheets(demo_plan("northwind"))["agenda"])
    for words in (
        "Meeting Northwind Freight",
        "You are in Roll out, week 20",
        "Since the quarterly review of 28 May",
        "Decided · the review of 28 May Roll-out agreed in three waves of four depots.",
        "Done · 4",
        "Newly late Wave 2 live: four depots",
        "To decide Decide who clears the way",
        "Your next three",
        "Promised by you 10 of 16 promised days kept",
    ):
        assert words in said, words
    assert "Open risks" not in said
    assert "Fee" not in said


def test_our_own_agenda_has_risks_money_and_what_was_noted_inside():
    said = words_of(inside_sheets(demo_plan("northwind"))["agenda"])
    assert "For us only · the review of 28 May The controller accepts the way of counting." in said
    for words in ("Open risks", "Fee a year", "Return on cost", "The renewal is on"):
        assert words in said, words


def test_what_is_recorded_today_is_on_todays_page_and_each_reader_gets_their_part():
    row = TouchPoint(
        id="now",
        kind=TouchPointKind.CALL,
        on=TODAY,
        decisions="Go live\non Monday",
        shared_notes="Thanks to Dana",
        internal_decisions="Offer a month",
        notes="Tense",
    )
    plan = demo_plan("northwind")
    plan = replace(plan, touch_points=(*plan.touch_points, row))
    ours, theirs = inside_sheets(plan)["agenda"], shared_sheets(plan)["agenda"]
    assert "Decided · today Go live on Monday Noted · today Thanks to Dana" in words_of(theirs)
    assert "For us only · today Offer a month Tense" in words_of(ours)
    assert "Offer a month" not in theirs
    assert "Tense" not in theirs


def test_the_promise_list_says_what_is_open_late_moved_and_kept():
    said = words_of(shared_sheets(demo_plan("northwind"))["promises"])
    assert re.search(r"Still open .* 10 Jul, 5 days late", said)
    assert re.search(r"Not kept .* moved from \d+ \w+ ", said)
    assert re.search(r"Kept .* kept, done \d+ \w+", said)


def test_the_hand_over_has_all_that_a_new_csm_asks_for():
    said = words_of(inside_sheets(demo_plan("northwind"))["handover"])
    for words in (
        "Account hand-over Northwind Freight",
        "People",
        "At risk",
        "Money and renewal",
        "Due within 14 days",
        "Last touch points",
        "How they like to work Weekly adoption note to depot managers",
        "Worth a look",
    ):
        assert words in said, words


def test_a_plan_with_nothing_in_it_says_so_in_every_part():
    plan = plan_of(start_on=None, stages=())
    assert "csp-strip" not in shared_sheets(plan)["agenda"]
    agenda = words_of(shared_sheets(plan)["agenda"])
    for words in (
        "No objective yet",
        "This is the first touch point.",
        "No step was done.",
        "No promised day is near.",
        "Nothing is open here.",
    ):
        assert words in agenda, words
    handed = words_of(inside_sheets(plan)["handover"])
    for words in ("Nobody is named yet.", "nothing is late.", "No touch point is recorded yet."):
        assert words in handed, words


@pytest.mark.parametrize("name", sorted(file.stem for file in UGLY.glob("*.yaml")))
def test_every_ugly_plan_has_its_sheets_in_whole_html(name: str):
    plan = ugly_plan(name)
    for page in (*shared_sheets(plan, GERMAN).values(), *inside_sheets(plan, GERMAN).values()):
        ElementTree.fromstring(page)


@pytest.mark.parametrize("place", range(0, len(STRANGERS), 6))
def test_what_strangers_write_stays_letters(place: int):
    plan = demo_plan("northwind")
    calm = _outlines(with_texts(plan, lambda _: "x"))
    written = iter(STRANGERS[place:] * 1000)
    found = _outlines(with_texts(plan, lambda _: next(written)))
    for name, outline in found.items():
        assert outline.addresses == []
        assert {tag for tag, _ in outline.elements} <= {tag for tag, _ in calm[name].elements}
        names = {name for _, attributes in outline.elements for name in attributes}
        assert not [one for one in names if one.startswith("on") or one in ("src", "href")]


def test_the_file_may_load_and_run_nothing():
    page = whole_file("<p>a</p>", title="</title>", language="de", style="").decode()
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert '<html lang="de">' in page
    assert page.count("</title>") == 1


def test_every_word_of_a_sheet_can_be_translated():
    plan = with_texts(demo_plan("northwind"), lambda _: LETTER)
    plan = replace(plan, objective=LETTER)
    pages = [*shared_sheets(plan, MARKED).values(), inside_sheets(plan, MARKED)["agenda"]]
    for page in pages:
        said = "".join(Outline(page).words)
        assert untranslated(said) == [], said


def test_a_german_sheet_speaks_german():
    said = words_of(shared_sheets(demo_plan("northwind"), GERMAN)["agenda"])
    for words in ("Besprechung", "Seit dem Quartalsgespräch vom 28. Mai", "Zu entscheiden"):
        assert words in said, words


def test_long_lists_are_cut_and_counted():
    facts = meeting(ugly_plan("import-300"), TODAY, is_shared=False)
    page = meeting_page.html(facts)
    assert page.count("<li") < 60
    assert "more" in words_of(page)


def _outlines(plan: Plan) -> dict[str, Outline]:
    sheets = {**shared_sheets(plan), **{f"our {k}": v for k, v in inside_sheets(plan).items()}}
    return {
        name: Outline(whole_file(page, title=plan.account.name, language="en", style="").decode())
        for name, page in sheets.items()
    }
