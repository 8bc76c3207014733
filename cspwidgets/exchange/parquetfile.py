"""Parquet files, as data warehouses write usage: read by a process of their own, then a table."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.table import MAX_COLUMNS, MAX_ROWS, Cell, Line, Table, trimmed

MAGIC = (b"PAR1", b"PARE")

_CHILD = Path(__file__).with_name("parquetchild.py")
_SECONDS = 60
_DAMAGED = (
    "This Parquet file is damaged, has a password, or asks for far more memory than its rows need. "
    "Write it once more, or save its rows as CSV or .xlsx."
)


def read_parquet(data: bytes, *, file: str = "") -> Table:
    """The rows of a Parquet file; columns of lists and the like are left out, and said.

    Raises
    ------
    UnreadableFile
        It is damaged, has a password, or goes beyond a limit.
    """
    command = [sys.executable, "-P", str(_CHILD), str(MAX_ROWS), str(MAX_COLUMNS)]
    try:
        child = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise UnreadableFile(_DAMAGED, file=file) from error
    return as_table(child.stdout, child.returncode, file=file)


def as_table(told: bytes, code: int, *, file: str = "") -> Table:
    """The table that the process has told; `code` is how it ended.

    Raises
    ------
    UnreadableFile
        It was stopped, or said that the file is not read.
    """
    if code:  # it was stopped within a row: nothing of it counts
        raise UnreadableFile(_DAMAGED, file=file)
    lines: list[Line] = []
    left: list[str] = []
    count = 1
    for words in told.splitlines():
        rows = json.loads(words)
        if isinstance(rows, dict):
            if "names" not in rows:
                raise UnreadableFile(rows.get("refused") or _DAMAGED, file=file)
            left = rows["left"]
            lines += [Line(1, 1, tuple(rows["names"]))] if rows["names"] else []
            continue
        for number, row in enumerate(rows, start=count + 1):
            if cells := trimmed([_cell(value) for value in row]):
                lines.append(Line(number, number, cells))
        count += len(rows)
    shown = ", ".join(f"“{name}”" for name in left[:5])
    how = f"Parquet; left out, as no cell can hold them: {shown}" if left else "Parquet"
    return Table(lines=tuple(lines), file=file, how=how)


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if not isinstance(value, dict):
        return value if isinstance(value, int | float) else str(value)
    if "on" in value:
        return date.fromisoformat(value["on"])
    moment = datetime.fromisoformat(value["at"])
    return moment.date() if moment.time() == time() else moment
