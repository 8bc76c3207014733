"""Measuring words without a browser: never too small, never cut within a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.pictures.text import FONTS, Font, fit, measure, narrowest, wrap

FONT = Font(12.5)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)


@pytest.mark.parametrize(
    ("text", "inter", "dejavu"),
    [
        # Measured in Chromium at 100 px, in Inter and in DejaVu Sans.
        ("Überprüfung der Datenqualität", 1448, 1549),
        ("السلام عليكم ورحمة الله وبركاته", 1332, 1347),
        ("בית החולים הדסה ירושלים", 1107, 1118),
        ("क्षेत्रीय प्रबंधन", 470, 473),
        ("การจัดการ", 414, 414),
    ],
)
def test_a_measure_is_never_less_than_what_the_browser_takes(text: str, inter: int, dejavu: int):
    assert max(inter, dejavu) <= measure(text, Font(100)) <= 2.4 * max(inter, dejavu)


def test_marks_take_no_room_and_wide_signs_take_a_whole_square():
    assert measure("e\u0301", FONT) == measure("e", FONT) == measure("é", FONT)
    assert measure("日本", FONT) >= 2 * FONT.size
    assert measure("👩‍👩‍👧", FONT) >= 1.2 * FONT.size
    assert measure("", FONT) == 0


def test_bold_is_wider():
    assert measure("Roll out", Font(12, bold=True)) > measure("Roll out", Font(12))


@given(WORDS, st.floats(20, 300), st.integers(1, 4))
def test_wrapped_lines_fit_their_width_and_are_no_more_than_asked_for(text, width, lines):
    wrapped = wrap(text, width, FONT, lines=lines)
    assert len(wrapped) <= lines
    assert all(measure(line, FONT) <= width or line == "…" for line in wrapped)


@given(WORDS)
def test_nothing_is_lost_where_there_is_room(text: str):
    assert " ".join(wrap(text, 1e6, FONT, lines=1)) == " ".join(text.split())
    assert fit(text, 1e6, FONT) == text


@given(st.lists(st.from_regex(r"[a-z]{1,12}", fullmatch=True), min_size=1, max_size=8))
def test_words_are_kept_whole_and_in_order_at_the_narrowest_width(words: list[str]):
    text = " ".join(words)
    for lines in (1, 2, 3):
        width = narrowest(text, FONT, lines=lines)
        assert " ".join(wrap(text, width + 0.1, FONT, lines=lines)) == text


def test_a_word_too_long_for_a_line_is_broken_at_a_syllable_with_a_hyphen():
    font = FONTS["stage"]
    assert wrap("Datenqualitätsüberprüfung", 110, font, lines=3)[0].endswith("-")
    assert "".join(wrap("Datenqualitätsüberprüfung", 110, font, lines=4)).replace("-", "") == (
        "Datenqualitätsüberprüfung"
    )


def test_scripts_without_hyphens_are_broken_without_one():
    assert not any("-" in line for line in wrap("ثلاثةكلماتطويلةجدا", 60, FONT, lines=4))
    assert not any("-" in line for line in wrap("供应链规划与调度系统实施", 60, FONT, lines=4))


def test_what_is_left_over_ends_in_an_ellipsis():
    assert wrap("one two three four five six", 40, FONT, lines=2)[-1].endswith("…")
    assert fit("Depot managers", 60, FONT).endswith("…")
    assert fit("anything", 1, FONT) == "…"


def test_a_sign_of_several_characters_is_never_cut():
    family = "👩\u200d👩\u200d👧"
    for width in range(20, 120, 7):
        kept = fit(family * 5, width, FONT).removesuffix("…")
        assert len(kept) % len(family) == 0
    accented = "e\u0301" * 20
    assert not fit(accented, 50, FONT).removesuffix("…").endswith("e")


def test_text_without_words_has_no_lines():
    assert wrap("  ", 100, FONT, lines=2) == ()
    assert narrowest("", FONT, lines=2) == 0
