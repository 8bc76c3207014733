"""Blocks of cells from elsewhere: what is recognised, what is taken, what is left out and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.errors import EditRejected
from cspwidgets.plan.edits import apply_all, inverse_all
from cspwidgets.plan.model import Plan
from cspwidgets.widgets.editor_paste import Block, Target, match_header, read_block, split_cells
from cspwidgets.widgets.editor_sheets import ACTIVITIES, SHEETS
from support.plans import small_plan

GRID = tuple(column.field for column in ACTIVITIES.grid)


def paste(text: str, **target: object) -> Block:
    """What a text pasted below the last activity becomes."""
    place = {"table": "activities", "columns": GRID[1:], "after": "renew", "stage": "prove"}
    return read_block(
        small_plan(), text, Target.of({**place, **target}), new_id=lambda n: f"new-{n}"
    )


def after(block: Block) -> Plan:
    """The plan with the block in it."""
    return apply_all(small_plan(), block.edits)


def test_a_header_is_recognised_in_the_words_of_other_tools():
    block = paste(
        "Task Name\tAssigned To\tDuration\tStatus\tDue Date\n"
        "Write the runbook\tmarek\t2w\tIn progress\t2026-08-14"
    )
    row = after(block).activities[-1]
    assert (row.title, row.owner, row.days) == ("Write the runbook", "marek", 10.0)
    assert (str(row.state), str(row.due_on)) == ("in_progress", "2026-08-14")
    assert (row.stage, block.added, block.left) == ("prove", 1, [])


def test_without_a_header_cells_go_to_the_columns_where_the_paste_was_made():
    row = after(paste("Write the runbook\tCustomer\tDana Whitfield\t7 Aug 2026\t3")).activities[-1]
    assert (row.title, str(row.side), row.owner) == ("Write the runbook", "customer", "dana")
    assert (str(row.due_on), row.days) == ("2026-08-07", 3.0)


def test_rows_that_are_there_are_filled_and_what_reaches_beyond_is_added():
    block = paste("10 Sep 2026\t4\n11 Sep 2026\t5", columns=("due_on", "days"), rows=("renew",))
    assert (block.changed, block.added) == (1, 0)
    assert block.left[0].line == 2
    assert after(block).activities[-1].days == 4.0
    block = paste("One\nTwo\nThree", columns=("title",), rows=("score", "reroute"), after="score")
    assert (block.changed, block.added) == (2, 1)
    rows = after(block).activities
    assert [(row.title, row.stage) for row in rows[16:19]] == [
        ("One", "habit"),
        ("Two", "habit"),
        ("Three", "habit"),
    ]


def test_an_empty_cell_empties_what_it_covers_but_never_a_name():
    block = paste(
        "\t\t\t\t9", columns=("title", "side", "owner", "due_on", "days"), rows=("score",)
    )
    row = next(row for row in after(block).activities if row.id == "score")
    assert (row.title, row.owner, row.days) == ("Dispatcher scorecard", "", 9.0)


def test_what_cannot_be_read_is_left_out_and_the_rest_is_taken():
    block = paste("Task\tSide\tDue\tPriority\nOne\tsomebody\t2026-08-14\tHigh\n\t\t2026-08-15\t")
    assert block.added == 1
    told = [(left.line, left.label) for left in block.left]
    assert told == [(1, "Priority"), (2, "Side"), (3, "Activity")]
    assert "Customer" in block.left[1].message
    assert str(after(block).activities[-1].side) == "both"


def test_a_row_may_wait_for_another_row_of_the_same_block():
    block = paste("Task\tPredecessors\nOne\t\nTwo\t1\nThree\tOne, Two\nFour\tWave 2: 4 depots live")
    rows = {row.title: row for row in after(block).activities}
    assert rows["Two"].after == (rows["One"].id,)
    assert rows["Three"].after == (rows["One"].id, rows["Two"].id)
    assert rows["Four"].after == ("wave2",)


def test_a_stage_column_puts_rows_into_their_stages():
    rows = after(paste("Task\tPhase\nOne\tRoll out\nTwo\tMoon landing")).activities[-2:]
    assert [row.stage for row in rows] == ["rollout", "prove"]


def test_rows_come_in_the_order_of_the_block():
    rows = after(paste("One\nTwo\nThree")).activities[-3:]
    assert [row.title for row in rows] == ["One", "Two", "Three"]


def test_a_paste_is_taken_back_whole():
    block = paste("Task\tPredecessors\nOne\t\nTwo\t1")
    back = inverse_all(small_plan(), block.edits)
    assert apply_all(after(block), back) == small_plan()


def test_other_tables_take_blocks_too():
    target = {"table": "measurements", "columns": ("outcome", "on", "value"), "after": ""}
    block = paste("Metric\tDate\tValue\nCost per delivered stop\t2026-08-08\t10.7", **target)
    first = after(block).measurements[0]
    assert (first.outcome, first.value) == ("cost", 10.7)


def test_a_quote_that_is_never_closed_swallows_nothing():
    assert split_cells('12" screens\tVendor\nTrain\tBoth') == [
        ['12" screens', "Vendor"],
        ["Train", "Both"],
    ]


def test_line_breaks_inside_a_cell_stay_inside_it():
    assert split_cells('"one\ntwo"\tx\r\nnext\ty') == [["one\ntwo", "x"], ["next", "y"]]


def test_a_row_of_data_is_no_header():
    assert match_header(ACTIVITIES, ["Kick-off", "Dana", "7 Aug"]) == []
    assert match_header(ACTIVITIES, ["Task", "Whatever"]) == []
    assert [c.field for c in match_header(ACTIVITIES, ["Task"]) if c] == ["title"]


@pytest.mark.parametrize("table", SHEETS)
def test_the_labels_of_every_sheet_are_its_header(table: str):
    columns = [column for column in SHEETS[table].columns if column.kind != "shown"]
    found = match_header(SHEETS[table], [column.label for column in columns])
    assert found == columns


@pytest.mark.parametrize("text", ["", " \t \n", "x\n" * 2_001])
def test_nothing_and_too_much_are_refused(text: str):
    with pytest.raises(EditRejected, match="paste 1 to 2,000"):
        paste(text)


def test_a_paste_into_nowhere_is_refused():
    with pytest.raises(EditRejected, match="cannot be pasted"):
        paste("x", table="secrets")


def test_the_summary_names_the_first_forty_and_counts_the_rest():
    block = paste("Task\tSide\n" + "One\tnobody\n" * 50)
    told = block.told()
    assert (len(told["left"]), told["more"], told["added"]) == (40, 10, 50)
    assert told["first"] == "new-2"
    assert block.words() == "Pasted from a sheet: 50 rows added"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_taken_or_refused_and_touches_activities_only(text: str):
    try:
        block = paste(text)
    except EditRejected:
        return
    assert replace(after(block), activities=()) == replace(small_plan(), activities=())
