"""Numbers and lengths of time in words, as pictures say them."""

from __future__ import annotations

from cspwidgets.plan.model import Stage

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}


def stage_weeks(stage: Stage) -> str:
    """How long a stage lasts: "5 weeks", or "ongoing"."""
    if stage.weeks is None:
        return "ongoing"
    return f"{plain(stage.weeks)} {'week' if stage.weeks == 1 else 'weeks'}"


def plain(number: float) -> str:
    """A number without needless decimals, with commas in thousands.

    Examples
    --------
    >>> plain(90.94), plain(24.0), plain(11500.0), plain(0.123)
    ('90.94', '24', '11,500', '0.12')
    """
    if abs(number) >= 1000 or number == round(number):
        return f"{number:,.0f}"
    return f"{number:.2f}".rstrip("0").rstrip(".")


def money(amount: float, currency: str) -> str:
    """An amount in few signs.

    Examples
    --------
    >>> money(1_983_000, "USD"), money(-45_200, "CHF"), money(9.9, "USD")
    ('$1.98m', '-CHF 45k', '$9.90')
    """
    size = abs(amount)
    if size >= 999_500:
        figure = f"{size / 1e6:.2f}".rstrip("0").rstrip(".") + "m"
    elif size >= 10_000:
        figure = f"{size / 1e3:.0f}k"
    elif size >= 1000 or size == round(size):
        figure = f"{size:,.0f}"
    else:
        figure = f"{size:.2f}"
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    return f"{'-' if amount < 0 else ''}{sign}{figure}"
