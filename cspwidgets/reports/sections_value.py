"""The value against the reason for buying: each outcome's way, and money with its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.review import OutcomeLine
from cspwidgets.journey.sentences import capital
from cspwidgets.language.language import to_say
from cspwidgets.pictures.markup import one_line
from cspwidgets.plan.words import Evidence
from cspwidgets.reports.charts import lead_chart, way_chart
from cspwidgets.reports.document import Block, Cell, Column, Paragraph, Section, Table
from cspwidgets.reports.words import Words, outcome_tone

EVIDENCE = to_say(
    {
        Evidence.A: "measured by you and signed",
        Evidence.B: "measured in the product",
        Evidence.C: "your estimate",
        Evidence.D: "a benchmark",
    }
)
EVIDENCE_INSIDE = to_say(
    {
        Evidence.A: "measured by the customer and signed",
        Evidence.B: "measured in the product",
        Evidence.C: "the customer’s estimate",
        Evidence.D: "a benchmark",
    }
)


def value(words: Words) -> Section:
    """The section on value."""
    lines = words.facts.lines
    title = words.say("Value against the reason for buying")
    if not lines:
        told = words.say(
            "No measure is agreed yet. The first one makes the value visible: "
            "what should change, from which figure to which, and by when."
        )
        return Section(kind="value", title=title, blocks=(Paragraph(text=told),))
    blocks: list[Block] = [Paragraph(text=" ".join(money_sentences(words)))]
    blocks.append(_ways(words))
    if any(line.gain.gain is not None for line in lines):
        blocks.append(way_chart(words))
    blocks.extend(lead_chart(words))
    if any(line.gain.money_a_year is not None for line in lines):
        blocks.append(_money(words))
    return Section(kind="value", title=title, blocks=tuple(blocks), notes=_notes(words))


def money_sentences(words: Words) -> Iterator[str]:
    """What it is worth, how sure that is, and what is not counted."""
    value = words.facts.now.value
    if not any(gain.money_a_year is not None for gain in value.gains):
        yield words.say("No money is reckoned: no measure says yet what one unit of it is worth.")
        return
    if value.likely < 0:
        lost = words.money(-value.likely)
        yield words.say(
            "The measures stand worse than at the start, by {money} a year.", money=lost
        )
    elif value.likely == 0 and value.high == 0:
        yield words.say("At today’s rate nothing can be counted yet.")
    else:
        low, high = words.money(value.low), words.money(value.high)
        told = words.say("Likely {money} a year at today’s rate", money=words.money(value.likely))
        if low != high:
            told = words.say("{told}, between {low} and {high}", told=told, low=low, high=high)
        yield f"{told}."
    if value.since_start:
        yield words.say("Since the start it sums to {money}.", money=words.money(value.since_start))
    yield from _sureness(words)
    if value.potential > 0:
        money = words.money(value.potential)
        yield words.say("Another {money} a year is possible and not counted.", money=money)


def _sureness(words: Words) -> Iterator[str]:
    value = words.facts.now.value
    signed, measured = value.signed_share, value.measured_share
    if signed > 0:
        share = words.language.percent(signed)
        if words.is_internal:
            yield words.say("{share} of it is measured and signed by the customer.", share=share)
        else:
            yield words.say("{share} of it is measured and signed by you.", share=share)
    elif measured > 0:
        share = words.language.percent(measured)
        yield words.say("{share} of it is measured.", share=share)
    elif value.likely > 0:
        yield words.say("It rests on estimates so far.")


def evidence_words(words: Words, evidence: Evidence | None) -> str:
    """How well a figure is shown: "A: measured by you and signed"."""
    if evidence is None:
        return words.say("not said")
    said = (EVIDENCE_INSIDE if words.is_internal else EVIDENCE)[evidence]
    return f"{evidence.value}: {words.say(said)}"


def _ways(words: Words) -> Table:
    has_before = words.facts.before is not None
    columns = [
        Column(label=words.say("Measure"), width=0.3),
        Column(label=words.say("At the start"), align="end"),
        Column(label=words.say("Now"), align="end"),
        Column(label=words.say("Goal"), align="end"),
        Column(label=words.say("Of the way"), align="end"),
        Column(label=words.say("State")),
    ]
    if has_before:
        columns.insert(2, Column(label=capital(words.before_label()), align="end"))
    return Table(
        id="outcomes",
        caption=words.say("Each measure from its start to its goal"),
        columns=tuple(columns),
        rows=tuple(_way(words, line, has_before=has_before) for line in words.facts.lines),
    )


def _way(words: Words, line: OutcomeLine, *, has_before: bool) -> tuple[Cell, ...]:
    outcome, gain = line.outcome, line.gain
    by = words.say("by {day}", day=words.short_day(outcome.by)) if outcome.by else ""
    now = words.amount(gain.current, outcome) or words.say("not measured")
    way = "–" if gain.gain is None else words.way(gain.gain)
    expected = ""
    if gain.expected is not None and gain.gain is not None:
        expected = words.say("{share} expected", share=words.language.percent(gain.expected))
    cells = [
        Cell(text=words.name(outcome), strong=True),
        Cell(text=words.amount(outcome.baseline, outcome) or "–"),
        Cell(text=now, strong=True),
        Cell(text=words.goal(outcome) or words.say("no goal yet"), note=by),
        Cell(text=way, note=expected),
        Cell(text=words.outcome_word(gain.word), tone=outcome_tone(gain.word)),
    ]
    if has_before:
        cells.insert(2, Cell(text=words.amount(line.value_before, outcome) or "–"))
    return tuple(cells)


def _money(words: Words) -> Table:
    rows = [
        _money_row(words, line) for line in words.facts.lines if line.gain.money_a_year is not None
    ]
    total = words.money(words.facts.now.value.likely)
    rows.append(
        (
            Cell(text=words.say("Likely, together"), strong=True),
            Cell(text=""),
            Cell(text=""),
            Cell(text=""),
            Cell(text=total, strong=True),
        )
    )
    return Table(
        id="money",
        title=words.say("What it is worth in a year"),
        caption=words.say("The money of each measure, its evidence, and how much of it counts"),
        columns=(
            Column(label=words.say("Measure"), width=0.3),
            Column(label=words.say("As measured"), align="end"),
            Column(label=words.say("Evidence"), width=0.28),
            Column(label=words.say("Counts"), align="end"),
            Column(label=words.say("Counted"), align="end"),
        ),
        rows=tuple(rows),
    )


def _money_row(words: Words, line: OutcomeLine) -> tuple[Cell, ...]:
    outcome, money = line.outcome, line.gain.money_a_year or 0.0
    factor = counted_share(words, outcome.evidence, money)
    return (
        Cell(text=words.name(outcome)),
        Cell(text=words.money(money)),
        Cell(text=evidence_words(words, outcome.evidence), note=one_line(outcome.signed_by)),
        Cell(text=words.language.percent(factor)),
        Cell(text=words.money(money * factor)),
    )


def counted_share(words: Words, evidence: Evidence | None, money: float) -> float:
    """How much of an outcome's money counts: its evidence's factor; what was lost counts whole."""
    if evidence in (None, Evidence.D):
        return 0.0
    factor: float = getattr(words.facts.plan.factors, evidence.value)
    return 1.0 if money < 0 else factor


def _notes(words: Words) -> str:
    lead = words.facts.lines[0]
    told = [words.say("Ask first whether they would count it the same way.")]
    if words.facts.before and lead.better_by is not None and lead.better_by <= 0:
        told.append(
            words.say("{name} has not moved forward since then: say so first.",
                      name=words.quoted(words.name(lead.outcome)))
        )  # fmt: skip
    return " ".join(told)
