"""Whether words fit: lines, heights, and cutting what is longer than a slide into pieces.

All lengths are points. Widths are those of `pictures.text`, an upper bound for the fonts of the
theme, so a little less is reckoned with; the line height is one too, so that another font on
another machine still fits.
"""

from __future__ import annotations

from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.text import Font, measure, wrap

SMALLEST = 12.0
"""No text on a slide is smaller than this, but for the footer."""

LINE_HEIGHT = 1.27
_LIKELY = 0.94
_MANY = 100_000


def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines `text` takes in a box `width` wide; an empty one takes one.

    Examples
    --------
    >>> lines_of("Roll out", 200, 14), lines_of("Roll out", 40, 14)
    (1, 2)
    """
    font = Font(size * _LIKELY, bold)
    clean = one_line(text)
    if measure(clean, font) <= width:
        return 1
    return len(wrap(clean, width, font, lines=_MANY))


def height_of(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """How high `text` is in a box `width` wide."""
    return lines_of(text, width, size, bold=bold) * size * LINE_HEIGHT


def pieces_of(
    text: str, width: float, size: float, *, lines: int, bold: bool = False
) -> tuple[str, ...]:
    """`text` in pieces of at most `lines` lines each, cut between words where there are some."""
    rest = one_line(text)
    done: list[str] = []
    while lines_of(rest, width, size, bold=bold) > max(lines, 1):
        end = _longest(rest, width, size, lines=max(lines, 1), bold=bold)
        done.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return (*done, rest)


def shrunk(text: str, width: float, height: float, sizes: tuple[float, ...]) -> float:
    """The largest of `sizes` in which bold `text` fits into a box; the last one if none does."""
    fitting = (size for size in sizes if height_of(text, width, size, bold=True) <= height)
    return next(fitting, sizes[-1])


def natural_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` is in one line."""
    return measure(one_line(text), Font(size, bold))


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the longest word of `text` is."""
    return max((measure(word, Font(size, bold)) for word in one_line(text).split()), default=0.0)


def _longest(text: str, width: float, size: float, *, lines: int, bold: bool) -> int:
    low, high = 1, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        if lines_of(text[:middle], width, size, bold=bold) <= lines:
            low = middle
        else:
            high = middle
    space = text.rfind(" ", 0, low + 1)
    return space if space > low // 2 else low
