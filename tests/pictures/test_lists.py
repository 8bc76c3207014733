"""The headline, the next steps and the findings."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from cspwidgets.journey.checks import check
from cspwidgets.journey.standing import stand
from cspwidgets.pictures import findings, headline, nextsteps
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.findings import Finding
from cspwidgets.plan.words import Side
from support.expected import is_as_expected, steady
from support.picture_cases import CASES, case
from support.plans import TODAY, small_plan


def test_the_next_steps_look_as_they_were_checked_in():
    names = SideNames.for_customer(steady().plan)
    assert is_as_expected("nextsteps.html", nextsteps.html(steady(), names=names))


def test_each_side_has_its_list_with_who_and_when():
    names = SideNames.for_customer(case("ordinary").plan)
    pieces = nextsteps.fragments(case("ordinary"), names=names)
    assert list(pieces) == ["next:customer", "next:vendor"]
    assert "Your next three" in pieces["next:customer"]
    assert "<bdi>RouteWise</bdi>’s next three" in pieces["next:vendor"]
    assert "due 30 Jun, 13 days late" in pieces["next:customer"]
    assert "Priya Nair" in pieces["next:vendor"]
    assert 'data-row="wave2"' in pieces["next:customer"]


def test_the_heading_counts_as_far_as_it_can():
    for count, told in ((1, "next step<"), (5, "next five<"), (9, "next steps<")):
        pieces = nextsteps.fragments(case("ordinary"), sides=(Side.CUSTOMER,), count=count)
        assert told in pieces["next:customer"].replace("</bdi>", "")


def test_a_side_with_nothing_open_is_told_so():
    assert "Nothing is open here." in nextsteps.html(case("everything done"))


def test_the_headline_says_the_objective_and_three_sentences():
    html = headline.html(case("ordinary"))
    assert "<h1><bdi>Every depot plans its day in 15 minutes" in html
    assert "You are in Roll out, week 20 of 30." in html
    ours = headline.html(case("ordinary"), audience="vendor", level=2)
    assert "<h2>" in ours
    assert "Objective, in their words" in ours


def test_a_plan_without_an_objective_says_so():
    plan = replace(small_plan(), objective="")
    assert "No objective yet" in headline.html(stand(plan, TODAY, draws=0))


def test_a_finding_leads_to_its_row_and_says_how_to_mend_it():
    standing = case("ordinary")
    found = check(standing.plan, standing.on, standing.schedule)
    pieces = findings.fragments(found)
    assert len(pieces) == len(found) > 0
    key, first = next(iter(pieces.items()))
    assert key == f"finding:{found[0].code}:{found[0].table}:{found[0].row}"
    assert f'data-row="{found[0].row}"' in first
    assert "<button" in first
    assert f"{len(found)} findings" in findings.html(found)
    assert "nothing found" in findings.html(())


def test_a_finding_cannot_smuggle_in_an_element():
    bad = Finding(code='"><b>', sentence="<b>x</b>", mend="<b>", table='"', row="<b>")
    assert "<b>" not in findings.html((bad,))


@pytest.mark.parametrize("name", CASES)
def test_every_list_is_well_formed_in_every_case(name: str):
    pieces = [*nextsteps.fragments(case(name)).values(), headline.html(case(name))]
    for piece in pieces:
        ElementTree.fromstring(piece)
        assert "<script" not in piece
