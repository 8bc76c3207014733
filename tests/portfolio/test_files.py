"""Files in and out of the book."""

from pathlib import Path

import pytest

from cspwidgets.errors import PlanError, UnreadableFile
from cspwidgets.exchange.imported import Answers
from cspwidgets.plan.edits import set_field
from cspwidgets.plan.words import ActivityState
from cspwidgets.portfolio import Portfolio

pytestmark = pytest.mark.slow

TASKS = """Task ID,Task Name,Section,Owner,Start,Finish,Predecessors,% Complete
1,Kick-off call,Start,Dana,2026-07-06,2026-07-06,,100
2,Connect data,Start,Dana,2026-07-07,2026-07-14,1,50
3,First report,Value,Priya,2026-07-15,2026-07-21,2,0
"""

ACCOUNTS = """Account Name,Industry,Account Owner,ARR,Renewal Date
Acme Ltd,Software,Priya,12000,2027-01-31
Blåbær AS,Food,Priya,8000,2027-03-31
"""


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    file = tmp_path / "acme_plan.csv"
    file.write_text(TASKS, "utf-8")
    return file


def take(book: Portfolio, file: Path, **said: object):
    incoming = book.files.read(file, **said)
    book.files.take(incoming)
    return incoming


def test_a_task_list_becomes_a_plan_named_by_its_file(book: Portfolio, tasks: Path):
    incoming = book.files.read(tasks)
    assert incoming.kind == "tasks"
    assert book.store.accounts() == ()  # reading is a dry run
    book.files.take(incoming)
    plan = book.plan("acme-plan").plan
    assert plan.account.name == "Acme plan"
    assert [stage.name for stage in plan.stages] == ["Start", "Value"]
    assert [row.title for row in plan.activities] == [
        "Kick-off call",
        "Connect data",
        "First report",
    ]
    assert plan.activities[0].state is ActivityState.DONE
    assert plan.activities[2].after == (plan.activities[1].id,)


def test_the_same_file_again_changes_nothing(book: Portfolio, tasks: Path):
    take(book, tasks)
    again = take(book, tasks)
    assert (again.new, again.updates) == ((), {})
    assert book.plan("acme-plan").revision == 1


def test_a_newer_export_updates_and_keeps_what_was_edited_here(book: Portfolio, tasks: Path):
    take(book, tasks)
    first, _, third = book.plan("acme-plan").plan.activities
    book.changes.make(
        "acme-plan", lambda p: [set_field(p, "activities", third.id, "title", "Our own title")]
    )
    newer = TASKS.replace("Connect data", "Connect all data") + "4,Go live,Value,Dana,,,3,0\n"
    tasks.write_text(newer, "utf-8")
    take(book, tasks)
    titles = [row.title for row in book.plan("acme-plan").plan.activities]
    assert titles == [first.title, "Connect all data", "Our own title", "Go live"]


def test_an_account_list_makes_draft_plans_and_then_updates_them(book: Portfolio, tmp_path: Path):
    file = tmp_path / "accounts.csv"
    file.write_text(ACCOUNTS, "utf-8")
    incoming = take(book, file, answers=Answers(currency="EUR"))
    assert incoming.kind == "accounts"
    names = {saved.plan.account.name: saved.plan for saved in book.store.load_all()}
    assert set(names) == {"Acme Ltd", "Blåbær AS"}
    assert names["Acme Ltd"].account.fee == 12000
    file.write_text(ACCOUNTS.replace("12000", "15000"), "utf-8")
    newer = take(book, file, answers=Answers(currency="EUR"))
    assert list(newer.updates) == [names["Acme Ltd"].id]
    assert book.plan(names["Acme Ltd"].id).plan.account.fee == 15000


def test_a_plan_goes_out_as_yaml_and_comes_back_the_same(demo: Portfolio, tmp_path: Path):
    for line in demo.store.accounts():
        file = tmp_path / f"{line.id}.yaml"
        file.write_bytes(demo.files.export(line.id, ".yaml"))
        incoming = take(demo, file)
        assert (incoming.new, incoming.updates) == ((), {}), line.id


