"""A task list becomes the activities of a plan, or an update of those that are there.

Pure: bytes are read by `sheet.py`, nothing is saved here. The same file twice changes nothing; a
newer one updates what only the file changed, and keeps what was edited here (see `merge.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.columns import Columns
from cspwidgets.exchange.imported import Answers, Imported, NotTaken, Question
from cspwidgets.exchange.merge import Said
from cspwidgets.exchange.ownrows import read_own
from cspwidgets.exchange.people import Parties
from cspwidgets.exchange.quantities import counts_shares
from cspwidgets.exchange.reading import Reading, in_order, left, open_table
from cspwidgets.exchange.route import Route, lay_route
from cspwidgets.exchange.states import is_flag, is_yes
from cspwidgets.exchange.step import Step
from cspwidgets.exchange.steps import StepReader
from cspwidgets.exchange.steptimes import TimeReader
from cspwidgets.exchange.table import Line, Table, words_of
from cspwidgets.exchange.taskwords import TASKS
from cspwidgets.exchange.update import update
from cspwidgets.exchange.vocabulary import UNKNOWN, plain
from cspwidgets.journey.calendar import Calendar
from cspwidgets.plan.model import Plan

MOST_TASKS = 2_000
"""The most rows that become one plan; a plan that people read has forty steps."""

_CUSTOMERS = {
    "account", "accountid", "accountname", "company", "companyname", "companyid", "customer",
    "customername", "customerid", "associatedcompany",
}  # fmt: skip
_WEEK = re.compile(r"(?:week|woche|wk|kw|w)\.?\s*\d{1,2}\b", re.IGNORECASE)
_DAYS = ("start", "finish", "actual_start", "actual_finish", "promised")


def import_tasks(
    tables: Sequence[Table],
    *,
    into: Plan,
    answers: Answers | None = None,
    said: Said | None = None,
) -> Imported:
    """Read a task list into a plan; a new plan is one without activities.

    Parameters
    ----------
    tables
        What `read_tables` gave.
    into
        The plan as it stands. A task list into a plan that has none of its activities adds them.
    answers
        What a person has said about the file; see the questions of an earlier call.
    said
        What earlier imports wrote into the plan (`Said.by` of their edits), so that edits made
        here are kept. Without it the file wins wherever it says something.

    Raises
    ------
    UnreadableFile
        There is no such sheet or column, or there are more tasks than a plan can hold.
    """
    answers = answers or Answers()
    reading = _opened(tables, answers)
    reading = replace(reading, columns=_by_values(reading, frozenset(answers.columns)))
    not_taken = [left(line, "it is the footer of a report") for line in reading.footers]
    if reading.is_open:
        return Imported(
            plan=into,
            mapping=reading.columns,
            not_taken=tuple(not_taken),
            questions=reading.questions,
            remarks=reading.remarks(),
        )
    reader = StepReader(
        columns=reading.columns,
        times=TimeReader(
            columns=reading.columns,
            order=reading.order,
            calendar=Calendar(into.holidays),
            week_one=answers.start_on or into.start_on,
        ),
        parties=Parties(into, own_domain=answers.own_domain, sides=answers.sides),
        shares=counts_shares(reading.cells("percent")),
    )
    steps = _steps(reader, reading.rows, into, not_taken)
    if len(steps) > MOST_TASKS:
        raise UnreadableFile(
            f"The list has {len(steps):,} tasks; a plan can hold {MOST_TASKS:,}, and people read "
            "forty. Export only what both sides should see.",
            file=tables[0].file,
        )
    route = lay_route(reading.columns, steps)
    made = update(into, route, reader, said=said)
    return replace(
        made,
        not_taken=in_order([*not_taken, *route.not_taken, *made.not_taken]),
        questions=(*reading.questions, *_later_questions(reader, route)),
        remarks=(*reading.remarks(), *_several_customers(reading), *made.remarks),
    )


# Jira calls the title of an issue its summary; beside a title, "Summary" marks a heading.
def _opened(tables: Sequence[Table], answers: Answers) -> Reading:
    reading = _open(tables, answers)
    name = reading.columns.name("summary")
    if reading.columns.has("title") or not name:
        return reading
    return _open(tables, replace(answers, columns={**answers.columns, name: "title"}))


def _open(tables: Sequence[Table], answers: Answers) -> Reading:
    return open_table(
        tables,
        TASKS,
        answers,
        main=("title",),
        question="Which column holds what is to be done?",
        days=_DAYS,
    )


# Some names mean different things in different tools; the words below them tell which.
def _by_values(reading: Reading, corrected: frozenset[str]) -> Columns:
    columns = reading.columns

    def values(name: str) -> list[str]:
        cells = [] if columns.name(name) in corrected else reading.cells(name)
        return list(filter(None, map(words_of, cells)))

    if any(not is_flag(words) for words in values("milestone")):
        other = UNKNOWN if columns.has("stage") else "stage"
        columns = columns.renamed("milestone", other, TASKS)
    is_said = any(character.isalpha() for words in values("percent") for character in words)
    if is_said and not columns.has("status"):
        columns = columns.renamed("percent", "status", TASKS)
    if not columns.has("start", "finish"):
        columns = _with_weeks(reading, columns, corrected)
    numbers = values("row_id")
    if numbers and not columns.has("source_id") and not _is_counting(numbers):
        columns = columns.renamed("row_id", "source_id", TASKS)
    return columns


# "Week 1-2" says what it is, whatever the column is called.
def _with_weeks(reading: Reading, columns: Columns, corrected: frozenset[str]) -> Columns:
    for place, column in enumerate(columns.columns):
        if column.field != UNKNOWN or column.name in corrected:
            continue
        cells = (line.cells[place] for line in reading.rows if place < len(line.cells))
        filled = list(filter(None, map(words_of, cells)))
        if filled and sum(bool(_WEEK.match(words)) for words in filled) >= 0.8 * len(filled):
            return columns.taken_for(place, "start", TASKS)
    return columns


def _is_counting(numbers: list[str]) -> bool:
    if not all(number.isdecimal() and len(number) < 7 for number in numbers):
        return False
    first = int(numbers[0])
    return [int(number) for number in numbers] == list(range(first, first + len(numbers)))


def _steps(
    reader: StepReader, rows: Iterable[Line], into: Plan, not_taken: list[NotTaken]
) -> list[Step]:
    columns = reader.columns
    names = tuple(column.name for column in columns.columns)
    steps = []
    for line in rows:
        words = tuple(words_of(cell) for cell in line.cells)
        title = " ".join(columns.words(line, "title").split())
        reason = line.trouble
        if not reason and words == names[: len(words)]:
            reason = "it repeats the header"
        if not reason and not title and not _is_ours(columns, line):
            reason = "it has no title"
        if not reason and is_yes(columns.words(line, "is_deleted")):
            reason = "it was deleted in the other tool"
        if reason:
            not_taken.append(left(line, reason))
        else:
            steps.append(_step(reader, line, title, into))
    return steps


# A title that looks like nothing, or like a mistake of Excel, is one in a sheet of ours.
def _is_ours(columns: Columns, line: Line) -> bool:
    return bool(columns.words(line, "own_id")) and columns.cell(line, "title") != ""


def _step(reader: StepReader, line: Line, title: str, into: Plan) -> Step:
    own_id = reader.columns.words(line, "own_id")
    if own_id:
        return read_own(reader, Step(line, title, own_id), into)
    return reader.read(line, title)


def _later_questions(reader: StepReader, route: Route) -> list[Question]:
    questions = []
    if reader.times.week_one is None and any(any(step.weeks) for step in route.work):
        questions.append(
            Question(
                about="start_on",
                sentence=(
                    "On which day does week 1 begin? Until that is said, the weeks stand in the "
                    "notes and give each stage its pace."
                ),
            )
        )
    if unplaced := tuple(reader.parties.unplaced):
        questions.append(
            Question(
                about="sides",
                sentence=f"On whose side: {_some(unplaced)}? Until then they are only names.",
                names=unplaced,
            )
        )
    return questions


# Lists of a CRM hold the tasks of all its customers; a plan is one customer's.
def _several_customers(reading: Reading) -> Iterator[str]:
    for place, column in enumerate(reading.columns.columns):
        if column.field != UNKNOWN or plain(column.name) not in _CUSTOMERS:
            continue
        cells = (line.cells[place] for line in reading.rows if place < len(line.cells))
        names = tuple(dict.fromkeys(filter(None, map(words_of, cells))))
        if len(names) > 1:
            yield (
                f"“{column.name}” names {len(names)} customers ({_some(names)}), and all rows go "
                "into this one plan. Export the tasks of one customer."
            )


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more
