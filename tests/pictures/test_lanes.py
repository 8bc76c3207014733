"""The lanes and their packing: what has words, what is hidden, and who comes first."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.journey.standing import stand
from cspwidgets.language import ENGLISH
from cspwidgets.pictures.frame import frame
from cspwidgets.pictures.lanes import Lane, lanes, look, remark
from cspwidgets.pictures.packing import MOST_ROWS, Label, Rows
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import ActivityState, Side
from support.picture_cases import case
from support.plans import TODAY, big_plan, small_plan


def packed(name: str, width: float = 1080) -> tuple[Lane, ...]:
    standing = case(name)
    return lanes(standing, frame(standing, width, SideNames.of(standing.plan)))


def test_the_customers_lane_is_the_first_and_the_partners_is_there_only_with_steps():
    assert [lane.side for lane in packed("ordinary")] == [Side.CUSTOMER, Side.BOTH, Side.VENDOR]
    assert [lane.side for lane in packed("partner and an ongoing stage")][-1] is Side.PARTNER
    assert [lane.side for lane in packed("no steps")] == [Side.CUSTOMER, Side.VENDOR]


def test_every_step_is_either_drawn_or_counted_as_hidden():
    for name in ("ordinary", "300 steps", "60 at once", "milestones"):
        drawn = [bar.activity.id for lane in packed(name) for bar in lane.bars]
        hidden = [row.id for lane in packed(name) for row in lane.hidden]
        assert sorted(drawn + hidden) == sorted(case(name).schedule.slots)


def test_bars_stand_in_order_of_their_start_for_the_arrow_keys():
    for lane in packed("ordinary"):
        starts = [bar.slot.start for bar in lane.bars]
        assert starts == sorted(starts)


def test_what_is_under_way_is_never_hidden_before_what_is_done():
    standing = stand(big_plan(300), TODAY, draws=0)
    under_way = {"a200", "a204"}
    rows = tuple(
        replace(row, state=ActivityState.IN_PROGRESS) if row.id in under_way else row
        for row in standing.plan.activities
    )
    busy = stand(replace(standing.plan, activities=rows), TODAY, draws=0)
    found = lanes(busy, frame(busy, 640, SideNames.of(busy.plan)))
    assert under_way <= {bar.activity.id for lane in found for bar in lane.bars}
    assert max(bar.row for lane in found for bar in lane.bars) < MOST_ROWS


@pytest.mark.parametrize(
    ("state", "waiting_on", "late", "told"),
    [
        (ActivityState.IN_PROGRESS, "", 0, ""),
        (ActivityState.IN_PROGRESS, "", 1, "1 day late"),
        (
            ActivityState.WAITING,
            "the works\ncouncil",
            5,
            "waiting on the works council, 5 days late",
        ),
        (ActivityState.BLOCKED, "", 0, "blocked"),
    ],
)
def test_a_bar_says_why_it_stands_still_and_how_late_it_is(state, waiting_on, late, told):
    row = Activity(id="a", title="A", stage="s", state=state, waiting_on=waiting_on)
    assert remark(ENGLISH, row, late) == told


def test_every_state_has_its_look():
    looks = {
        state: look(Activity(id="a", title="A", stage="s", state=state)) for state in ActivityState
    }
    assert looks[ActivityState.DONE] == "done"
    assert looks[ActivityState.IN_PROGRESS] == "live"
    assert looks[ActivityState.WAITING] == looks[ActivityState.BLOCKED] == "halted"
    assert looks[ActivityState.NOT_STARTED] == "ahead"


def test_a_lane_grows_with_its_rows_and_the_next_one_begins_below_it():
    one, two, three = packed("ordinary")
    assert one.y + one.height < two.y < two.y + two.height < three.y
    assert one.height > two.height


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(6, 200)), max_size=60))
def test_no_two_bars_of_a_row_overlap(bars):
    rows = Rows(1000)
    placed = []
    for x, width in bars:
        spot = rows.place_named(x, width, "Some words", "5 days late") or rows.place(x, width)
        if spot:
            placed.append((spot.row, x, x + width))
    placed.sort()
    for (row, _, end), (next_row, start, _) in itertools.pairwise(placed):
        assert row != next_row or start >= end
    assert all(row < MOST_ROWS for row, _, _ in placed)


def test_words_stand_right_of_the_bar_else_left_of_it_else_they_are_shortened():
    right = label_beside(100, 50, limit=1000)
    left = label_beside(900, 90, limit=1000)
    short = label_beside(60, 140, limit=290)
    assert (right.before, right.title) == (False, "Train the trainers")
    assert right.x > 150
    assert left.before
    assert left.x < 900
    assert short.title.endswith("…")
    spot = Rows(300).place_named(20, 270, "Train the trainers", "")
    assert spot is not None
    assert spot.label is None


def label_beside(x: float, width: float, *, limit: float) -> Label:
    spot = Rows(limit).place_named(x, width, "Train the trainers", "")
    assert spot is not None
    assert spot.label is not None
    return spot.label


def test_a_plan_of_an_empty_name_still_has_its_lanes():
    plan = small_plan()
    nameless = replace(plan, account=replace(plan.account, name="  ", vendor="\u200b"))
    standing = stand(nameless, TODAY, draws=0)
    assert len(lanes(standing, frame(standing, 900, SideNames.of(nameless)))) == 3
