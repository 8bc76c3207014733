"""Text with a separator (CSV and its kin): encoding, separator and quotation marks are found out.

The csv module is not used: its limit of 131,072 characters to a field belongs to the whole
program, and a quotation mark that is never closed makes it swallow every row that follows. Here a
quotation mark that does not close properly costs the one line it stands in, which is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.table import MAX_COLUMNS, MAX_ROWS, Line, Table, trimmed

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LOOKED_AT = 60
_LONGEST_FIELD = 1_000_000
_MOST_BROKEN = 200
_NEVER_CLOSED = "a quotation mark in this line is never closed"


def read_text(data: bytes, *, file: str = "") -> Table:
    """Read a text table.

    Raises
    ------
    UnreadableFile
        It is not text, not a table, too long or too wide.
    """
    text, encoding = _decoded(data, file)
    if text.lstrip()[:1] == "<":
        raise UnreadableFile(
            "This is a web page or XML, not a table, whatever its name says. "
            "Open it in a spreadsheet and save it as .xlsx or CSV.",
            file=file,
            place="line 1",
        )
    text, separator = _separator(text)
    lines = []
    record = broken = 0
    for record, (number, cells, trouble) in enumerate(_records(text, separator), start=1):
        broken += bool(trouble)
        filled = trimmed(list(cells))
        if broken > _MOST_BROKEN:
            raise UnreadableFile(
                f"The quotation marks do not pair up in more than {_MOST_BROKEN} lines. "
                "Export the file again, as CSV or .xlsx.",
                file=file,
                place=f"line {number}",
            )
        if len(filled) > MAX_COLUMNS:
            raise UnreadableFile(
                f"Line {number} has {len(filled)} columns; up to {MAX_COLUMNS} are read.",
                file=file,
                place=f"line {number}",
            )
        if filled:
            lines.append(Line(number, record, filled, trouble))
        if len(lines) > MAX_ROWS + 1:  # and the header
            raise UnreadableFile(
                f"The file has more than {MAX_ROWS:,} rows. Export fewer.",
                file=file,
                place=f"line {number}",
            )
    how = f"{encoding}, separated by {_SEPARATORS[separator]}"
    return Table(lines=tuple(lines), file=file, how=how)


def _decoded(data: bytes, file: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = [("utf-16", "UTF-16")]
    elif b"\x00" in data[:4000]:
        low = data[:4000:2].count(b"\x00") > data[1:4000:2].count(b"\x00")
        encodings = [("utf-16-be" if low else "utf-16-le", "UTF-16")]
    elif data.startswith(b"\xef\xbb\xbf"):
        encodings = [("utf-8-sig", "UTF-8")]
    else:
        encodings = [("utf-8", "UTF-8"), ("cp1252", "Windows-1252")]
    failed = 0
    for codec, name in encodings:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            failed = error.start
            continue
        if "\x00" in text or _is_noise(text):
            break
        return text, name
    line = data.count(b"\n", 0, failed) + 1
    raise UnreadableFile(
        "This is not a text file that can be read. Save it as .xlsx, or as CSV in UTF-8.",
        file=file,
        place=f"line {line}",
    )


# Pictures and programs happen to decode as Windows-1252; a table has hardly a control character.
def _is_noise(text: str) -> bool:
    start = text[:4000]
    return len(re.findall(r"[\x01-\x08\x0e-\x1f]", start)) > len(start) / 50


def _separator(text: str) -> tuple[str, str]:
    told = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if told and told[1] in _SEPARATORS:
        return "\n" + text[told.end() :], told[1]
    scores = {separator: _score(text, separator) for separator in _SEPARATORS}
    return text, max(scores, key=lambda separator: scores[separator])


# How even the rows are that a separator makes, then how many columns: the right one makes most
# rows equally long, while commas within sentences make rows of every length.
def _score(text: str, separator: str) -> tuple[float, int]:
    widths = [len(cells) for _, cells, _ in islice(_records(text, separator), _LOOKED_AT)]
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return (0.0, 0)
    width, rows = max(counts.items(), key=lambda item: (item[1], item[0]))
    return (round(rows / len(widths), 1), width)


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str], str]]:
    reader = _Reader(text, separator)
    position, number = 0, 1
    while position < len(text):
        cells, end, trouble = reader.record(position)
        yield number, cells, trouble
        number += _line_ends(text, position, end)
        position = end


@dataclass(slots=True)
class _Reader:
    text: str
    separator: str

    def record(self, position: int) -> tuple[list[str], int, str]:
        cells: list[str] = []
        start = position
        while True:
            cell, end = self.field(position)
            if end < 0:
                return self.literally(start)
            cells.append(cell)
            if self.text[end : end + 1] != self.separator:
                return cells, _after_line_end(self.text, end), ""
            position = end + 1

    def field(self, position: int) -> tuple[str, int]:
        """A field and the position of what ends it; -1 where its quotation mark does not close."""
        if self.text[position : position + 1] != '"':
            end = self.end_of_plain(position)
            return self.text[position:end], end
        close = position + 1
        while True:
            close = self.text.find('"', close, position + _LONGEST_FIELD)
            if close < 0:
                return "", -1
            if self.text[close + 1 : close + 2] != '"':
                break
            close += 2
        inside = self.text[position + 1 : close].replace('""', '"')
        end = self.end_of_plain(close + 1)
        rest = self.text[close + 1 : end]
        if rest.strip() and ("\n" in inside or "\r" in inside):
            return "", -1
        return inside + rest.rstrip(), end

    def end_of_plain(self, position: int) -> int:
        found = _plain_end(self.separator).search(self.text, position)
        return found.start() if found else len(self.text)

    def literally(self, start: int) -> tuple[list[str], int, str]:
        end = _LINE_END.search(self.text, start)
        stop = end.start() if end else len(self.text)
        cells = self.text[start:stop].split(self.separator)
        return cells, _after_line_end(self.text, stop), _NEVER_CLOSED


_LINE_END = re.compile(r"[\r\n]")
_PLAIN_ENDS = {one: re.compile(f"[{re.escape(one)}\r\n]") for one in _SEPARATORS}


def _plain_end(separator: str) -> re.Pattern[str]:
    return _PLAIN_ENDS[separator]


def _after_line_end(text: str, position: int) -> int:
    return position + (2 if text.startswith("\r\n", position) else 1)


def _line_ends(text: str, start: int, end: int) -> int:
    pairs = text.count("\r\n", start, end)
    return text.count("\n", start, end) + text.count("\r", start, end) - pairs
