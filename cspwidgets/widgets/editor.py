"""The plan as a grid: it reads like a list and edits like a sheet.

Rows go to the browser as the plan has them, without what is at its default; days that follow from
pace and predecessors go as one list beside them. So an edit that moves two hundred days sends two
hundred numbers, not two hundred rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cspwidgets.errors import EditRejected
from cspwidgets.journey.calendar import DAYS_A_WEEK, Calendar
from cspwidgets.journey.schedule import Slot
from cspwidgets.journey.steps import is_open
from cspwidgets.pictures.words import exit_figure, exit_words
from cspwidgets.plan.codec import row_to_data, value_to_data
from cspwidgets.plan.measures import measures
from cspwidgets.plan.model import DEFAULT_STAGES, Plan, Row
from cspwidgets.widgets.base import Drawn, Message, PlanView, Ticket
from cspwidgets.widgets.editor_columns import sheet_data
from cspwidgets.widgets.editor_paste import Target, read_block
from cspwidgets.widgets.editor_sheets import PLAN, SHEETS
from cspwidgets.widgets.editor_static import static_table
from cspwidgets.widgets.esm import module, styles
from cspwidgets.widgets.session import PlanSession

_EPOCH = date(1970, 1, 1).toordinal()

MOST_PASTED = 500_000
"""How many letters one paste may have (a sheet of 2,000 rows has about 200,000)."""


class PlanEditor(PlanView):
    """The plan's activities by stage, and its other tables, to be read and edited.

    Parameters
    ----------
    session
        The plan, with its other views.
    me
        Who looks at it: name, e-mail or id of a person of the plan, for the filter "Mine".
        Without one, the account's CSM.
    read_only
        Refuse whatever would change the plan.
    """

    name = "editor"
    _esm = module("editor.js")
    css = styles("grid.css", "editor.css")

    def __init__(self, session: PlanSession, *, me: str = "", read_only: bool = False) -> None:
        self._me = me
        self._keys: dict[tuple[str, str], str] = {}
        self._rows: dict[str, tuple[Row, dict[str, Any]]] = {}
        self._sheets: dict[str, Any] = {}
        self._sheets_of: tuple[object, ...] = ()
        super().__init__(session, read_only=read_only)

    def draw(self) -> Drawn:
        """Each row as data, the days that were derived, and what the columns are."""
        plan = self.plan
        parts: dict[str, Any] = {"plan": _own_fields(plan)}
        for table in SHEETS:
            parts.update(self._table(table))
        slots = self.standing.schedule.slots
        parts["dues"] = [_due(slots.get(activity.id)) for activity in plan.activities]
        parts["late"] = list(_late(plan, slots, self.session.today))
        parts["gains"] = {
            gain.outcome: [gain.current, gain.word.value] for gain in self.standing.value.gains
        }
        parts["criteria"] = {
            stage.id: [exit_figure(self.standing, stage), exit_words(self.standing, stage)]
            for stage in plan.stages
            if self.standing.criterion(stage.id)
        }
        return Drawn(parts, self._meta(plan))

    def static_html(self) -> str:
        """The activities as a plain table."""
        return static_table(self.standing)

    def handle(self, kind: str, message: Message, ticket: Ticket) -> None:
        """Take a pasted block of cells as one change, and say what was not taken."""
        if kind != "paste":
            super().handle(kind, message, ticket)
            return
        self.require_writable()
        text = str(message.get("text", ""))
        if len(text) > MOST_PASTED:
            raise EditRejected("That is too much for one paste. Use `csp import` for whole files.")
        change = str(message.get("id") or self.session.doors.new_id())
        target = Target.of(message)
        block = read_block(self.plan, text, target, new_id=lambda n: f"{change[:8]}-{n}")
        self.tell({"kind": "pasted", "id": change, **block.told()})
        self.session.submit(block.edits, change=change, words=block.words(), ticket=ticket)

    def _table(self, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
        rows: tuple[Row, ...] = getattr(self.plan, table)
        for row in rows:
            key = self._keys.setdefault((table, row.id), f"{table[0]}{len(self._keys)}")
            known = self._rows.get(key)
            if known is None or known[0] is not row:
                known = self._rows[key] = (row, row_to_data(row))
            yield key, known[1]

    def _meta(self, plan: Plan) -> dict[str, Any]:
        # the words of the sides come from the account, the measures from outcomes and usage
        wanted = (plan.account, measures(plan), plan.outcomes)
        if self._sheets_of != wanted:
            self._sheets_of = wanted
            self._sheets = {
                "sheets": {table: sheet_data(sheet, plan) for table, sheet in SHEETS.items()},
                "plan": sheet_data(PLAN, plan),
            }
        return {
            "today": self.session.today.toordinal() - _EPOCH,
            "me": _me(plan, self._me),
            "stages": list(DEFAULT_STAGES),
            **self._sheets,
        }


def _own_fields(plan: Plan) -> dict[str, Any]:
    # "table.field": the form has fields of two tables, and both have a name.
    holders = {"plan": plan, "account": plan.account}
    return {
        f"{column.table}.{column.field}": value_to_data(
            column.table, column.field, getattr(holders[column.table], column.field)
        )
        for column in PLAN.details
    }


def _due(slot: Slot | None) -> int | None:
    """Days since 1970; without a start the week of the plan, negative; none for no due day."""
    if slot is None:
        return None
    if slot.finish_on is None:
        return -(int(max(slot.finish - 1, 0)) // DAYS_A_WEEK + 1)
    return slot.finish_on.toordinal() - _EPOCH


def _late(plan: Plan, slots: Mapping[str, Slot], today: date) -> Iterator[int]:
    calendar = Calendar(plan.holidays)
    for activity in plan.activities:
        slot = slots.get(activity.id)
        due = slot.finish_on if slot and is_open(activity) else None
        yield max(calendar.between(due, today), 0) if due else 0


def _me(plan: Plan, me: str) -> str:
    wanted = me.casefold()
    for person in plan.people:
        if wanted and wanted in (
            person.id.casefold(),
            person.name.casefold(),
            _login(person.email),
        ):
            return person.id
    return plan.account.csm


def _login(email: str) -> str:
    return email.partition("@")[0].casefold()
