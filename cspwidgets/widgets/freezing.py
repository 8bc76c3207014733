"""A touch point is saved first; then the plan is frozen as it was, and only then the page hears."""

from __future__ import annotations

from collections.abc import Callable

from cspwidgets.errors import CspError, EditRejected
from cspwidgets.widgets.tickets import Ticket


class Freezer:
    """A ticket that freezes the plan once the touch point is saved, in which revision it may be."""

    def __init__(self, ticket: Ticket, freeze: Callable[[int], None]) -> None:
        self.view = ticket.view
        self._ticket = ticket
        self._freeze = freeze

    def ack(self, revision: int) -> None:
        """It is saved: freeze it."""
        try:
            self._freeze(revision)
        except CspError as error:
            told = f"The touch point is saved, but the plan could not be frozen: {error.sentence}"
            self._ticket.reject(EditRejected(told, table="touch_points"))
            return
        self._ticket.ack(revision)

    def reject(self, error: Exception) -> None:
        """It could not be saved."""
        self._ticket.reject(error)
