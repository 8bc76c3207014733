"""How wide words are: measuring, wrapping and fitting them without a browser.

Pictures place words in pixels, so they need widths before any font is there. The tables hold the
wider of Inter and DejaVu Sans for each character, in hundredths of the font size (measured in
Chromium); the other families of the theme lie between. So a measure is an upper bound: what fits
here fits on the screen. Letters with marks count as their base, other scripts by their kind.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

SAFETY = 1.02
ELLIPSIS = "…"


class Font(NamedTuple):
    """What a measure depends on: the size in px, and whether it is semi-bold or bolder."""

    size: float
    bold: bool = False


FONTS = {
    "here": Font(15, bold=True),
    "sub": Font(12.5),
    "planned": Font(12.5),
    "stage": Font(14.5, bold=True),
    "weeks": Font(12.5),
    "eta": Font(14.5, bold=True),
    "safe": Font(12.5),
    "name": Font(12.5, bold=True),
    "more": Font(12.5),
    "lab": Font(12.5),
    "tick": Font(12),
    "mark": Font(12, bold=True),
}
"""The fonts of the drawn words, by CSS class; a test holds `route.css` to the same sizes."""

_REGULAR = {
    28: "'ijl",
    32: " ,.I\u00a0\u202f",
    36: "/:;\\f|",
    40: "!()[]t",
    46: '"-r',
    50: "*_`–",
    55: "?Jsz",
    58: "Lck",
    61: "Fovxy",
    64: "012356789EPabdeghnpqu{}",
    66: "$4KSTß",
    69: "ABVXYZ€£",
    75: "CHRU",
    78: "&DGN",
    84: "#+<=>OQ^w~",
    90: "M✓",
    95: "%",
    101: "@Wm—…→←▲▼æœ",
    104: "\ufffd",
}
_BOLD = {
    34: "'",
    38: " ,.Iijl|\u00a0\u202f",
    41: "/:;\\",
    47: "!()-[]f",
    52: '"_`rt–',
    58: "*?Jz",
    60: "cs",
    65: "Lvxy",
    68: "Taek",
    70: "$0123456789EFo€£",
    72: "Sbdghnpqu{}ß",
    74: "PYZ",
    78: "ABCKRVX",
    84: "#+<=>DGHNU^~",
    92: "&OQ✓",
    100: "%Mw",
    105: "@m—…→←▲▼",
    108: "\ufffd",
    110: "æœ",
    120: "W",
}
_BY_CATEGORY = {"Lu": 80, "Ll": 66, "Lt": 90, "Lo": 72, "Lm": 60, "Mc": 60, "Nd": 66}
_HEBREW = 66
_ARABIC = 75
_WIDE = 104
_EMOJI = 132
_OTHER = 70
_BOLDER = 1.12
_INVISIBLE = ("Mn", "Me", "Cf", "Cc")
# Joins of one visible sign out of several characters: never cut there.
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåæøœ")


def measure(text: str, font: Font) -> float:
    """The most px that `text` takes in one line.

    Examples
    --------
    >>> measure("Roll out", Font(10)) < measure("Roll out", Font(10, bold=True))
    True
    """
    return _ems(text, font.bold) * font.size * SAFETY


def fit(text: str, width: float, font: Font) -> str:
    """`text` in one line of `width` px: whole, or cut at a sign and ended with an ellipsis."""
    if measure(text, font) <= width:
        return text
    shorter = [text[:end].rstrip() + ELLIPSIS for end in _cuts(text)]
    place = bisect_right(shorter, width, key=lambda cut: measure(cut, font))
    return shorter[place - 1] if place else ELLIPSIS


def wrap(text: str, width: float, font: Font, *, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines of `width` px, as few as it needs.

    It breaks between words; a word wider than a line is broken with a hyphen; what is left over
    after the last line ends in an ellipsis.
    """
    done: list[str] = []
    rest = " ".join(text.split())
    while rest:
        if len(done) == lines - 1 or measure(rest, font) <= width:
            return (*done, fit(rest, width, font))
        line, rest = _first_line(rest, width, font)
        done.append(line)
    return tuple(done)


