"""The renewal, for the vendor's own people only: money, return, time left, what was noted."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.value import return_on_cost
from cspwidgets.pictures.markup import one_line
from cspwidgets.reports.document import Block, Cell, Column, Items, Lead, Section, Table
from cspwidgets.reports.words import Words

MOST_NOTES = 5


def renewal(words: Words) -> tuple[Section, ...]:
    """The section on the renewal; none for customers, whose plan holds nothing to say in it."""
    if not words.is_internal:
        return ()
    blocks: list[Block] = [_lead(words)]
    rows = tuple(_rows(words))
    if rows:
        blocks.append(
            Table(
                id="renewal",
                caption=words.say("The figures of the renewal"),
                columns=(
                    Column(label=words.say("What"), width=0.5),
                    Column(label=words.say("Now"), align="end"),
                ),
                rows=rows,
            )
        )
    notes = tuple(_notes(words))
    if notes:
        blocks.append(Items(id="notes", title=words.say("What was noted"), items=notes))
    told = words.say("For our own people only. Do not share this page.")
    return (Section(kind="renewal", title=words.say("Renewal"), blocks=tuple(blocks), notes=told),)


def _lead(words: Words) -> Lead:
    facts = words.facts
    renewal_on = facts.plan.account.renewal_on
    if renewal_on is None:
        return Lead(text=words.say("No renewal day is known."), tone="soft")
    weeks = (renewal_on - facts.on).days // 7
    day = words.day(renewal_on)
    if weeks < 0:
        return Lead(text=words.say("The renewal was due on {day}.", day=day), tone="late")
    told = words.plural(
        weeks, "The renewal is on {day}, in {n} week.", "The renewal is on {day}, in {n} weeks.",
        day=day,
    )  # fmt: skip
    if facts.now.forecast.past_renewal:
        more = words.say("Work that belongs before it would end after it.")
        return Lead(text=f"{told} {more}", tone="late")
    return Lead(text=told)


def _rows(words: Words) -> Iterator[tuple[Cell, ...]]:
    facts = words.facts
    fee, value = facts.plan.account.fee, facts.now.value
    if fee is not None:
        yield Cell(text=words.say("Fee a year")), Cell(text=words.money(fee), strong=True)
    if any(gain.money_a_year is not None for gain in value.gains):
        likely = Cell(text=words.money(value.likely), strong=True)
        yield Cell(text=words.say("Value a year, likely")), likely
    back = return_on_cost(facts.plan, value)
    if back is not None:
        share = Cell(text=words.language.percent(back), strong=True)
        yield Cell(text=words.say("Return on cost")), share
    card = facts.now.card
    if card.points is not None and card.letter is not None:
        grade = words.say("{letter}, with {points} of 100 points", letter=card.letter,
                          points=card.points)  # fmt: skip
        yield Cell(text=words.say("Report card")), Cell(text=grade)
    names = [word for word in (facts.plan.account.segment, facts.plan.account.tier) if word]
    if names:
        yield Cell(text=words.say("Segment and tier")), Cell(text=one_line(", ".join(names)))


def _notes(words: Words) -> Iterator[Cell]:
    facts = words.facts
    points = sorted(facts.plan.touch_points, key=lambda row: row.on, reverse=True)
    told = [
        (one_line(said), words.say("At {then}", then=words.touch_point(row.kind.value, row.on)))
        for row in points
        for said in (row.internal_decisions, row.notes)
        if said.strip()
    ]
    told += [
        (one_line(row.notes), words.title(row))
        for row in (*facts.owed, *facts.next)
        if row.notes.strip()
    ]
    for note, about in list(dict.fromkeys(told))[:MOST_NOTES]:
        yield Cell(text=note, note=about)
