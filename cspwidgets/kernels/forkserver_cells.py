"""A forked child that runs a notebook's cells without a kernel.

It has ipykernel's own shell, display hook and publisher, so that what they publish is what a
kernel would publish; only the session under them writes to a pipe. Cells run inside an event
loop, as in a kernel: top-level await and `asyncio.get_running_loop()` work. There is nobody who
could type or move a widget: `input()` and comms raise an error that says so.
"""

from __future__ import annotations

import asyncio
import builtins
import faulthandler
import getpass
import json
import os
import socket
import sys
import threading
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, NoReturn

import comm
from comm.base_comm import CommManager
from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.async_helpers import _asyncio_runner
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session, extract_header, json_packer
from traitlets.config import Config

from cspwidgets.kernels.forkserver_streams import PipeStream
from cspwidgets.kernels.forkserver_wire import receive_frame, send_frame

# What the shell would load when the first cell runs, and when it ends.
PRELOAD = (
    "ipykernel.ipkernel",
    "IPython.core.completer",
    "IPython.core.logger",
    "IPython.core.magics",
    "IPython.core.ultratb",
    "encodings.idna",
    "stack_data",
)

_NO_TEXT_FOLLOWS = ("execute_input", "execute_reply")
NO_COMM = (
    "This notebook shows a widget, which needs a kernel, and the warm engine runs notebooks "
    "without one. Run it in an ordinary kernel: leave out --engine csp, or put "
    '"csp": {"kernel": true} into the notebook\'s metadata.'
)


class _Cells:
    """What `prepare` leaves for the children: the shell and the session under it."""

    shell: ZMQInteractiveShell
    session: _PipeSession


def prepare() -> None:
    """Make the one shell; no user's code ever runs in the server."""
    config = Config()
    config.HistoryManager.enabled = False  # a thread and a database
    session = _PipeSession(config=config)
    shell = ZMQInteractiveShell.instance(
        config=config,
        kernel=SimpleNamespace(eventloop=None, shell=None),
        compiler_class=XCachingCompiler,
    )
    shell.config.pop("IPKernelApp", None)  # tqdm takes it for a place where widgets can be shown
    hook: Any = shell.displayhook
    publisher: Any = shell.display_pub
    hook.session = publisher.session = session
    hook.topic = b"execute_result"
    sys.displayhook = hook
    _Cells.shell, _Cells.session = shell, session
    # Once ahead, unseen and uncounted: what a first cell makes is made here (a fifth of the pages
    # that a child would have to copy).
    session.pid = 0
    formatter: Any = shell.display_formatter
    shell.run_cell("1", silent=True)
    formatter.format(1)


