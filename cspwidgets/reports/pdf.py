"""The review as a PDF that everybody can read: PDF/UA-1 by Typst, with the fonts that come along.

The template gets everything as data (JSON), so no text can be markup. PDF/UA allows no letter that
no font can draw: such letters become a box and are told of. The compiler and its fonts are made
once for each folder of fonts; after that a review takes about a tenth of a second.
"""

from __future__ import annotations

import json
import unicodedata
import warnings
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.addedwords import section_of
from cspwidgets.reports.brand import Brand, Tell, bundled_fonts
from cspwidgets.reports.document import ReviewHead, Section
from cspwidgets.reports.glyphs import letters_of
from cspwidgets.reports.pages import Added, head_of, pieces_of
from cspwidgets.reports.pdfdata import pdf_data
from cspwidgets.settings import shared_folder

FONTS = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Math",
    "Noto Sans Symbols2",
)
"""The families that come with the program, in the order in which they are asked for a letter."""

UNKNOWN = "□"
"""What stands for a letter that no font has."""

_ONE_AT_A_TIME = Lock()


def pdf_of(
    notebook: Mapping[str, Any], *, brand: Brand | None = None, tell: Tell = warnings.warn
) -> bytes:
    """The PDF of an executed notebook: tagged, with its title, language and words for pictures.

    Raises
    ------
    UnreadableFile
        The notebook shows no review, a cell of it failed, or its data are broken.
    """
    look = brand or Brand.of(tell=tell)
    pieces = pieces_of(notebook)
    sections = _sections(pieces, tell)
    press = _press(look.fonts)
    families = _families(look, press, tell)
    head = head_of(pieces)
    data = pdf_data(sections, head, look, families, tell)
    try:
        return _printed(press, data, head, tell)
    except UnreadableFile:
        if look.logo is None:
            raise
    made = _printed(press, data | {"logo": None}, head, tell)
    tell("The logo of the theme is broken and is left out of the PDF.")
    return made


def _sections(pieces: Sequence[Section | Added], tell: Tell) -> list[Section]:
    # What a CSM added stays in, as far as it is words.
    if any(isinstance(piece, Added) and piece.data is not None for piece in pieces):
        tell("Tables and pictures that were added to the notebook are in the page, not in the PDF.")
    shown = [section_of(piece) if isinstance(piece, Added) else piece for piece in pieces]
    return [section for section in shown if section]


class _Press(NamedTuple):
    compiler: Any
    families: frozenset[str]
    letters: frozenset[int]


@cache
def _press(own_fonts: Path | None) -> _Press:
    import typst

    folders = [folder for folder in (own_fonts, bundled_fonts()) if folder]
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
    template = shared_folder("templates") / "qbr" / "pdf" / "review.typ"
    compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=fonts)
    files = [font.path for font in fonts.fonts() if font.path]
    letters = frozenset().union(*(letters_of(Path(file)) for file in files))
    return _Press(compiler, frozenset(fonts.families()), letters)


def _families(brand: Brand, press: _Press, tell: Tell) -> list[str]:
    own = [family for family in brand.theme.font if family in press.families - set(FONTS)]
    if brand.fonts and not own:
        tell(
            f"No font file of {', '.join(brand.theme.font) or 'the theme'} lies in the folder "
            f"fonts beside the theme; the PDF is set in {FONTS[0]}."
        )
    return [*own, *FONTS]


def _drawable(letters: str, known: frozenset[int], tell: Tell) -> str:
    missing = {letter for letter in set(letters) if ord(letter) not in known} - {"\n"}
    if not missing:
        return letters
    # What is never drawn (joiners, variants of emoji) is left out without a word.
    unseen = {letter for letter in missing if unicodedata.category(letter) in ("Cf", "Mn", "Me")}
    if odd := sorted(missing - unseen):
        named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in odd[:5])
        more = f" and {len(odd) - 5} more" if len(odd) > 5 else ""
        tell(
            f"No font of the PDF has {named}{more}; {UNKNOWN} stands there instead. "
            "Put a font that has them into the folder fonts beside your theme.toml."
        )
    instead = {ord(letter): "" if letter in unseen else UNKNOWN for letter in missing}
    return letters.translate(instead)


def _printed(press: _Press, data: dict[str, Any], head: ReviewHead, tell: Tell) -> bytes:
    import typst

    letters = _drawable(json.dumps(data, ensure_ascii=False), press.letters, tell)
    try:
        with _ONE_AT_A_TIME:
            made = press.compiler.compile(
                format="pdf",
                sys_inputs={"review": letters},
                pdf_standards=["ua-1"],
                timestamp=_moment(head.as_of),
            )
    except typst.TypstError as error:
        told = f"The PDF of {head.account!r} cannot be made: {error.message}"
        raise UnreadableFile(told) from error
    return bytes(made)


def _moment(day: str) -> int:
    # The file's date is the review's, so that the same review is the same file.
    try:
        return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0
