"""What was tried so far: told row by row, and each taken out alone with what hangs on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cspwidgets.errors import EditRejected
from cspwidgets.plan.edits import remove_row
from cspwidgets.plan.words import ActivityState
from cspwidgets.widgets.trial import Trial
from support.plans import small_plan
from support.saver import MemoryStore, cell, session_on

LATER = date(2026, 8, 14)


@pytest.fixture
def trial() -> Trial:
    return Trial.begin(session_on(MemoryStore(small_plan())))


def test_one_change_is_taken_out_and_the_others_stay(trial: Trial):
    trial.drop("wave3").add_helper("wave2").move("score", LATER)
    assert [change.id for change in trial.changes] == [
        "activities/wave2",
        "activities/wave3",
        "activities/score",
    ]
    trial.take_out("activities/wave3")
    assert cell(trial, "wave3", "state") == cell(trial.real, "wave3", "state")
    assert cell(trial, "wave2", "days") == 6.0
    with pytest.raises(EditRejected, match="not in the what-if any more"):
        trial.take_out("activities/wave3")
    trial.undo()
    assert cell(trial, "wave3", "state") is ActivityState.SKIPPED


def test_what_was_moved_twice_is_one_change_and_moved_back_none(trial: Trial):
    trial.move("wave3", "7 Aug").move("wave3", LATER)
    (change,) = trial.changes
    assert [edit.value for edit in change.edits] == [LATER]
    trial.move("wave3", None)
    assert trial.changes == ()


@pytest.mark.parametrize("table", ["activities", "outcomes", "people"])
def test_every_row_that_is_removed_comes_back_with_what_hung_on_it(table: str):
    plan = small_plan()
    tied = replace(plan.stages[3], exit_measure="outcome:cost", exit_goal_share=0.8)
    plan = replace(plan, stages=(*plan.stages[:3], tied, *plan.stages[4:]))
    for row in getattr(plan, table):
        trial = Trial.begin(session_on(MemoryStore(plan)))
        trial.submit((remove_row(trial.plan, table, row.id),))
        assert trial.plan != plan
        (change,) = trial.changes
        trial.take_out(change.id)
        assert trial.plan == plan
