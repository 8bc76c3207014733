"""Files that other people made: what is taken equals what the csv module alone says."""

import csv
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

import pytest

from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.words import ActivityKind, ActivityState
from support.tables import REAL, brought, taken, workbook


def rows_of(name: str) -> list[dict[str, str]]:
    with (REAL / name).open(newline="", encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if any(row.values())]


def us_day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").date()


def state_of(percent: str) -> ActivityState:
    if percent == "100":
        return ActivityState.DONE
    return ActivityState.NOT_STARTED if percent == "0" else ActivityState.IN_PROGRESS


def linked(result, rows: Iterable[dict[str, str]], column: str, key: str, title: str, sign: str):
    """What each row waits for, by title, as the file says; and as the plan has it."""
    rows = list(rows)
    names = {row[key]: row[title] for row in rows}
    said = {
        row[title]: {names[one.strip()] for one in row[column].split(sign) if one.strip() in names}
        for row in rows
    }
    titles = {one.id: one.title for one in result.plan.activities}
    held = {one.title: {titles[name] for name in one.after} for one in result.plan.activities}
    return said, held


def as_text(name: str) -> bytes:
    return (REAL / name).read_bytes()


def as_workbook(name: str) -> bytes:
    """The same rows in a workbook, as Excel saves them: days and numbers typed."""
    rows = rows_of(name)
    return workbook([list(rows[0]), *(list(map(typed, row.values())) for row in rows)])


def typed(words: str) -> str | int | date | None:
    if words.isdecimal():
        return int(words)
    try:
        return us_day(words)
    except ValueError:
        return words or None


@pytest.mark.parametrize("form", [as_text, as_workbook])
def test_an_ms_project_list_has_its_days_lengths_states_and_links(
    form: Callable[[str], bytes],
):
    rows = rows_of("swimlanes-ms-project.csv")
    result = taken(form("swimlanes-ms-project.csv"))
    assert result.taken == len(rows) == 31
    assert result.not_taken == ()
    titles = [row["Task Name"] for row in rows]
    assert list(brought(result, "due_on").items()) == [
        (row["Task Name"], us_day(row["Finish"])) for row in rows
    ]
    assert brought(result, "days") == {row["Task Name"]: float(row["Duration"]) for row in rows}
    assert brought(result, "state") == {
        row["Task Name"]: state_of(row["% Complete"]) for row in rows
    }
    milestones = {row["Task Name"] for row in rows if row["Duration"] == "0"}
    kinds = brought(result, "kind")
    assert {title for title in titles if kinds[title] is ActivityKind.MILESTONE} == milestones
    said, held = linked(result, rows, "Predecessors", "ID", "Task Name", ";")
    assert held == said
    assert sum(map(len, held.values())) == 36
    owners = brought(result, "owner")
    assert owners == {row["Task Name"]: row["Resource Names"].split(";")[0] for row in rows}
    assert result.plan.start_on == min(us_day(row["Start"]) for row in rows)


def test_a_plan_of_a_real_project_has_its_stages_days_and_links_by_title():
    rows = rows_of("yhoda-project-plan.csv")
    result = taken(REAL / "yhoda-project-plan.csv")
    assert result.taken == len(rows) == 37
    assert [stage.name for stage in result.plan.stages] == list(
        dict.fromkeys(row["Milestone"] for row in rows)
    )
    assert brought(result, "due_on") == {
        row["Title"]: date.fromisoformat(row["Target Date"]) for row in rows
    }
    weekdays = {
        row["Title"]: sum(
            (date.fromisoformat(row["Start Date"]) + timedelta(days=n)).weekday() < 5
            for n in range(
                (
                    date.fromisoformat(row["Target Date"]) - date.fromisoformat(row["Start Date"])
                ).days
                + 1
            )
        )
        for row in rows
    }
    assert brought(result, "days") == weekdays
    said, held = linked(result, rows, "Blocked By", "Title", "Title", ";")
    assert held == said
    assert sum(map(len, held.values())) == 34
    finish = schedule(result.plan).finish_on
    assert finish == max(date.fromisoformat(row["Target Date"]) for row in rows)


