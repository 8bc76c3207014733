"""How many of how many are so: "18 of 29 steps done", "Both goals are reached".

What is counted has a table of its own, because in other languages its gender and its case change
the other words. Where all are always meant, the cases that cannot be are empty.
"""

from __future__ import annotations

from typing import NamedTuple

from cspwidgets.journey.sentences import capital
from cspwidgets.language import Language, to_say

MOST_IN_WORDS = 20


class Parts(NamedTuple):
    """How many of how many are so, in each case that a language may tell apart."""

    some: str
    all: str
    both: str
    none: str = ""
    the_one: str = ""
    not_the_one: str = ""


STEPS_DONE = Parts(
    some=to_say("{n} of {m} steps done"),
    all=to_say("All {n:word} steps done"),
    both=to_say("Both steps done"),
    none=to_say("None of {n:word} steps done"),
    the_one=to_say("The one step is done"),
    not_the_one=to_say("The one step is not done"),
)
STEPS_ARE_DONE = Parts(
    some="",
    all=to_say("All {n:word} steps are done"),
    both=to_say("Both steps are done"),
    the_one=to_say("The one step is done"),
)
MEASURES_AT_GOAL = Parts(
    some=to_say("{n} of {m} measures at the goal"),
    all=to_say("All {n:word} measures at the goal"),
    both=to_say("Both measures at the goal"),
    none=to_say("None of {n:word} measures at the goal"),
    the_one=to_say("The one measure is at the goal"),
    not_the_one=to_say("The one measure is not at the goal"),
)
MEASURES_BEHIND = Parts(
    some="",
    all=to_say("All {n:word} measures behind where they should be today"),
    both=to_say("Both measures behind where they should be today"),
)
MEASURES_AHEAD = Parts(
    some=to_say("{n} of {m} measures ahead of where they should be today"),
    all=to_say("All {n:word} measures ahead of where they should be today"),
    both=to_say("Both measures ahead of where they should be today"),
)
MEASURES_FINE = Parts(
    some=to_say("{n} of {m} measures where they should be today"),
    all=to_say("All {n:word} measures where they should be today"),
    both=to_say("Both measures where they should be today"),
)
MEASURES_FINE_OR_AHEAD = Parts(
    some=to_say("{n} of {m} measures where they should be today or ahead"),
    all=to_say("All {n:word} measures where they should be today or ahead"),
    both=to_say("Both measures where they should be today or ahead"),
)
GOALS_REACHED = Parts(
    some="",
    all=to_say("All {n:word} goals are reached"),
    both=to_say("Both goals are reached"),
    the_one=to_say("The goal is reached"),
)
PROMISES_KEPT = Parts(
    some=to_say("{n} of {m} kept"),
    all=to_say("All {n:word} kept"),
    both=to_say("Both kept"),
    none=to_say("None of {n:word} kept"),
    the_one=to_say("The one promise was kept"),
    not_the_one=to_say("The one promise was not kept"),
)


def part_of(language: Language, part: int, whole: int, parts: Parts) -> str:
    """How many of how many, as a sentence without its stop.

    >>> from cspwidgets.language import ENGLISH
    >>> part_of(ENGLISH, 18, 29, STEPS_DONE), part_of(ENGLISH, 3, 4, STEPS_DONE)
    ('18 of 29 steps done', 'Three of four steps done')
    """
    if whole == 1:
        return language.say(parts.the_one if part else parts.not_the_one)
    if part == whole:
        return language.say(parts.both) if whole == 2 else language.say(parts.all, n=whole)
    if part == 0:
        return language.say(parts.none, n=whole)
    write = language.word if whole <= MOST_IN_WORDS else language.number
    return capital(language.plural(part, parts.some, parts.some, n=write(part), m=write(whole)))
