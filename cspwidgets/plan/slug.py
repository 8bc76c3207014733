"""Stable ids made of names: safe in file names, links and commands on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
_NO_LETTERS = "account"

_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789"),
}


def is_slug(text: str) -> bool:
    """Whether a text is an id as `slug` makes them: safe as the name of a file everywhere.

    Examples
    --------
    >>> [is_slug(text) for text in ("northwind", "con", "../x", "Acme", "a" * 300)]
    [True, False, False, False, False]
    """
    return (
        re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None
        and len(text) <= LONGEST + len("-9999")
        and text not in _RESERVED
    )


def new_id(name: str, otherwise: str, *, taken: Collection[str]) -> str:
    """An id made of a name, or of `otherwise` where the name has no letter that an id may have.

    Examples
    --------
    >>> new_id("Go live!", "step", taken=()), new_id("تشغيل", "step", taken={"step"})
    ('go-live', 'step-2')
    """
    has_letters = slug(name) != _NO_LETTERS or _NO_LETTERS in name.casefold()
    return slug(name if has_letters else otherwise, taken=taken)


def slug(name: str, *, taken: Collection[str] = ()) -> str:
    """An id of small letters, digits and hyphens, made of a name; not one of `taken`.

    Examples
    --------
    >>> slug("St Aldhelm Health Trust")
    'st-aldhelm-health-trust'
    >>> slug("Ängström & Söhne", taken={"angstrom-sohne"})
    'angstrom-sohne-2'
    >>> slug("شركة")
    'account'
    """
    plain = (
        unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    )
    made = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:LONGEST].strip("-") or _NO_LETTERS
    if made in _RESERVED:
        made = f"{made}-account"
    number, free = 1, made
    while free in taken:
        number += 1
        free = f"{made}-{number}"
    return free
