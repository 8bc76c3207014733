"""Table files as people have them: encodings, separators, quotation marks, damage."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.exchange.table import words_of
from support.tables import workbook

ROWS = [["Task Name", "Owner", "Notes"], ["Schulung für Dispatcher", "Łoś", "a, b"]]


def lines(data: bytes) -> list[list[str]]:
    return [[words_of(cell) for cell in line.cells] for line in read_tables(data)[0].lines]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_separator_and_encoding_are_found_out(separator: str, encoding: str):
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)
    assert lines(text.encode(encoding)) == ROWS


def test_a_report_in_windows_1252_keeps_its_umlauts_and_dashes():
    data = "Name;Ort\nMüller – Söhne;Köln\nCafé €;Paris".encode("cp1252")
    assert lines(data)[1:] == [["Müller – Söhne", "Köln"], ["Café €", "Paris"]]
    assert read_tables(data)[0].how == "Windows-1252, separated by semicolons"


def test_the_separator_is_not_misled_by_commas_in_sentences():
    data = b"Task;Notes\nOne;first, second, third\nTwo;a, b\nThree;none"
    assert lines(data)[1] == ["One", "first, second, third"]


def test_a_sep_line_of_excel_tells_the_separator_and_keeps_the_line_numbers():
    table = read_tables(b"sep=;\nA;B,C\n1;2,3\n")[0]
    assert [(line.number, line.cells) for line in table.lines] == [
        (2, ("A", "B,C")),
        (3, ("1", "2,3")),
    ]


def test_lines_are_numbered_as_an_editor_numbers_them():
    data = b'Title of the report\n\nA,B\n"one\ntwo\nthree",x\n\n\nlast,y\n'
    table = read_tables(data)[0]
    assert [(line.number, line.record) for line in table.lines] == [(1, 1), (3, 3), (4, 4), (9, 7)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(end: str):
    assert lines(end.join(["A,B", "1,2", "3,4"]).encode()) == [["A", "B"], ["1", "2"], ["3", "4"]]


def test_an_unclosed_quotation_mark_costs_one_line_not_a_thousand():
    rows = [f"{n},step {n},x" for n in range(1000)]
    rows[3] = '3,"step 3,x'
    rows[900] = '900,"with, comma",x'
    table = read_tables("\n".join(["ID,Task Name,Owner", *rows]).encode())[0]
    assert len(table.lines) == 1001
    assert [line.number for line in table.lines if line.trouble] == [5]
    assert table.lines[901].cells == ("900", "with, comma", "x")


def test_quotation_marks_within_a_field_stay():
    assert lines(b'A,B\n5" pipe,"say ""hello"""\n"a" b,c\n') == [
        ["A", "B"],
        ['5" pipe', 'say "hello"'],
        ["a b", "c"],
    ]


def test_a_field_may_be_longer_than_the_csv_module_allows():
    long = "x" * 400_000
    assert lines(f"A,B\n{long},1\n".encode())[1][0] == long


def test_names_that_look_like_nothing_stay_names():
    assert lines(b"Name,Owner\nNA,None\nnull,nan\n")[1:] == [["NA", "None"], ["null", "nan"]]


def test_cells_of_a_workbook_come_as_people_see_them():
    data = workbook(
        [
            ["Start", "Share", "Days", "Ready", "When"],
            [date(2026, 3, 31), 0.45, 3.0, True, datetime(2026, 3, 31, 9, 30)],
        ]
    )
    row = read_tables(data)[0].lines[1].cells
    assert row == (date(2026, 3, 31), 0.45, 3, "TRUE", datetime(2026, 3, 31, 9, 30))


def test_a_cell_that_shows_a_percentage_is_read_as_one():
    book = Workbook()
    page = book.worksheets[0]
    page.append(["% Complete", 0.45])
    page["B1"].number_format = "0%"
    data = BytesIO()
    book.save(data)
    assert read_tables(data.getvalue())[0].lines[0].cells == ("% Complete", "45%")


def test_blank_rows_of_a_workbook_count_as_rows():
    table = read_tables(workbook([["A", "B"], [], [None, ""], ["1", "2"]]))[0]
    assert [line.number for line in table.lines] == [1, 4]


def test_a_file_is_read_from_its_path_and_named_after_it(tmp_path: Path):
    path = tmp_path / "plan.csv"
    path.write_bytes(b"A,B\n1,2\n")
    assert read_tables(path)[0].file == "plan.csv"
    with pytest.raises(UnreadableFile, match=r"missing\.csv cannot be read"):
        read_tables(tmp_path / "missing.csv")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no rows"),
        (b"\n , \n,,\n", "no rows"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file, or one with a password"),
        (b"<html><table><tr><td>x</td></tr></table>", "a web page or XML"),
        (b"PK\x03\x04 no zip at all", "damaged"),
        (bytes(range(256)) * 40, "not a text file"),
        (b"\x89PNG\r\n\x1a\n" + b"\x01\x02\x03" * 500, "not a text file"),
        (",".join("x" * 301).encode(), "301 columns"),
        (b"a,b\n" * 100_002, "more than 100,000 rows"),
        (b"a,b\n" + b'"x,1\n' * 300, "quotation marks do not pair up"),
        (b"x" * 25_000_001, "25 MB"),
    ],
)
def test_what_is_no_table_is_refused_with_one_sentence(data: bytes, says: str):
    with pytest.raises(UnreadableFile, match=says) as caught:
        read_tables(data, file="upload.csv")
    assert caught.value.file == "upload.csv"
    assert caught.value.sentence.endswith(".")


def test_the_place_of_what_is_wrong_is_told():
    with pytest.raises(UnreadableFile) as caught:
        read_tables(b"a,b\n1,2\n" + b",".join([b"x"] * 400))
    assert caught.value.place == "line 3"
