"""Decisions that are asked for, as sentences: what it is about, and by when."""

from __future__ import annotations

from cspwidgets.journey.calendar import DAYS_A_WEEK
from cspwidgets.journey.progress import names_days
from cspwidgets.journey.review import Facts, OutcomeLine
from cspwidgets.journey.reviewasks import Ask
from cspwidgets.journey.schedule import ruler
from cspwidgets.journey.sentences import quoted
from cspwidgets.pictures.markup import one_line, short
from cspwidgets.plan.model import Activity


def ask_words(facts: Facts, ask: Ask) -> str:
    """One decision, in the language of the facts."""
    if ask.step is not None:
        return _step_ask(facts, ask, ask.step)
    if ask.line is not None:
        return _outcome_ask(facts, ask.kind, ask.line)
    language, on = facts.now.language, facts.on
    day = language.day(ask.day, on) if ask.day else ""
    if ask.kind == "finish" and ask.agreed_on is not None:
        agreed = language.day(ask.agreed_on, on)
        return language.say(
            "Decide whether {day} can be the new finish; {agreed} was agreed.",
            day=day, agreed=agreed,
        )  # fmt: skip
    if ask.kind == "agree":
        return language.say(
            "Decide whether to agree on this plan, with a finish about {day}.", day=day
        )
    if ask.kind == "start":
        return language.say("Decide on the first day; with it every step has its date.")
    if ask.kind == "objective":
        return language.say("Decide on one objective, in one sentence and in your own words.")
    if ask.kind == "next_objective":
        return language.say("Decide what comes next: the next objective, and its first measure.")
    return language.say("Decide on the first three steps, and who takes them.")


def _step_ask(facts: Facts, ask: Ask, step: Activity) -> str:
    language = facts.now.language
    name = one_line(step.title) or language.say("a step without a name")
    title, waiting_on = quoted(language, short(name)), short(one_line(step.waiting_on))
    if ask.kind == "waiting" and waiting_on:
        return language.say(
            "Decide who clears the way for {title}, which waits for {reason}.",
            title=title, reason=waiting_on,
        )  # fmt: skip
    if ask.kind == "waiting":
        return language.say(
            "Decide who clears the way for {title}, which has to wait.", title=title
        )
    when = planned_for(facts, step)
    if ask.kind == "late":
        return language.say(
            "Decide by when {title} will be done; it was planned for {when}.",
            title=title, when=when,
        )  # fmt: skip
    return language.say("Confirm that {title} is done by {when}.", title=title, when=when)


def _outcome_ask(facts: Facts, kind: str, line: OutcomeLine) -> str:
    language, outcome = facts.now.language, line.outcome
    named = one_line(outcome.name) or language.say("a measure without a name")
    name = quoted(language, short(named))
    if kind == "target":
        if outcome.target is None:
            return language.say("Decide on a goal for {name}, and by when.", name=name)
        return language.say("Decide by when {name} should reach its goal.", name=name)
    if kind == "measure":
        return language.say("Decide who measures {name}, and how often.", name=name)
    money = language.money(line.gain.money_a_year or 0.0, facts.now.value.currency)
    return language.say(
        "Decide who measures {name} and signs for it: {money} a year rests on an estimate.",
        name=name, money=money,
    )  # fmt: skip


def planned_for(facts: Facts, row: Activity) -> str:
    """The day that a step with a due day is planned for; its week where the plan names no days."""
    now, language = facts.now, facts.now.language
    due_on = now.schedule.slots[row.id].finish_on
    if due_on is None or names_days(now.plan):
        return language.day(due_on, facts.on) if due_on else ""
    week = max(ruler(now.plan).morning(due_on), 0) // DAYS_A_WEEK + 1
    return language.say("week {n}", n=week)
