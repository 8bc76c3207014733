"""When the journey arrives: hand-computed days, and what must hold of every plan."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspwidgets.journey.agreement import agree
from cspwidgets.journey.calendar import Calendar
from cspwidgets.journey.forecast import SlipWord, forecast
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.model import Account, Stage
from cspwidgets.plan.words import ActivityState, Side
from support.plans import MONDAY, TODAY, big_plan, plan_of, plan_strategy, small_plan, step
from support.pushed import push
from support.walked import finish_of, on_the_way, walked

DONE, GOING, WAITING = ActivityState.DONE, ActivityState.IN_PROGRESS, ActivityState.WAITING
SKIPPED = ActivityState.SKIPPED
C, V, B, P = Side
TWO_WEEKS = {"state": DONE, "started_on": date(2026, 3, 2), "finished_on": date(2026, 3, 13)}
days_around = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 1, 1))


def march(day):
    return date(2026, 3, day)


def test_everything_done_arrives_when_it_did():
    plan = plan_of(step("a", 5, **TWO_WEEKS))
    found = forecast(plan, TODAY)
    assert found.finish_on == found.likely_on == found.safe_on == march(13)
    assert set(found.wins_back.values()) == {0}


def test_a_plan_without_steps_arrives_where_its_last_window_closes():
    plan = plan_of(stages=(Stage(id="work", name="Work", weeks=2),))
    assert forecast(plan, MONDAY).finish_on == march(13)
    skipped = replace(plan, activities=(step("a", state=SKIPPED),))
    assert forecast(skipped, MONDAY).safe_on == march(13)


def test_an_empty_plan_has_a_forecast():
    assert forecast(plan_of(stages=()), MONDAY).finish == 0.0


def test_without_a_start_there_is_no_projection():
    plan = plan_of(step("a", 5), start_on=None)
    found = forecast(plan, MONDAY)
    assert found.word is SlipWord.NO_DATES
    assert (found.finish_on, found.likely_on, found.safe, found.slip_days) == (None,) * 4
    assert found.slots == schedule(plan).slots


def agreed(plan):
    found = agree(plan, schedule(plan), by=("A", "B"), on=MONDAY, id="a1")
    return replace(plan, agreements=(found,))


@pytest.mark.parametrize(
    ("length", "slip", "word"),
    [
        (100, 0, SlipWord.ON_ROUTE),
        (100, 5, SlipWord.ON_ROUTE),
        (100, 6, SlipWord.BEHIND),
        (100, 15, SlipWord.BEHIND),
        (100, 16, SlipWord.OFF),
        (200, 10, SlipWord.ON_ROUTE),
        (200, 11, SlipWord.BEHIND),
        (10, 5, SlipWord.ON_ROUTE),
        (10, 6, SlipWord.OFF),
    ],
)
def test_slip_is_judged_by_the_agreed_journey(length, slip, word):
    plan = agreed(plan_of(step("a", length)))
    found = forecast(plan, Calendar().day(MONDAY, slip), draws=0)
    assert (found.slip_days, found.slip_share, found.word) == (slip, slip / length, word)


def test_an_early_arrival_is_a_negative_slip_on_route():
    plan = agreed(plan_of(step("a", 20), step("b", 20, "a")))
    quicker = replace(plan, activities=(step("a", 20, state=SKIPPED), plan.activities[1]))
    found = forecast(quicker, MONDAY, draws=0)
    assert (found.slip_days, found.slip_share, found.word) == (-20, -0.5, SlipWord.ON_ROUTE)


def test_before_the_first_agreement_there_is_no_slip():
    found = forecast(plan_of(step("a", 5)), TODAY)
    assert (found.slip_days, found.slip_share, found.agreed_on) == (None, None, None)
    assert found.word is SlipWord.NOT_AGREED


@pytest.mark.parametrize(
    ("renewal_on", "marked", "past"),
    [
        (march(31), True, False),
        (march(6), True, False),
        (march(5), True, True),
        (march(9), False, True),
        (None, False, False),
    ],
)
def test_past_the_renewal_is_off_but_for_the_renewal_itself_and_later(renewal_on, marked, past):
    stages = (
        Stage(id="work", name="Work", weeks=1),
        Stage(id="renew", name="Renew", weeks=1, renewal=marked),
        Stage(id="grow", name="Grow", weeks=1),
    )
    plan = agreed(
        plan_of(
            step("a", 5),
            step("b", 5, "a", stage="renew"),
            step("c", 5, "b", stage="grow"),
            stages=stages,
            account=Account(name="A", renewal_on=renewal_on),
        )
    )
    found = forecast(plan, MONDAY, draws=0)
    assert found.past_renewal is past
    assert found.word is (SlipWord.OFF if past else SlipWord.ON_ROUTE)


def test_what_wins_days_back_is_told_for_each_side():
    plan = plan_of(
        step("a", 5, side=C, **TWO_WEEKS),
        step("b", 20, "a", side=C),
        step("c", 15, "b", side=B),
        step("d", 9, "c", side=V),
    )
    # m = 12.25: f of the customer (10 + 49) / (5 + 49) = 1.0926, of the vendor 1.
    # Now 10 + 21.85 + 16.39 + 9 = 57.24; the customer back at plan 54; the vendor alone 55.85.
    assert forecast(plan, march(16), draws=0).wins_back == {C: 4, V: 2, P: 0}


def test_a_side_faster_than_planned_has_nothing_to_win_back():
    done = {"state": DONE, "started_on": march(2), "finished_on": march(2)}
    plan = plan_of(step("a", 5, side=C, **done), step("b", 20, "a", side=C))
    found = forecast(plan, march(3), draws=0)
    assert found.paces[C] < 1
    assert found.wins_back[C] == 0


def test_the_small_plan_is_behind_and_the_customer_could_win_it_back():
    found = forecast(small_plan(), TODAY)
    assert found.finish_on == date(2026, 10, 5)
    assert (found.slip_days, found.word) == (8, SlipWord.BEHIND)
    assert found.wins_back == {C: 8, V: 1, P: 0}
    assert found.likely_on < found.safe_on


def test_the_range_of_one_step_is_that_of_its_log_normal_distribution():
    found = forecast(plan_of(step("a", 100)), MONDAY, draws=20_000)
    # Spread 0.6, doubt 0.3: median exp(-0.225), 85th percentile exp(1.0364 x 0.6708 - 0.225).
    assert found.likely == pytest.approx(79.9, rel=0.02)
    assert found.safe == pytest.approx(160.0, rel=0.02)


def test_without_draws_there_is_no_range_and_no_numpy():
    found = forecast(small_plan(), TODAY, draws=0)
    assert (found.likely, found.likely_on) == (found.finish, found.finish_on)
    assert (found.safe, found.safe_on) == (None, None)
    program = (
        "import sys; from datetime import date\n"
        "from cspwidgets.plan.model import Account, Activity, Plan\n"
        "from cspwidgets.journey.forecast import forecast\n"
        "plan = Plan(id='p', account=Account(name='A'), start_on=date(2026, 3, 2),\n"
        "            activities=(Activity(id='a', title='A', stage='', days=5),))\n"
        "forecast(plan, date(2026, 3, 2), draws=0)\n"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr


def test_the_seed_decides_the_range():
    ranges = [forecast(small_plan(), TODAY, seed=seed).safe for seed in (0, 0, 1)]
    assert ranges[0] == ranges[1] != ranges[2]


def test_an_edit_that_changes_no_day_changes_no_range():
    plan = small_plan()
    rows = (*plan.activities[:-1], replace(plan.activities[-1], title="Renewal"))
    extra = step("extra", 1, stage="kickoff", side=C)
    for changed in (rows, (*rows, extra)):
        mended = replace(plan, activities=changed)
        assert abs(forecast(mended, TODAY).safe - forecast(plan, TODAY).safe) < 0.5


def test_a_schedule_at_hand_gives_the_same_forecast():
    plan = small_plan()
    assert forecast(plan, TODAY, schedule=schedule(plan)) == forecast(plan, TODAY)


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_the_projection_is_closer_than_pushing_dates(share):
    ours, pushing = [], []
    for seed in range(40):
        journey = walked(seed)
        plan, on = on_the_way(journey, share)
        real = finish_of(journey)
        ours.append(abs(forecast(plan, on, draws=0).finish - real) / real)
        last = max(last for _, last in push(plan, on).values())
        pushing.append(abs(Calendar().between(plan.start_on, last) + 1 - real) / real)
    assert mean(ours) < mean(pushing)


@settings(deadline=None)
@given(plan_strategy(), days_around)
def test_the_same_plan_day_and_seed_have_the_same_forecast(plan, on):
    found = forecast(plan, on, draws=20)
    assert found == forecast(replace(plan), on, draws=20)
    without = forecast(plan, on, draws=0)
    assert (found.slots, found.finish_on, found.word) == (
        without.slots,
        without.finish_on,
        without.word,
    )
    assert min(found.wins_back.values()) >= 0
    assert min(found.paces.values()) > 0


def test_three_hundred_steps_are_forecast():
    found = forecast(big_plan(300), date(2026, 4, 20))
    assert len(found.slots) == 300
    assert found.likely_on <= found.safe_on