def test_a_plan_with_paces_and_no_dates_waits_for_what_it_says():
    rows = rows_of("seedcase-gantt.csv")
    result = taken(REAL / "seedcase-gantt.csv")
    assert result.taken == len(rows) == 57
    for row in rows:
        row["links"] = row["start_date"].removeprefix("after ")
    said, held = linked(result, rows, "links", "task_label", "task_name", " ")
    assert held == said
    assert [(one.line, one.cells) for one in result.not_taken] == [
        (17, ("api_routine_data_upload",))
    ]
    assert brought(result, "days") == {
        row["task_name"]: 5.0 * int(row["end_date"].removesuffix("w")) for row in rows
    }
    assert {one.source_id for one in result.plan.activities} == {row["task_label"] for row in rows}


def test_an_asana_export_has_its_sections_ids_and_states():
    rows = rows_of("asana-sample.csv")
    firsts = {row["Task ID"]: row for row in reversed(rows)}
    result = taken(REAL / "asana-sample.csv")
    activities = {one.source_id: one for one in result.plan.activities}
    assert activities.keys() == firsts.keys()
    assert len(result.not_taken) == len(rows) - len(firsts) == 2
    stages = {stage.id: stage.name for stage in result.plan.stages}
    by_name = {row["Name"]: row for row in reversed(rows)}
    for name, row in firsts.items():
        one = activities[name]
        section = row["Section/Column"] or by_name[row["Parent task"]]["Section/Column"]
        assert stages[one.stage] == ("Work" if section == "(no section)" else section)
        assert one.title == row["Name"]
        assert (one.state is ActivityState.DONE) == bool(row["Completed At"])
        assert (one.finished_on or "") == (
            date.fromisoformat(row["Completed At"]) if row["Completed At"] else ""
        )
        assert one.due_on == (date.fromisoformat(row["Due Date"]) if row["Due Date"] else None)
        assert one.notes.startswith(row["Notes"])


def test_a_planner_export_has_its_buckets_and_states():
    rows = rows_of("swimlanes-ms-planner.csv")
    result = taken(REAL / "swimlanes-ms-planner.csv")
    states = {
        "In Progress": ActivityState.IN_PROGRESS,
        "Completed": ActivityState.DONE,
        "Not Started": ActivityState.NOT_STARTED,
        "Recurring": ActivityState.NOT_STARTED,
    }
    assert brought(result, "state") == {row["Task Name"]: states[row["Progress"]] for row in rows}
    assert brought(result, "due_on") == {row["Task Name"]: us_day(row["Due Date"]) for row in rows}
    assert [stage.name for stage in result.plan.stages] == list(
        dict.fromkeys(row["Bucket Name"] for row in rows)
    )
    cadences = [one.title for one in result.plan.activities if one.kind is ActivityKind.CADENCE]
    assert cadences == ["Weekly team standup"]


def test_substeps_by_wbs_are_steps_where_their_parent_does_not_span_them():
    rows = rows_of("swimlanes-turbo-wbs.csv")
    result = taken(REAL / "swimlanes-turbo-wbs.csv")
    assert brought(result, "due_on") == {
        row["Task Name"]: date.fromisoformat(row["Finish Date"]) for row in rows
    }
    assert sum(one.kind is ActivityKind.MILESTONE for one in result.plan.activities) == sum(
        row["Type"] == "milestone" for row in rows
    )


def test_ids_that_stand_twice_are_taken_once_and_reported():
    result = taken(REAL / "swimlanes-duplicate-ids.csv")
    assert [one.source_id for one in result.plan.activities] == [
        "TASK-001", "TASK-002", "TASK-003", "TASK-004",
    ]  # fmt: skip
    assert [one.line for one in result.not_taken] == [4, 6]


def test_a_column_of_every_date_format_is_read_by_its_clear_days():
    result = taken(REAL / "swimlanes-mixed-date-formats.csv")
    assert brought(result, "due_on") == {
        "Task with ISO date": date(2025, 6, 5),
        "Task with US slashes": date(2025, 6, 15),
        "Task with dashes": date(2025, 6, 25),
        "Task with leading zeros": date(2025, 6, 10),
        "Milestone ISO": date(2025, 7, 1),
        "Milestone US format": date(2025, 7, 15),
        "Task mixed formats": date(2025, 8, 15),
        "Another mixed": date(2025, 9, 15),
    }


def test_text_that_could_be_markup_or_a_separator_stays_text():
    result = taken(REAL / "swimlanes-special-characters.csv")
    assert [(one.line, one.reason) for one in result.not_taken] == [
        (3, "it has 10 cells under 8 names")
    ]
    titles = list(brought(result, "title"))
    assert "HTML-like: <script>alert('test')</script>" in titles
    assert 'Task with "quotes" in title' in titles
    assert "Unicode: 测试任务 🚀" in titles
