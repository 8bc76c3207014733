"""Reviews in one warm process without any isolation: as little as their cells can cost.

    python -m support.floor NOTEBOOK PERIOD OUT ACCOUNT...

The cells run one after the other in one IPython shell, and one exporter makes all the pages. A
batch cannot be made so (what one review leaves behind, the next one finds), but nothing is cheaper.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat.v4 import output_from_msg
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from cspwidgets.reports.brand import Brand
from cspwidgets.reports.html import html_of


def main() -> None:
    """Make the pages."""
    source, period, out, *accounts = sys.argv[1:]
    shell, brand = InteractiveShell.instance(), Brand.of()
    for account in accounts:
        given = {"account": account, "period": period}
        made = _run(
            shell, parameterize_notebook(load_notebook_node(source), given, language="python")
        )
        Path(out, f"{account}.html").write_bytes(html_of(made, brand=brand))
        Path(out, f"{account}.ipynb").write_text(nbformat.writes(made), "utf-8")


def _run(shell: InteractiveShell, notebook: Any) -> Any:
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        with capture_output(stdout=False, stderr=False):
            ran = shell.run_cell(cell.source)
        ran.raise_error()
        if ran.result is not None:
            data, metadata = shell.display_formatter.format(ran.result)
            content = {"data": data, "metadata": metadata}
            cell.outputs = [
                output_from_msg({"header": {"msg_type": "display_data"}, "content": content})
            ]
    return notebook


if __name__ == "__main__":
    main()
