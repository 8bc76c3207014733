"""Whose turn it is: the next things for each side, with who and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cspwidgets.journey.progress import NextStep, next_steps
from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import Side

_MOST_IN_WORDS = 5
_BOTH_LISTS = (Side.CUSTOMER, Side.VENDOR)


def fragments(
    standing: Standing,
    *,
    names: SideNames | None = None,
    sides: Sequence[Side] = _BOTH_LISTS,
    count: int = 3,
) -> dict[str, str]:
    """One list for each side, by key `next:…`."""
    known = names or SideNames.of(standing.plan, standing.language)
    return {f"next:{side.value}": _list(standing, known, side, count) for side in sides}


def html(
    standing: Standing,
    *,
    names: SideNames | None = None,
    sides: Sequence[Side] = _BOTH_LISTS,
    count: int = 3,
) -> str:
    """The lists side by side, or one above the other where it is narrow."""
    pieces = fragments(standing, names=names, sides=sides, count=count)
    return f'<div class="csp-nexts">{"".join(pieces.values())}</div>'


def heading(names: SideNames, side: Side, count: int, *, write: Callable[[str], str] = str) -> str:
    """What a list is called: "Your next three"; `write` writes a side's name."""
    language = names.language
    if names.is_you(side):
        if count > _MOST_IN_WORDS:
            return language.say("Your next steps")
        return language.plural(count, "Your next step", "Your next {n:word}")
    name = write(names.name(side))
    if count > _MOST_IN_WORDS:
        return language.say("{name}’s next steps", name=name)
    return language.plural(count, "{name}’s next step", "{name}’s next {n:word}", name=name)


def _list(standing: Standing, names: SideNames, side: Side, count: int) -> str:
    rows = {row.id: row for row in standing.plan.activities}
    people = {person.id: person.name for person in standing.plan.people}
    language = standing.language
    found = next_steps(
        standing.plan, standing.schedule, side, standing.on, count, language=language
    )
    items = "".join(_item(step, rows[step.activity], people) for step in found)
    nothing = f'<p class="csp-soft">{esc(language.say("Nothing is open here."))}</p>'
    return (
        f'<section class="csp-next csp-card"><h2><i class="csp-dot {side.value}"></i>'
        f"<span>{heading(names, side, count, write=bdi)}</span></h2>"
        f"{f'<ol>{items}</ol>' if items else nothing}</section>"
    )


def _item(step: NextStep, activity: Activity, people: dict[str, str]) -> str:
    owner = people.get(activity.owner, activity.owner)
    who = f"<span>{bdi(owner)}</span>" if owner else ""
    late = ' class="csp-late"' if step.late_days else ""
    moment = f' datetime="{step.due_on.isoformat()}"' if step.due_on else ""
    return (
        f'<li data-table="activities" data-row="{esc(step.activity)}">'
        f"<b>{bdi(activity.title)}</b>{who}<time{late}{moment}>{esc(step.label)}</time></li>"
    )
