"""The editor's sheets: which tables can be edited, and what stands in their columns."""

from __future__ import annotations

from cspwidgets.plan.words import (
    ActivityKind,
    ActivityState,
    Direction,
    Evidence,
    PlanState,
    Result,
    Role,
    Side,
    Visibility,
)
from cspwidgets.widgets.editor_columns import Column, Sheet

_EVIDENCE_WORDS = (
    "A: measured and signed by the customer",
    "B: measured in the product",
    "C: the customer’s estimate",
    "D: a vendor’s benchmark",
)

_SIDE = Column(
    "side",
    "Side",
    "choice",
    choices=Side,
    also=("party", "whose turn", "responsible side", "team"),
)

_VISIBILITY = Column(
    "visibility",
    "Seen by",
    "choice",
    choices=Visibility,
    words=("Customer and us", "Only us"),
)

_WHO = Column(
    "owner",
    "Who",
    "owner",
    also=("assignee", "assigned to", "responsible", "resource names", "person", "owner name"),
)

ACTIVITIES = Sheet(
    "activities",
    "Activities",
    "activity",
    "No activities yet. Type the first, or paste rows from a sheet.",
    grid=(
        Column("state", "State", "choice", choices=ActivityState, also=("status", "progress")),
        Column(
            "title",
            "Activity",
            also=("task", "task name", "name", "subject", "step", "what", "action"),
        ),
        _SIDE,
        _WHO,
        Column(
            "due_on",
            "Due",
            "date",
            also=("due date", "finish", "end date", "date", "deadline", "activitydate", "by"),
            hint="7 Aug, w22; empty: by its pace",
        ),
        Column(
            "days",
            "Days",
            "number",
            also=("duration", "working days", "effort", "length"),
            hint="Working days",
        ),
        Column(
            "after",
            "After",
            "rows",
            points_at="activities",
            also=("predecessors", "depends on", "waits for", "blocked by"),
        ),
        Column(
            "serves",
            "Serves",
            "rows",
            points_at="outcomes",
            also=("outcome", "outcomes", "goal", "goals", "metric", "objective"),
        ),
    ),
    details=(
        Column(
            "stage",
            "Stage",
            "rows",
            points_at="stages",
            also=("phase", "section", "section/column", "milestone"),
        ),
        Column("kind", "Kind", "choice", choices=ActivityKind),
        Column("link", "Link", also=("url",), hint="https://…"),
        _VISIBILITY,
        Column("waiting_on", "Waiting on", also=("waiting for", "blocker"), hint="Whom or what"),
        Column(
            "promised_on",
            "Promised for",
            "date",
            also=("promised", "promise", "committed date"),
            hint="The day that was promised",
        ),
        Column("started_on", "Begun on", "date", also=("start", "start date")),
        Column(
            "finished_on",
            "Done on",
            "date",
            also=("finished", "completed at", "completed", "actual finish"),
        ),
        Column(
            "advice",
            "How others did it",
            "long",
            also=("advice", "description", "how"),
            hint="How successful customers do this",
        ),
        Column("notes", "Notes", "long", also=("note", "comments", "comment"), is_internal=True),
    ),
)

STAGES = Sheet(
    "stages",
    "Stages",
    "stage",
    "No stages yet. Learn, adopt, use, get value, renew: name the first.",
    grid=(
        Column("name", "Stage", also=("phase", "title")),
        Column("weeks", "Weeks", "number", also=("pace", "duration"), hint="ongoing"),
        Column(
            "exit_criterion",
            "Until",
            "long",
            also=("exit criterion", "exit", "done when"),
            hint="What is true when it is over",
        ),
        Column(
            "exit_measure",
            "Met by",
            "measure",
            also=("exit measure", "measure", "measured by"),
            hint="A measure, or empty",
        ),
        Column("exit_goal_share", "From", "share", also=("exit goal", "goal"), hint="60 %"),
        Column("exit_now", "By data", "shown"),
    ),
    details=(
        Column("renewal", "Renewal", "yes"),
        Column("advice", "How others did it", "long", hint="How successful customers walk it"),
    ),
)

