"""What the committed notebooks look like before anybody runs them (nbval runs them)."""

from pathlib import Path
from typing import get_args

import nbformat
import pytest

from cspwidgets.reports.document import SectionKind

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


def test_the_review_notebook_takes_the_parameters_of_papermill_as_text():
    notebook = nbformat.read(NOTEBOOKS[0].parent / "qbr.ipynb", as_version=4)
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    assert [cell.metadata.tags for cell in tagged] == [["parameters"]]
    given: dict[str, str] = {}
    exec(tagged[0].source, {}, given)
    assert given == {
        "account": "",
        "period": "",
        "as_of": "",
        "audience": "customer",
        "language": "",
    }


def test_the_review_notebook_shows_every_section_in_its_order():
    notebook = nbformat.read(NOTEBOOKS[0].parent / "qbr.ipynb", as_version=4)
    shown = [cell.source.splitlines()[-1] for cell in notebook.cells[1:]]
    assert shown == [f"review.{kind}" for kind in get_args(SectionKind)]
