"""A deck as bytes: the same input gives the same bytes, in its nested workbooks too."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from pptx.presentation import Presentation

from cspwidgets.pictures.markup import one_line
from cspwidgets.reports.document import ReviewHead

_FIXED = (1980, 1, 1, 0, 0, 0)


def bytes_of(deck: Presentation, head: ReviewHead) -> bytes:
    """The deck as a file, dated by the day that the review is of."""
    day = datetime.fromisoformat(head.as_of)
    about = deck.core_properties
    about.title = one_line(f"{head.name}: {head.title}, {head.period_in_words}")[:255]
    about.author = about.last_modified_by = one_line(head.vendor)[:255]
    about.language = head.language
    about.created = about.modified = day
    about.revision = 1
    saved = io.BytesIO()
    deck.save(saved)
    return _steady(saved.getvalue())


def _steady(package: bytes) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as read,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in read.namelist():
            data = read.read(name)
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            written.writestr(entry, _steady(data) if name.endswith(".xlsx") else data)
    return made.getvalue()
