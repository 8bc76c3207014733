"""The review as slides: native charts, tables and words that a CSM can edit, and refresh later."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

from cspwidgets.reports.brand import Brand, Tell


def pptx_of(
    notebook: Mapping[str, Any],
    *,
    brand: Brand | None = None,
    master: bytes | None = None,
    tell: Tell = warnings.warn,
) -> bytes:
    """The deck of an executed notebook.

    `master` is a firm's own .pptx: its master and layouts are used, its slides dropped.

    Raises
    ------
    UnreadableFile
        The notebook shows no review, or the master cannot be used.
    """
    from cspwidgets.reports.slides.deck import deck_of

    return deck_of(notebook, brand or Brand.of(tell=tell), master, tell)
