"""Numbers of a chart as people read them, by the few spreadsheet formats that charts use."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"(?P<group>#,##)?0(?P<decimals>\.0+)?")


def number_text(value: float | None, number_format: str) -> str:
    """A value in a number format such as "0.0%", "$#,##0.00" or "General"; "–" for none.

    Examples
    --------
    >>> [number_text(0.4125, form) for form in ("0.0%", "General", "#,##0.00 €")]
    ['41.2%', '0.4125', '0.41 €']
    """
    if value is None:
        return "–"
    found = _DIGITS.search(number_format)
    if found is None:
        return f"{value:g}"
    shown = value * 100 if "%" in number_format else value
    decimals = max(len(found["decimals"] or "") - 1, 0)
    digits = f"{shown:{',' if found['group'] else ''}.{decimals}f}"
    sides = number_format[: found.start()], number_format[found.end() :]
    before, after = (re.sub(r'[\\"]', "", side) for side in sides)
    return f"{before}{digits}{after}"
