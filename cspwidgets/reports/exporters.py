"""The writers as nbconvert exporters: `jupyter nbconvert --to qbr_pdf`, JupyterLab's export menu.

Each takes an executed review; all else is done by the writer.
"""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from cspwidgets.reports.brand import Tell


class ReviewExporter(Exporter):
    """What the exporters of a review share; each says how it writes and what comes out."""

    def write(self, notebook: NotebookNode, tell: Tell) -> str | bytes:
        """The review that an executed notebook shows, as a file's content."""
        raise NotImplementedError

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Write one notebook; what could not be shown as it is goes to the log."""
        notebook, told = super().from_notebook_node(nb, resources, **kw)
        return self.write(notebook, self.log.warning), told


class QbrHtml(ReviewExporter):
    """The review as one page."""

    export_from_notebook = "Quarterly review (page)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def write(self, notebook: NotebookNode, tell: Tell) -> str:
        """The page, as text."""
        from cspwidgets.reports.html import html_of

        return html_of(notebook, tell=tell).decode()


class QbrPdf(ReviewExporter):
    """The review as a PDF."""

    export_from_notebook = "Quarterly review (PDF)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def write(self, notebook: NotebookNode, tell: Tell) -> bytes:
        """The PDF."""
        from cspwidgets.reports.pdf import pdf_of

        return pdf_of(notebook, tell=tell)


class QbrPptx(ReviewExporter):
    """The review as slides."""

    export_from_notebook = "Quarterly review (slides)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

    def _file_extension_default(self) -> str:
        return ".pptx"

    def write(self, notebook: NotebookNode, tell: Tell) -> bytes:
        """The deck."""
        from cspwidgets.reports.slides import pptx_of

        return pptx_of(notebook, tell=tell)
