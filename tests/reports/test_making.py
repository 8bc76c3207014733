"""One review: all its files and its mark, or a reason and nothing half-published."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from cspwidgets.errors import NotebookFailed, UnreadableFile
from cspwidgets.reports.making import Maker
from cspwidgets.reports.mark import mark_of, stale
from cspwidgets.reports.order import Order
from cspwidgets.reports.place import place_at
from support.batching import order
from support.reviewed import notebook_of
from support.reviews import sections

FILES = ["acme-2026Q3.html", "acme-2026Q3.pdf"]


class Workshop:
    """A maker of reviews in a folder, whose parts can be made to fail."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.recorded: list[Order] = []
        self.page = b"<p>1</p>"
        self.execute: Callable[[Mapping[str, str]], NotebookNode] = lambda _: notebook_of(
            sections()
        )
        self.record: Callable[[Order], object] = self.recorded.append
        self.tell: tuple[str, ...] = ()
        self.edited: frozenset[str] = frozenset()

    def make(self, **different: Any) -> Any:
        def html(notebook: NotebookNode, tell: Callable[[str], object]) -> bytes:
            for words in self.tell:
                tell(words)
            return self.page

        maker = Maker(
            execute=self.execute,
            writers={"html": html, "pdf": lambda *_: b"%PDF", "pptx": self._no_slides},
            email=lambda _: "Subject: x\n",
            place=place_at(str(self.folder)),
            record=self.record,
            edited=self.edited,
        )
        return maker.make(order(**{"formats": ("html", "pdf"), **different}))

    def files(self) -> list[str]:
        """All files, but the notebooks and the e-mails."""
        return sorted(each.name for each in os.scandir(self.folder) if each.is_file())

    def _no_slides(self, *_: object) -> bytes:
        raise UnreadableFile("The master is no deck.")


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """An empty folder, and all that makes reviews in it."""
    (tmp_path / "out").mkdir()
    return Workshop(tmp_path / "out")


def test_a_review_is_its_files_an_e_mail_and_its_notebook_which_carries_the_mark(shop: Workshop):
    made = shop.make()
    assert (made.status, made.files, made.reason) == ("made", tuple(FILES), "")
    assert shop.files() == FILES
    assert (shop.folder / "emails/acme-2026Q3.txt").read_text() == "Subject: x\n"
    notebook = nbformat.read(shop.folder / "notebooks/acme-2026Q3.ipynb", as_version=4)
    assert notebook.metadata.csp.fingerprint == "acme:1"
    assert mark_of(place_at(str(shop.folder)), "acme-2026Q3").files.keys() == set(FILES)
    assert [each.account for each in shop.recorded] == ["acme"]


def test_a_review_is_fresh_while_it_is_made_of_the_same_and_every_file_is_there(shop: Workshop):
    def is_fresh(**different: Any) -> bool:
        wanted = order(**{"formats": ("html", "pdf"), **different})
        return bool(stale([wanted], place_at(str(shop.folder)))[1])

    assert not is_fresh()
    shop.make()
    assert is_fresh()
    assert is_fresh(formats=("pdf",))
    assert not is_fresh(fingerprint="acme:2")
    assert not is_fresh(formats=("html", "pptx"))
    assert not is_fresh(audience="internal")
    (shop.folder / FILES[0]).unlink()
    assert not is_fresh()


def test_a_format_that_is_added_later_leaves_the_others_fresh(shop: Workshop):
    shop.make(formats=("html",))
    shop.make(formats=("pdf",))
    place = place_at(str(shop.folder))
    assert stale([order(formats=("html", "pdf"))], place)[1]
    shop.make(formats=("pdf",), fingerprint="acme:2")
    assert not stale([order(formats=("html", "pdf"), fingerprint="acme:2")], place)[1]


