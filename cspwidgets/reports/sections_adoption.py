"""Adoption: how much of the product is used, how that moved, and which features."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.adoption import (
    FeatureUse,
    features,
    share,
    target,
    time_to_first_value,
)
from cspwidgets.journey.adoptionlines import adoption_on
from cspwidgets.journey.criteria import criterion_words
from cspwidgets.journey.sentences import capital
from cspwidgets.journey.usage import Usage
from cspwidgets.pictures.markup import one_line
from cspwidgets.plan.measures import STICKINESS, UTILISATION
from cspwidgets.reports.charts import adoption_chart
from cspwidgets.reports.document import (
    Block,
    Cell,
    Column,
    Figure,
    Figures,
    Paragraph,
    Section,
    Table,
)
from cspwidgets.reports.words import Words

MOST_FEATURES = 8

_SHARES = ("seats", "sticky")


def adoption(words: Words) -> Section:
    """The section on usage; one kind sentence where nothing is known of it."""
    facts, title = words.facts, words.say("Adoption")
    figures = tuple(_figures(words))
    before_on = facts.before.on if facts.before else facts.plan.start_on or facts.on
    used = features(facts.plan, facts.on, before_on)
    blocks: list[Block] = []
    if not any(use.share is not None for use in used) and not any(
        figure.id in _SHARES for figure in figures
    ):
        blocks.append(Paragraph(text=_unknown(words)))
    if figures:
        before = words.before_label()
        usual = words.say("usual at this age")
        blocks.append(Figures(items=figures, before_label=before, goal_label=usual))
    blocks.extend(adoption_chart(words))
    if used:
        blocks.append(_features(words, used))
    if facts.now.criteria:
        blocks.append(_criteria(words))
    notes = words.say("Ask who uses it most, and what the others would need.")
    return Section(kind="adoption", title=title, blocks=tuple(blocks), notes=notes)


def _unknown(words: Words) -> str:
    newest_on = adoption_on(words.facts.plan, words.facts.on).newest_on
    if newest_on is None:
        return words.say(
            "No usage is known yet. With the seats bought and the people active, "
            "this page shows how the product takes root."
        )
    return words.say(
        "The newest figures of usage are of {day}. With newer ones, and the seats bought, this "
        "page shows how the product takes root.",
        day=words.day(newest_on),
    )


def _figures(words: Words) -> Iterator[Figure]:
    yield from _share(words, "seats", words.say("Seats in use"), UTILISATION)
    yield from _share(words, "sticky", words.say("Active on an average day"), STICKINESS)
    days = time_to_first_value(words.facts.plan)
    if days is not None:
        yield Figure(
            id="first-value",
            label=words.say("First value"),
            now=words.plural(days, "{n} day after the start", "{n} days after the start"),
        )


def _share(words: Words, name: str, label: str, measure: str) -> Iterator[Figure]:
    facts, percent = words.facts, words.language.percent
    now = share(Usage(facts.plan), measure, facts.on)
    if now is None:
        return
    then = facts.before
    before = share(Usage(then.plan), measure, then.on) if then else None
    usual = target(facts.plan, measure, facts.on)
    yield Figure(
        id=name,
        label=label,
        now=percent(now),
        before="" if before is None else percent(before),
        goal="" if usual is None else percent(usual),
        tone="" if usual is None else "good" if now >= usual else "late",
    )


def _criteria(words: Words) -> Table:
    now = words.facts.now
    stages = {stage.id: one_line(stage.name) or "–" for stage in now.plan.stages}
    rows = tuple(
        (
            Cell(text=stages[each.stage]),
            Cell(
                text=criterion_words(now.plan, each, words.language, now.on, write=one_line),
                tone="good" if each.met_on else "",
            ),
        )
        for each in now.criteria
    )
    return Table(
        id="exits",
        title=words.say("Stages whose end data decides"),
        caption=words.say("Each stage that is tied to a measure, and how far that is"),
        columns=(
            Column(label=words.say("Stage"), width=0.3),
            Column(label=words.say("What data says")),
        ),
        rows=rows,
    )


def _features(words: Words, used: tuple[FeatureUse, ...]) -> Table:
    columns = [
        Column(label=words.say("Feature"), width=0.5),
        Column(label=words.say("Used by"), align="end"),
    ]
    has_before = words.facts.before is not None
    if has_before:
        columns.insert(1, Column(label=capital(words.before_label()), align="end"))
        columns.append(Column(label=words.say("Change"), align="end"))
    rows = tuple(_feature(words, use, has_before=has_before) for use in used[:MOST_FEATURES])
    return Table(
        id="features",
        title=words.say("Which features are used"),
        caption=words.say("The share of licensed users who used each feature in 28 days"),
        columns=tuple(columns),
        rows=rows,
    )


def _feature(words: Words, use: FeatureUse, *, has_before: bool) -> tuple[Cell, ...]:
    percent = words.language.percent
    now = Cell(text="–" if use.share is None else percent(use.share), strong=True)
    name = Cell(text=one_line(use.feature) or "–")
    if not has_before:
        return name, now
    was = Cell(text="–" if use.share_before is None else percent(use.share_before))
    change = Cell(text="–", tone="soft")
    if use.share is not None and use.share_before is not None:
        points = round(100 * use.share) - round(100 * use.share_before)
        change = Cell(text=words.say("same"), tone="soft")
        if points:
            sign = "▲" if points > 0 else "▼"
            change = Cell(text=f"{sign} {abs(points)}", tone="good" if points > 0 else "late")
    return name, was, now, change
