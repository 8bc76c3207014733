"""The columns of task lists: MS Project, Smartsheet, Asana, Planner, any sheet, and our own."""

from __future__ import annotations

from cspwidgets.exchange.vocabulary import LEFT_OUT, Vocabulary

OWN_ID = "workbook id"
"""The column that only our own exports have: their rows are read back exactly."""

TASKS = Vocabulary(
    kind="tasks",
    unknown="not known: kept in the notes",
    meanings={
        "title": "the activity",
        "stage": "its stage",
        "parent": "the step it is part of",
        "level": "its outline level",
        "wbs": "its place in the outline",
        "summary": "whether it is a heading",
        "owner": "who does it",
        "email": "the mail address of who does it",
        "side": "whose side does it",
        "length": "its length in working days",
        "start": "when it starts",
        "finish": "when it is due",
        "actual_start": "when it was started",
        "actual_finish": "when it was finished",
        "promised": "the promised day",
        "percent": "how much is complete",
        "status": "its state",
        "milestone": "whether it is a milestone",
        "kind": "its kind",
        "after": "what it waits for",
        "serves": "the outcomes it serves",
        "waiting_on": "whom it waits for",
        "link": "a link",
        "advice": "how others did it",
        "notes": "notes",
        "broken_promises": "broken promises",
        "visibility": "who may see it",
        "source_id": "its id in the other tool",
        "row_id": "its row number",
        "stage_id": "its stage's id in this plan",
        "own_id": "its id in this plan",
    },
    names={
        "own_id": (OWN_ID,),
        "stage_id": ("stage id",),
        "source_id": (
            "unique id", "task id", "task gid", "gid", "activity id", "issue key", "vorgangs-id",
            "task label", "source id", "key", "task number", "task no", "item id", "wbs id",
        ),
        "row_id": (
            "id", "task#", "nr", "no", "number", "#", "row", "row number", "vorgangsnr", "lfd nr",
        ),
        "wbs": (
            "wbs", "wbs code", "outline number", "work breakdown structure", "psp", "psp-code",
            "gliederungsnummer",
        ),
        "level": ("outline level", "level", "gliederungsebene", "ebene", "task level"),
        "title": (
            "task name", "activity name", "activity", "task title", "title", "task", "name",
            "subject", "step", "action item", "action", "item", "deliverable", "feature",
            "vorgangsname", "vorgang", "aufgabe", "aufgabenname", "titel", "bezeichnung",
            "aktivität", "maßnahme", "tache", "card name", "summary",
        ),
        "summary": ("is summary", "summary", "sammelvorgang"),
        "stage": (
            "stage", "phase", "section/column", "section", "bucket name", "bucket", "phase name",
            "stage name", "section name", "journey stage", "work package", "workstream", "list",
            "column", "sprint", "epic", "group", "category", "lane", "swimlane", "projektphase",
            "abschnitt", "arbeitspaket", "kategorie", "gruppe", "bereich", "list name",
        ),
        "parent": ("parent task", "parent", "parent id", "parent name", "übergeordneter vorgang"),
        "owner": (
            "owner", "assigned to", "assignee", "resource names", "task owner", "responsible",
            "assignee name", "owner name", "owner/team", "owners", "resources", "resource",
            "accountable", "lead", "dri", "who", "ressourcennamen", "ressourcen", "verantwortlich",
            "verantwortlicher", "zuständig", "bearbeiter", "zugewiesen an", "wer", "person",
            "people", "members", "coordinator",
        ),
        "email": ("assignee email", "owner email", "email", "e-mail", "mail"),
        "side": (
            "side", "party", "responsible party", "customer/vendor", "vendor/customer", "seite",
            "partei",
        ),
        "length": (
            "duration", "days", "duration days", "est days", "estimated days", "work days",
            "working days", "planned days", "duration weeks", "weeks", "duration hours",
            "dauer", "tage", "arbeitstage", "length",
        ),
        "start": (
            "start", "start date", "planned start", "begin date", "begin", "starts", "start on",
            "start at", "start week", "week", "from", "anfang", "beginn", "start datum",
            "startdatum", "startwoche", "woche", "kw", "geplanter anfang", "date debut",
            "timeline start",
        ),
        "finish": (
            "finish", "finish date", "end", "end date", "due", "due date", "due on", "deadline",
            "planned finish", "planned end", "target date", "target finish", "end at", "end week",
            "finish week", "due week", "activity date", "to", "ende", "endtermin", "enddatum",
            "fällig", "fällig am", "fälligkeitsdatum", "termin", "bis", "endwoche", "date fin",
            "fertig stellen", "fertigstellung", "timeline end",
        ),
        "actual_start": (
            "started", "actual start", "started on", "actual start date", "started at",
            "tatsächlicher anfang", "ist-anfang", "begonnen am",
        ),
        "actual_finish": (
            "finished", "actual finish", "completed at", "completed on", "finished on",
            "actual end", "actual finish date", "actual end date", "date completed",
            "completed date", "completion date", "completed time", "closed at", "ist-ende",
            "tatsächliches ende", "abgeschlossen am", "erledigt am",
        ),
        "promised": ("promised", "promised on", "promised date", "zugesagt"),
        "percent": (
            "% complete", "percent complete", "complete%", "% done", "completion %", "progress %",
            "percentage complete", "complete", "progress", "completion", "completion pct",
            "progress pct", "pct complete", "% abgeschlossen", "fortschritt", "% fertig",
        ),
        "status": (
            "status", "state", "task status", "status name", "task progress", "zustand", "statut",
            "completed", "done", "erledigt",
        ),
        "milestone": ("milestone", "is milestone", "meilenstein"),
        "kind": ("kind", "type", "task type", "issue type", "art", "typ"),
        "after": (
            "after", "predecessors", "predecessor", "dependencies", "depends on", "blocked by",
            "blocked by (dependencies)", "dependency", "waits for", "predecessor ids",
            "predecessor task ids", "vorgänger", "abhängigkeiten", "abhängig von", "dependance",
        ),
        "serves": ("serves",),
        "waiting_on": ("waiting on", "waiting for", "wartet auf"),
        "link": ("link", "url", "web link", "hyperlink"),
        "advice": ("advice",),
        "notes": (
            "notes", "note", "comment/notes", "description", "comments", "comment", "details",
            "remarks", "notizen", "notiz", "beschreibung", "bemerkungen", "bemerkung", "kommentar",
        ),
        "broken_promises": ("broken promises",),
        "visibility": ("visibility", "who may see it"),
        LEFT_OUT: (
            "created at", "created", "created by", "created date", "created on", "created time",
            "last modified", "modified", "modified at", "modified by", "last modified date",
            "updated at", "last updated", "task mode", "vorgangsmodus", "indicators",
            "indikatoren", "color", "colour", "status color", "blocking (dependencies)",
            "starts (planned)", "due (planned)", "smartsheet row id", "row id", "erstellt am",
            "geändert am",
        ),
    },
)  # fmt: skip
