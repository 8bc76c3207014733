"""The views of one session: told and drawn together, and none can starve the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol
from weakref import WeakSet

_log = logging.getLogger(__name__)


class View(Protocol):
    """What a session asks of a view."""

    @property
    def is_live(self) -> bool:
        """Whether it is on somebody's screen."""

    def refresh(self) -> None:
        """Bring its pages up to date."""

    def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message to its pages."""

    def complain(self, error: Exception) -> None:
        """Tell its pages that it could not be drawn."""

    def attach(self, session: Any) -> None:
        """Show the plan of another session."""


class Views:
    """The views that show one plan; one that is closed is forgotten by itself."""

    def __init__(self) -> None:
        self._all: WeakSet[View] = WeakSet()

    def __iter__(self) -> Iterator[View]:
        return iter(tuple(self._all))

    @property
    def is_any_live(self) -> bool:
        """Whether anybody sees one of them."""
        return any(view.is_live for view in self)

    def add(self, view: View) -> None:
        """Keep a view in step from now on."""
        self._all.add(view)

    def remove(self, view: View) -> None:
        """A view moves on."""
        self._all.discard(view)

    def refresh(self) -> None:
        """Draw all that are on a screen."""
        self.each(lambda view: view.refresh())

    def tell(self, message: Mapping[str, Any]) -> None:
        """Say the same to all that are on a screen."""
        self.each(lambda view: view.tell(message))

    def each(self, call: Callable[[View], None]) -> None:
        """Do something with all that are on a screen."""
        for view in self:
            if not view.is_live:
                continue
            try:
                call(view)
            except Exception as error:
                # One view that fails must not starve the others; it says so itself.
                _log.exception("A view could not be brought up to date.")
                view.complain(error)
