"""Whose step it is."""

from dataclasses import replace

import pytest

from cspwidgets.exchange.people import Name, Parties, read_names, read_side, title_side
from cspwidgets.plan.model import Account, Person
from cspwidgets.plan.words import Side
from support.tables import new_plan

PLAN = new_plan(
    account=Account(name="Acme", vendor="Vendo", domain="acme.example"),
    people=(Person(id="mo", name="Maria Okafor", side=Side.VENDOR, email="mo@vendo.example"),),
)


@pytest.mark.parametrize(
    ("words", "emails", "names"),
    [
        ("Sarah Chen;Mike Torres", "", [Name("Sarah Chen"), Name("Mike Torres")]),
        ("Sarah Chen[50%], Mike Torres[1,5]", "", [Name("Sarah Chen"), Name("Mike Torres")]),
        ("Jo Ray <jo@acme.example>", "", [Name("Jo Ray", "jo@acme.example")]),
        ("Jo Ray", "jo@acme.example", [Name("Jo Ray", "jo@acme.example")]),
        ("", "jo.ray@acme.example", [Name("", "jo.ray@acme.example")]),
        ("NA", "", [Name("NA")]),
        ("", "", []),
    ],
)
def test_names_and_addresses_are_taken_apart(words: str, emails: str, names: list[Name]):
    assert list(read_names(words, emails)) == names


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Client", Side.CUSTOMER),
        ("Kunde", Side.CUSTOMER),
        ("Vendor", Side.VENDOR),
        ("Customer Success", Side.VENDOR),
        ("CSM", Side.VENDOR),
        ("Partner", Side.PARTNER),
        ("Both", Side.BOTH),
        ("Client / Vendor", Side.BOTH),
        ("Procurement", None),
        ("", None),
    ],
)
def test_a_side_is_known_by_its_words(words: str, side: Side | None):
    assert read_side(words) is side


@pytest.mark.parametrize(
    ("title", "side"),
    [
        ("Client to provide test data", Side.CUSTOMER),
        ("[Customer] Sign off", Side.CUSTOMER),
        ("Vendor: set up the server", Side.VENDOR),
        ("Customer data migration", None),
        ("Call the client", None),
    ],
)
def test_a_title_that_begins_with_a_side_shows_it(title: str, side: Side | None):
    assert title_side(title) is side


@pytest.mark.parametrize(
    ("name", "owner", "side"),
    [
        (Name("maria okafor"), "mo", Side.VENDOR),
        (Name("M.", "MO@vendo.example"), "mo", Side.VENDOR),
        (Name("Jo Ray", "jo@it.acme.example"), "jo-ray", Side.CUSTOMER),
        (Name("Al Fa", "al@vendo.example"), "al-fa", Side.VENDOR),
        (Name("Pat Ner", "pat@other.example"), "Pat Ner", None),
        (Name("Vendo"), "Vendo", Side.VENDOR),
        (Name("Acme"), "Acme", Side.CUSTOMER),
        (Name("QA Team"), "QA Team", None),
        (Name("Sarah Chen"), "Sarah Chen", None),
    ],
)
def test_people_are_placed_by_plan_address_and_name(name: Name, owner: str, side: Side | None):
    parties = Parties(PLAN, own_domain="vendo.example")
    assert parties.owner([name]) == (owner, side)


def test_somebody_whose_side_nobody_knows_is_asked_for_and_stays_a_name():
    parties = Parties(PLAN)
    assert parties.owner([Name("Sarah Chen")]) == ("Sarah Chen", None)
    assert list(parties.unplaced) == ["Sarah Chen"]
    assert parties.people == list(PLAN.people)


def test_an_answer_places_somebody():
    parties = Parties(PLAN, sides={"sarah chen": Side.PARTNER})
    assert parties.owner([Name("Sarah Chen")]) == ("sarah-chen", Side.PARTNER)
    assert parties.people[-1] == Person(id="sarah-chen", name="Sarah Chen", side=Side.PARTNER)


def test_people_of_two_sides_do_it_together():
    parties = Parties(PLAN, sides={"Sarah Chen": Side.CUSTOMER})
    names = [Name("Maria Okafor"), Name("Sarah Chen")]
    assert parties.owner(names) == ("mo", Side.BOTH)


def test_a_column_of_sides_wins_over_names():
    parties = Parties(PLAN)
    assert parties.owner([Name("Sarah Chen")], side=Side.CUSTOMER) == (
        "sarah-chen",
        Side.CUSTOMER,
    )


def test_without_a_domain_of_the_customer_any_other_one_is_theirs():
    plan = replace(PLAN, account=Account(name="Acme"))
    parties = Parties(plan, own_domain="@vendo.example")
    assert parties.side_of(Name("Jo", "jo@acme.example")) is Side.CUSTOMER
