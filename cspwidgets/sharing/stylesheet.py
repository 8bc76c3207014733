"""The style sheet of the customer's page: the theme, the pictures' sheets, the page's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from cspwidgets.pictures.logo import Logo
from cspwidgets.pictures.theme import Theme, css_variables
from cspwidgets.settings import Settings, shared_folder

_PICTURES = ("base.css", "route.css", "card.css")


def template_folder() -> Path:
    """The folder of the Voila template `csp`."""
    return shared_folder("templates") / "voila" / "csp"


def stylesheet(settings: Settings) -> str:
    """One style sheet for all of the page, in the look of the settings' theme.

    Raises
    ------
    SettingsError
        The theme cannot be used.
    """
    pictures = files("cspwidgets.pictures")
    own = template_folder() / "static" / "page.css"
    sheets = [pictures.joinpath(name).read_text("utf-8") for name in _PICTURES]
    data = settings.theme()
    theme, logo = css_variables(Theme.from_data(data)), _logo(data.get("logo"), settings)
    return "".join((theme, *sheets, own.read_text("utf-8"), logo))


def _logo(named: Any, settings: Settings) -> str:
    # The firm's own picture takes the place of the road; one that is unfit, reviews tell of.
    try:
        logo = Logo.of((settings.theme_file.parent / named).read_bytes()) if named else None
    except (OSError, TypeError, ValueError):
        return ""
    if logo is None:
        return ""
    return (
        f'.csp-masthead::before {{ content: ""; background-image: url("{logo.as_url()}"); }}\n'
        + (".csp-masthead .csp-mark { display: none; }\n")
    )
