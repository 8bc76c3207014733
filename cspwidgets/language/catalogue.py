"""The catalogues: for each English text the same text in another language.

English is the key. A language is a folder here, named by its tag, with a `language.toml` (its own
name, its words for the numbers from 0 on) and one catalogue for each room of the package that
speaks to customers (`journey.toml`, `pictures.toml`, …), so that two people seldom edit one file.
A catalogue has one line for each text; a text that is counted has its plural forms as a list, in
the order in which Unicode's CLDR names them (zero, one, two, few, many, other), as far as the
language has them::

    "You are here" = "Sie sind hier"
    "{n:word} working days" = ["ein Arbeitstag", "{n:word} Arbeitstage"]

What a text names in braces is filled in: `{n}` is a number in figures, `{n:word}` one in words.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

FOLDER = Path(__file__).parent
ENGLISH_TAG = "en"

_Texts = TypeVar("_Texts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All texts of one language: those said as they are, those that are counted, the numbers."""

    texts: dict[str, str]
    plurals: dict[str, tuple[str, ...]]
    numbers: tuple[str, ...]


def to_say(texts: _Texts) -> _Texts:
    """Mark texts in a table as given to `Language.say` later, so that a test asks for them."""
    return texts


@cache
def tags() -> tuple[str, ...]:
    """The languages there are, English first."""
    return (ENGLISH_TAG, *sorted(file.parent.name for file in FOLDER.glob("*/language.toml")))


@cache
def catalogue(tag: str) -> Catalogue:
    """The catalogue of a language other than English, all rooms in one."""
    texts: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for file in rooms(tag):
        for english, said in tomllib.loads(file.read_text("utf-8")).items():
            if isinstance(said, str):
                texts[english] = said
            else:
                plurals[english] = tuple(said)
    about = tomllib.loads((FOLDER / tag / "language.toml").read_text("utf-8"))
    return Catalogue(texts=texts, plurals=plurals, numbers=tuple(about["numbers"]))


@cache
def names() -> dict[str, str]:
    """Each language's own name for itself, by its tag.

    Examples
    --------
    >>> names()["de"]
    'Deutsch'
    """
    others = (tag for tag in tags() if tag != ENGLISH_TAG)
    told = {tag: (FOLDER / tag / "language.toml").read_text("utf-8") for tag in others}
    return {
        ENGLISH_TAG: "English",
        **{tag: tomllib.loads(text)["name"] for tag, text in told.items()},
    }


def rooms(tag: str) -> list[Path]:
    """The files of a language, one for each room."""
    return sorted(file for file in (FOLDER / tag).glob("*.toml") if file.stem != "language")
