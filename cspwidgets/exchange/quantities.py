"""Lengths, shares and money, read as programs and people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cspwidgets.exchange.table import Cell, is_nothing, words_of

HOURS_A_DAY = 8
DAYS_A_WEEK = 5
DAYS_A_MONTH = 20
"""Working days of a month, as Microsoft Project counts them."""

LONGEST_LENGTH = 10_000
"""Working days: forty years."""

_UNITS: tuple[tuple[str, float], ...] = (
    (r"(?:e(?:lapsed )?)(?:d|days?)", DAYS_A_WEEK / 7),
    (r"(?:m|mins?|minutes?|minuten?)", 1 / 60 / HOURS_A_DAY),
    (r"(?:h|hrs?|hours?|std\.?|stunden?)", 1 / HOURS_A_DAY),
    (r"(?:d|dys?|days?|t|tage?n?|wd|workdays?|working days?|arbeitstage?)", 1),
    (r"(?:w|wks?|weeks?|wo\.?|wochen?)", DAYS_A_WEEK),
    (r"(?:mo|mos|mons?|months?|monate?)", DAYS_A_MONTH),
)
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\+?\s*([a-z. ]*?)\s*\??", re.IGNORECASE)
_SYMBOLS = {"£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR"}
_SIZES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; the currency where the cell says it, `$` where it only half does."""

    amount: float
    currency: str = ""


def read_length(cell: Cell, *, unit: str = "days") -> float | None:
    """A length in working days; nothing for an empty cell.

    Parameters
    ----------
    unit
        What a number without a unit counts.

    Raises
    ------
    ValueError
        With the sentence to show.

    Examples
    --------
    >>> read_length("5 days?"), read_length("2 w"), read_length("16 hrs"), read_length("1,5 Tage")
    (5.0, 10.0, 2.0, 1.5)
    """
    words = words_of(cell)
    if is_nothing(words):
        return None
    match = _LENGTH.fullmatch(words)
    if match:
        for pattern, days in _UNITS:
            if re.fullmatch(pattern, match[2] or unit, re.IGNORECASE):
                length = round(float(match[1].replace(",", ".")) * days, 6)
                if length > LONGEST_LENGTH:
                    raise ValueError(f"“{words[:60]}” is longer than any plan")
                return length
    raise ValueError(f"“{words}” is no length like 5 days, 2 w or 16 hrs")


def unit_of(column: str) -> str:
    """The unit that a column's name says ("Duration (weeks)"); days where it says none."""
    name = column.casefold()
    if re.search(r"week|woche", name):
        return "weeks"
    return "hours" if re.search(r"hour|hrs|stunden", name) else "days"


def counts_shares(cells: Iterable[Cell]) -> bool:
    """Whether a column of how much is complete goes from 0 to 1, not to 100.

    What has a sign says it itself; beside signs, a bare 1 is a share only where another is one.
    """
    numbers = []
    signed = False
    for words in map(words_of, cells):
        try:
            numbers.append(float(words.replace(",", ".")))
        except ValueError:
            signed = signed or words.endswith("%")
    parts = any(0 < number < 1 for number in numbers)
    return bool(numbers) and max(numbers) <= 1 and (parts or not signed)


def read_percent(cell: Cell, *, shares: bool = False) -> float | None:
    """How much is complete, 0 to 100; nothing for an empty cell.

    Raises
    ------
    ValueError
        With the sentence to show.

    Examples
    --------
    >>> read_percent("45%"), read_percent(0.45, shares=True)
    (45.0, 45.0)
    """
    words = words_of(cell)
    if is_nothing(words):
        return None
    match = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(%?)", words)
    percent = -1.0
    if match:
        percent = float(match[1].replace(",", ".")) * (100 if shares and not match[2] else 1)
    if not 0 <= percent <= 100:
        raise ValueError(f"“{words}” is no percentage from 0 to 100")
    return round(percent, 6)


def decimal_mark(cells: Iterable[Cell]) -> str:
    """The sign before the decimals in a column of money: a comma or a point.

    Money has two decimals or none, so a sign before exactly three digits parts thousands.
    """
    marks = {",": 0, ".": 0}
    for words in map(words_of, cells):
        digits = re.sub(r"[^\d.,]", "", words)
        if match := re.search(r"([.,])(\d+)$", digits):
            if len(match[2]) != 3:
                marks[match[1]] += 1
            else:
                marks["," if match[1] == "." else "."] += 1 if digits.count(match[1]) > 1 else 0
        if "," in digits and "." in digits:
            marks[max(",.", key=digits.rfind)] += 1
    return "," if marks[","] > marks["."] else "."


def read_money(cell: Cell, *, decimal: str = ".") -> Money | None:
    """An amount of money; nothing for an empty cell.

    Raises
    ------
    ValueError
        With the sentence to show.

    Examples
    --------
    >>> read_money("£186,000.00"), read_money("1.250,50 EUR", decimal=",")
    (Money(amount=186000.0, currency='GBP'), Money(amount=1250.5, currency='EUR'))
    """
    if isinstance(cell, int | float):
        return Money(float(cell))
    words = words_of(cell)
    if is_nothing(words):
        return None
    match = re.fullmatch(
        r"(\()?(-?)\s*([^\d\s.,()-]*)\s*(-?\d[\d.,'\s]*(?:[eE]\+?\d{1,2})?)\s*"
        r"(k|mn?|mio|bn?)?(?![a-z])\.?\s*([^\d\s.,()]*)(\))?",
        words,
        re.IGNORECASE,
    )
    amount = _amount(match[4], decimal) if match else None
    if match is None or amount is None:
        raise ValueError(f"“{words}” is no amount of money")
    amount *= _SIZES.get((match[5] or "").lower(), 1.0)
    signed = -amount if match[1] or match[2] else amount
    return Money(signed, _currency(match[3] or match[6]))


def _amount(written: str, decimal: str) -> float | None:
    text = re.sub(r"['\s]", "", written)
    thousands = "." if decimal == "," else ","
    whole, _, rest = text.partition(decimal)
    if re.fullmatch(r"\d{3}", rest) and re.fullmatch(r"-?[1-9]\d{0,2}", whole):
        whole, rest = whole + rest, ""  # 1.234 is a thousand: money has no three decimals
    groups = whole.split(thousands)
    if any(len(group) != 3 for group in groups[1:]) or thousands in rest:
        return None
    try:
        return float("".join(groups) + (f".{rest}" if rest else ""))
    except ValueError:
        return None


def _currency(sign: str) -> str:
    known = _SYMBOLS.get(sign)
    if known:
        return known
    return sign.upper() if re.fullmatch(r"[A-Za-z]{3}", sign) else sign
