"""Workbooks made to hurt: refused before they are unpacked, in a moment and in little memory."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.sheet import read_tables
from support.measured import refused
from support.tables import rewritten, workbook

BASE = workbook([["Task Name", "Start", "Finish"], ["Kick-off", "2026-01-05", "2026-01-05"]])


def in_sheet(old: bytes, new: bytes) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(old, new) if name == "xl/worksheets/sheet1.xml" else part

    return rewritten(BASE, change)


def far_cell(cell: bytes) -> bytes:
    row = b'<row r="9"><c r="' + cell + b'"><v>1</v></c></row></sheetData>'
    return in_sheet(b"</sheetData>", row)


def a_gigabyte() -> bytes:
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(BASE)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            with new.open(part.filename, "w") as stream:
                stream.write(old.read(part))
                if part.filename == "xl/worksheets/sheet1.xml":
                    for _ in range(1000):
                        stream.write(b" " * 1_000_000)
    return made.getvalue()


BOMBS = {
    "a gigabyte": (a_gigabyte, "1,000 MB"),
    "a far cell": (lambda: far_cell(b"XFD1048576"), "a cell at XFD1048576"),
    "a far column": (lambda: far_cell(b"ZZZ2"), "a cell at ZZZ2"),
    "entities": (
        lambda: in_sheet(b"<sheetData>", b'<!DOCTYPE a [<!ENTITY b "c">]><sheetData>'),
        "declares entities",
    ),
    "many cells": (
        lambda: in_sheet(b"</sheetData>", b"<row>" + b"<c/>" * 1_000_001 + b"</row></sheetData>"),
        "more than 1,000,000 cells|no honest sheet",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_in_two_seconds_and_300_megabytes(bomb: str, tmp_path: Path):
    make, says = BOMBS[bomb]
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(make())
    with pytest.raises(UnreadableFile, match=says):
        read_tables(path)
    _, seconds, megabytes = refused(path)
    assert seconds < 2
    assert megabytes < 300


def test_the_parser_refuses_what_expands():
    assert openpyxl.DEFUSEDXML is True


def test_a_part_that_lies_about_its_size_is_damage_not_a_bomb():
    broken = bytearray(BASE)
    with zipfile.ZipFile(BytesIO(BASE)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    size = part.file_size.to_bytes(4, "little")
    central = broken.rindex(size)
    broken[central : central + 4] = (20).to_bytes(4, "little")
    with pytest.raises(UnreadableFile, match="damaged"):
        read_tables(bytes(broken))


def test_formatting_of_whole_rows_is_no_bomb():
    row = b'<row r="2" spans="1:16384" s="1" customFormat="1">'
    assert len(read_tables(in_sheet(b'<row r="2">', row))[0].lines) == 2
