"""A customer's page is drawn once: it keeps what its notebook shows, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

import nbformat
import pytest

from cspwidgets.errors import PageFailed
from cspwidgets.kernels import forkserver
from cspwidgets.kernels.forkserver import ForkServer, is_available
from cspwidgets.pictures.markup import one_line
from cspwidgets.plan.words import Result
from cspwidgets.sharing import drawing
from cspwidgets.sharing.drawing import PRELOAD, draw
from cspwidgets.sharing.page import CustomerPage
from support.canaries import CANARY, RENEWAL_ON, with_canaries
from support.demo import demo_plan
from support.views import PIECES, notebook_of, pieces_of, view_of


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer | None]:
    """A warm process that forks each run, where that is possible."""
    if not is_available():
        yield None
        return
    with ForkServer(PRELOAD) as started:
        yield started


@pytest.mark.slow
def test_the_page_is_what_the_notebook_shows_without_its_code(server: ForkServer | None):
    view = view_of("northwind", language="de")
    page = draw(view, server=server)
    notebook = nbformat.reads(page, as_version=4)
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells] == list(PIECES)
    for cell in notebook.cells:
        assert (cell.source, cell.execution_count, cell.metadata) == ("", None, {})
        assert [list(output.data) for output in cell.outputs] == [["text/html"]]
    assert notebook.metadata == {
        "csp": {"language": "de", "title": "Northwind Freight: Erfolgsplan"}
    }
    shown = {cell.id: cell.outputs[0].data["text/html"] for cell in notebook.cells}
    assert shown == pieces_of(view)
    assert json.loads(page) == json.loads(notebook_of(view))


@pytest.mark.slow
def test_the_same_view_always_gives_the_same_bytes(server: ForkServer | None):
    view = view_of("lumen")
    assert draw(view, server=server) == draw(view, server=server)


@pytest.mark.slow
def test_a_page_is_the_same_where_nothing_is_warm_and_where_nothing_can_be(
    server: ForkServer | None, monkeypatch: pytest.MonkeyPatch
):
    view = view_of("lumen")
    pages = [draw(view, server=server), draw(view)]
    monkeypatch.setattr(forkserver, "is_available", lambda: False)  # as on macOS
    pages.append(draw(view))
    assert pages[0] == pages[1] == pages[2]


@pytest.mark.slow
def test_no_canary_is_in_what_is_kept(server: ForkServer | None):
    plan = replace(with_canaries(demo_plan("northwind")), result=Result.LOST)
    page = draw(view_of(plan), server=server)
    for inside in (CANARY, "987654321", "987,654,321", RENEWAL_ON.isoformat(), "2031"):
        assert inside not in page, inside
    assert str(Path.cwd()) not in page


@pytest.mark.slow
def test_odd_letters_reach_the_page_as_they_are(server: ForkServer | None):
    odd = "\"'\\n{{x}} {% x %} \t مرحبا 漢字 😀"
    page = draw(view_of(replace(demo_plan("lumen"), objective=odd)), server=server)
    shown = {
        cell["id"]: cell["outputs"][0]["data"]["text/html"] for cell in json.loads(page)["cells"]
    }
    assert f"<h1><bdi>{escape(one_line(odd))}</bdi></h1>" in shown["objective"]


@pytest.mark.slow
def test_a_cell_that_fails_says_why_and_nothing_is_drawn(
    server: ForkServer | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    notebook = nbformat.read(drawing.shared_folder("notebooks") / "customer.ipynb", as_version=4)
    notebook.cells[3].source = "1 / 0"
    nbformat.write(notebook, tmp_path / "customer.ipynb")
    monkeypatch.setattr(drawing, "shared_folder", lambda _: tmp_path)
    with pytest.raises(PageFailed, match=r"ZeroDivisionError: division by zero \(cell 5"):
        draw(view_of("lumen"), server=server)


def test_without_a_view_the_notebook_shows_the_demo_plan(home: Path):
    page = CustomerPage.of()
    assert not home.exists()
    assert page.title == "Northwind Freight: success plan"
    assert page.view.on.isoformat() == "2026-07-17"
    assert page.standing.card.since is not None
    assert CustomerPage.of(page.view.to_json()).route == page.route
    assert page.style.html.startswith("<style>")
