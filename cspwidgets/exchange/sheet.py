"""Read any table file that people have, safely: its lines of cells, numbered as people count.

A table file is refused whole, with one sentence, or read whole: nothing is taken in part. What
its columns mean is decided in `columns.py`; here a cell is text, a number or a day.
"""

from __future__ import annotations

from pathlib import Path

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.delimited import read_text
from cspwidgets.exchange.parquetfile import MAGIC, read_parquet
from cspwidgets.exchange.projectfile import is_project, read_project
from cspwidgets.exchange.spreadsheet import read_workbook
from cspwidgets.exchange.table import MAX_BYTES, Table

_REFUSED = {
    b"\xd0\xcf\x11\xe0": (
        "This is an old Excel file, or one with a password. "
        "Save it as .xlsx without a password, or as CSV."
    ),
    b"%PDF": "This is a PDF, not a table. Ask for the list as .xlsx or CSV.",
    b"\x1f\x8b": "This file is compressed. Unpack it, and give the table inside.",
}


def read_tables(source: bytes | Path, *, file: str = "") -> tuple[Table, ...]:
    """All tables of a CSV, XLSX or Parquet file or of a project’s XML, at least one.

    Parameters
    ----------
    source
        The file's bytes, or where it lies.
    file
        What to call it in messages (default: the name of the path).

    Raises
    ------
    UnreadableFile
        It is not a table, is too large, or is damaged; `place` says where.
    """
    if isinstance(source, Path):
        file = file or source.name
        source = _read(source, file)
    if len(source) > MAX_BYTES:
        raise _too_large(len(source), file)
    for start, sentence in _REFUSED.items():
        if source.startswith(start):
            raise UnreadableFile(sentence, file=file)
    if source.startswith(b"PK"):
        tables = read_workbook(source, file=file)
    elif source.startswith(MAGIC):
        tables = (read_parquet(source, file=file),)
    elif is_project(source):
        tables = (read_project(source, file=file),)
    else:
        tables = (read_text(source, file=file),)
    if not any(table.lines for table in tables):
        raise UnreadableFile("The file has no rows. Choose another file.", file=file)
    return tuple(table for table in tables if table.lines)


def _read(path: Path, file: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(size, file)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"{path.name} cannot be read ({error.strerror or error}). Check its name and place.",
            file=file,
        ) from error


def _too_large(size: int, file: str) -> UnreadableFile:
    return UnreadableFile(
        f"The file has {size / 1e6:.0f} MB; up to {MAX_BYTES / 1e6:.0f} MB are read. "
        "Export fewer rows or columns.",
        file=file,
    )