def run(work: socket.socket, request: dict[str, Any]) -> None:
    """Run the cells that come as frames, until there are no more."""
    session = _Cells.session
    session.work, session.pid = work, os.getpid()
    _look_into_the_folder()
    faulthandler.enable(file=2)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 (the server's was another file)
    sys.stdout = PipeStream("stdout", 1, session)
    sys.stderr = PipeStream("stderr", 2, session)
    _Cells.shell.init_environment()
    builtins.input = _nobody_types("raw_input")
    getpass.getpass = _nobody_types("getpass")
    comm.create_comm = _no_comm
    manager = CommManager()
    comm.get_comm_manager = lambda: manager
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("500")  # if memory runs out, it is this child that goes
    asyncio.run(_run_cells(work))


def _look_into_the_folder() -> None:
    # As IPython does for a kernel: modules beside the notebook come after the standard library's.
    for place, folder in enumerate(sys.path):
        if os.path.basename(folder) in ("site-packages", "dist-packages"):
            sys.path.insert(place, "")
            return
    sys.path.insert(0, "")


async def _run_cells(work: socket.socket) -> None:
    shell, session = _Cells.shell, _Cells.session
    while not shell.exit_now and await _has_more(work):
        sent = receive_frame(work)
        if sent is None:
            return
        session.is_running = True
        asked = json.loads(sent)
        parent = {"header": {"msg_id": asked["id"]}}
        shell.set_parent(parent)
        count = {"execution_count": shell.execution_count}
        session.send(None, "execute_input", count, parent)
        reply = await _run_cell(shell, asked["code"])
        sys.stdout.flush()
        sys.stderr.flush()
        with session.lock:
            session.send(None, "execute_reply", reply, parent)
            session.is_running = False


async def _has_more(work: socket.socket) -> bool:
    loop = asyncio.get_running_loop()
    readable = asyncio.Event()
    loop.add_reader(work, readable.set)
    try:
        return await readable.wait()
    finally:
        loop.remove_reader(work)


async def _run_cell(shell: ZMQInteractiveShell, code: str) -> dict[str, Any]:
    # As ipykernel.ipkernel.IPythonKernel.do_execute does.
    if "await" in code or "async" in code:  # reading the cell twice is dear
        result = await _run_where_it_may_wait(shell, code)
    else:
        result = shell.run_cell(code, store_history=True)
    payloads: Any = shell.payload_manager
    payloads.clear_payload()
    error = result.error_before_exec or result.error_in_exec
    if result.success and not shell._last_traceback_during_displayhook:
        return {"status": "ok"}
    return {
        "status": "error",
        "ename": type(error).__name__,
        "evalue": str(error),
        "traceback": shell._last_traceback or [],
    }


async def _run_where_it_may_wait(shell: ZMQInteractiveShell, code: str) -> Any:
    broken = None
    try:
        transformed = shell.transform_cell(code)
    except Exception:
        transformed, broken = code, sys.exc_info()
    ahead = {"transformed_cell": transformed, "preprocessing_exc_tuple": broken}
    if shell.loop_runner is not _asyncio_runner or not shell.should_run_async(code, **ahead):
        return shell.run_cell(code, store_history=True)
    result = None
    shell._last_traceback = None
    shell._last_traceback_during_displayhook = False
    try:
        running = shell.run_cell_async(code, store_history=True, **ahead)
        result = await asyncio.ensure_future(running)
    finally:
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
    return result


class _PipeSession(Session):
    """Sends what a kernel would publish to the process that runs the notebook.

    While a cell runs it waits after each message until that process has read the standard streams
    up to here: so what is printed next cannot be taken for what was printed before.
    """

    work: socket.socket
    lock = threading.RLock()
    is_running = False

    def msg(  # without the date, number and user that nobody reads
        self, msg_type: str, content: Any = None, parent: Any = None, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """A message."""
        header = {"msg_type": msg_type, "msg_id": "", "session": self.session}
        replied = extract_header(parent) if parent else {}
        return {
            "header": header,
            "msg_id": "",
            "msg_type": msg_type,
            "parent_header": replied,
            "content": content or {},
            "metadata": {},
        }

    def send(
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Send a message, given whole or as its type and content."""
        if isinstance(msg_or_type, dict):
            message = msg_or_type
        else:
            message = self.msg(msg_or_type, content=content, parent=parent)
        told = {name: message[name] for name in ("msg_type", "content")}
        told["parent_header"] = {"msg_id": message["parent_header"].get("msg_id", "")}
        if os.getpid() != self.pid:  # a process that the notebook forked has no say
            return message
        with self.lock:
            told["waits"] = self.is_running and told["msg_type"] not in _NO_TEXT_FOLLOWS
            send_frame(self.work, json_packer(told))
            if told["waits"]:
                receive_frame(self.work)
        return message


def _no_comm(*args: Any, **kwargs: Any) -> NoReturn:
    raise NotImplementedError(NO_COMM)


def _nobody_types(name: str) -> Any:
    told = f"{name} was called, but this frontend does not support input requests."

    def ask(*args: Any, **kwargs: Any) -> NoReturn:
        raise StdinNotImplementedError(told)

    return ask
