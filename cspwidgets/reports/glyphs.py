"""Which letters a font file has: PDF/UA allows none that its fonts cannot draw."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def letters_of(font: Path) -> frozenset[int]:
    """The code points that a TrueType or OpenType file draws; none, if it is no such file."""
    data = font.read_bytes()
    try:
        table = _table(data, b"cmap")
        (count,) = struct.unpack_from(">H", table, 2)
        found: set[int] = set()
        for place in range(count):
            (offset,) = struct.unpack_from(">L", table, 4 + 8 * place + 4)
            found.update(_letters(table[offset:]))
    except (struct.error, LookupError):
        return frozenset()
    return frozenset(found)


def _table(data: bytes, name: bytes) -> bytes:
    # A collection (ttcf) begins with the places of its fonts; the first one stands for all.
    begin = struct.unpack_from(">L", data, 12)[0] if data[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", data, begin + 4)
    for place in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, begin + 12 + 16 * place)
        if tag == name:
            return data[offset : offset + length]
    raise LookupError(name)


def _letters(subtable: bytes) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", subtable)
    if kind == 4:
        yield from _segments(subtable)
    elif kind == 12:
        (groups,) = struct.unpack_from(">L", subtable, 12)
        for place in range(groups):
            first, last, _ = struct.unpack_from(">LLL", subtable, 16 + 12 * place)
            yield from range(first, min(last, 0x10FFFF) + 1)


def _segments(subtable: bytes) -> Iterator[int]:
    # Format 4 of the OpenType specification: ends, starts, deltas and offsets of segments.
    count = struct.unpack_from(">H", subtable, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", subtable, 14)
    starts = struct.unpack_from(f">{count}H", subtable, 16 + 2 * count)
    for start, end in zip(starts, ends, strict=True):
        if end != 0xFFFF:
            yield from range(start, end + 1)
