"""The firm's look for reviews: the theme, the logo and the fonts that lie beside its theme.toml.

`logo = "logo.svg"` in the theme names a picture (SVG, PNG or JPEG), `slides = "firm.pptx"` a deck
whose master the slides stand on, and the folder `fonts` beside the theme holds fonts for the PDF.
Whatever is missing or unfit is told of, and left out.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from cspwidgets.errors import SettingsError
from cspwidgets.pictures.logo import LOGO_LIMIT, Logo
from cspwidgets.pictures.theme import Theme
from cspwidgets.settings import Settings, shared_folder

__all__ = [
    "LOGO_LIMIT",
    "MASTER_LIMIT",
    "PAPERS",
    "Brand",
    "Logo",
    "Tell",
    "bundled_fonts",
]

Tell: TypeAlias = Callable[[str], object]
"""Who is told, in a sentence, what could not be shown as it is; `warnings.warn` by default."""

PAPERS = ("a4", "us-letter")

MASTER_LIMIT = 50_000_000
"""The most bytes of a master: it is in every deck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """How the reviews of a firm look.

    Attributes
    ----------
    fonts
        The folder with the firm's own font files; none, if there is none.
    paper
        The size of the PDF's pages, as Typst names it.
    master
        The firm's own .pptx, whose master the slides stand on; else one is made from the theme.
    """

    theme: Theme
    paper: str = "a4"
    logo: Logo | None = None
    master: bytes | None = None
    fonts: Path | None = None

    @classmethod
    def of(cls, settings: Settings | None = None, tell: Tell = warnings.warn) -> Brand:
        """The brand that the settings name.

        Raises
        ------
        SettingsError
            The theme itself cannot be read; a logo or a font that cannot is only told of.
        """
        known = settings or Settings.from_environment()
        data, folder = known.theme(), known.theme_file.parent
        fonts = folder / "fonts"
        own = fonts.is_dir() and not fonts.samefile(bundled_fonts())
        return cls(
            theme=Theme.from_data(data),
            paper=_paper(data.get("paper", "a4"), tell),
            logo=_logo(data.get("logo", ""), folder, tell),
            master=_master(data.get("slides", ""), folder, tell),
            fonts=fonts if own else None,
        )


def bundled_fonts() -> Path:
    """The folder of the fonts that come with the program."""
    return shared_folder("templates") / "qbr" / "fonts"


def _paper(named: Any, tell: Tell) -> str:
    if named in PAPERS:
        return str(named)
    tell(f"The theme's paper {named!r} is not known; it may be {' or '.join(PAPERS)}. It is a4.")
    return "a4"


def _logo(named: Any, folder: Path, tell: Tell) -> Logo | None:
    try:
        return Logo.of(_bytes(named, folder, LOGO_LIMIT)) if named else None
    except (OSError, ValueError) as error:
        tell(f"The logo {named!r} of the theme is left out: {error}.")
        return None


def _master(named: Any, folder: Path, tell: Tell) -> bytes | None:
    try:
        return _bytes(named, folder, MASTER_LIMIT) if named else None
    except (OSError, ValueError) as error:
        tell(f"The slides {named!r} of the theme are left out: {error}.")
        return None


def _bytes(named: Any, folder: Path, limit: int) -> bytes:
    if not isinstance(named, str):
        raise SettingsError("it is no text", name="CSP_THEME")
    file = folder / named
    size = file.stat().st_size
    if size > limit:
        raise SettingsError(f"it has {size:,} bytes, over {limit:,}", name="CSP_THEME")
    return file.read_bytes()
