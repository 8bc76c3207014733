"""What a customer may know of a plan: canaries in every internal field, and none comes through."""

from dataclasses import fields, replace

from cspwidgets.journey.standing import stand
from cspwidgets.plan.model import BrokenPromise, Plan
from cspwidgets.plan.scales import PacePrior
from cspwidgets.plan.shared import nameless, shared, shared_then
from cspwidgets.plan.words import Result, Visibility
from support.canaries import CANARY, with_canaries
from support.demo import demo_plan, texts_of
from support.plans import TODAY


def test_no_internal_text_is_left_in_any_field():
    plan = with_canaries(demo_plan("northwind"))
    assert sum(CANARY in text for text in texts_of(plan)) > 20
    # Of an internal step only its id is left, as others may wait for it.
    ids = {row.id for row in plan.activities}
    assert {text for text in texts_of(shared(plan)) if CANARY in text} <= ids


def test_money_of_the_contract_and_its_renewal_are_gone():
    account = shared(demo_plan("northwind")).account
    assert account.fee is None
    assert account.renewal_on is None
    assert account.currency == "USD"


def test_how_it_ended_and_what_it_was_learned_from_stay_inside():
    plan = replace(demo_plan("northwind"), result=Result.LOST, pace_prior=PacePrior(source="ours"))
    assert shared(plan).result is None
    assert shared(plan).pace_prior.source == ""


def test_an_internal_outcome_is_gone_with_its_measurements():
    plan = demo_plan("northwind")
    hidden = replace(plan.outcomes[0], visibility=Visibility.INTERNAL)
    plan = replace(plan, outcomes=(hidden, *plan.outcomes[1:]))
    known = shared(plan)
    assert [row.id for row in known.outcomes] == ["plan", "otif", "seats"]
    assert {row.outcome for row in known.measurements} == {"plan", "otif", "seats"}


def test_an_internal_step_keeps_its_days_and_loses_its_name():
    plan = demo_plan("northwind")
    hidden = tuple(
        replace(
            row,
            visibility=Visibility.INTERNAL,
            broken_promises=(BrokenPromise(promised_on=TODAY, moved_on=TODAY, reason="ours"),),
        )
        for row in plan.activities
    )
    known = shared(replace(plan, activities=hidden))
    assert {row.title for row in known.activities} == {""}
    assert {row.broken_promises[0].reason for row in known.activities} == {""}
    assert stand(known, TODAY, draws=0).forecast.slots == stand(plan, TODAY, draws=0).forecast.slots


def test_a_person_who_is_internal_owns_nothing_that_is_shown():
    plan = demo_plan("northwind")
    people = tuple(replace(row, visibility=Visibility.INTERNAL) for row in plan.people)
    risks = tuple(replace(row, visibility=Visibility.SHARED) for row in plan.risks)
    known = shared(replace(plan, people=people, risks=risks))
    assert known.people == ()
    assert {row.owner for row in known.activities} <= {"Marketing", ""}
    assert {row.owner for row in known.risks} == {""}


def test_nobody_internal_is_named_by_an_id_either():
    plan = demo_plan("northwind")
    people = tuple(replace(row, visibility=Visibility.INTERNAL) for row in plan.people)
    first = replace(plan.activities[0], waiting_on=people[0].id)
    meetings = tuple(replace(row, people=(people[0].id,)) for row in plan.touch_points)
    known = shared(
        replace(
            plan,
            account=replace(plan.account, csm=people[0].id),
            people=people,
            activities=(first, *plan.activities[1:]),
            touch_points=meetings,
        )
    )
    assert known.account.csm == ""
    assert known.activities[0].waiting_on == ""
    assert {row.people for row in known.touch_points} == {()}


