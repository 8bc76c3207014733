"""What people type into a cell, read as they mean it; and a cell's value, shown so that it reads.

`read_cell` takes back whatever `show_cell` shows. Names of people, stages, outcomes and steps may
be typed loosely (any case, the beginning is enough where only one begins so). What cannot be read
is refused with a sentence that says what would do; the caller keeps what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin

from cspwidgets.errors import CellRejected, PlanError
from cspwidgets.plan.codec import field_type
from cspwidgets.plan.edits import SINGLETONS, find
from cspwidgets.plan.labels import enum_words, field_label, label
from cspwidgets.plan.measures import measure_label, read_measure
from cspwidgets.plan.model import TABLES, BrokenPromise, Plan
from cspwidgets.plan.typed import read_day, read_days, read_number, show_day, show_number

REFERENCES: dict[tuple[str, str], str] = {
    ("activities", "stage"): "stages",
    ("activities", "after"): "activities",
    ("activities", "serves"): "outcomes",
    ("measurements", "outcome"): "outcomes",
    ("touch_points", "people"): "people",
}
"""Fields that hold ids of another table's rows, and may be typed as names."""

PEOPLE = {("activities", "owner"), ("risks", "owner"), ("account", "csm")}
"""Fields that hold a person's id, or free words."""

_LENGTHS = {("activities", "days"): "day", ("stages", "weeks"): "week"}
_SHARES = {("outcomes", "attributable_share"), ("stages", "exit_goal_share")}
_MEASURES = {("stages", "exit_measure")}
_FIRST_DAYS = {"started_on", "start_on", "baseline_on", "raised_on", "term_start_on"}
_LINES = {
    "notes",
    "shared_notes",
    "decisions",
    "internal_decisions",
    "mitigation",
    "advice",
}
_YES = {"yes", "y", "true", "x", "✓", "ja", "1"}
_NO = {"no", "n", "false", "nein", "0", "–", "-"}


def read_cell(plan: Plan, table: str, field: str, typed: str) -> Any:
    """The value that somebody means by `typed`, of the type of the field.

    An empty text clears the field.

    Raises
    ------
    CellRejected
        It cannot be read; the sentence says what would do.

    Examples
    --------
    >>> from datetime import date
    >>> from cspwidgets.plan.model import Account
    >>> plan = Plan(id="a", account=Account(name="A"), start_on=date(2026, 3, 2))
    >>> read_cell(plan, "activities", "due_on", "w3")
    datetime.date(2026, 3, 20)
    >>> read_cell(plan, "activities", "days", "2w")
    10.0
    """
    text = _text(typed, field)
    try:
        kind = field_type(table, field)
        if not text:
            return _empty(table, field)
        return _reader(plan, table, field, kind)(text)
    except CellRejected:
        raise
    except (ValueError, PlanError) as error:
        raise CellRejected(str(error), field=field, typed=typed) from None


def show_cell(plan: Plan, table: str, row: str, field: str) -> str:
    """The value of a cell as text, such that `read_cell` gives the same value back."""
    if table == "plan":
        holder: Any = plan
    else:
        holder = getattr(plan, table) if table in SINGLETONS else find(plan, table, row)
    return show_value(plan, table, field, getattr(holder, field))


