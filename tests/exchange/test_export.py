"""A plan as a CSV and as a workbook: nothing runs, nothing is lost, and it comes back the same."""

import csv
import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings

from cspwidgets.exchange.export import to_csv, to_xlsx
from cspwidgets.exchange.formulas import as_text_cell, as_written, harmless
from cspwidgets.exchange.printable import LONGEST_CELL
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.model import Activity, BrokenPromise, Person, Plan, Stage
from cspwidgets.plan.words import ActivityState, Side
from support.plans import plan_strategy, small_plan
from support.tables import new_plan, taken

FORMS = pytest.mark.parametrize("form", [to_csv, to_xlsx], ids=["csv", "xlsx"])
DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x","y")',
    "'=1",
    "''+2",
    "＝1",
]


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def with_titles(*titles: str) -> Plan:
    steps = (Activity(id=f"a{n}", title=title, stage="s") for n, title in enumerate(titles))
    return new_plan(stages=(Stage(id="s", name="=Stage"),), activities=tuple(steps))


@FORMS
def test_what_was_exported_changes_nothing_when_it_comes_back(form):
    plan = small_plan()
    result = taken(form(plan, schedule(plan)), into=plan)
    assert result.edits == ()
    assert result.not_taken == ()
    assert result.taken == len(plan.activities)


@FORMS
def test_a_new_plan_gets_the_same_activities(form):
    plan = small_plan()
    made = taken(form(plan), into=new_plan(people=plan.people)).plan
    assert made.activities == plan.activities
    assert [(stage.id, stage.name) for stage in made.stages] == [
        (stage.id, stage.name) for stage in plan.stages
    ]


@pytest.mark.slow
@settings(deadline=None, max_examples=15)
@given(plan_strategy())
def test_every_odd_plan_comes_back_the_same(plan: Plan):
    for form in (to_csv, to_xlsx):
        assert taken(form(plan, schedule(plan)), into=plan, day_first=True).edits == ()


@FORMS
def test_every_field_of_an_activity_comes_back(form):
    activity = Activity(
        id="a",
        title="- 50 % „Schulung“;\nTeil 2, Łódź 🚀",
        stage="s",
        side=Side.PARTNER,
        state=ActivityState.WAITING,
        owner="mo",
        days=2.5,
        after=("b", "gone"),
        serves=("o1", "o2"),
        due_on=date(2026, 3, 4),
        started_on=date(2026, 3, 1),
        finished_on=date(2026, 3, 2),
        promised_on=date(2026, 3, 3),
        broken_promises=(
            BrokenPromise(promised_on=date(2026, 2, 1), moved_on=date(2026, 2, 3), reason="ill: x"),
            BrokenPromise(promised_on=date(2026, 2, 5), moved_on=date(2026, 2, 6)),
        ),
        waiting_on="=Legal",
        link="https://example.com/a?b=1",
        advice="+ ask\n+ again",
        notes="  =1+1\n\n@end ",
        source_id="007",
    )
    plan = new_plan(
        stages=(Stage(id="s", name="One"),),
        activities=(activity, Activity(id="b", title="NA", stage="s", owner="None")),
        people=(Person(id="mo", name="Maria Okafor"),),
    )
    assert taken(form(plan), into=plan).edits == ()
    fresh = taken(form(plan), into=new_plan(people=plan.people))
    assert fresh.plan.activities == plan.activities


def test_the_stages_say_by_what_measure_they_are_over():
    stage = Stage(id="s", name="Use", exit_measure="feature:=1+1", exit_goal_share=0.6)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(new_plan(stages=(stage,)))))
    head, row = book["Stages"].iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert (told["Exit measure"], told["Exit goal"]) == ("Feature: =1+1", 0.6)


