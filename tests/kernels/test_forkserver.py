"""The fork server: every run alone, nobody left behind."""

import gc
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from cspwidgets.errors import ForkServerError
from cspwidgets.kernels.cells import ProcessEndedError
from cspwidgets.kernels.forkserver import ForkServer
from support.processes import children_of, is_gone

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server():
    with ForkServer(["numpy", "decimal"]) as started:
        yield started


def told(server: ForkServer, *sources: str, cwd: str = "") -> str:
    """What these cells print, in one child."""
    with server.run_cells(cwd) as cells:
        return "".join(
            message["content"]["text"]
            for source in sources
            for message in cells.run(source, time.monotonic() + 30)
            if message["msg_type"] == "stream"
        )


def server_of(server: ForkServer) -> int:
    return int(told(server, "import os; print(os.getppid())"))


def test_what_is_preloaded_is_there_and_threads_are_one(server: ForkServer):
    code = (
        "import os, sys; print('numpy' in sys.modules, 'pandas' in sys.modules,"
        " os.environ.get('OPENBLAS_NUM_THREADS'), len(os.listdir('/proc/self/task')))"
    )
    assert told(server, code) == "True False None 1\n"


def test_nothing_leaks_from_one_run_to_the_next(server: ForkServer, tmp_path: Path):
    here = told(server, "import os; print(os.getcwd())")
    told(
        server,
        "import decimal, os, sys, builtins\n"
        "decimal.leak = sys.leak = builtins.leak = leak = 1\n"
        "os.environ['LEAK'] = '1'; os.chdir('/'); sys.path.append('/leak')\n"
        "decimal.getcontext().prec = 3; sys.modules['leak'] = decimal\n"
        "os.umask(0o777); import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)",
    )
    look = (
        "import decimal, os, sys, builtins, signal\n"
        "print(hasattr(decimal, 'leak'), hasattr(sys, 'leak'), hasattr(builtins, 'leak'),"
        " 'leak' in globals(), 'LEAK' in os.environ, '/leak' in sys.path, 'leak' in sys.modules,"
        " decimal.getcontext().prec, os.umask(0) == 0o777,"
        " signal.getsignal(signal.SIGTERM) == signal.SIG_IGN, os.getcwd())"
    )
    expected = f"False False False False False False False 28 False False {here}"
    assert told(server, look) == expected


def test_a_child_has_the_environment_and_folder_of_who_asks_now(
    server: ForkServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "beside.py").write_text("there = 1")
    code = "import os, time, beside; print(os.environ['WANTED'], os.getcwd(), time.strftime('%Z'))"
    for zone, wanted in (("UTC", "one"), ("Asia/Tokyo", "two")):
        monkeypatch.setenv("WANTED", wanted)
        monkeypatch.setenv("TZ", zone)
        name = "JST" if wanted == "two" else "UTC"
        assert told(server, code, cwd=str(tmp_path)) == f"{wanted} {tmp_path} {name}\n"


def test_random_numbers_differ_from_run_to_run(server: ForkServer):
    code = "import random, uuid, numpy; print(random.random(), numpy.random.rand(), uuid.uuid4())"
    drawn = [told(server, code).split() for _ in range(3)]
    assert all(len(set(each)) == 3 for each in zip(*drawn, strict=True))


