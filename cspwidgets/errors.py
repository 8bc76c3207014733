"""Every error the workbook raises on purpose.

    CspError
    ├── SettingsError (ValueError)        a setting cannot be used
    ├── PlanError (ValueError)            a plan, or a piece of one, is not valid
    │   ├── EditRejected                  an edit does not fit the plan it is applied to
    │   ├── CellRejected                  what was typed into a cell cannot be read
    │   └── UnreadableFile                a file from outside cannot be taken, with its place
    ├── NotFound (LookupError)            no such account, template, revision or touch point
    ├── AlreadyThere (ValueError)         an account of that id exists already
    ├── PlanChanged (RuntimeError)        someone saved first; carries mine, theirs and base
    ├── NotebookFailed (RuntimeError)     a cell failed, its process died or took too long
    ├── PageFailed (RuntimeError)         a customer's page cannot be drawn, or is not fit
    ├── ServerUnfit (RuntimeError)        the server of customers' pages is not as it should be
    ├── ForkServerError (RuntimeError)    the warm process cannot start, or will not fork
    └── StoreError (OSError)
        ├── StoreUnavailable              the database is gone, locked for too long, or full
        └── StoreVersion                  the store was written by another version

Each carries one sentence for a person (what happened, what was found, what to do next) and its
facts as attributes. Advice about a plan is a `Finding` (see `plan/checks.py`), never an error.
"""

from __future__ import annotations


class CspError(Exception):
    """Anything that the workbook can explain in one sentence."""

    @property
    def sentence(self) -> str:
        """The one sentence to show to a person."""
        return str(self.args[0]) if self.args else type(self).__name__

    def _render_traceback_(self) -> list[str]:
        """What a notebook prints in place of a traceback, by IPython's rule."""
        return [self.sentence]


class SettingsError(CspError, ValueError):
    """A setting cannot be used; `name` says which."""

    def __init__(self, sentence: str, *, name: str) -> None:
        super().__init__(sentence)
        self.name = name


class PlanError(CspError, ValueError):
    """A plan, or a piece of one, is not valid."""


class EditRejected(PlanError):
    """An edit does not fit the plan: `table`, `row` and `field` say where."""

    def __init__(self, sentence: str, *, table: str = "", row: str = "", field: str = "") -> None:
        super().__init__(sentence)
        self.table = table
        self.row = row
        self.field = field


class CellRejected(PlanError):
    """What was typed into a cell cannot be read; `typed` is kept as it was typed."""

    def __init__(self, sentence: str, *, field: str, typed: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.typed = typed


class UnreadableFile(PlanError):
    """A file from outside cannot be taken; `place` says where in it, as people count."""

    def __init__(self, sentence: str, *, file: str = "", place: str = "") -> None:
        super().__init__(sentence)
        self.file = file
        self.place = place


class NotFound(CspError, LookupError):
    """Something was asked for by name and is not there; `known` lists what is."""

    def __init__(self, sentence: str, *, name: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.name = name
        self.known = known


class AlreadyThere(CspError, ValueError):
    """An account of that id exists already."""

    def __init__(self, sentence: str, *, name: str) -> None:
        super().__init__(sentence)
        self.name = name


class PlanChanged(CspError, RuntimeError):
    """Someone saved first.

    Attributes
    ----------
    mine : object
        The change that was to be saved.
    theirs : tuple
        The changes saved since, oldest first.
    base : int
        The revision that `mine` was made on.
    current : object
        The plan as it is stored now, with its revision.
    """

    def __init__(
        self, sentence: str, *, mine: object, theirs: tuple[object, ...], base: int, current: object
    ) -> None:
        super().__init__(sentence)
        self.mine = mine
        self.theirs = theirs
        self.base = base
        self.current = current


class NotebookFailed(CspError, RuntimeError):
    """A notebook stopped in a cell: it failed, its process died, or it took too long.

    Attributes
    ----------
    cell : int
        Its place among the cells that were run (parameters included), from 0.
    count : int or None
        The number in its prompt, `In [count]`.
    ename, evalue : str
        What was raised; `DeadKernelError` and `CellTimeoutError` if nothing was.
    notebook : nbformat.NotebookNode
        What was run, with its outputs, marked at the cell as papermill marks it.
    """

    def __init__(
        self,
        sentence: str,
        *,
        cell: int,
        count: int | None,
        ename: str,
        evalue: str,
        notebook: object,
    ) -> None:
        super().__init__(sentence)
        self.cell = cell
        self.count = count
        self.ename = ename
        self.evalue = evalue
        self.notebook = notebook


class PageFailed(CspError, RuntimeError):
    """A customer's page cannot be drawn, or is not fit to be shown; nothing was published."""


class ServerUnfit(CspError, RuntimeError):
    """The server of customers' pages is not as it should be, and lets nobody in."""


class ForkServerError(CspError, RuntimeError):
    """The warm process that forks others cannot start, or will not fork."""


class StoreError(CspError, OSError):
    """The store cannot do what was asked."""


class StoreUnavailable(StoreError):
    """The database is gone, locked for too long, or its disk is full; nothing was half-written."""


class StoreVersion(StoreError):
    """The store was written by another version; `found` and `known` are schema numbers."""

    def __init__(self, sentence: str, *, found: int, known: int) -> None:
        super().__init__(sentence)
        self.found = found
        self.known = known
