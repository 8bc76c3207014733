"""A forked child that is an ordinary IPython kernel, with its imports behind it."""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

# What a kernel loads while it starts and answers its first requests. The debugger's check of
# frozen modules prints four lines unless the child is told not to (see `run`).
PRELOAD = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.displayhook",
    "ipykernel.debugger",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.historyapp",
    "IPython.core.magics",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "comm",
    "encodings.idna",
    "faulthandler",
    "jedi",
    "psutil",
    "sqlite3",
    "tornado.locks",
    "tornado.platform.asyncio",
    "tornado.queues",
)


def prepare() -> None:
    """Nothing more: all that a kernel makes, it makes after the fork."""


def run(work: socket.socket, request: dict[str, Any]) -> None:
    """Be a kernel until it is shut down; `argv` ends in what ipykernel's launcher is given."""
    from ipykernel.kernelapp import IPKernelApp

    work.close()
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 (the server's was another file)
    # ipykernel reads JPY_PARENT_PID when its class is made, which was in the server.
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    app = IPKernelApp.instance()
    app.initialize([*request["argv"][1:], parent])
    app.start()
