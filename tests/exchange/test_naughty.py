"""Strings that break programs: in every text field, out and in again the same, or one sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

import icalendar
import pytest

from cspwidgets.errors import CspError, UnreadableFile
from cspwidgets.exchange.calendarfile import to_ics
from cspwidgets.exchange.export import to_csv, to_xlsx
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.codec import plan_from_json, plan_from_yaml, plan_to_json, plan_to_yaml
from cspwidgets.plan.model import Plan
from support.naughty import NAUGHTY, NO_TEXT, plan_full_of, plan_of_all
from support.tables import taken


def through_json(plan: Plan) -> Plan:
    return plan_from_json(plan_to_json(plan))


def through_yaml(plan: Plan) -> Plan:
    return plan_from_yaml(plan_to_yaml(plan).encode("utf-8").decode("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("there_and_back", [through_json, through_yaml])
def test_a_plan_full_of_it_comes_back_equal_or_is_refused(there_and_back: Callable[[Plan], Plan]):
    refused = set()
    for name, text in NAUGHTY.items():
        plan = plan_full_of(text)
        try:
            assert there_and_back(plan) == plan, name
        except CspError:
            refused.add(name)
    assert refused <= NO_TEXT


@pytest.mark.parametrize("form", [to_csv, to_xlsx], ids=["csv", "xlsx"])
def test_a_sheet_full_of_them_changes_nothing_when_it_comes_back(form: Callable[..., bytes]):
    plan = plan_of_all()
    made = taken(form(plan, schedule(plan)), into=plan, day_first=True)
    assert (made.is_open, made.edits, made.taken) == (False, (), len(NAUGHTY))
    assert [one for one in made.not_taken if not one.column] == []


def test_people_and_stages_called_so_come_back_in_a_sheet_too():
    for name, text in NAUGHTY.items():
        plan = plan_full_of(text)
        made = taken(to_csv(plan, schedule(plan)), into=plan, day_first=True)
        assert (made.is_open, made.edits, made.taken) == (False, (), 2), name


def test_a_calendar_full_of_it_has_its_entries_and_nothing_else():
    for name, text in NAUGHTY.items():
        plan = plan_full_of(text)
        data = to_ics(plan, schedule(plan), at=datetime(2026, 3, 1, tzinfo=UTC))
        calendar = icalendar.Calendar.from_ical(data)
        assert [type(one).__name__ for one in calendar.subcomponents] == ["Event"] * 3, name
        assert calendar.walk("VALARM") == [], name
        shown = [str(entry["SUMMARY"]) for entry in calendar.walk("VEVENT")][:2]
        if text.isprintable():
            assert shown[0] == text, name
        kept = [sign for sign in text if sign.isalnum()]
        assert [sign for sign in shown[0] if sign.isalnum()] == kept, name


def test_a_list_of_another_tool_with_it_is_taken_as_it_stands_or_named():
    refused = set()
    for name, text in NAUGHTY.items():
        out = io.StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerows(
            [["Task ID", "Task Name", "Notes", "Due"], ["7", text, text, "2026-03-04"]]
        )
        writer.writerow(["8", "Go live", "", "2026-03-05"])
        data = out.getvalue().encode("utf-8", errors="replace")
        try:
            made = taken(data)
        except UnreadableFile:
            refused.add(name)
            continue
        assert made.plan.activities[-1].title == "Go live", name
        if made.taken == 1:
            told = [(one.line, one.reason) for one in made.not_taken]
            assert told == [(2, "it has no title")], name
        else:
            read = text.encode("utf-8", errors="replace").decode("utf-8")
            assert made.plan.activities[0].title.split() == read.split(), name
    assert refused <= {"NUL", "control characters"}  # most of what is no text has these


def test_no_cell_of_an_export_runs_whatever_a_plan_is_full_of():
    for name, text in NAUGHTY.items():
        rows = csv.reader(io.StringIO(to_csv(plan_full_of(text)).decode("utf-8-sig")))
        signs = tuple("=+-@\t\r＝＋－＠")
        assert [cell for row in rows for cell in row if cell[:1] in signs] == [], name
