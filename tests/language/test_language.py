"""A language says texts, counts, days, numbers and money as its readers write them."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date

import pytest

from cspwidgets.errors import NotFound
from cspwidgets.language import ENGLISH, Language

GERMAN = Language.of("de")
DAY = date(2026, 10, 8)


def test_a_language_is_known_by_its_tag_and_is_the_same_each_time():
    assert Language.of("de") is GERMAN
    assert GERMAN != ENGLISH
    assert pickle.loads(pickle.dumps(GERMAN)) is GERMAN


def test_a_language_that_is_not_there_names_those_that_are():
    with pytest.raises(NotFound, match="There is no language 'xx' here; there are en, de"):
        Language.of("xx")


def test_a_text_without_a_translation_is_said_in_english():
    assert GERMAN.say("{n} gadgets", n=1200) == "1.200 gadgets"


def test_numbers_in_a_text_are_figures_or_words_as_it_asks():
    assert ENGLISH.say("{n} of {n:word}", n=12) == "12 of twelve"
    assert ENGLISH.say("{n:word}", n=21) == "21"
    assert ENGLISH.say("{n:word} weeks", n=0) == "no weeks"
    assert GERMAN.say("{n} of {n:word}", n=12) == "12 of zwölf"


def test_braces_in_what_is_filled_in_stay_as_they_are():
    assert ENGLISH.say("“{name}”", name="{n} {0}") == "“{n} {0}”"


def test_counted_texts_take_the_form_of_their_count():
    texts = ("{n} day late", "{n} days late")
    assert [ENGLISH.plural(n, *texts) for n in (0, 1, 2)] == [
        "0 days late",
        "1 day late",
        "2 days late",
    ]
    german = Language("de", {}, {texts[1]: ("ein Tag", "{n} Tage")}, (), GERMAN._formats)
    assert [german.plural(n, *texts) for n in (0, 1, 2)] == ["0 Tage", "ein Tag", "2 Tage"]


@pytest.mark.parametrize(
    ("language", "full", "this_year", "short", "short_this_year"),
    [
        (ENGLISH, "8 October 2026", "8 October", "8 Oct 2026", "8 Oct"),
        (GERMAN, "8. Oktober 2026", "8. Oktober", "8. Okt. 2026", "8. Okt."),
    ],
)
def test_a_day_has_its_year_only_where_it_is_another(
    language: Language, full: str, this_year: str, short: str, short_this_year: str
):
    assert language.day(DAY) == language.day(DAY, date(2025, 1, 1)) == full
    assert language.day(DAY, date(2026, 1, 1)) == this_year
    assert language.short_day(DAY) == short
    assert language.short_day(DAY, date(2026, 12, 31)) == short_this_year


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (90.94, "90.94", "90,94"),
        (0.5, "0.5", "0,5"),
        (-3.14159, "-3.14", "-3,14"),
        (12_345.6, "12,346", "12.346"),
        (24.0, "24", "24"),
        (0.123, "0.12", "0,12"),
        (11500.4, "11,500", "11.500"),
        (-3.5, "-3.5", "-3,5"),
    ],
)
def test_numbers_have_their_signs_where_readers_expect_them(
    value: float, english: str, german: str
):
    assert ENGLISH.number(value) == english
    assert GERMAN.number(value) == german


@pytest.mark.parametrize(
    ("amount", "currency", "english", "german"),
    [
        (1_983_000, "USD", "$1.98m", "1,98 Mio. $"),
        (2_000_000, "EUR", "€2m", "2 Mio. €"),
        (999_700, "EUR", "€1m", "1 Mio. €"),
        (2_500_000, "EUR", "€2.5m", "2,5 Mio. €"),
        (-45_200, "CHF", "-CHF 45k", "-45.000 CHF"),
        (1_500, "EUR", "€1,500", "1.500 €"),
        (9.9, "USD", "$9.90", "9,90 $"),
        (999_499, "EUR", "€999k", "999.000 €"),
        (999_500, "EUR", "€1m", "1 Mio. €"),
        (-1500, "CHF", "-CHF 1,500", "-1.500 CHF"),
        (0, "", "0", "0"),
        (12, "EUR", "€12", "12 €"),
        (45_200, "", "45k", "45.000"),
    ],
)
def test_money_is_told_in_few_signs(amount: float, currency: str, english: str, german: str):
    assert ENGLISH.money(amount, currency) == english
    assert GERMAN.money(amount, currency).replace("\u00a0", " ") == german


def test_shares_are_percent():
    assert (ENGLISH.percent(0.705), ENGLISH.percent(0.705, decimals=1)) == ("70%", "70.5%")
    assert GERMAN.percent(0.705) == "70\u00a0%"
    assert GERMAN.percent(0.705, decimals=1) == "70,5\u00a0%"


def test_a_unit_stands_apart_from_its_figure():
    assert ENGLISH.amount(24.0, "min") == ("24", " min")
    assert GERMAN.amount(90.9, "%") == ("90,9", "\u00a0%")
    assert ENGLISH.amount(3.0, "days") == ("3", " days")
    assert GERMAN.amount(7.0, "") == ("7", "")
    assert GERMAN.amount(1500.0, "EUR") == ("1.500\u00a0€", "")
    assert ENGLISH.amount(779.0, "GBP k") == ("£779k", "")
    assert GERMAN.amount(1.2, "EUR m") == GERMAN.amount(1_200_000.0, "EUR")


def test_months_and_days_of_the_week_have_their_names():
    assert (GERMAN.months[2], GERMAN.short_months[2], GERMAN.weekdays[0]) == (
        "März",
        "Mär",
        "Montag",
    )
    assert (ENGLISH.months[2], ENGLISH.short_months[2], ENGLISH.weekdays[0]) == (
        "March",
        "Mar",
        "Monday",
    )


def test_english_needs_no_library():
    code = "import sys, cspwidgets.language.language; print('babel' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
