"""The report card: a letter for each subject, its change, and why; each opens to its rows.

It comes as keyed fragments of HTML. One form serves all places: where there is room, the reason
stands in the line; in a narrow column or on a phone it stands in what the line opens (`card.css`).
"""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.adoption import licence_utilisation, target
from cspwidgets.journey.changes import late
from cspwidgets.journey.reportcard import ReportCard, Since, Subject
from cspwidgets.journey.sentences import small
from cspwidgets.journey.standing import Standing
from cspwidgets.language import Language, to_say
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.value import WORDS
from cspwidgets.pictures.words import since_touch_point
from cspwidgets.plan.labels import STATE_LABELS
from cspwidgets.plan.measures import UTILISATION
from cspwidgets.plan.words import ActivityState, Side

_ROWS_AT_MOST = 8
SUBJECTS = to_say({"value": "Value", "progress": "Progress", "pace": "Pace"})
"""What the subjects that belong to no side are called."""


def fragments(standing: Standing, *, names: SideNames | None = None) -> dict[str, str]:
    """The card's pieces by key: `grade`, one `subject:…` for each line, and `notes`."""
    known = names or SideNames.of(standing.plan, standing.language)
    pieces = {"grade": _grade(standing)}
    for subject in standing.card.subjects:
        pieces[f"subject:{subject.key}"] = _subject(standing, subject, known)
    pieces["notes"] = _notes(standing)
    return pieces


def html(standing: Standing, *, names: SideNames | None = None) -> str:
    """The whole card."""
    pieces = "".join(fragments(standing, names=names).values())
    said = esc(standing.language.say("Report card"))
    return f'<section class="csp-report" aria-label="{said}">{pieces}</section>'


def subject_name(language: Language, subject: Subject, names: SideNames) -> str:
    """What a subject is called, as HTML: "Promises kept by RouteWise", in short without "kept"."""
    if subject.key in SUBJECTS:
        return language.say(SUBJECTS[subject.key])
    side = Side.CUSTOMER if subject.key == "customer_promises" else Side.VENDOR
    if names.is_you(side):
        return language.say("Promises kept by you")
    kept_by, short = language.say(" kept by "), language.say(", ")
    return (
        f'{language.say("Promises")}<span class="long">{kept_by}</span>'
        f'<span class="short">{short}</span>{bdi(names.name(side))}'
    )


def tile(language: Language, letter: str | None) -> str:
    """A letter in its tile; a dash where there is no grade."""
    if letter is None:
        said = language.say("no grade")
        return f'<b class="csp-letter none"><span class="csp-hidden">{said}</span>–</b>'
    return f'<b class="csp-letter {esc(letter)}">{esc(letter)}</b>'


def _grade(standing: Standing) -> str:
    card, language = standing.card, standing.language
    told = language.say("no data yet")
    if card.points is not None:
        told = language.say("{n} of 100", n=card.points)
    since = f"<small>{_since(standing, card.since)}</small>" if card.since else ""
    return (
        f"<header><h2>{language.say('Report card')} {since}</h2>"
        f'<p class="whole">{tile(language, card.letter)}<span>{esc(told)}</span></p></header>'
    )


def _since(standing: Standing, since: Since) -> str:
    language = standing.language
    kind = since_touch_point(since.touch_point_kind, language)
    day = language.day(since.on, standing.on)
    change, of = language.say("change "), language.say("{kind} of ", kind=kind)
    return (
        f'<span class="long">{change}</span>{language.say("since ")}'
        f'<span class="long">{of}</span>{day}'
    )


def _subject(standing: Standing, subject: Subject, names: SideNames) -> str:
    language = standing.language
    since = ' class="since"' if standing.card.since else ""
    points = "" if subject.points is None else language.number(subject.points)
    why = esc(subject.why)
    rows = "".join(_rows(standing, subject))
    listed = f"<ul>{rows}</ul>" if rows else ""
    share = "".join(language.amount(round(subject.weight, 1), "%"))
    counts = f"<p>{language.say('Counts for {share} of the whole.', share=share)}</p>"
    return (
        f'<details class="subject"><summary{since}>{tile(language, subject.letter)}'
        f'<span class="name">{subject_name(language, subject, names)}</span>'
        f'<span class="points">{points}</span>{_change(standing, subject)}'
        f'<span class="why">{why}</span></summary><div class="more">'
        f'<p class="why">{why}</p>{listed}{counts if subject.weight else ""}</div></details>'
    )


