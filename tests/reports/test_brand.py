"""The firm's look: what its theme names, and what is told of when something is missing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from cspwidgets.reports.brand import LOGO_LIMIT, Brand, bundled_fonts
from cspwidgets.reports.html import html_of
from cspwidgets.settings import Settings
from support.reviewed import notebook_of
from support.reviews import sections
from support.sheets import ROOT

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="3"><path d="M0 0h9"/></svg>'


def brand(folder: Path, line: str = "") -> tuple[Brand, list[str]]:
    """The brand of a theme with one more line in a folder of its own, and what was told."""
    theme = (ROOT / "templates/qbr/theme.toml").read_text("utf-8")
    (folder / "theme.toml").write_text(f"{line}\n{theme}", "utf-8")
    settings = replace(Settings.from_environment(), theme_file=folder / "theme.toml")
    told: list[str] = []
    return Brand.of(settings, told.append), told


def test_the_brand_that_comes_with_the_program_is_whole():
    told: list[str] = []
    assert Brand.of(tell=told.append).theme.name == "Workbook"
    assert told == []


def test_a_logo_beside_the_theme_stands_in_the_page(tmp_path: Path):
    (tmp_path / "logo.svg").write_bytes(SVG)
    made, told = brand(tmp_path, 'logo = "logo.svg"')
    assert told == []
    page = html_of(notebook_of(sections()), brand=made).decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert 'alt="RouteWise"' in page


@pytest.mark.parametrize(
    ("line", "data"),
    [
        ('logo = "logo.svg"', None),
        ('logo = "logo.svg"', b"no picture"),
        ('logo = "logo.svg"', SVG + b" " * LOGO_LIMIT),
        ("logo = 7", None),
        ('paper = "foolscap"', None),
    ],
)
def test_what_cannot_be_used_is_told_of_and_left_out(tmp_path: Path, line: str, data: bytes | None):
    if data is not None:
        (tmp_path / "logo.svg").write_bytes(data)
    made, told = brand(tmp_path, line)
    assert made.logo is None
    assert made.paper == "a4"
    assert len(told) == 1


def test_the_firms_fonts_lie_beside_its_theme(tmp_path: Path):
    shutil.copytree(bundled_fonts(), tmp_path / "fonts")
    made, _ = brand(tmp_path, 'paper = "us-letter"')
    assert made.fonts == tmp_path / "fonts"
    assert made.paper == "us-letter"
