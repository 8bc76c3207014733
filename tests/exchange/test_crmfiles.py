"""Files of CRMs that other people published: what is taken equals what the csv module says."""

import csv
from datetime import date, datetime

from cspwidgets.exchange.accounts import import_accounts
from cspwidgets.exchange.guess import kind_of
from cspwidgets.exchange.imported import Answers
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.exchange.usage import import_usage
from cspwidgets.plan.edits import apply_all
from cspwidgets.plan.words import ActivityState
from support.tables import CRM_FILES, USAGE_FILES, taken

SALESFORCE = CRM_FILES / "fivetran-salesforce-tasks.csv"
HUBSPOT = CRM_FILES / "fivetran-hubspot-tasks.csv"
COMPANIES = CRM_FILES / "fivetran-hubspot-companies.csv"
CUSTOMERS = CRM_FILES / "workbench-customers.csv"
USAGE = USAGE_FILES / "workbench-product-usage.csv"
STATES = {"COMPLETED": ActivityState.DONE, "NOT_STARTED": ActivityState.NOT_STARTED}


def rows_of(path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def day_of(moment: str) -> date | None:
    return datetime.fromisoformat(moment).date() if moment else None


def test_an_export_of_salesforce_tasks_has_its_ids_days_and_states_and_no_system_columns():
    rows = rows_of(SALESFORCE)
    assert kind_of(read_tables(SALESFORCE)) == "tasks"
    made = taken(SALESFORCE)
    assert (made.taken, made.not_taken) == (len(rows), ())
    assert [
        (one.source_id, one.title, one.due_on, one.finished_on, one.state)
        for one in made.plan.activities
    ] == [
        (
            row["id"],
            row["subject"],
            day_of(row["activity_date"]),
            day_of(row["completed_date_time"]),
            ActivityState.DONE,
        )
        for row in rows
    ]
    notes = "\n".join(one.notes for one in made.plan.activities)
    assert [name for name in ("system_modstamp", "is_archived", "owner_id") if name in notes] == []
    assert notes.count("priority: Normal") == len(rows)
    customers = {row["account_id"] for row in rows if row["account_id"]}
    assert any(f"names {len(customers)} customers" in remark for remark in made.remarks)


def test_a_task_that_was_deleted_in_the_crm_is_named_and_not_taken():
    text = "Id,Subject,ActivityDate,Status,IsDeleted\n1,Call,2026-07-06,Completed,true\n"
    made = taken(text + "2,Send data,2026-07-07,Not Started,false\n")
    assert [one.title for one in made.plan.activities] == ["Send data"]
    assert [(one.line, one.reason) for one in made.not_taken] == [
        (2, "it was deleted in the other tool")
    ]


def test_an_export_of_hubspot_tasks_has_its_ids_and_states_and_names_what_has_no_title():
    rows = rows_of(HUBSPOT)
    made = taken(HUBSPOT)
    titled = [row for row in rows if row["subject"]]
    assert [
        (one.source_id, one.title, one.state, one.finished_on) for one in made.plan.activities
    ] == [
        (
            row["engagement_id"],
            row["subject"],
            STATES[row["status"]],
            day_of(row["completion_date"]),
        )
        for row in titled
    ]
    assert [(one.line, one.reason) for one in made.not_taken] == [
        (number, "it has no title") for number, row in enumerate(rows, 2) if not row["subject"]
    ]
    assert [one.notes.splitlines()[0] for one in made.plan.activities] == [
        row["body"] for row in titled
    ]


def test_hubspot_tasks_by_the_names_that_people_and_programs_see():
    people = (
        "Record ID,Task Title,Task Status,Due date,Priority,Assigned to,Completed at\n"
        "77,Call the sponsor,Waiting,2026-07-06 14:00,High,Priya Nair,\n"
    )
    programs = (
        "hs_object_id,hs_task_subject,hs_task_status,hs_task_due_date,hubspot_owner_id\n"
        "77,Call the sponsor,WAITING,2026-07-06T14:00:00Z,112233\n"
    )
    for text in (people, programs):
        assert kind_of(read_tables(text.encode())) == "tasks"
        (one,) = taken(text).plan.activities
        assert (one.source_id, one.title, one.state, one.due_on) == (
            "77", "Call the sponsor", ActivityState.WAITING, date(2026, 7, 6),
        )  # fmt: skip
    assert taken(people).plan.activities[0].owner == "Priya Nair"
    assert "112233" not in taken(programs).plan.activities[0].notes


def test_companies_of_hubspot_are_known_under_the_prefix_of_its_properties():
    rows = rows_of(COMPANIES)
    assert kind_of(read_tables(COMPANIES)) == "accounts"
    made = import_accounts(read_tables(COMPANIES))
    assert [
        (one.account.source_id, one.account.name, one.account.industry) for one in made.new
    ] == [(row["id"], row["property_name"], row["property_industry"]) for row in rows]
    assert made.not_taken == ()


def test_customers_and_their_usage_meet_by_the_id_of_the_export():
    customers, rows = rows_of(CUSTOMERS), rows_of(USAGE)
    accounts = import_accounts(read_tables(CUSTOMERS), answers=Answers(currency="USD"))
    assert [
        (one.account.name, one.account.fee, one.account.segment, one.account.term_start_on)
        for one in accounts.new
    ] == [
        (
            row["customer_name"],
            float(row["ARR"]),
            row["customer_segment"],
            date.fromisoformat(row["contract_start_date"]),
        )
        for row in customers
    ]
    tables = read_tables(USAGE)
    assert kind_of(tables) == "usage"
    made = import_usage(tables, existing=accounts.new)
    assert (made.taken, made.not_taken) == (len(rows), ())
    figures = {
        (plan.account.source_id, one.metric, one.on.replace(day=1).isoformat()): one.value
        for plan in accounts.new
        for one in apply_all(plan, made.updates.get(plan.id, ())).usage
    }
    counted = [
        "monthly_api_volume", "uptime", "explainability_queries", "explanations_actioned",
        "rules_configured",
    ]  # fmt: skip
    assert figures == {
        (row["customer_id"], name, row["usage_month"]): float(row[name])
        for row in rows
        for name in counted
    }
