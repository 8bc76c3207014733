"""A plan as a file and as the store keeps it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.errors import PlanError, UnreadableFile
from cspwidgets.plan.codec import (
    edit_from_data,
    edit_to_data,
    plan_from_json,
    plan_from_yaml,
    plan_to_json,
    plan_to_yaml,
)
from cspwidgets.plan.edits import add_row, move_row, remove_row, set_field
from cspwidgets.plan.model import Account, Activity, Outcome, Plan, Stage
from cspwidgets.plan.scales import AdoptionCurves
from cspwidgets.plan.words import ActivityState

PLAN = Plan(
    id="acme",
    account=Account(name="NO", fee=1e20, source_id="007"),
    objective="First line\nsecond: line",
    start_on=date(2026, 1, 5),
    outcomes=(Outcome(id="o1", name="2026-01-01", curve=((date(2026, 1, 1), 1.5),)),),
    stages=(Stage(id="s1", name="null", weeks=2),),
    activities=(Activity(id="a1", title="true", stage="s1", after=("b", "c d"), serves=("o1",)),),
)


def test_words_that_look_like_something_else_stay_words():
    assert plan_from_yaml(plan_to_yaml(PLAN)) == PLAN
    assert plan_from_json(plan_to_json(PLAN)) == PLAN


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_from_a_file_as_it_was(text: str):
    plan = replace(PLAN, objective=text, account=Account(name=text))
    assert plan_from_yaml(plan_to_yaml(plan)) == plan
    assert plan_from_json(plan_to_json(plan)) == plan


@pytest.mark.parametrize("text", ["\n", "said\n\n", "\n\nsaid", " \n x\n", "a\n\n\nb\n"])
def test_blank_lines_around_a_text_do_not_end_the_file(text: str):
    activity = Activity(id="a1", title="x", stage="s", notes=text)
    plan = replace(PLAN, objective=text, account=Account(name=text), activities=(activity,))
    assert plan_from_yaml(plan_to_yaml(plan)) == plan


def test_what_data_decides_comes_back_and_a_file_without_it_is_read_as_before():
    curves = AdoptionCurves(feature=((0, 0.0), (90, 0.25)))
    stage = Stage(id="s1", name="Use", exit_measure="feature:Über “x”", exit_goal_share=0.4)
    plan = replace(PLAN, adoption_curves=curves, stages=(stage,))
    assert plan_from_yaml(plan_to_yaml(plan)) == plan
    assert plan_from_json(plan_to_json(plan)) == plan
    older = plan_to_yaml(PLAN)
    assert "exit_" not in older
    assert "adoption" not in older
    assert plan_from_yaml(older).stages[0].exit_measure == ""
    edit = set_field(plan, "stages", "s1", "exit_goal_share", 0.5)
    assert edit_from_data(edit_to_data(edit)) == edit
    own = set_field(plan, "adoption_curves", "", "stickiness", ((0, 0.5),))
    assert edit_from_data(edit_to_data(own)) == own


HEAD = "csp_plan: 1\nid: x\naccount:\n  name: X\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "This is not a success plan"),
        ("hello", "This is not a success plan"),
        ("csp_plan: 2", "this version reads 1"),
        ("[", "Line 1 is not valid YAML"),
        ("[" * 200_000, "nested deeper"),
        ("a: &x [1]\nb: *x", "uses an alias (*), which plan files may not (line 2)"),
        ("csp_plan: 1\nid: x\nid: y", "has 'id' twice (line 3)"),
        ("\x00", "not valid YAML"),
        (HEAD + "colour: red", "colour (line 5): this key is not known"),
        (HEAD + "activities:\n- id: a\n  stage: s", "activities, row 1, title (line 6): this is"),
        (HEAD + "start_on: 31.3.2026", "start_on (line 5): found '31.3.2026'"),
        (HEAD + "stages:\n- {id: a, name: b}\n- {id: a, name: c}", "'a' stands twice (line 7)"),
        (HEAD + "outcomes:\n- {id: o, name: n, target: .nan}", "outcomes, row 1, target"),
        ("a" * 5_000_001, "a plan has at most 5,000,000"),
    ],
)
def test_a_broken_file_is_told_with_its_place(text: str, told: str):
    with pytest.raises(UnreadableFile) as caught:
        plan_from_yaml(text)
    assert told in caught.value.sentence


def test_every_kind_of_edit_survives_the_history():
    row = PLAN.activities[0]
    for edit in (
        set_field(PLAN, "activities", "a1", "state", ActivityState.DONE),
        set_field(PLAN, "account", "", "renewal_on", date(2027, 1, 1)),
        set_field(PLAN, "plan", "", "objective", "x"),
        add_row("activities", replace(row, id="a2"), after="a1"),
        remove_row(PLAN, "activities", "a1"),
        move_row("activities", "a1", after=""),
    ):
        assert edit_from_data(edit_to_data(edit)) == edit


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "explode", "table": "activities"},
        {"kind": "set", "table": "cellar", "field": "x"},
        {"kind": "set", "table": "activities", "row": "a1", "field": "colour"},
        {"kind": "set", "table": "activities", "row": "a1", "field": "days", "value": "many"},
        {"kind": "add", "table": "activities", "row": "a1", "value": {"id": "a1"}},
        {"kind": "add", "table": "activities", "row": "a1", "value": {}, "extra": 1},
    ],
)
def test_what_is_no_edit_is_refused_with_a_sentence(data):
    with pytest.raises(PlanError):
        edit_from_data(data)
