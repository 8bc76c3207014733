"""The panel “The customer's page”: look at it, publish it, give and end links, take it back.

What is published is the very page that was looked at, whatever became of the plan since. A look
runs a notebook and takes a second or two, so it is made in a thread while the notebook goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from dataclasses import asdict, dataclass
from threading import Thread
from typing import Any

from cspwidgets.errors import CspError, EditRejected
from cspwidgets.widgets.answers import Message
from cspwidgets.widgets.base import PlanView

_log = logging.getLogger(__name__)

OTHER_ACCOUNT = (
    "Another account was being opened when you pressed that, so nothing was done. "
    "Look at whose page this is, then do it again."
)
NOT_SAVED = "What is not saved yet is not on this page."
LOOK_AGAIN = "That preview is not the newest any more. Look at the page again, then publish it."


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A link in words: whom it is for, when it was opened, whether it works.

    `is_silent` says that nobody has opened it for long.
    """

    id: str
    person: str
    opened: str
    works: str
    is_working: bool
    is_silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """What customers are shown now, in words, and who can see it.

    Attributes
    ----------
    published
        What is published, since when and by whom; empty if nothing is.
    opened
        How often it was opened and when last, over all links; `is_silent`: not for long.
    behind
        What customers would see differently, were it published now; empty if nothing.
    language
        The language of the published page; empty if nothing is published.
    links
        The links, the newest first.
    """

    published: str
    opened: str
    is_silent: bool
    behind: str
    language: str = ""
    links: Sequence[LinkRow] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A page before it is published: `html` is all of it in one text, `publish` shows it."""

    html: str
    publish: Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDesk:
    """How the portfolio shares pages; it hands these in.

    Attributes
    ----------
    languages, expiries
        The answers there are, the likeliest first, each with its words.
    state
        What is shown of an account now, and who has a link.
    look
        An account's page in a language, as it would be published now. It may take seconds, and is
        called in a thread.
    take_back
        Shows an account's page to nobody.
    link
        A new link of an account for a person, with an expiry (or none); `pinned` keeps it at the
        page of now. Gives its address, which nobody can tell again.
    revoke
        Ends a link of an account by its id.
    """

    languages: Callable[[], Sequence[tuple[str, str]]]
    expiries: Callable[[], Sequence[tuple[str, str]]]
    state: Callable[[str], PageState]
    look: Callable[[str, str], Look]
    take_back: Callable[[str], object]
    link: Callable[[str, str, str, bool], str]
    revoke: Callable[[str, str], object]


class PagePanel:
    """Answers the panel of one header; every view hears when something of the page changed."""

    def __init__(self, view: PlanView, desk: PageDesk) -> None:
        self._view = view
        self._desk = desk
        self._thread: Thread | None = None
        self._looked: tuple[str, Look] | None = None
        self._acts: dict[str, Callable[[str, Message], Mapping[str, Any]]] = {
            "publish": self._publish,
            "take_back": self._take_back,
            "link": self._link,
            "revoke": self._revoke,
        }

    def offers(self) -> dict[str, Any]:
        """What the panel offers to choose."""
        return {
            "languages": [list(each) for each in self._desk.languages()],
            "expiries": [list(each) for each in self._desk.expiries()],
        }

    def handle(self, message: Message) -> None:
        """Do what the panel asks for; every answer carries the id that was asked with."""
        account, act = self._view.plan.id, str(message.get("act"))
        if act == "look":
            self._begin(account, message)
            return
        self._tell(message, self._answer(lambda: self._done(account, act, message)))

    def wait(self) -> None:
        """Wait until the look that was begun last is answered."""
        if self._thread is not None:
            self._thread.join()

    def _begin(self, account: str, message: Message) -> None:
        def work() -> None:
            answer = self._answer(lambda: self._look(account, message))
            with self._view.lock:
                self._tell(message, answer)

        # The thread answers in the name of the message that began it: Jupyter keeps that in the
        # context.
        self._thread = Thread(target=copy_context().run, args=(work,), daemon=True)
        self._thread.start()

    def _look(self, account: str, message: Message) -> Mapping[str, Any]:
        is_saved = self._view.session.state()["saved"] == "saved"
        look = self._desk.look(account, str(message.get("language") or ""))
        self._looked = (str(message.get("id")), look)
        return {"html": look.html, "note": "" if is_saved else NOT_SAVED}

    def _done(self, account: str, act: str, message: Message) -> Mapping[str, Any]:
        if act == "state":
            return state(self._desk, account)
        if act not in self._acts:
            raise EditRejected(f"The panel cannot do {act!r}.")
        self._view.require_writable()
        if message.get("account") != account:
            raise EditRejected(OTHER_ACCOUNT)
        answer = self._acts[act](account, message)
        news = state(self._desk, account)
        self._view.session.views.tell({"kind": "page", "act": "news", "account": account, **news})
        return answer

    def _publish(self, account: str, message: Message) -> Mapping[str, Any]:
        if self._looked is None or self._looked[0] != message.get("look"):
            raise EditRejected(LOOK_AGAIN)
        self._looked[1].publish()
        return {}

    def _take_back(self, account: str, message: Message) -> Mapping[str, Any]:
        self._desk.take_back(account)
        return {}

    def _link(self, account: str, message: Message) -> Mapping[str, Any]:
        given = message.get("given")
        asked: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
        person, expires = (str(asked.get(name) or "") for name in ("person", "expires"))
        address = self._desk.link(account, person, expires, bool(asked.get("pinned")))
        return {"address": address, "person": person.strip()}

    def _revoke(self, account: str, message: Message) -> Mapping[str, Any]:
        self._desk.revoke(account, str(message.get("link")))
        return {}

    def _answer(self, work: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        try:
            return work()
        except CspError as error:
            return {"error": error.sentence}
        except Exception as error:
            _log.exception("The customer's page could not be handled.")
            return {"error": f"That could not be done ({type(error).__name__}: {error})."}

    def _tell(self, message: Message, answer: Mapping[str, Any]) -> None:
        facts = {"act": str(message.get("act")), "id": str(message.get("id"))}
        self._view.tell({"kind": "page", **facts, **answer})


def state(desk: PageDesk, account: str) -> dict[str, Any]:
    """What a page is told of an account's published page."""
    return {"state": asdict(desk.state(account))}
