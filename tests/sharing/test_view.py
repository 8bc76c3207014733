"""What leaves the house: nothing internal has a place in it, and it says all that is shared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from types import UnionType
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given

from cspwidgets.journey.standing import headline, stand
from cspwidgets.language import ENGLISH, Language
from cspwidgets.pictures import nextsteps, reportcard, value
from cspwidgets.pictures.page import route_block
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.model import Person, Plan, Risk
from cspwidgets.plan.shared import nameless, shared
from cspwidgets.plan.words import Result, Visibility
from cspwidgets.sharing.publicplan import PUBLIC
from cspwidgets.sharing.view import PublicView, model_of, public_of
from support.canaries import CANARY, FEE, RENEWAL_ON, with_canaries
from support.demo import UGLY, demo_plan, texts_of, ugly_plan
from support.plans import TODAY, plan_strategy

INTERNAL = {
    "Plan": {"result", "template", "declined_steps"},
    "Account": {"segment", "tier", "domain", "fee", "renewal_on", "source_id"},
    "PacePrior": {"source"},
    "Activity": {"notes", "source_id"},
    "TouchPoint": {"notes", "internal_decisions", "draft"},
}
"""What stays inside, by type. A row's visibility is no text: internal rows stay inside whole."""

DEMO = ("northwind", "aldhelm", "lumen", "castellan")


def types_in(kind: Any) -> Iterator[type]:
    """Every dataclass that a plan is made of."""
    if is_dataclass(kind):
        yield kind
        for hint in get_type_hints(kind).values():
            yield from types_in(hint)
    elif isinstance(kind, UnionType) or get_args(kind):
        for part in get_args(kind):
            yield from types_in(part)


def names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def test_every_field_of_the_plan_is_either_shared_or_internal():
    assert set(types_in(Plan)) == set(PUBLIC)
    for kind, public in PUBLIC.items():
        left_out = names(kind) - names(public) - {"visibility"}
        assert left_out == INTERNAL.get(kind.__name__, set()), kind.__name__
        assert names(public) <= names(kind), public.__name__


def test_no_type_that_leaves_the_house_holds_one_that_stays():
    for public in PUBLIC.values():
        assert set(types_in(public)) <= set(PUBLIC.values()), public.__name__


def test_there_is_a_canary_in_every_internal_field():
    plan = replace(with_canaries(demo_plan("northwind")), result=Result.LOST)
    rows: dict[str, list[Any]] = {
        "Plan": [plan],
        "Account": [plan.account],
        "PacePrior": [plan.pace_prior],
        "Activity": list(plan.activities),
        "TouchPoint": list(plan.touch_points),
    }
    for kind, internal in INTERNAL.items():
        for name in internal:
            values = [getattr(row, name) for row in rows[kind]]
            told = any(CANARY in str(value) for value in values)
            is_marked = told or any(value is True for value in values)
            assert is_marked or values in ([FEE], [RENEWAL_ON], [Result.LOST]), (kind, name)


@pytest.mark.parametrize("name", DEMO)
def test_no_canary_is_in_a_view_nor_in_anything_drawn_of_it(name: str):
    plan = replace(with_canaries(demo_plan(name)), result=Result.LOST)
    view = PublicView.of(plan, TODAY, before=(plan, plan.touch_points[0].on, "qbr"))
    told = [view.to_json(), *texts_of(view), repr(view), *_drawn(view)]
    for inside in (CANARY, "987654321", "987,654,321", RENEWAL_ON.isoformat(), "2031"):
        assert not [text for text in told if inside in text], inside
    assert '"lost"' not in view.to_json()


@pytest.mark.parametrize("name", [*DEMO, *sorted(file.stem for file in UGLY.glob("*.yaml"))])
def test_a_view_holds_all_that_is_shared_and_survives_its_way_as_text(name: str):
    plan = demo_plan(name) if name in DEMO else ugly_plan(name)
    view = PublicView.of(plan, TODAY)
    assert (model_of(view.plan),) == nameless(shared(plan))
    assert PublicView.from_json(view.to_json()) == view
    assert view.standing(draws=0) == stand(model_of(view.plan), TODAY, draws=0)


@given(plan_strategy())
def test_what_is_shared_of_any_plan_goes_out_and_comes_back_whole(plan: Plan):
    known = shared(plan)
    assert model_of(public_of(known)) == known
    view = PublicView.of(plan, TODAY, before=(plan, TODAY, "call"))
    assert PublicView.from_json(view.to_json()) == view


def test_a_view_tells_what_changed_since_the_last_touch_point_in_its_language():
    plan = demo_plan("northwind")
    then = replace(plan, measurements=(), activities=plan.activities[:5])
    meeting = (then, plan.touch_points[0].on, "qbr")
    german = PublicView.of(plan, TODAY, before=meeting, language=Language.of("de")).standing()
    assert german.card.since is not None
    assert german.card.since.steps_done
    assert german.language == Language.of("de")
    english = PublicView.of(plan, TODAY, before=meeting, language=ENGLISH).standing()
    assert headline(german).where != headline(english).where


@pytest.mark.parametrize("name", DEMO)
def test_what_changed_is_told_as_if_the_whole_earlier_plan_were_there(name: str):
    plan = replace(demo_plan(name), account=replace(demo_plan(name).account, renewal_on=None))
    then = replace(plan_as_of(plan, plan.touch_points[0].on), activities=plan.activities[2:])
    meeting = (then, plan.touch_points[0].on, "qbr")
    told = PublicView.of(plan, TODAY, before=meeting).standing(draws=0).card
    whole = stand(shared(plan), TODAY, draws=0, before=(shared(then), *meeting[1:])).card
    assert told == whole
    assert told.since is not None


def test_who_and_what_is_no_longer_in_the_plan_does_not_leave_the_house_with_it():
    now = demo_plan("northwind")
    gone = Person(id="gone", name=f"{CANARY} person", email=f"{CANARY}@northwind.example")
    step = replace(now.activities[0], id="gone", title=f"{CANARY} step", owner="gone")
    risk = Risk(id="gone", name=f"{CANARY} risk", visibility=Visibility.SHARED)
    then = replace(
        now,
        objective=f"{CANARY} objective",
        people=(*now.people, gone),
        activities=(*now.activities, step),
        risks=(risk,),
    )
    view = PublicView.of(now, TODAY, before=(then, now.touch_points[0].on, "qbr"))
    assert CANARY not in view.to_json()


def test_a_step_that_became_internal_is_not_told_of_the_earlier_plan_either():
    then = demo_plan("northwind")
    secret = replace(then.activities[3], title=f"{CANARY} step", id=f"{CANARY}-id")
    then = replace(then, activities=(*then.activities, secret))
    now = replace(
        then,
        activities=(*then.activities[:-1], replace(secret, visibility=Visibility.INTERNAL)),
    )
    assert CANARY in PublicView.of(then, TODAY).to_json()
    view = PublicView.of(now, TODAY, before=(then, then.touch_points[0].on, "qbr"))
    assert CANARY not in view.to_json()


def _drawn(view: PublicView) -> list[str]:
    standing = view.standing()
    return [
        route_block(standing),
        *nextsteps.fragments(standing).values(),
        *reportcard.fragments(standing).values(),
        *value.fragments(standing).values(),
        *texts_of(headline(standing)),
    ]
