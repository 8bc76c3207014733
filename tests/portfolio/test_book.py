"""The book: demo, new plans, agreements, touch points, history."""

from dataclasses import replace
from datetime import date

import pytest

from cspwidgets.errors import AlreadyThere, NotFound, PlanChanged
from cspwidgets.plan.edits import set_field
from cspwidgets.plan.words import ActivityState, PlanState, TouchPointKind
from cspwidgets.portfolio import Portfolio
from cspwidgets.settings import Settings


def test_the_demo_is_four_accounts_with_two_touch_points_each_at_least(demo: Portfolio):
    assert [line.id for line in demo.store.accounts()] == [
        "aldhelm",
        "castellan",
        "lumen",
        "northwind",
    ]
    for line in demo.store.accounts():
        kinds = {snapshot.kind for snapshot in demo.store.snapshots(line.id)}
        assert len(demo.store.snapshots(line.id)) >= 2, line.id
        assert kinds <= {kind.value for kind in TouchPointKind}
        assert demo.standing(line.id, draws=0).card.since is not None


@pytest.mark.slow
def test_loading_the_demo_again_changes_nothing_but_a_reset_moves_it(
    demo: Portfolio, monkeypatch: pytest.MonkeyPatch
):
    start = demo.plan("northwind").plan.start_on
    assert demo.load_demo() == ()
    monkeypatch.setenv("CSP_TODAY", "2026-08-03")
    later = Portfolio(Settings.from_environment(), demo.store)
    assert later.load_demo() == ()
    assert later.plan("northwind").plan.start_on == start
    assert later.load_demo(reset=True) == ("aldhelm", "castellan", "lumen", "northwind")
    moved = later.plan("northwind").plan.start_on
    assert (moved - start).days == 21


def test_the_worst_account_comes_first(demo: Portfolio):
    points = [line.standing.card.points for line in demo.accounts()]
    assert points == sorted(points)
    assert demo.accounts()[0].saved.plan.id == "aldhelm"


def test_a_new_plan_begins_from_a_template(book: Portfolio):
    saved = book.new("Blåbær & Sønner", template="saas-onboarding", start_on=date(2026, 9, 1))
    assert saved.plan.id == "blabr-snner"
    assert saved.plan.account.name == "Blåbær & Sønner"
    assert saved.plan.start_on == date(2026, 9, 1)
    assert saved.plan.activities
    with pytest.raises(AlreadyThere):
        book.new("Blåbær & Sønner", template="saas-onboarding")


def test_an_unknown_template_is_told_with_the_known_ones(book: Portfolio):
    with pytest.raises(NotFound, match="low-touch"):
        book.new("Acme", template="saas")


def test_agreeing_freezes_the_dates_and_a_later_agreement_is_added(book: Portfolio):
    book.new("Acme", template="saas-onboarding", start_on=date(2026, 7, 20))
    first = book.agree("acme", by=("Dana", "Priya"))
    plan = book.plan("acme").plan
    assert plan.state is PlanState.AGREED
    assert plan.agreements == (first,)
    assert first.by == ("Dana", "Priya")
    assert book.standing("acme", draws=0).forecast.slip_days == 0
    second = book.agree("acme", by=("Dana",))
    assert book.plan("acme").plan.agreements == (first, second)


def test_a_touch_point_is_what_the_next_one_is_compared_with(
    book: Portfolio, monkeypatch: pytest.MonkeyPatch
):
    book.new("Acme", template="saas-onboarding", start_on=date(2026, 7, 6))
    book.agree("acme", by=("Dana",))
    book.record("acme", kind=TouchPointKind.KICKOFF, people=("Dana",), notes="went well")
    step = book.plan("acme").plan.activities[0].id
    book.changes.make(
        "acme", lambda p: [set_field(p, "activities", step, "state", ActivityState.DONE)]
    )
    monkeypatch.setenv("CSP_TODAY", "2026-07-24")
    later = Portfolio(Settings.from_environment(), book.store)
    since = later.standing("acme", draws=0).card.since
    assert since.touch_point_kind == "kickoff"
    assert since.on == date(2026, 7, 17)
    assert since.steps_done == (step,)


def test_the_history_says_who_did_what_and_a_revision_can_be_brought_back(book: Portfolio):
    book.new("Acme", template="migration", start_on=date(2026, 7, 6))
    before = book.plan("acme").plan
    gone = before.activities[2].id
    book.changes.make(
        "acme", lambda p: [set_field(p, "plan", "", "objective", "x")], words="why not"
    )
    book.changes.make("acme", lambda p: [set_field(p, "activities", gone, "title", "y")])
    newest = book.history("acme")[0]
    assert newest.change.who == "Ada"
    assert newest.revision == 3
    book.bring_back("acme", 1)
    assert book.plan("acme").plan == before
    assert len(book.history("acme")) == 4
    book.bring_back("acme", 3)
    assert book.plan("acme").plan.activities[2].title == "y"


def test_two_people_who_change_the_same_field_are_not_merged_silently(book: Portfolio):
    book.new("Acme", template="migration")
    stale = book.plan("acme").plan

    def mine(plan):
        # Somebody else saves between reading and saving.
        if plan == stale:
            other = Portfolio(book.settings, book.store)
            other.changes.make("acme", lambda p: [set_field(p, "plan", "", "objective", "theirs")])
        return [set_field(plan, "plan", "", "objective", "mine")]

    with pytest.raises(PlanChanged):
        book.changes.make("acme", mine)
    assert book.plan("acme").plan.objective == "theirs"


def test_a_forgotten_account_is_gone(demo: Portfolio):
    demo.forget("lumen")
    with pytest.raises(NotFound):
        demo.plan("lumen")
    assert len(demo.accounts()) == 3


def test_a_plan_can_be_created_from_a_value(demo: Portfolio):
    copy = replace(demo.plan("northwind").plan, id="copy")
    assert demo.create(copy).plan == copy
