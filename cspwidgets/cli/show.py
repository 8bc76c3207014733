"""A plan in a terminal of 80 columns: place, route, next steps, value, report card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console, Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from cspwidgets.journey.bookline import line_data
from cspwidgets.journey.progress import next_steps
from cspwidgets.journey.standing import Standing, headline
from cspwidgets.journey.value import Gain
from cspwidgets.language import Language
from cspwidgets.pictures.arrival import arrival_words, planned_words
from cspwidgets.pictures.nextsteps import heading
from cspwidgets.pictures.pin import pin_words
from cspwidgets.pictures.reportcard import SUBJECTS, beside
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.value import value_words
from cspwidgets.pictures.words import exit_words, since_touch_point, stage_weeks
from cspwidgets.plan.model import Outcome
from cspwidgets.plan.words import Side
from cspwidgets.portfolio.grading import AccountStanding

WIDEST = 100
BAR = 12

_SIDE_COLOURS = {Side.CUSTOMER: "cyan", Side.VENDOR: "magenta"}
_LETTER_COLOURS = {
    "A": "green",
    "B": "green",
    "C": "yellow",
    "D": "dark_orange",
    "E": "dark_orange",
}


def terminal() -> Console:
    """The terminal, or 80 columns where there is none."""
    console = Console(highlight=False)
    console.width = min(console.width, WIDEST)
    return console


def plan_page(standing: Standing) -> Group:
    """One plan, in the order of the ten-second test."""
    plan, language = standing.plan, standing.language
    title = Text(plan.account.name, style="bold")
    if plan.account.vendor:
        told = language.say("with {vendor}", vendor=plan.account.vendor)
        title.append(f"  {told}", style="dim")
    told = language.say("as of {day}", day=language.short_day(standing.on))
    title.append(f"  {told}", style="dim")
    said = headline(standing)
    lead = Text(said.where, style="bold")
    lead.append(f" {said.arrival}", style="not bold")
    lead.append(f" {said.help}", style="not bold dim")
    return Group(
        title,
        Text(plan.objective or language.say("No objective yet."), style="bold blue"),
        Text(),
        lead,
        Text(),
        _route(standing),
        Text(),
        _next(standing),
        Text(),
        *_value(standing),
        Text(),
        *_card(standing),
    )


def accounts_table(lines: Sequence[AccountStanding]) -> Table:
    """The book as a table, in the order given."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("Account", overflow="fold", min_width=14)
    table.add_column("Card")
    table.add_column("Where", overflow="fold")
    table.add_column("Arrives", no_wrap=True)
    table.add_column("Renewal", no_wrap=True)
    table.add_column("Look", justify="right")
    for line in lines:
        standing, plan = line.standing, line.saved.plan
        name = Text(plan.account.name)
        name.append(f"\n{plan.id}", style="dim")
        renewal = plan.account.renewal_on
        table.add_row(
            name,
            _grade(standing),
            headline(standing, "vendor").where,
            _arrival(standing),
            standing.language.short_day(renewal) if renewal else "",
            str(len(line.findings)) if line.findings else "",
        )
    return table


def account_data(line: AccountStanding) -> dict[str, Any]:
    """One line of the book for programs."""
    standing, plan = line.standing, line.saved.plan
    place = standing.place
    return {
        "account": plan.id,
        "name": plan.account.name,
        "revision": line.saved.revision,
        "changed_at": line.saved.changed_at.isoformat(),
        "stage": place.stage,
        "week": place.week,
        "weeks": place.weeks,
        "share": round(standing.share, 4),
        **line_data(line.line),
    }


def _route(standing: Standing) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(min_width=16, overflow="fold")
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    place, language = standing.place, standing.language
    for index, stage in enumerate(standing.plan.stages):
        here = stage.id == place.stage
        walked = index < place.stage_index
        mark, style = ("●", "bold blue") if here else ("✓", "blue") if walked else ("○", "dim")
        said = Text(f"{language.say('You are here')}, {pin_words(standing)}", style="bold blue")
        until = "" if walked else _until(language, stage.exit_criterion)
        note = said if here else Text(until, style="dim")
        if by_data := exit_words(standing, stage):
            note.append(f"\n{by_data}" if note else by_data, style="not bold dim default")
        table.add_row(
            Text(mark, style=style),
            Text(stage.name, style=style),
            stage_weeks(stage, language),
            note,
        )
    table.add_row("◆", language.say("Goal"), "", _goal(standing))
    return table


