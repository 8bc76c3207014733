"""Pages for a browser: pictures with the theme and the style sheets that they are shown with."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from cspwidgets.pictures.theme import Theme, css_variables

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "cspwidgets" / "pictures"


@cache
def theme() -> Theme:
    """The theme that comes with the program."""
    return Theme.from_data(tomllib.loads((ROOT / "templates/qbr/theme.toml").read_text("utf-8")))


@cache
def css() -> str:
    """The variables and the style sheets of all pictures."""
    files = [PICTURES / name for name in ("base.css", "route.css", "card.css")]
    return "\n".join([css_variables(theme()), *(file.read_text("utf-8") for file in files)])


def page_of(body: str, *, more_css: str = "") -> str:
    """A whole page around `body`."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<style>{css()}\n{more_css}</style><body class="csp">{body}</body></html>'
    )
