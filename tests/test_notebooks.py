"""What the committed notebooks look like before anybody runs them (nbval runs them)."""

from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_a_committed_notebook_holds_no_outputs_and_any_python_kernel_can_run_it(file: Path):
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in notebook.cells:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
        assert "widgets" not in notebook.metadata


def test_the_plan_notebook_asks_to_be_run_when_it_is_opened_and_hides_its_code():
    notebook = nbformat.read(NOTEBOOKS[0].parent / "plan.ipynb", as_version=4)
    assert notebook.metadata.csp.autorun is True
    assert all(cell.metadata.jupyter.source_hidden for cell in notebook.cells)
