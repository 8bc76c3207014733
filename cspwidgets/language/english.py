"""Days, numbers and money as the house writes them in English; no library is loaded for it."""

from __future__ import annotations

from datetime import date

# fmt: off
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
# fmt: on
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}


class English:
    """The formats of English."""

    months = MONTHS
    short_months = SHORT_MONTHS
    weekdays = WEEKDAYS
    decimal_sign = "."
    thousands_sign = ","
    percent_gap = ""

    def day(self, day: date, *, short: bool, year: bool) -> str:
        """8 October 2026; short 8 Oct 2026."""
        words = f"{day.day} {(SHORT_MONTHS if short else MONTHS)[day.month - 1]}"
        return f"{words} {day.year}" if year else words

    def number(self, number: float) -> str:
        """At most two decimals, none from a thousand on."""
        if isinstance(number, int) or abs(number) >= 1000 or number == round(number):
            return f"{number:,.0f}"
        return f"{number:.2f}".rstrip("0").rstrip(".")

    def percent(self, share: float, *, decimals: int) -> str:
        """A share from 0 to 1 as percent."""
        return f"{100 * share:.{decimals}f}%"

    def money(self, amount: float, currency: str) -> str:
        """An amount in few signs."""
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

    def form(self, count: float) -> int:
        """Which plural form a count takes, as its place in the list of forms."""
        return 0 if count == 1 else 1
