"""What the server answers: a page to who is let in, the shell to everybody else."""

from __future__ import annotations

import json
import time
from http import HTTPStatus
from typing import Any

from tornado.web import RequestHandler

from cspwidgets.errors import StoreError
from cspwidgets.sharing.headers import headers
from cspwidgets.sharing.links import Admission
from cspwidgets.sharing.shell import State
from cspwidgets.sharing.shown import Shown
from cspwidgets.sharing.views import Views

COOKIE = "csp_link"
COOKIE_SECONDS = 400 * 24 * 3600
"""As long as browsers keep any: how long a link works is asked of the store, at every request."""

NOT_KEPT = "no-store"
ASKED_FIRST = "private, no-cache"
AGAIN_SECONDS = 2

HTML = "text/html; charset=utf-8"


class Answer(RequestHandler):
    """What all answers have in common: the headers, one way to refuse, and no method by default.

    `told` is what the log says of it: a word, never anything that a visitor sent.
    """

    etag: str | None = None
    told = ""

    def initialize(self, views: Views) -> None:
        """Take what answers are made of, and the time."""
        self.views = views
        self.since = time.perf_counter()

    def set_default_headers(self) -> None:
        """Give every answer its headers, errors too."""
        self.clear_header("Server")
        for name, value in headers().items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Begin."""
        self.views.begun.add(self)

    def on_finish(self) -> None:
        """End."""
        self.views.begun.discard(self)

    def compute_etag(self) -> str | None:
        """The mark of what is sent, if it has one."""
        return self.etag

    async def refuse(self, *_: Any) -> None:
        """Say that there is nothing here; the same to everybody, for whatever reason."""
        self.show(State.REFUSED, HTTPStatus.NOT_FOUND)

    get = head = post = put = patch = delete = options = refuse

    def show(self, state: State, status: HTTPStatus) -> None:
        """Send the shell."""
        self.set_status(status)
        self.set_header("Vary", "Accept-Encoding, Accept-Language, Cookie")
        shown = self.views.shell.get(state, self.request.headers.get("Accept-Language", ""))
        self.send(shown, kind=HTML, kept=NOT_KEPT)

    def send(self, shown: Shown, *, kind: str, kept: str) -> None:
        """Send something, packed if the browser can unpack it."""
        self.set_header("Content-Type", kind)
        self.set_header("Cache-Control", kept)
        if kept != NOT_KEPT:
            self.etag = shown.etag
        if takes_gzip(self.request.headers.get("Accept-Encoding", "")):
            self.set_header("Content-Encoding", "gzip")
            self.finish(shown.packed)
        else:
            self.finish(shown.unpacked())

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer what went wrong: our own trouble as such, everything else as nothing here."""
        if status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            self.show(State.REFUSED, HTTPStatus.NOT_FOUND)
            return
        self.set_header("Retry-After", str(AGAIN_SECONDS))
        self.show(State.AWAY, HTTPStatus.SERVICE_UNAVAILABLE)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Tell the log of our own trouble, without what the visitor sent."""
        if isinstance(value, StoreError):
            self.told = value.sentence
        elif not hasattr(value, "status_code"):
            self.settings["trouble"](value)

    async def admit(self, link_id: str, secret: str) -> Admission:
        """Ask whether the visitor may see the page of a link."""
        found = await self.views.doorway.admit(link_id, secret, since=self.since)
        self.told = f"refused: {found.refusal}" if found.refusal else ""
        return found


class Nowhere(Answer):
    """Every address that is none."""


class Page(Answer):
    """The customer's page; without a cookie that lets in, the shell."""

    async def get(self, link_id: str) -> None:
        """Show it."""
        secret = self.get_cookie(COOKIE)
        page = (await self.admit(link_id, secret)).page if secret else None
        if page is None:
            self.show(State.OPENING, HTTPStatus.OK)
            return
        self.set_header("Vary", "Accept-Encoding, Cookie")
        self.send(await self.views.pages.get(page), kind=HTML, kept=ASKED_FIRST)

    head = get


class Opening(Answer):
    """Gives the page and a cookie for a link's secret; with the cookie, counts a look at it."""

    async def post(self, link_id: str) -> None:
        """Let in, or count."""
        said = self._said()
        is_seen = said.get("seen") is True
        secret = (self.get_cookie(COOKIE) if is_seen else said.get("secret")) or ""
        found = await self.admit(link_id, secret if isinstance(secret, str) else "")
        if found.page is None:
            await self.refuse()
            return
        if is_seen:
            await self.views.doorway.count_open(link_id)
            self.told = "seen"
            self._set_cookie(link_id, secret)
            self.set_header("Cache-Control", NOT_KEPT)
            self.set_status(HTTPStatus.NO_CONTENT)
            await self.finish()
            return
        shown = await self.views.pages.get(found.page)
        self._set_cookie(link_id, secret)
        self.send(shown, kind=HTML, kept=NOT_KEPT)

    def _said(self) -> dict[str, Any]:
        # JSON cannot be sent from another site without asking first, which is refused.
        headers = self.request.headers
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        is_ours = headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
        if kind != "application/json" or not is_ours:
            return {}
        try:
            said = json.loads(self.request.body)
        except (ValueError, RecursionError):
            return {}
        return said if isinstance(said, dict) else {}

    def _set_cookie(self, link_id: str, secret: str) -> None:
        self.set_cookie(
            COOKIE,
            secret,
            path=f"{self.views.base_path}/plans/{link_id}",
            max_age=COOKIE_SECONDS,
            httponly=True,
            secure=self.views.is_https,
            samesite="Lax",
        )


class Calendar(Answer):
    """The customer's dates, for their own calendar."""

    async def get(self, link_id: str) -> None:
        """Send it."""
        page = (await self.admit(link_id, self.get_cookie(COOKIE) or "")).page
        if page is None:
            await self.refuse()
            return
        self.set_header("Vary", "Accept-Encoding, Cookie")
        self.set_header("Content-Disposition", 'attachment; filename="plan.ics"')
        shown = await self.views.calendars.get(page)
        self.send(shown, kind="text/calendar; charset=utf-8", kept=ASKED_FIRST)

    head = get


class Health(Answer):
    """Whether this process answers, for whoever watches over it."""

    async def get(self) -> None:
        """Say so."""
        self.set_header("Cache-Control", NOT_KEPT)
        await self.finish({"status": "ok"})

    head = get


def takes_gzip(accepted: str) -> bool:
    """Whether a browser that accepts these encodings can unpack gzip.

    Examples
    --------
    >>> takes_gzip("br;q=1.0, gzip;q=0.8"), takes_gzip("gzip;q=0"), takes_gzip("")
    (True, False, False)
    """
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
