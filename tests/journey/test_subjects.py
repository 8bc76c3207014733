"""The five subjects of the card: points, why, and where they came from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cspwidgets.journey.forecast import Forecast, forecast
from cspwidgets.journey.progress import route_share
from cspwidgets.journey.schedule import schedule
from cspwidgets.journey.subjects import (
    Marks,
    pace_marks,
    pace_points,
    progress_marks,
    promise_marks,
    value_marks,
)
from cspwidgets.journey.value import Gain, OutcomeWord, Value
from cspwidgets.plan.model import (
    Account,
    Activity,
    AgreedStep,
    Agreement,
    BrokenPromise,
    Outcome,
    Plan,
    Stage,
)
from cspwidgets.plan.words import ActivityState, Side, Visibility
from support.plans import TODAY, small_plan

MONDAY = date(2026, 6, 1)
DONE, OPEN = ActivityState.DONE, ActivityState.NOT_STARTED
INTERNAL = Visibility.INTERNAL


def step(name: str, days: float, state: ActivityState = OPEN, **fields: Any) -> Activity:
    return Activity(
        id=name, title=name.upper(), stage="s", days=days, state=state, side=Side.CUSTOMER, **fields
    )


def plan_of(*steps: Activity, due: dict[str, date] | None = None, **fields: Any) -> Plan:
    agreed = tuple(
        AgreedStep(activity=name, start_on=MONDAY, finish_on=day)
        for name, day in (due or {}).items()
    )
    baseline = Agreement(id="g", on=MONDAY, by=("A",), finish_on=date(2026, 6, 26), steps=agreed)
    given: dict[str, Any] = {"account": Account(name="P"), "start_on": MONDAY, **fields}
    stages = (Stage(id="s", name="S", weeks=4), Stage(id="r", name="R", renewal=True))
    agreements = () if due is None else (baseline,)
    return Plan(id="p", stages=stages, activities=steps, agreements=agreements, **given)


def value_of(*words: tuple[str, float | None], **fields: Any) -> Marks:
    outcomes = tuple(
        Outcome(id=f"o{k}", name=f"O{k}", **{name: row[k] for name, row in fields.items()})
        for k in range(len(words))
    )
    gains = tuple(
        Gain(
            outcome=f"o{k}",
            current=None,
            measured_on=None,
            gain=None,
            expected=None,
            expected_value=None,
            word=OutcomeWord(word),
            points=points,
            money_a_year=None,
            money_since_start=None,
        )
        for k, (word, points) in enumerate(words)
    )
    value = Value(
        gains=gains,
        currency="",
        low=0,
        likely=0,
        high=0,
        potential=0,
        since_start=0,
        measured_share=0,
        signed_share=0,
    )
    return value_marks(replace(plan_of(), outcomes=outcomes), value)


def test_value_is_the_mean_of_the_outcomes_by_their_weights() -> None:
    marks = value_of(("ahead", 100.0), ("off", 20.0), ("no_data", None), weight=(3.0, 1.0, 9.0))
    assert marks.points == pytest.approx(80)
    assert marks.rows == ("o1", "o0")
    assert marks.why.endswith("; one more is without data")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("ahead ahead achieved off", "Three of four measures ahead of where they should be today"),
        ("ahead on on off", "Three of four measures where they should be today or ahead"),
        ("on off", "One of two measures where they should be today"),
        ("on on", "Both measures where they should be today"),
        ("behind off", "Both measures behind where they should be today"),
        ("achieved achieved", "Both goals are reached"),
        ("achieved", "The goal is reached"),
        ("ahead", "“O0” is ahead of where it should be today"),
        ("on", "“O0” is where it should be today"),
        ("behind", "“O0” is behind where it should be today"),
    ],
)
def test_the_value_says_how_many_measures_are_where_they_should_be(words: str, why: str) -> None:
    marks = value_of(*((word, 50.0) for word in words.split()))
    assert marks.why.partition(";")[0] == why


def test_the_value_names_what_is_behind_and_never_what_is_internal() -> None:
    marks = value_of(("on", 95.0), ("off", 1.0), ("behind", 80.0))
    assert marks.why.endswith("; “O1” and one more measure are behind")
    hidden = value_of(
        ("on", 95.0), ("off", 1.0), visibility=(Visibility.SHARED, Visibility.INTERNAL)
    )
    assert hidden.why.endswith("; one measure is behind")


def test_a_value_without_data_says_what_is_missing() -> None:
    assert value_of() == Marks(None, "No outcomes yet")
    assert value_of(("too_early", None)).why == "Too early to judge the measures"
    assert value_of(("no_data", None)).why == "Nothing was measured in the last 60 days"
    assert value_of(("on", 95.0), weight=(0.0,)).points is None


def test_progress_is_the_share_walked_over_the_share_agreed_by_today() -> None:
    due = {"a": date(2026, 6, 5), "b": date(2026, 6, 12), "c": date(2026, 6, 26)}
    plan = plan_of(step("a", 5, DONE), step("b", 5), step("c", 10), due=due)
    marks = progress_marks(plan, date(2026, 6, 15), route_share(plan))
    assert marks.points == pytest.approx(100 * (5 / 20) / (10 / 20))
    assert marks.why == "One of three steps done; “B” is open behind the plan"
    assert marks.rows == ("b", "a")


def test_a_step_is_expected_from_the_day_after_its_agreed_finish() -> None:
    plan = plan_of(step("a", 5), due={"a": date(2026, 6, 5)})
    assert progress_marks(plan, date(2026, 6, 5), 0.0).points is None
    assert progress_marks(plan, date(2026, 6, 8), 0.0).points == 0


def test_who_is_further_than_agreed_has_full_progress_and_no_more() -> None:
    plan = plan_of(step("a", 5, DONE), step("b", 5, DONE), due={"a": date(2026, 6, 5)})
    assert progress_marks(plan, date(2026, 6, 8), 1.0).points == 100


def test_milestones_alone_are_counted_instead_of_days() -> None:
    due = {"a": date(2026, 6, 5), "b": date(2026, 6, 5)}
    plan = plan_of(step("a", 0, DONE), step("b", 0), due=due)
    assert progress_marks(plan, date(2026, 6, 8), route_share(plan)).points == pytest.approx(50)


def test_progress_without_an_agreement_or_a_start_is_without_data() -> None:
    plan = plan_of(step("a", 5, DONE), step("b", 5))
    assert progress_marks(plan, TODAY, 0.5) == Marks(
        None, "One of two steps done; not agreed yet, so nothing was due"
    )
    undated = replace(plan_of(step("a", 5, DONE), due={"a": MONDAY}), start_on=None)
    assert progress_marks(undated, TODAY, 1.0) == Marks(
        None, "The one step is done; no dates yet, so nothing was due"
    )
    assert progress_marks(plan_of(), TODAY, 0.0) == Marks(None, "No steps yet")


def test_open_steps_behind_the_plan_are_counted_when_the_first_may_not_be_named() -> None:
    due = {name: date(2026, 6, 5) for name in "abc"}
    plan = plan_of(
        step("a", 5, visibility=INTERNAL), step("b", 5), step("c", 5), step("d", 5, DONE), due=due
    )
    why = progress_marks(plan, date(2026, 6, 8), 0.25).why
    assert why == "One of four steps done; “B” and two more steps are open behind the plan"
    alone = plan_of(step("a", 5, visibility=INTERNAL), step("d", 5, DONE), due=due)
    assert progress_marks(alone, date(2026, 6, 8), 0.5).why.endswith(
        "; one step is open behind the plan"
    )


@pytest.mark.parametrize(
    ("share", "points"),
    [
        (-1.0, 100),
        (0.0, 100),
        (0.05, 100),
        (0.10, 87.5),
        (0.15, 75),
        (0.225, 62.5),
        (0.30, 50),
        (0.45, 25),
        (0.60, 0),
        (3.0, 0),
    ],
)
def test_pace_loses_points_with_the_slip(share: float, points: float) -> None:
    assert pace_points(share) == pytest.approx(points)


def projected(plan: Plan, on: date, **fields: Any) -> Forecast:
    return replace(forecast(plan, on, draws=0), **fields)


@pytest.mark.parametrize(
    ("slip_days", "renewal_on", "past", "why"),
    [
        (0, None, False, "On plan"),
        (1, None, False, "One day behind"),
        (5, date(2026, 7, 10), False, "Five days behind; four weeks of slack before the renewal"),
        (-3, date(2026, 6, 15), False, "Three days ahead of plan; one day of slack before"),
        (25, date(2026, 6, 10), True, "Five weeks behind; the work would end after the renewal"),
    ],
)
def test_pace_says_the_slip_and_the_slack_before_the_renewal(
    slip_days: int, renewal_on: date | None, past: bool, why: str
) -> None:
    plan = plan_of(
        step("a", 10),
        replace(step("z", 90), stage="r"),
        due={"a": date(2026, 6, 8)},
        account=Account(name="P", renewal_on=renewal_on),
    )
    slipped = projected(plan, MONDAY, slip_days=slip_days, slip_share=0.1, past_renewal=past)
    marks = pace_marks(plan, slipped)
    assert marks.why.startswith(why)
    assert marks.points == pytest.approx(87.5)
    assert marks.rows == ("a",)


def test_pace_without_dates_an_agreement_or_steps_is_without_data() -> None:
    plan = plan_of(step("a", 10))
    assert pace_marks(plan, projected(plan, MONDAY)) == Marks(None, "Not agreed yet")
    undated = replace(plan, start_on=None)
    assert pace_marks(undated, projected(undated, MONDAY)) == Marks(None, "No dates yet")
    empty = plan_of(due={})
    assert pace_marks(empty, projected(empty, MONDAY)) == Marks(None, "No steps yet")


def promised(*steps: Activity) -> Marks:
    plan = plan_of(*steps)
    return promise_marks(plan, Side.CUSTOMER, date(2026, 6, 15), schedule(plan))


def test_promises_are_the_share_kept_and_the_worst_is_told() -> None:
    kept = step("k", 5, DONE, promised_on=date(2026, 6, 5), finished_on=date(2026, 6, 5))
    slow = step(
        "slow",
        5,
        DONE,
        started_on=MONDAY,
        finished_on=date(2026, 6, 15),
        promised_on=date(2026, 6, 5),
    )
    waiting = step("w", 5, promised_on=date(2026, 6, 12))
    late = step("l", 5, DONE, promised_on=date(2026, 6, 1), finished_on=date(2026, 6, 3))
    assert promised(kept, slow, waiting) == Marks(
        pytest.approx(100 / 3),
        "One of three kept; “SLOW” took 11 days instead of 5",
        ("slow", "w", "k"),
    )
    assert promised(kept, waiting).why == "One of two kept; “W” is one day past its promised day"
    assert promised(kept, late).why == "One of two kept; “L” came two days after its promised day"
    moved = (BrokenPromise(promised_on=date(2026, 6, 3), moved_on=date(2026, 6, 4)),)
    again = replace(waiting, promised_on=date(2026, 6, 30), broken_promises=moved)
    assert promised(again, kept).why.endswith("“W” is eight days past its first promised day")
    skipped = replace(again, state=ActivityState.SKIPPED)
    assert promised(skipped, kept).why.endswith("“W” was skipped after its first promised day")
    weekend = replace(late, promised_on=date(2026, 6, 6), finished_on=date(2026, 6, 7))
    assert promised(weekend, kept).why.endswith("“L” came after its promised day")
    assert promised(kept).why == "The one promise was kept"
    assert promised(kept, replace(kept, id="k2")).why == "Both kept"
    assert promised(waiting).why.startswith("The one promise was not kept; “W” is")


def test_without_a_promised_day_that_has_come_there_is_no_data() -> None:
    assert promised(step("a", 5)) == Marks(None, "No promised day has come yet")


def test_northwind_reads_like_a_card() -> None:
    plan = small_plan()
    told = progress_marks(plan, TODAY, route_share(plan)).why
    assert told.startswith("Twelve of twenty steps done; “Wave 2: 4 depots live” and one more")
