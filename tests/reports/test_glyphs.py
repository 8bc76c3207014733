"""Which letters a font has."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspwidgets.reports.brand import bundled_fonts
from cspwidgets.reports.glyphs import letters_of


def bundled() -> frozenset[int]:
    return frozenset().union(*map(letters_of, sorted(bundled_fonts().glob("*.ttf"))))


@pytest.mark.parametrize(
    "text",
    [
        "Straße Ångström Łódź İstanbul Đặng",
        "Ελληνικά Кириллица",
        "مرحبا بالعالم ٠١٢٣ پچگ",
        "שלום עולם",
        "€£$₺ – — “”‘’„‚ … · • × − ≈ ≥ ≤ → ▲ ▼ ■ ✓ ○ ● □",
    ],
)
def test_the_fonts_that_come_along_have_the_letters_of_our_customers(text: str):
    assert {letter for letter in text if ord(letter) not in bundled()} == set()


def test_regular_and_bold_have_the_same_letters():
    for family in ("NotoSans", "NotoSansArabic", "NotoSansHebrew"):
        regular, bold = (
            letters_of(bundled_fonts() / f"{family}-{weight}.ttf") for weight in ("Regular", "Bold")
        )
        assert regular == bold


def test_the_licence_lies_beside_the_fonts():
    assert "SIL OPEN FONT LICENSE" in (bundled_fonts() / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x00\x00", b"not a font at all, but long enough"])
def test_what_is_no_font_has_no_letters(tmp_path: Path, data: bytes):
    file = tmp_path / "font.ttf"
    file.write_bytes(data)
    assert letters_of(file) == frozenset()
