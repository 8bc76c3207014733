"""Who waits for whom, whatever the order of the rows."""

from dataclasses import replace

from hypothesis import given, settings

from cspwidgets.journey.network import network
from cspwidgets.journey.schedule import schedule
from support.plans import plan_of, plan_strategy, step


def names(found):
    return [row.id for row in found.order]


def test_rows_in_order_stay_as_they_are():
    found = network((step("a"), step("b", 1, "a"), step("c", 1, "a b")))
    assert names(found) == ["a", "b", "c"]
    assert found.waits == {"a": (), "b": ("a",), "c": ("a", "b")}


def test_a_dependency_on_what_is_gone_is_left_out():
    found = network((step("a", 1, "gone"), step("b", 1, "a gone")))
    assert found.waits == {"a": (), "b": ("a",)}
    assert found.cut == ()


def test_the_dependency_that_leads_back_is_cut_and_named():
    plan = plan_of(step("a", 1, "c"), step("b", 1, "a"), step("c", 1, "b"), step("d", 1, "d"))
    found = schedule(plan)
    assert set(found.cut) == {("a", "c"), ("d", "d")}
    assert [found.slots[name].start for name in "abcd"] == [0.0, 1.0, 2.0, 0.0]


def test_rows_may_stand_in_any_order():
    forward = plan_of(step("a", 3), step("b", 2, "a"), step("c", 1, "b"))
    back = replace(forward, activities=forward.activities[::-1])
    assert schedule(back).slots == schedule(forward).slots
    assert list(schedule(back).slots) == ["c", "b", "a"]


def test_a_chain_of_thousands_in_the_wrong_order_is_scheduled():
    chain = [step(f"a{n}", 1, f"a{n - 1}") for n in range(3000)]
    assert schedule(plan_of(*chain[::-1])).finish == 3000


@settings(deadline=None)
@given(plan_strategy())
def test_every_row_stands_behind_all_that_it_waits_for(plan):
    found = network(plan.activities)
    assert sorted(names(found)) == sorted(row.id for row in plan.activities)
    place = {name: position for position, name in enumerate(names(found))}
    for row in plan.activities:
        wanted = {name for name in row.after if name in place}
        cut = {name for name in wanted if (row.id, name) in found.cut}
        assert set(found.waits[row.id]) == wanted - cut
        assert all(place[name] < place[row.id] for name in found.waits[row.id])


@settings(deadline=None)
@given(plan_strategy())
def test_only_a_dependency_that_closes_a_cycle_is_cut(plan):
    found = network(plan.activities)
    for name, other in found.cut:
        behind, known = {other}, 0
        while len(behind) > known:
            known = len(behind)
            behind |= {one for had in behind for one in found.waits[had]}
        assert name in behind
