"""Stock Voila shows the demo plan by the same notebook, hardened by the `voila.json` beside it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from cspwidgets.sharing.stylesheet import template_folder

pytestmark = pytest.mark.slow

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PATIENCE_SECONDS = 60.0


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of `cd notebooks && voila customer.ipynb`."""
    home = tmp_path_factory.mktemp("voila")
    templates = home / "jupyter" / "voila" / "templates"
    templates.mkdir(parents=True)
    (templates / "csp").symlink_to(template_folder())
    with socket.socket() as sought:
        sought.bind(("127.0.0.1", 0))
        found = sought.getsockname()[1]
    command = [sys.executable, "-m", "voila", "customer.ipynb", f"--port={found}"]
    env = {
        **os.environ,
        "CSP_HOME": str(home),
        "CSP_TODAY": "2026-07-17",
        "JUPYTER_PATH": str(home / "jupyter"),
        "PYTHONPATH": str(NOTEBOOKS.parent),
    }
    with (home / "log").open("wb") as log:
        voila = subprocess.Popen(command, cwd=NOTEBOOKS, env=env, stdout=log, stderr=log)
        try:
            _wait(found, voila)
            yield found
        finally:
            voila.terminate()
            voila.wait(20)


def asked(port: int, path: str) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    connection.request("GET", path)
    answer = connection.getresponse()
    told = answer.read().decode()
    connection.close()
    return answer, told


def test_the_demo_plan_is_shown_whole_and_without_code(port: int):
    answer, page = asked(port, "/?template=lab&voila-template=lab&theme=dark")
    assert answer.status == 200
    assert "<h1><bdi>Every depot plans its day in 15 minutes" in page
    assert page.count("csp-piece") > 10
    assert page.endswith("</body>\n</html>")
    assert "CustomerPage" not in page
    assert "jp-" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    [script] = re.findall(r'<script type="module" src="([^"]+)"', page)
    assert asked(port, script)[0].status == 200


def test_every_answer_forbids_what_the_page_does_not_need(port: int):
    headers = asked(port, "/")[0].headers
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("file", ["customer.ipynb", "voila.json", "../pyproject.toml"])
def test_no_file_is_handed_out(port: int, file: str):
    assert asked(port, f"/voila/files/{file}")[0].status in (403, 404)


def _wait(port: int, voila: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and voila.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("Voila does not answer.")
