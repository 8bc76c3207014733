"""The panel “New plan”: its messages, on a real portfolio."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from cspwidgets.exchange.export import to_xlsx
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.codec import plan_to_yaml
from cspwidgets.plan.edits import set_field
from cspwidgets.portfolio import Portfolio
from cspwidgets.widgets.header import PlanHeader
from cspwidgets.widgets.newplan import MAX_BYTES
from support.plans import small_plan
from support.saver import Front

REAL = Path(__file__).resolve().parents[1] / "data" / "real"

TASKS = """Task ID,Task Name,Section,Owner,Start,Finish
T1,Kick-off call,Start,Dana,02/03/2026,03/03/2026
T2,Connect data,Start,Dana,04/03/2026,06/03/2026
"""

ACCOUNTS = """Account Name,Industry,ARR,Renewal Date
Acme Ltd,Software,12000,2027-01-31
Blåbær AS,Food,8000,2027-03-31
"""


class Desk:
    """A header on a portfolio with one plan, and the panel's messages."""

    def __init__(self, book: Portfolio) -> None:
        self.book = book
        self.header = book.board("northwind").header
        self.front = Front(self.header)
        self.front.hello()

    def ask(self, kind: str, **body: Any) -> dict[str, Any]:
        """Send a message; the panel's answer to it."""
        self.front.say(f"new_plan_{kind}", **body)
        return self.front.last("new_plan")

    def give(self, name: str, data: bytes | str, **said: Any) -> dict[str, Any]:
        """Bring a file in two pieces, and read it."""
        data = data.encode() if isinstance(data, str) else data
        half = len(data) // 2
        for number, piece in enumerate((data[:half], data[half:])):
            text = b64encode(piece).decode()
            self.ask("piece", file="f1", name=name, number=number, data=text)
        return self.read(**said)

    def read(self, **said: Any) -> dict[str, Any]:
        """Read the file (again)."""
        self.front.say("new_plan_read", file="f1", said=said)
        answer = self.front.last("new_plan")
        self.seen = answer["id"]
        return answer.get("reading", answer)

    def take(self) -> dict[str, Any]:
        """Take what was read."""
        return self.ask("take", reading=self.seen)


@pytest.fixture
def desk(book: Portfolio) -> Desk:
    book.create(small_plan())
    return Desk(book)


def test_the_journeys_are_offered_with_a_line_about_each(desk: Desk):
    journeys = desk.ask("offer")["journeys"]
    assert len(journeys) == 5
    assert all(one["summary"] and one["weeks"].endswith(" weeks") for one in journeys)


