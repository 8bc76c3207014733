"""Damaged files: a table or one sentence, never a traceback, never a hang."""

import os
import random
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspwidgets.errors import CspError, UnreadableFile
from cspwidgets.exchange.accounts import import_accounts
from cspwidgets.exchange.export import to_csv, to_xlsx
from cspwidgets.exchange.imported import Answers
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.exchange.tasks import import_tasks
from cspwidgets.exchange.usage import import_usage
from cspwidgets.plan.edits import apply_all
from support.plans import small_plan
from support.tables import PROJECT_FILES, REAL, USAGE_FILES, new_plan, rewritten, workbook

TEXTS = [
    (REAL / "asana-sample.csv").read_bytes(),
    to_csv(small_plan()),
    (PROJECT_FILES / "project-mcp-sample.xml").read_bytes(),
    (USAGE_FILES / "us-employment.csv").read_bytes(),
    b"Account,Metric,Jan 2026,Feb 2026\nAcme,Seats,100,40 %\nAcme,MAU,1.204,0.4\n",
]
BOOKS = [workbook([["Task Name", "Start"], ["A", "2026-01-05"]]), to_xlsx(small_plan())]
PATIENT = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=int(os.environ.get("CSP_TEST_MUTATIONS", "100")),
)
"""`CSP_TEST_MUTATIONS=5000` mutates each reader's files as often as the promise says."""


def survives(data: bytes) -> None:
    try:
        tables = read_tables(data, file="upload")
    except UnreadableFile:
        return
    plan = new_plan()
    result = import_tasks(tables, into=plan, answers=Answers(day_first=True))
    assert apply_all(plan, result.edits) == result.plan
    import_accounts(tables, answers=Answers(day_first=True))
    usage = import_usage(tables, existing=[plan], only=plan, answers=Answers(day_first=True))
    for edits in usage.updates.values():
        apply_all(plan, edits)


@st.composite
def mutations(draw: st.DrawFn, good: st.SearchStrategy[bytes]) -> bytes:
    """A good file with bytes changed, cut, doubled or put in."""
    data = bytearray(draw(good))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(len(data) - 1, 0)))
        size = draw(st.integers(0, 60))
        kind = draw(st.sampled_from(["change", "cut", "double", "put"]))
        if kind == "change" and data:
            data[place] = draw(st.integers(0, 255))
        elif kind == "cut":
            del data[place : place + size]
        elif kind == "double":
            data[place:place] = data[place : place + size]
        else:
            data[place:place] = draw(
                st.sampled_from([b'"', b"\n", b",", b";", b"\x00", b"\xff\xfe", b"=1", b"<c/>"])
            )
    return bytes(data)


@PATIENT
@given(mutations(st.sampled_from(TEXTS + BOOKS)))
def test_a_mutated_file_is_a_table_or_a_sentence(data: bytes):
    survives(data)


@pytest.mark.slow
@PATIENT
@given(st.data(), st.sampled_from(BOOKS), st.integers(0, 20))
def test_a_workbook_with_a_mutated_part_is_a_table_or_a_sentence(
    data: st.DataObject, book: bytes, number: int
):
    names = zipfile.ZipFile(BytesIO(book)).namelist()
    chosen = names[number % len(names)]

    def change(name: str, part: bytes) -> bytes:
        return data.draw(mutations(st.just(part))) if name == chosen else part

    survives(rewritten(book, change))


@PATIENT
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes):
    survives(data)


@PATIENT
@given(st.text(alphabet="ab,;\t|\"\r\n'=", max_size=200))
def test_any_mess_of_separators_and_quotation_marks_is_a_table_or_a_sentence(text: str):
    survives(text.encode())


@pytest.mark.parametrize("book", range(len(BOOKS)))
def test_a_workbook_cut_anywhere_is_damaged_and_says_so(book: int):
    data = BOOKS[book]
    places = random.Random(7).sample(range(4, len(data)), 60)
    for place in places:
        with pytest.raises(UnreadableFile):
            read_tables(data[:place])


@PATIENT
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_any_cells_under_known_names_are_taken_or_reported(rows: list[list[str]]):
    header = ["Task ID", "Task Name", "Start", "Due", "Predecessors", "% Complete"]
    cells = [[cell.replace('"', "'").replace("\x00", "") for cell in row] for row in rows]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [header, *cells])
    try:
        tables = read_tables(text.encode("utf-8", errors="replace"))
        result = import_tasks(tables, into=new_plan(), answers=Answers(day_first=True))
    except CspError:
        return
    assert apply_all(new_plan(), result.edits) == result.plan
    filled = sum(any(cell.strip() for cell in row) for row in cells)
    whole = sum(not one.column for one in result.not_taken)
    assert result.taken + whole <= filled + len(rows)
