"""The report card: a letter for each subject, its change, and why; each opens to its rows.

It comes as keyed fragments of HTML. One form serves all places: where there is room, the reason
stands in the line; in a narrow column or on a phone it stands in what the line opens (`card.css`).
"""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.changes import late
from cspwidgets.journey.progress import day_words
from cspwidgets.journey.reportcard import ReportCard, Since, Subject
from cspwidgets.journey.sentences import day_of
from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.value import WORDS, amount
from cspwidgets.pictures.words import plain
from cspwidgets.plan.labels import STATE_LABELS, label
from cspwidgets.plan.words import ActivityState, Side, TouchPointKind

_ROWS_AT_MOST = 8


def fragments(standing: Standing, *, names: SideNames | None = None) -> dict[str, str]:
    """The card's pieces by key: `grade`, one `subject:…` for each line, and `notes`."""
    known = names or SideNames.of(standing.plan)
    pieces = {"grade": _grade(standing)}
    for subject in standing.card.subjects:
        pieces[f"subject:{subject.key}"] = _subject(standing, subject, known)
    pieces["notes"] = _notes(standing)
    return pieces


def html(standing: Standing, *, names: SideNames | None = None) -> str:
    """The whole card."""
    pieces = "".join(fragments(standing, names=names).values())
    return f'<section class="csp-report" aria-label="Report card">{pieces}</section>'


def subject_name(subject: Subject, names: SideNames) -> str:
    """What a subject is called, as HTML: "Promises kept by RouteWise", in short without "kept"."""
    sides = {"customer_promises": Side.CUSTOMER, "vendor_promises": Side.VENDOR}
    if subject.key not in sides:
        return subject.key.capitalize()
    name = names.name(sides[subject.key])
    if name == "You":
        return "Promises kept by you"
    long, short = '<span class="long"> kept by </span>', '<span class="short">, </span>'
    return f"Promises{long}{short}{bdi(name)}"


def tile(letter: str | None) -> str:
    """A letter in its tile; a dash where there is no grade."""
    if letter is None:
        return '<b class="csp-letter none"><span class="csp-hidden">no grade</span>–</b>'
    return f'<b class="csp-letter {esc(letter)}">{esc(letter)}</b>'


def _grade(standing: Standing) -> str:
    card = standing.card
    told = f"{plain(card.points)} of 100" if card.points is not None else "no data yet"
    since = f"<small>{_since(standing, card.since)}</small>" if card.since else ""
    return (
        f'<header><h2>Report card {since}</h2><p class="whole">{tile(card.letter)}'
        f"<span>{esc(told)}</span></p></header>"
    )


def _since(standing: Standing, since: Since) -> str:
    kinds = {kind.value: label(standing.plan, kind).lower() for kind in TouchPointKind}
    kind = kinds.get(since.touch_point_kind, "touch point")
    day = day_of(since.on, standing.on)
    return f'<span class="long">change </span>since <span class="long">the {kind} of </span>{day}'


def _subject(standing: Standing, subject: Subject, names: SideNames) -> str:
    since = ' class="since"' if standing.card.since else ""
    points = "" if subject.points is None else plain(subject.points)
    why = esc(subject.why)
    rows = "".join(_rows(standing, subject))
    listed = f"<ul>{rows}</ul>" if rows else ""
    counts = f"<p>Counts for {plain(round(subject.weight, 1))}% of the whole.</p>"
    return (
        f'<details class="subject"><summary{since}>{tile(subject.letter)}'
        f'<span class="name">{subject_name(subject, names)}</span>'
        f'<span class="points">{points}</span>{_change(standing, subject)}'
        f'<span class="why">{why}</span></summary><div class="more">'
        f'<p class="why">{why}</p>{listed}{counts if subject.weight else ""}</div></details>'
    )


def _change(standing: Standing, subject: Subject) -> str:
    if subject.change is None:
        return '<span class="change"></span>' if standing.card.since else ""
    size = plain(abs(subject.change))
    before = f", was {subject.letter_before}" if subject.letter_before != subject.letter else ""
    if subject.change == 0:
        return '<span class="change">same</span>'
    kind, sign, said = ("up", "▲", "up") if subject.change > 0 else ("down", "▼", "down")
    return (
        f'<span class="change {kind}"><span aria-hidden="true">{sign}</span> {size}'
        f'<span class="csp-hidden"> {said}{esc(before)}</span></span>'
    )


def _rows(standing: Standing, subject: Subject) -> Iterator[str]:
    tell = _outcome_rows(standing) if subject.key == "value" else _activity_rows(standing)
    known = [name for name in subject.rows if name in tell]
    for name in known[:_ROWS_AT_MOST]:
        yield tell[name]
    if len(known) > _ROWS_AT_MOST:
        yield f"<li>and {len(known) - _ROWS_AT_MOST} more</li>"


def _outcome_rows(standing: Standing) -> dict[str, str]:
    rows = {}
    for outcome, gain in zip(standing.plan.outcomes, standing.value.gains, strict=True):
        now = "" if gain.current is None else f"{''.join(amount(gain.current, outcome.unit))}, "
        rows[outcome.id] = _row("outcomes", outcome.id, outcome.name, now + WORDS[gain.word])
    return rows


def _activity_rows(standing: Standing) -> dict[str, str]:
    plan, on = standing.plan, standing.on
    overdue = late(plan, on, standing.schedule)
    rows = {}
    for row in plan.activities:
        said = STATE_LABELS[row.state].lower()
        if row.state is ActivityState.DONE and row.finished_on:
            said = f"done {day_words(row.finished_on, on)}"
        elif row.id in overdue:
            said = f"late, due {day_words(overdue[row.id], on)}"
        rows[row.id] = _row("activities", row.id, row.title, said, late=row.id in overdue)
    return rows


def _row(table: str, row: str, name: str, said: str, *, late: bool = False) -> str:
    kind = ' class="csp-late"' if late else ""
    return (
        f'<li data-table="{table}" data-row="{esc(row)}"><span>{bdi(name)}</span>'
        f"<span{kind}>{esc(said)}</span></li>"
    )


def _notes(standing: Standing) -> str:
    notes = [*_cap_note(standing), *_override_note(standing.card)]
    return f'<div class="notes">{"".join(f"<p>{esc(note)}</p>" for note in notes)}</div>'


def _cap_note(standing: Standing) -> Iterator[str]:
    names = {outcome.id: outcome.name for outcome in standing.plan.outcomes}
    capped_by = standing.card.capped_by
    if capped_by is not None:
        named = names.get(capped_by, capped_by)
        yield f"Held at C at best: “{named}” has to be reached, and it is off."


def _override_note(card: ReportCard) -> Iterator[str]:
    given = card.overridden
    if given is not None:
        computed = f" instead of {card.computed_letter}" if card.computed_letter else ""
        day = day_of(given.on, card.on)
        yield f"Override: {given.letter}{computed}, by {given.by} on {day}: {given.reason}"
