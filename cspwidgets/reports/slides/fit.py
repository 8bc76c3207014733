"""Whether words fit: lines, heights, and cutting what is longer than a slide into pieces.

All lengths are points. Widths are those of `pictures.text`, an upper bound for the fonts of the
theme, so a little less is reckoned with; the line height is one too, so that another font on
another machine still fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.text import Font, measure

SMALLEST = 12.0
"""No text on a slide is smaller than this, but for the footer."""

LINE_HEIGHT = 1.27
_LIKELY = 0.94


@lru_cache(maxsize=8192)  # a deck asks the same of the same text about ten times
def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines `text` takes in a box `width` wide; an empty one takes one.

    Examples
    --------
    >>> lines_of("Roll out", 200, 14), lines_of("Roll out", 40, 14)
    (1, 2)
    """
    return _filled(one_line(text).split(" "), width, Font(size * _LIKELY, bold))[0]


def height_of(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """How high `text` is in a box `width` wide."""
    return lines_of(text, width, size, bold=bold) * size * LINE_HEIGHT


def cut(text: str, width: float, size: float, *, lines: int, bold: bool = False) -> tuple[str, str]:
    """What of `text` fits into so many lines, and the rest: cut between words if there are some.

    Examples
    --------
    >>> cut("Roll out to all depots", 60, 14, lines=1)
    ('Roll out', 'to all depots')
    """
    words, font = one_line(text).split(" "), Font(size * _LIKELY, bold)
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if _filled(words[:middle], width, font)[0] <= lines:
            low = middle
        else:
            high = middle - 1
    if low:
        return " ".join(words[:low]), " ".join(words[low:])
    word = words[0]
    end = max(int(len(word) * lines * width / measure(word, font)) - 1, 1)
    return word[:end], " ".join((word[end:], *words[1:])).strip()


def shrunk(text: str, width: float, height: float, sizes: tuple[float, ...]) -> float:
    """The largest of `sizes` in which bold `text` fits into a box; the last one if none does."""
    fitting = (size for size in sizes if height_of(text, width, size, bold=True) <= height)
    return next(fitting, sizes[-1])


def natural_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` is in one line."""
    return size * _natural(text, bold)


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the longest word of `text` is."""
    return size * _widest(text, bold)


# At the size 1: a table is measured in several sizes and widths before one is chosen.
@lru_cache(maxsize=4096)
def _natural(text: str, bold: bool) -> float:
    return measure(one_line(text), Font(1.0, bold))


@lru_cache(maxsize=4096)
def _widest(text: str, bold: bool) -> float:
    words = one_line(text).split()
    return max((measure(word, Font(1.0, bold)) for word in words), default=0.0)


def _filled(words: Sequence[str], width: float, font: Font) -> tuple[int, float]:
    # The lines that words fill, and how far the last one reaches.
    lines, used, space = 1, 0.0, measure(" ", font)
    for word in words:
        wide = measure(word, font)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (space if used else 0.0)
        if used > width:
            lines, used = lines + int(used // width), used % width
    return lines, used