def show_value(plan: Plan, table: str, field: str, value: Any) -> str:
    """As `show_cell`, of a value that need not be in the plan."""
    if value is None:
        return "ongoing" if (table, field) == ("stages", "weeks") else ""
    if table == "adoption_curves":
        return ", ".join(
            f"day {age}: {show_number(round(share * 100, 2))} %" for age, share in value
        )
    if isinstance(value, tuple):
        return ", ".join(show_value(plan, table, field, item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, StrEnum):
        return label(plan, value)
    if isinstance(value, date):
        return show_day(value)
    if isinstance(value, BrokenPromise):
        return show_day(value.promised_on)
    if isinstance(value, int | float):
        return _show_float(table, field, value)
    if (table, field) in PEOPLE:
        return _name_of(plan, "people", str(value))
    if (table, field) in _MEASURES:
        return measure_label(plan, value) if value else ""
    return _name_of(plan, REFERENCES.get((table, field), ""), str(value))


def _reader(plan: Plan, table: str, field: str, kind: Any) -> Callable[[str], Any]:
    kinds = set(get_args(kind)) - {type(None)} if isinstance(kind, UnionType) else {kind}
    only = next(iter(kinds)) if len(kinds) == 1 else None
    wanted = REFERENCES.get((table, field))
    if get_origin(kind) is tuple and get_args(kind)[0] in (str, date):
        one = _reader(plan, table, field, get_args(kind)[0])
        return lambda text: tuple(dict.fromkeys(one(item) for item in _items(plan, wanted, text)))
    if wanted:
        return lambda text: _row_named(plan, wanted, text)
    if only is date:
        return lambda text: read_day(plan, text, first=field in _FIRST_DAYS)
    if only is float:
        return lambda text: _read_float(table, field, text)
    if only is bool:
        return _read_bool
    if isinstance(only, type) and issubclass(only, StrEnum):
        return lambda text: _read_enum(plan, only, text)
    if only is str:
        return lambda text: _read_str(plan, table, field, text)
    raise ValueError(f"{field_label(field).capitalize()} cannot be typed into a cell.")


def _text(typed: str, field: str) -> str:
    if field in _LINES:
        return typed.strip()
    return re.sub(r"\s+", " ", typed).strip()


def _empty(table: str, field: str) -> Any:
    holder = Plan if table == "plan" else TABLES.get(table) or field_type("plan", table)
    default = next(item.default for item in fields(holder) if item.name == field)
    if default is MISSING:
        raise ValueError(f"The {field_label(field)} cannot be empty.")
    return default


def _read_float(table: str, field: str, text: str) -> float | None:
    if (table, field) in _SHARES:
        number = read_number(text)
        is_percent = "%" in text or (field == "exit_goal_share" and number > 1)
        share = number / 100 if is_percent else number
        if not 0 <= share <= 1:
            raise ValueError(f"“{text}” is no share. Type it like 45 % or 0.45.")
        return share
    if (table, field) not in _LENGTHS:
        return read_number(text)
    if field == "weeks" and text.casefold() in ("ongoing", "–", "-", "none"):
        return None
    days = read_days(text)
    is_bare = not re.search(r"[a-z]", text, re.IGNORECASE)
    return days if field == "days" or is_bare else days / 5


def _show_float(table: str, field: str, value: float) -> str:
    noun = _LENGTHS.get((table, field))
    if noun:
        return f"{show_number(value)} {noun}{'' if value == 1 else 's'}"
    if (table, field) in _SHARES and value * 100 / 100 == value:
        return f"{show_number(value * 100)} %"
    return show_number(value)


def _read_bool(text: str) -> bool:
    if text.casefold() in _YES | _NO:
        return text.casefold() in _YES
    raise ValueError(f"“{text}” is neither yes nor no.")


def _read_enum(plan: Plan, kind: type[StrEnum], text: str) -> StrEnum:
    words = enum_words(plan, kind)
    found: StrEnum | None = _loosely(words, text)
    if found is None:
        known = ", ".join(label(plan, item) for item in kind)
        raise ValueError(f"“{text}” is not one of: {known}.")
    return found


def _read_str(plan: Plan, table: str, field: str, text: str) -> str:
    if (table, field) in PEOPLE:
        people = {person.name: person.id for person in plan.people}
        parts = {part: person.id for person in plan.people for part in person.name.split()}
        emails = {person.email: person.id for person in plan.people if person.email}
        folded = {key.casefold(): value for key, value in {**parts, **emails, **people}.items()}
        return folded.get(text.casefold(), text)
    if (table, field) in _MEASURES:
        return read_measure(plan, text)
    if field == "currency":
        if not re.fullmatch(r"[A-Za-z]{3}", text):
            raise ValueError(f"“{text}” is no currency. Type its three letters, like EUR.")
        return text.upper()
    if field == "link":
        return _read_link(text)
    return text


def _read_link(text: str) -> str:
    if re.match(r"(https?://|mailto:)\S+$", text):
        return text
    if re.match(r"[\w-]+(\.[\w-]+)+(/\S*)?$", text):
        return f"https://{text}"
    raise ValueError(f"“{text}” is no link. It must begin with https:// or mailto:.")


def _row_named(plan: Plan, table: str, text: str) -> str:
    rows = getattr(plan, table)
    if any(row.id == text for row in rows):
        return text
    names = {_row_name(row): row.id for row in rows}
    found: str | None = _loosely(names, text)
    if found is not None:
        return found
    near = get_close_matches(text, names, n=3, cutoff=0.4) or list(names)[:5]
    what = f"There is: {', '.join(near)}." if near else "There is none yet; add it first."
    raise ValueError(f"“{text}” is not in {table}. {what}")


def _items(plan: Plan, table: str | None, text: str) -> list[str]:
    # A name may itself hold a comma, so longer stretches are tried first.
    pieces = [piece.strip() for piece in re.split(r"[;,\n]", text)]
    known = {_row_name(row).casefold() for row in getattr(plan, table)} if table else set()
    items: list[str] = []
    while pieces:
        joined = next(
            (n for n in range(len(pieces), 1, -1) if ", ".join(pieces[:n]).casefold() in known), 1
        )
        items.append(", ".join(pieces[:joined]))
        pieces = pieces[joined:]
    return [item for item in items if item]


def _loosely(words: Mapping[str, Any], text: str) -> Any:
    wanted = text.casefold()
    folded = {key.casefold(): value for key, value in words.items()}
    if wanted in folded:
        return folded[wanted]
    for begins in (str.startswith, _has_word):
        found = {value for key, value in folded.items() if begins(key, wanted)}
        if len(found) == 1:
            return found.pop()
    return None


def _has_word(name: str, start: str) -> bool:
    return any(word.startswith(start) for word in re.split(r"\W+", name))


def _name_of(plan: Plan, table: str, row_id: str) -> str:
    rows: Sequence[Any] = getattr(plan, table) if table else ()
    names = [_row_name(row) for row in rows]
    name = next((_row_name(row) for row in rows if row.id == row_id), row_id)
    return name if names.count(name) < 2 else row_id


def _row_name(row: Any) -> str:
    return str(getattr(row, "title", "") if hasattr(row, "stage") else row.name)
