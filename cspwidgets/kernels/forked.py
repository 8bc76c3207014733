"""A forked child, as who asked for it holds it: its number, its end, a way to signal it."""

from __future__ import annotations

import contextlib
import signal
import socket
import time

from cspwidgets.errors import ForkServerError
from cspwidgets.kernels.forkserver_wire import is_readable, receive_packet, send_packet

_FORK_SECONDS = 30.0


class Child:
    """A process that the fork server forked for us; it ends when this is closed."""

    def __init__(self, lease: socket.socket) -> None:
        self._lease = lease
        self.returncode: int | None = None
        answer = receive_packet(lease)[0] if is_readable(lease, _FORK_SECONDS) else None
        if not answer or "pid" not in answer:
            told = (answer or {}).get("failed", "The fork server was killed before it could fork.")
            raise ForkServerError(told)
        self.pid: int = answer["pid"]

    def fileno(self) -> int:
        """A descriptor that becomes readable when the child has ended."""
        return self._lease.fileno()

    def wait(self, seconds: float | None = None) -> int | None:
        """How it ended, as `subprocess.Popen.returncode` says it; None if it still lives."""
        if self.returncode is None and is_readable(self._lease, seconds):
            answer, _ = receive_packet(self._lease)
            self.returncode = answer["exit"] if answer else -signal.SIGKILL
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the child and to what it has started."""
        if self.wait(0) is None:
            with contextlib.suppress(OSError):
                send_packet(self._lease, {"signal": number})

    def close(self) -> None:
        """End it if it has not ended, and wait until it is reaped."""
        if self._lease.fileno() < 0:
            return
        self.send_signal(signal.SIGKILL)
        end = time.monotonic() + _FORK_SECONDS
        while self.wait(max(0.0, end - time.monotonic())) is None and time.monotonic() < end:
            pass
        self._lease.close()


def ending(code: int) -> str:
    """How a process ended, in words.

    >>> ending(-11), ending(3)
    ('was killed by SIGSEGV', 'ended with exit code 3')
    """
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    memory = " (did it need too much memory?)" if name == "SIGKILL" else ""
    return f"was killed by {name}{memory}"
