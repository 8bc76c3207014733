"""A deck from bytes and as bytes: the same input gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import cached_property
from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter
from pptx.package import Package
from pptx.presentation import Presentation

from cspwidgets.pictures.markup import one_line
from cspwidgets.reports.document import ReviewHead

_FIXED = (1980, 1, 1, 0, 0, 0)
_PACKED = ("xlsx", "png", "jpg", "jpeg")


def deck_from(data: bytes) -> Presentation:
    """Open a deck.

    Raises
    ------
    ValueError
        The file is of another kind.
    """
    part: Any = _Package.open(io.BytesIO(data)).main_document_part
    if part.content_type not in (CT.PML_PRESENTATION_MAIN, CT.PML_PRES_MACRO_MAIN):
        raise ValueError("it is no presentation")
    deck: Presentation = part.presentation
    return deck


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


class _Package(Package):
    """Knows the names that are taken; python-pptx looks through all parts for each new one."""

    def next_partname(self, tmpl: str) -> PackURI:
        """A free name for a part, as python-pptx would choose it."""
        before = tmpl.partition("%")[0]
        names = self._names.get(before)
        if names is None:
            names = {str(each.partname) for each in self.iter_parts()}
            self._names[before] = names = {name for name in names if name.startswith(before)}
        free = (tmpl % number for number in range(len(names) + 1, 0, -1))
        name = next(name for name in free if name not in names)
        names.add(name)
        return PackURI(name)

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        return {}


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
