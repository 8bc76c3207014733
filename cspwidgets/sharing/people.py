"""The people on both sides of a plan, and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cspwidgets.journey.standing import Standing
from cspwidgets.language import Language
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.sides import LANES, SideNames
from cspwidgets.pictures.words import ROLES
from cspwidgets.plan.model import Person
from cspwidgets.plan.words import Role

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def people(standing: Standing, names: SideNames) -> str:
    """A list for each side that has people; the one to write to stands first."""
    everybody, language = standing.plan.people, standing.language
    lists = [
        _list(language, names.name(side), found)
        for side in LANES
        if (found := [person for person in everybody if person.side is side])
    ]
    if not lists:
        return ""
    return (
        f'<section class="csp-people csp-card"><h2>{esc(language.say("People"))}</h2>'
        f'<div class="sides">{"".join(lists)}</div></section>'
    )


def _list(language: Language, side: str, found: Sequence[Person]) -> str:
    rows = sorted(found, key=lambda person: person.role is not Role.CSM)
    items = "".join(_item(language, person) for person in rows)
    return f"<div><h3>{bdi(side)}</h3><ul>{items}</ul></div>"


def _item(language: Language, person: Person) -> str:
    does = person.title or (language.say(ROLES[person.role]) if person.role else "")
    name = bdi(person.name or does)
    if _ADDRESS.fullmatch(person.email):
        name = f'<a href="mailto:{esc(person.email)}">{name}</a>'
    what = f"<span>{bdi(does)}</span>" if does and person.name else ""
    return f"<li>{name}{what}</li>"
