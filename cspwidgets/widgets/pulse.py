"""The heartbeat of a session: looks for other people's changes, tries again what was not saved.

It beats only while a view is on screen or something waits to be saved, and only where an event
loop runs (a kernel); a plain script calls `poll` and `retry` itself. The store is asked in a
thread, so that a database that hangs does not hold up the kernel.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

LOOK_SECONDS = 1.0
"""How often the store is asked for its revision."""

RETRY_SECONDS = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""The pauses before each new try to save; the last one repeats."""

_log = logging.getLogger(__name__)


class Heart(Protocol):
    """What beats."""

    @property
    def is_watched(self) -> bool: ...
    @property
    def is_unsaved(self) -> bool: ...
    async def look(self) -> None: ...
    async def try_again(self) -> None: ...


class Pulse:
    """Calls `look` each second and `try_again` at growing pauses, as long as there is need."""

    def __init__(self, heart: Heart) -> None:
        self._heart = heart
        self._task: asyncio.Task[None] | None = None

    @property
    def is_beating(self) -> bool:
        """Whether it runs now. (A loop that ended, as with its thread, ends no task.)"""
        task = self._task
        return task is not None and not task.done() and task.get_loop().is_running()

    def start(self) -> None:
        """Begin to beat, where there is an event loop; it ends by itself."""
        if self.is_beating:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._task = loop.create_task(self._beat())

    async def _beat(self) -> None:
        tries, pause = 0, RETRY_SECONDS[0]
        while self._heart.is_watched or self._heart.is_unsaved:
            await asyncio.sleep(LOOK_SECONDS)
            pause -= LOOK_SECONDS
            try:
                if not self._heart.is_unsaved:
                    tries, pause = 0, RETRY_SECONDS[0]
                    await self._heart.look()
                elif pause <= 0:
                    tries += 1
                    pause = RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)]
                    await self._heart.try_again()
            except Exception:
                # One bad beat (a store that is away, a view that fails) must not stop the heart.
                _log.exception("A look at the store failed; it is tried again.")
