"""What both sides promised: the days to come, those that passed, and those that were kept."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.promises import is_broken, is_kept, promises
from cspwidgets.journey.standing import Standing
from cspwidgets.journey.steps import falls_to
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import ActivityKind, ActivityState, Side, Visibility

_SIDES = (Side.CUSTOMER, Side.VENDOR)


def promised(standing: Standing, names: SideNames) -> str:
    """A list for each side; nothing, as long as nobody has promised anything."""
    lists = {side: _rows(standing, side) for side in _SIDES}
    if not any(lists.values()):
        return ""
    say = standing.language.say
    parts = "".join(_list(standing, names, side, rows) for side, rows in lists.items())
    told = _agreed(standing)
    return (
        f'<section class="csp-promises" aria-label="{esc(say("What both sides promised"))}">'
        f"<h2>{esc(say('What both sides promised'))} {told}</h2>"
        f'<div class="csp-nexts">{parts}</div></section>'
    )


def _rows(standing: Standing, side: Side) -> list[Activity]:
    rows = [
        row
        for row in standing.plan.activities
        if row.promised_on is not None
        and row.kind is not ActivityKind.CADENCE
        and row.state is not ActivityState.SKIPPED
        and row.visibility is Visibility.SHARED
        and falls_to(row, side)
    ]
    return sorted(rows, key=lambda row: row.promised_on or standing.on)


def _agreed(standing: Standing) -> str:
    if not standing.plan.agreements:
        return ""
    last, language = max(standing.plan.agreements, key=lambda row: row.on), standing.language
    known = {person.id: person.name for person in standing.plan.people}
    told = language.say(
        "agreed on {day} by {names}",
        day=language.day(last.on, standing.on),
        names=", ".join(bdi(known.get(name, name)) for name in last.by),
    )
    return f"<small>{told}</small>"


def _list(standing: Standing, names: SideNames, side: Side, rows: list[Activity]) -> str:
    language = standing.language
    title = language.say("Promised by you")
    if not names.is_you(side):
        title = language.say("Promised by {name}", name=bdi(names.name(side)))
    known = promises(standing.plan, side, standing.on)
    due = len(known.kept) + len(known.broken)
    told = language.say("{n} of {m} promised days kept", n=len(known.kept), m=due) if due else ""
    kept = [row for row in rows if is_kept(row)]
    shown = "".join(_item(standing, row) for row in rows if not is_kept(row))
    body = f"<ul>{shown}</ul>" if shown else ""
    if kept:
        more = language.plural(len(kept), "{n} promise kept", "{n} promises kept")
        items = "".join(_item(standing, row) for row in kept)
        body += f"<details><summary>{esc(more)}</summary><ul>{items}</ul></details>"
    nothing = f'<p class="csp-soft">{esc(language.say("No day is promised here."))}</p>'
    return (
        f'<section class="csp-promise csp-card"><h3><i class="csp-dot {side.value}"></i>'
        f"<span>{title}</span> <small>{esc(told)}</small></h3>{body or nothing}</section>"
    )


def _item(standing: Standing, row: Activity) -> str:
    said, is_late = _said(standing, row)
    late = ' class="csp-late"' if is_late else ""
    moves = "".join(f"<span>{move}</span>" for move in _moves(standing, row))
    return (
        f'<li data-table="activities" data-row="{esc(row.id)}"><b>{bdi(row.title)}</b>{moves}'
        f"<time{late}>{esc(said)}</time></li>"
    )


def _said(standing: Standing, row: Activity) -> tuple[str, bool]:
    # A promise and what became of it; whether that is late.
    language, on, day = standing.language, standing.on, row.promised_on
    promised_day = language.short_day(day, on) if day else ""
    if row.state is ActivityState.DONE:
        done = language.short_day(row.finished_on, on) if row.finished_on else promised_day
        if is_kept(row):
            return language.say("kept, done {day}", day=done), False
        return language.say("done {day}, promised {promise}", day=done, promise=promised_day), True
    if is_broken(row, on):
        return language.say("promised {day}, still open", day=promised_day), True
    return language.say("by {day}", day=promised_day), False


def _moves(standing: Standing, row: Activity) -> Iterator[str]:
    language, on = standing.language, standing.on
    for move in row.broken_promises:
        day = esc(language.short_day(move.promised_on, on))
        if move.reason:
            yield language.say("moved from {day}: {reason}", day=day, reason=bdi(move.reason))
        else:
            yield language.say("moved from {day}", day=day)
