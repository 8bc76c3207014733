"""Whoever makes a change holds a ticket, and hears once what became of it."""

from __future__ import annotations

from typing import Protocol

from cspwidgets.widgets.views import View


class Ticket(Protocol):
    """Whoever made a change and waits to hear of it, once."""

    @property
    def view(self) -> View | None:
        """The view where it was made, which is where questions about it are asked."""

    def ack(self, revision: int) -> None:
        """It is saved, in that revision."""

    def reject(self, error: Exception) -> None:
        """It could not be done, and nothing of it was."""


class Program:
    """The ticket of a program: no news is good news, bad news is raised."""

    view: View | None = None

    def ack(self, revision: int) -> None:
        """Nobody waits."""

    def reject(self, error: Exception) -> None:
        """The caller shall know."""
        raise error
