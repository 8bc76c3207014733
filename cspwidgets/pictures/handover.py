"""The hand-over of an account on one page, for a new CSM; internal."""

from __future__ import annotations

from collections.abc import Sequence

from cspwidgets.journey.handover import DUE_DAYS, Handover
from cspwidgets.journey.progress import names_days
from cspwidgets.journey.reviewwork import days_late
from cspwidgets.journey.value import Gain
from cspwidgets.pictures import promiselist
from cspwidgets.pictures.inside import money_lines, risk_lines
from cspwidgets.pictures.lines import Line, block, some, written
from cspwidgets.pictures.promiselist import owner
from cspwidgets.pictures.sheet import sheet
from cspwidgets.pictures.sides import LANES, SideNames
from cspwidgets.pictures.value import WORDS
from cspwidgets.pictures.words import ROLES, touch_point_of
from cspwidgets.plan.findings import Finding
from cspwidgets.plan.model import Activity, Outcome, Person, TouchPoint
from cspwidgets.plan.words import Role

MOST_PEOPLE, MOST_PROMISED, MOST_RISKS, MOST_OWED = 5, 4, 4, 4
MOST_DUE, MOST_TOLD, MOST_RHYTHM, MOST_FINDINGS = 6, 4, 4, 5


def html(page: Handover, *, level: int = 1) -> str:
    """The page; its objective is a heading of that `level`."""
    columns = (
        (_people(page), _working(page)),
        (_risk(page), _money(page), _due(page)),
        (_told(page), _promised(page), _found(page)),
    )
    drawn = "".join(f"<div>{''.join(parts)}</div>" for parts in columns)
    body = f'<div class="csp-sheet-columns by-3">{drawn}</div>'
    return sheet(page.now, "handover", body, is_internal=True, level=level, is_dense=True)


def _people(page: Handover) -> str:
    plan, language = page.now.plan, page.now.language
    names = SideNames.of(plan, language)

    def line(person: Person) -> Line:
        does = person.title or (language.say(ROLES[person.role]) if person.role else "")
        note = " · ".join(filter(None, (does, person.email)))
        return Line(said=person.name or does, note=note, side=person.side.value)

    parts = []
    for side in LANES:
        found = [person for person in plan.people if person.side is side]
        found.sort(key=lambda person: person.role is not Role.EXECUTIVE_SPONSOR)
        parts.append(block(names.name(side), some(language, found, MOST_PEOPLE, line)))
    nobody = "" if any(parts) else f'<p class="csp-soft">{language.say("Nobody is named yet.")}</p>'
    return f"<section><h2>{language.say('People')}</h2>{''.join(parts)}{nobody}</section>"


def _promised(page: Handover) -> str:
    now, names = page.now, SideNames.of(page.now.plan, page.now.language)
    parts = []
    for found in page.promises:
        lines = promiselist.open_lines(now, found.open, MOST_PROMISED)
        title = now.language.say("Still open")
        listed = block(title, lines, empty=now.language.say("No day is promised here."))
        parts.append(f"<section>{promiselist.heading(now, found, names)}{listed}</section>")
    return "".join(parts)


def _risk(page: Handover) -> str:
    now, language = page.now, page.now.language

    def late(row: Activity) -> Line:
        days = days_late(now, row)
        told = language.plural(days, "{n} day late", "{n} days late") if days else ""
        note = " · ".join(filter(None, (owner(now, row), row.waiting_on)))
        return Line(said=row.title, note=note, day=told, is_late=days > 0, side=row.side.value)

    def off(pair: tuple[Outcome, Gain]) -> Line:
        outcome, gain = pair
        return Line(said=outcome.name, day=language.say(WORDS[gain.word]), is_late=True)

    lists = (
        block(language.say("Open risks"), risk_lines(now, MOST_RISKS)),
        block(language.say("Late, or waiting"), some(language, page.owed, MOST_OWED, late)),
        block(language.say("Outcomes behind"), some(language, page.off, MOST_OWED, off)),
    )
    calm = language.say("No risk is written down, and nothing is late.")
    nothing = "" if any(lists) else f'<p class="csp-soft">{calm}</p>'
    return f"<section><h2>{language.say('At risk')}</h2>{''.join(lists)}{nothing}</section>"


def _money(page: Handover) -> str:
    return block(page.now.language.say("Money and renewal"), money_lines(page.now), level=2)


def _due(page: Handover) -> str:
    now, language = page.now, page.now.language

    def line(row: Activity) -> Line:
        day = now.schedule.slots[row.id].finish_on
        told = language.say("by {day}", day=language.short_day(day, now.on)) if day else ""
        return Line(said=row.title, note=owner(now, row), day=told, side=row.side.value)

    return block(
        language.say("Due within {n} days", n=DUE_DAYS),
        some(language, page.due, MOST_DUE, line),
        empty=language.say("Nothing is due."),
        level=2,
    )


def _told(page: Handover) -> str:
    now, language = page.now, page.now.language

    def one(row: TouchPoint) -> str:
        then = touch_point_of(row.kind.value, language.day(row.on, now.on), language)
        decided, noted = (row.decisions, row.internal_decisions), (row.shared_notes, row.notes)
        lines = [line for text in decided for line in written(text)]
        lines += [Line(said="", note=line.said) for text in noted for line in written(text)]
        return block(then, some(language, lines, MOST_TOLD, lambda line: line))

    parts = "".join(map(one, page.told))
    nothing = f'<p class="csp-soft">{language.say("No touch point is recorded yet.")}</p>'
    title = language.say("Last touch points")
    return f"<section><h2>{title}</h2>{parts or nothing}</section>"


def _working(page: Handover) -> str:
    now, language = page.now, page.now.language
    lines = some(
        language,
        page.rhythm,
        MOST_RHYTHM,
        lambda row: Line(said=row.title, note=owner(now, row), side=row.side.value),
    )
    if now.place.steps and not names_days(now.plan):
        lines.append(Line(said=language.say("The plan goes by weeks, not by days.")))
    return block(language.say("How they like to work"), lines, level=2)


def _found(page: Handover) -> str:
    # Findings are advice to a CSM and English (see docs/languages.md).
    rows: Sequence[Finding] = page.findings
    return block(
        page.now.language.say("Worth a look"),
        some(page.now.language, rows, MOST_FINDINGS, lambda row: Line(said=row.sentence)),
        empty=page.now.language.say("Nothing found."),
        level=2,
    )