def test_a_step_does_not_tell_of_an_outcome_that_is_internal():
    plan = demo_plan("northwind")
    hidden = replace(plan.outcomes[0], visibility=Visibility.INTERNAL)
    plan = replace(plan, outcomes=(hidden, *plan.outcomes[1:]))
    assert any(hidden.id in row.serves for row in plan.activities)
    assert not any(hidden.id in row.serves for row in shared(plan).activities)


def test_a_stage_does_not_tell_of_an_outcome_that_is_internal_but_of_all_else():
    plan = demo_plan("northwind")
    plan = replace(
        plan,
        outcomes=(replace(plan.outcomes[0], visibility=Visibility.INTERNAL), *plan.outcomes[1:]),
        stages=tuple(
            replace(stage, exit_measure=measure, exit_goal_share=0.6)
            for stage, measure in zip(
                plan.stages[:4],
                (
                    f"outcome:{plan.outcomes[0].id}",
                    f"outcome:{plan.outcomes[1].id}",
                    "stickiness",
                    "feature:Driver app",
                ),
                strict=True,
            )
        ),
    )
    known = shared(plan).stages
    assert (known[0].exit_measure, known[0].exit_goal_share) == ("", None)
    assert known[1:] == plan.stages[1:]


def test_what_became_internal_is_gone_from_what_was_frozen_before():
    then = demo_plan("northwind")
    inside = Visibility.INTERNAL
    now = replace(
        then,
        activities=tuple(replace(row, visibility=inside) for row in then.activities),
        outcomes=tuple(replace(row, visibility=inside) for row in then.outcomes),
        people=tuple(replace(row, visibility=inside) for row in then.people),
    )
    known = shared_then(then, now)
    assert {row.title for row in known.activities} == {""}
    assert (known.outcomes, known.measurements, known.people) == ((), (), ())
    assert shared_then(then, then) == shared(then)


def test_the_id_of_an_internal_step_tells_nothing_and_stays_the_same_in_an_earlier_plan():
    now = with_canaries(demo_plan("northwind"))
    steps = tuple(reversed(now.activities))
    here, there = nameless(shared(now), shared(replace(now, activities=steps)))
    assert not any(CANARY in text for text in texts_of((here, there)))
    assert (
        tuple(row.id for row in there.activities) == tuple(row.id for row in here.activities)[::-1]
    )
    known = {row.id for row in now.activities if row.visibility is Visibility.SHARED}
    assert known <= {row.id for row in here.activities}


def test_steps_wait_for_each_other_as_before_when_they_have_lost_their_names():
    plan = demo_plan("northwind")
    hidden = tuple(replace(row, visibility=Visibility.INTERNAL) for row in plan.activities)
    plan = shared(replace(plan, activities=hidden))
    (other,) = nameless(plan)
    assert not {row.id for row in other.activities} & {row.id for row in plan.activities}
    dates = [list(stand(one, TODAY, draws=0).forecast.slots.values()) for one in (plan, other)]
    assert dates[0] == dates[1]
    assert stand(other, TODAY).card.points == stand(plan, TODAY).card.points


def test_where_nothing_is_internal_grades_and_dates_stay_as_they_are():
    plan = demo_plan("lumen")
    open_plan = replace(plan, account=replace(plan.account, renewal_on=None))
    here, there = stand(open_plan, TODAY), stand(shared(plan), TODAY)
    assert there.card == here.card
    assert there.forecast == here.forecast


def test_what_is_shared_twice_is_what_is_shared_once():
    plan = with_canaries(demo_plan("aldhelm"))
    assert shared(shared(plan)) == shared(plan)


def test_a_new_field_of_the_plan_is_thought_of_here():
    # A field that is added to the plan is either shared on purpose or taken away: say which.
    assert {field.name for field in fields(Plan)} == {
        "id", "account", "objective", "state", "result", "start_on", "holidays", "template",
        "weights", "factors", "pace_prior", "adoption_curves", "override", "people", "outcomes",
        "measurements", "usage", "stages", "activities", "risks", "touch_points", "agreements",
        "declined_steps",
    }  # fmt: skip
