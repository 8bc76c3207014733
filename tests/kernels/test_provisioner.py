"""Kernels that start warm: what Jupyter may expect of any kernel, and what is theirs."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import jupyter_kernel_test
import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager, start_new_kernel

from cspwidgets.kernels import provisioner
from cspwidgets.kernels.provisioner import ForkProvisioner
from support.processes import children_of, is_gone

pytestmark = pytest.mark.slow
Kernel = tuple[KernelManager, BlockingKernelClient]


class TestWarmKernel(jupyter_kernel_test.KernelTests):
    """The project Jupyter's own test of a kernel."""

    kernel_name = "csp"
    language_name = "python"
    file_extension = ".py"
    code_hello_world = "print('hello, world')"
    code_stderr = "import sys; print('test', file=sys.stderr)"
    completion_samples = (
        {"text": "zi", "matches": {"zip"}},
        {"text": "import cspwid", "matches": {"cspwidgets"}},
    )
    complete_code_samples = ("1", "print('hello, world')", "def f(x):\n  return x*2\n\n\n")
    incomplete_code_samples = ("print('''hello", "def f(x):\n  x*2")
    invalid_code_samples = ("import = 7q",)
    code_page_something = "zip?"
    code_generate_error = "raise"
    code_execute_result = ({"code": "1+2+3", "result": "6"}, {"code": "[7]", "result": "[7]"})
    code_display_data = (
        {
            "code": "from IPython.display import HTML, display; display(HTML('<b>test</b>'))",
            "mime": "text/html",
        },
    )
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "search")  # as ipykernel's
    code_inspect_sample = "zip"
    code_clear_output = "from IPython.display import clear_output; clear_output()"


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    manager, client = start_new_kernel(kernel_name="csp")
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel()


def ask(client: BlockingKernelClient, code: str) -> str:
    """What this code prints in the kernel, or its error's name."""
    printed: list[str] = []

    def take(message: dict[str, Any]) -> None:
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])
        if message["msg_type"] == "error":
            printed.append(message["content"]["ename"])

    client.execute_interactive(code, timeout=30, output_hook=take)
    return "".join(printed)


def test_the_kernelspec_is_installed_and_names_the_provisioner():
    spec = KernelSpecManager().get_kernel_spec("csp")
    assert spec.display_name == "Python 3 (CSP Workbook, warm)"
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == "csp"
    assert spec.argv[:3] == [sys.executable, "-m", "ipykernel_launcher"] or spec.argv[0] == "python"


def test_a_warm_kernel_has_its_imports_behind_it_and_shares_one_server(kernel: Kernel):
    manager, client = kernel
    assert isinstance(manager.provisioner, ForkProvisioner)
    look = "import os, sys; print('cspwidgets.workbook' in sys.modules, os.getppid())"
    loaded, server = ask(client, look).split()
    assert loaded == "True"
    another, asking = start_new_kernel(kernel_name="csp")
    assert ask(asking, look).split() == ["True", server]
    asking.stop_channels()
    another.shutdown_kernel(now=True)


def test_a_warm_kernel_has_its_own_folder_environment_and_streams(tmp_path: Path):
    env = {**os.environ, "WANTED": "here"}
    manager, client = start_new_kernel(kernel_name="csp", cwd=str(tmp_path), env=env)
    code = (
        "import os, subprocess, sys\n"
        "print(os.getcwd(), os.environ['WANTED'], repr(sys.stdin.read()), sys.argv[0])"
    )
    assert ask(client, code) == f"{tmp_path} here '' ipykernel_launcher\n"
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_an_interrupt_stops_the_cell_and_what_it_waits_for(kernel: Kernel):
    manager, client = kernel
    for code in (
        "import time; time.sleep(60)",
        "import subprocess; subprocess.run(['sleep', '60'])",
    ):
        client.execute(code)
        _wait_until_busy(client)
        time.sleep(0.3)
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=10)
        assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert ask(client, "print('lives')") == "lives\n"


