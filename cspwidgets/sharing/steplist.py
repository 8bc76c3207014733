"""Every step of the plan by stage: what a reader filters ("mine", "this month", "late") and opens.

All is in the page: a script only hides what does not match. Without one, everything is shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from cspwidgets.journey.progress import NextStep, next_steps
from cspwidgets.journey.sentences import small
from cspwidgets.journey.standing import Standing
from cspwidgets.journey.steps import is_live, is_open
from cspwidgets.language import Language
from cspwidgets.pictures.lanes import look
from cspwidgets.pictures.markup import bdi, esc, openable
from cspwidgets.pictures.road import stage_state
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.words import exit_words, stage_weeks, steps_done
from cspwidgets.plan.labels import STATE_LABELS
from cspwidgets.plan.model import Activity, Stage
from cspwidgets.plan.words import ActivityKind, ActivityState, Side, Visibility

_OPENED_AT_MOST = 60
_HALTED = (ActivityState.WAITING, ActivityState.BLOCKED)


def step_list(standing: Standing, names: SideNames) -> str:
    """The steps that the customer may know, by stage, below the filters."""
    plan, language = standing.plan, standing.language
    steps = [row for row in plan.activities if row.visibility is Visibility.SHARED]
    if not steps:
        return ""
    told = _Told(standing, names)
    known = {stage.id for stage in plan.stages}
    stages = [
        _stage(told, stage, place, rows)
        for place, stage in enumerate(plan.stages)
        if (rows := [row for row in steps if row.stage == stage.id])
    ]
    if strays := [row for row in steps if row.stage not in known]:
        stages.append(f"<ul>{''.join(map(told.item, strays))}</ul>")
    live = [row for row in steps if is_live(row)]
    done = steps_done(language, sum(not is_open(row) for row in live), len(live))
    return (
        f'<section class="csp-steps csp-card"><h2>{esc(language.say("Every step"))} '
        f"<small>{esc(done)}</small></h2>{_filters(standing, steps)}{''.join(stages)}</section>"
    )


class _Told:
    """What is said of each step."""

    def __init__(self, standing: Standing, names: SideNames) -> None:
        self.standing = standing
        self.names = names
        self.people = {person.id: person.name for person in standing.plan.people}
        self.outcomes = {row.id: row.name for row in standing.plan.outcomes}
        self.due = _due(standing)

    def item(self, row: Activity) -> str:
        """One step: its state, its title, who and when, and what there is to open."""
        state = self.standing.language.say(STATE_LABELS[row.state])
        owner = self.people.get(row.owner, row.owner)
        who = bdi(self.names.name(row.side)) + (f", {bdi(owner)}" if owner else "")
        due = self.due.get(row.id)
        late = ' class="csp-late"' if due and due.late_days else ""
        line = (
            f'<i class="csp-mark-{look(row)} {row.side.value}">'
            f'<span class="csp-hidden">{esc(state)}</span></i><b>{bdi(row.title)}</b>'
            f"<span>{who}</span><time{late}>{esc(self.when(row))}</time>"
        )
        more = "".join(f"<p>{words}</p>" for words in self.more(row))
        body = f"<div>{line}</div>"
        if more:
            body = f"<details><summary>{line}</summary><div>{more}</div></details>"
        kind = "skipped" if row.state is ActivityState.SKIPPED else look(row)
        return f'<li class="{kind}" id="step-{esc(row.id)}"{self.facts(row)}>{body}</li>'

    def when(self, row: Activity) -> str:
        """When a step is due, or when it was done."""
        language, on = self.standing.language, self.standing.on
        if row.id in self.due:
            return self.due[row.id].label
        if row.state is ActivityState.DONE and row.finished_on:
            return language.say("done {day}", day=language.short_day(row.finished_on, on))
        if row.kind is ActivityKind.CADENCE and row.state is not ActivityState.DONE:
            return language.say("regularly")
        return small(language.say(STATE_LABELS[row.state]))

    def more(self, row: Activity) -> Iterable[str]:
        """What a step opens to: why it waits, how others did it, what it serves, where to read."""
        language = self.standing.language
        if row.state in _HALTED and row.waiting_on:
            reason = bdi(self.people.get(row.waiting_on, row.waiting_on))
            is_waiting = row.state is ActivityState.WAITING
            text = language.say(
                "waiting on {what}" if is_waiting else "blocked on {what}", what=reason
            )
            yield f'<span class="csp-late">{text}</span>'
        if row.advice:
            yield language.say("How others did it: {advice}", advice=bdi(row.advice))
        serves = [bdi(self.outcomes[name]) for name in row.serves if name in self.outcomes]
        if serves:
            yield language.say("For: {outcomes}", outcomes=", ".join(serves))
        if link := openable(row.link):
            said = esc(language.say("Read more"))
            yield (
                f'<a href="{esc(link)}" target="_blank" rel="noopener noreferrer">{said}'
                f'<span class="csp-hidden">: {bdi(row.title)}</span></a>'
            )

    def facts(self, row: Activity) -> str:
        """What the filters go by."""
        facts = [f' data-row="{esc(row.id)}" data-side="{row.side.value}"']
        if row.owner:
            facts.append(f' data-owner="{esc(row.owner)}"')
        due = self.due.get(row.id)
        day, on = due.due_on if due else row.finished_on, self.standing.on
        if day and (day.year, day.month) == (on.year, on.month):
            facts.append(" data-month")
        if due and due.late_days:
            facts.append(" data-late")
        return "".join(facts)


def _due(standing: Standing) -> dict[str, NextStep]:
    # Each open step with when, in the words of the lists of next steps.
    plan, everything = standing.plan, len(standing.plan.activities)
    return {
        step.activity: step
        for side in (Side.CUSTOMER, Side.VENDOR, Side.PARTNER)
        for step in next_steps(
            plan, standing.schedule, side, standing.on, everything, language=standing.language
        )
    }


def _stage(told: _Told, stage: Stage, place: int, rows: list[Activity]) -> str:
    standing, language = told.standing, told.standing.language
    state = stage_state(standing, stage, place)
    live = [row for row in rows if is_live(row)]
    done = steps_done(language, sum(not is_open(row) for row in live), len(live))
    words = [stage_weeks(stage, language), *([done] if live else [])]
    said = [exit_words(standing, stage, write=bdi)]
    if stage.exit_criterion:
        said.insert(0, language.say("until {what}", what=bdi(stage.exit_criterion)))
    until = "".join(f'<p class="csp-soft">{line}</p>' for line in said if line)
    is_short = len(standing.plan.activities) <= _OPENED_AT_MOST
    opened = " open" if state == "now" or (state == "passed" and is_short) else ""
    return (
        f'<details class="csp-stage {state}"{opened}><summary><h3>{bdi(stage.name)}</h3>'
        f"<span>{esc(' · '.join(words))}</span></summary>{until}"
        f"<ul>{''.join(map(told.item, rows))}</ul></details>"
    )


def _filters(standing: Standing, steps: list[Activity]) -> str:
    language = standing.language
    month = language.months[standing.on.month - 1]
    chips = {
        "mine": language.say("Mine"),
        "month": language.say("This month ({month})", month=month),
        "late": language.say("Late"),
    }
    buttons = "".join(
        f'<button type="button" aria-pressed="false" data-filter="{name}">{esc(words)}</button>'
        for name, words in chips.items()
    )
    shown = esc(language.say("{shown} of {all} shown", shown="#", all="##"))
    return (
        f'<div class="csp-filters" role="group" aria-label="{esc(language.say("Show only"))}" '
        f"hidden>{buttons}{_readers(standing, language, steps)}"
        f'<p role="status" data-shown="{shown}"></p></div>'
    )


def _readers(standing: Standing, language: Language, steps: list[Activity]) -> str:
    # Who "mine" can mean: everybody of the customer who has a step.
    owners = {row.owner for row in steps}
    found = [
        person
        for person in standing.plan.people
        if person.side is Side.CUSTOMER and person.id in owners
    ]
    everybody = standing.plan.account.name or language.say("Customer")
    options = "".join(
        f'<option value="{esc(person.id)}">{esc(person.name)}</option>' for person in found
    )
    return (
        f'<select aria-label="{esc(language.say("Who you are"))}" hidden>'
        f'<option value="">{esc(language.say("All of {name}", name=everybody))}</option>'
        f"{options}</select>"
    )
