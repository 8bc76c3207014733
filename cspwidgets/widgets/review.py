"""The panel “Quarterly review”: makes the review of the plan that is shown, to be downloaded.

It takes some seconds, so it is made in a thread while the notebook goes on; the page hears of it
by one answer, with the files in it.
"""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from threading import Thread
from typing import Any

from cspwidgets.errors import CspError
from cspwidgets.widgets.answers import Message
from cspwidgets.widgets.base import PlanView

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFile:
    """A file of a review: its name, its media type, what it is for people, and its content."""

    name: str
    kind: str
    label: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDesk:
    """How the portfolio makes reviews; it hands these in.

    Attributes
    ----------
    choices
        For each question (`period`, `audience`, `language`) the answers there are, the likeliest
        first, with their words.
    make
        Makes an account's review by these answers; it may take seconds, and is called in a thread.
    """

    choices: Callable[[], Mapping[str, Sequence[tuple[str, str]]]]
    make: Callable[[str, Mapping[str, str]], Sequence[ReviewFile]]


class ReviewPanel:
    """Answers the panel of one header."""

    def __init__(self, view: PlanView, desk: ReviewDesk) -> None:
        self._view = view
        self._desk = desk
        self._thread: Thread | None = None

    def choices(self) -> dict[str, list[list[str]]]:
        """What the panel offers to choose."""
        return {name: [list(each) for each in some] for name, some in self._desk.choices().items()}

    def handle(self, message: Message) -> None:
        """Begin to make a review; its answer comes by itself."""
        account, asked = self._view.plan.id, str(message.get("id"))
        given = message.get("given")
        wish = {
            name: str(given.get(name, "")) if isinstance(given, Mapping) else ""
            for name in self._desk.choices()
        }

        def work() -> None:
            answer = self._answer(account, wish)
            with self._view.lock:
                self._view.tell({"kind": "review", "id": asked, **answer})

        # The thread answers in the name of the message that began it: Jupyter keeps that in the
        # context.
        self._thread = Thread(target=copy_context().run, args=(work,), daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until the review that was begun last is answered."""
        if self._thread is not None:
            self._thread.join()

    def _answer(self, account: str, wish: Mapping[str, str]) -> dict[str, Any]:
        try:
            files = self._desk.make(account, wish)
        except CspError as error:
            return {"error": error.sentence}
        except Exception as error:
            _log.exception("A review could not be made.")
            return {"error": f"The review could not be made ({type(error).__name__}: {error})."}
        return {"files": [_file(file) for file in files]}


def _file(file: ReviewFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "type": file.kind,
        "label": file.label,
        "size": len(file.data),
        "data": b64encode(file.data).decode(),
    }
