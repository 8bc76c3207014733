"""The customer's page, piece by piece: what it says of every plan, and what it never says."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from cspwidgets.language.catalogue import FOLDER, catalogue
from cspwidgets.plan.model import BrokenPromise, Person, Plan
from cspwidgets.plan.words import ActivityState, PlanState, Result, Role, Side, Visibility
from cspwidgets.settings import Settings
from cspwidgets.sharing.inside import Inside
from cspwidgets.sharing.page import CustomerPage
from support.canaries import CANARY, RENEWAL_ON, with_canaries
from support.demo import UGLY, demo_plan, ugly_plan
from support.hostile import with_texts
from support.plans import TODAY, plan_of, step, tied
from support.views import page_of, pieces_of, view_of

DEMO = ("northwind", "aldhelm", "lumen", "castellan")
MOST_BYTES = 150_000
"""Of the page with all that it asks for, as it is before it is packed."""


def words(html: str) -> str:
    """What a piece says, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def pieces(plan: Plan, language: str = "en") -> dict[str, str]:
    return {name: words(html) for name, html in pieces_of(view_of(plan, language=language)).items()}


def changed(plan: Plan, name: str, **fields: object) -> Plan:
    rows = (replace(row, **fields) if row.id == name else row for row in plan.activities)
    return replace(plan, activities=tuple(rows))


@pytest.mark.parametrize("name", DEMO)
def test_no_canary_is_anywhere_on_the_page(name: str):
    plan = replace(with_canaries(demo_plan(name)), result=Result.LOST)
    page = page_of(view_of(plan))
    for inside in (CANARY, "987654321", "987,654,321", RENEWAL_ON.isoformat(), "2031"):
        assert inside not in page, inside


@pytest.mark.parametrize("name", DEMO)
def test_no_line_is_about_a_step_that_has_no_name(name: str):
    plan = demo_plan(name)
    every_third = (
        replace(row, visibility=Visibility.INTERNAL) if place % 3 == 0 else row
        for place, row in enumerate(plan.activities)
    )
    shown = pieces_of(view_of(replace(plan, activities=tuple(every_third))))
    for html in shown.values():
        assert not re.search(r"<bdi></bdi>|“”|<b></b>|: ;|; ;", html)
    assert 'class="csp-next csp-card"' in shown["next"]


@pytest.mark.parametrize("name", [*DEMO, *sorted(file.stem for file in UGLY.glob("*.yaml"))])
def test_every_plan_has_a_page_that_says_where_it_stands(name: str):
    told = pieces(demo_plan(name) if name in DEMO else ugly_plan(name))
    assert "17 July 2026" in told["masthead"]
    for piece in ("objective", "route", "next", "value", "card", "foot"):
        assert told[piece], piece


def test_an_empty_plan_says_so_and_shows_no_empty_lists():
    told = pieces(ugly_plan("empty"))
    assert "The plan has no steps yet." in told["objective"]
    assert told["next"].count("Nothing is open here.") == 2
    assert [told[name] for name in ("promises", "steps", "people")] == ["", "", ""]


def test_a_closed_plan_says_so_first():
    plan = replace(demo_plan("northwind"), state=PlanState.CLOSED)
    assert "This plan is closed." in pieces(plan)["masthead"]
    assert "closed" not in pieces(demo_plan("northwind"))["masthead"]


@pytest.mark.parametrize("side", [Side.CUSTOMER, Side.VENDOR])
def test_the_promises_add_up_to_what_the_report_card_says(side: Side):
    page = CustomerPage(view_of("northwind"))
    subject = next(each for each in page.standing.card.subjects if each.key.startswith(side.value))
    lists = page.promises.html.split("csp-promise csp-card")[1:]
    told = words(lists[0 if side is Side.CUSTOMER else 1])
    kept, due = map(int, re.search(r"(\d+) of (\d+) promised days kept", told).groups())
    assert subject.points == pytest.approx(100 * kept / due, abs=0.5)
    assert f"{kept} promises kept" in told


def test_what_was_decided_last_stands_below_the_promises():
    told = pieces(demo_plan("northwind"))["promises"]
    assert "What was decided the review of 28 May Roll-out agreed in three waves" in told
    assert "The controller accepts" not in told
    assert "What was decided" not in pieces(ugly_plan("one-step"))["promises"]


def test_a_promise_says_what_became_of_it():
    day = timedelta(days=1)
    moved = BrokenPromise(promised_on=date(2026, 6, 1), moved_on=date(2026, 6, 3), reason="Illness")
    done = {"state": ActivityState.DONE, "started_on": TODAY - 9 * day}
    plan = plan_of(
        step("kept", side=Side.CUSTOMER, promised_on=TODAY, finished_on=TODAY - day, **done),
        step("late", side=Side.CUSTOMER, promised_on=TODAY - 3 * day, finished_on=TODAY, **done),
        step("open", side=Side.CUSTOMER, promised_on=TODAY - day, broken_promises=(moved,)),
        step("next", side=Side.BOTH, promised_on=TODAY + day),
        step("none", side=Side.VENDOR, promised_on=None),
        step("gone", side=Side.VENDOR, promised_on=TODAY, state=ActivityState.SKIPPED),
    )
    yours, theirs = pieces_of(view_of(plan))["promises"].split("csp-promise csp-card")[1:]
    for said in (
        "late done 17 Jul, promised 14 Jul",
        "open moved from 1 Jun: Illness promised 16 Jul, still open",
        "next by 18 Jul",
        "1 promise kept kept kept, done 16 Jul",
    ):
        assert said in words(yours), said
    assert words(theirs).endswith("Promised by Vendor next by 18 Jul")


