"""The notebooks beside one's work: which kernel they name, and that nobody's work is touched."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from cspwidgets.cli.notebooks import place_notebooks
from cspwidgets.settings import shared_folder

PLAN = shared_folder("notebooks") / "plan.ipynb"


@pytest.fixture(autouse=True)
def _own_jupyter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))


def kernel_of(file: Path) -> str:
    return str(nbformat.read(file, as_version=4).metadata.kernelspec.name)


def test_a_copied_notebook_names_the_kernel_that_starts_warm_and_is_trusted(tmp_path: Path):
    assert "plan.ipynb" in place_notebooks(tmp_path / "work")
    copy = nbformat.read(tmp_path / "work" / "plan.ipynb", as_version=4)
    assert copy.metadata.kernelspec.name == "csp"
    assert NotebookNotary().check_signature(copy)
    assert copy.cells == nbformat.read(PLAN, as_version=4).cells
    assert place_notebooks(tmp_path / "work") == ()


def test_an_unchanged_copy_of_before_gets_the_warm_kernel_and_a_changed_one_stays(tmp_path: Path):
    old, changed = tmp_path / "old", tmp_path / "changed"
    for folder, text in ((old, PLAN.read_text()), (changed, PLAN.read_text() + " ")):
        folder.mkdir()
        (folder / "plan.ipynb").write_text(text)
        assert "plan.ipynb" not in place_notebooks(folder)
    assert kernel_of(old / "plan.ipynb") == "csp"
    assert (changed / "plan.ipynb").read_text() == PLAN.read_text() + " "


def test_without_the_warm_kernel_a_copy_is_the_original(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("jupyter_core.paths.SYSTEM_JUPYTER_PATH", [])
    monkeypatch.setattr("jupyter_core.paths.ENV_JUPYTER_PATH", [])
    place_notebooks(tmp_path / "work")
    assert kernel_of(tmp_path / "work" / "plan.ipynb") == "python3"


@pytest.mark.slow
def test_jupyterlab_asks_nobody_for_news_or_newer_versions(home: Path, tmp_path: Path):
    code = "from cspwidgets.cli import main; main()"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    words = ["workbook", str(tmp_path / "work"), "--no-browser", "--port", port]
    lab = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    try:
        said = (re.search(r"http://127\.0\.0\.1:\S+", line) for line in lab.stderr or ())
        address = next(found[0] for found in said if found)
        text = _page(address)
    finally:
        lab.terminate()
        lab.communicate()
    config = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', text, re.S)[1])
    assert "@jupyterlab/apputils-extension:announcements" in config["disabledExtensions"]


def _page(address: str) -> str:
    # JupyterLab tells its address a moment before it listens there.
    for _ in range(100):
        with suppress(URLError), urlopen(address) as page:
            return page.read().decode()
        time.sleep(0.1)
    raise AssertionError(f"nobody answers at {address}")
