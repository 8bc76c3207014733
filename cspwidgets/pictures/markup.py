"""Text on its way into SVG and HTML: escaped at the source, and free of what breaks a page."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from unicodedata import bidirectional
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "mailto"})
"""The only links that a page opens."""

TITLE = 90
"""The most letters of a title in a sentence."""

# What XML forbids, half characters that no encoding takes, and what turns others' text around.
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Not the spaces that hold a figure and its unit together.
_BREAKS = re.compile("[^\\S\u00a0\u202f]+")


@lru_cache(maxsize=8192)
def esc(text: str) -> str:
    """`text` as letters inside an element or a quoted attribute, in one line.

    Examples
    --------
    >>> esc("<script>alert('x')</script>")
    '&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;'
    """
    return escape(one_line(text))


def bdi(text: str) -> str:
    """`text` escaped, in an element that keeps right-to-left letters to themselves."""
    return f"<bdi>{esc(text)}</bdi>"


def one_line(text: str) -> str:
    """`text` with its line breaks as spaces and its broken characters as the sign for that."""
    if text.isprintable():
        return text.strip()
    return _BREAKS.sub(" ", _TURNS.sub("", _BROKEN.sub("\ufffd", text))).strip()


def short(words: str, most: int = TITLE) -> str:
    """At most so many letters, cut between words where there is a space."""
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip() + "…"


def is_right_to_left(text: str) -> bool:
    """Whether `text` has letters that run from right to left."""
    return any(bidirectional(sign) in ("R", "AL") for sign in text)


def openable(link: str) -> str:
    """`link`, if it is one that a page may open; else nothing.

    Examples
    --------
    >>> openable("https://example.com/a"), openable("JavaScript:alert(1)")
    ('https://example.com/a', '')
    """
    if not link.isprintable() or any(sign in link for sign in " \"'<>\\`"):
        return ""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    whole = parts.path if parts.scheme == "mailto" else parts.netloc
    return link if parts.scheme in SCHEMES and whole else ""


def num(value: float) -> str:
    """A coordinate with at most one decimal.

    Examples
    --------
    >>> num(12.04), num(3.25)
    ('12', '3.2')
    """
    rounded = f"{value:.1f}"
    return rounded[:-2] if rounded.endswith(".0") else rounded
