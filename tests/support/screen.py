"""What a screen says of a plan, and what it must say: worked out apart, from the store."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

from cspwidgets.journey.calendar import Calendar
from cspwidgets.journey.standing import Standing, headline
from cspwidgets.journey.steps import is_open
from cspwidgets.plan.labels import STATE_LABELS
from cspwidgets.plan.model import Activity, Plan
from cspwidgets.plan.words import ActivityState
from cspwidgets.portfolio import Portfolio

Shown = dict[str, Any]

SHOWN = """() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const text = (node) => node?.textContent.trim() ?? "";
    const bar = (act) => act.querySelector("rect.bar");
    const row = (node) => {
        const cell = (field) => node.querySelector(`[data-field="${field}"]`);
        return [node.dataset.key, {
            state: text(cell("state")), title: text(cell("title").querySelector("span")),
            who: text(cell("owner")), due: text(cell("due_on").querySelector("span")),
            days: text(cell("days")),
        }];
    };
    return {
        objective: text(document.querySelector(".csp-header-text")),
        lead: text(document.querySelector(".csp-header-lead")),
        counted: text(document.querySelector('.csp-tab[data-table="activities"] small')),
        rows: Object.fromEntries(all('.csp-row[data-key^="activities/"]').map(row)),
        width: +(document.querySelector(".csp-timeline svg.csp-route")?.getAttribute("width") ?? 0),
        bars: Object.fromEntries(all(".csp-timeline [data-id]").map(
            (act) => [act.dataset.id, act.getAttribute("aria-label")])),
        places: Object.fromEntries(all(".csp-timeline [data-id]").filter(bar).map((act) =>
            [act.dataset.id, [act.style.translate, act.getAttribute("transform")]])),
        card: all(".csp-report .subject").map((line) =>
            [".csp-letter", ".points"].map((part) => text(line.querySelector(part))).join(" ")),
        findings: all(".csp-findings li button").length,
    };
}"""


def told(book: Portfolio, account: str, seen: Shown) -> Shown:
    """What a screen that shows these rows at this width must say of the stored plan."""
    board = book.board(account)
    plan, standing = board.session.plan, board.session.standing
    said = headline(standing, "vendor")
    board.timeline.width = seen["width"]
    drawn = board.timeline.draw().parts
    bars = {key[4:]: value for key, value in drawn.items() if key.startswith("bar:")}
    places = {key[3:]: value for key, value in drawn.items() if key.startswith("at:")}
    visible = [row for row in plan.activities if f"activities/{row.id}" in seen["rows"]]
    return {
        "objective": plan.objective,
        "lead": f"{said.where} {said.arrival} {said.help}".strip(),
        "counted": str(len(plan.activities)),
        "rows": {f"activities/{row.id}": _row(plan, standing, row) for row in visible},
        "width": seen["width"],
        "bars": {name: _label(drawn[f"act:{name}"]) for name in bars},
        "places": {
            name: ["{:g}px {:g}px".format(*places[name][:2]), None]
            for name, bar in bars.items()
            if name in seen["places"] or not bar["milestone"]
        },
        "card": [_grade(subject.letter, subject.points) for subject in standing.card.subjects],
        "findings": len(board.findings.draw().parts),
    }


def differences(shown: Shown, stored: Shown) -> str:
    """Where a screen and the store are apart, in one line for each place."""
    apart = [key for key in shown if shown[key] != stored[key]]
    lines = []
    for key in apart:
        one, other = shown[key], stored[key]
        if isinstance(one, dict):
            names = [name for name in {**one, **other} if one.get(name) != other.get(name)]
            one = {name: one.get(name) for name in names}
            other = {name: other.get(name) for name in names}
        lines.append(f"{key}: shown {one}, stored {other}")
    return "\n".join(lines)


def _row(plan: Plan, standing: Standing, row: Activity) -> dict[str, str]:
    names = {person.id: person.name for person in plan.people}
    return {
        "state": STATE_LABELS[row.state],
        "title": row.title,
        "who": names.get(row.owner, row.owner),
        "due": _due(standing, row),
        "days": "" if row.days is None else f"{row.days:,.2f}".rstrip("0").rstrip("."),
    }


def _due(standing: Standing, row: Activity) -> str:
    slot = standing.schedule.slots.get(row.id)
    if slot is None:
        return "" if row.state is ActivityState.SKIPPED else "regularly"
    if slot.finish_on is None:
        return f"week {int(max(slot.finish - 1, 0)) // 5 + 1}"
    late = 0
    if is_open(row):
        late = Calendar(standing.plan.holidays).between(slot.finish_on, standing.on)
    words = _day(slot.finish_on, standing.on)
    return f"{words} · {late} {'day' if late == 1 else 'days'} late" if late > 0 else words


def _day(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"


def _label(fragment: str) -> str:
    found = re.search(r' aria-label="([^"]*)"', fragment)
    assert found
    return unescape(found[1])


def _grade(letter: str | None, points: float | None) -> str:
    shown = "no grade–" if letter is None else letter
    return f"{shown} {'' if points is None else round(points)}"
