"""Parquet files of usage: the same figures as the same rows in a CSV; what is damaged is said."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import pyarrow
import pyarrow.parquet
import pytest

from cspwidgets.cli.frame import run
from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.guess import kind_of
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.exchange.usage import import_usage
from cspwidgets.plan.edits import apply_all
from cspwidgets.plan.model import Account, Plan
from cspwidgets.portfolio import Portfolio
from support.measured import refused

ACME = Plan(id="acme", account=Account(name="Acme Ltd"))
NA = Plan(id="na", account=Account(name="NA"))
CSV = """Account,Date,Metric,Value
Acme Ltd,2026-05-31,Monthly Active Users,40
Acme Ltd,2026-06-30,Monthly Active Users,1204.5
NA,2026-06-30,Seats,3
"""


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), out, **options)
    return out.getvalue()


def figures(data: bytes) -> dict[tuple[str, str, str], float]:
    made = import_usage(read_tables(data), existing=[ACME, NA])
    assert made.not_taken == ()
    return {
        (plan.id, row.metric, row.on.isoformat()): row.value
        for plan in (ACME, NA)
        for row in apply_all(plan, made.updates.get(plan.id, ())).usage
    }


DAYS = [date(2026, 5, 31), date(2026, 6, 30), date(2026, 6, 30)]
BERLIN = [datetime(2026, 5, 30, 22, tzinfo=UTC), *[datetime(2026, 6, 29, 22, tzinfo=UTC)] * 2]
NAMES = ["Acme Ltd", "Acme Ltd", "NA"]
METRICS = ["Monthly Active Users", "Monthly Active Users", "Seats"]
FORMS = {
    "as a warehouse writes it": (
        pyarrow.array(NAMES).dictionary_encode(),
        pyarrow.array(DAYS),
        pyarrow.array([Decimal("40.0"), Decimal("1204.5"), Decimal("3.0")]),
    ),
    "as pandas writes it": (
        pyarrow.array(NAMES, pyarrow.large_string()),
        pyarrow.array([datetime(d.year, d.month, d.day) for d in DAYS], pyarrow.timestamp("ns")),
        pyarrow.array([40.0, 1204.5, 3.0]),
    ),
    "at midnight of its own zone": (
        pyarrow.array(NAMES),
        pyarrow.array(BERLIN, pyarrow.timestamp("us", tz="Europe/Berlin")),
        pyarrow.array(["40", "1204.5", "3"]),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_parquet_file_has_the_figures_of_the_same_rows_in_a_csv(form: str):
    names, days, values = FORMS[form]
    data = parquet({"Account": names, "Date": days, "Metric": METRICS, "Value": values})
    assert figures(data) == figures(CSV.encode())


def test_what_no_cell_can_hold_is_left_out_and_said_and_pandas_index_is_no_column():
    frame = pandas.DataFrame(
        {"Account": ["Acme Ltd", "NA"], "Seats": [3, None], "Tags": [["a"], []]}, index=[7, 9]
    )
    frame["Active"] = [True, False]
    frame["Date"] = pandas.to_datetime(["2026-06-30 00:00", "2026-07-01 08:30"])
    out = io.BytesIO()
    frame.to_parquet(out)
    (table,) = read_tables(out.getvalue())
    assert [line.cells for line in table.lines] == [
        ("Account", "Seats", "Active", "Date"),
        ("Acme Ltd", 3.0, "TRUE", date(2026, 6, 30)),
        ("NA", "", "FALSE", datetime(2026, 7, 1, 8, 30)),
    ]
    assert table.how == "Parquet; left out, as no cell can hold them: “Tags”"
    assert kind_of((table,)) == "usage"


def test_a_parquet_file_is_imported_by_the_shell_and_the_second_time_changes_nothing(
    demo: Portfolio, tmp_path: Path, capsys
):
    file = tmp_path / "usage.parquet"
    days = [date(2026, 5, 31), date(2026, 6, 30)]
    names = ["Northwind Freight"] * 2
    file.write_bytes(parquet({"Account": names, "Date": days, "API calls": [5, 6], "MAU": [1, 2]}))
    assert run(["import", str(file)]) == 0
    assert "Read as Parquet" in capsys.readouterr().out
    usage = demo.plan("northwind").plan.usage
    assert [row.value for row in usage if row.metric == "API calls"] == [5, 6]
    assert run(["import", str(file)]) == 0
    assert "1 account as before." in capsys.readouterr().out
    assert demo.plan("northwind").plan.usage == usage


def test_rows_are_numbered_as_in_a_sheet_and_blank_ones_count():
    names = [f"A{n}" if n != 700 else None for n in range(1_200)]
    (table,) = read_tables(parquet({"Account": names, "MAU": [None] * 1_200}))
    assert [line.number for line in table.lines][:2] == [1, 2]
    assert {line.cells[0]: line.number for line in table.lines}["A1199"] == 1_201
    assert 702 not in {line.number for line in table.lines}


GOOD = parquet({"Account": NAMES, "Date": DAYS, "MAU": [1, 2, 3]})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (GOOD[:-9], "damaged"),
        (b"PAR1" + bytes(200) + b"PAR1", "damaged"),
        (b"PARE" + GOOD[4:-4] + b"PARE", "has a password"),
        (parquet({"Tags": [["a"], ["b"]]}), "no rows"),
        (parquet({f"C{n}": [1] for n in range(301)}), "301 columns"),
    ],
)
def test_what_is_no_whole_table_is_one_sentence(data: bytes, says: str):
    with pytest.raises(UnreadableFile, match=says):
        read_tables(data, file="usage.parquet")


BOMBS = {
    "five million rows in a few bytes": (
        lambda: parquet({"MAU": pyarrow.array([1] * 5_000_000)}),
        "5,000,000 rows",
    ),
    "a cell of a hundred megabytes": (
        lambda: parquet({"A": ["z" * 120_000_000]}, compression="zstd", use_dictionary=False),
        "far more memory",
    ),
    "a megabyte said a hundred thousand times": (
        lambda: parquet(
            {
                "A": pyarrow.DictionaryArray.from_arrays(
                    pyarrow.array([0] * 99_000, pyarrow.int32()), pyarrow.array(["x" * 1_000_000])
                )
            },
            compression="zstd",
        ),
        "more than 100,000 characters",
    ),
    "a kilobyte said forty-five thousand times": (
        lambda: parquet({"A": ["y" * 1_000] * 45_000}, compression="zstd", use_dictionary=False),
        "far more text",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_in_two_seconds_and_300_megabytes(bomb: str, tmp_path: Path):
    make, says = BOMBS[bomb]
    path = tmp_path / "bomb.parquet"
    path.write_bytes(make())
    assert path.stat().st_size < 1_000_000
    sentence, seconds, megabytes = refused(path)
    assert says in sentence
    assert seconds < 2
    assert megabytes < 300
