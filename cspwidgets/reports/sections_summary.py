"""Page 1 of a review: it stands alone.

In ten seconds it says where we are (the headline and the route), what is next and whose turn it
is, and what it brought so far.
"""

from __future__ import annotations

from cspwidgets.journey.drawable import drawable
from cspwidgets.journey.forecast import SlipWord
from cspwidgets.journey.review import BAD, Facts
from cspwidgets.journey.reviewasks import asks
from cspwidgets.journey.reviewwins import wins
from cspwidgets.journey.reviewwork import is_named
from cspwidgets.journey.sentences import capital
from cspwidgets.journey.standing import Standing, headline
from cspwidgets.journey.steps import is_open
from cspwidgets.journey.value import OutcomeWord, is_early
from cspwidgets.language.language import to_say
from cspwidgets.pictures import route
from cspwidgets.pictures.asks import ask_words
from cspwidgets.pictures.directions import directions
from cspwidgets.pictures.frame import StageLabel, frame, narrowest_width
from cspwidgets.pictures.markup import one_line, short
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.model import Activity
from cspwidgets.reports.document import (
    Block,
    Cell,
    Figures,
    Items,
    Lead,
    Paragraph,
    Picture,
    Section,
    Tone,
)
from cspwidgets.reports.keyfigures import key_figures
from cspwidgets.reports.sentences import win_words
from cspwidgets.reports.words import Words, side_tone

ROUTE_WIDTHS = (700, 780, 860)
"""The widths, in px, that a route is drawn in: the first in which every name is whole."""

MOST_TURNS = 3

_STATES = to_say(
    {
        SlipWord.ON_ROUTE: "On route",
        SlipWord.BEHIND: "Behind plan",
        SlipWord.OFF: "Off route",
        SlipWord.NOT_AGREED: "Not agreed yet",
        SlipWord.NO_DATES: "By pace, without dates",
    }
)
_TONES: dict[SlipWord, Tone] = {
    SlipWord.ON_ROUTE: "good",
    SlipWord.BEHIND: "late",
    SlipWord.OFF: "late",
    SlipWord.NOT_AGREED: "soft",
    SlipWord.NO_DATES: "soft",
}
_UNJUDGED = (OutcomeWord.TOO_EARLY, OutcomeWord.NO_DATA)


def summary(words: Words) -> Section:
    """The first page."""
    facts = words.facts
    blocks: list[Block] = [_objective(words), _state(words)]
    figures = tuple(key_figures(words))
    if figures:
        before = words.before_label()
        blocks.append(Figures(items=figures, before_label=before, goal_label=words.say("goal")))
    else:
        told = words.say(
            "There are no figures yet. The first measure and the first step make them."
        )
        blocks.append(Paragraph(text=told, tone="soft"))
    blocks += [_wins(words), _asks(words), _turns(words)]
    if facts.plan.activities or facts.plan.stages:
        blocks.append(route_picture(words))
    return Section(
        kind="summary", title=words.say("Where we are"), blocks=tuple(blocks), notes=_notes(words)
    )


def route_picture(words: Words) -> Picture:
    """The route with "you are here", without what may not be named."""
    standing = drawable(words.facts.now)
    width = _width(standing, words.names)
    meta = route.route_meta(standing, width=width, names=words.names)
    return Picture(
        id="route",
        svg=route.svg(standing, width=width, names=words.names),
        alt=meta["label"],
        width=meta["width"],
        height=meta["height"],
        narrow=directions(standing),
    )


def _width(standing: Standing, names: SideNames) -> int:
    # A page may show a wider drawing a little smaller; a name broken within a word reads worse.
    least = narrowest_width(standing, names)
    for width in ROUTE_WIDTHS:
        labels = frame(standing, width, names).labels
        if width >= least and all(_is_whole(label) for label in labels):
            return width
    return max(ROUTE_WIDTHS[-1], least)


def _is_whole(label: StageLabel) -> bool:
    return " ".join(label.lines) == one_line(label.stage.name)