def test_a_restarted_kernel_is_a_new_process_and_knows_nothing(kernel: Kernel):
    manager, client = kernel
    before = ask(client, "known = 1; import os; print(os.getpid())")
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=30)
    after = ask(client, "import os; print(os.getpid()); known")
    assert after.split()[0] != before.strip()
    assert after.endswith("NameError")


def test_a_kernel_that_dies_is_seen_at_once_with_its_signal(kernel: Kernel):
    manager, client = kernel
    for code, expected in (
        ("import os; os._exit(3)", 3),
        ("import os; os.kill(os.getpid(), 9)", -9),
        ("import ctypes; ctypes.string_at(0)", -signal.SIGSEGV),
    ):
        client.execute(code)
        process = manager.provisioner.process
        end = time.monotonic() + 10
        while manager.is_alive() and time.monotonic() < end:
            time.sleep(0.02)
        assert not manager.is_alive()
        assert process.returncode == expected
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=30)


def test_what_a_kernel_started_ends_with_it(kernel: Kernel):
    manager, client = kernel
    started = int(ask(client, "import subprocess; print(subprocess.Popen(['sleep', '60']).pid)"))
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=30)
    assert is_gone(started)


def test_widgets_and_their_messages_work(kernel: Kernel):
    _, client = kernel
    client.execute("import ipywidgets; ipywidgets.IntSlider(value=7)")
    kinds = []
    while "idle" not in kinds:
        message = client.get_iopub_msg(timeout=10)
        state = message["content"].get("execution_state")
        kinds.append(state if state == "idle" else message["msg_type"])
    assert "comm_open" in kinds
    assert "execute_result" in kinds


def test_a_warm_kernel_stays_while_its_client_does_and_goes_with_it(tmp_path: Path):
    code = (
        "import os, time\n"
        "from jupyter_client.manager import start_new_kernel\n"
        "manager, client = start_new_kernel(kernel_name='csp')\n"
        "print(manager.provisioner.pid, flush=True)\n"
        "time.sleep(60)"
    )
    client = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert client.stdout is not None
    pid = int(client.stdout.readline())
    time.sleep(2)  # ipykernel looks after its parent once a second
    assert Path(f"/proc/{pid}").exists()
    client.kill()
    client.wait()
    client.stdout.close()
    assert is_gone(pid)


def test_changed_code_is_never_served_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from cspwidgets.kernels.provisioner import _Servers

    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    module = tmp_path / "changing.py"
    module.write_text("value = 1")
    servers = _Servers()
    first = servers.fresh(["changing"])
    assert first.is_fresh()
    assert servers.fresh(["changing"]) is first
    os.utime(module, (1, 1))
    second = servers.fresh(["changing"])
    assert second is not first
    end = time.monotonic() + 10
    while first.is_alive() and time.monotonic() < end:
        time.sleep(0.05)
    assert not first.is_alive()
    first.close()
    second.close()


@pytest.mark.parametrize("asked", [True, False])
def test_a_server_that_is_asked_to_warms_up_before_the_first_kernel(tmp_path: Path, asked: bool):
    config = tmp_path / "jupyter_server_config.d"
    config.mkdir()
    shutil.copy(Path(provisioner.__file__).with_name("nodelay.json"), config)
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", "--port=0"]
    server = subprocess.Popen(
        [*command, "--CspKernels.preheat=True"] if asked else command,
        cwd=tmp_path,
        env={**os.environ, **dict.fromkeys(places, str(tmp_path))},
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 30
    while not list(tmp_path.glob("jpserver-*.json")) and time.monotonic() < end:
        time.sleep(0.05)
    warm = {pid for pid in children_of(server.pid) if "forkserver" in _command_of(pid)}
    server.terminate()
    server.wait()
    assert len(warm) == asked
    assert all(is_gone(pid) for pid in warm)


def _command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


def _wait_until_busy(client: BlockingKernelClient) -> None:
    while True:
        try:
            message = client.get_iopub_msg(timeout=10)
        except Empty:
            return
        if message["msg_type"] == "execute_input":
            return
