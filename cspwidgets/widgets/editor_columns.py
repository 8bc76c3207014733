"""The editor's sheets: which tables can be edited in a grid, and what stands in their columns.

Python describes the columns once; the browser draws any sheet from that. The same description
matches the header of a pasted sheet and heads the static table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any, Literal

from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.words import STATES
from cspwidgets.plan.codec import value_to_data
from cspwidgets.plan.model import SINGLETON_TYPES, TABLES, Plan
from cspwidgets.plan.words import (
    ActivityKind,
    Direction,
    Evidence,
    PlanState,
    Role,
    Side,
    Visibility,
)

Kind = Literal["text", "long", "number", "share", "date", "choice", "yes", "owner", "rows", "dates"]
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A field of a table as people see it.

    Attributes
    ----------
    kind
        How it reads and is edited. `owner` is a person or free words; `rows` points at rows of
        `points_at`, many of them when the field holds a tuple.
    choices
        For `choice`: each value with its words.
    also
        Other headers under which sheets from elsewhere have it.
    hint
        What to type, shown where the field is empty.
    is_internal
        Never shown to the customer; the editor says so beside it.
    """

    field: str
    label: str
    kind: Kind = "text"
    table: str = ""
    choices: Choices = ()
    points_at: str = ""
    also: tuple[str, ...] = ()
    hint: str = ""
    is_internal: bool = False

    def names(self) -> tuple[str, ...]:
        """Every header under which a pasted sheet may have this column."""
        return (self.label, self.field.removesuffix("_on"), *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of the plan as a grid: its columns, and more fields in the details of a row."""

    table: str
    label: str
    one: str
    grid: tuple[Column, ...]
    details: tuple[Column, ...] = ()
    empty: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All its columns, those of the details last."""
        return (*self.grid, *self.details)


def choices(kind: type[StrEnum], words: Mapping[str, str] | None = None) -> Choices:
    """Each member of an enumeration with its words ("Not started" for `not_started`)."""
    given = words or {}
    return tuple((item.value, given.get(item.value) or _words(item.value)) for item in kind)


def side_names(plan: Plan) -> dict[str, str]:
    """What the sides are called in the editor: ours by its name, theirs "Customer"."""
    names = SideNames.of(plan)
    return {side.value: names.name(side) for side in Side} | {Side.CUSTOMER.value: "Customer"}


def sheet_data(sheet: Sheet, plan: Plan) -> dict[str, Any]:
    """A sheet as the browser reads it."""
    return {
        "label": sheet.label,
        "one": sheet.one,
        "empty": sheet.empty,
        "grid": [column_data(column, sheet.table, plan) for column in sheet.grid],
        "details": [column_data(column, sheet.table, plan) for column in sheet.details],
    }


def column_data(column: Column, table: str, plan: Plan) -> dict[str, Any]:
    """A column as the browser reads it, with the field's default."""
    table = column.table or table
    words = side_names(plan) if column.field == "side" else dict(column.choices)
    facts: dict[str, Any] = {
        "field": column.field,
        "label": column.label,
        "kind": column.kind,
        "table": column.table,
        "choices": [[value, words.get(value, label)] for value, label in column.choices],
        "of": column.points_at,
        "hint": column.hint,
        "internal": column.is_internal,
        "start": value_to_data(table, column.field, default(table, column.field)),
    }
    return {key: value for key, value in facts.items() if value not in ("", [], None, False)}


def default(table: str, field: str) -> Any:
    """What a field holds when nobody filled it in."""
    kind = TABLES.get(table) or SINGLETON_TYPES[table]
    found = next(item for item in fields(kind) if item.name == field)
    return None if found.default is MISSING else found.default


def _words(value: str) -> str:
    return value if value.isupper() else value.replace("_", " ").capitalize()


_SIDE = Column(
    field="side",
    label="Side",
    kind="choice",
    choices=choices(Side),
    also=("party", "whose turn", "responsible side", "team"),
)
_VISIBILITY = Column(
    field="visibility",
    label="Seen by",
    kind="choice",
    choices=choices(Visibility, {"shared": "Customer and us", "internal": "Only us"}),
)
_PERSON = Column(
    field="owner",
    label="Who",
    kind="owner",
    also=("assignee", "assigned to", "responsible", "resource names", "person", "owner name"),
)

ACTIVITIES = Sheet(
    table="activities",
    label="Activities",
    one="activity",
    empty="No activities yet. Type the first, or paste rows from a sheet.",
    grid=(
        Column(
            field="state",
            label="State",
            kind="choice",
            choices=tuple((state.value, words.capitalize()) for state, words in STATES.items()),
            also=("status", "progress"),
        ),
        Column(
            field="title",
            label="Activity",
            also=("task", "task name", "name", "subject", "step", "what", "action"),
        ),
        _SIDE,
        _PERSON,
        Column(
            field="due_on",
            label="Due",
            kind="date",
            also=("due date", "finish", "end date", "date", "deadline", "activitydate", "by"),
            hint="7 Aug, w22, or empty: follows from the pace",
        ),
        Column(
            field="days",
            label="Days",
            kind="number",
            also=("duration", "working days", "effort", "length"),
            hint="Working days: 3, or 2w",
        ),
        Column(
            field="after",
            label="After",
            kind="rows",
            points_at="activities",
            also=("predecessors", "depends on", "waits for", "blocked by"),
        ),
        Column(
            field="serves",
            label="Serves",
            kind="rows",
            points_at="outcomes",
            also=("outcome", "outcomes", "goal", "goals", "metric", "objective"),
        ),
    ),
    details=(
        Column(
            field="stage",
            label="Stage",
            kind="rows",
            points_at="stages",
            also=("phase", "section", "section/column", "milestone"),
        ),
        Column(field="kind", label="Kind", kind="choice", choices=choices(ActivityKind)),
        Column(
            field="promised_on",
            label="Promised for",
            kind="date",
            also=("promised", "promise", "committed date"),
            hint="The day that was promised",
        ),
        Column(field="started_on", label="Begun on", kind="date", also=("start", "start date")),
        Column(
            field="finished_on",
            label="Done on",
            kind="date",
            also=("finished", "completed at", "completed", "actual finish"),
        ),
        Column(
            field="waiting_on",
            label="Waiting on",
            also=("waiting for", "blocker"),
            hint="Whom or what it waits for",
        ),
        Column(field="link", label="Link", also=("url", "details"), hint="https://…"),
        _VISIBILITY,
        Column(
            field="advice",
            label="How others did it",
            kind="long",
            also=("advice", "description", "how"),
            hint="How successful customers do this",
        ),
        Column(
            field="notes",
            label="Notes",
            kind="long",
            also=("note", "comments", "comment"),
            is_internal=True,
        ),
    ),
)

STAGES = Sheet(
    table="stages",
    label="Stages",
    one="stage",
    empty="No stages yet. Learn, adopt, use, get value, renew: name the first.",
    grid=(
        Column(field="name", label="Stage", also=("phase", "title")),
        Column(
            field="weeks",
            label="Weeks",
            kind="number",
            also=("pace", "duration"),
            hint="ongoing",
        ),
        Column(
            field="exit_criterion",
            label="Until",
            kind="long",
            also=("exit criterion", "exit", "done when"),
            hint="What is true when it is over",
        ),
        Column(field="renewal", label="Renewal", kind="yes"),
        Column(
            field="advice",
            label="How others did it",
            kind="long",
            hint="How successful customers walk it",
        ),
    ),
)

OUTCOMES = Sheet(
    table="outcomes",
    label="Outcomes",
    one="outcome",
    empty="No outcomes yet. Why did they buy? Name a metric, its baseline and its target.",
    grid=(
        Column(field="name", label="Outcome", also=("metric", "title", "kpi")),
        Column(field="unit", label="Unit"),
        Column(field="direction", label="Better is", kind="choice", choices=choices(Direction)),
        Column(field="baseline", label="Baseline", kind="number", also=("start", "from", "base")),
        Column(field="target", label="Target", kind="number", also=("goal", "to")),
        Column(field="by", label="By", kind="date", also=("due", "date", "target date")),
        Column(field="weight", label="Weight", kind="number"),
        Column(field="must_have", label="Must have", kind="yes"),
    ),
    details=(
        Column(field="baseline_on", label="Baseline of", kind="date"),
        Column(
            field="tolerance",
            label="Tolerance",
            kind="number",
            hint="For “keep”: how far off is still fine",
        ),
        Column(
            field="evidence",
            label="Evidence",
            kind="choice",
            choices=choices(
                Evidence,
                {
                    "A": "A: measured and signed by the customer",
                    "B": "B: measured in the product",
                    "C": "C: the customer’s estimate",
                    "D": "D: a vendor’s benchmark",
                },
            ),
        ),
        Column(field="signed_by", label="Signed by"),
        Column(field="volume_a_year", label="Volume a year", kind="number", is_internal=True),
        Column(field="unit_value", label="Money per unit", kind="number", is_internal=True),
        Column(
            field="currency", label="Currency", hint="The account’s", is_internal=True
        ),
        Column(field="attributable_share", label="Due to us", kind="share", is_internal=True),
        _VISIBILITY,
    ),
)

MEASUREMENTS = Sheet(
    table="measurements",
    label="Measurements",
    one="measurement",
    empty="Nothing measured yet. Choose an outcome, or paste a column of days and values.",
    grid=(
        Column(
            field="outcome",
            label="Outcome",
            kind="rows",
            points_at="outcomes",
            also=("metric", "kpi", "name"),
        ),
        Column(field="on", label="Day", kind="date", also=("date", "month", "measured")),
        Column(field="value", label="Value", kind="number", also=("amount", "result")),
        Column(field="source", label="Source", also=("from", "where from", "note")),
    ),
)

PEOPLE = Sheet(
    table="people",
    label="People",
    one="person",
    empty="Nobody yet. Name a sponsor and a champion on the customer’s side first.",
    grid=(
        Column(field="name", label="Name", also=("person", "full name", "contact")),
        _SIDE,
        Column(field="role", label="Role", kind="choice", choices=choices(Role, {"csm": "CSM"})),
        Column(field="title", label="Title", also=("job title", "position")),
        Column(field="email", label="E-mail", also=("email", "mail", "e-mail address")),
        _VISIBILITY,
    ),
)

RISKS = Sheet(
    table="risks",
    label="Risks",
    one="risk",
    empty="No risks named. What could stop this plan? Only you see them unless you share one.",
    grid=(
        Column(field="name", label="Risk", also=("title", "description")),
        _PERSON,
        Column(field="raised_on", label="Raised", kind="date", also=("date", "since")),
        Column(field="closed_on", label="Closed", kind="date"),
        Column(field="mitigation", label="What we do about it", kind="long", also=("mitigation",)),
        _VISIBILITY,
    ),
)

SHEETS = {
    sheet.table: sheet for sheet in (ACTIVITIES, OUTCOMES, MEASUREMENTS, PEOPLE, STAGES, RISKS)
}
"""The sheets of the editor, in the order of their tabs."""

PLAN = (
    Column(
        table="plan",
        field="objective",
        label="Objective, in their words",
        kind="long",
        hint="The value they gain, in one sentence",
    ),
    Column(
        table="plan", field="state", label="The plan is", kind="choice", choices=choices(PlanState)
    ),
    Column(
        table="plan",
        field="start_on",
        label="Starts on",
        kind="date",
        hint="Without it: weeks, no days",
    ),
    Column(table="plan", field="holidays", label="Holidays", kind="dates", hint="2026-12-25, …"),
    Column(table="account", field="name", label="Customer"),
    Column(table="account", field="vendor", label="We are called", hint="Vendor"),
    Column(table="account", field="product", label="Product"),
    Column(table="account", field="renewal_on", label="Renewal", kind="date"),
    Column(table="account", field="csm", label="CSM", kind="owner"),
    Column(table="account", field="fee", label="Fee a year", kind="number", is_internal=True),
    Column(
        table="account", field="currency", label="Currency", hint="EUR, USD, …", is_internal=True
    ),
)
"""The plan's own fields, which are no table: a form."""
