"""Text from strangers, made fit to be shown: what no file may hold is taken out or replaced."""

from __future__ import annotations

import re

from cspwidgets.pictures.markup import SCHEMES, openable

__all__ = ["REPLACEMENT", "SCHEMES", "fit", "fit_language", "fit_link"]

REPLACEMENT = "\ufffd"

# Control characters, what Unicode says is no character, and embeddings and overrides of direction,
# which would turn round the words that stand behind; lone surrogates fit into no file.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    + "".join(f"{chr(0x10000 * n + 0xFFFE)}{chr(0x10000 * n + 0xFFFF)}" for n in range(1, 17))
    + "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def fit(text: str) -> str:
    """`text` without what would break a page, a PDF or the order of its words.

    Examples
    --------
    >>> fit("a\\x00b\\ud800c\\u202ed")
    'ab\ufffdcd'
    """
    if text.isascii() and text.isprintable():
        return text
    return _SURROGATE.sub(REPLACEMENT, _UNFIT.sub("", text))


def fit_link(link: str) -> str:
    """`link`, if it is one that a review may open; else nothing.

    Examples
    --------
    >>> fit_link("https://example.com/a"), fit_link("JavaScript:alert(1)")
    ('https://example.com/a', '')
    """
    return openable(link)


def fit_language(tag: str) -> str:
    """`tag`, if it looks like a BCP 47 tag; else English's."""
    return tag if _LANGUAGE.fullmatch(tag) else "en"
