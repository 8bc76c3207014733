"""Where a plan stands on a day: everything a picture needs, and three sentences that say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal

from cspwidgets.journey.changes import since
from cspwidgets.journey.criteria import Criterion, criteria
from cspwidgets.journey.forecast import Forecast, SlipWord, forecast
from cspwidgets.journey.parts import MEASURES_AT_GOAL, STEPS_ARE_DONE, part_of
from cspwidgets.journey.progress import Place, place, route_share
from cspwidgets.journey.reportcard import ReportCard, grade
from cspwidgets.journey.schedule import Schedule, ruler, schedule
from cspwidgets.journey.sentences import capital, working_length
from cspwidgets.journey.steps import is_open
from cspwidgets.journey.value import OutcomeWord, Value, assess
from cspwidgets.language import ENGLISH, Language
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
    criteria: tuple[Criterion, ...] = ()
    language: Language = ENGLISH

    def criterion(self, stage: str) -> Criterion | None:
        """What data says of a stage's exit criterion; none where that is not tied to a measure."""
        return next((each for each in self.criteria if each.stage == stage), None)


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
    card = grade(
        plan,
        on,
        schedule=planned,
        forecast=projected,
        value=value,
        share=share,
        language=language,
    )
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
        criteria=criteria(plan, on),
        language=language,
    )


def headline(standing: Standing, audience: Audience = "customer") -> Headline:
    """Say where a plan stands, to the customer ("You are in …") or to the vendor's own people."""
    say = standing.language.say
    if standing.place.steps == 0:
        return Headline(
            where=say("The plan has no steps yet."),
            arrival=say("There is no arrival to tell yet."),
            help=say("Its first steps will give it a route."),
        )
    if not any(is_open(activity) for activity in standing.plan.activities):
        return _arrived(standing)
    return Headline(
        where=_where(standing, audience),
        arrival=_arrival(standing),
        help=_help(standing, audience),
    )


def _where(standing: Standing, audience: Audience) -> str:
    plan, here, language = standing.plan, standing.place, standing.language
    stage = plan.stages[here.stage_index].name if plan.stages else ""
    if plan.start_on is not None and plan.start_on > standing.on:
        day = language.day(plan.start_on, standing.on)
        if stage:
            return language.say("The start is on {day}, in {stage}.", day=day, stage=stage)
        return language.say("The start is on {day}.", day=day)
    is_by_steps = here.week is None or here.weeks is None
    if is_by_steps:
        count = language.say("step {n} of {m}", n=here.step, m=here.steps)
    elif (here.week or 0) > (here.weeks or 0):
        count = language.say("week {n}, planned for {m}", n=here.week, m=here.weeks)
    else:
        count = language.say("week {n} of {m}", n=here.week, m=here.weeks)
    if audience == "vendor":
        return capital(f"{stage}, {count}." if stage else f"{count}.")
    if stage:
        return language.say("You are in {stage}, {count}.", stage=stage, count=count)
    return language.say(
        "You are at {count}." if is_by_steps else "You are in {count}.", count=count
    )


def _arrival(standing: Standing) -> str:
    expected, language = standing.forecast, standing.language
    day = expected.likely_on
    if day is None:
        return language.plural(
            ceil(standing.schedule.weeks),
            "There are no dates yet; the pace gives the route one week.",
            "There are no dates yet; the pace gives the route {n:word} weeks.",
        )
    told = language.say("Arriving about {day}", day=language.day(day, standing.on))
    if expected.agreed_on is None:
        told = language.say("{told}; the plan is not agreed yet", told=told)
    else:
        told = _compared(standing, told, day, expected.agreed_on)
    renewal_on = standing.plan.account.renewal_on
    if expected.past_renewal and renewal_on:
        renewal = language.day(renewal_on, standing.on)
        told = language.say("{told}; the renewal is on {day}", told=told, day=renewal)
    return f"{told}."


def _compared(standing: Standing, told: str, day: date, agreed_on: date) -> str:
    language = standing.language
    days = ruler(standing.plan).calendar.between(agreed_on, day)
    if days == 0:
        return language.say("{told}, as planned", told=told)
    long = working_length(language, abs(days))
    if days > 0:
        return language.say("{told}, {length} after plan", told=told, length=long)
    return language.say("{told}, {length} before plan", told=told, length=long)


def _help(standing: Standing, audience: Audience) -> str:
    # Both sides get the same words.
    expected, say = standing.forecast, standing.language.say
    if expected.word is SlipWord.NO_DATES:
        return say("With a first day, every step has its date.")
    if any(expected.wins_back.values()):
        return _won_back(standing, audience)
    if expected.agreed_on is None:
        return say("Once both sides agree on it, every day can be compared with the plan.")
    if expected.slip_days is not None and expected.slip_days > 0:
        return say("The open steps are at their planned length; new days can be agreed together.")
    return say("The open steps are at their planned length.")


def _won_back(standing: Standing, audience: Audience) -> str:
    # A step of "both" is in two of the figures, so these need not add up.
    language, won = standing.language, standing.forecast.wins_back
    first, second, third = (won.get(side, 0) for side in (Side.CUSTOMER, Side.VENDOR, Side.PARTNER))
    if audience == "customer":
        told = language.plural(
            first,
            "Your open steps would win {n} day back at their planned length",
            "Your open steps would win {n} days back at their planned length",
        )
        vendor = standing.plan.account.vendor or language.say("the vendor")
        told = language.say("{told}, {vendor}’s {n}", told=told, vendor=vendor, n=second)
    else:
        told = language.plural(
            first,
            "The customer’s open steps would win {n} day back at their planned length",
            "The customer’s open steps would win {n} days back at their planned length",
        )
        told = language.say("{told}, ours {n}", told=told, n=second)
    if third:
        told = language.say("{told}, the partner’s {n}", told=told, n=third)
    if sum(map(bool, (first, second, third))) > 1:
        told = language.say("{told}; they need not add up", told=told)
    return f"{told}."


def _arrived(standing: Standing) -> Headline:
    plan, last, language = standing.plan, standing.forecast.finish_on, standing.language
    words = [gain.word for gain in standing.value.gains]
    reached = words.count(OutcomeWord.ACHIEVED)
    steps = standing.place.steps
    done = f"{part_of(language, steps, steps, STEPS_ARE_DONE)}."
    arrival = done
    if last is not None:
        agreed_on = standing.forecast.agreed_on
        told = language.say("Arrived on {day}", day=language.day(last, standing.on))
        told = _compared(standing, told, last, agreed_on) if agreed_on else told
        arrival = f"{told}."
    if reached == len(words) or plan.state is PlanState.ACHIEVED:
        return Headline(
            where=language.say("Goal reached."),
            arrival=arrival,
            help=language.say("What comes next can be chosen."),
        )
    told = part_of(language, reached, len(words), MEASURES_AT_GOAL)
    return Headline(where=done, arrival=arrival, help=f"{told}.")
