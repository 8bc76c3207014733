"""How a notebook's cells become outputs: nbclient's own rules, over a forked child or a kernel.

A cell whose process died or took too long gets an output that says so, and Papermill marks it
like one that raised.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NotebookExecutionManager

from cspwidgets.kernels.cells import Cells, ProcessEndedError, TooMuchShownError
from cspwidgets.kernels.forked import ending

_FIELDS = {
    "stream": ("name", "text"),
    "display_data": ("metadata",),
    "execute_result": ("metadata", "execution_count"),
    "error": ("ename", "evalue", "traceback"),
}
LANGUAGE = {
    "name": "python",
    "version": sys.version.split()[0],
    "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": 3},
    "pygments_lexer": "ipython3",
    "nbconvert_exporter": "python",
    "file_extension": ".py",
}


class Managed(NotebookExecutionManager):  # type: ignore[misc]
    """Papermill's account of a run; it parses the time that it has just written itself."""

    def cell_complete(self, cell: NotebookNode, cell_index: int | None = None) -> None:
        """Write down the end of a cell, and how long it took."""
        told = cell.metadata.papermill
        started, told["start_time"] = told["start_time"], None
        super().cell_complete(cell, cell_index)
        took = datetime.fromisoformat(told["end_time"]) - datetime.fromisoformat(started)
        told["start_time"], told["duration"] = started, took.total_seconds()


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """A client that keeps a limit for the whole notebook and marks the cell that broke it."""

    def __init__(
        self,
        managed: Any,
        *,
        until: float | None,
        cell_seconds: float | None,
        cwd: str,
        **options: Any,
    ) -> None:
        place = {"metadata": {"path": cwd}} if cwd else {}
        super().__init__(managed, resources=place, record_timing=False, **options)
        self.until = until
        self.cell_seconds = cell_seconds
        self.is_stopped = False

    def limit(self) -> float | None:
        """When the cell that starts now must be done, by `time.monotonic`."""
        by_cell = time.monotonic() + self.cell_seconds if self.cell_seconds else math.inf
        limit = min(by_cell, math.inf if self.until is None else self.until)
        return None if limit == math.inf else limit

    def stop(self, cell: NotebookNode, kind: type[Exception], told: str) -> NoReturn:
        """End the run at this cell, with an output that says why."""
        self.is_stopped = True
        name = kind.__name__
        said = [f"{name}: {told}"]
        cell.outputs.append(new_output("error", ename=name, evalue=told, traceback=said))
        raise CellExecutionError(said[0], name, told)


class WarmClient(_Client):
    """Runs the cells in a forked child."""

    def run(self, cells: Cells) -> None:
        """Run them all, or up to the one that fails; the child is gone afterwards."""
        self.cells = cells
        self.reset_execution_trackers()
        try:
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = LANGUAGE
        except BaseException:
            self.is_stopped = True
            raise
        finally:
            cells.close(at_once=self.is_stopped)

    def execute_cell(self, cell: NotebookNode, cell_index: int) -> NotebookNode:
        """Run one cell, as `NotebookClient.async_execute_cell` does."""
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        cell.outputs = []
        self.clear_before_next_output = False
        self.code_cells_executed += 1
        try:
            for message in self.cells.run(cell.source, self.limit()):
                self.process_message(message, cell, cell_index)
        except ProcessEndedError as ended:
            self._add_last_words(cell, cell_index)
            told = f"The notebook's process {ending(ended.returncode)} in cell {cell_index + 1}."
            self.stop(cell, DeadKernelError, told)
        except TimeoutError:
            self._add_last_words(cell, cell_index)
            told = f"Cell {cell_index + 1} was still running when the time was up."
            self.stop(cell, CellTimeoutError, told)
        except TooMuchShownError as shown:
            cell.outputs = []
            told = f"Cell {cell_index + 1} shows more than {shown.args[0] >> 20} MB."
            self.stop(cell, MemoryError, told)
        reply = message["content"]
        if reply["status"] == "error" and "raises-exception" not in tags:
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    def process_message(self, message: Any, cell: NotebookNode, cell_index: int) -> Any:
        """Take one message; `execute_reply` is none that a cell shows."""
        if message["msg_type"] == "execute_reply":
            return None
        message["header"] = {"msg_type": message["msg_type"]}
        return super().process_message(message, cell, cell_index)

    def output(self, outs: list[NotebookNode], msg: Any, display_id: Any, index: int) -> Any:
        """Add an output, as `NotebookClient.output` does; a stream goes on where it was."""
        shown = _shown(msg)
        if self.clear_before_next_output:
            outs.clear()
            self.clear_display_id_mapping(index)
            self.clear_before_next_output = False
        if display_id:
            self._display_id_map.setdefault(display_id, {}).setdefault(index, []).append(len(outs))
        if outs and shown.get("name") == outs[-1].get("name", ""):
            outs[-1]["text"] += shown["text"]
        else:
            outs.append(shown)
        return shown

    def _add_last_words(self, cell: NotebookNode, cell_index: int) -> None:
        for message in self.cells.last_words():
            self.process_message(message, cell, cell_index)


def _shown(message: Mapping[str, Any]) -> NotebookNode:
    # nbformat's own way checks each output against the schema: half of all that a run costs here.
    kind, content = message["msg_type"], message["content"]
    shown = NotebookNode(output_type=kind)
    for name in _FIELDS[kind]:
        shown[name] = content[name]
    if "data" in content:
        bundle = NotebookNode()
        dict.update(bundle, content["data"])
        dict.__setitem__(shown, "data", bundle)
    return shown


class KernelClient(_Client):
    """Runs the cells in an ordinary kernel."""

    def run(self, kernel_name: str) -> None:
        """Start it, run the cells and shut it down."""
        self.kernel_name = kernel_name
        self.timeout_func = self._seconds_left
        self.reset_execution_trackers()
        with self.setup_kernel():
            self.papermill_execute_cells()
            if not self.is_stopped:
                info = self.wait_for_reply(self.kc.kernel_info())
                self.nb.metadata["language_info"] = info["content"]["language_info"]
                self.set_widgets_metadata()

    def execute_cell(self, cell: NotebookNode, cell_index: int) -> NotebookNode:
        """Run one cell; the end of its kernel and of its time are errors of the cell."""
        try:
            super().execute_cell(cell, cell_index)
        except DeadKernelError:
            told = f"The notebook's kernel died in cell {cell_index + 1}."
            self.stop(cell, DeadKernelError, told)
        except CellTimeoutError:
            told = f"Cell {cell_index + 1} was still running when the time was up."
            self.stop(cell, CellTimeoutError, told)
        return cell

    def _seconds_left(self, _: NotebookNode) -> float | None:
        limit = self.limit()
        return None if limit is None else max(0.001, limit - time.monotonic())
