"""`csp workbook`: the notebooks beside one's work, and JupyterLab open on the plan."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from cspwidgets.cli.frame import portfolio
from cspwidgets.settings import shared_folder

START = "plan.ipynb"


@click.command("workbook", epilog="Example: csp workbook ~/plans")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--no-browser",
    is_flag=True,
    envvar="CSP_NO_BROWSER",
    help="Print the address instead of opening it (or set CSP_NO_BROWSER=1).",
)
@click.option("--port", type=int, default=8888, show_default=True, help="Or the next free one.")
def workbook_command(folder: Path | None, no_browser: bool, port: int) -> None:
    """Open JupyterLab on the plan, in FOLDER (csp-workbook in your home if left out).

    The notebooks are copied there if they are not there yet; on the first start the demo
    accounts are loaded.
    """
    book = portfolio()
    if book.store.is_empty():
        made = book.load_demo()
        click.echo(f"First start: loaded the demo accounts {', '.join(made)}.")
    book.store.close()
    folder = (folder or Path.home() / "csp-workbook").absolute()
    for name in place_notebooks(folder):
        click.echo(f"Copied {name} to {folder}.")
    command = [sys.executable, "-m", "jupyterlab", str(folder / START)]
    command += [f"--ServerApp.root_dir={folder}", f"--port={port}"]
    # The address that is opened shows the plan alone: no file list, no second notebook's tab.
    command += [f"--LabApp.default_url=/doc/tree/{START}"]
    command.append("--CspKernels.preheat=True")
    if no_browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    sys.stdout.flush()
    os.putenv("JUPYTER_CONFIG_PATH", _config_path())
    os.execv(sys.executable, command)


def place_notebooks(folder: Path) -> tuple[str, ...]:
    """Copy the notebooks that are not there yet, and mark them as trusted by this user.

    Where the kernel that starts warm is installed, the copies name it; so does, from then on, a
    copy of before that nobody has changed.
    """
    import nbformat
    from nbformat.sign import NotebookNotary

    folder.mkdir(parents=True, exist_ok=True)
    warm = _warm_kernel()
    placed = []
    for source in sorted(shared_folder("notebooks").glob("*.ipynb")):
        target = folder / source.name
        is_new = not target.exists()
        if not is_new and not (warm and target.read_bytes() == source.read_bytes()):
            continue
        notebook = nbformat.read(source, as_version=4)
        notebook.metadata.kernelspec |= warm
        nbformat.write(notebook, target)
        NotebookNotary().sign(notebook)
        if is_new:
            placed.append(source.name)
    return tuple(placed)


def _config_path() -> str:
    # JupyterLab neither asks for news nor looks for a newer version: no request leaves the
    # machine, unless somebody's own configuration says so.
    from jupyter_core.paths import jupyter_config_path

    import cspwidgets.kernels

    own = str(Path(cspwidgets.kernels.__path__[0]) / "lab")
    return os.pathsep.join((*jupyter_config_path(), own))


def _warm_kernel() -> dict[str, str]:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec("csp")
    except NoSuchKernel:
        return {}
    return {"name": "csp", "display_name": spec.display_name}
