"""Excel workbooks (.xlsx): limits first, then openpyxl in its read-only mode.

A workbook is a zip of XML. One megabyte of it can declare a gigabyte, and one stray cell at
XFD1048576 makes a reader fill 17 thousand million cells. So the sizes that the zip declares are
checked before anything is unpacked, and each part is scanned for far cells and for declarations
of entities before it is parsed. (openpyxl parses with defusedxml when that is installed; it is a
dependency, and a test holds it active.)
"""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.table import MAX_COLUMNS, MAX_ROWS, Cell, Line, Table, trimmed

MAX_UNPACKED = 100_000_000
"""What all parts of a workbook may have together when unpacked."""

MAX_TEXTS = 30_000_000
"""What any part but a sheet may have: openpyxl keeps those in memory."""

MAX_RATIO = 150
"""How many times smaller than itself a large part may be packed; real sheets stay below 60."""

MAX_CELLS = 1_000_000

_LARGE = 2_000_000
_FARTHEST_COLUMN = 1_000
_FARTHEST_ROW = 200_000
_CHUNK = 1 << 20
_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])(?:[^<>]*?\sr\s*=\s*[\"']([A-Za-z]*)(\d+))?")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_workbook(data: bytes, *, file: str = "") -> tuple[Table, ...]:
    """The visible sheets of a workbook, in their order.

    Raises
    ------
    UnreadableFile
        It is damaged, has a password, or goes beyond a limit; `place` says where.
    """
    # Anything can be wrong in a damaged workbook, and zipfile, the XML parser and openpyxl each
    # have many ways to say so: whatever is not ours becomes one sentence.
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_sizes(archive, file)
            for part in archive.infolist():
                _scan(archive, part, file)
        return _sheets(data, file)
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile(
            f"This workbook is damaged or is no .xlsx file ({type(error).__name__}). "
            "Open it in a spreadsheet and save it again as .xlsx, or as CSV.",
            file=file,
        ) from error


def _check_sizes(archive: zipfile.ZipFile, file: str) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or len(parts) > 2_000:
        raise UnreadableFile(
            f"Unpacked, this workbook has {unpacked / 1e6:,.0f} MB in {len(parts)} parts; up to "
            f"{MAX_UNPACKED / 1e6:.0f} MB are read. Save only the sheet that is needed.",
            file=file,
        )
    for part in parts:
        is_sheet = part.filename.startswith("xl/worksheets/")
        packed_well = part.file_size > MAX_RATIO * max(part.compress_size, 1)
        if (part.file_size > _LARGE and packed_well) or (
            part.file_size > MAX_TEXTS and not is_sheet
        ):
            raise UnreadableFile(
                f"A part of this workbook unpacks to {part.file_size / 1e6:,.0f} MB, which no "
                "honest sheet does. Copy the rows that are needed into a new workbook.",
                file=file,
                place=part.filename,
            )


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> None:
    cells, rest = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            text = rest + chunk
            if _DECLARES.search(text):
                raise UnreadableFile(
                    "This workbook declares entities, which no spreadsheet does. "
                    "Do not open it; ask for it again.",
                    file=file,
                    place=part.filename,
                )
            # A tag that the chunk cuts in two is looked at again with the next one.
            cut = text.rfind(b"<")
            rest = text[cut:] if cut >= 0 and len(text) - cut < 65_536 else b""
            for match in _CELL.finditer(text, 0, len(text) - len(rest)):
                cells += 1
                _check_cell(match, cells, part.filename, file)


def _check_cell(match: re.Match[bytes], cells: int, part: str, file: str) -> None:
    column, row = (match[1] or b"").decode().upper(), int((match[2] or b"0")[:12])
    if cells > MAX_CELLS:
        raise UnreadableFile(
            f"The workbook has more than {MAX_CELLS:,} cells. Save only the rows and columns "
            "that are needed.",
            file=file,
            place=part,
        )
    if row > _FARTHEST_ROW or _column_number(column) > _FARTHEST_COLUMN:
        raise UnreadableFile(
            f"There is a cell at {column}{row}, far beyond any list. Delete the empty rows and "
            "columns, or copy the rows that are needed into a new workbook.",
            file=file,
            place=f"{part}, cell {column}{row}",
        )


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters[:8]:
        number = number * 26 + ord(letter) - 64
    return number


def _sheets(data: bytes, file: str) -> tuple[Table, ...]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that openpyxl would not write back
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            return tuple(_table(sheet, file) for sheet in shown or book.worksheets)
        finally:
            book.close()


def _table(sheet: Any, file: str) -> Table:
    sheet.reset_dimensions()
    lines: list[Line] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = trimmed([_cell(cell) for cell in row])
        if not cells:
            continue
        if len(cells) > MAX_COLUMNS:
            raise UnreadableFile(
                f"Row {number} of {sheet.title} has {len(cells)} columns; up to {MAX_COLUMNS} "
                "are read.",
                file=file,
                place=f"{sheet.title}, row {number}",
            )
        lines.append(Line(number, number, cells))
        if len(lines) > MAX_ROWS + 1:  # and the header
            raise UnreadableFile(
                f"{sheet.title} has more than {MAX_ROWS:,} rows. Export fewer.",
                file=file,
                place=f"{sheet.title}, row {number}",
            )
    return Table(lines=tuple(lines), file=file, sheet=sheet.title, how=f"sheet {sheet.title}")


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        if (cell.number_format or "").endswith("%"):
            return f"{value * 100:.12g}%"
        return value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 3600:g} hours"
    return str(value)
