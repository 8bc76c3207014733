"""A deck as bytes: the same input gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter
from pptx.presentation import Presentation

from cspwidgets.pictures.markup import one_line
from cspwidgets.reports.document import ReviewHead

_FIXED = (1980, 1, 1, 0, 0, 0)
_PACKED = ("xlsx", "png", "jpg", "jpeg")


def bytes_of(deck: Presentation, head: ReviewHead) -> bytes:
    """The deck as a file, dated by the day that the review is of."""
    day = datetime.fromisoformat(head.as_of)
    about = deck.core_properties
    about.title = one_line(f"{head.name}: {head.title}, {head.period_in_words}")[:255]
    about.author = about.last_modified_by = one_line(head.vendor)[:255]
    about.language = head.language
    about.created = about.modified = day
    about.revision = 1
    package: Any = deck.part.package
    made = io.BytesIO()
    _Writer.write(made, package._rels, tuple(package.iter_parts()))
    return made.getvalue()


class _Writer(PackageWriter):
    """Writes as python-pptx does, but with one date for all."""

    def _write(self) -> None:
        with zipfile.ZipFile(self._pkg_file, "w") as written:
            entries: Any = _Entries(written)
            self._write_content_types_stream(entries)
            self._write_pkg_rels(entries)
            self._write_parts(entries)


class _Entries:
    def __init__(self, written: zipfile.ZipFile) -> None:
        self._written = written

    def write(self, name: PackURI, data: bytes) -> None:
        entry = zipfile.ZipInfo(name.membername, _FIXED)
        entry.compress_type = zipfile.ZIP_STORED if name.ext in _PACKED else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        self._written.writestr(entry, data)
