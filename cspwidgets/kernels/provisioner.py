"""Kernels that start warm: a Jupyter kernel provisioner on the fork server.

Named by kernelspec `csp`, whose kernel.json also says what to preload. All such kernels of one
process (a JupyterLab, say) share one fork server, started for the first of them and gone with that
process. A server whose modules have changed on disk starts no more kernels: a new one does.
Where a warm start is not to be had, the kernel is launched as any other.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from cspwidgets.errors import ForkServerError
from cspwidgets.kernels.forked import Child
from cspwidgets.kernels.forkserver import ForkServer, is_available

_LAUNCHER = "ipykernel_launcher"
_POLL_SECONDS = 0.01
_KILL_SECONDS = 0.5


class ForkProvisioner(LocalProvisioner):
    """Starts kernels by forking a warm process; they are told apart by nothing else."""

    preload: List[str] = List(
        Unicode(), help="Modules that are imported once, before the first kernel is forked."
    ).tag(config=True)
    process: Any = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or launch one the ordinary way if that cannot be."""
        given = self._scrub_kwargs(kwargs)
        if not is_available() or given.get("independent") or not _is_ours(cmd):
            return await super().launch_kernel(cmd, **kwargs)
        loop = asyncio.get_running_loop()
        try:
            # The first of them waits for the server's imports; the event loop must not.
            self.process = await loop.run_in_executor(None, self._fork, cmd, given)
        except (ForkServerError, OSError, TypeError) as error:
            self.log.warning("No warm kernel (%s); launching it the ordinary way.", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid, self.pgid = self.process.pid, None
        self.cwd = given.get("cwd") or Path.cwd()
        return self.connection_info

    async def wait(self) -> int | None:
        """Wait for the kernel to end, looking often: it takes a few milliseconds."""
        while await self.poll() is None:
            await asyncio.sleep(_POLL_SECONDS)
        return await super().wait()

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel, and wait a moment for it: who asked looks every 100 ms only."""
        await super().kill(restart)
        end = time.monotonic() + _KILL_SECONDS
        while self.has_process and await self.poll() is None and time.monotonic() < end:
            await asyncio.sleep(_POLL_SECONDS)

    def _fork(self, cmd: list[str], given: Mapping[str, Any]) -> ForkedKernel:
        env = {**given["env"], "JPY_PARENT_PID": str(os.getpid())}
        arguments = cmd[cmd.index(_LAUNCHER) :]
        request = {"env": env, "cwd": str(given.get("cwd") or Path.cwd()), "argv": arguments}
        nothing = os.open(os.devnull, os.O_RDWR)
        try:
            stdio = [nothing] + [
                _descriptor(given.get(name), own, nothing)
                for own, name in ((1, "stdout"), (2, "stderr"))
            ]
            child, work = _servers.fresh(self.preload).fork(request, stdio)
        finally:
            os.close(nothing)
        work.close()
        return ForkedKernel(child)


class ForkedKernel:
    """A kernel that is the fork server's child: as much of `subprocess.Popen` as is needed."""

    stdin = stdout = stderr = None

    def __init__(self, child: Child) -> None:
        self._child = child
        self.pid = child.pid

    @property
    def returncode(self) -> int | None:
        """How it ended; None while it lives or nobody has looked."""
        return self._child.returncode

    def poll(self) -> int | None:
        """How it ended, or None while it lives."""
        return self.wait(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for its end."""
        code = self._child.wait(timeout)
        if code is not None:
            self._child.close()
        elif timeout:
            raise subprocess.TimeoutExpired(_LAUNCHER, timeout)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal to it and to what it has started."""
        self._child.send_signal(number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class _Servers:
    """This process's fork servers for kernels: one for each list of modules."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fresh: dict[tuple[str, ...], ForkServer] = {}
        self._stale: list[ForkServer] = []

    def fresh(self, preload: Sequence[str]) -> ForkServer:
        """The server for these modules, made anew if one of their files has changed."""
        key = tuple(preload)
        with self._lock:
            for stale in [each for each in self._stale if not each.is_alive()]:
                stale.close()
                self._stale.remove(stale)
            server = self._fresh.get(key)
            if server is not None and server.is_alive() and not server.is_fresh():
                server.retire()
                self._stale.append(server)
                server = None
            if server is None:
                server = self._fresh[key] = ForkServer(key, kind="kernel")
            return server

    def close(self) -> None:
        """End them all, with their kernels."""
        for server in (*self._fresh.values(), *self._stale):
            server.close()


_servers = _Servers()
atexit.register(_servers.close)


def preheat(preload: Sequence[str]) -> None:
    """Begin to warm up for the first kernel, without waiting for it."""
    if is_available():
        _servers.fresh(preload).start()


def _is_ours(cmd: Sequence[str]) -> bool:
    # Only this very Python, in this very environment, can be forked.
    return _LAUNCHER in cmd and Path(cmd[0]) == Path(sys.executable)


def _descriptor(wanted: Any, own: int, nothing: int) -> int:
    if wanted is None:
        return own
    if wanted == subprocess.DEVNULL:
        return nothing
    if isinstance(wanted, int) and wanted < 0:
        raise TypeError("a pipe is asked for")
    return wanted if isinstance(wanted, int) else int(wanted.fileno())
