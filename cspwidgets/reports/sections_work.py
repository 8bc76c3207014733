"""What both sides did and owe, and what was learned where it did not work; equal words for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cspwidgets.journey.review import BAD, OutcomeLine
from cspwidgets.journey.reviewwork import SidePromises
from cspwidgets.journey.sentences import capital
from cspwidgets.journey.steps import is_open
from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.sides import LANES
from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import ActivityState, Side
from cspwidgets.reports.document import (
    Block,
    Cell,
    Column,
    Items,
    Paragraph,
    Section,
    Table,
)
from cspwidgets.reports.sentences import lesson_words
from cspwidgets.reports.words import Words, side_tone

MOST_DECIDED = 4
MOST_DONE = 6
MOST_OWED = 10
MOST_LESSONS = 6
MOST_ADVICE = 3
SLOW = 1.1
"""A side whose steps take this many times their planned days, or more, is told so."""

_HALTED = (ActivityState.WAITING, ActivityState.BLOCKED)


def worked(words: Words) -> Section:
    """What was done since the last review, what is owed, and the promised days."""
    facts = words.facts
    blocks: list[Block] = [Paragraph(text=_done_words(words)), *_decided(words)]
    for side in LANES:
        rows = [row for row in facts.done if row.side is side]
        if rows:
            blocks.append(_done(words, side, rows))
    blocks.append(_owed(words))
    if any(side.kept + side.broken for side in facts.promised):
        blocks.append(_promises(words))
    return Section(
        kind="worked",
        title=words.say("What both sides did, and owe"),
        blocks=tuple(blocks),
        notes=words.say("Thank by name, on both sides. What is owed is told in the same words."),
    )


def lessons(words: Words) -> Section:
    """What did not work, and what follows from it."""
    items = tuple(_lessons(words))
    advice = tuple(_advice(words))
    blocks: list[Block] = [
        Items(
            id="lessons",
            title="",
            items=items,
            about="lessons",
            empty=_no_lessons(words),
        )
    ]
    if advice:
        title = words.say("How other customers walked what comes next")
        blocks.append(Items(id="advice", title=title, items=advice, about="advice"))
    return Section(
        kind="lessons",
        title=words.say("What did not work, and what we learned"),
        blocks=tuple(blocks),
        notes=words.say("Say first what is ours to mend. Then ask what we have not seen."),
    )


def _no_lessons(words: Words) -> str:
    facts = words.facts
    if not any(side.kept + side.broken for side in facts.promised):
        if facts.owed:
            return words.say("No promised day has come yet. What is late stands with what is owed.")
        return words.say("No promised day has come yet, so there is nothing to mend.")
    if facts.before is None:
        return words.say("Nothing to mend so far: every promised day was kept.")
    return words.say(
        "Nothing to mend since {then}: no promised day was missed.", then=words.review_before()
    )


def _done_words(words: Words) -> str:
    facts = words.facts
    count, ahead = len(facts.done), sum(map(is_open, facts.plan.activities))
    if not facts.now.place.steps:
        return words.say("No step is planned yet.")
    if facts.before is None:
        told = words.plural(count, "{n:word} step is done so far", "{n:word} steps are done so far")
    else:
        told = words.plural(
            count,
            "{n:word} step was done since {then}",
            "{n:word} steps were done since {then}",
            then=words.review_before(),
        )
    if not ahead:
        return capital(words.say("{told}; nothing is left to do.", told=told))
    rest = words.plural(ahead, "{n:word} is still ahead", "{n:word} are still ahead")
    return capital(words.say("{told}; {rest}.", told=told, rest=rest))


def _decided(words: Words) -> Iterator[Paragraph]:
    facts = words.facts
    since_on = facts.before.on if facts.before else None
    rows = [
        row
        for row in facts.plan.touch_points
        if row.decisions.strip() and row.on <= facts.on and (not since_on or row.on >= since_on)
    ]
    for row in sorted(rows, key=lambda row: row.on)[-MOST_DECIDED:]:
        then, said = words.touch_point(row.kind.value, row.on), one_line(row.decisions)
        text = words.say("Decided at {then}: {decisions}", then=then, decisions=said)
        yield Paragraph(text=text)


def _done(words: Words, side: Side, rows: Sequence[Activity]) -> Items:
    items = [
        Cell(
            text=words.title(row),
            note=" · ".join(filter(None, (words.person(row.owner), _done_on(words, row)))),
            tone=side_tone(side),
        )
        for row in rows[-MOST_DONE:]
    ]
    more = len(rows) - len(items)
    if more:
        told = words.plural(more, "and {n} more before", "and {n} more before")
        items.append(Cell(text=told, tone="soft"))
    title = words.say("Done by {name}", name=words.side(side))
    if side is Side.BOTH:
        title = words.say("Done together")
    elif side is Side.CUSTOMER and not words.is_internal:
        title = words.say("Done by you")
    return Items(id=f"done-{side.value}", title=title, items=tuple(items), about="done")


def _done_on(words: Words, row: Activity) -> str:
    return words.short_day(row.finished_on) if row.finished_on else ""


def _owed(words: Words) -> Table:
    rows = words.facts.owed
    shown = tuple(_owed_row(words, row) for row in rows[:MOST_OWED])
    more = len(rows) - len(shown)
    title = words.say("What is owed")
    if more:
        title = words.plural(more, "What is owed, and {n} more", "What is owed, and {n} more")
    return Table(
        id="owed",
        title=title,
        caption=words.say("Open steps that are late or have to wait, with whose turn it is"),
        columns=(
            Column(label=words.say("Step"), width=0.4),
            Column(label=words.say("Whose turn")),
            Column(label=words.say("Who")),
            Column(label=words.say("When"), width=0.22),
        ),
        rows=shown,
        empty=words.say("Nothing is late and nothing has to wait, on either side."),
    )


def _owed_row(words: Words, row: Activity) -> tuple[Cell, ...]:
    waits = one_line(row.waiting_on)
    note = ""
    if row.state in _HALTED:
        note = words.say("waits for {reason}", reason=waits) if waits else words.say("has to wait")
    return (
        Cell(text=words.title(row), strong=True, note=note, link=safe_link(row.link)),
        words.side_cell(row.side),
        Cell(text=words.person(row.owner)),
        Cell(text=words.when(row), tone="late" if words.is_late(row) else ""),
    )


def safe_link(link: str) -> str:
    """A link that may be followed from a report: https, http or mailto; else none."""
    cleaned = one_line(link)
    return cleaned if cleaned.lower().startswith(("https://", "http://", "mailto:")) else ""


def _promises(words: Words) -> Table:
    has_before = words.facts.before is not None
    columns = [
        Column(label=words.say("Promised days")),
        Column(label=words.say("Kept"), align="end"),
        Column(label=words.say("Not kept"), align="end"),
    ]
    if has_before:
        columns.insert(1, Column(label=words.say("Kept since the last review"), align="end"))
        columns.insert(2, Column(label=words.say("Not kept since"), align="end"))
    return Table(
        id="promises",
        title=words.say("Promises"),
        caption=words.say("Promised days that each side kept and did not keep"),
        columns=tuple(columns),
        rows=tuple(
            _promise_row(words, side, has_before=has_before) for side in words.facts.promised
        ),
    )


def _promise_row(words: Words, side: SidePromises, *, has_before: bool) -> tuple[Cell, ...]:
    number = words.language.number
    cells = [words.side_cell(side.side)]
    if has_before:
        cells += [Cell(text=number(side.kept_since)), Cell(text=number(side.broken_since))]
    return (*cells, Cell(text=number(side.kept)), Cell(text=number(side.broken)))


def _lessons(words: Words) -> Iterator[Cell]:
    facts = words.facts
    for moved in facts.moved[-MOST_LESSONS:]:
        reason = one_line(moved.reason)
        yield Cell(
            text=lesson_words(words, moved),
            note=words.say("Reason: {reason}", reason=reason) if reason else "",
            tone=side_tone(moved.activity.side),
        )
    yield from _paces(words)
    for line in facts.lines:
        if line.gain.word in BAD:
            yield Cell(text=_behind(words, line), tone="late")


def _paces(words: Words) -> Iterator[Cell]:
    paces = words.facts.now.forecast.paces
    slow = {side: paces[side] for side in (Side.CUSTOMER, Side.VENDOR) if paces[side] >= SLOW}
    for side, pace in slow.items():
        factor = words.language.number(round(pace, 1))
        if side is Side.CUSTOMER and not words.is_internal:
            told = words.say(
                "Your steps took {factor} times their planned days; "
                "the forecast reckons with that.",
                factor=factor,
            )
        else:
            told = words.say(
                "The steps of {name} took {factor} times their planned days; "
                "the forecast reckons with that.",
                name=words.side(side), factor=factor,
            )  # fmt: skip
        yield Cell(text=told, tone=side_tone(side))


def _behind(words: Words, line: OutcomeLine) -> str:
    gain, percent = line.gain, words.language.percent
    name = words.quoted(words.name(line.outcome))
    if (gain.gain or 0.0) < 0:
        return words.say(
            "{name} stands worse than at the start: {now}, it was {was}. "
            "We look for the cause together before anything else is changed.",
            name=name,
            now=words.amount(gain.current, line.outcome),
            was=words.amount(line.outcome.baseline, line.outcome),
        )
    if gain.expected is None:
        return words.say("{name} is not where it should be yet.", name=name)
    return words.say(
        "{name} has come {share} of its way; {expected} was expected by today.",
        name=name, share=percent(gain.gain or 0.0), expected=percent(gain.expected),
    )  # fmt: skip


def _advice(words: Words) -> Iterator[Cell]:
    rows = {row.id: row for row in (*words.facts.owed, *words.facts.next)}
    advised = [row for row in rows.values() if one_line(row.advice)]
    for row in advised[:MOST_ADVICE]:
        yield Cell(text=words.title(row), note=one_line(row.advice), tone=side_tone(row.side))
