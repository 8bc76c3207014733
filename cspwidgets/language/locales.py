"""Days, numbers and money as other languages write them, by Babel; every answer is kept.

Nobody imports this module before a language other than English is spoken: Babel reads its data
then. A picture asks for the same few hundred days and numbers again and again, so they are kept.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import (
    format_compact_currency,
    format_currency,
    format_decimal,
    format_percent,
    get_decimal_symbol,
    get_group_symbol,
)

_CLDR_ORDER = ("zero", "one", "two", "few", "many", "other")
_KEPT = 8192


class Local:
    """The formats of one locale."""

    def __init__(self, tag: str) -> None:
        locale = self._locale = Locale.parse(tag, sep="-")
        names = locale.months["stand-alone"]
        self.months = tuple(names["wide"][month] for month in range(1, 13))
        self.short_months = tuple(names["abbreviated"][month] for month in range(1, 13))
        days = locale.days["stand-alone"]["wide"]
        self.weekdays = tuple(days[day] for day in range(7))
        self.decimal_sign = get_decimal_symbol(locale)
        self.thousands_sign = get_group_symbol(locale)
        self.percent_gap = locale.percent_formats[None].pattern.strip("#,0.%")
        forms = {*locale.plural_form.tags, "other"}
        self._forms = [name for name in _CLDR_ORDER if name in forms]
        self.day = lru_cache(_KEPT)(self._day)
        self.number = lru_cache(_KEPT)(self._number)
        self.money = lru_cache(_KEPT)(self._money)

    def form(self, count: float) -> int:
        """Which plural form a count takes, as its place in the list of forms."""
        whole = int(count) if count == int(count) else count  # CLDR: "1.0" is not one
        return self._forms.index(self._locale.plural_form(whole))

    def percent(self, share: float, *, decimals: int) -> str:
        """A share from 0 to 1 as percent."""
        pattern = self._locale.percent_formats[None].pattern
        digits = "." + "0" * decimals if decimals else ""
        return format_percent(share, pattern.replace("0", f"0{digits}", 1), locale=self._locale)

    def _day(self, day: date, *, short: bool, year: bool) -> str:
        pattern = self._locale.date_formats["long"].pattern
        if short:
            pattern = pattern.replace("MMMM", "MMM")
        if not year:
            skeleton = "MMMd" if short else "MMMMd"
            pattern = self._locale.datetime_skeletons[skeleton].pattern
        return format_date(day, pattern, locale=self._locale)

    def _number(self, number: float) -> str:
        pattern = "#,##0" if abs(number) >= 1000 else "#,##0.##"
        return format_decimal(number, pattern, locale=self._locale)

    def _money(self, amount: float, currency: str) -> str:
        size = abs(amount)
        if not currency:
            return self._number(round(amount, -3) if size >= 10_000 else amount)
        if size >= 999_500:
            amount = round(amount, -4)
            decimals = 2 if amount % 100_000 else 1 if amount % 1_000_000 else 0
            return format_compact_currency(
                amount, currency, locale=self._locale, fraction_digits=decimals
            )
        if size >= 10_000:
            amount = round(amount, -3)
        whole = size >= 1000 or size == round(size)
        pattern = self._locale.currency_formats["standard"].pattern
        if whole:
            pattern = pattern.replace(".00", "")
        return format_currency(
            amount, currency, pattern, locale=self._locale, currency_digits=False
        )
