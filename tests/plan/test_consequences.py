"""A change brings with it what belongs to it, and the history shows that too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cspwidgets.errors import EditRejected
from cspwidgets.plan.consequences import with_consequences
from cspwidgets.plan.edits import Edit, apply_all, find, inverse_all, remove_row, set_field
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import ActivityState
from support.plans import TODAY, small_plan


def changed(plan: Plan, *edits: Edit, reason: str = "") -> Plan:
    """The plan after the edits and what follows from them."""
    return apply_all(plan, with_consequences(plan, edits, on=TODAY, reason=reason))


def set_cell(plan: Plan, row: str, field: str, value: Any) -> Edit:
    return set_field(plan, "activities", row, field, value)


def test_a_step_set_to_done_is_finished_today():
    plan = small_plan()
    after = changed(plan, set_cell(plan, "wave2", "state", ActivityState.DONE))
    assert find(after, "activities", "wave2").finished_on == TODAY


def test_a_day_that_was_typed_with_the_state_is_kept():
    plan = small_plan()
    after = changed(
        plan,
        set_cell(plan, "wave2", "state", ActivityState.DONE),
        set_cell(plan, "wave2", "finished_on", date(2026, 7, 15)),
    )
    assert find(after, "activities", "wave2").finished_on == date(2026, 7, 15)


def test_a_step_that_is_begun_starts_today():
    plan = small_plan()
    after = changed(plan, set_cell(plan, "wave3", "state", ActivityState.IN_PROGRESS))
    assert find(after, "activities", "wave3").started_on == TODAY


def test_a_finished_day_makes_the_step_done():
    plan = small_plan()
    after = changed(plan, set_cell(plan, "wave2", "finished_on", TODAY))
    assert find(after, "activities", "wave2").state is ActivityState.DONE


def test_a_step_that_is_open_again_loses_its_finished_day():
    plan = small_plan()
    after = changed(plan, set_cell(plan, "wave1", "state", ActivityState.IN_PROGRESS))
    row = find(after, "activities", "wave1")
    assert (row.finished_on, row.started_on) == (None, date(2026, 5, 27))


def test_moving_a_promise_after_it_was_due_breaks_it_once_each_time():
    plan = small_plan()  # wave2 was promised for 10 July
    later = changed(
        plan, set_cell(plan, "wave2", "promised_on", date(2026, 7, 24)), reason="rota talks"
    )
    (broken,) = find(later, "activities", "wave2").broken_promises
    assert (broken.promised_on, broken.moved_on) == (date(2026, 7, 10), TODAY)
    assert broken.reason == "rota talks"
    again = changed(later, set_cell(later, "wave2", "promised_on", date(2026, 7, 31)))
    assert len(find(again, "activities", "wave2").broken_promises) == 1


def test_moving_a_promise_before_it_is_due_breaks_nothing():
    plan = small_plan()
    after = changed(plan, set_cell(plan, "score", "promised_on", date(2026, 10, 9)))
    assert find(after, "activities", "score").broken_promises == ()


def test_what_waited_for_a_removed_step_waits_for_its_predecessors():
    plan = small_plan()
    after = changed(plan, remove_row(plan, "activities", "wave2"))
    assert find(after, "activities", "wave3").after == ("wave1",)
    assert find(after, "activities", "score").after == ("wave1",)


def test_removing_two_steps_of_a_chain_links_its_ends():
    plan = small_plan()
    edits = (remove_row(plan, "activities", "wave1"), remove_row(plan, "activities", "wave2"))
    after = changed(plan, *edits)
    assert find(after, "activities", "wave3").after == ("rota",)


def test_a_removed_outcome_decides_the_end_of_no_stage():
    plan = small_plan()
    for field, value in (("exit_measure", "outcome:otif"), ("exit_goal_share", 0.5)):
        plan = changed(plan, set_field(plan, "stages", "habit", field, value))
    stage = find(changed(plan, remove_row(plan, "outcomes", "otif")), "stages", "habit")
    assert (stage.exit_measure, stage.exit_goal_share) == ("", None)
    kept = find(changed(plan, remove_row(plan, "outcomes", "seats")), "stages", "habit")
    assert (kept.exit_measure, kept.exit_goal_share) == ("outcome:otif", 0.5)


def test_a_removed_outcome_takes_its_measurements_and_is_served_by_nobody():
    plan = small_plan()
    after = changed(plan, remove_row(plan, "outcomes", "otif"))
    assert not [row for row in after.measurements if row.outcome == "otif"]
    assert find(after, "activities", "wave3").serves == ("plan",)


def test_a_removed_person_stays_as_a_name_where_they_stood():
    plan = small_plan()
    after = changed(plan, remove_row(plan, "people", "priya"), remove_row(plan, "people", "dana"))
    assert find(after, "activities", "score").owner == "Priya Nair"
    assert after.account.csm == "Priya Nair"
    assert find(after, "risks", "r1").owner == "Dana Whitfield"
    assert find(after, "touch_points", "t1").people == ("Dana Whitfield", "Priya Nair")


def test_a_stage_with_activities_cannot_be_removed():
    plan = small_plan()
    with pytest.raises(EditRejected, match="still has “Calendar with the union” and 4 more"):
        changed(plan, remove_row(plan, "stages", "rollout"))


def test_an_empty_stage_can_be_removed():
    plan = replace(small_plan(), activities=())
    assert "rollout" not in {
        row.id for row in changed(plan, remove_row(plan, "stages", "rollout")).stages
    }


def test_an_edit_that_changes_nothing_is_left_out():
    plan = small_plan()
    edits = (
        set_cell(plan, "wave2", "days", 10.0),
        Edit(kind="move", table="stages", row="connect", after="kickoff"),
    )
    assert with_consequences(plan, edits, on=TODAY) == ()


def test_consequences_are_taken_back_with_the_change():
    plan = small_plan()
    for edit in (
        remove_row(plan, "outcomes", "otif"),
        remove_row(plan, "activities", "wave2"),
        remove_row(plan, "people", "priya"),
        set_cell(plan, "wave2", "promised_on", date(2026, 7, 24)),
    ):
        full = with_consequences(plan, (edit,), on=TODAY)
        assert apply_all(apply_all(plan, full), inverse_all(plan, full)) == plan
