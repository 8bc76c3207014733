"""The pieces that sentences share: lengths of time, names of rows.

Sentences are about a customer and read by one: numbers up to twenty are words, a day is
"8 October", and what is internal is never named. Each is said in a `Language`.
"""

from __future__ import annotations

from collections.abc import Sequence

from cspwidgets.journey.calendar import DAYS_A_WEEK
from cspwidgets.language import Language
from cspwidgets.plan.model import Activity, Outcome
from cspwidgets.plan.words import Visibility


def length(language: Language, days: int) -> str:
    """How long a number of days is: in days below three weeks, then in weeks.

    >>> from cspwidgets.language import ENGLISH
    >>> length(ENGLISH, 7), length(ENGLISH, 71)
    ('seven days', 'fourteen weeks')
    """
    if days < 3 * DAYS_A_WEEK:
        return language.plural(days, "one day", "{n:word} days")
    return _weeks(language, days)


def working_length(language: Language, days: int) -> str:
    """The same, with days called working days."""
    if days < 3 * DAYS_A_WEEK:
        return language.plural(days, "one working day", "{n:word} working days")
    return _weeks(language, days)


def capital(words: str) -> str:
    """The words with a capital first letter, and nothing else changed."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """The words with a small first letter, and nothing else changed."""
    return words[:1].lower() + words[1:]


def quoted(language: Language, words: str) -> str:
    """A title or name as it stands in a sentence."""
    return language.say("“{words}”", words=words.strip())


def named(language: Language, rows: Sequence[Activity | Outcome]) -> str:
    """Name the first of the steps or measures that may be shown, and count the others.

    >>> from cspwidgets.language import ENGLISH
    >>> named(ENGLISH, [Activity(id="a", title="Wave 2 live", stage="s")] * 3)
    '“Wave 2 live” and two more steps'
    """
    shown = [row for row in rows if row.visibility is Visibility.SHARED]
    if not shown:
        return _counted(language, rows)
    first = shown[0]
    others = len(rows) - 1
    if isinstance(first, Activity):
        name = quoted(language, first.title)
        if not others:
            return name
        return language.plural(
            others, "{name} and one more step", "{name} and {n:word} more steps", name=name
        )
    name = quoted(language, first.name)
    if not others:
        return name
    return language.plural(
        others, "{name} and one more measure", "{name} and {n:word} more measures", name=name
    )


def _weeks(language: Language, days: int) -> str:
    return language.plural(round(days / DAYS_A_WEEK), "one week", "{n:word} weeks")


def _counted(language: Language, rows: Sequence[Activity | Outcome]) -> str:
    if isinstance(rows[0], Activity):
        return language.plural(len(rows), "one step", "{n:word} steps")
    return language.plural(len(rows), "one measure", "{n:word} measures")
