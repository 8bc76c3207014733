"""Several processes on one address: one that dies is replaced, all stop together.

The parent listens and never accepts; its children, forked, accept from the same sockets. So a
connection that waits is taken by whoever is free, and none is lost with the process that dies. The
parent does nothing but wait for signals, with all of them blocked, so that none comes in between.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import NoReturn

from cspwidgets.sharing.accesslog import LOG

STOP_SECONDS = 15.0
BREATH_SECONDS = 0.5
"""Between two starts, when children die one after the other."""

LOOK_SECONDS = 0.05

_WAITED_FOR = {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}


def serve_in(processes: int, serve: Callable[[int], None]) -> None:
    """Serve in so many processes until told to stop.

    Parameters
    ----------
    serve
        What a child does. It is given a file that can be read when the parent is gone.
    """
    _Parent(processes, serve).run()


class _Parent:
    def __init__(self, processes: int, serve: Callable[[int], None]) -> None:
        self._processes = processes
        self._serve = serve
        self._children: set[int] = set()
        self._lifeline, self._held = os.pipe()
        self._last_start = 0.0

    def run(self) -> None:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _WAITED_FOR)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # or some systems never tell of it
        try:
            self._watch()
        finally:
            self._stop()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            for end in (self._lifeline, self._held):
                os.close(end)

    def _watch(self) -> None:
        while True:
            while len(self._children) < self._processes:
                self._start()
            if signal.sigwait(_WAITED_FOR) != signal.SIGCHLD:
                return
            for child, code in self._ended():
                LOG.warning("Process %d ended (%d); another one takes its place.", child, code)

    def _start(self) -> None:
        wait = self._last_start + BREATH_SECONDS / self._processes - time.monotonic()
        time.sleep(max(wait, 0.0) if self._last_start else 0.0)
        self._last_start = time.monotonic()
        child = os.fork()
        if child == 0:
            self._be_child()
        self._children.add(child)

    def _be_child(self) -> NoReturn:
        code = 1
        try:
            os.close(self._held)
            for each in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
                signal.signal(each, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _WAITED_FOR)
            self._serve(self._lifeline)
            code = 0
        except BaseException:
            LOG.exception("A process of the server failed.")
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _ended(self) -> list[tuple[int, int]]:
        ended = []
        for child in tuple(self._children):
            found, status = os.waitpid(child, os.WNOHANG)
            if found:
                self._children.discard(child)
                ended.append((child, os.waitstatus_to_exitcode(status)))
        return ended

    def _stop(self) -> None:
        self._tell(signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        while self._children and time.monotonic() < end:
            time.sleep(LOOK_SECONDS)
            self._ended()
        self._tell(signal.SIGKILL)
        for child in tuple(self._children):
            os.waitpid(child, 0)

    def _tell(self, what: signal.Signals) -> None:
        for child in self._children:
            os.kill(child, what)