def test_people_can_be_written_to_where_the_address_is_one():
    people = (
        Person(id="a", name="Ann", email="ann@example.com", title="COO"),
        Person(id="b", name="Bob", email='bob@example.com" onclick="x', role=Role.CHAMPION),
        Person(id="c", name="", email="c@example.com", side=Side.VENDOR, role=Role.TRAINER),
        Person(id="d", name="Dee", side=Side.VENDOR, role=Role.CSM),
    )
    html = pieces_of(view_of(replace(plan_of(), people=people)))["people"]
    assert html.count("<a ") == 2
    assert '<a href="mailto:ann@example.com"><bdi>Ann</bdi></a>' in html
    assert (
        words(html) == "People You Ann COO Bob Champion Vendor Dee Customer success manager Trainer"
    )


def test_a_step_opens_to_what_helps_and_links_only_where_a_page_may_lead():
    plan = demo_plan("northwind")
    for link, count in (("https://example.com/guide", 1), ("javascript:alert(1)", 0)):
        page = pieces_of(view_of(changed(plan, "wave-2", link=link, advice="Do <b>it</b>")))
        line = re.search(r'<li [^>]*id="step-wave-2".*?</li>', page["steps"])
        assert line
        assert line[0].count("<a ") == count
        assert line[0].count('rel="noopener noreferrer"') == count
        assert "How others did it: <bdi>Do &lt;b&gt;it&lt;/b&gt;</bdi>" in line[0]


def test_a_step_carries_what_the_filters_go_by():
    steps = pieces_of(view_of("northwind"))["steps"]
    line = re.search(r'<li [^>]*id="step-wave-2"[^>]*>', steps)
    assert line
    for fact in ('data-side="customer"', 'data-owner="depot-managers"', "data-month", "data-late"):
        assert fact in line[0]
    later = re.search(r'<li [^>]*id="step-sign-off"[^>]*>', steps)
    assert later
    assert "data-month" not in later[0]
    assert "data-late" not in later[0]


def test_a_stage_says_by_data_how_far_its_exit_criterion_is():
    ties = {"pilot": ("feature:Dock planner", 0.1), "roll-out": ("licence_utilisation", 0.6)}
    plan = tied(demo_plan("northwind"), ties)
    told = pieces(plan)
    for name in ("steps", "route"):
        assert re.search(r"Met on \d+ \w+ by data: use of Dock planner \d+%", told[name])
        assert "Not met yet: seats in use 48% (goal 60%)" in told[name]
    german = pieces(plan, "de")
    assert "Noch nicht erfüllt: Lizenzen in Gebrauch" in german["steps"]


def test_at_a_glance_there_is_money_or_else_what_the_measures_say():
    assert "Value so far: $1.19m a year" in pieces(demo_plan("northwind"))["objective"]
    assert "59% of the route walked" in pieces(demo_plan("northwind"))["objective"]
    told = pieces(ugly_plan("all-done"))["objective"]
    assert "Value so far: The goal is reached" in told
    assert "route walked" not in pieces(ugly_plan("empty"))["objective"]


def test_each_measure_says_how_its_value_is_reckoned():
    told = pieces(demo_plan("northwind"))["value"]
    assert "How this is reckoned" in told
    assert re.search(r"measured \$10\.88 on \d+ \w+ · behind · goal by", told)
    assert "A: measured by you and signed" in told


def test_a_german_page_has_no_english_words_of_its_own():
    plan = with_texts(demo_plan("northwind"), lambda text: "x" if text else "")
    told = " ".join(pieces(plan, "de").values())
    english = {text for text in catalogue("de").texts if len(text) > 3 and "{" not in text}
    own = {text for text in english if text != catalogue("de").texts[text]}
    assert {text for text in own if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", told)} == set()
    assert "Was beide Seiten zugesagt haben" in told
    assert (FOLDER / "de" / "page.toml").is_file()


@pytest.mark.parametrize("name", ["northwind", "import-300"])
def test_a_page_and_all_that_it_asks_for_is_small(name: str):
    plan = demo_plan(name) if name in DEMO else ugly_plan(name)
    inside = Inside.of(Settings.from_environment())
    page = "".join((inside.sheet, inside.script, *pieces_of(view_of(plan)).values())).encode()
    assert len(page) < MOST_BYTES
    assert len(gzip.compress(page)) < MOST_BYTES / 4
