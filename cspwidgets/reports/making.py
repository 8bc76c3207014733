"""Makes one review: runs its notebook, writes its files, publishes them, and leaves its mark.

Everything is written before anything is published; the notebook is published last, as the mark
that the review is finished. Who is killed in between leaves no mark, and makes it again. What went
wrong with one account is a result, not an error, so that the others go on.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from nbformat import NotebookNode

from cspwidgets.errors import CspError, NotebookFailed
from cspwidgets.reports.mark import Mark, failed_name, mark_name, mark_of, written
from cspwidgets.reports.order import Order, Outcome
from cspwidgets.reports.place import Place

EMAILS = "emails"
EDITED = "edited"

_LONGEST_REASON = 300

# Writers are busy in Python; two at once would only hand the interpreter to and fro.
_ONE_WRITES = Lock()

Write = Callable[[NotebookNode, Callable[[str], object]], bytes]
"""Writes an executed notebook in a format, and tells what could not be shown as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """All that is needed to make reviews; threads may share it.

    Attributes
    ----------
    execute
        Runs the review's notebook with these parameters; raises `NotebookFailed`.
    writers
        By format.
    email
        The words of an e-mail about an executed notebook.
    record
        Keeps that the review was made, once for its account, period and audience.
    edited
        The formats whose files hold what somebody edited by hand, with new figures.
    """

    execute: Callable[[Mapping[str, str]], NotebookNode]
    writers: Mapping[str, Write]
    email: Callable[[NotebookNode], str]
    place: Place
    record: Callable[[Order], object]
    edited: frozenset[str] = frozenset()

    def make(self, order: Order) -> Outcome:
        """Make a review; whatever goes wrong is told in the outcome."""
        begun = time.monotonic()
        try:
            outcome = self._made(order)
        except NotebookFailed as error:
            self._keep_failed(order, error.notebook)
            outcome = _failed(order, f"{error.ename}: {error.evalue}", cell=error.cell + 1)
        except CspError as error:
            outcome = _failed(order, error.sentence)
        except Exception as error:  # a writer's mistake about one account stops no other
            outcome = _failed(order, f"{type(error).__name__}: {error}")
        return replace(outcome, seconds=round(time.monotonic() - begun, 3))

    def _made(self, order: Order) -> Outcome:
        remarks: dict[str, None] = {}
        notebook = self.execute(order.parameters)
        with _ONE_WRITES:
            files = {
                f"{order.stem}.{suffix}": self.writers[suffix](notebook, remarks.setdefault)
                for suffix in order.formats
            }
            email = self.email(notebook).encode()
        old = mark_of(self.place, order.stem)
        for name in files:
            if kept := self._kept_edited(name, files[name], old):
                remarks.setdefault(f"{name} was edited by hand; that version is kept as {kept}.")
        self.place.publish({**files, f"{EMAILS}/{order.stem}.txt": email})
        self.record(order)
        mark = self._mark(order, files, old)
        self.place.publish({mark_name(order.stem): written(notebook, mark)})
        self.place.remove(failed_name(order.stem))
        return Outcome(
            account=order.account,
            name=order.name,
            status="made",
            files=tuple(files),
            remarks=tuple(remarks),
        )

    def _mark(self, order: Order, files: Mapping[str, bytes], old: Mark) -> Mark:
        made = old.made if old.fingerprint == order.fingerprint else ()
        known = {name: sha256 for name, sha256 in old.files.items() if name not in files}
        ours = {
            name: _sha256(data)
            for name, data in files.items()
            if name.rpartition(".")[2] not in self.edited
        }
        return Mark(
            fingerprint=order.fingerprint,
            made=tuple(sorted({*made, *files})),
            files={**known, **ours},
        )

    def _kept_edited(self, name: str, new: bytes, old: Mark) -> str:
        # What somebody changed by hand since it was published is moved aside, never overwritten.
        there = self.place.read(name)
        if there is None or there == new or _sha256(there) == old.files.get(name):
            return ""
        stem, _, suffix = name.rpartition(".")
        kept = f"{EDITED}/{stem}-{_sha256(there)[:8]}.{suffix}"
        self.place.publish({kept: there})
        return kept

    def _keep_failed(self, order: Order, notebook: Any) -> None:
        self.place.publish({failed_name(order.stem): written(notebook)})


def _failed(order: Order, reason: str, cell: int | None = None) -> Outcome:
    told = " ".join(reason.split())
    if len(told) > _LONGEST_REASON:
        told = told[: _LONGEST_REASON - 1] + "…"
    return Outcome(account=order.account, name=order.name, status="failed", reason=told, cell=cell)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
