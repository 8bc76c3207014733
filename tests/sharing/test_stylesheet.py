"""The page wears the firm's theme: its colours, and its logo where there is a fit one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cspwidgets.errors import SettingsError
from cspwidgets.pictures.logo import LOGO_LIMIT
from cspwidgets.settings import Settings
from cspwidgets.sharing.stylesheet import stylesheet

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
LOGO = ".csp-masthead::before { content"


def settings_of(folder: Path, more: str, logo: bytes) -> Settings:
    known = Settings.from_environment()
    theme = known.theme_file.read_text("utf-8").replace("#1a66d6", "#b01060")
    (folder / "theme.toml").write_text(f"{more}\n{theme}", "utf-8")
    (folder / "logo.svg").write_bytes(logo)
    return replace(known, theme_file=folder / "theme.toml")


def test_the_page_wears_the_colours_and_the_logo_of_the_theme(tmp_path: Path):
    sheet = stylesheet(settings_of(tmp_path, 'logo = "logo.svg"', SVG))
    assert "--csp-route:#b01060" in sheet
    assert LOGO in sheet
    assert "data:image/svg+xml;base64,PHN2" in sheet


@pytest.mark.parametrize(
    ("more", "logo"),
    [
        ("", SVG),
        ('logo = "none.svg"', SVG),
        ("logo = 5", SVG),
        ('logo = "logo.svg"', b"GIF89a"),
        ('logo = "logo.svg"', SVG + b" " * LOGO_LIMIT),
    ],
)
def test_without_a_fit_logo_there_is_the_road(tmp_path: Path, more: str, logo: bytes):
    assert LOGO not in stylesheet(settings_of(tmp_path, more, logo))


def test_a_theme_that_cannot_be_used_says_so(tmp_path: Path):
    settings = settings_of(tmp_path, "", SVG)
    settings.theme_file.write_text("[light]", "utf-8")
    with pytest.raises(SettingsError, match="theme cannot be used"):
        stylesheet(settings)
