"""A real JupyterLab and a real Chromium, for the journeys in `tests/browser` and the benchmarks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]

BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
)

# The indicator says "idle" before there is a kernel; what is run then is lost.
_KERNEL_ANSWERS = """() => {
    const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
    const kernel = session?.isReady && session.session?.kernel;
    return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""

_ASK = """async (code) => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const future = kernel.requestExecute({ code, store_history: false });
    let printed = "";
    future.onIOPub = ({ header, content }) => {
        if (header.msg_type === "stream") printed += content.text;
        if (header.msg_type === "error") printed += `${content.ename}: ${content.evalue}`;
    };
    await future.done;
    return printed;
}"""

_SETTINGS: dict[str, dict[str, object]] = {
    "@jupyterlab/apputils-extension/notification": {
        "checkForUpdates": False,
        "doNotDisturbMode": True,
        "fetchNews": "false",
    },
    "@jupyterlab/apputils-extension/themes": {"theme": "JupyterLab Light"},
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False},
}


def chromium() -> str:
    """Where the browser is; without one the test is skipped, or fails where `CI` is set."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        sentence = "There is no Chromium on this machine; install `chromium` to run the journeys."
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium that asks nobody for anything."""
    path = chromium()
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, headless=True, args=list(BROWSER_FLAGS))
        try:
            yield opened
        finally:
            opened.close()


_SHUT_DOWN = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.shutdown()"

_REWRITE = """(code) => window.jupyterapp.shell.currentWidget.content.model.cells.get(0)
    .sharedModel.setSource(code)"""


class Lab:
    """A JupyterLab on a free port of this machine, with folders of its own.

    Parameters
    ----------
    home
        An empty folder: everything the server, its kernels and the workbook write goes there.
    env
        Further environment variables for the server and its kernels (`CSP_TODAY`, …).
    dark
        Start with JupyterLab's dark theme.
    """

    def __init__(
        self, home: Path, *, env: Mapping[str, str] | None = None, dark: bool = False
    ) -> None:
        self.home = home
        self.notebooks = home / "notebooks"
        self.notebooks.mkdir(parents=True)
        self._env = {**os.environ, **_folders(home), **(env or {})}
        self._write_settings(dark=dark)
        self._switch_on_nodelay()
        self._log = (home / "lab.log").open("wb")
        self._server = subprocess.Popen(
            self._command(), cwd=home, env=self._env, stdout=self._log, stderr=self._log
        )
        try:
            self.url, self.token = self._wait()
        except BaseException:
            self.close()
            raise

    def write(self, name: str, cells: Sequence[str]) -> str:
        """Write a notebook with these code cells; its name is what `open` takes."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(text) for text in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        nbformat.write(notebook, self.notebooks / f"{name}.ipynb")
        return name

    def open(self, page: Page, name: str) -> None:
        """Open a notebook and wait until its kernel can be asked."""
        page.goto(f"{self.url}doc/tree/{name}.ipynb?token={self.token}&reset")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
        page.wait_for_function(_KERNEL_ANSWERS, timeout=60_000)

    def leave(self, page: Page) -> None:
        """End the kernel of the notebook that a page shows, if it shows one."""
        page.evaluate(_SHUT_DOWN)

    def rewrite(self, page: Page, code: str) -> None:
        """Replace the code of the first cell."""
        page.evaluate(_REWRITE, code)

    def run_all(self, page: Page, *, wait: bool = True) -> None:
        """Run every cell, as the menu does."""
        page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")
        if wait:
            page.wait_for_function(
                "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
                r".every((prompt) => /\[\d+\]/.test(prompt.textContent))",
                timeout=60_000,
            )

    def ask(self, page: Page, code: str) -> str:
        """Run code in the notebook's kernel, beside its cells; what it prints, or its error."""
        return str(page.evaluate(_ASK, code)).strip()

    def close(self) -> None:
        """Stop the server with its kernels."""
        self._server.terminate()
        try:
            self._server.wait(20)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._log.close()

    def _command(self) -> list[str]:
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1"]
        command += ["--ServerApp.port=0", f"--ServerApp.root_dir={self.notebooks}"]
        command += ["--LabApp.expose_app_in_browser=True", "--ServerApp.use_redirect_file=False"]
        command += ["--LabApp.extension_manager=readonly"]
        command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
        if os.geteuid() == 0:
            command.append("--allow-root")
        return command

    def _wait(self) -> tuple[str, str]:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._server.poll() is None:
            for file in (self.home / "runtime").glob("jpserver-*.json"):
                told = json.loads(file.read_text() or "{}")
                if told:
                    return told["url"], told["token"]
            time.sleep(0.1)
        log = (self.home / "lab.log").read_text(errors="replace")[-2000:]
        raise RuntimeError(f"JupyterLab did not start within a minute:\n{log}")

    def _switch_on_nodelay(self) -> None:
        # An installed workbook brings this file; a checkout does not.
        there = self.home / "config" / "jupyter_server_config.d"
        there.mkdir(parents=True)
        shutil.copy(ROOT / "cspwidgets" / "kernels" / "nodelay.json", there)

    def _write_settings(self, *, dark: bool) -> None:
        for name, values in _SETTINGS.items():
            if dark and name.endswith("/themes"):
                values = {"theme": "JupyterLab Dark"}
            file = self.home / "settings" / f"{name}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values))


def _folders(home: Path) -> dict[str, str]:
    folders = {
        "HOME": "home",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
        "CSP_HOME": "csp",
    }
    made = {name: str(home / folder) for name, folder in folders.items()}
    for folder in made.values():
        Path(folder).mkdir(parents=True, exist_ok=True)
    paths = [str(ROOT), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")]
    return {**made, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
