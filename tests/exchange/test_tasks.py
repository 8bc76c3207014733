"""Task lists of common tools become the activities of a plan."""

from datetime import date

import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.plan.edits import apply_all
from cspwidgets.plan.model import Account, Person, Stage
from cspwidgets.plan.words import ActivityKind, ActivityState, Side
from support.tables import brought, new_plan, taken, workbook

MS_PROJECT = """\
ID;WBS;Task Name;Duration;Start;Finish;Predecessors;Resource Names;% Complete
1;1;Implement;9 days;Mon 05/01/26;Thu 15/01/26;;;50%
2;1.1;Kick-off;1 day;Mon 05/01/26;Mon 05/01/26;;Vendor;100%
3;1.2;Set up;5 days?;Tue 06/01/26;Mon 12/01/26;2;Client IT[50%];40%
4;1.3;Test;3 days;Tue 13/01/26;Thu 15/01/26;3FS+1 day;Client;0%
5;2;Roll out;10 days;Fri 16/01/26;Thu 29/01/26;1;;0%
6;2.1;Train;10 days;Fri 16/01/26;Thu 29/01/26;;Vendor;0%
7;2.2;Live;0 days;Thu 29/01/26;Thu 29/01/26;6;;0%
"""


def test_a_project_plan_with_an_outline_becomes_stages_and_steps():
    result = taken(MS_PROJECT)
    assert [stage.name for stage in result.plan.stages] == ["Implement", "Roll out"]
    assert brought(result, "stage") == {
        "Kick-off": "implement",
        "Set up": "implement",
        "Test": "implement",
        "Train": "roll-out",
        "Live": "roll-out",
    }
    assert [one.line for one in result.not_taken if not one.column] == [2, 6]


def test_days_lengths_and_states_are_those_of_the_file():
    result = taken(MS_PROJECT)
    assert brought(result, "days") == {
        "Kick-off": 1, "Set up": 5, "Test": 3, "Train": 10, "Live": 0,
    }  # fmt: skip
    assert brought(result, "due_on")["Test"] == date(2026, 1, 15)
    kickoff, set_up, test = result.plan.activities[:3]
    assert (kickoff.state, kickoff.finished_on) == (ActivityState.DONE, date(2026, 1, 5))
    assert (set_up.state, set_up.started_on) == (ActivityState.IN_PROGRESS, date(2026, 1, 6))
    assert (test.state, test.started_on) == (ActivityState.NOT_STARTED, None)
    assert result.plan.start_on == date(2026, 1, 5)


def test_links_to_a_heading_reach_the_work_under_it():
    assert brought(taken(MS_PROJECT), "after") == {
        "Kick-off": (),
        "Set up": ("kick-off",),
        "Test": ("set-up",),
        "Train": ("test",),
        "Live": ("train",),
    }


def test_a_lag_cannot_be_held_and_stays_in_the_notes():
    assert brought(taken(MS_PROJECT), "notes")["Test"] == "Predecessors: 3FS+1 day"


def test_a_length_of_nothing_is_a_milestone():
    assert brought(taken(MS_PROJECT), "kind")["Live"] is ActivityKind.MILESTONE


def test_stages_last_as_long_as_their_steps():
    assert [stage.weeks for stage in taken(MS_PROJECT).plan.stages] == [1.0, 3.0]


def test_sides_are_known_from_owners():
    sides = brought(taken(MS_PROJECT), "side")
    assert (sides["Kick-off"], sides["Set up"]) == (Side.VENDOR, Side.CUSTOMER)


ASANA = """\
Northwind roll-out

Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,\
Start Date,Due Date,Tags,Notes,Projects,Parent task,Blocked By (Dependencies)
1201,2026-01-02,2026-01-09,2026-01-09,Kick-off,Onboard,Maria Okafor,mo@vendo.example,,\
2026-01-09,,"Agenda:
- goals
- dates",Acme,,

1202,2026-01-02,,2026-01-20,Send data,Onboard,Jo Ray,jo@acme.example,2026-01-12,2026-01-16,,,\
Acme,,Kick-off
1203,2026-01-02,,2026-01-20,Clean names,,,,,2026-01-14,,,,Send data,
1204,2026-01-02,,2026-01-20,Go live,(no section),,,,2026-02-02,,,Acme,,Send data
"""


def test_an_asana_export_is_read_below_its_title_and_blank_rows():
    result = taken(ASANA, own_domain="vendo.example")
    assert result.mapping.header_line == 3
    assert result.taken == 4
    assert brought(result, "source_id") == {
        "Kick-off": "1201", "Send data": "1202", "Clean names": "1203", "Go live": "1204",
    }  # fmt: skip
    assert brought(result, "stage") == {
        "Kick-off": "onboard", "Send data": "onboard", "Clean names": "onboard", "Go live": "work",
    }  # fmt: skip
    assert brought(result, "notes")["Kick-off"] == "Agenda:\n- goals\n- dates\nProjects: Acme"
    assert brought(result, "after")["Send data"] == ("kick-off",)


def test_completed_at_means_done_on_that_day():
    kickoff, send = taken(ASANA).plan.activities[:2]
    assert (kickoff.state, kickoff.finished_on) == (ActivityState.DONE, date(2026, 1, 9))
    assert (send.state, send.finished_on) == (ActivityState.NOT_STARTED, None)


def test_mail_addresses_show_the_sides():
    result = taken(ASANA, own_domain="vendo.example")
    assert result.plan.people == (
        Person(id="maria-okafor", name="Maria Okafor", side=Side.VENDOR, email="mo@vendo.example"),
        Person(id="jo-ray", name="Jo Ray", side=Side.CUSTOMER, email="jo@acme.example"),
    )
    assert brought(result, "owner")["Send data"] == "jo-ray"
    assert brought(result, "side")["Send data"] is Side.CUSTOMER


