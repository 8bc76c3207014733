"""Papermill's engine "csp": a notebook's cells run in a forked copy of a warm process.

`papermill in.ipynb out.ipynb --engine csp`, or `execute` from Python. No kernel starts and no port
opens; each notebook has a process of its own. What the engine cannot give (a widget, another
language, another platform than Linux) an ordinary kernel does: see `needs_kernel`.

Papermill imports every engine when it is imported itself, so nothing is imported up here.
"""

from __future__ import annotations

import re
import sys
import time
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from cspwidgets.errors import ForkServerError, NotebookFailed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

    from cspwidgets.kernels.forkserver import ForkServer

NOTEBOOK_SECONDS = 300.0
_WIDGETS = re.compile(r"^\s*(?:import|from)\s+(?:ipywidgets|anywidget)\b", re.MULTILINE)
_OUR_KERNELS = ("", "csp", "python", "python3")


class WarmEngine:
    """What Papermill asks of an engine (see `papermill.engines.Engine`)."""

    @classmethod
    def execute_notebook(
        cls,
        nb: NotebookNode,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: bool | dict[str, Any] = True,
        log_output: bool = False,
        autosave_cell_every: int = 30,
        **options: Any,
    ) -> NotebookNode:
        """Run a notebook that has its parameters; a cell that fails ends it, marked as failed.

        Parameters
        ----------
        options
            `execution_timeout`: seconds that each cell may take, as Papermill means it.
            `notebook_timeout`: seconds for the whole (300, or none with `execution_timeout`).
        """
        cell_seconds = options.get("execution_timeout")
        seconds = options.get("notebook_timeout", None if cell_seconds else NOTEBOOK_SECONDS)
        shown = {"log_output": log_output}
        shown |= {name: options[name] for name in ("stdout_file", "stderr_file") if name in options}
        manager = {
            "output_path": output_path,
            "log_output": log_output,
            "progress_bar": progress_bar,
            "autosave_cell_every": autosave_cell_every,
        }
        run = _Run(nb, kernel_name, manager, shown)
        return run.finish(
            _own_server(),
            seconds,
            cell_seconds=cell_seconds,
            startup_timeout=options.get("start_timeout", 60),
        )

    @classmethod
    def nb_kernel_name(cls, nb: NotebookNode, name: str | None = None) -> str:
        """The kernel that the notebook names."""
        from papermill.utils import nb_kernel_name

        return str(nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: NotebookNode, language: str | None = None) -> str:
        """The language that the notebook is written in."""
        from papermill.utils import nb_language

        return str(nb_language(nb, language))


def needs_kernel(nb: NotebookNode, kernel_name: str = "") -> str:
    """Why a notebook needs an ordinary kernel, as part of a sentence; empty if it does not."""
    from cspwidgets.kernels.forkserver import is_available

    if not is_available():
        return f"{sys.platform} cannot fork safely"
    if kernel_name not in _OUR_KERNELS:
        return f"it asks for the kernel {kernel_name!r}"
    if nb.metadata.get("csp", {}).get("kernel"):
        return "its metadata asks for one"
    if any(cell.cell_type == "code" and _WIDGETS.search(cell.source) for cell in nb.cells):
        return "it imports widgets"
    return ""


def execute(
    notebook: NotebookNode,
    parameters: Mapping[str, str],
    *,
    server: ForkServer | None = None,
    timeout: float = NOTEBOOK_SECONDS,
    cwd: str = "",
) -> NotebookNode:
    """Run a notebook with parameters; the one given is left as it was.

    Parameters
    ----------
    server
        The warm process that forks one for this run; without it an ordinary kernel is started.
    timeout
        Seconds for the whole notebook.
    cwd
        The folder it runs in; this process's if left out.

    Raises
    ------
    NotebookFailed
        A cell failed, its process died, or the time was up; carries what was run.
    """
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import raise_for_execution_errors, remove_error_markers
    from papermill.parameterize import parameterize_notebook

    loaded = remove_error_markers(_copied(notebook))
    kernel_name = loaded.metadata.get("kernelspec", {}).get("name") or "python3"
    names = {"kernel_name": kernel_name, "language": "python"}
    if parameters:
        loaded = parameterize_notebook(loaded, dict(parameters), **names)
    run = _Run(loaded, kernel_name, {"progress_bar": False}, {})
    ran = run.finish(server, timeout, cwd=cwd)
    try:
        raise_for_execution_errors(ran, None)
    except PapermillExecutionError as error:
        prompt = f"In [{error.exec_count}]" if error.exec_count else f"cell {error.cell_index + 1}"
        raise NotebookFailed(
            f"The notebook stopped at {prompt}: {error.ename}: {error.evalue}",
            cell=error.cell_index,
            count=error.exec_count,
            ename=error.ename,
            evalue=error.evalue,
            notebook=ran,
        ) from None
    return ran


def _copied(notebook: NotebookNode) -> NotebookNode:
    # As papermill.iorw.load_notebook_node does, which writes it out and reads it in again.
    from nbformat.v4 import upgrade
    from papermill import __version__

    copied: NotebookNode = upgrade(deepcopy(notebook))
    told: dict[str, Any] = {"version": __version__}
    told |= {name: {} for name in ("default_parameters", "parameters", "environment_variables")}
    copied.metadata.setdefault("papermill", told)
    for cell in copied.cells:
        cell.metadata.setdefault("tags", [])
        cell.metadata.setdefault("papermill", {})
    return copied


class _Run:
    """One run of a notebook that Papermill has prepared."""

    def __init__(
        self,
        nb: NotebookNode,
        kernel_name: str,
        manager: Mapping[str, Any],
        shown: Mapping[str, Any],
    ) -> None:
        from cspwidgets.kernels.engine_client import Managed

        self.managed = Managed(nb, **manager)
        self.kernel_name = kernel_name
        self.shown = shown

    def finish(
        self,
        server: ForkServer | None,
        seconds: float | None,
        *,
        cell_seconds: float | None = None,
        cwd: str = "",
        **options: Any,
    ) -> NotebookNode:
        """Run it by the server, or by an ordinary kernel if it needs one or there is no server."""
        managed = self.managed
        managed.notebook_start()
        try:
            until = time.monotonic() + seconds if seconds else None
            limits = {"until": until, "cell_seconds": cell_seconds, "cwd": cwd}
            if not self._runs_warm(server, limits):
                self._run_in_kernel({**limits, **options})
        finally:
            managed.cleanup_pbar()
            managed.notebook_complete()
        ran: NotebookNode = managed.nb
        return ran

    def _runs_warm(self, server: ForkServer | None, limits: Mapping[str, Any]) -> bool:
        from papermill.log import logger

        from cspwidgets.kernels.engine_client import WarmClient

        if server is None:
            return False
        reason = needs_kernel(self.managed.nb, self.kernel_name)
        if not reason:
            try:
                cells = server.run_cells(limits["cwd"])
            except ForkServerError as error:
                logger.warning("The notebook runs in an ordinary kernel: %s", error.sentence)
                return False
            WarmClient(self.managed, **limits, **self.shown, log=logger).run(cells)
            return True
        logger.info("The notebook runs in an ordinary kernel: %s.", reason)
        return False

    def _run_in_kernel(self, options: Mapping[str, Any]) -> None:
        from papermill.log import logger

        from cspwidgets.kernels.engine_client import KernelClient

        KernelClient(self.managed, **options, **self.shown, log=logger).run(self.kernel_name)


@cache
def _own_server() -> ForkServer:
    import atexit

    from cspwidgets.kernels.forkserver import ForkServer

    server = ForkServer()
    atexit.register(server.close)
    return server
