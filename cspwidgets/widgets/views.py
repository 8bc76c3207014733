"""The views of one session: told and drawn together, and none can starve the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol
from weakref import WeakKeyDictionary

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

    def post(self) -> None:
        """Send what it was told while the views were together."""

    def complain(self, error: Exception) -> None:
        """Tell its pages that it could not be drawn."""

    def attach(self, session: Any) -> None:
        """Show the plan of another session."""


class Views:
    """The views that show one plan; one that is closed is forgotten by itself."""

    def __init__(self) -> None:
        self._all: WeakKeyDictionary[View, None] = WeakKeyDictionary()  # in the order they came
        self._depth = 0

    def __iter__(self) -> Iterator[View]:
        return iter(tuple(self._all))

    @property
    def is_any_live(self) -> bool:
        """Whether anybody sees one of them."""
        return any(view.is_live for view in self)

    @property
    def are_together(self) -> bool:
        """Whether what they are told is kept, to be sent in one message each."""
        return self._depth > 0

    @contextmanager
    def together(self) -> Iterator[None]:
        """Send all that they are told inside as one message each, in the end."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                for view in self:
                    view.post()

    def add(self, view: View) -> None:
        """Keep a view in step from now on."""
        self._all[view] = None

    def remove(self, view: View) -> None:
        """A view moves on."""
        self._all.pop(view, None)

    def tell(self, message: Mapping[str, Any]) -> None:
        """Say the same to all that are on a screen."""
        self.each(lambda view: view.tell(message))

    def each(self, *calls: Callable[[View], None]) -> None:
        """Do something with all that are on a screen, one view after the other."""
        for view in self:
            for call in calls if view.is_live else ():
                try:
                    call(view)
                except Exception as error:
                    # One view that fails must not starve the others; it says so itself.
                    _log.exception("A view could not be brought up to date.")
                    view.complain(error)
