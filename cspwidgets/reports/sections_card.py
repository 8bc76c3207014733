"""The report card and its change: letters, and points too, for B to B hides what changed."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.reportcard import Subject
from cspwidgets.journey.sentences import capital
from cspwidgets.language.language import to_say
from cspwidgets.pictures.markup import one_line
from cspwidgets.plan.words import Side
from cspwidgets.reports.document import Block, Cell, Column, Paragraph, Section, Table, Tone
from cspwidgets.reports.words import Words

_SUBJECTS = to_say({"value": "Value", "progress": "Progress", "pace": "Pace"})
_SIDES = {"customer_promises": Side.CUSTOMER, "vendor_promises": Side.VENDOR}


def reportcard(words: Words) -> Section:
    """The section with the card."""
    blocks: list[Block] = [Paragraph(text=_grade(words)), _table(words)]
    blocks += [Paragraph(text=told, tone="soft") for told in _remarks(words)]
    return Section(
        kind="reportcard",
        title=words.say("Report card"),
        blocks=tuple(blocks),
        notes=words.say(
            "The form is the same at every review. Speak of what moved, and of why it moved."
        ),
    )


def subject_name(words: Words, subject: Subject) -> str:
    """What a subject is called."""
    if subject.key not in _SIDES:
        return words.say(_SUBJECTS[subject.key])
    side = _SIDES[subject.key]
    if side is Side.CUSTOMER and not words.is_internal:
        return words.say("Promises kept by you")
    return words.say("Promises kept by {name}", name=words.side(side))


def _grade(words: Words) -> str:
    card, before = words.facts.now.card, words.facts.before
    if card.points is None or card.letter is None:
        return words.say("There is no grade yet: nothing can be judged so far.")
    told = words.say(
        "{letter}, with {points} of 100 points", letter=card.letter, points=card.points
    )
    was = before.card if before else None
    if was is None or was.points is None or was.letter is None:
        return f"{told}."
    then = words.review_before()
    if was.points == card.points:
        return words.say("{told}; the same as at {then}.", told=told, then=then)
    return words.say(
        "{told}; at {then} it was {letter}, with {points}.",
        told=told, then=then, letter=was.letter, points=was.points,
    )  # fmt: skip


def _table(words: Words) -> Table:
    has_before = words.facts.before is not None
    columns = [
        Column(label=words.say("Subject"), width=0.22),
        Column(label=words.say("Now"), align="end"),
        Column(label=words.say("Why"), width=0.46),
    ]
    if has_before:
        columns.insert(1, Column(label=capital(words.before_label()), align="end"))
        columns.insert(3, Column(label=words.say("Change"), align="end"))
    return Table(
        id="reportcard",
        caption=words.say("The report card, subject by subject"),
        columns=tuple(columns),
        rows=tuple(
            _row(words, subject, has_before=has_before) for subject in words.facts.now.card.subjects
        ),
    )


def _row(words: Words, subject: Subject, *, has_before: bool) -> tuple[Cell, ...]:
    cells = [
        Cell(text=subject_name(words, subject), strong=True),
        Cell(text=_points(words, subject), strong=True),
        Cell(text=f"{subject.why.rstrip('.')}."),
    ]
    if has_before and words.facts.before:
        known = {each.key: each for each in words.facts.before.card.subjects}
        before = known[subject.key]
        cells.insert(1, Cell(text=_points(words, before)))
        cells.insert(3, _change(words, subject, before.points))
    return tuple(cells)


def _points(words: Words, subject: Subject) -> str:
    if subject.letter is None or subject.points is None:
        return "–"
    return f"{subject.letter} {words.language.number(subject.points)}"


def _change(words: Words, subject: Subject, before: float | None) -> Cell:
    if subject.points is None or before is None:
        return Cell(text=words.say("new") if subject.points is not None else "–", tone="soft")
    change = subject.points - before
    if change == 0:
        return Cell(text=words.say("same"), tone="soft")
    tone: Tone = "good" if change > 0 else "late"
    sign = "▲" if change > 0 else "▼"
    return Cell(text=f"{sign} {words.language.number(abs(change))}", tone=tone)


def _remarks(words: Words) -> Iterator[str]:
    card, plan = words.facts.now.card, words.facts.plan
    names = {outcome.id: words.name(outcome) for outcome in plan.outcomes}
    if card.capped_by in names:
        yield words.say(
            "Held at C at best: {name} has to be reached, and it is off.",
            name=words.quoted(names[card.capped_by]),
        )
    before = words.facts.before
    if before and before.card.capped_by in names:
        yield words.say(
            "At {then} it was held at C by {name}.",
            then=words.review_before(),
            name=words.quoted(names[before.card.capped_by]),
        )
    given = card.overridden
    if given is not None:
        computed = card.computed_letter or "–"
        yield words.say(
            "The grade was given by hand: {letter} instead of {computed}, by {who} on {day}. {why}",
            letter=one_line(given.letter), computed=computed, who=one_line(given.by),
            day=words.day(given.on), why=one_line(given.reason),
        )  # fmt: skip