def test_a_plan_edited_in_its_file_changes_just_that(demo: Portfolio, tmp_path: Path):
    file = tmp_path / "n.yaml"
    text = demo.files.export("northwind", ".yaml").decode()
    file.write_text(text.replace("Wave 3 live", "Third wave live"), "utf-8")
    incoming = take(demo, file)
    assert [edit.field for edit in incoming.updates["northwind"]] == ["title"]
    assert demo.history("northwind")[0].change.words == "Imported from n.yaml"


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_sheet_that_went_out_changes_nothing_when_it_comes_back(
    demo: Portfolio, tmp_path: Path, suffix: str
):
    for line in demo.store.accounts():
        file = tmp_path / f"{line.id}{suffix}"
        file.write_bytes(demo.files.export(line.id, suffix))
        incoming = demo.files.read(file, kind="tasks", account=line.id)
        assert (incoming.new, incoming.updates) == ((), {}), line.id


def test_a_calendar_holds_the_open_steps(demo: Portfolio):
    text = demo.files.export("northwind", ".ics").decode()
    assert text.startswith("BEGIN:VCALENDAR")
    assert "Wave 2 live" in text


def test_what_cannot_be_read_or_written_is_told(demo: Portfolio, tmp_path: Path):
    with pytest.raises(PlanError, match="cannot be written as"):
        demo.files.export("northwind", ".docx")
    with pytest.raises(UnreadableFile, match="cannot be read"):
        demo.files.read(tmp_path / "none.yaml")
    broken = tmp_path / "broken.yaml"
    broken.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile):
        demo.files.read(broken)


def test_an_open_question_takes_nothing(book: Portfolio, tmp_path: Path):
    file = tmp_path / "dates.csv"
    file.write_text("Task Name,Owner,Start,Finish\nA,Dana,01/02/2026,03/04/2026\n", "utf-8")
    incoming = book.files.read(file)
    assert incoming.is_open
    with pytest.raises(PlanError, match="question"):
        book.files.take(incoming)
    settled = take(book, file, answers=Answers(day_first=True))
    assert not settled.is_open
    assert book.plan("dates").plan.activities[0].due_on.isoformat() == "2026-04-03"


def test_a_file_is_read_from_its_bytes_as_from_its_place(book: Portfolio, tasks: Path):
    from_place = book.files.read(tasks)
    from_bytes = book.files.read(tasks.read_bytes(), name=tasks.name)
    assert (from_bytes.file, from_bytes.new) == (from_place.file, from_place.new)


def test_a_file_read_before_somebody_elses_change_is_not_taken_over_it(
    book: Portfolio, tasks: Path
):
    take(book, tasks)
    row = book.plan("acme-plan").plan.activities[1].id
    tasks.write_text(TASKS.replace("Connect data", "Connect all data"), "utf-8")
    incoming = book.files.read(tasks)
    book.changes.make("acme-plan", lambda p: [set_field(p, "activities", row, "title", "Theirs")])
    with pytest.raises(PlanError, match="since the file was read"):
        book.files.take(incoming)
    assert book.plan("acme-plan").plan.activities[1].title == "Theirs"


def test_names_without_latin_letters_are_not_taken_for_each_other(book: Portfolio, tasks: Path):
    take(book, tasks, account="東京")
    take(book, tasks, account="大阪")
    assert {line.id for line in book.store.accounts()} == {"account", "account-2"}
    assert take(book, tasks, account="東京").new == ()


def test_an_account_list_that_fits_one_plan_no_more_changes_none(book: Portfolio, tmp_path: Path):
    file = tmp_path / "accounts.csv"
    file.write_text(ACCOUNTS, "utf-8")
    take(book, file)
    file.write_text(ACCOUNTS.replace("Software", "Games").replace("Food", "Fish"), "utf-8")
    incoming = book.files.read(file)
    last = list(incoming.updates)[-1]
    book.changes.make(last, lambda p: [set_field(p, "account", "", "industry", "Theirs")])
    with pytest.raises(PlanError, match="since the file was read"):
        book.files.take(incoming)
    assert "Games" not in {saved.plan.account.industry for saved in book.store.load_all()}
