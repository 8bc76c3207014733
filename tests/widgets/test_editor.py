"""What the editor sends to the browser, what it takes from it, and what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cspwidgets.plan.model import TABLES, Account, Activity, Person, Plan
from cspwidgets.plan.words import ActivityState
from cspwidgets.widgets.editor import PlanEditor
from cspwidgets.widgets.editor_columns import needs, sheet_data
from cspwidgets.widgets.editor_sheets import PLAN, SHEETS
from support.plans import TODAY, big_plan, small_plan
from support.saver import Front, MemoryStore, session_on, set_due

EPOCH = date(1970, 1, 1).toordinal()


def front_of(plan: Plan, **options: Any) -> Front:
    """A page that shows the plan's editor."""
    front = Front(PlanEditor(session_on(MemoryStore(plan)), **options))
    front.hello()
    return front


def day(number: int) -> date:
    """A day as the browser gets it."""
    return date.fromordinal(number + EPOCH)


def size(message: Any) -> int:
    """How many bytes a message is on the wire."""
    return len(json.dumps(message).encode())


def test_rows_are_sent_as_the_plan_has_them_without_what_is_usual():
    whole = front_of(small_plan()).view.whole()
    rows = [part for part in whole["parts"].values() if isinstance(part, dict)]
    retire = next(row for row in rows if row.get("id") == "retire")
    assert retire == {
        "id": "retire",
        "title": "Retire the spreadsheets",
        "stage": "habit",
        "side": "customer",
        "days": 3.0,
        "after": ["wave3"],
        "serves": ["plan"],
    }


def test_days_that_follow_from_the_pace_stand_beside_the_rows_in_their_order():
    plan = small_plan()
    front = front_of(plan)
    dues = front.view.whole()["parts"]["dues"]
    slots = front.view.standing.schedule.slots
    shown = {row.id: due for row, due in zip(plan.activities, dues, strict=True)}
    assert shown["note"] is None
    assert day(shown["retire"]) == slots["retire"].finish_on
    late = zip(plan.activities, front.view.whole()["parts"]["late"], strict=True)
    assert {row.id: days for row, days in late if days} == {"wave2": 13, "wave3": 3}


def test_a_plan_without_a_start_shows_weeks_instead_of_days():
    plan = replace(small_plan(), start_on=None)
    parts = front_of(plan).view.whole()["parts"]
    assert parts["dues"][0] == -1
    assert all(due is None or due < 0 for due in parts["dues"])
    assert not any(parts["late"])


def test_an_edit_sends_back_its_row_and_the_days_it_moved():
    front = front_of(small_plan())
    front.say("edits", edits=[set_due("wave3", "w24")])
    patch = front.last("patch")
    rows = [part for part in patch["put"].values() if isinstance(part, dict) and "title" in part]
    assert [row["id"] for row in rows] == ["wave3"]
    assert "dues" in patch["put"] | patch.get("some", {})
    assert "moves" not in patch
    assert front.kinds()[0] == "ack"


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "set", "table": "activities", "row": "a70", "field": "days", "typed": "60"},
        {"kind": "set", "table": "stages", "row": "s0", "field": "weeks", "typed": "9"},
        {"kind": "set", "table": "plan", "row": "", "field": "start_on", "typed": "2026-02-02"},
        {"kind": "move", "table": "activities", "row": "a70", "after": "a90"},
        {"kind": "add", "table": "activities", "value": {"stage": "s1"}, "typed": {"title": "New"}},
        {"kind": "remove", "table": "activities", "row": "a70"},
    ],
)
def test_an_edit_of_a_plan_of_200_activities_takes_at_most_6_kilobytes_each_way(
    edit: dict[str, Any],
):
    front = front_of(big_plan(200))
    front.say("edits", edits=[edit])
    assert size({"kind": "edits", "seq": 1, "id": "0" * 32, "edits": [edit]}) < 1_000
    assert front.last("ack")["revision"] == 1
    assert sum(map(size, front.sent)) <= 6_000


