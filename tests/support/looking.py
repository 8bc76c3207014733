"""Many who look at a page again and again, and what each of them saw."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from support.serving import Visitor

VISITORS = 6


def look(port: int, link_id: str, secret: str) -> str:
    """What a visitor sees who comes anew: a page, the shell, that it is away, or nothing."""
    visitor = Visitor(port, secret)
    try:
        answer = visitor.ask(f"/plans/{link_id}")
    except (ConnectionError, http.client.HTTPException):
        return "no answer"
    finally:
        visitor.close()
    if answer.status == 503:
        assert b'data-state="away"' in answer.body
        return "away"
    for name in ("northwind", "other"):
        if f"This is {name}".encode() in answer.body:
            return name
    return "shell" if b'data-state="opening"' in answer.body else f"{answer.status}"


@contextmanager
def many_looking(looking: Callable[[int], str]) -> Iterator[list[tuple[float, str]]]:
    """Many who look again and again: when each saw what."""
    seen: list[tuple[float, str]] = []
    done = threading.Event()

    def keep_looking(number: int) -> None:
        while not done.is_set():
            seen.append((time.monotonic(), looking(number)))
            time.sleep(0.005)

    with ThreadPoolExecutor(VISITORS) as pool:
        looked = [pool.submit(keep_looking, number) for number in range(VISITORS)]
        try:
            yield seen
        finally:
            done.set()
    for each in looked:
        each.result()
