"""A plan in a terminal of 80 columns: place, route, next steps, value, report card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.console import Console, Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from cspwidgets.journey.progress import next_steps
from cspwidgets.journey.standing import Standing, headline
from cspwidgets.journey.value import Gain
from cspwidgets.pictures.arrival import arrival_words, planned_words
from cspwidgets.pictures.pin import pin_words
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.value import amount, value_words
from cspwidgets.pictures.words import plain, stage_weeks
from cspwidgets.plan.labels import label
from cspwidgets.plan.model import Outcome
from cspwidgets.plan.words import Side, TouchPointKind
from cspwidgets.portfolio.book import AccountStanding

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
    plan = standing.plan
    title = Text(plan.account.name, style="bold")
    if plan.account.vendor:
        title.append(f"  with {plan.account.vendor}", style="dim")
    title.append(f"  as of {_day(standing.on)}", style="dim")
    told = headline(standing)
    lead = Text(told.where, style="bold")
    lead.append(f" {told.arrival}", style="not bold")
    lead.append(f" {told.help}", style="not bold dim")
    return Group(
        title,
        Text(plan.objective or "No objective yet.", style="bold blue"),
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
            _day(renewal) if renewal else "",
            str(len(line.findings)) if line.findings else "",
        )
    return table


def account_data(line: AccountStanding) -> dict[str, Any]:
    """One line of the book for programs."""
    standing, plan = line.standing, line.saved.plan
    forecast, place = standing.forecast, standing.place
    renewal = plan.account.renewal_on
    return {
        "account": plan.id,
        "name": plan.account.name,
        "revision": line.saved.revision,
        "changed_at": line.saved.changed_at.isoformat(),
        "letter": standing.card.letter,
        "points": standing.card.points,
        "stage": place.stage,
        "week": place.week,
        "weeks": place.weeks,
        "share": round(standing.share, 4),
        "slip": forecast.word.value,
        "slip_days": forecast.slip_days,
        "finish_on": forecast.finish_on.isoformat() if forecast.finish_on else None,
        "renewal_on": renewal.isoformat() if renewal else None,
        "value_a_year": standing.value.likely,
        "currency": standing.value.currency,
        "findings": [finding.code for finding in line.findings],
    }


def _route(standing: Standing) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(min_width=16, overflow="fold")
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    place = standing.place
    for index, stage in enumerate(standing.plan.stages):
        here = stage.id == place.stage
        walked = index < place.stage_index
        mark, style = ("●", "bold blue") if here else ("✓", "blue") if walked else ("○", "dim")
        said = Text(f"You are here, {pin_words(standing)}", style="bold blue")
        note = said if here else Text("" if walked else _until(stage.exit_criterion), style="dim")
        table.add_row(
            Text(mark, style=style), Text(stage.name, style=style), stage_weeks(stage), note
        )
    table.add_row("◆", "Goal", "", _goal(standing))
    return table


def _next(standing: Standing) -> Table:
    names = SideNames.of(standing.plan)
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    cells = []
    for side in (Side.CUSTOMER, Side.VENDOR):
        cell = Text(f"{names.possessive(side)} next three", style=f"bold {_SIDE_COLOURS[side]}")
        titles = {activity.id: activity for activity in standing.plan.activities}
        found = next_steps(standing.plan, standing.schedule, side, standing.on)
        for number, step in enumerate(found, 1):
            cell.append(f"\n{number} {titles[step.activity].title}", style="default not bold")
            late = "dark_orange" if step.late_days > 0 else "dim"
            cell.append(f"\n  {step.label}", style=f"{late} not bold")
        if not found:
            cell.append("\nNothing is open.", style="dim not bold")
        cells.append(cell)
    table.add_row(*cells)
    return table


def _value(standing: Standing) -> list[Any]:
    title = Text("Value so far", style="bold")
    title.append(f"  {value_words(standing)}", style="not bold dim")
    table = Table.grid(padding=(0, 1))
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(style="dim", overflow="fold")
    outcomes = {outcome.id: outcome for outcome in standing.plan.outcomes}
    for gain in standing.value.gains:
        outcome = outcomes[gain.outcome]
        table.add_row(outcome.name, _figure(gain.current, outcome), _meter(gain), _ends(outcome))
    if not standing.value.gains:
        table.add_row("No outcome yet: why did they buy?", "", "", "")
    return [title, table]


def _card(standing: Standing) -> list[Any]:
    card = standing.card
    title = Text("Report card  ", style="bold")
    title.append_text(_grade(standing))
    if card.since:
        kind = label(standing.plan, TouchPointKind(card.since.touch_point_kind)).lower()
        title.append(f"  since the {kind} of {_day(card.since.on)}", style="not bold dim")
    table = Table.grid(padding=(0, 1))
    table.add_column(width=2)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", style="dim")
    names = SideNames.of(standing.plan)
    words = {
        "customer_promises": f"Promises, {names.customer}",
        "vendor_promises": f"Promises, {names.vendor}",
    }
    for subject in card.subjects:
        points = "" if subject.points is None else plain(subject.points)
        table.add_row(
            Text(subject.letter or "–", style=_LETTER_COLOURS.get(subject.letter or "", "dim")),
            words.get(subject.key, subject.key.capitalize()),
            points,
            _change(subject.change),
            escape(subject.why),
        )
    return [title, table]


def _grade(standing: Standing) -> Text:
    card = standing.card
    if card.letter is None:
        return Text("–", style="dim")
    points = "" if card.points is None else f" {plain(card.points)}"
    return Text(f"{card.letter}{points}", style=_LETTER_COLOURS[card.letter])


def _change(change: float | None) -> str:
    if change is None:
        return ""
    if change == 0:
        return "same"
    return f"▲ {plain(change)}" if change > 0 else f"▼ {plain(-change)}"


def _arrival(standing: Standing) -> str:
    forecast = standing.forecast
    if forecast.likely_on is None:
        return ""
    slip = forecast.slip_days
    return _day(forecast.likely_on) + (f"\n{slip:+d} days" if slip else "")


def _goal(standing: Standing) -> str:
    words = [text for _, text in arrival_words(standing)]
    return ", ".join([*words[:1], planned_words(standing), *words[1:]])


def _until(criterion: str) -> str:
    return f"until {criterion}" if criterion else ""


def _figure(value: float | None, outcome: Outcome) -> str:
    return "–" if value is None else "".join(amount(value, outcome.unit))


def _meter(gain: Gain) -> Text:
    share = min(max(gain.gain or 0.0, 0.0), 1.0)
    full = round(share * BAR)
    text = Text("━" * full, style="cyan")
    text.append("┄" * (BAR - full), style="bright_black")
    return text


def _ends(outcome: Outcome) -> str:
    start, goal = _figure(outcome.baseline, outcome), _figure(outcome.target, outcome)
    return f"{start} at start, goal {goal}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


__all__ = ["account_data", "accounts_table", "plan_page", "terminal"]
