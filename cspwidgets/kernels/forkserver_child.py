"""What every forked child does first and last, whatever it is for.

It takes over the standard streams, environment and folder of who asked; nothing random is shared
with its sisters; it cannot outlive the server; it ends as a program ends (threads joined, exit
functions run), never returning into the server's code.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import json
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from cspwidgets.kernels.forkserver_wire import receive_frame

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


def live(
    run: Callable[..., None], server: int, work: socket.socket, stdio: Sequence[int]
) -> NoReturn:
    """Be the child: `run(work, request)`, then end."""
    code = 1
    try:
        _leave_the_server(server)
        _take_over(stdio)
        sent = receive_frame(work)
        request = json.loads(sent) if sent else sys.exit(0)
        _move_to(request["env"], request["cwd"], request["argv"])
        _be_random()
        gc.enable()
        run(work, request)
        code = 0
    except SystemExit as stopped:
        code = stopped.code if isinstance(stopped.code, int) else int(stopped.code is not None)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        with contextlib.suppress(BaseException):
            _finish()
        os._exit(code)


def adopt_orphans() -> None:
    """Make this process the parent of what its children leave behind, to reap it."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _leave_the_server(server: int) -> None:
    os.setsid()  # signals reach this child and what it starts, nobody else
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != server:  # it went before the line above
        os._exit(1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _take_over(stdio: Sequence[int]) -> None:
    for number, file in enumerate(stdio):
        os.dup2(file, number)
    for file in stdio:
        os.close(file)


def _move_to(env: Mapping[str, str], cwd: str, argv: Sequence[str]) -> None:
    before = _search_path(os.environ.get("PYTHONPATH", ""))
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    sys.argv[:] = argv
    now = _search_path(env.get("PYTHONPATH", ""))
    sys.path[:] = [*now, *(place for place in sys.path if place not in before)]


def _search_path(text: str) -> list[str]:
    return [place for place in text.split(os.pathsep) if place]


def _be_random() -> None:
    # The standard library's generators and OpenSSL's reseed themselves after a fork.
    numpy_random: Any = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed()


def _finish() -> None:
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
