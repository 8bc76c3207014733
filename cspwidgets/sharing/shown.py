"""Pages and calendars as they are sent: made once for each published page, and kept for a while.

A published page never changes, so its sha256 is all that has to be known. What is kept is packed
by gzip, up to `KEPT_BYTES` in all; what was not asked for the longest time goes first.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from cspwidgets.store.pages import Page

KEPT_BYTES = 16_000_000
"""About 800 pages."""

Make = Callable[[Page], Awaitable[bytes]]
"""What makes a page, or a calendar, of a page as it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Something that is sent: packed by gzip, with the mark by which a browser knows it again."""

    etag: str
    packed: bytes

    @classmethod
    def of(cls, data: bytes) -> Shown:
        """Pack it."""
        # Weak: the same is sent packed and unpacked.
        mark = f'W/"{hashlib.sha256(data).hexdigest()[:32]}"'
        return cls(etag=mark, packed=gzip.compress(data, 9, mtime=0))

    def unpacked(self) -> bytes:
        """For the few who cannot unpack."""
        return gzip.decompress(self.packed)


class Kept:
    """What was made of pages, by their sha256; of many who want it at once, one has it made."""

    def __init__(
        self, find: Callable[[str], Awaitable[Page]], make: Make, *, most: int = KEPT_BYTES
    ) -> None:
        self._find = find
        self._make = make
        self._most = most
        self._shown: OrderedDict[str, Shown] = OrderedDict()
        self._being_made: dict[str, asyncio.Task[Shown]] = {}
        self._size = 0
        self._thread = ThreadPoolExecutor(1, "making")

    async def get(self, sha256: str) -> Shown:
        """What is shown of a page.

        Raises
        ------
        StoreError, NotFound
            The store cannot be reached, or has it no more.
        """
        if sha256 in self._shown:
            self._shown.move_to_end(sha256)
            return self._shown[sha256]
        if sha256 not in self._being_made:
            self._being_made[sha256] = asyncio.create_task(self._made(sha256))
        # A visitor who goes away must not take it from the others.
        return await asyncio.shield(self._being_made[sha256])

    async def _made(self, sha256: str) -> Shown:
        try:
            page = await self._find(sha256)
            loop = asyncio.get_running_loop()
            shown = await loop.run_in_executor(self._thread, self._packed, page)
        finally:
            del self._being_made[sha256]
        self._keep(sha256, shown)
        return shown

    def _packed(self, page: Page) -> Shown:
        return Shown.of(asyncio.run(_awaited(self._make(page))))

    def _keep(self, sha256: str, shown: Shown) -> None:
        self._shown[sha256] = shown
        self._size += len(shown.packed)
        while self._size > self._most and len(self._shown) > 1:
            _, oldest = self._shown.popitem(last=False)
            self._size -= len(oldest.packed)

    def close(self) -> None:
        """Make no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)


async def _awaited(made: Awaitable[bytes]) -> bytes:
    return await made
