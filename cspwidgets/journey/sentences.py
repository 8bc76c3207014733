"""The small words of every sentence that is shown: counted things, days, names.

Sentences are about a customer and read by one: numbers up to twenty are words, a day is
"8 October", and what is internal is never named.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cspwidgets.journey.calendar import DAYS_A_WEEK
from cspwidgets.plan.model import Activity, Outcome
from cspwidgets.plan.words import Visibility

# fmt: off
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
# fmt: on


def number(count: int) -> str:
    """A count as a word up to twenty, else in figures.

    >>> number(9), number(31)
    ('nine', '31')
    """
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, thing: str) -> str:
    """How many of a thing: "one working day", "five working days"."""
    return f"{number(count)} {thing}" if count == 1 else f"{number(count)} {thing}s"


def length(days: int, day: str) -> str:
    """How long a number of working days is: in days below three weeks, then in weeks.

    >>> length(7, "working day"), length(71, "working day")
    ('seven working days', 'fourteen weeks')
    """
    if days < 3 * DAYS_A_WEEK:
        return counted(days, day)
    return counted(round(days / DAYS_A_WEEK), "week")


def figure(count: int, thing: str) -> str:
    """How many of a thing, in figures: "1 day", "6 days"."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def part_of(part: int, whole: int) -> str:
    """How many of how many, to begin a sentence.

    >>> part_of(3, 4), part_of(18, 29), part_of(4, 4), part_of(2, 2), part_of(0, 2)
    ('Three of four', '18 of 29', 'All four', 'Both', 'None of two')
    """
    if part == whole and whole > 1:
        return "Both" if whole == 2 else f"All {number(whole)}"
    if part == 0:
        return f"None of {number(whole)}"
    if whole < len(_NUMBERS):
        return f"{capital(number(part))} of {number(whole)}"
    return f"{part:,} of {whole:,}"


def told_of(part: int, whole: int, thing: str, what: str) -> str:
    """How many things are so, as a sentence without its stop.

    >>> told_of(18, 29, "step", "done"), told_of(1, 1, "step", "done")
    ('18 of 29 steps done', 'The one step is done')
    """
    if whole == 1:
        return f"The one {thing} is {what}" if part else f"The one {thing} is not {what}"
    return f"{part_of(part, whole)} {thing}s {what}"


def day_of(day: date, on: date) -> str:
    """A day in full: "8 October", with the year when it is another than that of `on`."""
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == on.year else f"{words} {day.year}"


def capital(words: str) -> str:
    """The words with a capital first letter, and nothing else changed."""
    return words[:1].upper() + words[1:]


def owned(name: str) -> str:
    """The possessive of a name: "RouteWise’s"."""
    return f"{name}’s"


def quoted(words: str) -> str:
    """A title or name as it stands in a sentence."""
    return f"“{words.strip()}”"


def named(rows: Sequence[Activity | Outcome], thing: str) -> str:
    """Name the first of the rows that may be shown, and count the others.

    >>> named([Activity(id="a", title="Wave 2 live", stage="s")] * 3, "step")
    '“Wave 2 live” and two more steps'
    """
    shown = [row for row in rows if row.visibility is Visibility.SHARED]
    if not shown:
        return counted(len(rows), thing)
    first = shown[0]
    name = quoted(first.title if isinstance(first, Activity) else first.name)
    others = len(rows) - 1
    return f"{name} and {counted(others, f'more {thing}')}" if others else name
