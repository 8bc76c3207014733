"""The theme: colours and letters of everything people see, as one value.

`settings` finds and reads the one `theme.toml`; `Theme.from_data` makes a value of it or says what
is wrong with it, contrast included. Pictures name colours by CSS variables only, so that one
drawing serves light, dark, JupyterLab and print; `css_variables` gives the variables their values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from cspwidgets.errors import SettingsError

MINIMUM_CONTRAST = 4.5
"""WCAG 2.2 AA, for text of any size."""

TEXT_ON: dict[str, tuple[str, ...]] = {
    "paper": ("ink", "soft", "route", "late", "customer", "vendor", "both", "partner"),
    "lane": ("ink", "soft", "route", "late", "customer", "vendor", "both", "partner"),
    "ground": ("ink", "soft", "route", "late"),
    "grade_a": ("on_fill",),
    "grade_b": ("on_fill",),
    "grade_c": ("on_fill",),
    "grade_d": ("on_fill",),
    "grade_e": ("on_fill",),
    "route": ("on_fill",),
}
"""Which text colours stand on which ground. Whoever adds a pair to a picture adds it here."""

_HEX = re.compile(r"#[0-9a-f]{6}")
_FAMILY = re.compile(r"[\w][\w .-]*")
# JupyterLab's own colours where it has some, so that a third-party Lab theme is obeyed.
_FROM_LAB = {
    "ground": "var(--jp-layout-color0)",
    "paper": "var(--jp-layout-color1)",
    "ink": "var(--jp-ui-font-color1)",
    "line": "var(--jp-border-color2)",
}
_FROM_DARK_LAB = {
    "lane": "color-mix(in srgb, var(--jp-ui-font-color1) 6%, var(--jp-layout-color1))",
    "road": "color-mix(in srgb, var(--jp-ui-font-color1) 20%, var(--jp-layout-color1))",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of one scheme, as `#rrggbb`; `templates/qbr/theme.toml` says what each is for."""

    ink: str
    soft: str
    line: str
    ground: str
    paper: str
    lane: str
    road: str
    route: str
    customer: str
    vendor: str
    both: str
    partner: str
    late: str
    on_fill: str
    grade_a: str
    grade_b: str
    grade_c: str
    grade_d: str
    grade_e: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A look: its name, its font families (best first), its light and its dark colours."""

    name: str
    font: tuple[str, ...]
    light: Colours
    dark: Colours

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Theme:
        """The theme in `data`, as `tomllib` reads it from a `theme.toml`.

        Raises
        ------
        SettingsError
            A colour is missing, unknown, no `#rrggbb`, or too faint on its ground.
        """
        families = tuple(str(family) for family in data.get("font", ()))
        for family in families:
            if not _FAMILY.fullmatch(family):
                raise _refused(f"{family!r} is no name of a font. Use letters, digits and spaces.")
        return cls(
            name=str(data.get("name", "")),
            font=families,
            light=_colours(data, "light"),
            dark=_colours(data, "dark"),
        )


@lru_cache(maxsize=1024)
def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, from 1 to 21.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def css_variables(theme: Theme) -> str:
    """The style sheet that gives every `--csp-…` variable its value, on elements of class `csp`.

    It follows the reader's light or dark; in JupyterLab, the Lab theme; on paper, light.
    """
    family = _font_stack(theme.font)
    light, dark = _declarations(theme.light), _declarations(theme.dark)
    lab, dark_lab = (
        "".join(f"--csp-{name}:{value};" for name, value in given.items())
        for given in (_FROM_LAB, _FROM_LAB | _FROM_DARK_LAB)
    )
    return "\n".join(
        (
            f".csp{{--csp-font:{family};{light}}}",
            f"@media (prefers-color-scheme: dark){{.csp{{{dark}}}}}",
            f'[data-jp-theme-light="true"] .csp{{{light}{lab}}}',
            f'[data-jp-theme-light="false"] .csp{{{dark}{dark_lab}}}',
            f"@media print{{.csp,[data-jp-theme-light] .csp{{{light}}}}}",
            "",
        )
    )


def resolved(css: str, colours: Colours, font: tuple[str, ...] = ()) -> str:
    """`css` with every `var(--csp-…)` replaced by its value, for what knows no variables."""
    for name, value in _values(colours):
        css = css.replace(f"var(--csp-{name})", value)
    return css.replace("var(--csp-font)", _font_stack(font))


def _font_stack(families: tuple[str, ...]) -> str:
    return ", ".join([*(f'"{name}"' for name in families), "sans-serif"])


def _colours(data: Mapping[str, Any], scheme: str) -> Colours:
    given = data.get(scheme)
    known = {field.name for field in fields(Colours)}
    if not isinstance(given, Mapping):
        raise _refused(f"It has no table [{scheme}]. Copy it from the theme that comes with this.")
    if set(given) != known:
        odd = ", ".join(sorted(known ^ set(given)))
        raise _refused(f"[{scheme}] lacks, or does not know: {odd}. Compare it with the default.")
    for name, value in given.items():
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise _refused(f"{scheme}.{name} is {value!r}; write it as #rrggbb, in small letters.")
    colours = Colours(**given)
    _check_contrast(scheme, colours)
    return colours


def _check_contrast(scheme: str, colours: Colours) -> None:
    for ground, texts in TEXT_ON.items():
        for text in texts:
            ratio = contrast(getattr(colours, text), getattr(colours, ground))
            if ratio < MINIMUM_CONTRAST:
                raise _refused(
                    f"{scheme}.{text} on {scheme}.{ground} is {ratio:.2f}:1, under "
                    f"{MINIMUM_CONTRAST}:1, too faint to read. Make one of them darker or lighter."
                )


def _luminance(colour: str) -> float:
    # WCAG 2.2, "relative luminance".
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _declarations(colours: Colours) -> str:
    return "".join(f"--csp-{name}:{value};" for name, value in _values(colours))


def _values(colours: Colours) -> list[tuple[str, str]]:
    names = (field.name for field in fields(colours))
    return [(name.replace("_", "-"), getattr(colours, name)) for name in names]


def _refused(sentence: str) -> SettingsError:
    return SettingsError(f"The theme cannot be used. {sentence}", name="CSP_THEME")