def _objective(words: Words) -> Lead:
    objective = one_line(words.facts.plan.objective)
    if not objective:
        told = words.say("Not written down yet; the plan begins with it, in your own words.")
        if words.is_internal:
            told = words.say("Not written down yet; the plan begins with it, in their own words.")
        return Lead(label=words.say("Objective"), text=told, tone="soft")
    return Lead(label=words.say("Objective"), text=objective)


def _state(words: Words) -> Lead:
    now = words.facts.now
    said = headline(now, "vendor" if words.is_internal else "customer")
    told = [said.where, said.arrival]
    if value := value_sentence(words):
        told.append(value)
    rows = [row for row in now.plan.activities if is_open(row)]
    if not now.place.steps:
        return Lead(label=words.say("At the beginning"), text=" ".join(told), tone="soft")
    if not rows:
        return Lead(label=words.say("Arrived"), text=" ".join(told), tone="good")
    word = now.forecast.word
    return Lead(label=words.say(_STATES[word]), text=" ".join(told), tone=_TONES[word])


def value_sentence(words: Words) -> str:
    """How many measures are where they should be; empty while none can be judged."""
    judged = [line for line in words.facts.lines if line.gain.word not in _UNJUDGED]
    if not judged:
        return ""
    told = _judged_words(words, len(judged), sum(line.gain.word not in BAD for line in judged))
    silent = len(words.facts.lines) - len(judged)
    if not silent:
        return told
    more = words.plural(
        silent, "{n:word} more cannot be judged yet.", "{n:word} more cannot be judged yet."
    )
    return f"{told} {capital(more)}"


def _judged_words(words: Words, count: int, fine: int) -> str:
    if count == 1:
        if fine:
            return words.say("The one measure that can be judged is where it should be.")
        return words.say("The one measure that can be judged is not yet where it should be.")
    if fine == count:
        return words.say("All {n:word} measures are where they should be.", n=fine)
    if not fine:
        return words.say("None of {n:word} measures is where it should be yet.", n=count)
    told = words.plural(
        fine,
        "{n:word} of {m:word} measures is where it should be.",
        "{n:word} of {m:word} measures are where they should be.",
        m=count,
    )
    return capital(told)


def _wins(words: Words) -> Items:
    items = tuple(Cell(text=win_words(words, win), tone="good") for win in wins(words.facts))
    empty = words.say(
        "No measure moved forward and no step was finished; "
        "what follows shows where the next win can come from."
    )
    if is_early(words.facts.plan.start_on, words.facts.on):
        empty = words.say("It is too early for results; the first ones are on their way.")
    return Items(
        id="wins", title=words.say("What went well"), items=items, about="wins", empty=empty
    )


def _asks(words: Words) -> Items:
    asked = asks(words.facts)
    title = words.say("What we ask you to decide")
    if words.is_internal:
        title = words.say("What we ask them to decide")
    return Items(
        id="asks",
        title=title,
        items=tuple(Cell(text=ask_words(words.facts, ask), strong=True) for ask in asked),
        about="asks",
        empty=words.say("Nothing has to be decided today."),
    )


def _turns(words: Words) -> Items:
    facts = words.facts
    items = tuple(
        Cell(
            text=short(words.title(row)),
            note=" · ".join(
                part
                for part in (words.side(row.side), words.person(row.owner), words.when(row))
                if part
            ),
            tone=side_tone(row.side),
        )
        for row in _soonest(facts)
    )
    return Items(
        id="turns",
        title=words.say("What is next, and whose turn"),
        items=items,
        about="turns",
        empty=words.say("Nothing is open."),
    )


def _soonest(facts: Facts) -> list[Activity]:
    rows = [row for row in facts.plan.activities if is_open(row) and is_named(row)]
    rows.sort(key=lambda row: facts.now.schedule.slots[row.id].finish)
    return rows[:MOST_TURNS]


def _notes(words: Words) -> str:
    told = [
        words.say("Begin with the objective, in the words it was written in."),
        words.say("Then the headline, and wait: where we are comes before why."),
    ]
    if words.facts.before:
        told.append(words.say("Everything is compared with {then}.", then=words.review_before()))
    return " ".join(told)
