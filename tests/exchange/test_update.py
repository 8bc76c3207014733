"""A newer file updates a plan; the same file changes nothing; edits made here are kept."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.exchange.imported import Kept
from cspwidgets.exchange.merge import Said
from cspwidgets.plan.edits import Edit, apply, apply_all, remove_row, set_field
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import ActivityState
from support.tables import REAL, brought, new_plan, taken

FIRST = """\
Task ID,Task Name,Section,Owner,Due,Status
a1,Kick-off,Learn,Jo,2026-01-05,Completed
a2,Scope,Learn,Jo,2026-01-09,In progress
a3,Train,Use,Al,2026-01-16,Not started
"""


def first() -> tuple[Plan, Said]:
    result = taken(FIRST)
    return result.plan, Said.by([result.edits])


def edited(plan: Plan, row: str, field: str, value: object) -> Plan:
    return apply(plan, set_field(plan, "activities", row, field, value))


def test_the_same_file_twice_changes_nothing():
    plan, said = first()
    assert taken(FIRST, into=plan, said=said).edits == ()
    assert taken(FIRST, into=plan).edits == ()


@pytest.mark.parametrize("path", sorted(REAL.glob("*")), ids=lambda path: path.name)
def test_the_same_real_file_twice_changes_nothing(path):
    if "accounts" in path.name:
        return
    result = taken(path)
    assert result.taken
    assert taken(path, into=result.plan).edits == ()
    assert taken(path, into=result.plan, said=Said.by([result.edits])).edits == ()


def test_a_newer_file_updates_what_it_changed():
    plan, said = first()
    newer = FIRST.replace("2026-01-16", "2026-01-23").replace("In progress", "Completed")
    result = taken(newer, into=plan, said=said)
    assert [(edit.kind, edit.row, edit.field, edit.value) for edit in result.edits] == [
        ("set", "scope", "state", ActivityState.DONE),
        ("set", "scope", "finished_on", date(2026, 1, 9)),
        ("set", "train", "due_on", date(2026, 1, 23)),
    ]


def test_a_renamed_and_moved_task_is_the_same_activity():
    plan, said = first()
    newer = FIRST.replace("Train,Use", "Train the trainers,Learn")
    result = taken(newer, into=plan, said=said)
    assert {(edit.row, edit.field) for edit in result.edits} == {
        ("train", "title"),
        ("train", "stage"),
    }


def test_edits_made_here_are_kept_when_the_file_has_not_changed():
    plan, said = first()
    here = edited(plan, "train", "title", "Train everybody")
    assert taken(FIRST, into=here, said=said).edits == ()
    assert taken(FIRST, into=here, said=said).kept == ()


def test_where_both_changed_the_plan_keeps_its_own_and_says_so():
    plan, said = first()
    here = edited(plan, "train", "due_on", date(2026, 1, 20))
    result = taken(FIRST.replace("2026-01-16", "2026-01-30"), into=here, said=said)
    assert result.edits == ()
    assert result.kept == (
        Kept(row="train", field="due_on", mine=date(2026, 1, 20), theirs=date(2026, 1, 30)),
    )


def test_an_edit_survives_any_number_of_imports():
    plan, said = first()
    here = edited(plan, "train", "title", "Train everybody")
    changes = [taken(FIRST).edits]
    for day in ("2026-01-17", "2026-01-18", "2026-01-19"):
        newer = taken(FIRST.replace("2026-01-16", day), into=here, said=Said.by(changes))
        changes.append(newer.edits)
        here = newer.plan
        assert brought(newer, "title").get("Train everybody") == "Train everybody"
        assert brought(newer, "due_on")["Train everybody"] == date.fromisoformat(day)
    assert said.value("activities", "train", "title") == "Train"


def test_both_may_change_different_cells_of_one_row():
    plan, said = first()
    here = edited(plan, "train", "title", "Train everybody")
    result = taken(FIRST.replace("2026-01-16", "2026-01-30"), into=here, said=said)
    train = result.plan.activities[-1]
    assert (train.title, train.due_on) == ("Train everybody", date(2026, 1, 30))


def test_an_activity_removed_here_stays_removed():
    plan, said = first()
    here = apply(plan, remove_row(plan, "activities", "scope"))
    result = taken(FIRST, into=here, said=said)
    assert result.edits == ()
    assert [(one.line, one.reason) for one in result.not_taken] == [
        (3, "it was removed here after an earlier import")
    ]


def test_a_task_that_is_gone_from_the_file_stays_and_is_named():
    plan, said = first()
    result = taken("\n".join(FIRST.splitlines()[:3]), into=plan, said=said)
    assert result.edits == ()
    assert result.missing == ("train",)


def test_a_new_task_stands_behind_the_one_before_it():
    plan, said = first()
    rows = FIRST.splitlines()
    rows.insert(2, "a9,Agree,Learn,Jo,2026-01-07,Open")
    result = taken("\n".join(rows), into=plan, said=said)
    assert [one.id for one in result.plan.activities] == ["kick-off", "agree", "scope", "train"]
    assert [edit.kind for edit in result.edits] == ["add"]


def test_a_cell_emptied_in_the_file_is_emptied_here_when_the_file_had_filled_it():
    plan, said = first()
    result = taken(FIRST.replace("2026-01-16", ""), into=plan, said=said)
    assert brought(result, "due_on")["Train"] is None
    here = edited(plan, "kick-off", "waiting_on", "Legal")
    assert taken(FIRST, into=here, said=said).plan.activities[0].waiting_on == "Legal"


def test_what_no_import_ever_wrote_is_filled_but_not_overwritten():
    plan = edited(first()[0], "train", "notes", "Mind the ramp")
    plan = replace(plan, activities=tuple(replace(a, source_id="") for a in plan.activities))
    with_notes = FIRST.replace("Status", "Status,Notes").replace("Not started", "Not started,Book")
    result = taken(with_notes, into=plan, said=Said.by([]))
    assert brought(result, "notes")["Train"] == "Mind the ramp"
    assert brought(result, "source_id")["Train"] == "a3"


def test_without_history_the_file_wins_where_it_says_something():
    plan = edited(first()[0], "train", "due_on", date(2026, 1, 20))
    plan = edited(plan, "train", "notes", "Mind the ramp")
    train = taken(FIRST, into=plan).plan.activities[-1]
    assert (train.due_on, train.notes) == (date(2026, 1, 16), "Mind the ramp")


ROWS = "ID,Task Name,Due\n1,Kick-off,2026-01-05\n2,Scope,2026-01-09\n3,Train,2026-01-16\n"


def test_a_row_inserted_above_does_not_mix_up_activities_that_have_only_row_numbers():
    plan = taken(ROWS).plan
    newer = (
        "ID,Task Name,Due\n1,Before,2026-01-02\n2,Kick-off,2026-01-05\n3,Scope,2026-01-09\n"
        "4,Train,2026-01-16\n"
    )
    result = taken(newer, into=plan)
    assert [one.id for one in result.plan.activities] == ["kick-off", "scope", "train", "before"]
    assert {edit.field for edit in result.edits if edit.kind == "set"} == {"source_id"}


def test_a_title_changed_in_its_place_is_found_by_its_row_number():
    plan = taken(ROWS).plan
    result = taken(ROWS.replace("Scope", "Agree the scope"), into=plan)
    assert [(edit.row, edit.field) for edit in result.edits] == [("scope", "title")]


def test_twins_keep_their_order():
    text = "Task Name,Due\nCall,2026-01-05\nCall,2026-01-06\nCall,2026-01-07\n"
    plan = taken(text).plan
    result = taken(text.replace("2026-01-06", "2026-01-09"), into=plan)
    assert [(edit.row, edit.field) for edit in result.edits] == [("call-2", "due_on")]


def test_an_activity_made_here_is_recognised_by_its_title():
    plan = taken("Task Name\nKick-off\n").plan
    result = taken("Task ID,Task Name,Section\nx1,Kick-off,Work\n", into=plan)
    assert [one.id for one in result.plan.activities] == ["kick-off"]
    assert result.plan.activities[0].source_id == "x1"


def test_a_plan_made_by_an_import_is_remembered_as_such():
    plan, _ = first()
    said = Said.by([], first=plan)
    newer = FIRST.replace("2026-01-16", "2026-01-23")
    assert [edit.field for edit in taken(newer, into=plan, said=said).edits] == ["due_on"]


CELLS = st.sampled_from(["Kick-off", "Scope", "Train", "Live", "", "2026-01-05", "Jo", "Done", "x"])


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=8))
def test_whatever_the_rows_say_the_edits_lead_to_the_plan_and_a_second_time_nowhere(rows):
    text = "\n".join(["Task Name,Section,Due,Owner", *(",".join(row) for row in rows)])
    plan, _ = first()
    result = taken(text, into=plan)
    assert apply_all(plan, result.edits) == result.plan
    assert len({one.id for one in result.plan.activities}) == len(result.plan.activities)
    assert taken(text, into=result.plan).edits == ()
    fresh = taken(text, into=new_plan())
    edits: tuple[Edit, ...] = fresh.edits
    assert taken(text, into=fresh.plan, said=Said.by([edits])).edits == ()
