"""Damaged files: a table or one sentence, never a traceback, never a hang, never half an import.

The numbers are those of a quick run: `CSP_TEST_MUTATIONS=5000` damages the files of each reader as
often as the promise says (with `--timeout=3600`).
"""

import json
import os
import random
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspwidgets.errors import CspError, UnreadableFile
from cspwidgets.exchange.accounts import import_accounts
from cspwidgets.exchange.guess import kind_of
from cspwidgets.exchange.imported import Answers
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.exchange.tasks import import_tasks
from cspwidgets.exchange.usage import import_usage
from cspwidgets.plan.codec import plan_from_yaml
from cspwidgets.plan.edits import apply_all
from support import parquetfork
from support.mutations import BOOKS, FILES, PARQUET, PLANS, mutated
from support.tables import new_plan, rewritten

MUTATIONS = int(os.environ.get("CSP_TEST_MUTATIONS", "0"))
SECONDS = 10
"""What no file may take, however damaged, on however busy a machine."""


def patient(quick: int) -> settings:
    """So many examples in a quick run, all that are promised in a full one."""
    return settings(
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        max_examples=MUTATIONS or quick,
        database=None,
    )


PATIENT = patient(60)
SEEDS = st.integers(0, 2**40)
ANSWERS = Answers(day_first=True)


def survives(data: bytes) -> None:
    began = time.perf_counter()
    try:
        tables = read_tables(data, file="upload")
    except UnreadableFile:
        return
    kind_of(tables)
    plan = new_plan()
    tasks = import_tasks(tables, into=plan, answers=ANSWERS)
    assert apply_all(plan, tasks.edits) == tasks.plan
    accounts = import_accounts(tables, existing=[plan], answers=ANSWERS)
    for edits in accounts.updates.values():
        apply_all(plan, edits)
    usage = import_usage(tables, existing=[plan], only=plan, answers=ANSWERS)
    for edits in usage.updates.values():
        apply_all(plan, edits)
    if tasks.is_open:
        assert (tasks.edits, tasks.plan) == ((), plan)
    if accounts.is_open:
        assert (accounts.new, accounts.updates) == ((), {})
    if usage.is_open:
        assert usage.updates == {}
    assert time.perf_counter() - began < SECONDS


@pytest.mark.parametrize("reader", FILES)
@patient(6)
@given(SEEDS)
def test_a_mutated_file_is_a_table_or_a_sentence(reader: str, seed: int):
    survives(mutated(FILES[reader], seed))


@settings(deadline=None, max_examples=2)
@given(SEEDS)
def test_a_mutated_parquet_file_is_a_table_or_a_sentence(seed: int):
    survives(mutated([PARQUET], seed))


@pytest.mark.slow
def test_many_mutated_parquet_files_end_nothing_but_their_own_process(tmp_path: Path):
    good = tmp_path / "good.parquet"
    good.write_bytes(PARQUET)
    program = str(Path(parquetfork.__file__))
    command = [sys.executable, program, "0", str(MUTATIONS or 15), str(good)]
    tests = Path(__file__).parents[1]
    paths = os.pathsep.join([str(tests.parent), str(tests)])
    told = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert told.returncode == 0, told.stderr[-2_000:]
    ends = json.loads(told.stdout)
    assert sum(ends[name] for name in ends if name != "slowest") == (MUTATIONS or 15)
    assert ends.get("table") or not MUTATIONS
    assert ends["slowest"] < SECONDS


@patient(20)
@given(SEEDS)
def test_a_mutated_plan_is_a_plan_or_a_sentence(seed: int):
    with suppress(CspError):
        plan_from_yaml(mutated(PLANS, seed).decode("utf-8", errors="replace"), file="plan.yaml")


@pytest.mark.slow
@patient(40)
@given(SEEDS, st.sampled_from(BOOKS))
def test_a_workbook_with_a_mutated_part_is_a_table_or_a_sentence(seed: int, book: bytes):
    names = zipfile.ZipFile(BytesIO(book)).namelist()
    chosen = names[seed % len(names)]

    def change(name: str, part: bytes) -> bytes:
        return mutated([part], seed) if name == chosen else part

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
    places = random.Random(7).sample(range(4, len(data)), 30)
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
