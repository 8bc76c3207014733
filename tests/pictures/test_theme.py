"""The theme: every text can be read on its ground, and a theme that breaks that is refused."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pytest

from cspwidgets.errors import SettingsError
from cspwidgets.pictures.theme import (
    MINIMUM_CONTRAST,
    TEXT_ON,
    Colours,
    Theme,
    contrast,
    css_variables,
    resolved,
)
from cspwidgets.settings import Settings
from support.sheets import PICTURES, ROOT, theme

# What JupyterLab gives in its own two themes, as it comes out on screen: ground, paper, lane, ink.
LAB = {
    "light": ("#ffffff", "#ffffff", "#f7f9fb", "#212121"),
    "dark": ("#111111", "#212121", "#2c2c2c", "#e0e0e0"),
}
ON_LAB_PAPER = ("soft", "route", "late", "customer", "vendor", "both", "partner")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", TEXT_ON)
def test_every_text_can_be_read_on_its_ground(scheme: str, ground: str):
    colours = getattr(theme(), scheme)
    for text in TEXT_ON[ground]:
        ratio = contrast(getattr(colours, text), getattr(colours, ground))
        assert ratio >= MINIMUM_CONTRAST, f"{text} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_in_jupyterlab_too(scheme: str):
    colours = getattr(theme(), scheme)
    *grounds, ink = LAB[scheme]
    for under in grounds:
        assert contrast(ink, under) >= MINIMUM_CONTRAST
        for text in ON_LAB_PAPER:
            assert contrast(getattr(colours, text), under) >= MINIMUM_CONTRAST, (text, under)


def test_contrast_is_that_of_wcag():
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#ffffff", "#000000") == contrast("#000000", "#ffffff") == 21


def test_the_one_theme_is_found_by_the_settings():
    settings = Settings.from_environment({"CSP_HOME": "/nowhere", "CSP_USER": "Ada"})
    assert Theme.from_data(settings.theme()) == theme()


def data() -> dict[str, Any]:
    return deepcopy(
        {
            "name": "Ours",
            "font": ["Inter"],
            "light": {name: getattr(theme().light, name) for name in Colours.__slots__},
            "dark": {name: getattr(theme().dark, name) for name in Colours.__slots__},
        }
    )


@pytest.mark.parametrize(
    ("scheme", "name", "value", "told"),
    [
        ("light", "soft", "#aaaaaa", "light.soft on light.paper is 2.32:1"),
        ("dark", "grade_c", "#333333", "dark.on_fill on dark.grade_c"),
        ("light", "ink", "black", "light.ink is 'black'; write it as #rrggbb"),
        ("light", "ink", "#000;}body{x:1", "write it as #rrggbb"),
        ("light", "inc", "#000000", "lacks, or does not know: inc"),
    ],
)
def test_a_theme_that_cannot_be_used_says_why(scheme: str, name: str, value: str, told: str):
    changed = data()
    changed[scheme][name] = value
    with pytest.raises(SettingsError, match=re.escape(told)) as caught:
        Theme.from_data(changed)
    assert caught.value.name == "CSP_THEME"


def test_a_theme_without_a_scheme_or_with_a_font_that_is_code_is_refused():
    with pytest.raises(SettingsError, match="no table \\[dark\\]"):
        Theme.from_data({**data(), "dark": None})
    with pytest.raises(SettingsError, match="no name of a font"):
        Theme.from_data({**data(), "font": ['x";}*{display:none']})


def test_every_colour_used_in_a_style_sheet_is_in_the_theme():
    known = {f"--csp-{name.replace('_', '-')}" for name in Colours.__slots__} | {"--csp-font"}
    for file in PICTURES.glob("*.css"):
        used = set(re.findall(r"var\((--csp-[\w-]+)", file.read_text("utf-8")))
        assert used <= known, file.name


def test_style_sheets_name_no_colour_of_their_own():
    for file in PICTURES.glob("*.css"):
        assert not re.search(r"#[0-9a-f]{3,6}\b|rgba?\(|shadow", file.read_text("utf-8")), file.name


def test_the_variables_follow_light_dark_jupyterlab_and_paper():
    css = css_variables(theme())
    assert "@media (prefers-color-scheme: dark)" in css
    assert '[data-jp-theme-light="false"] .csp{' in css
    assert "--csp-paper:var(--jp-layout-color1)" in css
    assert css.rindex("@media print") > css.rindex("data-jp-theme-light=")
    assert '--csp-font:"Inter"' in css


def test_a_style_sheet_can_be_resolved_for_what_knows_no_variables():
    css = (PICTURES / "route.css").read_text("utf-8")
    plain = resolved(css, theme().light, theme().font)
    assert "var(" not in plain.split("/* Every form")[0]
    assert "#1a66d6" in plain


def test_the_theme_file_says_what_each_colour_is_for():
    assert "late, and nothing else" in (ROOT / "templates/qbr/theme.toml").read_text("utf-8")
