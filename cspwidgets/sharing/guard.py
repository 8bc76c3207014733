"""Holds off what would wear a server out: too much, too slow, too many.

A request has little to say: headers of a few kilobytes and a body of a few hundred bytes. Whoever
sends more is cut off before it is read, and so is whoever takes too long over it, or over reading
the answer. Of too many connections, the one that has been there for the longest time gives way.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections import deque
from collections.abc import Collection
from functools import partial
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream

from cspwidgets.sharing.headers import unreadable

HEADER_BYTES = 16_384
"""Other programs on the same host may have cookies of their own."""

BODY_BYTES = 4_096
HEADER_SECONDS = 20.0
"""Also how long a connection without a request is kept."""

BODY_SECONDS = 5.0
STALLED_SECONDS = 20.0
DRAIN_SECONDS = 0.02
QUIET_LOOKS = 5
"""So often nothing must be going on, for what has arrived and is not read yet."""

MOST_CONNECTIONS = 800
"""In one process; most systems let it open 1,024 files."""

LIMITS: dict[str, Any] = {
    "max_header_size": HEADER_BYTES,
    "max_body_size": BODY_BYTES,
    "max_buffer_size": 4 * 1024 * 1024,
    "idle_connection_timeout": HEADER_SECONDS,
    "body_timeout": BODY_SECONDS,
}

BACKLOG = 1024

_NAKED = b"HTTP/1.1 400 Bad Request\r\n\r\n"


class Guard(HTTPServer):
    """Tornado's server, with limits to everything."""

    def initialize(self, *words: Any, **more: Any) -> None:
        """Set the limits; what is given goes before them."""
        super().initialize(*words, **{**LIMITS, **more})
        self._streams: deque[IOStream] = deque()
        self._slow: set[IOStream] = set()

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """Serve one more connection."""
        stream.write = partial(_written, stream.write)  # type: ignore[method-assign]
        self._streams.append(stream)
        if len(self._streams) > MOST_CONNECTIONS:
            self._streams = deque(each for each in self._streams if not each.closed())
        while len(self._streams) > MOST_CONNECTIONS:
            self._streams.popleft().close()
        super().handle_stream(stream, address)

    async def watch(self) -> None:
        """Cut off, for as long as this runs, whoever does not read what was sent."""
        while True:
            await asyncio.sleep(STALLED_SECONDS / 2)
            unread = self._unread()
            for stream in unread & self._slow:
                stream.close()
            self._slow = unread

    async def drain(self, begun: Collection[object], seconds: float) -> None:
        """Let what has begun end, for so long, and close every connection."""
        end, quiet = time.monotonic() + seconds, 0
        while time.monotonic() < end and quiet < QUIET_LOOKS:
            await asyncio.sleep(DRAIN_SECONDS)
            quiet = 0 if begun or self._unread() else quiet + 1
        await self.close_all_connections()

    def _unread(self) -> set[IOStream]:
        return {each for each in self._streams if not each.closed() and each.writing()}


def listen(host: str, port: int) -> socket.socket:
    """Listen at an address, for several processes to accept from.

    Raises
    ------
    OSError
        Somebody else listens there, or it is no address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    listening.setblocking(False)
    return listening


def _written(write: Any, data: Any) -> Any:
    # Tornado answers what it cannot read with a line of its own that has no headers.
    return write(unreadable() if data == _NAKED else data)
