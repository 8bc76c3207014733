"""What was tried, in words: what is tried most is said short, all else as the history says it."""

from __future__ import annotations

from typing import Any

from cspwidgets.journey.standing import Standing
from cspwidgets.plan.edits import Edit
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import ActivityState
from cspwidgets.widgets.telling import tell
from cspwidgets.widgets.tried import Tried


def tried_lines(base: Plan, change: Tried, then: Standing) -> list[str]:
    """One line for each edit, as the standing's language has it: "“Wave 3”: 10 → 6 days"."""
    return [_line(base, edit, then) for edit in change.edits]


def _line(base: Plan, edit: Edit, then: Standing) -> str:
    language = then.language
    if edit.kind == "set" and edit.table == "activities":
        title = next((row.title for row in base.activities if row.id == edit.row), edit.row)
        if edit.field == "state" and edit.value is ActivityState.SKIPPED:
            return language.say("“{title}” is dropped", title=title)
        if edit.field in ("days", "due_on"):
            old, new = (_shown(value, then) for value in (edit.old, edit.value))
            if edit.field == "due_on":
                return language.say("“{title}”: due {old} → {new}", title=title, old=old, new=new)
            return language.say("“{title}”: {old} → {new} days", title=title, old=old, new=new)
    return tell(base, (edit,))[0]


def _shown(value: Any, then: Standing) -> str:
    if value is None:
        return then.language.say("by its pace")
    if isinstance(value, float | int):
        return then.language.number(value)
    return then.language.short_day(value, then.on)
