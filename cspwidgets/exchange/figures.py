"""Figures of one metric, read alike: which sign stands before the decimals, and percentages.

A share is written 0.4, 40 or "40 %"; here it is 0.4. What a figure without a sign means, the
others of its metric say. Where they say both, it is not taken: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cspwidgets.exchange.table import Cell, is_nothing, words_of

LARGEST = 1e15

_NUMBER = re.compile(r"([+-]?)(\d[\d.,'’\s]*|[.,]\d+)((?:[eE][+-]?\d{1,2})?)\s*(%?)")
_SHARE_NAME = re.compile(
    r"%|percent|\bpct\b|_pct|utili[sz]ation|\badoption\b|stickiness|\bshare\b|anteil|auslastung|"
    r"quote\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How the figures of one metric are read.

    Attributes
    ----------
    decimal
        The sign before the decimals.
    is_share
        Whether they are percentages or shares, and are kept as shares from 0 to 1.
    counts_hundred
        Whether figures without a sign go to 100, not to 1; None where both may be.
    """

    decimal: str = "."
    is_share: bool = False
    counts_hundred: bool | None = False

    def read(self, cell: Cell) -> float | None:
        """A figure; nothing for an empty cell.

        Raises
        ------
        ValueError
            With the sentence to show.

        Examples
        --------
        >>> scale_of("Licence utilisation", ["40 %", 55]).read("40 %")
        0.4
        >>> scale_of("API calls", ["1,204", "980"]).read("1,204")
        1204.0
        """
        words = words_of(cell)
        number, has_sign = _number(cell, self.decimal)
        if number is None:
            return None
        if has_sign:
            return round(number / 100, 12)
        if not self.is_share or not number:
            return number
        if self.counts_hundred is None and number <= 1:
            raise ValueError(
                f"“{words}” may be {number:g} % or {100 * number:g} %: the column has both"
            )
        return number if self.counts_hundred is False else round(number / 100, 12)


def scale_of(metric: str, cells: Iterable[Cell]) -> Scale:
    """How the figures of a metric are to be read, from all of them."""
    filled = [cell for cell in cells if not is_nothing(words_of(cell))]
    decimal = decimal_sign(words_of(cell) for cell in filled if isinstance(cell, str))
    signed = 0
    numbers = []
    for cell in filled:
        try:
            number, has_sign = _number(cell, decimal)
        except ValueError:
            continue
        signed += has_sign
        if number is not None and not has_sign:
            numbers.append(number)
    is_share = bool(signed) or bool(_SHARE_NAME.search(metric))
    if not is_share or not numbers:
        return Scale(decimal=decimal, is_share=is_share)
    parts = any(0 < number < 1 for number in numbers)
    return Scale(
        decimal=decimal,
        is_share=True,
        counts_hundred=None if parts and max(numbers) > 2 else max(numbers) > 2,
    )


def are_figures(cells: Sequence[Cell]) -> bool:
    """Whether nearly all that stands in a column are figures."""
    filled = [cell for cell in cells if not is_nothing(words_of(cell))]
    scale = scale_of("", filled)
    read = 0
    for cell in filled:
        try:
            read += scale.read(cell) is not None
        except ValueError:
            continue
    return bool(filled) and read >= 0.9 * len(filled)


def decimal_sign(written: Iterable[str]) -> str:
    """The sign before the decimals in a column of figures.

    A sign that stands twice, or always before three digits, parts thousands.

    Examples
    --------
    >>> decimal_sign(["1.204", "980"]), decimal_sign(["0.417"]), decimal_sign(["1,5"])
    (',', '.', ',')
    """
    decimals = {",": 0, ".": 0}
    thousands = {",": 0, ".": 0}
    for words in written:
        digits = re.sub(r"[^\d.,]", "", words)
        signs = re.sub(r"\d", "", digits)
        if not signs:
            continue
        last = signs[-1]
        whole, _, rest = digits.rpartition(last)
        if signs.count(last) > 1:
            thousands[last] += 1
        elif len(set(signs)) > 1 or len(rest) != 3 or not re.fullmatch(r"[1-9]\d{0,2}", whole):
            decimals[last] += 1
        else:
            thousands[last] += 1
    if decimals[","] != decimals["."]:
        return "," if decimals[","] > decimals["."] else "."
    return "," if thousands["."] > thousands[","] else "."


def _number(cell: Cell, decimal: str) -> tuple[float | None, bool]:
    words = words_of(cell)
    if isinstance(cell, int | float):
        number, sign = cell, ""
    elif is_nothing(words):
        return None, False
    else:
        match = _NUMBER.fullmatch(words)
        plain = _plain(match[2], decimal) if match else None
        if match is None or plain is None:
            raise ValueError(f"“{words[:60]}” is no figure")
        number, sign = float(f"{match[1]}{plain}{match[3]}"), match[4]
    if not -LARGEST < number < LARGEST:
        raise ValueError(f"“{words[:60]}” is too large for a figure")
    return float(number), bool(sign)


def _plain(written: str, decimal: str) -> str | None:
    text = re.sub(r"['’\s]", "", written)
    whole, _, rest = text.partition(decimal)
    groups = whole.split("." if decimal == "," else ",")
    if any(len(group) != 3 for group in groups[1:]) or (rest and not rest.isdecimal()):
        return None
    return "".join(groups).strip() + (f".{rest}" if rest else "") or None