def test_long_ids_from_other_tools_do_not_make_a_move_long():
    plan = big_plan(200)
    names = {row.id: f"imported-from-somewhere-{row.id:>12}" for row in plan.activities}
    rows = tuple(
        replace(row, id=names[row.id], after=tuple(names[name] for name in row.after))
        for row in plan.activities
    )
    front = front_of(replace(plan, activities=rows))
    front.say(
        "edits",
        edits=[
            {"kind": "move", "table": "activities", "row": rows[9].id, "after": rows[40].id},
        ],
    )
    assert sum(map(size, front.sent)) <= 6_000


def test_a_cell_that_cannot_be_read_is_refused_with_its_place_and_what_was_typed():
    front = front_of(small_plan())
    front.say("edits", edits=[set_due("wave3", "soonish")])
    reject = front.last("reject")
    assert (reject["table"], reject["row"], reject["field"]) == ("activities", "wave3", "due_on")
    assert reject["typed"] == "soonish"
    assert "w3" in reject["message"]
    assert front.view.plan == small_plan()


def test_a_pasted_block_is_one_change_with_a_summary_before_it():
    front = front_of(small_plan())
    text = "Task\tSide\nWrite the runbook\tRouteWise\nTell the board\tnobody"
    front.say("paste", table="activities", text=text, after="renew", stage="prove")
    assert front.kinds().index("pasted") < front.kinds().index("ack")
    told = front.last("pasted")
    assert (told["added"], told["changed"], len(told["left"])) == (2, 0, 1)
    assert [row.title for row in front.view.plan.activities[-2:]] == [
        "Write the runbook",
        "Tell the board",
    ]
    front.say("undo")
    assert front.view.plan == small_plan()


def test_a_view_for_looking_refuses_a_paste():
    front = front_of(small_plan(), read_only=True)
    front.say("paste", table="activities", text="Task\tSide\nX\tBoth", stage="prove")
    assert "only for looking" in front.last("reject")["message"]
    assert front.view.plan == small_plan()


def test_a_message_of_an_unknown_kind_is_refused():
    front = front_of(small_plan())
    front.say("dance")
    assert "not known" in front.last("reject")["message"]


def test_an_enormous_paste_is_refused_with_a_way_out():
    front = front_of(small_plan())
    front.say("paste", table="activities", text="x" * 500_001)
    assert "csp import" in front.last("reject")["message"]


@pytest.mark.parametrize("me", ["priya", "Priya Nair", "PRIYA NAIR", "priya.nair"])
def test_mine_is_found_by_id_name_or_login(me: str):
    people = tuple(
        replace(row, email="priya.nair@routewise.example") if row.id == "priya" else row
        for row in small_plan().people
    )
    plan = replace(small_plan(), people=people, account=Account(name="N", csm="tom"))
    assert front_of(plan, me=me).view.whole()["meta"]["me"] == "priya"


def test_mine_is_the_csm_when_nobody_said_who_looks():
    assert front_of(small_plan()).view.whole()["meta"]["me"] == "priya"
    assert front_of(small_plan(), me="a stranger").view.whole()["meta"]["me"] == "priya"


@pytest.mark.parametrize("table", SHEETS)
def test_every_column_is_a_field_of_its_table(table: str):
    sheet = SHEETS[table]
    known = TABLES[table].__dataclass_fields__
    assert [c.field for c in sheet.columns if c.kind != "shown" and c.field not in known] == []
    assert set(needs(sheet)) <= {column.field for column in sheet.grid}
    for column in sheet.columns:
        assert not column.points_at or column.points_at in TABLES


def test_choices_are_told_in_the_words_that_can_be_typed():
    side = sheet_data(SHEETS["activities"], small_plan())["grid"][2]
    assert side["choices"][1] == ("vendor", "RouteWise")
    assert sheet_data(PLAN, small_plan())["details"][1]["choices"][0] == ("draft", "Draft")


