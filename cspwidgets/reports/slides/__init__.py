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

    `master` is a firm's own .pptx (else the brand's, if it has one): its master and layouts are
    used, its slides dropped.

    Raises
    ------
    UnreadableFile
        The notebook shows no review, or the master cannot be used.
    """
    from cspwidgets.reports.slides.deck import deck_of

    look = brand or Brand.of(tell=tell)
    return deck_of(notebook, look, master or look.master, tell)


def refresh(
    deck: bytes,
    notebook: Mapping[str, Any],
    *,
    brand: Brand | None = None,
    tell: Tell = warnings.warn,
) -> bytes:
    """A deck that a CSM has edited, with the numbers of an executed notebook.

    What they moved, restyled, added, reworded or deleted stays so; `tell` hears each text that is
    kept although the review says something else.

    Raises
    ------
    UnreadableFile
        The deck was not made here, or is another account's.
    """
    from cspwidgets.reports.slides.refresh import refreshed

    return refreshed(deck, notebook, brand or Brand.of(tell=tell), tell)
