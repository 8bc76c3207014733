"""A language: says texts, counted things, days, numbers and money.

    language = Language.of("de")
    language.say("week {n} of {m}", n=20, m=30)             # Woche 20 von 30
    language.plural(3, "{n} day late", "{n} days late")     # 3 Tage verspätet

The text is always given in English, as a literal, so that a test can ask for it in every
catalogue; a text without a translation is said in English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Protocol

from cspwidgets.errors import NotFound
from cspwidgets.language.catalogue import ENGLISH_TAG, catalogue, tags, to_say
from cspwidgets.language.english import NUMBERS, English

__all__ = ["ENGLISH", "Language", "to_say"]

_MONEY = re.compile(r"([A-Z]{3})(?: ([km]))?", re.ASCII)
_TIMES = {None: 1.0, "k": 1e3, "m": 1e6}
_NUMERIC = (int, float)  # named once: `int | float` is made anew each time, for hundreds of texts


@dataclass(frozen=True, slots=True)
class Language:
    """One language, by its BCP 47 tag; two of one tag are equal.

    Examples
    --------
    >>> Language.of("de").say("You are here")
    'Sie sind hier'
    """

    tag: str
    _texts: dict[str, str] = field(compare=False, repr=False)
    _plurals: dict[str, tuple[str, ...]] = field(compare=False, repr=False)
    _numbers: tuple[str, ...] = field(compare=False, repr=False)
    _formats: _Formats = field(compare=False, repr=False)

    @staticmethod
    def of(tag: str) -> Language:
        """The language of a tag (`en`, `de`); the same one each time.

        Raises
        ------
        NotFound
            There is no catalogue for it.
        """
        return _language(tag)

    def say(self, text: str, /, **facts: Any) -> str:
        """A text in this language, with what it names in braces filled in.

        A number is filled in as figures, or in words where the text asks so (`{n:word}`). A year
        is no number: give it as letters.

        Examples
        --------
        >>> ENGLISH.say("{n:word} of {m:word}, {k}", n=3, m=12, k=1500)
        'three of twelve, 1,500'
        """
        return self._filled(self._texts.get(text, text), facts)

    def plural(self, count: float, one: str, other: str, /, **facts: Any) -> str:
        """The text for a count in the form that it takes; `{n}` is the count.

        The catalogue knows it by `other`.

        Examples
        --------
        >>> ENGLISH.plural(1, "{n} day late", "{n} days late")
        '1 day late'
        """
        forms = self._plurals.get(other, (one, other))
        # A catalogue may have fewer forms than its language: the last one is the most general.
        form = forms[min(self._formats.form(count), len(forms) - 1)]
        return self._filled(form, {"n": count, **facts})

    def day(self, day: date, on: date | None = None) -> str:
        """A day in full: "8 October", with the year when it is another than that of `on`."""
        return self._formats.day(day, short=False, year=on is None or day.year != on.year)

    def short_day(self, day: date, on: date | None = None) -> str:
        """A day in few letters: "8 Oct", with the year when it is another than that of `on`."""
        return self._formats.day(day, short=True, year=on is None or day.year != on.year)

    def number(self, number: float) -> str:
        """A number without needless decimals, with its thousands apart.

        Examples
        --------
        >>> [ENGLISH.number(each) for each in (90.94, 24.0, 11500.0, 0.123)]
        ['90.94', '24', '11,500', '0.12']
        """
        return self._formats.number(number)

    def word(self, count: int) -> str:
        """A count as a word up to twenty, else in figures.

        Examples
        --------
        >>> ENGLISH.word(9), ENGLISH.word(31)
        ('nine', '31')
        """
        if 0 <= count < len(self._numbers):
            return self._numbers[count]
        return self._formats.number(count)

    def percent(self, share: float, *, decimals: int = 0) -> str:
        """A share from 0 to 1 as percent: "70%", in German "70 %"."""
        return self._formats.percent(share, decimals=decimals)

    def money(self, amount: float, currency: str) -> str:
        """An amount in few signs; without a currency, the figure alone.

        Examples
        --------
        >>> ENGLISH.money(1_983_000, "USD"), ENGLISH.money(-45_200, "CHF"), ENGLISH.money(9.9, "")
        ('$1.98m', '-CHF 45k', '9.90')
        """
        return self._formats.money(amount, currency)

    def amount(self, value: float, unit: str) -> tuple[str, str]:
        """A value and its unit apart, so that the unit can be set smaller.

        Examples
        --------
        >>> [ENGLISH.amount(*each) for each in ((10.88, "USD"), (90.9, "%"), (24.0, "min"))]
        [('$10.88', ''), ('90.9', '%'), ('24', ' min')]
        >>> ENGLISH.amount(779.0, "GBP k")
        ('£779k', '')
        """
        if money := _MONEY.fullmatch(unit):
            return self.money(value * _TIMES[money[2]], money[1]), ""
        gap = self._formats.percent_gap if unit == "%" else " " if unit else ""
        return self.number(value), gap + unit

    @property
    def months(self) -> tuple[str, ...]:
        """The months in full, January first."""
        return self._formats.months

    @property
    def short_months(self) -> tuple[str, ...]:
        """The months in few letters, as they stand on an axis."""
        return self._formats.short_months

    @property
    def weekdays(self) -> tuple[str, ...]:
        """The days of the week in full, Monday first."""
        return self._formats.weekdays

    @property
    def decimal_sign(self) -> str:
        """What stands before decimals."""
        return self._formats.decimal_sign

    @property
    def thousands_sign(self) -> str:
        """What stands between thousands."""
        return self._formats.thousands_sign

    def _filled(self, text: str, facts: dict[str, Any]) -> str:
        if not facts:
            return text
        in_words = ":word" in text
        for name, fact in facts.items():
            if isinstance(fact, _NUMERIC):
                facts[name] = _Figure(self, fact) if in_words else self._formats.number(fact)
        return text.format_map(facts)

    def __reduce__(self) -> tuple[Any, ...]:
        return Language.of, (self.tag,)


class _Formats(Protocol):
    @property
    def months(self) -> tuple[str, ...]: ...
    @property
    def short_months(self) -> tuple[str, ...]: ...
    @property
    def weekdays(self) -> tuple[str, ...]: ...
    @property
    def decimal_sign(self) -> str: ...
    @property
    def thousands_sign(self) -> str: ...
    @property
    def percent_gap(self) -> str: ...
    def day(self, day: date, *, short: bool, year: bool) -> str: ...
    def number(self, number: float) -> str: ...
    def percent(self, share: float, *, decimals: int) -> str: ...
    def money(self, amount: float, currency: str) -> str: ...
    def form(self, count: float) -> int: ...


class _Figure:
    # A number on its way into a text: the text itself says whether as figures or as a word.
    __slots__ = ("language", "number")

    def __init__(self, language: Language, number: float) -> None:
        self.language = language
        self.number = number

    def __format__(self, spec: str) -> str:
        if spec == "word" and isinstance(self.number, int):
            return self.language.word(self.number)
        return self.language.number(self.number)


@cache
def _language(tag: str) -> Language:
    if tag == ENGLISH_TAG:
        return Language(tag, {}, {}, NUMBERS, English())
    if tag not in tags():
        known = ", ".join(tags())
        told = f"There is no language {tag!r} here; there are {known}. Choose one of them."
        raise NotFound(told, name=tag, known=tags())
    from cspwidgets.language.locales import Local

    known_texts = catalogue(tag)
    texts, plurals = known_texts.texts, known_texts.plurals
    return Language(tag, texts, plurals, known_texts.numbers, Local(tag))


ENGLISH = Language.of(ENGLISH_TAG)
"""What is spoken unless another language is asked for."""
