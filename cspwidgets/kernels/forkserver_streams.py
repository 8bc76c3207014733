"""The standard streams of a child that runs cells: every line goes to its descriptor at once.

Who reads the other ends gets what the notebook prints, what its subprocesses print and what a
crash says last, all in the order in which it was written.
"""

from __future__ import annotations

import os
import threading
from io import TextIOBase
from typing import Any

_MOST_CHARACTERS = 8192


class PipeStream(TextIOBase):
    """A text stream over descriptor 1 or 2; `session` is told of each flush."""

    encoding = "UTF-8"

    def __init__(self, name: str, file: int, session: Any) -> None:
        self.name = name
        self._file = file
        self._session = session
        self._lock = threading.RLock()
        self._waiting: list[str] = []
        self._is_told = True
        self._owner = os.getpid()
        self._parent: Any = None

    def set_parent(self, parent: Any) -> None:
        """Take the message that the next output belongs to."""
        self._parent = parent

    def fileno(self) -> int:
        """The descriptor, for subprocesses."""
        return self._file

    def isatty(self) -> bool:
        """No terminal."""
        return False

    def writable(self) -> bool:
        """One can write to it."""
        return True

    def write(self, text: str) -> int:
        """Write whole lines at once, and keep what is no line yet."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        with self._lock:
            if self._owner != os.getpid():  # forked by the notebook: what waits is its parent's
                self._owner, self._waiting = os.getpid(), []
            self._waiting.append(text)
            self._is_told = False
            if "\n" in text or len(text) > _MOST_CHARACTERS or len(self._waiting) > 100:
                self._write_out()
        return len(text)

    def flush(self) -> None:
        """Write what is left, and say that what comes next comes after it."""
        with self._lock:
            if self._is_told or self._owner != os.getpid():
                return
            self._write_out()
            self._is_told = True
        self._session.send(None, "flush", {}, self._parent)

    def _write_out(self) -> None:
        content = "".join(self._waiting).encode("utf-8", "surrogatepass")
        self._waiting = []
        while content:
            content = content[os.write(self._file, content) :]