def test_a_broken_mark_is_no_mark(shop: Workshop):
    shop.make()
    mark = shop.folder / "notebooks/acme-2026Q3.ipynb"
    whole = mark.read_bytes()
    for broken in (
        b"",
        b"{}",
        whole[: len(whole) // 2],
        b'\n "metadata": {"csp": []}}',
        b"\xff" * 99,
    ):
        mark.write_bytes(broken)
        assert mark_of(place_at(str(shop.folder)), "acme-2026Q3").fingerprint == "", broken


def test_text_in_a_plan_cannot_forge_the_mark(shop: Workshop):
    forged = '\n "metadata": {"csp": {"fingerprint": "forged", "files": {}}}}'
    notebook = notebook_of(sections())
    notebook.cells[-1].outputs[0].data["text/plain"] = forged
    notebook.metadata["zzz"] = forged
    shop.execute = lambda _: notebook
    shop.make()
    assert mark_of(place_at(str(shop.folder)), "acme-2026Q3").fingerprint == "acme:1"


def test_a_failed_notebook_is_kept_and_named_by_its_cell_and_goes_when_it_is_mended(shop: Workshop):
    notebook = notebook_of(sections())

    def fail(_: Mapping[str, str]) -> NotebookNode:
        facts = {"count": 2, "ename": "KeyError", "evalue": "'x'\n in y", "notebook": notebook}
        raise NotebookFailed("It stopped.", cell=1, **facts)

    works, shop.execute = shop.execute, fail
    made = shop.make()
    assert (made.status, made.cell, made.reason) == ("failed", 2, "KeyError: 'x' in y")
    assert shop.files() == []
    kept = shop.folder / "failed/acme-2026Q3.ipynb"
    assert json.loads(kept.read_text())["cells"]
    shop.execute = works
    assert shop.make().status == "made"
    assert not kept.exists()


def test_a_writer_that_fails_publishes_nothing_of_the_review(shop: Workshop):
    made = shop.make(formats=("html", "pptx"))
    assert (made.status, made.reason, shop.files()) == ("failed", "The master is no deck.", [])


def test_a_review_that_could_not_be_recorded_has_no_mark_so_that_it_is_made_again(shop: Workshop):
    def fail(_: Order) -> None:
        raise RuntimeError("x" * 1000)

    record, shop.record = shop.record, fail
    made = shop.make()
    assert (made.status, len(made.reason)) == ("failed", 300)
    assert mark_of(place_at(str(shop.folder)), "acme-2026Q3").fingerprint == ""
    shop.record = record
    assert shop.make().status == "made"


def test_what_was_edited_by_hand_is_moved_aside_and_told_of_never_overwritten(shop: Workshop):
    shop.make()
    (shop.folder / FILES[0]).write_text("<p>mine</p>")
    shop.page = b"<p>2</p>"
    made = shop.make(fingerprint="acme:2")
    assert (shop.folder / FILES[0]).read_bytes() == b"<p>2</p>"
    kept = next((shop.folder / "edited").iterdir())
    assert (kept.read_text(), kept.suffix) == ("<p>mine</p>", ".html")
    assert kept.name in made.remarks[0]
    assert shop.make(fingerprint="acme:3").remarks == ()


def test_a_file_that_was_left_out_of_the_last_run_is_not_taken_for_an_edit(shop: Workshop):
    shop.make()
    shop.make(fingerprint="acme:2", formats=("pdf",))
    shop.page = b"<p>3</p>"
    assert shop.make(fingerprint="acme:3").remarks == ()


def test_a_deck_with_somebodys_edits_and_new_figures_is_never_overwritten_either(shop: Workshop):
    shop.edited = frozenset({"html"})
    shop.page = b"<p>edited, with new figures</p>"
    shop.make(formats=("html",))
    shop.edited, shop.page = frozenset(), b"<p>anew</p>"
    made = shop.make(fingerprint="acme:2", formats=("html",))
    assert "edited by hand" in made.remarks[0]
    kept = next((shop.folder / "edited").iterdir())
    assert kept.read_bytes() == b"<p>edited, with new figures</p>"


def test_what_a_killed_run_had_published_is_not_taken_for_an_edit(shop: Workshop):
    (shop.folder / FILES[0]).write_bytes(shop.page)
    assert shop.make().remarks == ()
    assert not (shop.folder / "edited").exists()


def test_what_could_not_be_shown_is_told_once(shop: Workshop):
    shop.tell = ("The logo is left out.", "The logo is left out.")
    assert shop.make().remarks == ("The logo is left out.",)


def test_making_the_same_again_gives_the_same_marks(shop: Workshop):
    first = replace(shop.make(), seconds=0)
    mark = mark_of(place_at(str(shop.folder)), "acme-2026Q3")
    assert replace(shop.make(), seconds=0) == first
    assert mark_of(place_at(str(shop.folder)), "acme-2026Q3") == mark
