"""The four figures of page 1: now, at the last review, and the goal."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.forecast import SlipWord
from cspwidgets.journey.review import OutcomeLine
from cspwidgets.journey.steps import is_live, is_open
from cspwidgets.journey.value import worth_at_goal
from cspwidgets.pictures.markup import short
from cspwidgets.reports.document import Figure
from cspwidgets.reports.words import NAME, Words, outcome_tone

MOST_FIGURES = 4


def key_figures(words: Words) -> Iterator[Figure]:
    """At most four: measures first, then their money, the route, and the card if there is room."""
    facts = words.facts
    money, walked = list(_money_figure(words)), list(_route_figure(words))
    card = list(_card_figure(words)) if len(facts.lines) < 2 else []
    room = MOST_FIGURES - len(money) - len(walked) - len(card)
    for line in [line for line in facts.lines if _is_told(line)][:room]:
        yield _outcome_figure(words, line)
    yield from (*money, *walked, *card)


def _is_told(line: OutcomeLine) -> bool:
    return line.gain.current is not None or line.outcome.target is not None


def _outcome_figure(words: Words, line: OutcomeLine) -> Figure:
    now = words.amount(line.gain.current, line.outcome)
    return Figure(
        id=f"outcome:{line.outcome.id}",
        label=short(words.name(line.outcome), NAME),
        now=now or words.say("not measured"),
        before=words.amount(line.value_before, line.outcome),
        goal=words.goal(line.outcome),
        note=words.outcome_word(line.gain.word),
        tone=outcome_tone(line.gain.word),
    )


def _money_figure(words: Words) -> Iterator[Figure]:
    facts = words.facts
    value = facts.now.value
    if not any(gain.money_a_year for gain in value.gains):
        return
    before = facts.before.value if facts.before else None
    known = before is not None and any(gain.money_a_year is not None for gain in before.gains)
    at_goal = worth_at_goal(facts.plan)
    low, high = words.money(value.low), words.money(value.high)
    yield Figure(
        id="money",
        label=words.say("Value a year, likely"),
        now=words.money(value.likely),
        before=words.money(before.likely) if before and known else "",
        goal=words.money(at_goal) if at_goal > 0 else "",
        note=words.say("between {low} and {high}", low=low, high=high) if low != high else "",
        tone="late" if value.likely < 0 else "",
    )


def _route_figure(words: Words) -> Iterator[Figure]:
    facts = words.facts
    if not facts.now.place.steps:
        return
    before = facts.before
    live = [row for row in facts.plan.activities if is_live(row)]
    done = len(live) - sum(map(is_open, live))
    yield Figure(
        id="route",
        label=words.say("Route walked"),
        now=words.language.percent(facts.now.share),
        before=words.language.percent(before.share) if before else "",
        goal=words.language.percent(1.0),
        note=words.plural(len(live), "{done} of {n} step", "{done} of {n} steps", done=done),
        tone="late" if facts.now.forecast.word in (SlipWord.BEHIND, SlipWord.OFF) else "",
    )


def _card_figure(words: Words) -> Iterator[Figure]:
    facts = words.facts
    card, before = facts.now.card, facts.before.card if facts.before else None
    if card.points is None or card.letter is None:
        return
    was = before.points if before else None
    yield Figure(
        id="card",
        label=words.say("Report card"),
        now=words.say("{points} of 100", points=card.points),
        before="" if was is None else words.say("{points} of 100", points=was),
        note=words.say("grade {letter}", letter=card.letter),
    )
