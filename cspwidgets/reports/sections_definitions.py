"""How to read the review: what each figure means, and how old what it rests on is."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.agreement import latest
from cspwidgets.journey.standing import RULES_VERSION
from cspwidgets.pictures.markup import one_line
from cspwidgets.plan.words import Evidence
from cspwidgets.reports.document import Block, Cell, Column, Items, Section, Table
from cspwidgets.reports.sections_value import evidence_words
from cspwidgets.reports.words import Words

MOST_NAMES = 4


def definitions(words: Words) -> Section:
    """The last section."""
    blocks: list[Block] = [
        Items(
            id="definitions",
            title=words.say("What the figures mean"),
            items=tuple(Cell(text=told) for told in _meanings(words)),
        ),
        Items(
            id="dates",
            title=words.say("What it rests on"),
            items=tuple(Cell(text=told) for told in _dates(words)),
        ),
    ]
    if words.facts.lines:
        blocks.append(_sources(words))
    return Section(
        kind="definitions",
        title=words.say("How to read this"),
        blocks=tuple(blocks),
        notes=words.say("For reading afterwards; nothing to present."),
    )


def _meanings(words: Words) -> Iterator[str]:
    facts, percent = words.facts, words.language.percent
    yield words.say(
        "Of the way: from the value at the start (0%) to the goal (100%). Each measure is judged "
        "by where it should be today, never by its final goal."
    )
    yield words.say(
        "Route walked: the working days of steps done, and half of those begun, "
        "over the days of all steps."
    )
    if facts.now.forecast.likely_on is not None:
        yield words.say(
            "Days behind or ahead, at “You are here”: where the work stands against the plan "
            "today. The arrival reckons with what is still ahead, so the two may differ."
        )
    if any(gain.money_a_year is not None for gain in facts.now.value.gains):
        factors = facts.plan.factors
        known = ((Evidence.A, factors.A), (Evidence.B, factors.B), (Evidence.C, factors.C))
        told = [
            words.say("{evidence} ({share})", evidence=evidence_words(words, evidence),
                      share=percent(factor))
            for evidence, factor in known
        ]  # fmt: skip
        yield words.say(
            "Money: movement times what one unit is worth in a year. How much of it counts depends "
            "on its evidence: {factors}. A benchmark is never counted.",
            factors="; ".join(told),
        )
    yield words.say(
        "Likely and safe: of 1,000 simulated journeys half arrive by the likely day, "
        "85% by the safe one."
    )
    yield words.say(
        "Report card: A from 90 points, B from 75, C from 60, D from 50, E below. "
        "A subject without data gives its weight to the others."
    )


def _dates(words: Words) -> Iterator[str]:
    facts = words.facts
    yield words.say("As of {day}.", day=words.language.day(facts.on))
    if facts.before is None:
        yield words.say("This is the first review; it is compared with the start.")
    else:
        yield words.say("Compared with {then}.", then=words.review_before())
    agreement = latest(facts.plan)
    if agreement is None:
        yield words.say("The plan is not agreed yet, so nothing is late against it.")
    else:
        yield words.say(
            "The plan was agreed on {day} by {names}.",
            day=words.day(agreement.on),
            names=", ".join(map(one_line, agreement.by[:MOST_NAMES])) or words.say("both sides"),
        )
    usage = [row.on for row in facts.plan.usage if row.on <= facts.on]
    if usage:
        yield words.say("Usage is known up to {day}.", day=words.day(max(usage)))
    yield words.say("Version {n} of the rules.", n=RULES_VERSION)


def _sources(words: Words) -> Table:
    rows = []
    for line in words.facts.lines:
        measured = [
            row
            for row in words.facts.plan.measurements
            if row.outcome == line.outcome.id and row.on <= words.facts.on
        ]
        newest = max(measured, key=lambda row: row.on, default=None)
        rows.append(
            (
                Cell(text=words.name(line.outcome)),
                Cell(text=words.short_day(newest.on) if newest else words.say("not measured")),
                Cell(text=(one_line(newest.source) if newest else "") or "–"),
                Cell(text=evidence_words(words, line.outcome.evidence)),
            )
        )
    return Table(
        id="sources",
        title=words.say("Where the figures come from"),
        caption=words.say("Each measure’s newest value, its source and its evidence"),
        columns=(
            Column(label=words.say("Measure"), width=0.3),
            Column(label=words.say("Newest")),
            Column(label=words.say("Source"), width=0.24),
            Column(label=words.say("Evidence"), width=0.28),
        ),
        rows=tuple(rows),
    )
