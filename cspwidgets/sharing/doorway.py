"""Who is let in: asks the store, off the event loop, and refuses everybody in the same time.

`links.admit` does the same work for every kind of refusal. What is left of a difference is hidden:
a refusal is held back until a whole number of `REFUSAL_SECONDS` has passed since the request came.
It waits in a thread that sleeps: a timer of the event loop ends on a whole millisecond after the
work, so that the work's own time could be read from it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from cspwidgets.errors import StoreUnavailable
from cspwidgets.settings import Settings
from cspwidgets.sharing.links import Admission, admit
from cspwidgets.store.pages import Page
from cspwidgets.store.store import Store

T = TypeVar("T")

REFUSAL_SECONDS = 0.005
"""Asking the store takes a tenth to a half of it."""

HOPELESS_SECONDS = 0.5
"""For so long a store that was out of reach is not asked again."""

ASKING_AT_ONCE = 8
WAITING_AT_ONCE = 16


class Doorway:
    """The door of every customer's page; what it asks of the store may raise `StoreError`."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._asking = ThreadPoolExecutor(ASKING_AT_ONCE, "asking")
        self._waiting = ThreadPoolExecutor(WAITING_AT_ONCE, "waiting")
        self._hopeless_until = 0.0
        self._trouble = ""

    async def admit(self, link_id: str, secret: str, *, since: float) -> Admission:
        """Whether a visitor with this id and this secret may see a page, and which.

        Parameters
        ----------
        since
            When the request came, by `time.perf_counter`.
        """
        today = self._settings.today()
        found = await self.ask(lambda: admit(self._store.links, link_id, secret, on=today))
        if found.page is None:
            await self._in(self._waiting, lambda: _wait_for_whole(since))
        return found

    async def page(self, sha256: str) -> Page:
        """A published page."""
        return await self.ask(lambda: self._store.pages.page(sha256))

    async def count_open(self, link_id: str) -> None:
        """Count that a link was opened today."""
        today = self._settings.today()
        await self._in(self._asking, lambda: self._store.links.count_open(link_id, on=today))

    async def ask(self, question: Callable[[], T]) -> T:
        """What a question to the store gives, while the event loop does other things.

        When the store is out of reach, those who wait behind one who found that out do not find it
        out again, one after the other.
        """
        return await self._in(self._asking, lambda: self._asked(question))

    def close(self) -> None:
        """Ask nobody any more."""
        for threads in (self._asking, self._waiting):
            threads.shutdown(wait=False, cancel_futures=True)

    def _asked(self, question: Callable[[], T]) -> T:
        if time.monotonic() < self._hopeless_until:
            raise StoreUnavailable(self._trouble)
        try:
            return question()
        except StoreUnavailable as error:
            self._trouble = error.sentence
            self._hopeless_until = time.monotonic() + HOPELESS_SECONDS
            raise

    async def _in(self, threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(threads, work)


def _wait_for_whole(since: float) -> None:
    passed = time.perf_counter() - since
    time.sleep(REFUSAL_SECONDS - passed % REFUSAL_SECONDS)
