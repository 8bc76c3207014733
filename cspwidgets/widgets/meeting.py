"""The panel “Meeting”: its pages, drawn for who may see them, and the touch point that comes of it.

What is typed there is a draft in the plan, saved like any other edit; recording makes it a touch
point and freezes the plan. Which page is shown to whom is decided here and not in the browser: a
page for both sides never reaches the browser with anything internal in it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from cspwidgets.errors import CspError, EditRejected
from cspwidgets.journey.checks import check
from cspwidgets.journey.handover import handover
from cspwidgets.journey.meeting import meeting
from cspwidgets.pictures import handover as handover_page
from cspwidgets.pictures import meeting as meeting_page
from cspwidgets.pictures.sheet import STYLES, TITLES, file_name, whole_file
from cspwidgets.pictures.theme import css_variables
from cspwidgets.plan.cells import read_cell, show_value
from cspwidgets.plan.edits import Edit, add_row, set_field
from cspwidgets.plan.labels import label
from cspwidgets.plan.model import Plan, TouchPoint
from cspwidgets.plan.typed import show_day
from cspwidgets.plan.words import TouchPointKind
from cspwidgets.widgets.answers import Message
from cspwidgets.widgets.base import PlanView, Ticket
from cspwidgets.widgets.esm import styles
from cspwidgets.widgets.freezing import Freezer

_log = logging.getLogger(__name__)

FIELDS = (
    "kind",
    "on",
    "people",
    "decisions",
    "shared_notes",
    "internal_decisions",
    "notes",
)
"""What can be typed about a touch point."""

_STYLES = styles(*(f"../pictures/{name}" for name in STYLES))


class MeetingPanel:
    """Answers the panel of one header.

    Parameters
    ----------
    freeze
        Keeps the plan of an account at a revision, as it was shown at a touch point.
    """

    def __init__(self, view: PlanView, freeze: Callable[[str, TouchPoint, int], object]) -> None:
        self._view = view
        self._freeze = freeze

    def offers(self) -> dict[str, Any]:
        """What the form offers, and what was typed already."""
        plan = self._view.plan
        return {
            "kinds": [[kind.value, label(plan, kind)] for kind in TouchPointKind],
            "people": [person.name for person in plan.people],
            "today": [self._view.today.isoformat(), show_day(self._view.today)],
            "drafts": [_texts(plan, row) for row in plan.touch_points if row.draft],
        }

    def handle(self, kind: str, message: Message, ticket: Ticket) -> None:
        """Draw a page, or record a touch point."""
        if kind == "sheet":
            self._draw(message)
        else:
            self._record(message, ticket)

    def _draw(self, message: Message) -> None:
        page, is_shared = str(message.get("page")), message.get("shared") is not False
        is_file = bool(message.get("file"))
        answer = {"kind": "sheet", "id": str(message.get("id")), "page": page, "shared": is_shared}
        try:
            drawn = self._page(page, is_shared=is_shared, level=1 if is_file else 2)
        except CspError as error:
            self._view.tell({**answer, "error": error.sentence})
            return
        except Exception as error:
            _log.exception("A page of a meeting could not be drawn.")
            told = f"The page could not be drawn ({type(error).__name__}: {error})."
            self._view.tell({**answer, "error": told})
            return
        if is_file:
            answer["name"] = file_name(self._view.plan, page, self._view.today, is_shared=is_shared)
            drawn = self._file(drawn, page)
        self._view.tell({**answer, "html": drawn})

    def _page(self, page: str, *, is_shared: bool, level: int) -> str:
        view, doors = self._view, self._view.session.doors
        if page not in TITLES:
            raise EditRejected(f"There is no page {page!r}.")
        if page == "handover":
            last_edit_on = view.session.changed_at.date()
            found = check(view.plan, view.today, view.standing.schedule, last_edit_on)
            return handover_page.html(handover(view.standing, found), level=level)
        facts = meeting(
            view.plan,
            view.today,
            before=doors.before(),
            is_shared=is_shared,
            language=doors.language,
        )
        if page == "promises":
            return meeting_page.promises_html(facts, level=level)
        return meeting_page.html(facts, level=level)

    def _file(self, drawn: str, page: str) -> str:
        doors, plan = self._view.session.doors, self._view.plan
        return whole_file(
            drawn,
            title=f"{plan.account.name}: {doors.language.say(TITLES[page])}",
            language=doors.language.tag,
            style=css_variables(doors.theme) + _STYLES,
        ).decode()

    def _record(self, message: Message, ticket: Ticket) -> None:
        view, plan = self._view, self._view.plan
        view.require_writable()
        change = str(message.get("id") or view.session.doors.new_id())
        row = _recorded(plan, message, change[:12])
        view.session.submit(
            _edits(plan, row),
            change=change,
            words=f"Touch point: {label(plan, row.kind)}",
            ticket=Freezer(ticket, lambda revision: self._keep(plan.id, row, revision)),
        )

    def _keep(self, account: str, row: TouchPoint, revision: int) -> None:
        self._freeze(account, row, revision)
        self._view.session.refresh()


def _texts(plan: Plan, row: TouchPoint) -> dict[str, str]:
    shown = {
        field: show_value(plan, "touch_points", field, getattr(row, field)) for field in FIELDS
    }
    return {**shown, "row": row.id, "kind": row.kind.value}


def _recorded(plan: Plan, message: Message, new_id: str) -> TouchPoint:
    # What was typed last, over the draft, is what is recorded.
    typed = message.get("typed")
    given: Mapping[str, Any] = typed if isinstance(typed, Mapping) else {}
    wanted = str(message.get("row", ""))
    begun = next((row for row in plan.touch_points if row.draft and row.id == wanted), None)
    known = {field: getattr(begun, field) for field in FIELDS} if begun else {}
    read = {
        field: read_cell(plan, "touch_points", field, str(given.get(field, "")))
        for field in FIELDS
        if field in given or field not in known
    }
    return TouchPoint(**{**known, **read, "id": begun.id if begun else new_id})


def _edits(plan: Plan, row: TouchPoint) -> tuple[Edit, ...]:
    if all(known.id != row.id for known in plan.touch_points):
        return (add_row("touch_points", row),)
    edits = (
        set_field(plan, "touch_points", row.id, field, getattr(row, field))
        for field in (*FIELDS, "draft")
    )
    return tuple(edit for edit in edits if edit.value != edit.old)
