"""Reads one Parquet file, in a process of its own; `parquetfile.py` starts it and hears it out.

A Parquet file is packed and encoded a dozen ways, and what unpacks it is a large library in C++:
a few hundred bytes can ask it for gigabytes, and a damaged file may end the process. So it happens
here, with little memory and little time, and the workbook goes on whatever becomes of it. This
file stands alone: it imports nothing of the package. It writes lines of JSON: first the names,
then some rows at a time, each a list of cells; or one object with what is wrong.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

MEMORY = 190_000_000
"""What may be used beyond what the library itself needs."""

SECONDS = 40
MOST_CELLS = 1_000_000
MOST_OUT = 40_000_000
LONGEST = 100_000
_BATCH = 500
_INDEX = "__index_level_"


class RefusedError(Exception):
    """A file that is not read, with the sentence to show."""


def main() -> None:
    """Read the file on standard input; rows and columns at most come as arguments."""
    rows, columns = map(int, sys.argv[1:3])
    data = sys.stdin.buffer.read()
    os.putenv("ARROW_DEFAULT_MEMORY_POOL", "system")  # the others reserve a gigabyte ahead
    written = 0
    try:
        for line in lines(data, most_rows=rows, most_columns=columns):
            written += len(line)
            if written > MOST_OUT:
                raise RefusedError(
                    "Its cells hold far more text than a list does. Export fewer columns."
                )
            sys.stdout.write(line + "\n")
    except RefusedError as refused:
        sys.stdout.write(json.dumps({"refused": str(refused)}) + "\n")
    except Exception as error:  # the library has many ways to say that a file is damaged
        sys.stdout.write(json.dumps({"damaged": type(error).__name__}) + "\n")


def lines(data: bytes, *, most_rows: int, most_columns: int) -> Iterator[str]:
    """The lines of JSON that tell a file: its names, then its rows."""
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.parquet
    except ImportError:
        raise RefusedError(
            "Parquet is read with pyarrow, which is not installed here. Install it (pip install "
            "pyarrow), or save the rows as CSV or .xlsx."
        ) from None
    pyarrow.set_cpu_count(1)
    _limit_memory()
    file = pyarrow.parquet.ParquetFile(
        pyarrow.BufferReader(data),
        thrift_string_size_limit=4_000_000,
        thrift_container_size_limit=200_000,
    )
    described = file.metadata
    if described.num_rows > most_rows:
        raise RefusedError(
            f"The file has {described.num_rows:,} rows; up to {most_rows:,} are read."
        )
    if described.num_columns > most_columns:
        raise RefusedError(
            f"The file has {described.num_columns:,} columns; up to {most_columns} are read."
        )
    schema = file.schema_arrow
    kept = [field for field in schema if _is_flat(pyarrow, field.type) and _is_named(field.name)]
    left = [field.name for field in schema if field not in kept and _is_named(field.name)]
    if len(kept) * described.num_rows > MOST_CELLS:
        raise RefusedError(
            f"The file has more than {MOST_CELLS:,} cells. Export fewer rows or columns."
        )
    yield json.dumps({"names": [field.name for field in kept], "left": left})
    names = [field.name for field in kept]
    texts = [field.name for field in kept if _is_text(pyarrow, field.type)]
    yield from _rows(pyarrow, data, names, texts, most_rows) if names else ()


# Texts are kept as the file has them, each once: a text of a megabyte in a hundred thousand rows
# is a few bytes in the file.
def _rows(
    pyarrow: Any, data: bytes, names: list[str], texts: list[str], most_rows: int
) -> Iterator[str]:
    file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data), read_dictionary=texts)
    count = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=names, use_threads=False):
        count += batch.num_rows
        if count > most_rows:
            raise RefusedError(f"The file has more than {most_rows:,} rows.")
        columns = [_cells(pyarrow, column) for column in batch.columns]
        yield json.dumps(list(zip(*columns, strict=True)))


def _cells(pyarrow: Any, column: Any) -> list[Any]:
    if pyarrow.types.is_dictionary(column.type):
        return _texts(pyarrow, column)
    if pyarrow.types.is_timestamp(column.type):
        column = _wall_time(pyarrow, column)
    cells = column.to_pylist()
    return cells if _are_plain(pyarrow, column) else [_cell(value) for value in cells]


def _are_plain(pyarrow: Any, column: Any) -> bool:
    if pyarrow.types.is_floating(column.type):
        is_finite = pyarrow.compute.is_finite(column)
        return bool(pyarrow.compute.all(is_finite, skip_nulls=True).as_py())
    return bool(pyarrow.types.is_integer(column.type))


# Each text of a batch is made once; the library's own way makes every cell by itself, and slowly.
def _texts(pyarrow: Any, column: Any) -> list[Any]:
    lengths = pyarrow.compute.binary_length(column.dictionary)
    if (pyarrow.compute.max(lengths).as_py() or 0) > LONGEST:
        raise RefusedError(f"A cell has more than {LONGEST:,} characters. Export fewer columns.")
    used = column.indices.unique().drop_null()
    texts = dict(zip(used.to_pylist(), column.dictionary.take(used).to_pylist(), strict=True))
    return [texts.get(place) for place in column.indices.to_pylist()]


# A moment is the day that stood on the wall where it was taken.
def _wall_time(pyarrow: Any, column: Any) -> Any:
    if column.type.tz:
        try:
            column = pyarrow.compute.local_timestamp(column)
        except pyarrow.ArrowException:  # a zone that nobody here knows: as in Greenwich
            column = column.cast(pyarrow.timestamp(column.type.unit))
    return column.cast(pyarrow.timestamp("us"), safe=False)


def _cell(value: Any) -> Any:
    if value is None or (isinstance(value, int | str) and not isinstance(value, bool)):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | Decimal):
        number = float(value)
        return None if number != number else number if abs(number) < 1e300 else str(value)
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    return value.isoformat() if isinstance(value, time) else str(value)


def _is_flat(pyarrow: Any, kind: Any) -> bool:
    types = pyarrow.types
    if types.is_dictionary(kind):
        kind = kind.value_type
    known = (
        types.is_integer, types.is_floating, types.is_boolean, types.is_decimal, types.is_date,
        types.is_timestamp, types.is_time, types.is_null,
    )  # fmt: skip
    return _is_text(pyarrow, kind) or any(is_kind(kind) for is_kind in known)


def _is_text(pyarrow: Any, kind: Any) -> bool:
    return bool(pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind))


# What pandas numbers its rows with is no column of anybody's.
def _is_named(name: str) -> bool:
    return not name.startswith(_INDEX)


# Counted from where the library stands once it is loaded: how much that is, differs.
def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # elsewhere than on Linux the clock alone guards
        return
    resource.setrlimit(resource.RLIMIT_DATA, (used + MEMORY, used + MEMORY))


if __name__ == "__main__":
    main()
