"""A notebook that asks for it is run when it opens, if this machine trusts it."""

from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from playwright.sync_api import Page

from support.lab import Lab

pytestmark = pytest.mark.browser

SAYS = "print('ran', 6 * 7)"


def write(lab: Lab, name: str, *, trusted: bool, marked: bool = True) -> str:
    file: Path = lab.notebooks / f"{name}.ipynb"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SAYS)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    if marked:
        notebook.metadata["csp"] = {"autorun": True}
    if not trusted:
        # Outputs of unknown origin are what makes Jupyter distrust a notebook.
        output = nbformat.v4.new_output("display_data", {"text/html": "<b>from afar</b>"})
        notebook.cells[0].outputs = [output]
    nbformat.write(notebook, file)
    if trusted:
        NotebookNotary(data_dir=str(lab.home / "data")).sign(nbformat.read(file, 4))
    return name


@pytest.fixture(scope="module")
def trusted(lab: Lab, tab: Page) -> Page:
    """A notebook that this machine trusts, just opened."""
    lab.leave(tab)
    lab.open(tab, write(lab, "trusted", trusted=True))
    tab.wait_for_selector("text=ran 42", timeout=30_000)
    return tab


def test_a_trusted_notebook_opens_ready_to_use(trusted: Page):
    assert trusted.locator(".jp-InputPrompt").first.inner_text() == "[1]:"


def test_one_click_restarts_the_kernel_and_runs_it_again(trusted: Page):
    page = trusted
    page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.wait_for_selector("text=ran 42", state="detached")
    page.evaluate("void window.jupyterapp.commands.execute('kernelmenu:restart')")
    page.locator(".jp-Dialog button", has_text="Restart").click()
    page.wait_for_selector("text=ran 42", timeout=30_000)


@pytest.mark.parametrize(
    ("name", "trusted", "marked"), [("distrusted", False, True), ("unmarked", True, False)]
)
def test_a_notebook_from_afar_or_of_another_kind_is_left_alone(
    lab: Lab, tab: Page, name: str, trusted: bool, marked: bool
):
    lab.leave(tab)
    lab.open(tab, write(lab, name, trusted=trusted, marked=marked))
    tab.wait_for_timeout(2_000)
    assert tab.locator("text=ran 42").count() == 0