def test_a_plan_from_a_journey_is_made_and_shown(desk: Desk):
    made = desk.ask("start", name=" Acme  Ltd", journey="low-touch", start_on="2026-08-03")
    assert made["done"] == "The plan for Acme Ltd is made."
    assert desk.front.last("whole")["plan"] == "acme-ltd"
    plan = desk.book.plan("acme-ltd").plan
    assert (plan.template, str(plan.start_on)) == ("low-touch", "2026-08-03")


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"name": " ", "journey": "low-touch"}, "name", "Give the customer's name"),
        ({"name": "Acme"}, "journey", "Choose the journey"),
        ({"name": "Acme", "journey": "no-such"}, "", "There is no template"),
        ({"name": "Acme", "journey": "low-touch", "start_on": "x"}, "start_on", "is no day"),
        ({"name": "northwind freight", "journey": "low-touch"}, "", "already"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(
    desk: Desk, given: dict[str, str], field: str, sentence: str
):
    before = desk.book.store.accounts()
    answer = desk.ask("start", **given)
    assert sentence in answer["error"]
    assert answer["field"] == field
    assert desk.book.store.accounts() == before
    assert desk.header.plan.id == "northwind"


def test_two_customers_whose_names_have_no_latin_letters_are_two_accounts(desk: Desk):
    desk.ask("start", name="東京", journey="low-touch")
    desk.ask("start", name="大阪", journey="low-touch")
    names = {line.id: line.name for line in desk.book.store.accounts()}
    assert (names["account"], names["account-2"]) == ("東京", "大阪")
    told = desk.give("list.csv", TASKS, account="京都")
    assert told["target"] == {"id": "account-3", "name": "京都", "is_new": True}


def test_a_task_list_is_read_asked_about_corrected_and_only_then_taken(desk: Desk):
    told = desk.give("acme_plan.csv", TASKS)
    assert (told["kind"], told["can_take"], told["summary"]) == ("tasks", False, [])
    assert told["target"] == {"id": "acme-plan", "name": "Acme plan", "is_new": True}
    assert told["columns"][3] == {"name": "Owner", "field": "owner", "examples": ["Dana"]}
    question = told["questions"][0]
    assert (question["about"], question["must_answer"]) == ("day_first", True)
    assert question["readings"][0] == [
        True,
        [["02/03/2026", "2 Mar 2026"], ["04/03/2026", "4 Mar 2026"], ["06/03/2026", "6 Mar 2026"]],
    ]
    assert "question" in desk.take()["error"]

    said = {"day_first": True, "columns": [["Owner", "-"]], "account": "Acme Ltd"}
    told = desk.read(**said)
    assert told["columns"][3]["field"] == "-"
    assert told["summary"] == ["A new plan for Acme Ltd: 1 stage, 2 activities."]
    assert told["can_take"]
    assert "acme-ltd" not in {line.id for line in desk.book.store.accounts()}  # a dry run

    assert desk.take()["done"] == "acme_plan.csv is taken over."
    assert desk.front.last("whole")["plan"] == "acme-ltd"
    assert desk.book.plan("acme-ltd").plan.activities[0].owner == ""


def test_a_newer_file_goes_into_the_open_plan_and_keeps_what_was_edited_here(desk: Desk):
    desk.give("list.csv", TASKS, day_first=True, account="Acme Ltd")
    desk.take()
    plan = desk.header.plan
    desk.header.session.submit(
        (set_field(plan, "activities", plan.activities[1].id, "title", "Our words"),)
    )
    newer = TASKS.replace("Kick-off call", "Kick-off") + "T3,Go live,Value,Dana,09/03/2026,\n"
    told = desk.give("list.csv", newer, day_first=True, account="acme-ltd")
    assert told["target"]["is_new"] is False
    assert "1 activity new" in told["summary"][0]
    desk.take()
    assert "Go live" in [row.title for row in desk.header.plan.activities]
    assert "Our words" in [row.title for row in desk.header.plan.activities]
    assert desk.front.last("patch")
    told = desk.give("list.csv", newer, day_first=True, account="acme-ltd")
    assert (told["can_take"], told["summary"][0]) == (
        False,
        "Nothing would change: all of it is here already.",
    )


def test_rows_that_are_not_taken_are_named_with_their_line_and_reason(desk: Desk):
    told = desk.give("duplicates.csv", (REAL / "swimlanes-duplicate-ids.csv").read_bytes())
    assert [row["line"] for row in told["not_taken"]] == [4, 6]
    assert "stands in line 2 already" in told["not_taken"][0]["reason"]


def test_an_account_list_makes_draft_plans_and_shows_the_first(desk: Desk):
    told = desk.give("accounts.csv", ACCOUNTS, currency="eur")
    assert told["kind"] == "accounts"
    assert told["target"] is None
    assert told["summary"] == ["2 accounts new, each with a draft plan."]
    assert told["changes"] == ["Acme Ltd: new", "Blåbær AS: new"]
    desk.take()
    assert desk.header.plan.account.name == "Acme Ltd"
    assert desk.header.plan.account.currency == "EUR"


def test_a_plan_of_ours_and_a_workbook_of_ours_come_in_again(desk: Desk):
    plan = desk.book.plan("northwind").plan
    told = desk.give("northwind.yaml", plan_to_yaml(plan))
    assert (told["kind"], told["can_take"]) == ("plan", False)
    told = desk.give("n.xlsx", to_xlsx(plan, schedule(plan)), account="northwind")
    assert told["kind"] == "tasks"
    assert told["sheets"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("plan.yaml", "csp_plan: [", ""),
        ("list.pdf", "%PDF-1.7", "This is a PDF"),
        ("empty.csv", "", "no rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    desk: Desk, name: str, data: str, sentence: str
):
    answer = desk.give(name, data)
    assert sentence in answer["error"]
    assert "\n" not in answer["error"]
    assert "once more" in desk.take()["error"]


def test_a_file_that_is_too_large_is_for_the_shell(desk: Desk):
    data = b64encode(bytes(MAX_BYTES + 1)).decode()
    answer = desk.ask("piece", file="f1", name="large.csv", number=0, data=data)
    assert "csp import" in answer["error"]
    assert "once more" in desk.read()["error"]


def test_a_file_read_on_another_screen_since_is_not_taken(desk: Desk):
    desk.give("list.csv", TASKS, day_first=True)
    seen = desk.seen
    desk.give("other.csv", TASKS.replace("Kick-off", "Other"), day_first=True)
    assert "once more" in desk.ask("take", reading=seen)["error"]


def test_a_view_for_looking_makes_no_plans(desk: Desk):
    looking = Front(PlanHeader(desk.header.session, desk.header._desk, read_only=True))
    looking.say("new_plan_start", name="Acme", journey="low-touch")
    assert "only for looking" in looking.last("new_plan")["error"]


def test_a_file_in_the_open_plan_that_somebody_changed_since_is_not_half_taken(desk: Desk):
    desk.give("list.csv", TASKS, day_first=True, account="Acme Ltd")
    desk.take()
    row = desk.header.plan.activities[0].id
    newer = TASKS.replace("Kick-off call", "Kick-off") + "T3,Go live,Value,Dana,,\n"
    desk.give("list.csv", newer, day_first=True, account="acme-ltd")
    desk.book.changes.make(
        "acme-ltd", lambda plan: [set_field(plan, "activities", row, "title", "Theirs")]
    )
    answer = desk.take()
    titles = [each.title for each in desk.book.plan("acme-ltd").plan.activities]
    assert answer.get("error"), titles
    assert titles == ["Theirs", "Connect data"]


def test_usage_is_asked_what_it_counts_and_may_be_all_of_the_open_plan(desk: Desk):
    told = desk.give("usage.csv", "Week of,Jan 2026,Feb 2026\nall,40,50\n", kind="usage")
    assert (told["kind"], told["can_take"]) == ("usage", False)
    assert "whose usage it all is" in told["questions"][0]["sentence"]
    told = desk.read(kind="usage", account="northwind")
    assert [one["about"] for one in told["questions"]][-1] == "metric"
    told = desk.read(kind="usage", account="northwind", metric="Seats")
    assert [one["about"] for one in told["questions"] if one["about"] == "metric"] == []
    desk.take()
    usage = desk.book.plan("northwind").plan.usage
    assert {("seats", 40), ("seats", 50)} <= {(one.metric, one.value) for one in usage}


def test_what_a_newer_file_changes_and_what_stays_is_told_line_by_line(desk: Desk):
    list_ = TASKS.replace("02/03/2026", "2026-03-02").replace("03/03/2026", "2026-03-03")
    list_ = list_.replace("04/03/2026", "2026-03-04").replace("06/03/2026", "2026-03-06")
    desk.give("acme.csv", list_)
    desk.take()
    plan = desk.book.plan("acme").plan
    desk.book.changes.make(
        "acme", lambda plan: [set_field(plan, "activities", "kick-off-call", "owner", "Priya")]
    )
    assert len(plan.activities) == 2
    newer = list_.replace("Start,Dana,2026-03-02", "Start,Ines,2026-03-02").splitlines()
    told = desk.give("acme.csv", f"{newer[0]}\n{newer[1]}\nT3,Go live,Start,Dana,2026-04-01,\n")
    assert told["changes"][0] == "activity “Go live” added"
    assert "activity “Connect data” is not in the file any more: it stays here" in told["changes"]
    assert (
        "owner of “Kick-off call” was edited here: Priya stays, the file says Ines"
        in told["changes"]
    )
