"""What is worth a look in a plan: each finding, its sentence and where it leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from cspwidgets.plan.checks import check
from cspwidgets.plan.findings import CODES, Finding
from cspwidgets.plan.model import (
    TABLES,
    Account,
    Activity,
    Measurement,
    Outcome,
    Person,
    Plan,
    Stage,
)
from cspwidgets.plan.scales import GradeOverride
from cspwidgets.plan.words import (
    ActivityKind,
    ActivityState,
    Direction,
    Evidence,
    PlanState,
    Role,
    Side,
    Visibility,
)
from support.outcomes import DAYS, measured_plan_strategy

START, DAY = date(2026, 1, 5), date(2026, 4, 13)
DONE, WAITING, SKIPPED = ActivityState.DONE, ActivityState.WAITING, ActivityState.SKIPPED

STAGE = Stage(id="s", name="Connect", weeks=4, exit_criterion="orders flow")
STEP = Activity(id="a", title="Order feed", stage="s", side=Side.CUSTOMER, serves=("o",))
OUTCOME = Outcome(
    id="o",
    name="Minutes to plan",
    direction=Direction.LOWER,
    baseline=42.0,
    target=15.0,
    by=date(2026, 10, 31),
    evidence=Evidence.A,
    signed_by="Finance",
    volume_a_year=100,
    unit_value=2,
)
MEASURED = Measurement(id="m", outcome="o", on=DAY, value=30.0)
MAREK = Person(id="marek", name="Marek Łoś", role=Role.USER_LEAD, title="IT lead")


def plan_of(**fields: Any) -> Plan:
    given: dict[str, Any] = {
        "id": "p",
        "account": Account(name="P", currency="USD"),
        "objective": "Every depot plans its day in 15 minutes",
        "start_on": START,
        "people": (MAREK,),
        "stages": (STAGE,),
        "outcomes": (OUTCOME,),
        "activities": (STEP,),
        "measurements": (MEASURED,),
    }
    return Plan(**{**given, **fields})


def found(on: date = DAY, last_edit_on: date | None = DAY, **fields: Any) -> list[Finding]:
    return list(check(plan_of(**fields), on, last_edit_on=last_edit_on))


def places(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.table, finding.row) for finding in findings]


def of_step(**fields: Any) -> list[Finding]:
    return found(activities=(STEP, replace(STEP, id="b", **fields)))


def of_outcome(**fields: Any) -> list[Finding]:
    return found(outcomes=(replace(OUTCOME, **fields),))


def test_a_whole_plan_has_nothing_to_find() -> None:
    assert found() == []


STEP_CASES: list[tuple[str, dict[str, Any]]] = [
    ("no-outcome", {"serves": ()}),
    ("no-outcome", {"serves": (), "kind": ActivityKind.CADENCE}),
    ("dangling", {"stage": "gone"}),
    ("dangling", {"after": ("a", "gone")}),
    ("dangling", {"serves": ("o", "gone")}),
    ("unknown-owner", {"owner": "Depot managers"}),
    ("jargon", {"title": "Prepare the QBR"}),
    ("jargon", {"title": "Upsell to tier two"}),
    ("jargon", {"title": "Fill in the health scores"}),
    ("long-title", {"title": "x" * 61}),
    ("waiting-for-nobody", {"state": WAITING}),
    ("no-finished-day", {"state": DONE}),
    ("impossible-days", {"state": DONE, "started_on": DAY, "finished_on": START}),
    ("impossible-days", {"state": DONE, "finished_on": DAY + timedelta(days=1)}),
]


@pytest.mark.parametrize(("code", "fields"), STEP_CASES)
def test_a_step_that_is_not_right_is_found_in_its_row(code: str, fields: dict[str, Any]) -> None:
    assert places(of_step(**fields)) == [(code, "activities", "b")]


@pytest.mark.parametrize(
    "fields",
    [
        {"owner": "marek"},
        {"owner": "IT Lead"},
        {"owner": "user lead"},
        {"owner": "CSM + Marek Łoś"},
        {"owner": "Depot managers", "state": DONE, "finished_on": DAY},
        {"title": "Prepare the QBR", "visibility": Visibility.INTERNAL},
        {"title": "Narrow the barriers"},
        {"title": "x" * 60},
        {"state": WAITING, "waiting_on": "works council"},
        {"state": DONE, "started_on": START, "finished_on": START},
        {"state": SKIPPED, "serves": (), "owner": "nobody", "title": "QBR"},
    ],
)
def test_a_step_that_is_right_is_not_found(fields: dict[str, Any]) -> None:
    assert of_step(**fields) == []


def test_an_unknown_owner_is_found_once_however_many_steps_are_theirs() -> None:
    rows = tuple(replace(STEP, id=name, owner="Finance") for name in "abc")
    assert places(found(activities=rows)) == [("unknown-owner", "activities", "a")]


def test_while_nobody_is_named_every_owner_may_be_free_words() -> None:
    assert found(activities=(replace(STEP, owner="Finance"),), people=()) == []


OUTCOME_CASES: list[tuple[str, dict[str, Any]]] = [
    ("no-baseline", {"baseline": None}),
    ("no-target", {"target": None}),
    ("no-date", {"by": None}),
    ("wrong-direction", {"direction": Direction.HIGHER}),
    ("wrong-direction", {"target": 50.0}),
    ("no-way-to-go", {"target": 42.0}),
    ("currency-mix", {"currency": "EUR"}),
    ("half-a-value", {"volume_a_year": None}),
    ("half-a-value", {"unit_value": None}),
    ("no-evidence", {"evidence": None}),
    ("unsigned", {"signed_by": " "}),
]


@pytest.mark.parametrize(("code", "fields"), OUTCOME_CASES)
def test_an_outcome_that_is_not_right_is_found_in_its_row(
    code: str, fields: dict[str, Any]
) -> None:
    assert places(of_outcome(**fields)) == [(code, "outcomes", "o")]


@pytest.mark.parametrize(
    "fields",
    [
        {"direction": Direction.KEEP, "target": 42.0},
        {"direction": Direction.KEEP, "target": 50.0},
        {"volume_a_year": None, "unit_value": None, "evidence": None},
        {"currency": "USD"},
    ],
)
def test_an_outcome_that_is_right_is_not_found(fields: dict[str, Any]) -> None:
    assert of_outcome(**fields) == []


def test_an_outcome_that_nobody_works_for_is_found() -> None:
    lonely = replace(OUTCOME, id="o2")
    skipped = replace(STEP, id="b", serves=("o2",), state=SKIPPED)
    rows = (MEASURED, replace(MEASURED, id="m2", outcome="o2"))
    assert places(
        found(outcomes=(OUTCOME, lonely), activities=(STEP, skipped), measurements=rows)
    ) == [("nobody-works-for", "outcomes", "o2")]


def test_a_measurement_older_than_thirty_days_is_found() -> None:
    old = (replace(MEASURED, on=DAY - timedelta(days=31)),)
    assert places(found(measurements=old)) == [("stale-measurement", "outcomes", "o")]
    assert found(measurements=old)[0].sentence == (
        "“Minutes to plan” was last measured 31 days ago."
    )
    assert found(measurements=(replace(MEASURED, on=DAY - timedelta(days=30)),)) == []
    assert found(measurements=old, state=PlanState.CLOSED) == []


def test_an_outcome_never_measured_is_found_after_thirty_days() -> None:
    assert places(found(measurements=())) == [("never-measured", "outcomes", "o")]
    assert found(on=START + timedelta(days=29), measurements=()) == []
    assert found(measurements=(), start_on=None) == []


def test_measurements_of_an_outcome_that_is_gone_are_found_once() -> None:
    rows = (MEASURED, *(replace(MEASURED, id=name, outcome="gone") for name in ("x", "y")))
    assert places(found(measurements=rows)) == [("dangling", "measurements", "x")]


def test_a_stage_needs_a_part_for_the_customer_and_an_end() -> None:
    bare = Stage(id="t", name="Prove")
    assert places(found(stages=(STAGE, bare))) == [
        ("no-customer-part", "stages", "t"),
        ("no-exit", "stages", "t"),
    ]
    ours = replace(STEP, side=Side.VENDOR)
    assert places(found(activities=(ours,))) == [("no-customer-part", "stages", "s")]
    assert found(activities=(replace(STEP, side=Side.BOTH),)) == []


def test_more_stages_or_steps_than_are_easy_to_follow_are_found() -> None:
    stages = tuple(replace(STAGE, id=f"s{k}") for k in range(8))
    steps = tuple(replace(STEP, id=f"a{k}", stage=f"s{k % 8}") for k in range(41))
    assert places(found(stages=stages, activities=steps)) == [
        ("too-many-stages", "stages", "s7"),
        ("too-many-steps", "activities", ""),
    ]
    calls = tuple(replace(step, kind=ActivityKind.CADENCE) for step in steps[:1])
    assert found(stages=stages[:7], activities=(*calls, *steps[8:15])) == []


def test_an_empty_plan_lacks_an_objective_an_outcome_and_steps() -> None:
    empty = Plan(id="p", account=Account(name="P"))
    assert [finding.code for finding in check(empty, DAY)] == [
        "no-objective",
        "no-outcomes",
        "no-steps",
    ]


def test_without_any_outcome_steps_are_not_blamed_for_serving_none() -> None:
    rows = (replace(STEP, serves=()),)
    assert places(found(outcomes=(), measurements=(), activities=rows)) == [
        ("no-outcomes", "outcomes", "")
    ]


def test_a_plan_that_nobody_touched_for_thirty_days_is_found() -> None:
    assert places(found(last_edit_on=DAY - timedelta(days=31))) == [("untouched", "plan", "")]
    assert found(last_edit_on=DAY - timedelta(days=30)) == []
    assert found(last_edit_on=None) == []
    assert found(last_edit_on=START, state=PlanState.ACHIEVED) == []


@pytest.mark.parametrize(("letter", "reason"), [("B", ""), ("F", "Sponsor left"), ("", "x")])
def test_a_grade_given_by_hand_needs_a_letter_and_a_reason(letter: str, reason: str) -> None:
    given = GradeOverride(letter=letter, reason=reason, by="Priya", on=DAY)
    assert places(found(override=given)) == [("override-unexplained", "plan", "")]
    assert found(override=replace(given, letter="B", reason="Sponsor left")) == []


def test_every_finding_says_how_to_mend_it() -> None:
    for code, (meaning, mend) in CODES.items():
        assert code == code.lower().replace(" ", "-")
        assert meaning.endswith(".")
        assert mend.endswith(".")
    (finding,) = of_step(serves=())
    assert finding.sentence == "“Order feed” serves no outcome."
    assert finding.mend == CODES["no-outcome"].mend


@given(measured_plan_strategy(), DAYS)
@settings(deadline=None)
def test_any_plan_can_be_checked_and_every_finding_leads_somewhere(plan: Plan, on: date) -> None:
    for finding in check(plan, on, last_edit_on=START):
        assert finding.code in CODES
        assert finding.sentence.endswith(".")
        if finding.row:
            assert finding.row in {row.id for row in getattr(plan, finding.table)}
        else:
            assert finding.table in ("plan", *TABLES)
