"""Journeys: read strictly, made into plans, and made of plans."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from cspwidgets.errors import UnreadableFile
from cspwidgets.journey.checks import check
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.model import Account, Activity, Person, Plan, Stage
from cspwidgets.plan.scales import AdoptionCurves
from cspwidgets.plan.template import (
    Template,
    plan_from_template,
    template_from_plan,
    template_from_yaml,
    template_to_yaml,
)
from cspwidgets.plan.words import ActivityState, Role, Side
from support.plans import plan_strategy, small_plan

JOURNEYS = sorted((Path(__file__).parents[2] / "templates" / "journeys").glob("*.yaml"))
MONDAY = date(2026, 7, 13)
ACCOUNT = Account(name="Example Ltd", vendor="Vendor")
TO_FILL_IN = {"no-objective", "no-baseline", "no-target", "no-date"}

SMALL = """\
csp_template: 1
id: small
name: Small

outcomes:
- id: effort
  name: Hours a week

stages:
- id: start
  name: Start
  weeks: 2

activities:
- id: kick-off
  title: Kick-off
  stage: start
  days: 1
  serves: [effort]
"""


@pytest.fixture(params=JOURNEYS, ids=lambda path: path.stem)
def journey(request: pytest.FixtureRequest) -> Template:
    return template_from_yaml(request.param.read_text(encoding="utf-8"), file=request.param.name)


def test_there_are_five_journeys_to_start_from() -> None:
    assert {path.stem for path in JOURNEYS} >= {
        "saas-onboarding",
        "enterprise-rollout",
        "low-touch",
        "renewal-rescue",
        "migration",
    }


def test_a_journey_stands_in_its_file_as_the_program_would_write_it() -> None:
    for path in JOURNEYS:
        text = path.read_text(encoding="utf-8")
        assert template_to_yaml(template_from_yaml(text)) == text
        assert template_from_yaml(text).id == path.stem


def test_a_journey_names_no_day() -> None:
    for kind in (Template, *(type(rows[0]) for rows in _tables(JOURNEYS[0]))):
        assert not [field.name for field in fields(kind) if field.name.endswith("_on")]


@pytest.mark.parametrize("start_on", [None, MONDAY])
def test_a_new_plan_asks_only_for_what_the_customer_must_say(
    journey: Template, start_on: date | None
) -> None:
    plan = plan_from_template(journey, id="new", account=ACCOUNT, start_on=start_on)
    found = {finding.code for finding in check(plan, MONDAY, schedule(plan))}
    assert found <= TO_FILL_IN


def test_a_journey_is_as_short_as_people_can_follow(journey: Template) -> None:
    assert len(journey.stages) <= 7
    assert len(journey.activities) <= 40
    assert all(len(row.title) <= 60 for row in journey.activities)


def test_every_stage_of_a_journey_says_how_others_walk_it_and_when_it_is_over(
    journey: Template,
) -> None:
    for stage in journey.stages:
        assert stage.exit_criterion
        assert stage.advice
        theirs = [row for row in journey.activities if row.stage == stage.id]
        assert any(row.side in (Side.CUSTOMER, Side.BOTH) for row in theirs)


def test_a_journey_ends_in_a_renewal(journey: Template) -> None:
    assert [stage.renewal for stage in journey.stages][-1]
    assert not journey.stages[0].renewal


def test_every_step_of_a_journey_has_a_role_and_serves_an_outcome(journey: Template) -> None:
    for row in journey.activities:
        assert row.role, row.id
        assert row.serves, row.id


def test_a_new_plan_knows_its_journey_and_carries_roles_as_owners(journey: Template) -> None:
    plan = plan_from_template(journey, id="new", account=ACCOUNT, start_on=MONDAY)
    assert (plan.id, plan.template, plan.start_on) == ("new", journey.id, MONDAY)
    assert plan.account is ACCOUNT
    assert [row.owner for row in plan.activities] == [row.role for row in journey.activities]
    assert all(row.baseline is None and row.target is None for row in plan.outcomes)


def test_a_plan_made_of_a_journey_gives_the_journey_back(journey: Template) -> None:
    plan = plan_from_template(journey, id=journey.id, account=ACCOUNT)
    again = template_from_plan(plan)
    assert replace(again, name=journey.name, summary=journey.summary, source=journey.source) == (
        journey
    )


def test_a_journey_learned_from_a_plan_names_roles_and_no_people() -> None:
    plan = Plan(
        id="a",
        account=ACCOUNT,
        people=(
            Person(id="p", name="Grace Okafor", role=Role.ECONOMIC_BUYER),
            Person(id="q", name="Carol Ellis", title="Head of people"),
            Person(id="r", name="Priya Raman", side=Side.VENDOR, role=Role.CSM),
            Person(id="s", name="Ann Other", side=Side.PARTNER),
        ),
        activities=tuple(
            Activity(id=f"of-{owner}", title="T", stage="s", owner=owner)
            for owner in ("p", "q", "r", "s", "", "Depot managers")
        ),
    )
    text = template_to_yaml(template_from_plan(plan))
    assert [row.role for row in template_from_plan(plan).activities] == [
        "Economic buyer",
        "Head of people",
        "CSM",
        "Partner",
        "",
        "Depot managers",
    ]
    assert not any(person.name in text for person in plan.people)


def test_a_step_behind_a_skipped_one_waits_for_what_that_one_waited_for() -> None:
    skipped = ActivityState.SKIPPED
    plan = Plan(
        id="a",
        account=ACCOUNT,
        stages=(Stage(id="s", name="S"),),
        activities=(
            Activity(id="a", title="A", stage="s"),
            Activity(id="b", title="B", stage="s", after=("a", "c"), state=skipped),
            Activity(id="c", title="C", stage="s", after=("b",), state=skipped),
            Activity(id="d", title="D", stage="s", after=("c", "a", "gone")),
        ),
    )
    made = template_from_plan(plan)
    assert [(row.id, row.after) for row in made.activities] == [("a", ()), ("d", ("a",))]


def test_a_journey_made_of_a_plan_can_be_written_and_read() -> None:
    made = template_from_plan(small_plan())
    assert template_from_yaml(template_to_yaml(made)) == made


def test_the_firms_own_curves_and_criteria_go_into_every_plan_of_the_journey() -> None:
    curves = AdoptionCurves(licence_utilisation=((0, 0.1), (90, 0.9)))
    made = template_from_plan(replace(small_plan(), adoption_curves=curves))
    assert template_from_yaml(template_to_yaml(made)) == made
    stages = (replace(made.stages[0], exit_measure="stickiness", exit_goal_share=0.2),)
    made = replace(made, stages=stages, activities=())
    plan = plan_from_template(template_from_yaml(template_to_yaml(made)), id="x", account=ACCOUNT)
    assert (plan.adoption_curves, plan.stages) == (curves, stages)


@given(plan_strategy())
def test_any_plan_has_a_journey(plan: Plan) -> None:
    made = template_from_plan(plan)
    assert len(made.activities) == sum(
        row.state is not ActivityState.SKIPPED for row in plan.activities
    )


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("csp_template: 1", "csp_plan: 1", "", "This is not a journey template"),
        ("csp_template: 1", "csp_template: 9", "", "format '9'"),
        ("  weeks: 2", "  weeks: soon", "line 12", "weeks"),
        ("  days: 1", "  due_on: 2026-03-02", "line 18", "due_on (line 18): this key is not known"),
        ("  stage: start", "  stage: begin", "line 17", "'begin' is not in this template"),
        ("[effort]", "[effort, joy]", "line 19", "'joy' is not in this template"),
        ("  days: 1", "  after: [kick-off]", "line 18", "'kick-off' is not in this template"),
        ("- id: start", "- id: start\n  name: S\n- id: start", "line 12", "stands twice"),
        ("  weeks: 2", "  exit_measure: outcome:joy", "line 12", "'joy' is not in this template"),
    ],
)
def test_a_mistake_in_a_journey_is_told_with_its_line(
    old: str, new: str, place: str, words: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        template_from_yaml(SMALL.replace(old, new), file="small.yaml")
    assert words in caught.value.sentence
    assert (caught.value.file, caught.value.place) == ("small.yaml", place)


def _tables(path: Path) -> tuple[tuple[object, ...], ...]:
    template = template_from_yaml(path.read_text(encoding="utf-8"))
    return template.outcomes, template.stages, template.activities