def narrowest(text: str, font: Font, *, lines: int) -> float:
    """The least px in which `text` wraps to `lines` lines without breaking a word."""
    words = text.split()
    widths = [measure(word, font) for word in words]
    if not widths:
        return 0.0
    space = measure(" ", font)
    low, high = max(widths), sum(widths) + space * (len(widths) - 1)
    while high - low > 1:
        middle = (low + high) / 2
        if _lines_needed(widths, space, middle) <= lines:
            high = middle
        else:
            low = middle
    return low if _lines_needed(widths, space, low) <= lines else high


@lru_cache(maxsize=4096)
def _ems(text: str, bold: bool) -> float:
    return sum(_em(sign, bold) for sign in text)


@lru_cache(maxsize=4096)
def _em(sign: str, bold: bool) -> float:
    table = _BOLD if bold else _REGULAR
    base = unicodedata.normalize("NFD", sign)[0]
    for width, signs in table.items():
        if base in signs:
            return width / 100
    category = unicodedata.category(sign)
    if category in _INVISIBLE:
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return (_EMOJI if category == "So" else _WIDE) / 100
    direction = unicodedata.bidirectional(sign)
    if direction in ("R", "AL"):
        return (_HEBREW if direction == "R" else _ARABIC) / 100 * (_BOLDER if bold else 1)
    if ord(sign) >= 0x1F000:
        return _EMOJI / 100
    return _BY_CATEGORY.get(category, _OTHER) / 100 * (_BOLDER if bold else 1)


def _first_line(text: str, width: float, font: Font) -> tuple[str, str]:
    words = text.split(" ")
    count = 1
    while count < len(words) and measure(" ".join(words[: count + 1]), font) <= width:
        count += 1
    line = " ".join(words[:count])
    if measure(line, font) <= width:
        return line, " ".join(words[count:])
    head, tail = _broken(words[0], width, font)
    return head, " ".join([tail, *words[1:]])


def _broken(word: str, width: float, font: Font) -> tuple[str, str]:
    fitting = [end for end in _cuts(word) if measure(word[:end] + "-", font) <= width]
    if not fitting:
        end = _cuts(word)[0] if _cuts(word) else len(word)
        return word[:end], word[end:]
    # The last break before a syllable (consonant, vowel), if one is near; else the last that fits.
    end = next((end for end in reversed(fitting[-5:]) if _is_syllable(word, end)), fitting[-1])
    hyphen = "-" if word[end - 1].isalpha() and _hyphenates(word[end - 1]) else ""
    return word[:end] + hyphen, word[end:]


def _is_syllable(word: str, end: int) -> bool:
    lower = word.lower()
    if not 2 <= end <= len(word) - 2:
        return False
    return lower[end] not in _VOWELS and lower[end + 1] in _VOWELS and lower[end].isalpha()


def _hyphenates(letter: str) -> bool:
    # Only cased scripts (Latin, Greek, Cyrillic) are hyphenated; Arabic and Chinese are not.
    return letter.lower() != letter.upper()


@lru_cache(maxsize=1024)
def _cuts(text: str) -> tuple[int, ...]:
    return tuple(place for place in range(1, len(text)) if _is_cut(text[place - 1], text[place]))


def _is_cut(before: str, after: str) -> bool:
    joined = before == _JOINER or after == _JOINER or ord(after) in _SKIN_TONES
    return not joined and not unicodedata.category(after).startswith("M")


def _lines_needed(widths: list[float], space: float, width: float) -> int:
    lines, used = 1, 0.0
    for word in widths:
        if used and used + space + word > width:
            lines, used = lines + 1, 0.0
        used += word + (space if used else 0.0)
    return lines
