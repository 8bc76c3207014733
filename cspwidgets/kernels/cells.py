"""One run of a notebook's cells in a forked child, as who asked for it sees it.

The child answers each cell with the messages that a kernel would publish, and writes its standard
output and error to two pipes. What was written before a message is read before the message is
passed on; that gives one order to prints, subprocesses, displays and a crash's last words.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import select
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from cspwidgets.kernels.forked import Child
from cspwidgets.kernels.forkserver_wire import receive_frame, send_frame

Fork = Callable[[Mapping[str, Any], Sequence[int]], tuple[Child, socket.socket]]

# As a kernel does, unless the environment says otherwise.
_INLINE_PICTURES = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
_SHOW_SECONDS = 0.2  # a kernel's own interval between what it shows of a long print
_READ_BYTES = 1 << 16
_PIPE_BYTES = 1 << 20  # the most that a pipe holds
_MOST_BYTES = 1 << 28  # of one notebook: who runs hundreds of them must not run out of memory
_PATIENCE_SECONDS = 60.0
_GOODBYE_SECONDS = 5.0


class ProcessEndedError(RuntimeError):
    """The child ended in the middle of a cell; `returncode` says how."""

    def __init__(self, returncode: int) -> None:
        super().__init__(returncode)
        self.returncode = returncode


class TooMuchShownError(RuntimeError):
    """The notebook shows more than so many bytes."""


class Cells:
    """A child that runs cells, one after the other; for one thread, and to be closed."""

    def __init__(self, fork: Fork, env: Mapping[str, str], cwd: str) -> None:
        request = {"env": {**_INLINE_PICTURES, **env}, "cwd": cwd, "argv": [""]}
        nothing = os.open(os.devnull, os.O_RDONLY)
        out, its_out = os.pipe()
        err, its_err = os.pipe()
        self._pipes = {"stdout": _Pipe(out), "stderr": _Pipe(err)}
        try:
            self.child, self._work = fork(request, [nothing, its_out, its_err])
        except BaseException:
            for pipe in self._pipes.values():
                pipe.close()
            raise
        finally:
            for file in (nothing, its_out, its_err):
                os.close(file)
        self._work.settimeout(_PATIENCE_SECONDS)
        self._runs = 0
        self._taken_bytes = 0
        self._watch = select.poll()
        for end in (self._work.fileno(), self.child.fileno(), out, err):
            self._watch.register(end, select.POLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close(at_once=error is not None)

    def run(self, code: str, until: float | None = None) -> Iterator[dict[str, Any]]:
        """Run one cell; its messages as they come, `execute_reply` last.

        Parameters
        ----------
        until
            When to give up, by `time.monotonic`.

        Raises
        ------
        ProcessEndedError
            Its process ended before the cell did.
        TimeoutError
            It is still running.
        TooMuchShownError
            It shows more than can be kept.
        """
        self._runs += 1
        asked = {"id": str(self._runs), "code": code}
        with contextlib.suppress(OSError):  # it has ended since; `_message` finds out how
            send_frame(self._work, json.dumps(asked).encode())
        while True:
            message = self._message(until)
            yield from self._texts(everything=message is not None)
            if message is None or message["msg_type"] == "flush":
                continue
            if message["parent_header"]["msg_id"] == asked["id"]:
                yield message
                if message["msg_type"] == "execute_reply":
                    return

    def close(self, *, at_once: bool = False) -> None:
        """Let the child end as a program ends; after five seconds, or `at_once`, kill it."""
        if self._work.fileno() < 0:
            return
        if not at_once:
            try:
                self._work.shutdown(socket.SHUT_WR)
                end = time.monotonic() + _GOODBYE_SECONDS
                while time.monotonic() < end:
                    self._message(end)
            except (ProcessEndedError, OSError):  # TimeoutError is one
                pass
        self.child.close()
        self._work.close()
        for pipe in self._pipes.values():
            pipe.close()

    def last_words(self) -> Iterator[dict[str, Any]]:
        """What the child wrote before it ended and nobody has been told yet."""
        yield from self._texts(everything=True)

    def _message(self, until: float | None) -> dict[str, Any] | None:
        # The next message, or None when there is only text.
        left = None if until is None else max(0.0, until - time.monotonic())
        if any(pipe.text for pipe in self._pipes.values()):
            left = _SHOW_SECONDS if left is None else min(_SHOW_SECONDS, left)
        ready = {file for file, _ in self._watch.poll(None if left is None else left * 1000)}
        message = None
        if self._work.fileno() in ready:
            frame = receive_frame(self._work)
            if frame is None:
                self._watch.unregister(self._work)
            else:
                self._taken_bytes += len(frame)
                message = json.loads(frame.decode("utf-8", "replace"))
        for pipe in self._pipes.values():
            if ready and pipe.is_open and not pipe.drain():
                self._watch.unregister(pipe.file)
        if message is not None and message["waits"]:
            with contextlib.suppress(OSError):
                send_frame(self._work, b"")
        if message is None and self.child.fileno() in ready:
            raise ProcessEndedError(self.child.wait() or 0)
        if until is not None and time.monotonic() >= until:
            raise TimeoutError
        if self._taken_bytes + sum(pipe.read_bytes for pipe in self._pipes.values()) > _MOST_BYTES:
            raise TooMuchShownError(_MOST_BYTES)
        return message

    def _texts(self, *, everything: bool) -> Iterator[dict[str, Any]]:
        for name, pipe in self._pipes.items():
            if pipe.text and (everything or pipe.is_overdue()):
                yield {
                    "msg_type": "stream",
                    "content": {"name": name, "text": pipe.take()},
                    "parent_header": {"msg_id": str(self._runs)},
                }


class _Pipe:
    """One of the child's streams: what it wrote and nobody has been told yet."""

    def __init__(self, file: int) -> None:
        os.set_blocking(file, False)
        self.file = file
        self.is_open = True
        self.text = ""
        self.read_bytes = 0
        self._since = 0.0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def drain(self) -> bool:
        """Read all there is, but not for ever; whether more may come."""
        for _ in range(_PIPE_BYTES // _READ_BYTES):
            try:
                content = os.read(self.file, _READ_BYTES)
            except BlockingIOError:
                break
            self._since = self._since if self.text else time.monotonic()
            self.text += self._decoder.decode(content, final=not content)
            self.read_bytes += len(content)
            self.is_open = bool(content)
            if not content:
                break
        return self.is_open

    def is_overdue(self) -> bool:
        """Whether it should be shown although the cell still runs."""
        return time.monotonic() - self._since >= _SHOW_SECONDS

    def take(self) -> str:
        """The text, which is then told."""
        text, self.text = self.text, ""
        return text

    def close(self) -> None:
        """Read no more."""
        os.close(self.file)
