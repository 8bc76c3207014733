"""What lies ahead: risks, the next quarter's commitments by side, and where we should be then."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.forecast import SlipWord
from cspwidgets.journey.gain import expected_gain, expected_value
from cspwidgets.journey.progress import names_days
from cspwidgets.journey.review import OutcomeLine
from cspwidgets.journey.steps import is_open
from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.sides import LANES
from cspwidgets.plan.model import Activity, Outcome, Risk
from cspwidgets.plan.words import ActivityState, Visibility
from cspwidgets.reports.document import (
    Block,
    Cell,
    Column,
    Items,
    Paragraph,
    Section,
    Table,
)
from cspwidgets.reports.words import Words, side_tone

MOST_EACH = 5
MOST_HOLDING = 4

_HALTED = (ActivityState.WAITING, ActivityState.BLOCKED)
_SLIPPED = (SlipWord.BEHIND, SlipWord.OFF)


def risks(words: Words) -> Section:
    """What may stop the plan, as far as the reader may know it, and what holds others up."""
    open_risks = [risk for risk in words.facts.plan.risks if risk.closed_on is None]
    holding = tuple(_holding(words))
    blocks: list[Block] = []
    if open_risks:
        blocks.append(_table(words, open_risks))
    if holding:
        title = words.say("What others wait for")
        blocks.append(Items(id="holding", title=title, items=holding, about="holding"))
    if not blocks:
        told = words.say("No risk is written down, and no late step holds another up.")
        blocks.append(Paragraph(text=told))
    return Section(
        kind="risks",
        title=words.say("Risks"),
        blocks=tuple(blocks),
        notes=words.say("A risk is no reproach. Ask whether one is missing."),
    )


def next_quarter(words: Words) -> Section:
    """Who does what until the end of the next quarter, and what should be measured by then."""
    facts = words.facts
    day = words.day(facts.until)
    blocks: list[Block] = []
    if facts.next:
        blocks.append(Paragraph(text=_arrival(words)))
    for side in LANES:
        rows = [row for row in facts.next if row.side is side]
        if rows:
            blocks.append(_commitments(words, rows))
    if not facts.next:
        text = words.say("Nothing is due until {day}. What comes next can be chosen.", day=day)
        blocks.append(Paragraph(text=text))
    due = [row for line in facts.lines for row in _due(words, line)]
    if due:
        blocks.append(_measures(words, due, day))
    return Section(
        kind="next",
        title=words.say("Until {day}: who does what", day=day),
        blocks=tuple(blocks),
        notes=words.say("Read each line aloud with its owner and ask: does the day hold?"),
    )


def _table(words: Words, rows: list[Risk]) -> Table:
    columns = [
        Column(label=words.say("Risk"), width=0.38),
        Column(label=words.say("Since")),
        Column(label=words.say("Who")),
        Column(label=words.say("What is done about it"), width=0.32),
    ]
    return Table(
        id="risks",
        caption=words.say("Open risks, who looks after each, and what is done"),
        columns=tuple(columns),
        rows=tuple(_risk(words, risk) for risk in rows),
    )


def _risk(words: Words, risk: Risk) -> tuple[Cell, ...]:
    is_hidden = risk.visibility is Visibility.INTERNAL
    return (
        Cell(
            text=one_line(risk.name) or words.say("a risk without a name"),
            strong=True,
            note=words.say("internal") if is_hidden else "",
        ),
        Cell(text=words.short_day(risk.raised_on) if risk.raised_on else "–"),
        Cell(text=words.person(risk.owner) or words.say("nobody yet")),
        Cell(text=one_line(risk.mitigation) or words.say("nothing yet")),
    )


def _holding(words: Words) -> Iterator[Cell]:
    facts = words.facts
    waiting: dict[str, int] = {}
    for row in facts.plan.activities:
        if is_open(row):
            for name in set(row.after):
                waiting[name] = waiting.get(name, 0) + 1
    held = [row for row in facts.owed if waiting.get(row.id)]
    for row in held[:MOST_HOLDING]:
        count = waiting[row.id]
        yield Cell(
            text=words.title(row),
            note=words.plural(count, "{n:word} step waits for it", "{n:word} steps wait for it"),
            tone=side_tone(row.side),
        )


def _arrival(words: Words) -> str:
    expected = words.facts.now.forecast
    if expected.likely_on is None:
        return words.say("The plan goes by pace: what comes first is named first.")
    told = words.say(
        "At today’s pace the goal is reached about {day}", day=words.day(expected.likely_on)
    )
    if expected.safe_on and expected.safe_on > expected.likely_on:
        told = words.say("{told}, and safely by {day}", told=told, day=words.day(expected.safe_on))
    if expected.word in _SLIPPED and expected.agreed_on:
        agreed = words.day(expected.agreed_on)
        return words.say("{told}; {agreed} was agreed.", told=told, agreed=agreed)
    return f"{told}."


def _commitments(words: Words, rows: list[Activity]) -> Table:
    side = rows[0].side
    shown = rows[:MOST_EACH]
    more = len(rows) - len(shown)
    lines = [_commitment(words, row) for row in shown]
    if more:
        told = words.plural(more, "and {n:word} more", "and {n:word} more")
        lines.append((Cell(text=told, tone="soft"), Cell(text=""), Cell(text="")))
    return Table(
        id=f"next-{side.value}",
        title=words.side(side),
        caption=words.say("Next steps: {name}", name=words.side(side)),
        columns=(
            Column(label=words.say("Step"), width=0.46),
            Column(label=words.say("Who"), width=0.26),
            Column(label=words.say("When")),
        ),
        rows=tuple(lines),
    )


def _commitment(words: Words, row: Activity) -> tuple[Cell, ...]:
    facts = words.facts
    due_on = facts.now.schedule.slots[row.id].finish_on
    likely_on = facts.now.forecast.slots[row.id].finish_on
    note = ""
    if row.promised_on:
        note = words.say("promised")
    if due_on and likely_on and likely_on > due_on and names_days(facts.plan):
        note = words.say("likely {day}", day=words.short_day(likely_on))
    late: bool = words.is_late(row)
    return (
        Cell(text=words.title(row), strong=True, tone=side_tone(row.side)),
        Cell(text=words.person(row.owner)),
        Cell(text=words.when(row), note=note, tone="late" if late else ""),
    )


def _due(words: Words, line: OutcomeLine) -> Iterator[tuple[Cell, ...]]:
    outcome, facts = line.outcome, words.facts
    if line.gain.gain is not None and line.gain.gain >= 1:
        return
    due = expected_value(outcome, facts.plan.start_on, facts.until)
    share = expected_gain(outcome, due)
    if due is None or share is None:
        return
    yield (
        Cell(text=words.name(outcome), strong=True),
        Cell(text=words.amount(line.gain.current, outcome) or words.say("not measured")),
        Cell(text=words.amount(_rounded(due, outcome), outcome), strong=True),
        Cell(text=words.goal(outcome)),
    )


def _rounded(value: float, outcome: Outcome) -> float:
    # What is expected is no measurement: three digits are enough, but cents stay cents.
    is_money = len(outcome.unit) == 3 and outcome.unit.isupper()
    return value if is_money or abs(value) >= 1000 else float(f"{value:.3g}")


def _measures(words: Words, rows: list[tuple[Cell, ...]], day: str) -> Table:
    return Table(
        id="expected",
        title=words.say("What we should measure by then"),
        caption=words.say("Where each measure should be on {day}", day=day),
        columns=(
            Column(label=words.say("Measure"), width=0.4),
            Column(label=words.say("Now"), align="end"),
            Column(label=words.say("Expected then"), align="end"),
            Column(label=words.say("Goal"), align="end"),
        ),
        rows=tuple(rows),
    )
