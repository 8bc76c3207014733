"""Good files of every kind that is read, and ways to damage them."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from datetime import date

import pyarrow
import pyarrow.parquet

from cspwidgets.exchange.export import to_csv, to_xlsx
from cspwidgets.plan.codec import plan_to_yaml
from support.plans import small_plan
from support.tables import CRM_FILES, PROJECT_FILES, REAL, USAGE_FILES, workbook

JIRA = b"""Summary,Issue key,Issue Type,Status,Assignee,Due date,Inward issue link (Blocks)
Kick-off,ACME-1,Task,Done,Priya,06/Jul/26 12:00 AM,
Connect data,ACME-2,Task,In Progress,Dana,14/Jul/26 12:00 AM,ACME-1
"""
TRELLO = b"""Card ID,Card Name,Card URL,Members,Due Date,List Name,Due Complete
5f1,Kick-off,https://trello.example/1,priya,2026-07-06T10:00:00.000Z,Start,true
5f2,Connect data,https://trello.example/2,dana,2026-07-14T10:00:00.000Z,Value,false
"""
GAINSIGHT = b"""Gsid,Name,CompanyName,TypeName,StatusName,OwnerName,DueDate
C1,Low adoption,Acme Ltd,Risk,Open,Priya Nair,2026-07-16
C2,Kick-off,Acme Ltd,Lifecycle,Closed Success,Priya Nair,2026-07-06
"""
SMARTSHEET = b"""Task Name,Status,Assigned To,Start Date,End Date,Duration,% Complete,Predecessors
Onboard,In Progress,,07/01/26,07/31/26,23d,40%,
Kick-off,Complete,dana@acme.example,07/01/26,07/01/26,1d,100%,
Connect data,In Progress,priya@ours.example,07/13/26,07/24/26,10d,0.25,2FS +2d
"""
WIDE = b"Account,Metric,Jan 2026,Feb 2026\nAcme,Seats,100,40 %\nAcme,MAU,1.204,0.4\n"


def _parquet() -> bytes:
    out = io.BytesIO()
    days = [date(2026, 1 + n % 12, 1 + n % 28) for n in range(1_500)]
    columns = {
        "Account": pyarrow.array([f"Customer {n % 7}" for n in range(1_500)]).dictionary_encode(),
        "Note": [f"words {n * 7919 % 1_009} and more" for n in range(1_500)],
        "Date": days,
        "MAU": [n * 7919 % 10_007 for n in range(1_500)],
        "Seats": [n / 7 for n in range(1_500)],
    }
    table = pyarrow.table(columns)
    pyarrow.parquet.write_table(table, out, row_group_size=500, data_page_size=1_000)
    return out.getvalue()


BOOKS = [
    workbook([["Task Name", "Start", "Done"], ["A", date(2026, 1, 5), 0.4], ["B", 45_000, "x"]]),
    to_xlsx(small_plan()),
]
PARQUET = _parquet()
FILES: dict[str, list[bytes]] = {
    "account lists": [
        (REAL / "ebikes-accounts.csv").read_bytes(),
        (CRM_FILES / "fivetran-hubspot-companies.csv").read_bytes(),
        (CRM_FILES / "workbench-customers.csv").read_bytes(),
    ],
    "tasks of Salesforce": [(CRM_FILES / "fivetran-salesforce-tasks.csv").read_bytes()],
    "tasks of HubSpot": [(CRM_FILES / "fivetran-hubspot-tasks.csv").read_bytes()],
    "tasks of Gainsight": [GAINSIGHT],
    "tasks of Asana": [(REAL / "asana-sample.csv").read_bytes()],
    "tasks of Jira": [JIRA],
    "cards of Trello": [TRELLO],
    "sheets of Smartsheet": [SMARTSHEET],
    "lists of Microsoft Project and Planner": [
        (REAL / "swimlanes-ms-project.csv").read_bytes(),
        (REAL / "swimlanes-ms-planner.csv").read_bytes(),
    ],
    "projects in XML": [(PROJECT_FILES / "project-mcp-sample.xml").read_bytes()],
    "usage, a figure a row": [(USAGE_FILES / "iowa-electricity.csv").read_bytes()],
    "usage, a column a metric or a month": [
        (USAGE_FILES / "us-employment.csv").read_bytes(),
        (USAGE_FILES / "workbench-product-usage.csv").read_bytes(),
        WIDE,
    ],
    "our own sheets": [to_csv(small_plan())],
    "workbooks": BOOKS,
}
"""Good files of each reader of tables."""

PLANS = [plan_to_yaml(small_plan()).encode()]


def mutated(good: Sequence[bytes], seed: int) -> bytes:
    """A good file with bytes changed, cut, doubled, put in, or two lines or cells exchanged."""
    chance = random.Random(seed)
    data = bytearray(chance.choice(good))
    kinds = ["change", "cut", "double", "put", "turn"][: chance.choice([1, 5, 5])]
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data) or 1)
        size = chance.randint(0, 60)
        kind = chance.choice(kinds)
        if kind == "change" and data:
            data[place] = chance.randrange(256)
        elif kind == "cut":
            del data[place : place + size]
        elif kind == "double":
            data[place:place] = data[place : place + size]
        elif kind == "put":
            data[place:place] = chance.choice(_PUT)
        else:
            data = bytearray(_turned(bytes(data), chance))
    return bytes(data)


_PUT = [
    b'"', b"\n", b",", b";", b"\x00", b"\xff\xfe", b"=1", b"<c/>", b"\r", b"\xe2\x80\xa8", b"1e999",
    b"99999999999999999999", b"-", b"%", b"01/02/2026", b"2026-02-30", b"NaN", b"&#0;", b"]]>",
]  # fmt: skip


def _turned(data: bytes, chance: random.Random) -> bytes:
    sign = chance.choice([b"\n", b",", b"<"])
    parts = data.split(sign)
    first, second = chance.randrange(len(parts)), chance.randrange(len(parts))
    parts[first], parts[second] = parts[second], parts[first]
    return sign.join(parts)