OUTCOMES = Sheet(
    "outcomes",
    "Outcomes",
    "outcome",
    "No outcomes yet. Why did they buy? Name a metric, its baseline and its target.",
    grid=(
        Column("name", "Outcome", also=("metric", "title", "kpi")),
        Column("unit", "Unit"),
        Column("direction", "Better is", "choice", choices=Direction),
        Column("baseline", "Baseline", "number", also=("start", "from", "base")),
        Column("target", "Target", "number", also=("goal", "to")),
        Column("by", "By", "date", also=("due", "date", "target date")),
        Column("now", "Now", "shown"),
        Column("weight", "Weight", "number"),
        Column("must_have", "Must have", "yes"),
    ),
    details=(
        Column("baseline_on", "Baseline of", "date"),
        Column("tolerance", "Tolerance", "number", hint="For “keep”: how far off is fine"),
        Column("evidence", "Evidence", "choice", choices=Evidence, words=_EVIDENCE_WORDS),
        Column("signed_by", "Signed by"),
        Column("volume_a_year", "Volume a year", "number", is_internal=True),
        Column("unit_value", "Money per unit", "number", is_internal=True),
        Column("currency", "Currency", hint="The account’s", is_internal=True),
        Column("attributable_share", "Share due to us", "share", is_internal=True),
        _VISIBILITY,
    ),
)

MEASUREMENTS = Sheet(
    "measurements",
    "Measurements",
    "measurement",
    "Nothing measured yet. Choose an outcome, or paste days and values from a sheet.",
    grid=(
        Column("outcome", "Outcome", "rows", points_at="outcomes", also=("metric", "kpi", "name")),
        Column("on", "Day", "date", also=("date", "month", "measured")),
        Column("value", "Value", "number", also=("amount", "result")),
        Column("source", "Source", also=("from", "where from", "note")),
    ),
)

PEOPLE = Sheet(
    "people",
    "People",
    "person",
    "Nobody yet. Name a sponsor and a champion on the customer’s side first.",
    grid=(
        Column("name", "Name", also=("person", "full name", "contact")),
        _SIDE,
        Column("role", "Role", "choice", choices=Role),
        Column("title", "Title", also=("job title", "position")),
        Column("email", "E-mail", also=("email", "mail", "e-mail address")),
        _VISIBILITY,
    ),
)

RISKS = Sheet(
    "risks",
    "Risks",
    "risk",
    "No risks named. What could stop this plan? Only you see them unless you share one.",
    grid=(
        Column("name", "Risk", also=("title", "description")),
        _WHO,
        Column("raised_on", "Raised", "date", also=("date", "since")),
        Column("closed_on", "Closed", "date"),
        Column("mitigation", "What we do about it", "long", also=("mitigation",)),
        _VISIBILITY,
    ),
)

SHEETS = {
    sheet.table: sheet for sheet in (ACTIVITIES, OUTCOMES, MEASUREMENTS, PEOPLE, STAGES, RISKS)
}
"""The sheets of the editor, in the order of their tabs."""

PLAN = Sheet(
    "plan",
    "Plan",
    "plan",
    "",
    grid=(),
    details=(
        Column(
            "objective",
            "Objective, in their words",
            "long",
            table="plan",
            hint="The value they gain, in one sentence",
        ),
        Column("state", "The plan is", "choice", table="plan", choices=PlanState),
        Column("result", "It ended", "choice", table="plan", choices=Result, is_internal=True),
        Column("start_on", "Starts on", "date", table="plan", hint="Without it: weeks, no days"),
        Column("holidays", "Holidays", "dates", table="plan", hint="2026-12-25, 2026-12-28"),
        Column("name", "Customer", table="account"),
        Column("vendor", "We are called", table="account", hint="Vendor"),
        Column("product", "Product", table="account"),
        Column("segment", "Segment", table="account", is_internal=True),
        Column("industry", "Industry", table="account"),
        Column("tier", "Tier", table="account", is_internal=True),
        Column("renewal_on", "Renewal", "date", table="account"),
        Column("csm", "CSM", "owner", table="account"),
        Column("fee", "Fee a year", "number", table="account", is_internal=True),
        Column("currency", "Currency", table="account", hint="EUR, USD, …", is_internal=True),
    ),
)
"""The plan's own fields and its account's: no table, so a form."""