def test_several_threads_each_run_a_notebook_at_once(server: ForkServer):
    found: dict[int, str] = {}

    def run(number: int) -> None:
        found[number] = told(server, f"n = {number}", "import time; time.sleep(0.3)", "print(n)")

    begun = time.monotonic()
    threads = [threading.Thread(target=run, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: f"{number}\n" for number in range(12)}
    assert time.monotonic() - begun < 12 * 0.3


@pytest.mark.slow
def test_fifty_runs_leave_no_process_no_descriptor_and_no_zombie(server: ForkServer):
    pid = server_of(server)
    gc.collect()
    before = len(os.listdir("/proc/self/fd")), len(os.listdir(f"/proc/{pid}/fd"))
    for number in range(50):
        with server.run_cells() as cells:
            list(cells.run("import subprocess; s = subprocess.Popen(['sleep', '60'])"))
            if number % 5 == 0:
                with pytest.raises(ProcessEndedError):
                    list(cells.run("import os; os._exit(1)"))
    end = time.monotonic() + 10
    while children_of(pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert children_of(pid) == set()
    assert (len(os.listdir("/proc/self/fd")), len(os.listdir(f"/proc/{pid}/fd"))) == before


def test_what_a_run_has_started_ends_with_it(server: ForkServer):
    started = told(server, "import subprocess; print(subprocess.Popen(['sleep', '60']).pid)")
    assert is_gone(int(started))


@pytest.mark.slow
def test_a_killed_server_takes_its_children_along_and_starts_again():
    with ForkServer() as server:
        pid = server_of(server)
        with server.run_cells() as cells:
            list(cells.run("1"))
            child = cells.child.pid
            os.kill(pid, signal.SIGKILL)
            with pytest.raises(ProcessEndedError):
                list(cells.run("import time; time.sleep(60)"))
        assert is_gone(child)
        assert server_of(server) != pid


def test_a_closed_server_is_gone_at_once():
    with ForkServer() as server:
        pid = server_of(server)
        cells = server.run_cells()
    assert is_gone(pid, 0.1)
    assert is_gone(cells.child.pid, 0.1)
    cells.close()


def test_nobody_outlives_a_client_that_is_killed(tmp_path: Path):
    code = """
        import sys, time
        from cspwidgets.kernels.forkserver import ForkServer
        server = ForkServer(); cells = server.run_cells()
        list(cells.run("import os, subprocess; s = subprocess.Popen(['sleep', '60'])"))
        for message in cells.run("print(os.getppid(), os.getpid(), s.pid)"):
            if message["msg_type"] == "stream":
                print(message["content"]["text"], flush=True)
        time.sleep(60)
    """
    client = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    )
    assert client.stdout is not None
    pids = [int(each) for each in client.stdout.readline().split()]
    client.kill()
    client.wait()
    client.stdout.close()
    assert len(pids) == 3
    assert all(is_gone(pid) for pid in pids)


def test_a_module_that_starts_a_thread_is_named_instead_of_forked(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    with (
        ForkServer(["decimal", "support.threaded"]) as server,
        pytest.raises(ForkServerError, match=r"^support\.threaded starts a thread"),
    ):
        server.run_cells()


@pytest.mark.slow
def test_an_event_loop_or_a_zeromq_context_is_found_before_the_fork(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "looping.py").write_text("import asyncio; loop = asyncio.new_event_loop()")
    (tmp_path / "talking.py").write_text("import zmq; context = zmq.Context()")
    for name in ("looping", "talking"):
        with ForkServer([name]) as server, pytest.raises(ForkServerError, match="before the fork"):
            server.run_cells()


def test_a_function_that_is_preloaded_may_be_given_a_word(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    (tmp_path / "learning.py").write_text("words = []\nlearn = words.append")
    with ForkServer(["learning:learn:de"]) as server:
        assert told(server, "import learning; print(learning.words)") == "['de']\n"


def test_what_cannot_be_preloaded_is_noted_and_the_server_goes_on(caplog):
    with ForkServer(["no.such.module", "decimal:no_such_function"]) as server:
        assert told(server, "print(1)") == "1\n"
    assert "no.such.module could not be loaded ahead (ModuleNotFoundError" in caplog.text
    assert "decimal:no_such_function could not be loaded ahead" in caplog.text


@pytest.mark.slow
def test_a_server_knows_when_a_module_has_changed_on_disk(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    module = tmp_path / "changing.py"
    module.write_text("value = 1")
    with ForkServer(["changing"]) as server:
        assert server.is_fresh()
        os.utime(module, (1, 1))
        assert not server.is_fresh()


def test_what_is_printed_while_a_cell_runs_comes_before_it_ends(server: ForkServer):
    with server.run_cells() as cells:
        begun = time.monotonic()
        seen = [
            (message["msg_type"], time.monotonic() - begun)
            for message in cells.run("import time; print('now'); time.sleep(1.5)")
        ]
    when = dict(seen)
    assert when["stream"] < 1.0 < when["execute_reply"]
