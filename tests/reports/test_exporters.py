"""The writers through nbconvert's own doors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_export_names, get_exporter

from cspwidgets.reports.html import html_of
from cspwidgets.reports.pdf import pdf_of
from cspwidgets.reports.slides import pptx_of
from support.reviewed import notebook_of
from support.reviews import sections

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@pytest.mark.parametrize(
    ("name", "write", "kind"),
    [
        ("qbr_html", html_of, "text/html"),
        ("qbr_pdf", pdf_of, "application/pdf"),
        ("qbr_pptx", pptx_of, PPTX),
    ],
)
def test_an_exporter_gives_what_the_writer_gives(name, write, kind):
    notebook = notebook_of(sections())
    exporter = get_exporter(name)()
    made, told = exporter.from_notebook_node(notebook)
    assert (made.encode() if isinstance(made, str) else made) == write(notebook)
    assert told["output_extension"] == exporter.file_extension
    assert exporter.output_mimetype == kind


def test_jupyterlabs_export_menu_offers_them():
    known = set(get_export_names())
    for name in ("qbr_html", "qbr_pdf", "qbr_pptx"):
        assert name in known
        assert get_exporter(name).export_from_notebook.startswith("Quarterly review")


@pytest.mark.slow
def test_nbconvert_writes_the_pdf_from_the_shell(tmp_path: Path):
    nbformat.write(notebook_of(sections()), tmp_path / "out.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "qbr_pdf", str(tmp_path / "out.ipynb")]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
