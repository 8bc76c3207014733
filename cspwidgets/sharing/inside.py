"""What stands in a customer's page besides its words: one style sheet and one script.

They are in the page and not beside it: a browser that has nothing stored then shows it in two
thirds of the time, and nothing is asked of anybody. A script may run only by its digest.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache

from cspwidgets.errors import SettingsError
from cspwidgets.settings import Settings
from cspwidgets.sharing.stylesheet import stylesheet, template_folder

PAGE, SHELL = "page.js", "shell.js"
"""The scripts of the page, and of the shell before it."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A style sheet and a script; by default none, for looking at the page's own words."""

    sheet: str = ""
    script: str = ""

    @classmethod
    def of(cls, settings: Settings) -> Inside:
        """Those of the customer's page, in the look of the settings' theme.

        Raises
        ------
        SettingsError
            The theme or the template cannot be read.
        """
        return cls(stylesheet(settings), script(PAGE))


@cache
def script(name: str) -> str:
    """A script of the template, as it is written.

    Raises
    ------
    SettingsError
        There is none: the installation is not whole.
    """
    try:
        return (template_folder() / "static" / name).read_text("utf-8")
    except OSError as error:
        told = f"The file {name!r} of the customer's page is missing. Install cspwidgets again."
        raise SettingsError(told, name=name) from error


def digest(text: str) -> str:
    """A script's digest, as a Content-Security-Policy names it.

    Examples
    --------
    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
