"""Whoever takes too long, or does not take what is sent, is let go."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable

import pytest
from tornado.web import Application, RequestHandler

from cspwidgets.sharing import guard
from cspwidgets.sharing.guard import Guard


class Much(RequestHandler):
    """Sends more than a connection holds that nobody reads from."""

    async def get(self) -> None:
        """Send it."""
        self.write(b"x" * 30_000_000)
        await self.flush()

    async def post(self) -> None:
        """Say nothing."""


def let_go_after(client: Callable[[socket.socket], None]) -> float:
    """For how long a server listens to a client that does this."""

    async def serve() -> float:
        server = Guard(Application([("/", Much)]), idle_connection_timeout=0.4, body_timeout=0.4)
        listening = guard.listen("127.0.0.1", 0)
        server.add_socket(listening)
        watching = asyncio.create_task(server.watch())
        with socket.create_connection(listening.getsockname()) as connection:
            began = time.monotonic()
            await asyncio.to_thread(client, connection)
            while server._connections:
                assert time.monotonic() < began + 5
                await asyncio.sleep(0.02)
        watching.cancel()
        server.stop()
        return time.monotonic() - began

    return asyncio.run(serve())


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "STALLED_SECONDS", 0.4)


def says(*parts: bytes) -> Callable[[socket.socket], None]:
    def say(connection: socket.socket) -> None:
        for part in parts:
            connection.sendall(part)
            time.sleep(0.1)

    return say


@pytest.mark.parametrize(
    "client",
    [
        says(),
        says(b"GET", b" / HT", b"TP/1.1\r\n"),
        says(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n", b"1", b"2"),
        says(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
    ],
    ids=["says nothing", "says a header slowly", "says a body slowly", "reads nothing"],
)
def test_a_slow_client_is_let_go(client: Callable[[socket.socket], None]):
    assert let_go_after(client) < 3
