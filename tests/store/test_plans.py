"""Plans go in and come out, and nobody's change is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from cspwidgets.errors import AlreadyThere, EditRejected, NotFound, PlanChanged, PlanError
from cspwidgets.plan.edits import Edit, remove_row, set_field
from cspwidgets.plan.model import Account, Plan
from cspwidgets.plan.words import Result
from cspwidgets.store.records import Change
from cspwidgets.store.store import Store
from support.changes import NOON, change, created, objective, saved_times
from support.plans import plan_strategy, small_plan

BOTH_KINDS = settings(
    max_examples=25,
    deadline=None,
    # Each example has an account of its own in the one store.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def test_a_plan_comes_back_as_it_was_created(store: Store) -> None:
    saved = created(store, small_plan())
    assert saved == store.load("northwind")
    assert saved.plan == small_plan()
    assert (saved.revision, saved.changed_by, saved.changed_at) == (1, "priya", NOON)


def test_a_store_is_empty_until_it_has_an_account(store: Store) -> None:
    assert store.is_empty()
    created(store, small_plan())
    assert not store.is_empty()


@pytest.mark.slow
@BOTH_KINDS
@given(plan=plan_strategy())
def test_an_odd_plan_comes_back_as_it_was_created(store: Store, plan: Plan) -> None:
    plan = replace(plan, id=f"odd-{len(store.revisions())}")
    assert created(store, plan).plan == plan


def test_a_new_store_has_no_accounts(store: Store) -> None:
    assert store.accounts() == ()
    assert store.revisions() == {}
    assert list(store.load_all()) == []


def test_a_change_makes_the_next_revision(store: Store) -> None:
    saved = created(store, small_plan())
    mine = change(objective(saved.plan, "Deliver"), who="dana")
    after = store.save("northwind", mine, base=1)
    assert after.plan == replace(saved.plan, objective="Deliver")
    assert (after.revision, after.changed_by, after.changed_at) == (2, "dana", mine.at)
    assert after == store.load("northwind")
    assert store.revision("northwind") == 2


def test_the_same_change_sent_again_is_saved_once(store: Store) -> None:
    saved = created(store, small_plan())
    mine = change(remove_row(saved.plan, "risks", "r1"))
    once = store.save("northwind", mine, base=1)
    assert store.save("northwind", mine, base=1) == once
    later = saved_times(store, once, 1)
    assert store.save("northwind", mine, base=1) == later
    assert len(store.history("northwind")) == 3


def test_a_change_made_on_an_old_revision_carries_mine_theirs_and_base(store: Store) -> None:
    saved = created(store, small_plan())
    theirs = [change(objective(saved.plan, words), who="dana") for words in ("One", "Two")]
    for number, their in enumerate(theirs):
        store.save("northwind", their, base=1 + number)
    mine = change(objective(saved.plan, "Mine"))
    with pytest.raises(PlanChanged, match=r"^dana saved the plan of Northwind Freight first") as e:
        store.save("northwind", mine, base=1)
    assert e.value.mine == mine
    assert [entry.change for entry in e.value.theirs] == theirs  # type: ignore[attr-defined]
    assert e.value.base == 1
    assert e.value.current == store.load("northwind")
    assert store.load("northwind").plan.objective == "Two"


def test_of_several_edits_that_do_not_all_fit_none_is_saved(store: Store) -> None:
    saved = created(store, small_plan())
    gone = Edit(kind="remove", table="risks", row="gone")
    with pytest.raises(EditRejected):
        store.save("northwind", change(objective(saved.plan, "Half"), gone), base=1)
    assert store.load("northwind") == saved
    assert len(store.history("northwind")) == 1


@pytest.mark.parametrize("value", [None, 7, "not a state"])
def test_a_value_that_does_not_fit_its_field_is_refused_and_the_plan_stays_readable(
    store: Store, value: object
) -> None:
    saved = created(store, small_plan())
    wrong = replace(set_field(saved.plan, "plan", "", "state", value), old=None)
    with pytest.raises(PlanError):
        store.save("northwind", change(wrong), base=1)
    assert store.load("northwind") == saved


def test_a_plan_that_could_not_be_read_again_is_not_created(store: Store) -> None:
    broken = replace(small_plan(), objective=None)  # type: ignore[arg-type]
    with pytest.raises(PlanError, match="'northwind' holds a value that does not fit"):
        created(store, broken)
    assert store.accounts() == ()


def test_an_account_is_created_once(store: Store) -> None:
    saved = created(store, small_plan())
    assert created(store, small_plan()) == saved
    with pytest.raises(AlreadyThere, match="'northwind' has a plan already"):
        store.create(small_plan(), who="dana", at=NOON, change_id="another")


def test_a_change_id_belongs_to_one_account(store: Store) -> None:
    created(store, small_plan())
    other = created(store, replace(small_plan(), id="other"))
    mine = change(objective(other.plan, "Mine"))
    store.save("other", mine, base=1)
    with pytest.raises(AlreadyThere, match="was saved for the account 'other'"):
        store.save("northwind", mine, base=1)
    with pytest.raises(AlreadyThere, match="was saved for the account 'other'"):
        store.create(replace(small_plan(), id="third"), who="x", at=NOON, change_id=mine.id)


def test_an_unknown_account_is_told_with_those_that_are_known(store: Store) -> None:
    created(store, small_plan())
    for ask in (
        store.load,
        store.revision,
        store.history,
        store.snapshots,
        lambda account: store.save(account, change(), base=1),
        lambda account: store.plan_at(account, 1),
        lambda account: store.forget(account, who="x", at=NOON),
    ):
        with pytest.raises(NotFound, match="There is no account 'nowhere'") as e:
            ask("nowhere")
        assert (e.value.name, e.value.known) == ("nowhere", ("northwind",))


def test_the_accounts_are_listed_with_their_names_as_they_are_now(store: Store) -> None:
    saved = created(store, small_plan())
    created(store, replace(small_plan(), id="a-first"))
    renamed = set_field(saved.plan, "account", "", "name", "Südwind")
    store.save("northwind", change(renamed, who="dana"), base=1)
    first, second = store.accounts()
    assert (first.id, first.name, first.revision) == ("a-first", "Northwind Freight", 1)
    assert (second.id, second.name, second.revision) == ("northwind", "Südwind", 2)
    assert second.changed_by == "dana"
    assert store.revisions() == {"a-first": 1, "northwind": 2}


@pytest.mark.slow
def test_many_plans_are_created_at_once_and_read_back_in_order(store: Store) -> None:
    plans = [replace(small_plan(), id=f"p{number:04}") for number in range(601)]
    assert store.create_many(reversed(plans), who="ops", at=NOON, change_id="import") == 601
    assert [saved.plan for saved in store.load_all()] == plans
    assert store.create_many(plans, who="ops", at=NOON, change_id="import") == 0
    assert store.history("p0007")[0].change.who == "ops"


def test_of_many_plans_all_are_created_or_none(store: Store) -> None:
    created(store, replace(small_plan(), id="p2"))
    plans = [replace(small_plan(), id=f"p{number}") for number in range(4)]
    with pytest.raises(AlreadyThere, match="'p2' has a plan already"):
        store.create_many(plans, who="ops", at=NOON, change_id="import")
    with pytest.raises(AlreadyThere, match="'p0' is there twice"):
        store.create_many([plans[0], plans[0]], who="ops", at=NOON, change_id="import")
    assert list(store.revisions()) == ["p2"]


def test_what_people_typed_cannot_break_a_save(store: Store) -> None:
    odd = "half \ud83d of \0 a character"
    plan = Plan(id="odd", account=Account(name="nul \0 inside"), objective="nul \0 inside")
    saved = created(store, plan)
    assert saved.plan == plan
    store.save("odd", change(objective(plan, "x"), who=odd, words=odd), base=1)
    assert store.history("odd")[0].change.words == "half ? of  a character"
    assert store.accounts()[0].name == "nul  inside"


def test_a_moment_needs_its_time_zone(store: Store) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        Change(id="x", edits=(), who="priya", at=NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="has no time zone"):
        store.create(small_plan(), who="priya", at=NOON.replace(tzinfo=None), change_id="x")
    with pytest.raises(ValueError, match="needs an id"):
        Change(id="", edits=(), who="priya", at=NOON)


def test_finished_plans_are_known_without_reading_any_and_read_by_name(store: Store) -> None:
    ended = replace(small_plan(), id="ended", result=Result.RENEWED)
    created(store, ended)
    created(store, replace(small_plan(), id="named", objective='"result":"renewed"'))
    created(store, replace(small_plan(), id="open"))
    assert store.finished() == {"ended": 1}
    assert [saved.plan for saved in store.load_some(["ended", "gone"])] == [ended]