def _next(standing: Standing) -> Table:
    language = standing.language
    names = SideNames.of(standing.plan, language)
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    cells = []
    for side in (Side.CUSTOMER, Side.VENDOR):
        cell = Text(heading(names, side, 3), style=f"bold {_SIDE_COLOURS[side]}")
        titles = {activity.id: activity for activity in standing.plan.activities}
        found = next_steps(standing.plan, standing.schedule, side, standing.on, language=language)
        for number, step in enumerate(found, 1):
            cell.append(f"\n{number} {titles[step.activity].title}", style="default not bold")
            late = "dark_orange" if step.late_days > 0 else "dim"
            cell.append(f"\n  {step.label}", style=f"{late} not bold")
        if not found:
            nothing = language.say("Nothing is open.")
            cell.append(f"\n{nothing}", style="dim not bold")
        cells.append(cell)
    table.add_row(*cells)
    return table


def _value(standing: Standing) -> list[Any]:
    language = standing.language
    title = Text(language.say("Value so far"), style="bold")
    title.append(f"  {value_words(standing)}", style="not bold dim")
    table = Table.grid(padding=(0, 1))
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(style="dim", overflow="fold")
    outcomes = {outcome.id: outcome for outcome in standing.plan.outcomes}
    for gain in standing.value.gains:
        outcome = outcomes[gain.outcome]
        now = _figure(language, gain.current, outcome)
        table.add_row(outcome.name, now, _meter(gain), _ends(language, outcome))
    if not standing.value.gains:
        table.add_row(language.say("No outcome yet: why did they buy?"), "", "", "")
    return [title, table]


def _card(standing: Standing) -> list[Any]:
    card, language = standing.card, standing.language
    title = Text(f"{language.say('Report card')}  ", style="bold")
    title.append_text(_grade(standing))
    if card.since:
        since = language.say(
            "since {kind} of {day}",
            kind=since_touch_point(card.since.touch_point_kind, language),
            day=language.short_day(card.since.on),
        )
        title.append(f"  {since}", style="not bold dim")
    table = Table.grid(padding=(0, 1))
    table.add_column(width=2)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", style="dim")
    names = SideNames.of(standing.plan, language)
    words = {
        **{key: language.say(name) for key, name in SUBJECTS.items()},
        "customer_promises": language.say("Promises, {name}", name=names.customer),
        "vendor_promises": language.say("Promises, {name}", name=names.vendor),
    }
    for subject in card.subjects:
        points = "" if subject.points is None else language.number(subject.points)
        table.add_row(
            Text(subject.letter or "–", style=_LETTER_COLOURS.get(subject.letter or "", "dim")),
            words[subject.key],
            points,
            _change(language, subject.change),
            escape(subject.why),
        )
    return [title, table, *(Text(said, style="dim") for said in beside(standing))]


def _grade(standing: Standing) -> Text:
    card = standing.card
    if card.letter is None:
        return Text("–", style="dim")
    points = "" if card.points is None else f" {standing.language.number(card.points)}"
    return Text(f"{card.letter}{points}", style=_LETTER_COLOURS[card.letter])


def _change(language: Language, change: float | None) -> str:
    if change is None:
        return ""
    if change == 0:
        return language.say("same")
    return f"{'▲' if change > 0 else '▼'} {language.number(abs(change))}"


def _arrival(standing: Standing) -> str:
    forecast = standing.forecast
    if forecast.likely_on is None:
        return ""
    slip = forecast.slip_days
    day = standing.language.short_day(forecast.likely_on)
    return day + (f"\n{slip:+d} days" if slip else "")


def _goal(standing: Standing) -> str:
    words = [text for _, text in arrival_words(standing)]
    return ", ".join([*words[:1], planned_words(standing), *words[1:]])


def _until(language: Language, criterion: str) -> str:
    return language.say("until {what}", what=criterion) if criterion else ""


def _figure(language: Language, value: float | None, outcome: Outcome) -> str:
    return "–" if value is None else "".join(language.amount(value, outcome.unit))


def _meter(gain: Gain) -> Text:
    share = min(max(gain.gain or 0.0, 0.0), 1.0)
    full = round(share * BAR)
    text = Text("━" * full, style="cyan")
    text.append("┄" * (BAR - full), style="bright_black")
    return text


def _ends(language: Language, outcome: Outcome) -> str:
    start = _figure(language, outcome.baseline, outcome)
    goal = _figure(language, outcome.target, outcome)
    return language.say("{start} at start, goal {goal}", start=start, goal=goal)


__all__ = ["account_data", "accounts_table", "plan_page", "terminal"]