def test_the_static_table_escapes_what_people_wrote():
    row = Activity(id="x", title="<script>alert(1)</script>", stage="gone", owner="<b>")
    plan = replace(small_plan(), activities=(*small_plan().activities, row))
    html = PlanEditor(session_on(MemoryStore(plan))).static_html()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "Wave 3: 4 depots live" in html


def test_a_row_that_did_not_change_is_not_read_again():
    front = front_of(small_plan())
    before = front.view._drawn.parts
    front.say("edits", edits=[set_due("wave3", "w24")])
    after = front.view._drawn.parts
    same = [key for key, part in before.items() if after[key] is part]
    assert len(same) > 30


def test_a_plan_with_nothing_in_it_can_be_shown():
    plan = Plan(id="empty", account=Account(name="Empty"))
    whole = front_of(plan).view.whole()
    assert whole["parts"]["dues"] == []
    assert whole["meta"]["stages"][0] == "Onboard"


def test_people_keep_their_keys_when_others_come_and_go():
    front = front_of(small_plan())
    before = front.view.whole()["order"]
    front.say("edits", edits=[{"kind": "remove", "table": "people", "row": "dana"}])
    after = front.view.whole()["order"]
    assert [key for key in before if key in after] == after
    assert front.last("patch")["cut"]


def test_the_day_a_person_sees_is_the_day_of_the_session():
    assert day(front_of(small_plan()).view.whole()["meta"]["today"]) == TODAY


def test_a_step_ticked_off_in_the_grid_gets_its_day():
    front = front_of(small_plan())
    edit = {"kind": "set", "table": "activities", "row": "wave2", "field": "state"}
    front.say("edits", edits=[{**edit, "value": "done", "old": "in_progress"}])
    done = next(row for row in front.view.plan.activities if row.id == "wave2")
    assert (done.state, done.finished_on) == (ActivityState.DONE, TODAY)


def test_an_exit_criterion_is_tied_to_a_measure_in_the_grid_and_says_what_data_says():
    front = front_of(small_plan())
    assert front.view.whole()["parts"]["criteria"] == {}
    tie = {"kind": "set", "table": "stages", "row": "rollout"}
    front.say(
        "edits",
        edits=[
            {**tie, "field": "exit_measure", "typed": "Seats in use"},
            {**tie, "field": "exit_goal_share", "typed": "60 %"},
        ],
    )
    assert front.last("patch")["put"]["criteria"] == {
        "rollout": ["41%, goal 60%", "Not met yet: seats in use 41% (goal 60%)"]
    }
    front.say("edits", edits=[{**tie, "field": "exit_measure", "typed": "happiness"}])
    assert "is no measure" in front.last("reject")["message"]
    assert "Not met yet: seats in use 41%" in front.view.static_html()
    front.say("undo", id="undo-1")
    assert front.view.plan.stages == small_plan().stages


def test_the_measures_to_choose_from_are_those_of_the_plan():
    front = front_of(small_plan())

    def offered() -> list[str]:
        columns = front.view.whole()["meta"]["sheets"]["stages"]["grid"]
        return [label for c in columns if c["field"] == "exit_measure" for _, label in c["choices"]]

    assert offered()[:2] == ["Licence utilisation", "Stickiness"]
    assert len(offered()) == 2 + len(small_plan().outcomes)
    front.say("edits", edits=[{"kind": "remove", "table": "outcomes", "row": "otif"}])
    assert len(offered()) == 1 + len(small_plan().outcomes)


def test_a_person_of_the_plan_is_a_row_like_any_other():
    front = front_of(small_plan())
    row = {"kind": "add", "table": "people", "row": "new", "typed": {"name": "Ana", "side": "us"}}
    front.say("edits", edits=[row])
    assert isinstance(front.view.plan.people[-1], Person)
    assert front.view.plan.people[-1].side == "vendor"
