"""The one page of a meeting: where we are, since last time, next, promises, what to decide."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.meeting import DUE_DAYS, Meeting
from cspwidgets.journey.promiselist import PromiseList
from cspwidgets.journey.reviewwork import days_late
from cspwidgets.journey.sentences import capital
from cspwidgets.journey.steps import falls_to
from cspwidgets.pictures import nextsteps, promiselist
from cspwidgets.pictures.asks import ask_words
from cspwidgets.pictures.inside import money_lines, risk_lines
from cspwidgets.pictures.lines import Line, block, some, written
from cspwidgets.pictures.promiselist import owner
from cspwidgets.pictures.reportcard import subject_name, tile
from cspwidgets.pictures.sheet import sheet
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.words import since_touch_point, touch_point_of
from cspwidgets.plan.model import Activity, Risk, TouchPoint

MOST_DONE, MOST_LATE, MOST_RISKS, MOST_DUE, MOST_MISSED = 5, 3, 3, 3, 2
MOST_WRITTEN = 5


def html(meeting: Meeting, *, level: int = 1) -> str:
    """The page; its objective is a heading of that `level`."""
    names = names_of(meeting)
    promised = "".join(_promised(meeting, found, names) for found in meeting.promises)
    body = (
        f'<div class="csp-sheet-columns"><section class="csp-since"><h2>{_since(meeting)}</h2>'
        f"{''.join(_news(meeting, names))}</section>"
        f"<div>{_asks(meeting)}{''.join(_trouble(meeting))}</div></div>"
        f"{nextsteps.html(meeting.now, names=names)}"
        f'<div class="csp-sheet-columns">{promised}</div>'
        f"{'' if meeting.is_shared else _inside(meeting)}"
    )
    return sheet(meeting.now, "agenda", body, is_internal=not meeting.is_shared, level=level)


def promises_html(meeting: Meeting, *, level: int = 1) -> str:
    """The promise list on a page of its own."""
    body = promiselist.html(meeting, names_of(meeting))
    return sheet(meeting.now, "promises", body, is_internal=not meeting.is_shared, level=level)


def names_of(meeting: Meeting) -> SideNames:
    """What the sides are called: the customer is spoken to, our own people read names."""
    make = SideNames.for_customer if meeting.is_shared else SideNames.of
    return make(meeting.plan, meeting.now.language)


def told_lines(meeting: Meeting, row: TouchPoint) -> str:
    """What was decided and noted at a touch point; what is internal only where that is shown."""
    language = meeting.now.language
    then = touch_point_of(row.kind.value, language.day(row.on, meeting.now.on), language)
    if row.on == meeting.now.on:
        then = language.say("today")
    decided = [*written(row.decisions)]
    noted = [*written(row.shared_notes)]
    inside_lines = [*written(row.internal_decisions), *written(row.notes)]
    parts = (
        (language.say("Decided"), decided),
        (language.say("Noted"), noted),
        (language.say("For us only"), [] if meeting.is_shared else inside_lines),
    )
    return "".join(
        block(title, some(language, lines, MOST_WRITTEN, lambda line: line), small=then)
        for title, lines in parts
    )


def _since(meeting: Meeting) -> str:
    before, language = meeting.facts.before, meeting.now.language
    if before is None:
        return language.say("So far")
    kind = since_touch_point(meeting.facts.before_kind, language)
    day = language.day(before.on, meeting.now.on)
    return capital(language.say("since {kind} of {day}", kind=kind, day=day))


def _news(meeting: Meeting, names: SideNames) -> Iterator[str]:
    language = meeting.now.language
    if meeting.facts.before is None:
        yield f'<p class="csp-soft">{language.say("This is the first touch point.")}</p>'
    yield _card(meeting, names)
    yield from (told_lines(meeting, row) for row in meeting.told)
    done = sorted(
        meeting.facts.done, key=lambda row: row.finished_on or meeting.now.on, reverse=True
    )
    yield block(
        language.say("Done"),
        some(language, done, MOST_DONE, lambda row: _step(meeting, row)),
        small=str(len(done) or ""),
        empty=language.say("No step was done."),
    )


def _trouble(meeting: Meeting) -> Iterator[str]:
    language = meeting.now.language
    is_first = meeting.facts.before is None
    yield block(
        language.say("Late" if is_first else "Newly late"),
        some(language, meeting.newly_late, MOST_LATE, lambda row: _late(meeting, row)),
    )
    if meeting.is_shared:
        title = language.say("Open risks" if is_first else "New risks")
        yield block(title, some(language, meeting.new_risks, MOST_RISKS, _risk))


def _card(meeting: Meeting, names: SideNames) -> str:
    card, language = meeting.now.card, meeting.now.language
    points = language.say("no data yet")
    if card.points is not None:
        points = language.say("{n} of 100", n=card.points)
    before = meeting.facts.before.card if meeting.facts.before else None
    if before and before.letter and before.letter != card.letter:
        points = language.say("{change}, was {letter}", change=points, letter=before.letter)
    changes = "".join(
        f'<li class="{"up" if subject.change > 0 else "down"}">'
        f"{subject_name(language, subject, names)} "
        f"{'▲' if subject.change > 0 else '▼'} {language.number(abs(subject.change))}</li>"
        for subject in card.subjects
        if subject.change
    )
    said = language.say("Report card")
    return (
        f'<div class="csp-sheet-card">{tile(language, card.letter)}<p><b>{said}</b> {points}</p>'
        f"{f'<ul>{changes}</ul>' if changes else ''}</div>"
    )


def _step(meeting: Meeting, row: Activity) -> Line:
    language = meeting.now.language
    day = language.short_day(row.finished_on, meeting.now.on) if row.finished_on else ""
    return Line(said=row.title, note=owner(meeting.now, row), day=day, side=row.side.value)


def _late(meeting: Meeting, row: Activity) -> Line:
    language, late = meeting.now.language, days_late(meeting.now, row)
    told = language.plural(late, "{n} day late", "{n} days late")
    return Line(
        said=row.title, note=owner(meeting.now, row), day=told, is_late=True, side=row.side.value
    )


def _risk(risk: Risk) -> Line:
    return Line(said=risk.name, note=risk.mitigation)


def _asks(meeting: Meeting) -> str:
    language = meeting.now.language
    asked = [Line(said=ask_words(meeting.facts, ask)) for ask in meeting.asks]
    title, nothing = language.say("To decide"), language.say("Nothing has to be decided today.")
    return f'<div class="csp-asked">{block(title, asked, empty=nothing, level=2)}</div>'


def _promised(meeting: Meeting, found: PromiseList, names: SideNames) -> str:
    now, language = meeting.now, meeting.now.language
    due = meeting.due(found)
    missed = [row for row in meeting.facts.moved if falls_to(row.activity, found.side)]
    moved = [row for row in missed if row.moved_on or row.ended_on]
    lists = (
        block(
            language.say("Due within {n} days", n=DUE_DAYS),
            promiselist.open_lines(now, due, MOST_DUE),
            empty=language.say("No promised day is near."),
        ),
        block(language.say("Not kept"), promiselist.broken_lines(now, moved, MOST_MISSED)),
    )
    return (
        f'<section class="csp-pledges">{promiselist.heading(now, found, names)}'
        f"{''.join(lists)}</section>"
    )


def _inside(meeting: Meeting) -> str:
    language, new = meeting.now.language, len(meeting.new_risks)
    risks = block(
        language.say("Open risks"),
        risk_lines(meeting.now, MOST_RISKS),
        small=language.say("{n} new", n=new) if new and meeting.facts.before else "",
        empty=language.say("No risk is written down."),
        level=2,
    )
    money = block(language.say("Money and renewal"), money_lines(meeting.now), level=2)
    return f'<div class="csp-sheet-columns csp-sheet-inside">{risks}{money}</div>'
