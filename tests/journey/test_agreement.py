"""The baseline both sides agreed on."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from cspwidgets.errors import PlanError
from cspwidgets.journey.agreement import agree, latest
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.model import AgreedStep, Agreement
from cspwidgets.plan.words import ActivityKind, ActivityState
from support.plans import MONDAY, plan_of, plan_strategy, small_plan, step

BOTH = ("Dana Whitfield", "Priya Nair")


def agreed(plan, on=MONDAY, name="a1"):
    return agree(plan, schedule(plan), by=BOTH, on=on, id=name)


def test_an_agreement_freezes_the_days_of_every_step():
    plan = plan_of(
        step("a", 3),
        step("b", 2, "a"),
        step("call", 9, kind=ActivityKind.CADENCE),
        step("no", 9, state=ActivityState.SKIPPED),
    )
    assert agreed(plan) == Agreement(
        id="a1",
        on=MONDAY,
        by=BOTH,
        finish_on=date(2026, 3, 6),
        steps=(
            AgreedStep(activity="a", start_on=date(2026, 3, 2), finish_on=date(2026, 3, 4)),
            AgreedStep(activity="b", start_on=date(2026, 3, 5), finish_on=date(2026, 3, 6)),
        ),
    )


def test_a_plan_without_a_start_has_nothing_to_agree_on():
    with pytest.raises(PlanError, match="give it a start first"):
        agreed(plan_of(step("a"), start_on=None))


@pytest.mark.parametrize("by", [(), ("", "  ")])
def test_an_agreement_needs_names(by):
    plan = plan_of(step("a"))
    with pytest.raises(PlanError, match="names of those who agreed"):
        agree(plan, schedule(plan), by=by, on=MONDAY, id="a1")


def test_before_the_first_agreement_there_is_none():
    assert latest(plan_of(step("a"))) is None


def test_the_newest_agreement_is_in_force_and_of_one_day_the_last_added():
    plan = plan_of(step("a"))
    first, second, third = (
        agreed(plan, on=date(2026, 5, day), name=name)
        for day, name in ((4, "first"), (1, "second"), (4, "third"))
    )
    assert latest(replace(plan, agreements=(first, second))) == first
    assert latest(replace(plan, agreements=(first, second, third))) == third


def test_work_done_later_does_not_change_what_was_agreed():
    plan = small_plan()
    assert latest(plan).finish_on == date(2026, 9, 23)
    wave2 = next(row for row in latest(plan).steps if row.activity == "wave2")
    assert (wave2.start_on, wave2.finish_on) == (date(2026, 6, 10), date(2026, 6, 23))


@settings(deadline=None)
@given(plan_strategy())
def test_whatever_has_days_can_be_agreed(plan):
    found = schedule(plan)
    if plan.start_on is None:
        return
    made = agree(plan, found, by=BOTH, on=MONDAY, id="a")
    assert made.finish_on == found.finish_on
    assert [row.activity for row in made.steps] == list(found.slots)
