"""Calendar quarters: the periods that reviews are held for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cspwidgets.errors import SettingsError

_WRITTEN = re.compile(r"([0-9]{4})-?[Qq]([1-4])")
_MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar quarter.

    Examples
    --------
    >>> third = Period(2026, 3)
    >>> str(third), third.first_on.isoformat(), third.last_on.isoformat(), str(third.next)
    ('2026Q3', '2026-07-01', '2026-09-30', '2026Q4')
    """

    year: int
    quarter: int

    @classmethod
    def of(cls, words: str) -> Period:
        """The quarter that is written as "2026Q3".

        Raises
        ------
        SettingsError
            It is written otherwise.
        """
        found = _WRITTEN.fullmatch(words.strip())
        if found is None or found[1] == "0000" or found[1] == "9999":
            told = f"The period is {words!r}, which is no quarter. Write it like 2026Q3."
            raise SettingsError(told, name="period")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def around(cls, day: date) -> Period:
        """The quarter that a day lies in."""
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @property
    def first_on(self) -> date:
        """Its first day."""
        return date(self.year, (self.quarter - 1) * _MONTHS + 1, 1)

    @property
    def last_on(self) -> date:
        """Its last day."""
        return self.next.first_on - timedelta(days=1)

    @property
    def next(self) -> Period:
        """The quarter after it."""
        if self.quarter == 4:
            return Period(self.year + 1, 1)
        return Period(self.year, self.quarter + 1)

    def __str__(self) -> str:
        """As it is written: "2026Q3"."""
        return f"{self.year:04d}Q{self.quarter}"
