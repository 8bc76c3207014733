"""How a page hears what became of its message: saved, or not and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cspwidgets.errors import CellRejected, CspError, EditRejected
from cspwidgets.widgets.views import View

Message = Mapping[str, Any]


class PageTicket:
    """One message of one page, which waits for its answer in the view that it came to."""

    def __init__(self, view: View, message: Message) -> None:
        self.view: View | None = view
        self._send = view.tell
        self._facts = {key: message[key] for key in ("seq", "id", "front") if key in message}

    def ack(self, revision: int) -> None:
        """It is saved, in that revision."""
        self._send({"kind": "ack", **self._facts, "revision": revision})

    def reject(self, error: Exception) -> None:
        """It could not be done; the sentence and the place go to the page."""
        self._send({"kind": "reject", **self._facts, **rejection(error)})


def rejection(error: Exception) -> dict[str, str]:
    """An error as a page shows it: a sentence, and the cell that it belongs to."""
    facts = {"table": "", "row": "", "field": "", "typed": ""}
    if isinstance(error, EditRejected):
        facts |= {"table": error.table, "row": error.row, "field": error.field}
    cell = error if isinstance(error, CellRejected) else error.__cause__
    if isinstance(cell, CellRejected):
        facts |= {"field": cell.field, "typed": cell.typed}
    if isinstance(error, CspError):
        return {**facts, "message": error.sentence}
    message = f"Something went wrong in the workbook ({type(error).__name__}: {error})."
    return {**facts, "message": f"{message} Nothing was changed."}
