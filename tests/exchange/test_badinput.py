"""What CSMs have and nobody wants: each is read as well as it can be, and what is not is said."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.accounts import import_accounts
from cspwidgets.exchange.imported import Answers
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.journey.checks import check
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.words import ActivityState
from support.tables import brought, taken, workbook

DONE, BEGUN = ActivityState.DONE, ActivityState.IN_PROGRESS


def sheets(**pages: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in pages.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_three_hundred_columns_are_read_and_known_among_them_and_one_more_is_refused(form: str):
    def file(width: int) -> bytes:
        names = [f"Custom {n}" for n in range(width - 3)]
        rows = [[*names, "Task Name", "Due", "Status"]]
        rows.append([*("x" for _ in names), "Go live", "2026-05-29", "Done"])
        if form == "xlsx":
            return workbook(rows)
        return "\n".join(",".join(row) for row in rows).encode()

    made = taken(file(300))
    (one,) = made.plan.activities
    assert (one.title, one.due_on, one.state) == ("Go live", date(2026, 5, 29), DONE)
    assert one.notes.count(": x") == 297
    with pytest.raises(UnreadableFile, match="has 301 columns; up to 300 are read"):
        taken(file(301))


HEAD = ["Task Name", "Due", "Status"]
OLD = [HEAD, ["Kick-off", date(2026, 3, 2), "Done"], ["Go live", date(2026, 5, 29), "Open"]]
NEW = [HEAD, ["Kick-off", date(2026, 3, 2), "Done"], ["Go live", date(2026, 6, 12), "Open"]]


def test_of_two_sheets_that_disagree_one_is_read_and_the_other_is_named():
    data = sheets(Plan=NEW, Old=OLD, Legend=[["Colour", "Meaning"], ["red", "late"]])
    made = taken(data)
    assert brought(made, "due_on")["Go live"] == date(2026, 6, 12)
    (told,) = [remark for remark in made.remarks if "sheet “" in remark]
    assert told == (
        "The sheet “Old” is such a list too and is not read, and 1 of its 2 rows say otherwise; "
        "“Plan” is read. Choose the other sheet to read it instead."
    )
    other = taken(data, sheet="Old")
    assert brought(other, "due_on")["Go live"] == date(2026, 5, 29)
    assert any("“Old” is read" in remark for remark in other.remarks)


def test_two_sheets_that_agree_are_named_and_no_quarrel_is_made_up():
    (told,) = [one for one in taken(sheets(Plan=NEW, Copy=NEW)).remarks if "sheet “" in one]
    assert "say otherwise" not in told


def test_accounts_on_two_sheets_are_read_from_the_one_that_is_chosen():
    head = ["Account Name", "Industry", "ARR", "Renewal Date"]
    data = sheets(
        Accounts=[head, ["Acme", "Food", 10, "2027-01-01"]],
        Archive=[head, ["Acme", "Food", 12, "2027-01-01"], ["Bee", "Food", 1, "2026-01-01"]],
    )
    made = import_accounts(read_tables(data), answers=Answers(currency="EUR"))
    assert [plan.account.fee for plan in made.new] == [10.0]
    assert any("1 of its 2 rows say otherwise" in remark for remark in made.remarks)


def test_a_circle_of_links_is_taken_and_found_and_hangs_nothing():
    made = taken("ID,Task Name,Due,Predecessors\n1,A,,3\n2,B,,1\n3,C,2026-05-29,2\n4,D,,4\n")
    assert brought(made, "after") == {"A": ("c",), "B": ("a",), "C": ("b",), "D": ()}
    assert [(one.line, one.reason) for one in made.not_taken] == [(5, "it waits for itself")]
    assert schedule(made.plan).slots.keys() == {"a", "b", "c", "d"}
    found = check(made.plan, date(2026, 4, 1), schedule(made.plan))
    assert "cycle" in {one.code for one in found}


def test_a_link_to_a_task_that_does_not_exist_is_named_and_the_others_hold():
    made = taken('ID,Task Name,Predecessors\n1,A,\n2,B,"1, 77"\n3,C,gone\n')
    assert brought(made, "after") == {"A": (), "B": ("a",), "C": ()}
    assert [(one.line, one.column, one.cells) for one in made.not_taken] == [
        (3, "Predecessors", ("77",)),
        (4, "Predecessors", ("gone",)),
    ]


def test_an_owner_nobody_knows_stays_a_name_and_is_asked_for():
    day = "2026-05-29"
    made = taken(f"Task Name,Owner,Due\nA,Sarah Chen,{day}\nB,None,{day}\nC,NA,{day}\n")
    assert brought(made, "owner") == {"A": "Sarah Chen", "B": "None", "C": "NA"}
    (asked,) = [one for one in made.questions if one.about == "sides"]
    assert "Sarah Chen" in asked.names
    assert not made.is_open


@pytest.mark.parametrize(
    ("column", "states"),
    [
        (("0.4", "1"), (BEGUN, DONE)),
        (("40", "100"), (BEGUN, DONE)),
        (("40 %", "100%"), (BEGUN, DONE)),
        (("0.4", "100 %"), (BEGUN, DONE)),
        (("0.5", "1", "40%"), (BEGUN, DONE, BEGUN)),
        (("1", "40 %"), (BEGUN, BEGUN)),
        (("0,4", "1,0"), (BEGUN, DONE)),
    ],
)
def test_how_much_is_complete_is_one_state_however_it_is_written(
    column: tuple[str, ...], states: tuple[ActivityState, ...]
):
    rows = (f'T{n};2026-01-05;"{words}"' for n, words in enumerate(column))
    made = taken("\n".join(["Task Name;Start;% Complete", *rows]))
    assert tuple(one.state for one in made.plan.activities) == states
