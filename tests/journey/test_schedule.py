"""When each step is due: hand-computed days, and what must hold of every plan."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cspwidgets.journey.schedule import schedule
from cspwidgets.journey.steps import is_live
from cspwidgets.plan.model import Stage
from cspwidgets.plan.words import ActivityKind, ActivityState
from support.plans import big_plan, plan_of, plan_strategy, small_plan, step

DONE, SKIPPED = ActivityState.DONE, ActivityState.SKIPPED
TWO_STAGES = (Stage(id="work", name="Work", weeks=2), Stage(id="use", name="Use", weeks=1.5))


def march(day):
    return date(2026, 3, day)


def days_of(plan):
    return {name: (slot.starts_on, slot.finish_on) for name, slot in schedule(plan).slots.items()}


@pytest.mark.parametrize(
    ("activities", "first", "last"),
    [
        pytest.param([step("x", 5)], 2, 6, id="a week from Monday to Friday"),
        pytest.param([step("x", 6)], 2, 9, id="six days reach over the weekend"),
        pytest.param([step("a", 3), step("x", 2, "a")], 5, 6, id="after its predecessor"),
        pytest.param(
            [step("a", 3), step("b", 7), step("x", 1, "a b")], 11, 11, id="after the later of two"
        ),
        pytest.param(
            [step("a", 3), step("x", 2, "a", stage="use")], 16, 17, id="not before its stage opens"
        ),
        pytest.param(
            [step("a", 11), step("x", 2, "a", stage="use")], 17, 18, id="late into its stage"
        ),
        pytest.param([step("a", 0.5), step("x", 0.5, "a")], 2, 2, id="two half days in one"),
        pytest.param([step("a", 0.5), step("x", 1, "a")], 2, 3, id="a day from noon to noon"),
        pytest.param(
            [step("a", 0.1), step("b", 0.2, "a"), step("x", 0.7, "b")], 2, 2, id="tenths of a day"
        ),
        pytest.param(
            [step("a", 5), step("x", None, "a", kind=ActivityKind.MILESTONE)],
            6,
            6,
            id="a milestone stands on the evening of what it waits for",
        ),
        pytest.param(
            [step("x", 9, stage="use", kind=ActivityKind.MILESTONE)],
            16,
            16,
            id="a milestone alone stands where its stage opens",
        ),
        pytest.param(
            [step("a", 3), step("b", 9, "a", state=SKIPPED), step("x", 1, "b")],
            5,
            5,
            id="a skipped predecessor passes through",
        ),
        pytest.param(
            [step("a", 3), step("b", 9, "a", kind=ActivityKind.CADENCE), step("x", 1, "b")],
            5,
            5,
            id="a cadence passes through",
        ),
        pytest.param([step("x", 1, "gone")], 2, 2, id="a predecessor that is gone"),
        pytest.param([step("x", 1, stage="gone")], 2, 2, id="a stage that is gone"),
        pytest.param([step("x", 3, due_on=march(20))], 18, 20, id="a pin is the last day"),
        pytest.param([step("x", 3, due_on=march(21))], 18, 20, id="a pin on a Saturday"),
        pytest.param(
            [step("a", 9), step("x", 3, "a", due_on=march(4))], 2, 4, id="a pin wins over all"
        ),
        pytest.param(
            [step("a", 9, due_on=march(4)), step("x", 1, "a")], 5, 5, id="others wait for the pin"
        ),
        pytest.param(
            [step("a", 2), step("b", 4), step("x", None)], 2, 4, id="no length: the mean of all"
        ),
        pytest.param(
            [
                step("a", 1, state=DONE, started_on=march(3), finished_on=march(7)),
                step("x", 1, "a"),
            ],
            9,
            9,
            id="after what was done on a Saturday",
        ),
        pytest.param(
            [step("x", 4, state=DONE, finished_on=march(10))], 5, 10, id="done, first day unknown"
        ),
        pytest.param(
            [step("x", 4, state=DONE, started_on=march(10))], 10, 13, id="done, last day unknown"
        ),
        pytest.param([step("x", 4, state=DONE)], 2, 5, id="done, no day known"),
        pytest.param(
            [step("x", 1, state=DONE, started_on=march(7), finished_on=march(8))],
            7,
            8,
            id="done on a weekend",
        ),
        pytest.param(
            [step("x", 2, state=DONE, started_on=march(11), finished_on=march(5))],
            4,
            5,
            id="done before it began",
        ),
    ],
)
def test_a_step_stands_on_the_days_counted_by_hand(activities, first, last):
    plan = plan_of(*activities, stages=TWO_STAGES)
    assert days_of(plan)["x"] == (march(first), march(last))


def test_holidays_are_no_working_days():
    plan = plan_of(step("x", 5), holidays=(march(4),))
    assert days_of(plan)["x"] == (march(2), march(9))


def test_a_start_on_a_weekend_begins_on_monday():
    plan = plan_of(step("x", 5), start_on=date(2026, 2, 28))
    assert days_of(plan)["x"] == (march(2), march(6))


def test_windows_follow_each_other_and_ongoing_stages_have_no_end():
    stages = (*TWO_STAGES, Stage(id="live", name="Live"), Stage(id="renew", name="Renew", weeks=1))
    windows = schedule(plan_of(stages=stages)).windows
    assert {name: (row.starts_on, row.finish_on) for name, row in windows.items()} == {
        "work": (march(2), march(13)),
        "use": (march(16), march(25)),
        "live": (march(25), None),
        "renew": (march(25), date(2026, 4, 1)),
    }
    assert [(row.start, row.finish) for row in windows.values()] == [
        (0.0, 10.0),
        (10.0, 17.5),
        (17.5, None),
        (17.5, 22.5),
    ]


def test_without_a_start_there_are_offsets_and_no_days():
    found = schedule(plan_of(step("a", 3), step("x", 2, "a", due_on=march(20)), start_on=None))
    assert (found.slots["x"].start, found.slots["x"].finish) == (3.0, 5.0)
    assert found.slots["x"].finish_on is None
    assert found.finish_on is None
    assert found.weeks == 1.0


def test_a_plan_without_steps_ends_where_its_last_window_closes():
    found = schedule(plan_of(stages=TWO_STAGES))
    assert (found.finish, found.finish_on, found.weeks) == (17.5, march(25), 3.5)


def test_an_empty_plan_has_an_empty_schedule():
    found = schedule(plan_of(stages=()))
    assert (dict(found.slots), found.finish, found.weeks) == ({}, 0.0, 0.0)


def test_skipped_steps_and_cadences_have_no_slot():
    plan = plan_of(step("a", state=SKIPPED), step("b", kind=ActivityKind.CADENCE), step("c"))
    assert list(schedule(plan).slots) == ["c"]


def test_no_step_with_a_length_gives_slots_without_length():
    found = schedule(plan_of(step("a", None), step("b", None, "a")))
    assert found.finish == 0.0
    assert found.finish_on == march(2)


def test_impossible_lengths_count_as_missing():
    stages = (Stage(id="work", name="Work", weeks=1e300), Stage(id="use", name="Use", weeks=-2))
    plan = plan_of(step("a", 1e308), step("b", 4), step("c", -3, "a b", stage="use"), stages=stages)
    assert days_of(plan)["c"] == (march(6), march(11))


def test_the_small_plan_reads_as_a_csm_would_expect():
    found = schedule(small_plan())
    assert found.slots["wave2"].finish_on == date(2026, 6, 30)
    assert found.slots["renew"].finish_on == found.finish_on == date(2026, 9, 23)
    assert found.slots["base"].finish_on == date(2026, 3, 17)
    assert "note" not in found.slots


@settings(deadline=None)
@given(plan_strategy())
def test_no_step_starts_before_its_predecessors_or_its_stage_unless_pinned(plan):
    found = schedule(plan)
    for row in plan.activities:
        slot = found.slots.get(row.id)
        has_days = row.state is DONE and (row.started_on or row.finished_on)
        if slot is None or slot.pinned or (has_days and plan.start_on):
            continue
        window = found.windows.get(row.stage)
        assert slot.start >= (window.start if window else 0.0)
        for name in row.after:
            if name in found.slots and (row.id, name) not in found.cut:
                assert slot.start >= found.slots[name].finish


@settings(deadline=None)
@given(plan_strategy())
def test_every_live_step_has_a_slot_whose_days_are_in_order(plan):
    found = schedule(plan)
    assert list(found.slots) == [row.id for row in plan.activities if is_live(row)]
    for slot in found.slots.values():
        assert slot.start <= slot.finish <= found.finish
        if plan.start_on is None:
            assert slot.starts_on is None
        else:
            assert slot.starts_on <= slot.finish_on <= found.finish_on


@settings(deadline=None)
@given(plan_strategy(), st.data())
def test_a_late_activity_moves_only_what_waits_for_it(plan, data):
    assume(plan.activities)
    known = tuple(replace(row, days=row.days or 1.0) for row in plan.activities)
    late = data.draw(st.sampled_from(known))
    longer = tuple(replace(row, days=row.days + 4) if row is late else row for row in known)
    before, after = (schedule(replace(plan, activities=rows)) for rows in (known, longer))
    waiting = {late.id}
    for _ in known:
        waiting |= {row.id for row in known if waiting & set(row.after)}
    for name, slot in before.slots.items():
        assert name in waiting or after.slots[name] == slot


@settings(deadline=None)
@given(plan_strategy(), st.data())
def test_skipping_a_step_never_makes_the_finish_later(plan, data):
    live = [row for row in plan.activities if is_live(row)]
    free = [row for row in live if row.state is not DONE and row.due_on is None]
    assume(free and len(live) > 1)
    gone = data.draw(st.sampled_from(free))
    rows = tuple(replace(r, state=SKIPPED) if r is gone else r for r in plan.activities)
    assert schedule(replace(plan, activities=rows)).finish <= schedule(plan).finish


@settings(deadline=None)
@given(plan_strategy())
def test_the_same_plan_has_the_same_schedule(plan):
    assert schedule(plan) == schedule(replace(plan))


def test_three_hundred_steps_are_scheduled():
    found = schedule(big_plan(300))
    assert len(found.slots) == 300
    assert found.finish > 0
