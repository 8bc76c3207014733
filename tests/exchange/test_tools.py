"""Task lists in the layouts of Jira, Trello, Salesforce and Gainsight."""

from datetime import date

from cspwidgets.plan.words import ActivityState
from support.tables import brought, taken

DONE, OPEN = ActivityState.DONE, ActivityState.NOT_STARTED

JIRA = """Summary,Issue key,Issue Type,Status,Assignee,Created,Updated,Due date,\
Inward issue link (Blocks),Description
Kick-off,ACME-1,Task,Done,Priya,01/Jul/26 9:00 AM,02/Jul/26 9:00 AM,06/Jul/26 12:00 AM,,"One
two"
Connect data,ACME-2,Task,In Progress,Dana,01/Jul/26,02/Jul/26,14/Jul/26 12:00 AM,ACME-1,
Go live,ACME-3,Story,To Do,,01/Jul/26,02/Jul/26,,ACME-2,
"""
TRELLO = """Card ID,Card Name,Card URL,Card Description,Members,Due Date,List Name,Due Complete
5f1,Kick-off,https://trello.example/1,First,priya,2026-07-06T10:00:00.000Z,Start,true
5f2,Connect data,https://trello.example/2,,dana,2026-07-14T10:00:00.000Z,Value,false
"""
SALESFORCE = """Id,WhoId,Subject,ActivityDate,Status,Priority
00T1,003x,Kick-off call,2026-07-06,Completed,Normal
00T2,003x,Send data,2026-07-16,Waiting on someone else,High
00T3,003x,Later,2026-07-20,Deferred,High
"""
GAINSIGHT = """Gsid,Name,CompanyName,TypeName,StatusName,OwnerName,DueDate
C1,Low adoption,Acme Ltd,Risk,Open,Priya Nair,2026-07-16
C2,Kick-off,Acme Ltd,Lifecycle,Closed Success,Priya Nair,2026-07-06
C3,Old idea,Acme Ltd,Lifecycle,Closed Lost,Priya Nair,2026-07-06
"""


def test_jira_has_its_title_in_summary_and_its_links_by_key():
    made = taken(JIRA)
    assert (made.taken, made.not_taken, made.is_open) == (3, (), False)
    names = {one.title: one.id for one in made.plan.activities}
    assert brought(made, "after") == {
        "Kick-off": (),
        "Connect data": (names["Kick-off"],),
        "Go live": (names["Connect data"],),
    }
    assert brought(made, "due_on")["Connect data"] == date(2026, 7, 14)
    assert brought(made, "state")["Kick-off"] is DONE
    assert "One\ntwo" in brought(made, "notes")["Kick-off"]


def test_trello_lists_are_stages_and_a_due_date_that_was_met_is_done():
    made = taken(TRELLO)
    assert [stage.name for stage in made.plan.stages] == ["Start", "Value"]
    assert brought(made, "state") == {"Kick-off": DONE, "Connect data": OPEN}
    assert brought(made, "source_id") == {"Kick-off": "5f1", "Connect data": "5f2"}
    assert brought(made, "link")["Kick-off"] == "https://trello.example/1"


def test_salesforce_tasks_have_their_five_states():
    made = taken(SALESFORCE)
    waiting = ActivityState.WAITING
    assert list(brought(made, "state").values()) == [DONE, waiting, waiting]
    assert list(brought(made, "source_id").values()) == ["00T1", "00T2", "00T3"]


def test_gainsight_calls_to_action_are_done_or_dropped_when_closed():
    made = taken(GAINSIGHT)
    assert made.not_taken == ()
    assert list(brought(made, "state").values()) == [OPEN, DONE, ActivityState.SKIPPED]
    assert list(brought(made, "source_id").values()) == ["C1", "C2", "C3"]


def test_a_list_with_the_tasks_of_several_customers_says_so():
    assert not any("customers" in remark for remark in taken(GAINSIGHT).remarks)
    made = taken(GAINSIGHT.replace("Old idea,Acme", "Old idea,Bee"))
    assert made.remarks[1] == (
        "“CompanyName” names 2 customers (Acme Ltd, Bee Ltd), and all rows go into this one "
        "plan. Export the tasks of one customer."
    )


def test_smartsheet_has_its_states_its_links_with_lags_and_its_health():
    made = taken(
        "Primary Column,Status,Assigned To,Start Date,End Date,Duration,% Complete,Predecessors,"
        "At Risk?,Health\n"
        "Kick-off,Complete,dana@acme.example,07/01/26,07/01/26,1d,100%,,,Green\n"
        "Connect data,In Progress,priya@ours.example,07/13/26,07/24/26,10d,0.25,1FS +2d,true,Red\n"
        "Go live,Not Started,,07/27/26,07/31/26,5d,,2,,Yellow\n",
        own_domain="ours.example",
    )
    assert (made.taken, made.is_open) == (3, False)
    assert list(brought(made, "state").values()) == [DONE, ActivityState.IN_PROGRESS, OPEN]
    assert brought(made, "due_on")["Connect data"] == date(2026, 7, 24)
    assert brought(made, "after") == {
        "Kick-off": (), "Connect data": ("kick-off",), "Go live": ("connect-data",),
    }  # fmt: skip
    notes = brought(made, "notes")["Connect data"]
    assert "Health: Red" in notes
    assert "+2d" in notes
