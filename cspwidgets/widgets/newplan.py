"""The panel “New plan”: a plan from a journey, or from a file that is read before it is taken.

A file comes in pieces (a websocket of JupyterLab closes at a message of 10 MB), is read as often
as its reader is corrected, and is taken as it was read last. The panel hears of every message by
one answer, in its own words: what goes wrong in here is no change of the plan that is shown.
"""

from __future__ import annotations

import logging
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from cspwidgets.errors import CspError, EditRejected, StoreError, UnreadableFile
from cspwidgets.widgets.answers import Message, rejection
from cspwidgets.widgets.base import PlanView
from cspwidgets.widgets.session import PlanSession

_log = logging.getLogger(__name__)

MAX_BYTES = 10_000_000
"""The largest file that comes through the page."""


class FileReading(Protocol):
    """A file that was read; nothing of it is saved yet."""

    @property
    def told(self) -> Mapping[str, Any]:
        """What the panel shows of it (JSON)."""

    def take(self) -> str:
        """Save it, all or nothing; gives the account to show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginnings:
    """How the portfolio makes plans; it hands these in.

    Attributes
    ----------
    journeys
        The journeys to start from: `id`, `name`, `summary`, `weeks`.
    start
        Makes a plan for a customer's name from a journey's id, from a first day on; gives the
        account.
    read
        Reads a file's bytes by its name and by what a person said about it (see `newplan_file.js`).
    """

    journeys: Callable[[], Sequence[Mapping[str, Any]]]
    start: Callable[[str, str, date | None], str]
    read: Callable[[bytes, str, Mapping[str, Any]], FileReading]


class NewPlanPanel:
    """Answers the panel of one header."""

    def __init__(
        self, view: PlanView, beginnings: Beginnings, open_account: Callable[[str], PlanSession]
    ) -> None:
        self._view = view
        self._beginnings = beginnings
        self._open = open_account
        self._file = _File("")
        self._reading: tuple[str, FileReading] | None = None
        self._handlers: dict[str, Callable[[Message], dict[str, Any]]] = {
            "new_plan_offer": self._offer,
            "new_plan_start": self._start,
            "new_plan_piece": self._piece,
            "new_plan_read": self._read,
            "new_plan_take": self._take,
            "new_plan_leave": self._leave,
        }

    def takes(self, kind: str) -> bool:
        """Whether a message of that kind is for the panel."""
        return kind in self._handlers

    def handle(self, kind: str, message: Message) -> None:
        """Do what a message asks, and answer it."""
        answer: dict[str, Any]
        try:
            answer = self._handlers[kind](message)
        except Exception as error:
            if not isinstance(error, CspError):
                _log.exception("The panel for new plans could not do what it was asked.")
            told = rejection(error)
            answer = {"error": told["message"], "field": told["field"]}
        self._view.tell({"kind": "new_plan", "id": message.get("id"), **answer})

    def _offer(self, message: Message) -> dict[str, Any]:
        return {"journeys": [dict(journey) for journey in self._beginnings.journeys()]}

    def _start(self, message: Message) -> dict[str, Any]:
        self._view.require_writable()
        name = " ".join(str(message.get("name", "")).split())
        if not name:
            raise EditRejected("Give the customer's name; the plan is called by it.", field="name")
        journey = str(message.get("journey", ""))
        if not journey:
            raise EditRejected("Choose the journey that the plan starts from.", field="journey")
        self._show(self._beginnings.start(name, journey, _first_day(message.get("start_on"))))
        return {"done": f"The plan for {name} is made."}

    def _piece(self, message: Message) -> dict[str, Any]:
        if message.get("number") == 0:
            self._file = _File(str(message.get("file")), str(message.get("name", "")))
            self._reading = None
        self._check_file(message)
        self._file.add(message)
        return {}

    def _read(self, message: Message) -> dict[str, Any]:
        self._reading = None
        self._check_file(message)
        said = message.get("said")
        reading = self._beginnings.read(
            bytes(self._file.data), self._file.name, said if isinstance(said, Mapping) else {}
        )
        self._reading = (str(message.get("id")), reading)
        return {"reading": dict(reading.told)}

    def _take(self, message: Message) -> dict[str, Any]:
        self._view.require_writable()
        if self._reading is None or self._reading[0] != message.get("reading"):
            raise EditRejected("The file must be read once more before it is taken; choose it.")
        name, account = self._file.name, self._reading[1].take()
        self._leave(message)
        self._show(account)
        return {"done": f"{name} is taken over."}

    def _leave(self, message: Message) -> dict[str, Any]:
        self._file, self._reading = _File(""), None
        return {}

    def _check_file(self, message: Message) -> None:
        if not self._file.id or self._file.id != message.get("file"):
            raise EditRejected("The file is not here any more; choose it once more.")

    def _show(self, account: str) -> None:
        session = self._view.session
        if account != session.plan.id:
            session.hand_over(self._open(account))
            return
        try:
            session.poll()
        except StoreError:
            return  # it is saved; the session looks again by itself


class _File:
    # What came of a file so far.
    def __init__(self, file: str, name: str = "") -> None:
        self.id = file
        self.name = name
        self.data = bytearray()

    def add(self, message: Message) -> None:
        try:
            self.data += b64decode(str(message.get("data", "")), validate=True)
        except ValueError as error:
            raise UnreadableFile(
                "The file did not arrive whole; choose it once more.", file=self.name
            ) from error
        if len(self.data) > MAX_BYTES:
            self.data.clear()
            self.id = ""
            raise UnreadableFile(
                f"Up to {MAX_BYTES / 1e6:.0f} MB are read here; take this file in with "
                "“csp import” in a terminal.",
                file=self.name,
            )


def _first_day(typed: Any) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except (TypeError, ValueError) as error:
        raise EditRejected(
            f"“{typed}” is no day; give the first day as 2026-08-31.", field="start_on"
        ) from error
