"""Papermill's engine "csp": a notebook's outputs, its limits, its end."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from papermill.engines import papermill_engines
from papermill.iorw import load_notebook_node

from cspwidgets.errors import NotebookFailed
from cspwidgets.kernels.engine import execute, needs_kernel
from cspwidgets.kernels.forkserver import ForkServer
from support.cells import EVERY_KIND, notebook, shown

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server():
    with ForkServer(["pandas"]) as started:
        yield started


def run(server: ForkServer, *sources: str, **options):
    return execute(notebook(*sources), {}, server=server, **options)


def test_what_the_workbook_can_explain_is_one_sentence_and_no_traceback(server):
    with pytest.raises(NotebookFailed) as caught:
        run(
            server,
            "from cspwidgets.errors import NotFound\nraise NotFound('No account “x”.', name='x')",
        )
    (error,) = shown(caught.value.notebook)[-1]
    assert error["traceback"] == ["No account “x”."]


@pytest.mark.slow
def test_every_kind_of_output_is_what_a_kernel_gives(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # with it a kernel leaves descriptors alone
    given = notebook(*EVERY_KIND)
    kernel = NotebookClient(load_notebook_node(given), kernel_name="python3").execute()
    warm = papermill_engines.execute_notebook_with_engine(
        "csp", load_notebook_node(given), "python3", progress_bar=False
    )
    counts = [[cell.get("execution_count") for cell in ran.cells] for ran in (kernel, warm)]
    assert counts[0] == counts[1]
    sources = [cell.source for cell in given.cells if cell.cell_type == "code"]
    for source, by_kernel, by_engine in zip(sources, shown(kernel), shown(warm), strict=True):
        assert by_engine == by_kernel, source
    assert warm.metadata.language_info == kernel.metadata.language_info


def test_parameters_are_put_after_the_cell_of_defaults_and_the_given_notebook_is_left_alone(server):
    given = notebook("account, period", parameters="account = 'a'\nperiod = '2026Q3'")
    before = nbformat.writes(given)
    ran = execute(given, {"account": 'it\'s "x"\n{y}'}, server=server)
    assert shown(ran)[-1][0]["data"]["text/plain"] == "('it\\'s \"x\"\\n{y}', '2026Q3')"
    assert nbformat.writes(given) == before


def test_a_cell_that_raises_stops_the_notebook_which_is_marked_there(server):
    with pytest.raises(NotebookFailed) as caught:
        run(server, "'made'", "print('so far')\n{}['key']", "'never'")
    failed = caught.value
    assert failed.sentence == "The notebook stopped at In [2]: KeyError: 'key'"
    assert (failed.cell, failed.count, failed.ename, failed.evalue) == (2, 2, "KeyError", "'key'")
    texts = [cell.source for cell in failed.notebook.cells]
    assert "An Exception was encountered at" in texts[0]
    assert "encountered an exception here" in texts[3]
    assert [cell.metadata.papermill.status for cell in failed.notebook.cells[4:]] == [
        "failed",
        "pending",
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import os; os._exit(3)", "ended with exit code 3"),
        ("import os, signal; os.kill(os.getpid(), 9)", "was killed by SIGKILL (did it need"),
        ("import ctypes; ctypes.string_at(0)", "was killed by SIGSEGV"),
        ("get_ipython().ask_exit()", "ended with exit code 0"),
    ],
)
def test_a_process_that_dies_is_named_with_the_cell_and_others_go_on(server, source, told):
    with pytest.raises(NotebookFailed) as caught:
        run(server, "'fine'", f"print('last words')\n{source}", "1")
    failed = caught.value
    where = 4 if "ask_exit" in source else 3
    assert f"The notebook's process {told}" in failed.evalue
    assert failed.evalue.endswith(f"in cell {where}.")
    assert failed.ename == "DeadKernelError"
    printed = [text for outputs in shown(failed.notebook) for text in outputs if "text" in text]
    assert printed[0]["text"].startswith("last words")
    assert shown(run(server, "'next'"))[0][0]["data"] == {"text/plain": "'next'"}


def test_a_crash_leaves_its_python_traceback_in_the_cell(server):
    with pytest.raises(NotebookFailed) as caught:
        run(server, "import ctypes\ndef crash(): ctypes.string_at(0)\ncrash()")
    said = "".join(output.get("text", "") for output in shown(caught.value.notebook)[0])
    assert "Segmentation fault" in said
    assert "in crash" in said


def test_out_of_memory_stops_one_notebook_only(server):
    greedy = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))\n"
        "kept = b'x' * (4 << 30)"
    )
    with pytest.raises(NotebookFailed) as caught:
        run(server, greedy)
    assert caught.value.ename == "MemoryError"


def test_a_notebook_that_takes_too_long_is_ended_and_says_in_which_cell(server):
    with pytest.raises(NotebookFailed) as caught:
        run(server, "print('begun', flush=True)\nimport time; time.sleep(60)", timeout=1)
    failed = caught.value
    assert failed.ename == "CellTimeoutError"
    assert failed.evalue == "Cell 2 was still running when the time was up."
    assert shown(failed.notebook)[0][0]["text"] == "begun\n"


def test_a_notebook_that_shows_without_end_is_ended_too(server):
    with pytest.raises(NotebookFailed) as caught:
        run(server, "while True:\n    display(1, display_id='x'); clear_output()", timeout=0.5)
    assert caught.value.ename in ("CellTimeoutError", "NameError")
    with pytest.raises(NotebookFailed) as caught:
        run(server, "while True: print('x' * 999)", timeout=0.5)
    assert caught.value.ename == "CellTimeoutError"


@pytest.mark.slow
def test_a_widget_is_refused_with_a_sentence_that_says_what_to_do(server):
    show = "__import__('ipywidgets').IntSlider()"
    with pytest.raises(NotebookFailed) as caught:
        run(server, show)
    assert caught.value.ename == "NotImplementedError"
    assert "Run it in an ordinary kernel: leave out --engine csp" in caught.value.evalue


def test_what_needs_a_kernel_is_seen_before_the_run():
    assert needs_kernel(notebook("1"), "python3") == ""
    assert needs_kernel(notebook("1"), "csp") == ""
    assert needs_kernel(notebook("1"), "ir") == "it asks for the kernel 'ir'"
    assert (
        needs_kernel(notebook("x = 1\nimport ipywidgets as w"), "python3") == "it imports widgets"
    )
    asking = notebook("1")
    asking.metadata.csp = {"kernel": True}
    assert needs_kernel(asking, "python3") == "its metadata asks for one"


@pytest.mark.slow
def test_without_a_server_an_ordinary_kernel_gives_the_same_and_fails_the_same(server):
    given = ("print(1)\n2", "import sys; print(3, file=sys.stderr)")
    assert shown(execute(notebook(*given), {})) == shown(run(server, *given))
    told = {}
    for name, source in (
        ("raised", "1 / 0"),
        ("died", "import os; os._exit(3)"),
        ("slow", "import time; time.sleep(60)"),
    ):
        for which in (server, None):
            with pytest.raises(NotebookFailed) as caught:
                execute(notebook(source), {}, server=which, timeout=3)
            failed = caught.value
            told.setdefault(name, []).append((failed.cell, failed.ename))
    assert {name: found[0] for name, found in told.items() if found[0] != found[1]} == {}


@pytest.mark.slow
def test_a_notebook_with_widgets_runs_in_an_ordinary_kernel(server):
    ran = run(server, "import ipywidgets\nipywidgets.IntSlider(value=7)")
    assert "application/vnd.jupyter.widget-view+json" in shown(ran)[0][0]["data"]
    assert ran.metadata.widgets


@pytest.mark.slow
def test_where_the_server_cannot_start_an_ordinary_kernel_is_used(caplog):
    with ForkServer(
        ["support.threaded"], env={"PYTHONPATH": str(Path(__file__).parents[1])}
    ) as bad:
        ran = run(bad, "6 * 7")
    assert shown(ran)[0][0]["data"] == {"text/plain": "42"}
    assert "support.threaded starts a thread when it is loaded" in caplog.text


@pytest.mark.slow
def test_papermills_own_command_runs_it_and_keeps_a_failed_notebook(tmp_path: Path):
    for name, source in (("good", "print(account)"), ("bad", "import os; os.abort()")):
        given = notebook(source, parameters="account = ''")
        nbformat.write(given, tmp_path / f"{name}.ipynb")
    command = [sys.executable, "-m", "papermill", "--engine", "csp", "-p", "account", "northwind"]
    done = {
        name: subprocess.run(
            [*command, f"{name}.ipynb", f"{name}-out.ipynb"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        for name in ("good", "bad")
    }
    assert done["good"].returncode == 0, done["good"].stderr
    good = nbformat.read(tmp_path / "good-out.ipynb", as_version=4)
    assert shown(good)[-1][0]["text"] == "northwind\n"
    assert done["bad"].returncode == 1
    assert "The notebook's process was killed by SIGABRT in cell 4." in done["bad"].stderr
    bad = nbformat.read(tmp_path / "bad-out.ipynb", as_version=4)
    assert "An Exception was encountered at" in bad.cells[0].source


def test_the_engine_is_light_to_import():
    code = (
        "import sys, cspwidgets.kernels.engine; heavy = {'papermill', 'zmq', 'IPython', 'nbclient',"
        " 'ipykernel'}; print(sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
