"""What every section of a review needs to say things: its facts, its language, its names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from cspwidgets.journey.progress import NextStep, next_steps
from cspwidgets.journey.review import Facts
from cspwidgets.journey.value import OutcomeWord
from cspwidgets.language.language import Language, to_say
from cspwidgets.pictures.markup import one_line, short
from cspwidgets.pictures.sides import LANES, SideNames
from cspwidgets.pictures.theme import Theme
from cspwidgets.pictures.words import touch_point_of
from cspwidgets.plan.model import Activity, Outcome
from cspwidgets.plan.words import Direction, Side, TouchPointKind
from cspwidgets.reports.document import Cell, Tone

Audience = Literal["customer", "internal"]

NAME = 60
"""The most letters of a name; lists and tables have titles whole."""

_ALL = 100_000
_QUARTERS = to_say(
    {
        1: "First quarter of {year}",
        2: "Second quarter of {year}",
        3: "Third quarter of {year}",
        4: "Fourth quarter of {year}",
    }
)
_OUTCOME_WORDS = to_say(
    {
        OutcomeWord.ACHIEVED: "reached",
        OutcomeWord.AHEAD: "ahead",
        OutcomeWord.ON: "on plan",
        OutcomeWord.BEHIND: "behind",
        OutcomeWord.OFF: "off",
        OutcomeWord.TOO_EARLY: "too early to say",
        OutcomeWord.NO_DATA: "no fresh data",
    }
)
_TONES: dict[OutcomeWord, Tone] = {
    OutcomeWord.ACHIEVED: "good",
    OutcomeWord.AHEAD: "good",
    OutcomeWord.ON: "good",
    OutcomeWord.BEHIND: "late",
    OutcomeWord.OFF: "late",
    OutcomeWord.TOO_EARLY: "soft",
    OutcomeWord.NO_DATA: "soft",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The facts of a review, and how they are said to whom."""

    facts: Facts
    audience: Audience
    language: Language
    names: SideNames
    theme: Theme
    _steps: Mapping[str, NextStep] = field(init=False, repr=False, compare=False)
    _people: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Ask once for what is open, and for everybody's name."""
        now = self.facts.now
        found = {
            step.activity: step
            for side in LANES
            for step in next_steps(
                now.plan, now.schedule, side, now.on, _ALL, language=self.language
            )
        }
        object.__setattr__(self, "_steps", found)
        object.__setattr__(self, "_people", {row.id: row.name for row in now.plan.people})

    @property
    def is_internal(self) -> bool:
        """Whether only the vendor's own people read it."""
        return self.audience == "internal"

    def say(self, text: str, /, **given: Any) -> str:
        """See `Language.say`."""
        return self.language.say(text, **given)

    def plural(self, count: int, one: str, other: str, /, **given: Any) -> str:
        """See `Language.plural`."""
        return self.language.plural(count, one, other, **given)

    def day(self, day: date) -> str:
        """A day in full."""
        return self.language.day(day, self.facts.on)

    def short_day(self, day: date) -> str:
        """A day in few letters."""
        return self.language.short_day(day, self.facts.on)

    def money(self, amount: float) -> str:
        """An amount in the plan's one currency."""
        return self.language.money(amount, self.facts.now.value.currency)

    def amount(self, value: float | None, outcome: Outcome) -> str:
        """A value of an outcome with its unit; empty where there is none."""
        if value is None:
            return ""
        return one_line("".join(self.language.amount(value, outcome.unit)))

    def way(self, share: float) -> str:
        """How much of its way an outcome has come; far behind its start, only that it is."""
        if share < -1:
            return self.say("under {share}", share=self.language.percent(-1.0))
        return self.language.percent(share)

    def goal(self, outcome: Outcome) -> str:
        """What an outcome should come to: "$9.90", or "keep 40 hours"."""
        target = self.amount(outcome.target, outcome)
        if target and outcome.direction is Direction.KEEP:
            return self.say("keep {value}", value=target)
        return target

    def outcome_word(self, word: OutcomeWord) -> str:
        """How an outcome stands."""
        return self.say(_OUTCOME_WORDS[word])

    def side(self, side: Side) -> str:
        """What a side is called."""
        return short(one_line(self.names.name(side)), NAME)

    def side_cell(self, side: Side) -> Cell:
        """A side in a table."""
        return Cell(text=self.side(side), tone=side_tone(side))

    def title(self, row: Activity) -> str:
        """What an activity is called."""
        return one_line(row.title) or self.say("a step without a name")

    def name(self, outcome: Outcome) -> str:
        """What an outcome is called."""
        return one_line(outcome.name) or self.say("a measure without a name")

    def quoted(self, words: str) -> str:
        """A title or a name as it stands in a sentence."""
        return self.say("“{words}”", words=short(words))

    def person(self, name: str) -> str:
        """Somebody's name, by id; free words as they are."""
        return short(one_line(self._people.get(name, name)), NAME)

    def when(self, row: Activity) -> str:
        """When an open step is due: a day, a week of the pace, or its number."""
        step = self._steps.get(row.id)
        return step.label if step else ""

    def is_late(self, row: Activity) -> bool:
        """Whether an open step is past its day."""
        step = self._steps.get(row.id)
        return step is not None and step.late_days > 0

    def review_before(self) -> str:
        """The last review in words: "the review of 28 May"; empty when this is the first."""
        before = self.facts.before
        return self.touch_point(self.facts.before_kind, before.on) if before else ""

    def before_label(self) -> str:
        """What stands over figures of the last review; empty when this is the first."""
        if self.facts.before is None:
            return ""
        if self.facts.before_kind == TouchPointKind.CALL:
            return self.say("last call")
        if self.facts.before_kind == TouchPointKind.KICKOFF:
            return self.say("kick-off")
        return self.say("last review")

    def touch_point(self, kind: str, on: date) -> str:
        """A touch point in words: "the call of 3 June"."""
        return touch_point_of(kind, self.day(on), self.language)

    def period(self) -> str:
        """The period in words."""
        period = self.facts.period
        return self.say(_QUARTERS[period.quarter], year=str(period.year))

    def listed(self, titles: Sequence[str], most: int = 2) -> str:
        """The first titles in quotes, and how many more there are."""
        named = [self.quoted(title) for title in titles[:most]]
        more = len(titles) - len(named)
        if more:
            named.append(self.plural(more, "{n:word} more", "{n:word} more"))
        if len(named) < 2:
            return "".join(named)
        return self.say("{some} and {last}", some=", ".join(named[:-1]), last=named[-1])


def outcome_tone(word: OutcomeWord) -> Tone:
    """The tone of an outcome's word."""
    return _TONES[word]


def side_tone(side: Side) -> Tone:
    """The tone of a side."""
    tones: dict[Side, Tone] = {
        Side.CUSTOMER: "customer",
        Side.VENDOR: "vendor",
        Side.BOTH: "both",
        Side.PARTNER: "partner",
    }
    return tones[side]
