"""Draws a customer's page once, when it is published: runs its notebook, and keeps what it shows.

What is kept is a notebook without its code, its times and its machine: the outputs as HTML and
nothing else, so that the same view always gives the same bytes. Before it is handed out it is shown
once, as the server will show it, and looked through; a page that is not as it should be is refused
here, not before a customer's eyes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cspwidgets.errors import NotebookFailed, PageFailed
from cspwidgets.settings import shared_folder
from cspwidgets.sharing.inside import Inside
from cspwidgets.sharing.page import title_of
from cspwidgets.sharing.pagecheck import check_page
from cspwidgets.sharing.rendering import exporter, page_html
from cspwidgets.sharing.view import PublicView

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from cspwidgets.kernels.forkserver import ForkServer

SECONDS = 60.0
PRELOAD = ("cspwidgets.sharing.page",)
"""What the notebook imports: loaded in the process that forks its run."""

_NOT_PUBLISHED = "loose"
"""The tag of cells that only a page outside the server needs."""


def draw(view: PublicView, *, server: ForkServer | None = None) -> str:
    """The page of a view, as the JSON of an executed notebook.

    Parameters
    ----------
    server
        A warm process that forks one for this run; else one is started for it, or an ordinary
        kernel where a process cannot be forked safely.

    Raises
    ------
    PageFailed
        A cell failed, or what it shows is not fit for customers; the sentence says which and why.
    """
    with _warm(server) as known:
        exporter()  # is loaded while the process warms up
        page = _kept(_run(view, known), view)
    _look_at(page)
    return page


@contextmanager
def _warm(given: ForkServer | None) -> Iterator[ForkServer | None]:
    from cspwidgets.kernels.forkserver import ForkServer, is_available

    if given is not None or not is_available():
        yield given
        return
    with ForkServer(PRELOAD) as started:
        yield started


def _run(view: PublicView, server: ForkServer | None) -> NotebookNode:
    from nbformat import read

    from cspwidgets.kernels.engine import execute

    folder = shared_folder("notebooks")
    notebook = read(folder / "customer.ipynb", as_version=4)
    try:
        return execute(
            notebook, {"view": view.to_json()}, server=server, timeout=SECONDS, cwd=str(folder)
        )
    except NotebookFailed as error:
        raise PageFailed(
            f"The page cannot be drawn: {error.ename}: {error.evalue} (cell {error.cell + 1} of "
            "customer.ipynb). What was shown before is shown still."
        ) from error


def _kept(notebook: NotebookNode, view: PublicView) -> str:
    cells = [
        _cell(cell["id"], shown)
        for cell in notebook.cells
        if _NOT_PUBLISHED not in cell.metadata.get("tags", ()) and (shown := _html(cell))
    ]
    page = {
        "cells": cells,
        "metadata": {"csp": {"language": view.language, "title": title_of(view)}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(page, sort_keys=True, separators=(",", ":"))


def _html(cell: NotebookNode) -> str:
    # All that a customer sees; what a library prints or warns of is for nobody.
    outputs = cell.get("outputs", ())
    return "".join(output.get("data", {}).get("text/html", "") for output in outputs)


def _cell(name: str, html: str) -> dict[str, Any]:
    output = {"data": {"text/html": html}, "metadata": {}, "output_type": "display_data"}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [output],
        "source": "",
    }


def _look_at(page: str) -> None:
    from jupyter_core.utils import run_sync

    shown = run_sync(page_html)(page, Inside())
    check_page(shown.decode(), cells=len(json.loads(page)["cells"]))