def test_people_whose_side_nobody_knows_are_asked_for():
    result = taken("Task Name,Owner,Due\nKick-off,Sarah Chen,2026-01-05\n")
    assert [(one.about, one.names) for one in result.questions] == [("sides", ("Sarah Chen",))]
    assert result.plan.people == ()
    answered = taken(
        "Task Name,Owner,Due\nKick-off,Sarah Chen,2026-01-05\n", sides={"Sarah Chen": Side.PARTNER}
    )
    assert answered.questions == ()
    assert answered.plan.activities[0].side is Side.PARTNER


def test_nothing_is_taken_before_day_and_month_are_known():
    text = "Task Name,Start,Due\nKick-off,01/02/2026,03/02/2026\n"
    result = taken(text)
    assert result.is_open
    assert result.edits == ()
    assert [one.about for one in result.questions] == ["day_first"]
    assert brought(taken(text, day_first=True), "due_on") == {"Kick-off": date(2026, 2, 3)}
    assert brought(taken(text, day_first=False), "due_on") == {"Kick-off": date(2026, 3, 2)}


def test_nothing_is_taken_before_the_titles_are_known():
    text = "What,By whom,Start\nKick-off,Jo,2026-01-05\n"
    result = taken(text)
    assert [(one.about, one.must_answer) for one in result.questions] == [("columns", True)]
    answered = taken(text, columns={"What": "title", "By whom": "owner"})
    assert brought(answered, "owner") == {"Kick-off": "Jo"}


def test_unknown_columns_are_kept_in_the_notes():
    result = taken("Task Name,Priority,Notes,Due\nKick-off,High,Bring cake,2026-01-05\n")
    assert brought(result, "notes") == {"Kick-off": "Bring cake\nPriority: High"}


def test_names_that_look_like_nothing_stay_names():
    result = taken("Task Name,Owner,Stage,Due\nNone,NA,null,2026-01-05\nnan,None,null,NA\n")
    assert brought(result, "owner") == {"None": "NA", "nan": "None"}
    assert [stage.name for stage in result.plan.stages] == ["null"]


def test_a_file_with_nothing_but_titles_is_a_plan():
    result = taken("Task Name\nKick-off\nScope\n")
    assert list(brought(result, "title")) == ["Kick-off", "Scope"]
    assert result.plan.start_on is None
    assert [stage.name for stage in result.plan.stages] == ["Work"]


def test_merged_cells_of_stages_fill_the_rows_below():
    rows = [["Stage", "Task Name", "Due"], ["Learn", "Kick-off", date(2026, 1, 5)]]
    rows += [["", "Scope", date(2026, 1, 6)], ["Use", "Train", date(2026, 1, 7)]]
    result = taken(workbook(rows))
    assert brought(result, "stage") == {"Kick-off": "learn", "Scope": "learn", "Train": "use"}


def test_a_column_called_milestone_may_group_or_flag():
    grouped = taken("Task Name,Milestone,Due\nA,First release,2026-01-05\nB,Second,2026-01-06\n")
    assert [stage.name for stage in grouped.plan.stages] == ["First release", "Second"]
    flagged = taken("Task Name,Milestone,Due\nA,Yes,2026-01-05\nB,No,2026-01-06\n")
    assert brought(flagged, "kind")["A"] is ActivityKind.MILESTONE


def test_ids_that_a_spreadsheet_has_rounded_are_no_ids():
    text = "Task ID,Task Name,Due\n1.21143E+15,A,2026-01-05\n1.21143E+15,B,2026-01-06\n"
    assert taken(text).taken == 2


def test_titles_without_latin_letters_and_twins_have_ids_of_their_own():
    result = taken("Task Name,Due\nتشغيل,2026-01-05\nشركة,2026-01-06\nA!,\nA?,\n")
    assert [one.id for one in result.plan.activities] == ["step", "step-2", "a", "a-2"]


def test_a_renewal_stage_is_marked():
    result = taken("Task Name,Stage,Due\nTalk,Renewal,2026-01-05\nSetup,Onboard,2026-01-06\n")
    assert [stage.renewal for stage in result.plan.stages] == [True, False]


def test_a_plan_with_stages_keeps_them_and_gains_only_what_is_missing():
    plan = new_plan(stages=(Stage(id="s1", name="Learn"), Stage(id="s2", name="Renew", weeks=4.0)))
    result = taken("Task Name,Stage\nKick-off,LEARN\nTrain,Use\nSign,Renew\n", into=plan)
    assert [stage.id for stage in result.plan.stages] == ["s1", "use", "s2"]
    assert brought(result, "stage") == {"Kick-off": "s1", "Train": "use", "Sign": "s2"}
    assert result.plan.stages[-1].weeks == 4.0


def test_a_list_without_stages_goes_into_the_first_stage_of_a_plan():
    plan = new_plan(stages=(Stage(id="s1", name="Learn"), Stage(id="s2", name="Renew")))
    result = taken("Task Name,Due\nKick-off,2026-01-05\n", into=plan)
    assert brought(result, "stage") == {"Kick-off": "s1"}


def test_the_edits_lead_to_the_plan():
    plan = new_plan(account=Account(name="Acme", domain="acme.example"))
    for text in (MS_PROJECT, ASANA):
        result = taken(text, into=plan)
        assert apply_all(plan, result.edits) == result.plan


def test_too_many_tasks_for_a_plan_are_refused():
    text = "Task Name,Due\n" + "Step,2026-01-05\n" * 2001
    with pytest.raises(UnreadableFile, match="2,001 tasks"):
        taken(text)
