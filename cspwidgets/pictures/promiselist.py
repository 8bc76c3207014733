"""The promise list of a side: open with its days, not kept with the reasons, kept."""

from __future__ import annotations

from collections.abc import Sequence

from cspwidgets.journey.meeting import Meeting
from cspwidgets.journey.promiselist import OpenPromise, PromiseList
from cspwidgets.journey.reviewwork import Moved
from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.lines import Line, block, some
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.model import Activity

_EVERY = 100_000


def html(meeting: Meeting, names: SideNames) -> str:
    """Every promise, a column for each side."""
    columns = "".join(_whole(meeting.now, found, names) for found in meeting.promises)
    return f'<div class="csp-sheet-columns">{columns}</div>'


def heading(standing: Standing, found: PromiseList, names: SideNames) -> str:
    """Whose promises these are, and how many days were kept, as the report card counts them."""
    language = standing.language
    title = language.say("Promised by you")
    if not names.is_you(found.side):
        title = language.say("Promised by {name}", name=bdi(names.name(found.side)))
    kept, due = len(found.counted.kept), len(found.counted.kept) + len(found.counted.broken)
    told = language.say("{n} of {m} promised days kept", n=kept, m=due) if due else ""
    return (
        f'<h2><i class="csp-dot {found.side.value}"></i><span>{title}</span> '
        f"<small>{esc(told)}</small></h2>"
    )


def open_lines(standing: Standing, rows: Sequence[OpenPromise], most: int = _EVERY) -> list[Line]:
    """What is still to be done, with its day; what is late says so."""
    language, on = standing.language, standing.on

    def line(row: OpenPromise) -> Line:
        day = language.short_day(row.promised_on, on)
        told = language.say("by {day}", day=day)
        if row.days_late:
            told = language.plural(
                row.days_late, "{when}, {n} day late", "{when}, {n} days late", when=day
            )
        return Line(
            said=_title(standing, row.activity),
            note=owner(standing, row.activity),
            day=told,
            is_late=row.days_late > 0,
        )

    return some(language, rows, most, line)


def broken_lines(standing: Standing, rows: Sequence[Moved], most: int = _EVERY) -> list[Line]:
    """What was not kept: moved with its reason, done late, or still open."""
    language, on = standing.language, standing.on

    def line(row: Moved) -> Line:
        day = language.short_day(row.promised_on, on)
        if row.moved_on is not None:
            told = language.say("moved from {day}", day=day)
        elif row.ended_on is not None:
            done = language.short_day(row.ended_on, on)
            told = language.say("done {day}, promised {promise}", day=done, promise=day)
        else:
            told = language.say("promised {day}, still open", day=day)
        return Line(said=_title(standing, row.activity), note=row.reason, day=told)

    return some(language, rows, most, line)


def owner(standing: Standing, row: Activity) -> str:
    """Who does a step, by name."""
    people = {person.id: person.name for person in standing.plan.people}
    return people.get(row.owner, row.owner)


def _whole(standing: Standing, found: PromiseList, names: SideNames) -> str:
    language, on = standing.language, standing.on

    def kept(row: Activity) -> Line:
        day = row.finished_on or row.promised_on or on
        said = language.say("kept, done {day}", day=language.short_day(day, on))
        return Line(said=_title(standing, row), note=owner(standing, row), day=said)

    lists = (
        block(
            language.say("Still open"),
            open_lines(standing, found.open),
            empty=language.say("No day is promised here."),
        ),
        block(language.say("Not kept"), broken_lines(standing, found.broken)),
        block(language.say("Kept"), some(language, found.kept, _EVERY, kept)),
    )
    return (
        f'<section class="csp-pledges">{heading(standing, found, names)}{"".join(lists)}</section>'
    )


def _title(standing: Standing, row: Activity) -> str:
    return row.title.strip() or standing.language.say("a step without a name")