def test_a_cell_edited_in_the_sheet_is_an_edit_and_an_emptied_one_too():
    plan = small_plan()
    rows = rows_of(to_csv(plan))
    n = next(n for n, one in enumerate(plan.activities) if one.owner)
    rows[n] |= {"Activity": "Renamed", "Owner": "", "Days": "7,5", "Status": "Blocked"}
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    result = taken(text.getvalue(), into=plan)
    name = plan.activities[n].id
    assert {(edit.row, edit.field, edit.value) for edit in result.edits} == {
        (name, "title", "Renamed"),
        (name, "owner", ""),
        (name, "days", 7.5),
        (name, "state", ActivityState.BLOCKED),
    }


def test_a_row_added_in_the_sheet_is_a_new_activity():
    plan = small_plan()
    rows = rows_of(to_csv(plan))
    new = dict.fromkeys(rows[0], "") | {
        "Stage": rows[0]["Stage"],
        "Activity": "Call the works council",
        "Due": "2026-08-03",
        "After": plan.activities[0].title,
    }
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows([rows[0], new, *rows[1:]])
    result = taken(text.getvalue(), into=plan)
    (edit,) = result.edits
    assert (edit.kind, edit.value.title, edit.after) == (
        "add",
        "Call the works council",
        plan.activities[0].id,
    )
    assert edit.value.after == (plan.activities[0].id,)


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_begins_a_formula(text: str):
    assert harmless(text)[0] == "'"
    assert as_written(harmless(text)) == text
    assert as_written(as_text_cell(text)) == text


def test_a_csv_holds_no_formula():
    for row in rows_of(to_csv(with_titles(*DANGEROUS))):
        assert row["Activity"].startswith("'")
        assert row["Stage"] == "'=Stage"


def test_a_workbook_holds_text_as_text():
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(with_titles("=1+1", "+2", "plain"))))
    page = book["Activities"]
    cells = [page.cell(row=row, column=2) for row in (2, 3, 4)]
    assert [cell.value for cell in cells] == ["=1+1", "+2", "plain"]
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]


def test_a_workbook_has_a_sheet_for_each_table_with_the_header_in_sight():
    plan = small_plan()
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(plan, schedule(plan))))
    assert book.sheetnames == ["Activities", "Stages", "Outcomes", "Measurements", "People"]
    for page in book.worksheets:
        assert page.freeze_panes == "A2"
        assert page["A1"].font.bold
    names = [cell.value for cell in book["Activities"][1]]
    due = book["Activities"].cell(row=2, column=names.index("Due (planned)") + 1)
    assert due.value.date() == schedule(plan).slots[plan.activities[0].id].finish_on
    assert due.number_format == "yyyy-mm-dd"
    assert book["Outcomes"].max_row == len(plan.outcomes) + 1
    assert book["Measurements"].max_row == len(plan.measurements) + 1
    assert book["People"].max_row == len(plan.people) + 1


def test_what_no_cell_can_hold_is_marked_not_dropped():
    plan = with_titles("a\x00b\x0bc", "x" * 40_000)
    page = openpyxl.load_workbook(io.BytesIO(to_xlsx(plan)))["Activities"]
    assert page["B2"].value == "a\ufffdb\ufffdc"
    assert len(page["B3"].value) == LONGEST_CELL
    assert page["B3"].value.endswith("the CSV has it all)")


def test_a_csv_is_recognised_by_excel():
    data = to_csv(small_plan())
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data


@FORMS
def test_titles_with_blanks_before_them_and_codes_of_other_tools_make_no_headings(form):
    steps = (
        Activity(id="a", title="One", stage="s", source_id="1"),
        Activity(id="b", title="  Two", stage="s", source_id="1.1"),
        Activity(id="c", title="    Three", stage="s", source_id="1.2"),
    )
    plan = new_plan(stages=(Stage(id="s", name="S"),), activities=steps)
    made = taken(form(plan), into=plan)
    assert (made.taken, made.edits, made.not_taken) == (3, (), ())


@FORMS
def test_an_empty_plan_can_be_exported(form):
    assert form(new_plan())


def test_planned_days_are_shown_and_never_read():
    plan = small_plan()
    moved = replace(plan, start_on=date(2026, 6, 1))
    assert taken(to_csv(plan, schedule(moved)), into=plan).edits == ()
