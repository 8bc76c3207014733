"""The fork server itself: one warm process, single-threaded, that forks a child for who asks.

`python -P -m cspwidgets.kernels.forkserver_main KIND DESCRIPTOR`, started by `forkserver.py`. It
imports what it is told to, freezes that, and then only waits, forks, passes on signals and reaps.
A fork copies one thread only, so there must be no other: no thread, ZeroMQ context or event loop
may exist here, which is checked before every fork.

Nobody is left behind: when the control socket closes, or the process that started the server is
gone, every child is killed and the server ends; a child whose lease closes is killed with its
process group; a child dies with the server (PR_SET_PDEATHSIG).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import selectors
import signal
import socket
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import NoReturn

from cspwidgets.kernels import forkserver_child
from cspwidgets.kernels.forkserver_wire import receive_packet, send_packet

_LOOK_AFTER_PARENT_SECONDS = 5.0
# jemalloc (in pyarrow, which pandas loads) has fork handlers of its own.
_SURVIVES_A_FORK = {"jemalloc_bg_thd"}


class UnsafeForkError(RuntimeError):
    """A thread, a ZeroMQ context or an event loop exists; its copy in a child would hang."""


def main() -> None:
    """Be a fork server: `sys.argv` is the kind of children and the control socket."""
    kind, descriptor = sys.argv[1:]
    control = socket.socket(fileno=int(descriptor))
    control.set_inheritable(False)
    asked, _ = receive_packet(control)
    if asked is None:
        return
    try:
        run, notes = warm_up(kind, asked["preload"])
    except UnsafeForkError as error:
        send_packet(control, {"failed": str(error)})
        return
    _Server(control, run).serve(notes)


def warm_up(kind: str, preload: Sequence[str]) -> tuple[Callable[..., None], list[str]]:
    """Import all that children need; what cannot be imported is noted, not fatal.

    Raises
    ------
    UnsafeForkError
        One of the modules started a thread, made a ZeroMQ context or an event loop.
    """
    gc.disable()  # nothing made here is ever thrown away
    child = importlib.import_module(f"cspwidgets.kernels.forkserver_{kind}")
    notes = []
    for name in (*child.PRELOAD, *preload):
        module, *called = name.split(":")
        try:
            loaded = importlib.import_module(module)
            if called:
                function, *words = called
                getattr(loaded, function)(*words)
        except Exception as error:
            notes.append(f"{name} could not be loaded ahead ({type(error).__name__}: {error})")
        if not _is_alone():
            told = f"{name} starts a thread when it is loaded; leave it out of what is preloaded."
            raise UnsafeForkError(told)
    child.prepare()
    _refuse_loops_and_sockets()
    gc.collect()
    gc.freeze()
    return child.run, notes


def _is_alone() -> bool:
    if threading.active_count() > 1:
        return False
    others = set(os.listdir("/proc/self/task")) - {str(os.getpid())}
    return all(_name_of_thread(each) in _SURVIVES_A_FORK for each in others)


def _name_of_thread(thread: str) -> str:
    with open(f"/proc/self/task/{thread}/comm") as file:
        return file.read().strip()


def _refuse_loops_and_sockets() -> None:
    import asyncio

    kinds: list[type] = [asyncio.AbstractEventLoop]
    if "zmq" in sys.modules:
        kinds.append(sys.modules["zmq"].Context)
    for each in gc.get_objects():
        if issubclass(type(each), tuple(kinds)):
            told = f"{type(each).__qualname__} exists before the fork; leave out what makes it."
            raise UnsafeForkError(told)


class _Server:
    """Waits for four things: a request, a lease that speaks, a child that ended, its parent."""

    def __init__(self, control: socket.socket, run: Callable[..., None]) -> None:
        self.control = control
        self.run = run
        self.parent = os.getppid()
        self.is_retired = False
        self.leases: dict[int, socket.socket] = {}
        self.loaded = _loaded_files()
        self.watched = selectors.PollSelector()
        self.ended, self.wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def serve(self, notes: Sequence[str]) -> None:
        """Serve until the parent goes."""
        forkserver_child.adopt_orphans()
        signal.set_wakeup_fd(self.wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asks
        self.watched.register(self.control, selectors.EVENT_READ, self._request)
        self.watched.register(self.ended, selectors.EVENT_READ, self._reap)
        send_packet(self.control, {"ready": os.getpid(), "notes": [note[:500] for note in notes]})
        while os.getppid() == self.parent and (self.leases or not self.is_retired):
            for key, _ in self.watched.select(_LOOK_AFTER_PARENT_SECONDS):
                key.data()
        self._end()

    def _request(self) -> None:
        asked, files = receive_packet(self.control)
        if asked is None:
            self._end()
        elif "retire" in asked:
            self.is_retired = True
        elif "fresh" in asked:
            send_packet(self.control, {"fresh": self.loaded == _mtimes(self.loaded)})
        else:
            self._fork(files)

    def _fork(self, files: list[int]) -> None:
        work, lease, *stdio = files
        kept = socket.socket(fileno=lease)
        if not _is_alone():
            send_packet(kept, {"failed": "The fork server has got a thread; it must not fork."})
            for file in (*stdio, work):
                os.close(file)
            kept.close()
            return
        server = os.getpid()
        with warnings.catch_warnings():  # of the thread that survives
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            self._be_child(server, work, kept, stdio)
        for file in (*stdio, work):
            os.close(file)
        self.leases[pid] = kept
        self.watched.register(kept, selectors.EVENT_READ, lambda: self._obey(pid, kept))
        send_packet(kept, {"pid": pid})

    def _be_child(self, server: int, work: int, lease: socket.socket, stdio: list[int]) -> NoReturn:
        signal.set_wakeup_fd(-1)
        for end in (self.control, lease, *self.leases.values()):
            end.close()
        os.close(self.ended)
        os.close(self.wake)
        forkserver_child.live(self.run, server, socket.socket(fileno=work), stdio)

    def _obey(self, pid: int, lease: socket.socket) -> None:
        if pid not in self.leases:  # reaped just now
            return
        asked, _ = receive_packet(lease)
        if asked is None:  # nobody waits for this child any more
            self.watched.unregister(lease)
            self._signal(pid, signal.SIGKILL)
        else:
            self._signal(pid, asked["signal"])

    def _signal(self, pid: int, number: int) -> None:
        # Only a child that is not reaped yet: its number cannot be anybody else's.
        if pid in self.leases:
            try:
                os.killpg(pid, number)
            except (ProcessLookupError, PermissionError):  # it has no group of its own yet
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self.ended, 4096)
        everybody = os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT
        with contextlib.suppress(ChildProcessError):  # there is nobody left
            while (found := os.waitid(*everybody)) is not None:
                self._bury(found.si_pid)

    def _bury(self, pid: int) -> None:
        lease = self.leases.pop(pid, None)
        if lease is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)  # what the child itself started
        _, status = os.waitpid(pid, 0)
        if lease is None:  # an orphan of a child's
            return
        with contextlib.suppress(KeyError, ValueError):
            self.watched.unregister(lease)
        with contextlib.suppress(OSError):
            send_packet(lease, {"exit": os.waitstatus_to_exitcode(status)})
        lease.close()

    def _end(self) -> NoReturn:
        for pid in self.leases:
            self._signal(pid, signal.SIGKILL)
        for pid in self.leases:
            os.waitpid(pid, 0)
        os._exit(0)


def _loaded_files() -> dict[str, int]:
    files = {_file_of(module) for module in list(sys.modules.values())}
    return _mtimes(dict.fromkeys(files - {""}, 0))


def _file_of(module: ModuleType) -> str:
    try:
        return str(vars(module).get("__file__") or "")
    except TypeError:
        return ""


def _mtimes(files: dict[str, int]) -> dict[str, int]:
    found = {}
    for file in files:
        try:
            found[file] = os.stat(file).st_mtime_ns
        except OSError:
            found[file] = -1
    return found


if __name__ == "__main__":
    main()
