"""Customers without a browser: they open a link, take what the page asks for, and look again.

A visitor costs next to nothing, so that many at once measure the server and not themselves.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers in small letters, the body as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Visitor:
    """Somebody with a link, on one connection that stays open."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port, self.path = parts.hostname or "", parts.port or 80, parts.path
        self._secret = parts.fragment
        self._cookie = ""
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def visit(self) -> float:
        """The first visit: the shell, and the page for the secret; gives its seconds.

        Raises
        ------
        RuntimeError
            Something was answered otherwise than it should be.
        """
        begun = time.perf_counter()
        await self.get(self.path)
        page = await self.ask("POST", f"{self.path}/open", json.dumps({"secret": self._secret}))
        self._cookie = page.headers.get("set-cookie", "").partition(";")[0]
        self._whole(page)
        return time.perf_counter() - begun

    async def look(self) -> Answer:
        """The page once more, by the cookie."""
        return self._whole(await self.get(self.path))

    async def get(self, path: str) -> Answer:
        """Ask for something that must be there."""
        return await self.ask("GET", path)

    async def ask(self, method: str, path: str, body: str = "") -> Answer:
        """One request; whatever is not a success is an error."""
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}"]
        lines += ["Accept-Encoding: gzip", *([f"Cookie: {self._cookie}"] if self._cookie else [])]
        if body:
            origin = f"Origin: http://{self.host}:{self.port}"
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}", origin]
        self._writer.write("\r\n".join([*lines, "", body]).encode())
        answer = await self._answer()
        if not 200 <= answer.status < 300:
            raise RuntimeError(f"{method} {path} was answered {answer.status}")
        return answer

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()

    def _whole(self, page: Answer) -> Answer:
        if "csp-foot" not in page.text:
            raise RuntimeError(f"the page of {self.path} is not whole")
        return page

    async def _answer(self) -> Answer:
        assert self._reader is not None
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        first, *rest = head.strip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (x.partition(": ") for x in rest)}
        body = await self._reader.readexactly(int(headers.get("content-length", "0")))
        return Answer(int(first.split()[1]), headers, body)


async def all_at_once(visitors: list[Visitor]) -> list[float]:
    """The seconds of each first visit, all begun in the same moment."""
    return await asyncio.gather(*(visitor.visit() for visitor in visitors))


async def many_looks(visitors: list[Visitor], count: int) -> None:
    """So many looks at the page, by all visitors in turns."""
    for begun in range(0, count, len(visitors)):
        await asyncio.gather(*(each.look() for each in visitors[: count - begun]))
