"""Changes in words, as the history, undo and questions say them."""

from __future__ import annotations

from datetime import date

import pytest

from cspwidgets.errors import EditRejected
from cspwidgets.plan.edits import (
    LAST,
    Conflict,
    Edit,
    add_row,
    move_row,
    remove_row,
    set_field,
)
from cspwidgets.plan.model import Activity, BrokenPromise, Measurement
from cspwidgets.plan.words import ActivityState, Side
from cspwidgets.widgets.outbox import Question
from cspwidgets.widgets.telling import question_data, refuse_gone, tell, title_of
from support.plans import small_plan

PLAN = small_plan()
DAY = date(2026, 7, 20)


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (
            set_field(PLAN, "activities", "wave3", "due_on", DAY),
            "due day of “Wave 3: 4 depots live”: empty → 20 Jul 2026",
        ),
        (
            set_field(PLAN, "activities", "wave2", "state", ActivityState.DONE),
            "state of “Wave 2: 4 depots live”: In progress → Done",
        ),
        (
            set_field(
                PLAN,
                "activities",
                "wave2",
                "broken_promises",
                (BrokenPromise(promised_on=date(2026, 7, 10), moved_on=DAY),),
            ),
            "broken promises of “Wave 2: 4 depots live”: empty → 10 Jul 2026",
        ),
        (
            set_field(PLAN, "activities", "score", "side", Side.BOTH),
            "side of “Dispatcher scorecard”: RouteWise → Together",
        ),
        (
            set_field(PLAN, "activities", "score", "owner", "Ops"),
            "owner of “Dispatcher scorecard”: Priya Nair → Ops",
        ),
        (
            set_field(PLAN, "activities", "score", "serves", ()),
            "outcomes of “Dispatcher scorecard”: Dispatchers active weekly → empty",
        ),
        (
            set_field(PLAN, "account", "", "tier", ""),
            "tier of the account: 180 dispatcher seats → empty",
        ),
        (set_field(PLAN, "plan", "", "start_on", DAY), "start day: 2 Mar 2026 → 20 Jul 2026"),
        (
            add_row("activities", Activity(id="n", title="Tidy", stage="habit")),
            "activity “Tidy” added",
        ),
        (remove_row(PLAN, "stages", "prove"), "stage “Prove and extend” removed"),
        (
            add_row("measurements", Measurement(id="n", outcome="cost", on=DAY, value=1.0)),
            "measurement of 20 Jul 2026 added",
        ),
        (
            move_row("stages", "prove", after="kickoff"),
            "stage “Prove and extend” moved behind “Kick-off and agree”",
        ),
        (move_row("stages", "prove", after=""), "stage “Prove and extend” moved to the beginning"),
        (move_row("stages", "pilot", after=LAST), "stage “Pilot two depots” moved to the end"),
        (
            Edit(kind="set", table="activities", row="gone", field="days", value=2.0, old=None),
            "length of “gone”: empty → 2 days",
        ),
    ],
)
def test_an_edit_is_told_as_a_line(edit: Edit, line: str):
    assert tell(PLAN, (edit,)) == (line,)


def test_a_change_of_several_edits_is_counted():
    edits = [remove_row(PLAN, "stages", "prove")] * 3
    assert title_of(PLAN, edits) == "3 changes"
    assert title_of(PLAN, edits[:1]) == "removing “Prove and extend”"


def test_long_words_are_cut():
    edit = set_field(PLAN, "activities", "wave3", "title", "x" * 200)
    assert len(tell(PLAN, (edit,))[0]) < 130


def test_a_question_about_a_removed_row_says_what_theirs_means():
    mine = set_field(PLAN, "activities", "wave3", "days", 9.0)
    asked = Question(id=1, conflict=Conflict(mine, None, "removed"), by="Tom")
    data = question_data(PLAN, asked)
    assert (data["mine"], data["theirs"], data["by"]) == ("9 days", "the row stays removed", "Tom")


def test_a_question_about_removing_says_what_would_be_done():
    mine = remove_row(PLAN, "activities", "wave3")
    data = question_data(PLAN, Question(id=1, conflict=Conflict(mine, mine.old, "changed"), by=""))
    assert data["what"] == "removing “Wave 3: 4 depots live”"
    assert (data["mine"], data["theirs"]) == ("do it all the same", "leave it")


def test_a_new_edit_of_a_row_that_is_gone_is_refused_and_other_conflicts_pass():
    mine = set_field(PLAN, "activities", "wave3", "days", 9.0)
    refuse_gone([Conflict(mine, 7.0, "changed")])
    with pytest.raises(EditRejected, match="removed in the meantime"):
        refuse_gone([Conflict(mine, None, "removed")])
