"""Lengths, percentages and money, as programs and people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.exchange.quantities import (
    Money,
    counts_shares,
    decimal_mark,
    read_length,
    read_money,
    read_percent,
    unit_of,
)
from support.tables import brought, taken


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("5 days", 5),
        ("5d", 5),
        ("5 days?", 5),
        ("1 day", 1),
        ("2 w", 10),
        ("2 wks", 10),
        ("16 hrs", 2),
        ("16h", 2),
        ("240 mins", 0.5),
        ("1 mon", 20),
        ("7 edays", 5),
        ("1,5 Tage", 1.5),
        ("2 Wochen", 10),
        ("8 Std.", 1),
        ("12+ weeks", 60),
        ("0 days", 0),
        ("3", 3),
        (3.5, 3.5),
        ("", None),
        ("NA", None),
    ],
)
def test_a_length_is_in_working_days(written: str, days: float | None):
    assert read_length(written) == days


@pytest.mark.parametrize("written", ["Ongoing", "-3", "5 parsecs", "soon", "1 2 3"])
def test_what_is_no_length_is_said(written: str):
    with pytest.raises(ValueError, match="is no length"):
        read_length(written)


@pytest.mark.parametrize("written", ["99999999999999999999", "3000 w", "15000 days"])
def test_a_length_that_is_longer_than_any_plan_is_said_and_overflows_nothing(written: str):
    with pytest.raises(ValueError, match="is longer than any plan"):
        read_length(written)
    made = taken(f"Task Name,Start,Duration\nA,2026-01-05,{written}\nB,2026-01-05,3\n")
    assert brought(made, "days") == {"A": None, "B": 3.0}
    assert [(one.line, one.column) for one in made.not_taken] == [(2, "Duration")]


@pytest.mark.parametrize(
    ("column", "days"),
    [("Duration", 2), ("Duration (weeks)", 10), ("duration_hours", 0.25), ("Dauer", 2)],
)
def test_a_bare_number_has_the_unit_of_its_column(column: str, days: float):
    assert read_length("2", unit=unit_of(column)) == days


@pytest.mark.parametrize(
    ("column", "percents"),
    [
        (["0%", "45%", "100%"], [0, 45, 100]),
        (["0", "45", "100"], [0, 45, 100]),
        ([0, 0.45, 1], [0, 45, 100]),
        (["0,5", "1"], [50, 100]),
        (["1%", "1"], [1, 1]),
    ],
)
def test_percentages_and_shares_are_told_apart_by_their_column(
    column: list[str], percents: list[float]
):
    shares = counts_shares(column)
    assert [read_percent(cell, shares=shares) for cell in column] == percents


@pytest.mark.parametrize("written", ["101", "-1", "most of it"])
def test_what_is_no_percentage_is_said(written: str):
    with pytest.raises(ValueError, match="no percentage"):
        read_percent(written)


@pytest.mark.parametrize(
    ("column", "money"),
    [
        (["£186,000.00"], [Money(186000, "GBP")]),
        (["186000"], [Money(186000)]),
        (["1.250,50 €", "900"], [Money(1250.5, "EUR"), Money(900)]),
        (["EUR 1,250.50"], [Money(1250.5, "EUR")]),
        (["1,234", "5,678"], [Money(1234), Money(5678)]),
        (["1.234", "5.678"], [Money(1234), Money(5678)]),
        (["1.234.567"], [Money(1234567)]),
        (["CHF 1'250'000"], [Money(1250000, "CHF")]),
        (["1 250 000 kr"], [Money(1250000, "kr")]),
        (["$1.2M"], [Money(1200000, "$")]),
        (["86k"], [Money(86000)]),
        (["(1,000.00)"], [Money(-1000)]),
        (["3.0935E10"], [Money(30935000000)]),
        ([42], [Money(42)]),
        ([""], [None]),
    ],
)
def test_money_is_read_with_the_decimal_sign_of_its_column(
    column: list[str], money: list[Money | None]
):
    mark = decimal_mark(column)
    assert [read_money(cell, decimal=mark) for cell in column] == money


@pytest.mark.parametrize("written", ["a lot", "1,2,3", "12-13", "1.2.3", "$"])
def test_what_is_no_money_is_said(written: str):
    with pytest.raises(ValueError, match="no amount of money"):
        read_money(written)


@given(st.integers(0, 10**12), st.sampled_from([(",", "."), (".", ","), ("", "."), (" ", ",")]))
def test_money_is_the_same_however_it_is_grouped(cents: int, signs: tuple[str, str]):
    thousands, decimal = signs
    whole = f"{cents // 100:,}".replace(",", thousands)
    column = [f"{whole}{decimal}{cents % 100:02d}", f"1{decimal}50"]
    amount = read_money(column[0], decimal=decimal_mark(column))
    assert amount is not None
    assert amount.amount == pytest.approx(cents / 100)


@given(st.text(max_size=60))
def test_whatever_stands_there_is_a_quantity_or_a_sentence(words: str):
    for read in (read_length, read_percent, read_money):
        try:
            read(words)
        except ValueError:
            continue