def _change(standing: Standing, subject: Subject) -> str:
    language = standing.language
    if subject.change is None:
        return '<span class="change"></span>' if standing.card.since else ""
    if subject.change == 0:
        return f'<span class="change">{language.say("same")}</span>'
    size, is_up = language.number(abs(subject.change)), subject.change > 0
    kind, sign = ("up", "▲") if is_up else ("down", "▼")
    said = language.say("up" if is_up else "down")
    if subject.letter_before != subject.letter:
        said = language.say("{change}, was {letter}", change=said, letter=subject.letter_before)
    return (
        f'<span class="change {kind}"><span aria-hidden="true">{sign}</span> {size}'
        f'<span class="csp-hidden"> {esc(said)}</span></span>'
    )


def _rows(standing: Standing, subject: Subject) -> Iterator[str]:
    plan, tell = standing.plan, _activity_rows
    there = {row.id for row in plan.activities}
    if subject.key == "value":
        tell, there = _outcome_rows, {row.id for row in plan.outcomes}
    known = [name for name in subject.rows if name in there]
    shown = known[:_ROWS_AT_MOST]
    told = tell(standing, frozenset(shown))
    yield from (told[name] for name in shown)
    if len(known) > _ROWS_AT_MOST:
        more = standing.language.say("and {n} more", n=len(known) - _ROWS_AT_MOST)
        yield f"<li>{more}</li>"


def _outcome_rows(standing: Standing, shown: frozenset[str]) -> dict[str, str]:
    rows, language = {}, standing.language
    for outcome, gain in zip(standing.plan.outcomes, standing.value.gains, strict=True):
        if outcome.id not in shown:
            continue
        said = language.say(WORDS[gain.word])
        if gain.current is not None:
            said = f"{''.join(language.amount(gain.current, outcome.unit))}, {said}"
        rows[outcome.id] = _row("outcomes", outcome.id, outcome.name, said)
    return rows


def _activity_rows(standing: Standing, shown: frozenset[str]) -> dict[str, str]:
    plan, on, language = standing.plan, standing.on, standing.language
    overdue = late(plan, on, standing.schedule)
    rows = {}
    for row in plan.activities:
        if row.id not in shown:
            continue
        if row.state is ActivityState.DONE and row.finished_on:
            said = language.say("done {day}", day=language.short_day(row.finished_on, on))
        elif row.id in overdue:
            due = language.short_day(overdue[row.id], on)
            said = language.say("late, due {day}", day=due)
        else:
            said = small(language.say(STATE_LABELS[row.state]))
        rows[row.id] = _row("activities", row.id, row.title, said, late=row.id in overdue)
    return rows


def _row(table: str, row: str, name: str, said: str, *, late: bool = False) -> str:
    kind = ' class="csp-late"' if late else ""
    return (
        f'<li data-table="{table}" data-row="{esc(row)}"><span>{bdi(name)}</span>'
        f"<span{kind}>{esc(said)}</span></li>"
    )


def _notes(standing: Standing) -> str:
    notes = [
        *_cap_note(standing),
        *_override_note(standing.language, standing.card),
        *beside(standing),
    ]
    return f'<div class="notes">{"".join(f"<p>{esc(note)}</p>" for note in notes)}</div>'


def _cap_note(standing: Standing) -> Iterator[str]:
    names = {outcome.id: outcome.name for outcome in standing.plan.outcomes}
    capped_by = standing.card.capped_by
    if capped_by is not None:
        named = names.get(capped_by, capped_by)
        yield standing.language.say(
            "Held at C at best: “{name}” has to be reached, and it is off.", name=named
        )


def _override_note(language: Language, card: ReportCard) -> Iterator[str]:
    given = card.overridden
    if given is not None:
        letter = given.letter
        if card.computed_letter:
            letter = language.say(
                "{letter} instead of {computed}", letter=letter, computed=card.computed_letter
            )
        yield language.say(
            "Override: {letter}, by {name} on {day}: {reason}",
            letter=letter,
            name=given.by,
            day=language.day(given.on, card.on),
            reason=given.reason,
        )


def beside(standing: Standing) -> Iterator[str]:
    """Evidence beside the grades, in sentences: adoption is no subject of its own."""
    plan, on, language = standing.plan, standing.on, standing.language
    now = licence_utilisation(plan, on)
    if now is None:
        return
    told = language.say(
        "Beside the grades: {share} of the seats are in use", share=language.percent(now)
    )
    usual = target(plan, UTILISATION, on)
    if usual is not None:
        told = language.say(
            "{told}, usual at this age {usual}", told=told, usual=language.percent(usual)
        )
    yield f"{told}."
