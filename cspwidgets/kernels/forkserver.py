"""A warm process that forks one child per notebook run, or per kernel: the client's side.

Importing what a notebook needs costs more than running it. A fork server (`forkserver_main`) has
imported it once, has no thread, and forks a child for whoever asks: a copy-on-write picture of the
warm process, with its own folder, environment and modules, gone when its work is done. It is a
subprocess of its own, so that a process with threads, Dask or V8 may use it.

>>> with ForkServer(["decimal"]) as server, server.run_cells() as cells:
...     [message["content"]["text"] for message in cells.run("print(6 * 7)")
...      if message["msg_type"] == "stream"]
['42\\n']
"""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Literal, Self

from cspwidgets.errors import ForkServerError
from cspwidgets.kernels.cells import Cells
from cspwidgets.kernels.forked import Child
from cspwidgets.kernels.forkserver_wire import (
    is_readable,
    packet_pair,
    receive_packet,
    send_frame,
    send_packet,
)

Kind = Literal["cells", "kernel"]

# A thread of a numeric library would not survive a fork.
_ONE_THREAD = dict.fromkeys(
    (
        "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "NUMEXPR_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
    ),
    "1",
)
# pydevd prints four lines about frozen modules unless told not to.
_QUIET = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
_START_SECONDS = 120.0
_log = logging.getLogger(__name__)


def is_available() -> bool:
    """Whether this platform can fork safely; elsewhere ordinary kernels do the same, slower."""
    return sys.platform == "linux"


class ForkServer:
    """A warm process that forks; any number of threads may use it at once.

    It starts when it is entered or first used, again when it was killed, and ends with `close`,
    at the latest with this process.

    Parameters
    ----------
    preload
        Modules to import before the first fork; `module:function` also calls the function, and
        `module:function:word` calls it with a word.
    env
        Environment variables for the server and its children, over this process's own.
    kind
        What its children are: runs of cells, or kernels.
    """

    def __init__(
        self,
        preload: Sequence[str] = (),
        *,
        env: Mapping[str, str] | None = None,
        kind: Kind = "cells",
    ) -> None:
        self.preload = tuple(preload)
        self.kind = kind
        self._env = dict(env or {})
        self._lock = threading.Lock()
        self._owner = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._is_ready = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Begin to warm up, without waiting for it."""
        with self._lock:
            self._start()

    def close(self) -> None:
        """End the server and all its children."""
        with self._lock:
            self._close()

    def environment(self) -> dict[str, str]:
        """What a child has for its environment: this process's, as it is now, and `env`."""
        return {**os.environ, **self._env}

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def retire(self) -> None:
        """Fork no more, and end with the last child."""
        with self._lock:
            if self._control is not None:
                send_packet(self._control, {"retire": 0})

    def is_fresh(self) -> bool:
        """Whether every module is still on disk as it was loaded."""
        with self._lock:
            control = self._ready()
            send_packet(control, {"fresh": 0})
            answer, _ = receive_packet(control)
        return bool(answer and answer.get("fresh"))

    def fork(self, request: Mapping[str, Any], stdio: Sequence[int]) -> tuple[Child, socket.socket]:
        """A new child and the socket on which it gets its request and may answer.

        Parameters
        ----------
        request
            `env`, `cwd` and `argv`, and what the kind of child needs besides.
        stdio
            Three descriptors: the child's standard input, output and error.

        Raises
        ------
        ForkServerError
            The server cannot start, or will not fork; the sentence says why.
        """
        work, its_work = socket.socketpair()
        lease, its_lease = packet_pair()
        try:
            with its_work, its_lease:
                self._ask([its_work.fileno(), its_lease.fileno(), *stdio])
            child = Child(lease)
            send_frame(work, json.dumps(request).encode())
        except BaseException:
            work.close()
            lease.close()
            raise
        return child, work

    def run_cells(self, cwd: str | os.PathLike[str] = "") -> Cells:
        """A new child that runs a notebook's cells, in a folder (this process's if left out)."""
        return Cells(self.fork, self.environment(), os.fspath(cwd) or os.getcwd())

    def _ask(self, files: Sequence[int]) -> None:
        with self._lock:
            try:
                send_packet(self._ready(), {}, files)
            except ConnectionError:  # killed since; nothing has been run yet
                self._close()
                send_packet(self._ready(), {}, files)

    def _start(self) -> None:
        if self._owner != os.getpid():
            told = "This fork server belongs to the process that made it; make another one here."
            raise ForkServerError(told)
        if self._process is not None and self._process.poll() is None:
            return
        self._close()
        ours, theirs = packet_pair()
        with theirs:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-P", "-m", "cspwidgets.kernels.forkserver_main"),
                    *(self.kind, str(theirs.fileno())),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env={**self.environment(), **_ONE_THREAD, **_QUIET},
            )
        send_packet(ours, {"preload": self.preload})
        self._control, self._is_ready = ours, False

    def _ready(self) -> socket.socket:
        self._start()
        control = self._control
        assert control is not None
        if self._is_ready:
            return control
        answer = receive_packet(control)[0] if is_readable(control, _START_SECONDS) else None
        if not answer or "ready" not in answer:
            self._close()
            told = "The fork server ended while it started; see what it wrote to standard error."
            raise ForkServerError((answer or {}).get("failed", told))
        self._is_ready = True
        for note in answer["notes"]:
            _log.warning("The fork server goes on without: %s", note)
        return control

    def _close(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None and self._owner == os.getpid():
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:  # it is still importing
                self._process.kill()
                self._process.wait()
        self._process = self._control = None
