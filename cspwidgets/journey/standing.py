"""Where a plan stands on a day: everything a picture needs, and three sentences that say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal

from cspwidgets.journey.changes import since
from cspwidgets.journey.forecast import Forecast, SlipWord, forecast
from cspwidgets.journey.progress import Place, place, route_share
from cspwidgets.journey.reportcard import ReportCard, grade
from cspwidgets.journey.schedule import Schedule, ruler, schedule
from cspwidgets.journey.sentences import (
    capital,
    counted,
    day_of,
    figure,
    length,
    owned,
    part_of,
    told_of,
)
from cspwidgets.journey.steps import is_open
from cspwidgets.journey.value import OutcomeWord, Value, assess
from cspwidgets.language.language import ENGLISH, Language
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import PlanState, Side

RULES_VERSION = 1
"""Grows when the same plan and day may give other figures; stored with each snapshot."""

Audience = Literal["customer", "vendor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A plan on a day, with everything that the rules say of it.

    `share` is how much of the route is walked, 0 to 1. `language` is that of its sentences, and of
    every picture that is drawn of it.
    """

    plan: Plan
    on: date
    schedule: Schedule
    forecast: Forecast
    place: Place
    value: Value
    card: ReportCard
    share: float
    language: Language = ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """Three sentences: the place, the arrival, and what would help."""

    where: str
    arrival: str
    help: str


def stand(
    plan: Plan,
    on: date,
    *,
    draws: int = 1000,
    seed: int = 0,
    before: tuple[Plan, date, str] | None = None,
    language: Language = ENGLISH,
) -> Standing:
    """Work out where a plan stands on a day.

    Parameters
    ----------
    draws, seed
        Of the forecast's range; with 0 draws there is a projected finish and no safe one.
    before
        The last touch point: the plan then, its day, and its kind. The card then says what
        changed since.
    language
        What its sentences, and the pictures of it, are told in.
    """
    planned = schedule(plan)
    projected = forecast(plan, on, schedule=planned, draws=draws, seed=seed)
    value = assess(plan, on)
    share = route_share(plan)
    card = grade(plan, on, schedule=planned, forecast=projected, value=value, share=share)
    if before is not None:
        plan_then, day_then, kind = before
        card_then = stand(plan_then, day_then, draws=0).card
        card = since(card, plan, on, planned, card_then, plan_then, kind)
    return Standing(
        plan=plan,
        on=on,
        schedule=planned,
        forecast=projected,
        place=place(plan, planned, on),
        value=value,
        card=card,
        share=share,
        language=language,
    )


def headline(standing: Standing, audience: Audience = "customer") -> Headline:
    """Say where a plan stands, to the customer ("You are in …") or to the vendor's own people."""
    if standing.place.steps == 0:
        return Headline(
            where="The plan has no steps yet.",
            arrival="There is no arrival to tell yet.",
            help="Its first steps will give it a route.",
        )
    if not any(is_open(activity) for activity in standing.plan.activities):
        return _arrived(standing)
    return Headline(
        where=_where(standing, audience),
        arrival=_arrival(standing),
        help=_help(standing, audience),
    )


def _where(standing: Standing, audience: Audience) -> str:
    plan, here = standing.plan, standing.place
    stage = plan.stages[here.stage_index].name if plan.stages else ""
    if plan.start_on is not None and plan.start_on > standing.on:
        return f"The start is on {day_of(plan.start_on, standing.on)}{stage and f', in {stage}'}."
    if here.week is None or here.weeks is None:
        count = f"step {here.step} of {here.steps}"
    elif here.week > here.weeks:
        count = f"week {here.week}, planned for {here.weeks}"
    else:
        count = f"week {here.week} of {here.weeks}"
    if audience == "vendor":
        return capital(f"{stage}, {count}." if stage else f"{count}.")
    if stage:
        return f"You are in {stage}, {count}."
    return f"You are {'at' if count.startswith('step') else 'in'} {count}."


def _arrival(standing: Standing) -> str:
    expected = standing.forecast
    day = expected.likely_on
    if day is None:
        weeks = ceil(standing.schedule.weeks)
        return f"There are no dates yet; the pace gives the route {counted(weeks, 'week')}."
    told = f"Arriving about {day_of(day, standing.on)}"
    if expected.agreed_on is None:
        told += "; the plan is not agreed yet"
    else:
        told += f", {_compared(standing, day, expected.agreed_on)}"
    renewal_on = standing.plan.account.renewal_on
    if expected.past_renewal and renewal_on:
        told += f"; the renewal is on {day_of(renewal_on, standing.on)}"
    return f"{told}."


def _compared(standing: Standing, day: date, agreed_on: date) -> str:
    days = ruler(standing.plan).calendar.between(agreed_on, day)
    if days == 0:
        return "as planned"
    return f"{length(abs(days), 'working day')} {'after' if days > 0 else 'before'} plan"


def _help(standing: Standing, audience: Audience) -> str:
    # Both sides get the same words. A step of "both" is in both figures, so these need not add up.
    expected = standing.forecast
    if expected.word is SlipWord.NO_DATES:
        return "With a first day, every step has its date."
    vendor = standing.plan.account.vendor or "the vendor"
    whose = {
        Side.CUSTOMER: "your" if audience == "customer" else "the customer’s",
        Side.VENDOR: owned(vendor) if audience == "customer" else "ours",
        Side.PARTNER: "the partner’s",
    }
    won = {side: expected.wins_back.get(side, 0) for side in whose}
    if any(won.values()):
        first, second, third = won.values()
        told = f"{capital(whose[Side.CUSTOMER])} open steps would win {figure(first, 'day')} back"
        told += f" at their planned length, {whose[Side.VENDOR]} {second}"
        told += f", {whose[Side.PARTNER]} {third}" if third else ""
        return f"{told}." if sum(map(bool, won.values())) == 1 else f"{told}; they need not add up."
    if expected.agreed_on is None:
        return "Once both sides agree on it, every day can be compared with the plan."
    if expected.slip_days is not None and expected.slip_days > 0:
        return "The open steps are at their planned length; new days can be agreed together."
    return "The open steps are at their planned length."


def _arrived(standing: Standing) -> Headline:
    plan, last = standing.plan, standing.forecast.finish_on
    words = [gain.word for gain in standing.value.gains]
    reached = words.count(OutcomeWord.ACHIEVED)
    steps = standing.place.steps
    done = "The one step is done." if steps == 1 else f"{part_of(steps, steps)} steps are done."
    arrival = done
    if last is not None:
        agreed_on = standing.forecast.agreed_on
        compared = f", {_compared(standing, last, agreed_on)}" if agreed_on else ""
        arrival = f"Arrived on {day_of(last, standing.on)}{compared}."
    if reached == len(words) or plan.state is PlanState.ACHIEVED:
        return Headline(
            where="Goal reached.", arrival=arrival, help="What comes next can be chosen."
        )
    told = told_of(reached, len(words), "measure", "at the goal")
    return Headline(where=done, arrival=arrival, help=f"{told}.")
