"""The mark of a finished review: its executed notebook, published last, with its fingerprint.

The notebook's metadata stand at the end of its file, so that the marks of a thousand reviews are
read without reading the notebooks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cspwidgets.reports.order import Order
from cspwidgets.reports.place import Place

NOTEBOOKS = "notebooks"
FAILED = "failed"

_TAIL_BYTES = 16_384
_METADATA = '\n "metadata": '


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What was published of a review.

    Attributes
    ----------
    fingerprint
        Of what it was made of when it was finished last.
    made
        The files that were made of that.
    files
        The sha256 of every file as it was published last, also of those made of something older;
        without one that holds somebody's edits.
    """

    fingerprint: str = ""
    made: tuple[str, ...] = ()
    files: Mapping[str, str]

    def to_data(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {"fingerprint": self.fingerprint, "made": self.made, "files": dict(self.files)}


NONE = Mark(files={})


def mark_name(stem: str) -> str:
    """The place of a finished review's notebook."""
    return f"{NOTEBOOKS}/{stem}.ipynb"


def failed_name(stem: str) -> str:
    """The place of a failed review's notebook."""
    return f"{FAILED}/{stem}.ipynb"


def mark_of(place: Place, stem: str) -> Mark:
    """The mark of a review; an empty one where there is none."""
    text = place.tail(mark_name(stem), _TAIL_BYTES).decode("utf-8", errors="replace")
    _, found, rest = text.rpartition(_METADATA)
    try:
        said = json.loads(f'{{"metadata": {rest}')["metadata"]["csp"] if found else {}
        fingerprint, made = str(said["fingerprint"]), tuple(said["made"])
        return Mark(fingerprint=fingerprint, made=made, files=dict(said["files"]))
    except (ValueError, KeyError, TypeError):
        return NONE


def written(notebook: Mapping[str, Any], mark: Mark | None = None) -> bytes:
    """A notebook as a file, with its mark; a cell a line.

    nbformat indents everything, for which Python's JSON needs ten times as long.
    """
    metadata = dict(notebook["metadata"])
    if mark is not None:
        metadata["csp"] = {**metadata.get("csp", {}), **mark.to_data()}
    cells = ",\n  ".join(_json(cell) for cell in notebook["cells"])
    version = f'"nbformat": {notebook["nbformat"]},\n "nbformat_minor": '
    return (
        f'{{\n "cells": [\n  {cells}\n ],{_METADATA}{_json(metadata)},\n {version}'
        f"{notebook['nbformat_minor']}\n}}\n"
    ).encode(errors="replace")


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Marks:
    """Which reviews are there and fresh; the folders are listed once."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._files = place.names()
        self._marked = place.names(NOTEBOOKS)

    def is_fresh(self, order: Order) -> bool:
        """Whether the review was made of the same, in each format, and all files are there."""
        names = {f"{order.stem}.{suffix}" for suffix in order.formats}
        if f"{order.stem}.ipynb" not in self._marked or not names <= self._files:
            return False
        mark = mark_of(self._place, order.stem)
        return mark.fingerprint == order.fingerprint and names <= set(mark.made)


def stale(orders: Iterable[Order], place: Place) -> tuple[tuple[Order, ...], tuple[Order, ...]]:
    """The orders that are to be made, and those that are fresh."""
    marks = Marks(place)
    to_make: list[Order] = []
    fresh: list[Order] = []
    for order in orders:
        (fresh if marks.is_fresh(order) else to_make).append(order)
    return tuple(to_make), tuple(fresh)
