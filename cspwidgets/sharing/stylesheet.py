"""The style sheet of the customer's page: the theme, the pictures' sheets, the page's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

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
    theme = css_variables(Theme.from_data(settings.theme()))
    return "".join((theme, *sheets, own.read_text("utf-8")))
