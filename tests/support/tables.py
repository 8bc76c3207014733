"""Table files for tests: made of text or of rows, and damaged in chosen places."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from cspwidgets.exchange.imported import Answers, Imported
from cspwidgets.exchange.merge import Said
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.exchange.tasks import import_tasks
from cspwidgets.plan.model import Account, Plan

REAL = Path(__file__).parents[1] / "data" / "real"
"""Files that other people published; see the README beside them."""

USAGE_FILES = REAL.parent / "usage"
WEEK_FILES = REAL.parent / "weeks"
CRM_FILES = REAL.parent / "crm"
PROJECT_FILES = REAL.parent / "projects"


def new_plan(**fields: Any) -> Plan:
    """A plan without stages and activities."""
    return Plan(**{"id": "acme", "account": Account(name="Acme"), **fields})


def workbook(rows: Iterable[Sequence[Any]], *, sheet: str = "Plan") -> bytes:
    """An XLSX file of one sheet."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A zip with its parts changed by `change(name, content)`."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return made.getvalue()


def taken(
    source: str | bytes | Path,
    *,
    into: Plan | None = None,
    said: Said | None = None,
    **answers: Any,
) -> Imported:
    """A task list imported, from text, bytes or a file."""
    data = source.encode() if isinstance(source, str) else source
    return import_tasks(
        read_tables(data), into=into or new_plan(), answers=Answers(**answers), said=said
    )


def brought(result: Imported, field: str) -> dict[str, Any]:
    """One field of each activity of an imported plan, by title."""
    return {one.title: getattr(one, field) for one in result.plan.activities}
