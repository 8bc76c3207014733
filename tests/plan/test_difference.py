"""What changed between two plans."""

from dataclasses import replace

from hypothesis import given

from cspwidgets.plan.difference import difference
from cspwidgets.plan.edits import apply_all
from support.plans import plan_strategy


@given(plan_strategy(), plan_strategy())
def test_the_edits_between_two_plans_make_one_of_the_other(now, then):
    then = replace(then, id=now.id)
    assert apply_all(now, difference(now, then)) == then


@given(plan_strategy())
def test_equal_plans_need_no_edit(plan):
    assert difference(plan, plan) == ()
