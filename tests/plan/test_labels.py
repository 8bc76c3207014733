"""Fields and enumerated words have names that people use, and can be typed by them."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum

import pytest

from cspwidgets.plan import words
from cspwidgets.plan.cells import read_cell
from cspwidgets.plan.labels import FIELD_LABELS, ROW_NOUNS, enum_words, field_label, label
from cspwidgets.plan.model import TABLES, Account, Plan
from cspwidgets.plan.words import Side
from support.plans import small_plan

KINDS = [kind for kind in vars(words).values() if isinstance(kind, type) and kind is not StrEnum]


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_can_be_typed_as_it_is_shown(kind: type[StrEnum]):
    plan = small_plan()
    known = {name.casefold(): word for name, word in enum_words(plan, kind).items()}
    for word in kind:
        assert known[label(plan, word).casefold()] is word


def test_the_vendor_goes_by_its_name_unless_that_is_another_sides_word():
    plan = small_plan()
    assert label(plan, Side.VENDOR) == "RouteWise"
    odd = replace(plan, account=replace(plan.account, vendor="Customer"))
    assert label(odd, Side.VENDOR) == "Vendor"
    assert read_cell(odd, "activities", "side", "customer") is Side.CUSTOMER


def test_every_label_is_of_a_field_that_there_is():
    holders = (*TABLES.values(), Plan, Account)
    known = {field.name for holder in holders for field in fields(holder)}
    assert FIELD_LABELS.keys() <= known
    assert ROW_NOUNS.keys() == TABLES.keys()


def test_a_field_without_a_label_goes_by_its_own_name():
    assert field_label("exit_criterion") == "exit criterion"
